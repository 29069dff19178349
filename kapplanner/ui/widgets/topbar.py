"""The bar under the menus: where one is, what can be found or begun here, and for a plan its four steps."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from kapplanner.i18n import t
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.banner import IconMark
from kapplanner.ui.widgets.buttons import WornIcon, icon_button, name_button, push_button
from kapplanner.ui.widgets.keycap import key_cap
from kapplanner.ui.widgets.steps import Steps
from kapplanner.ui.widgets.texts import ElidedLabel, plain_label

SHORT_BELOW = 1100
BARE_BELOW = 560
_LEAST_BAR = 440


class Bar(QFrame):
    """A bar of fixed height with a line at its foot."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setProperty("rule", "bottom")
        self.setProperty("ground", "panel")
        self.row = QHBoxLayout(self)
        self._fit()
        theme.changed.connect(self._fit)

    def _fit(self) -> None:
        self.setFixedHeight(self.theme.px(48))
        self.row.setContentsMargins(self.theme.px(18), 0, self.theme.px(12), 0)
        self.row.setSpacing(self.theme.px(8))


class SearchField(QLineEdit):
    """A line to search in, with a glass before it and its key behind it. Esc empties it."""

    def __init__(self, theme: Theme, name: str, placeholder: str, keys: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._rows: QWidget | None = None
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(theme.px(8), 0, theme.px(6), 0)
        inside.addWidget(IconMark(theme, "magnify", "text2", 16))
        inside.addStretch(1)
        self._cap: QLabel | None = key_cap(keys) if keys else None
        if self._cap is not None:
            inside.addWidget(self._cap, 0, Qt.AlignmentFlag.AlignVCenter)
            self.textChanged.connect(self._hide_cap)
        self._fit()
        theme.changed.connect(self._fit)

    def goes_on_in(self, rows: QWidget) -> None:
        """Down leads from the field to the rows that it finds."""
        self._rows = rows

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self._rows is not None:
            self._rows.setFocus(Qt.FocusReason.TabFocusReason)
            return
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def _fit(self) -> None:
        right = self._theme.px(52) if self._cap is not None else 0
        self.setTextMargins(self._theme.px(22), 0, right, 0)

    def _hide_cap(self, text: str) -> None:
        if self._cap is not None:
            self._cap.setVisible(not text)


class FindButton(QPushButton):
    """Looks like a field and opens the palette of actions and plans."""

    def __init__(self, theme: Theme, keys: str) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("field", "true")
        self.setAutoDefault(False)
        name_button(self, t("Find or run"), keys)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(theme.px(9), 0, theme.px(6), 0)
        inside.setSpacing(theme.px(7))
        self._words, self._keys = plain_label(t("Find or run…"), ink="text2"), key_cap(keys)
        for part in (IconMark(theme, "magnify", "text2", 16), self._words, self._keys):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            inside.addWidget(part, 1 if part is self._words else 0, Qt.AlignmentFlag.AlignVCenter)

    def sizeHint(self) -> QSize:
        inside = self.layout().sizeHint().width()  # type: ignore[union-attr]
        least = 30 if self._keys.isHidden() else 96 if self._words.isHidden() else 178
        return QSize(max(inside, self._theme.px(least)), self._theme.px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def shorten(self, width: int) -> None:
        """Leave out the words in a narrow window, and its keys in a very narrow one."""
        self._words.setVisible(width >= self._theme.px(SHORT_BELOW))
        self._keys.setVisible(width >= self._theme.px(BARE_BELOW))
        self.updateGeometry()


class LibraryBar(Bar):
    """Over the library: search, open a file, begin a plan."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.search = SearchField(theme, t("Find a plan, person or date"), t("Find a plan, person or date"), "Ctrl+F")
        self.open_file = push_button(t("Open file…"), theme=theme, icon="folder-open-outline")
        self.new_plan = push_button(t("New plan"), theme=theme, icon="plus", primary=True)
        left, right = QWidget(), QWidget()
        titles, tools = QHBoxLayout(left), QHBoxLayout(right)
        for inner in (titles, tools):
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(theme.px(8))
        titles.addWidget(plain_label(t("Library"), role="strong"))
        titles.addStretch(1)
        tools.addStretch(1)
        tools.addWidget(self.open_file)
        tools.addWidget(self.new_plan)
        self.row.addWidget(left, 1)
        self.row.addWidget(self.search)
        self.row.addWidget(right, 1)
        self._fit_search()
        theme.changed.connect(self._fit_search)

    def _fit_search(self) -> None:
        self.search.setFixedWidth(self.theme.px(300))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self.theme.px(900)
        self.search.setFixedWidth(self.theme.px(220 if narrow else 300))


class Crumbs(QWidget):
    """Library > where one is. ``back`` is pressed to return to the library."""

    back = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        self.shelf = icon_button(theme, "bookshelf", t("Back to the library"), token="text")
        self.library = push_button(t("Library"), quiet=True)
        self.library.setAccessibleName(t("Back to the library"))
        self.library.setProperty("crumb", "true")
        for button in (self.shelf, self.library):
            button.clicked.connect(self.back)
        self.shelf.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row.addWidget(self.shelf)
        row.addWidget(self.library)
        row.addWidget(IconMark(theme, "chevron-right", "text3", 16))
        row.addSpacing(theme.px(2))
        self.row = row


class GalleryBar(Bar):
    """Over the gallery of templates."""

    def __init__(self, theme: Theme, keys: str) -> None:
        super().__init__(theme)
        self.crumbs = Crumbs(theme)
        self.crumbs.row.addWidget(ElidedLabel(t("New plan from template"), role="strong"))
        self.crumbs.row.addStretch(1)
        self.find_button = FindButton(theme, keys)
        self.row.addWidget(self.crumbs, 1)
        self.row.addWidget(self.find_button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.find_button.shorten(self.width())


class PlanBar(Bar):
    """Over a plan: its name and status, the four steps, undo and redo."""

    def __init__(self, theme: Theme, keys: str) -> None:
        super().__init__(theme)
        self.crumbs = Crumbs(theme)
        self.name = ElidedLabel(role="strong")
        self.title = ElidedLabel(ink="text2")
        self.chip = plain_label()
        self.chip.setProperty("outlined", "true")
        for part in (self.name, self.title, self.chip):
            self.crumbs.row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
            self.crumbs.row.addSpacing(theme.px(4))
        self.crumbs.row.addStretch(1)
        self.steps = Steps(theme)
        self.undo = self._step_button("undo")
        self.redo = self._step_button("redo")
        self.find_button = FindButton(theme, keys)
        right = QWidget()
        tools = QHBoxLayout(right)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(theme.px(6))
        tools.addStretch(1)
        for tool in (self.undo, self.redo, self.find_button):
            tools.addWidget(tool)
        self.row.addWidget(self.crumbs, 1)
        self.row.addWidget(self.steps)
        self.row.addWidget(right, 1)
        self.crumbs.setMinimumWidth(0)

    def _step_button(self, icon: str) -> QToolButton:
        button = QToolButton()
        WornIcon(button, self.theme, icon, "text", 18)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def show_plan(self, name: str, title: str, status: str) -> None:
        """Say which plan is open."""
        self.name.show_text(name)
        self.title.show_text(title)
        self.chip.setText(status)

    def show_steps_back(self, undo: str | None, redo: str | None) -> None:
        """Name what undo and redo would do; None where there is nothing."""
        undo_name = t("Undo {step}", step=undo) if undo else t("Nothing to undo")
        redo_name = t("Redo {step}", step=redo) if redo else t("Nothing to redo")
        name_button(self.undo, undo_name, "Ctrl+Z")
        name_button(self.redo, redo_name, "Ctrl+Shift+Z")
        self.undo.setEnabled(undo is not None)
        self.redo.setEnabled(redo is not None)

    def minimumSizeHint(self) -> QSize:
        """What it shows hangs on its width, not the other way."""
        return QSize(self.theme.px(_LEAST_BAR), self.theme.px(48))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        short = self.width() < self.theme.px(SHORT_BELOW)
        self.steps.shorten(short)
        self.title.setVisible(not short)
        self.crumbs.library.setVisible(not short)
        self.find_button.shorten(self.width())
