"""The only doors through which text from people reaches a widget: shown verbatim, never read as markup or mnemonic."""

import re
from html import escape
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kapplanner.i18n import t

_LONG_WORD: Final = re.compile(r"\S{24,}")
_AFTER: Final = re.compile(r"[/\\?&=_.-]+(?=\w)")
"""Where a long word may go on in the next line."""


def plain_label(
    text: str = "",
    *,
    role: str = "base",
    ink: str = "text",
    weight: int | None = None,
    wraps: bool = False,
    parent: QWidget | None = None,
) -> QLabel:
    """A label that shows its text verbatim, in a role of the type scale and an ink of the palette."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setProperty("role", role)
    label.setProperty("ink", ink)
    if weight is not None:
        label.setProperty("weight", str(weight))
    label.setWordWrap(wraps)
    return label


def set_plain_tooltip(widget: QWidget, text: str) -> None:
    """Show a text verbatim as tooltip: an unescaped one would be read as markup where it looks like it.

    Assistive technology reads a tooltip, marks and all, where a widget has no description: then it gets the text.
    """
    widget.setToolTip(f"<qt>{escape(text)}</qt>" if text else "")
    if widget.accessibleDescription() in ("", widget.property("told")):
        widget.setAccessibleDescription(text)
        widget.setProperty("told", text)


def tooltip_text(text: str) -> str:
    """A text for an item model's tooltip role, shown verbatim."""
    return f"<qt>{escape(text)}</qt>" if text else ""


def button_text(text: str) -> str:
    """A text for buttons, tabs and menus, where a single & would become a mnemonic."""
    return text.replace("&", "&&")


class ElidedLabel(QLabel):
    """A plain label that gives way: what does not fit ends in "…", and the tooltip holds it all."""

    def __init__(self, text: str = "", *, role: str = "base", ink: str = "text", weight: int | None = None) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("ink", ink)
        if weight is not None:
            self.setProperty("weight", str(weight))
        self._whole = ""
        self.setMinimumWidth(24)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_text(text)

    @property
    def whole_text(self) -> str:
        """The text before anything was left out."""
        return self._whole

    def show_text(self, text: str) -> None:
        """Show another text."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        hint.setWidth(QFontMetrics(self.font()).horizontalAdvance(self._whole) + 2)
        return hint

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        hint.setWidth(24)
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        shown = QFontMetrics(self.font()).elidedText(self._whole, Qt.TextElideMode.ElideRight, max(24, self.width()))
        if shown != self.text():
            self.setText(shown)
        set_plain_tooltip(self, self._whole if shown != self._whole else "")


class AddressLabel(QLabel):
    """A plain label for web addresses and paths, which break after their strokes; its menu copies the text as it is."""

    def __init__(self, text: str = "", *, role: str = "base", ink: str = "text") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("ink", ink)
        self.setWordWrap(True)
        self._whole = ""
        copy = QAction(t("Copy"), self)
        copy.triggered.connect(self._copy)
        self.addAction(copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show another text."""
        self._whole = text
        self.setText(_LONG_WORD.sub(_with_breaks, text))
        self.setAccessibleName(text)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._whole)


def _with_breaks(word: re.Match[str]) -> str:
    return _AFTER.sub("\\g<0>\u200b", word[0])
