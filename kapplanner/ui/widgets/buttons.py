"""Buttons with icons that follow the theme, and segmented switches."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.texts import button_text, set_plain_tooltip
from kapplanner.ui.widgets.toggles import SwitchButton, show_checked, stop_at_checked


def restyle(widget: QWidget, **properties: object) -> None:
    """Set dynamic properties that the style sheet looks at, and let the widget take its new look."""
    changed = False
    for name, value in properties.items():
        wanted = str(value).lower() if isinstance(value, bool) else value
        if widget.property(name) != wanted:
            widget.setProperty(name, wanted)
            changed = True
    if changed:
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class WornIcon(QObject):
    """Puts an icon on a button and puts it on again when the theme changes. Lives as long as the button."""

    def __init__(self, button: QAbstractButton, theme: Theme, name: str, token: str, size: int) -> None:
        super().__init__(button)
        self._button = button
        self._theme = theme
        self._look = (name, token, size)
        theme.changed.connect(self.put_on)
        self.put_on()

    def put_on(self) -> None:
        """Take the icon of the present theme."""
        name, token, size = self._look
        self._button.setIcon(self._theme.icon(name, token, size))
        self._button.setIconSize(self._theme.icon_size(size))

    def change(self, name: str, token: str | None = None) -> None:
        """Wear another icon."""
        self._look = (name, token or self._look[1], self._look[2])
        self.put_on()


class PressButton(QPushButton):
    """A push button that Enter presses while it has the focus, in a window as in a dialog, and never otherwise.

    One of several of which one is chosen (Space or its letter chooses it) leaves Enter to the dialog's own button.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        group = self.group()
        chooses = group is not None and group.exclusive() and isinstance(self.window(), QDialog)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat() and not chooses:
            self.click()
            return
        super().keyPressEvent(event)


def push_button(
    text: str,
    *,
    theme: Theme | None = None,
    icon: str = "",
    primary: bool = False,
    small: bool = False,
    quiet: bool = False,
    large: bool = False,
) -> QPushButton:
    """A push button whose text is its name; Enter elsewhere in a dialog does not press it."""
    # The toolkit leaves 4 px between icon and words; a no-break space makes it 8.
    button = PressButton(("\u00a0" if icon else "") + button_text(text))
    button.setAccessibleName(text.rstrip("…"))
    button.setAutoDefault(False)
    for name, wanted in (("primary", primary), ("small", small), ("quiet", quiet), ("large", large)):
        if wanted:
            button.setProperty(name, "true")
    if theme is not None and icon:
        WornIcon(button, theme, icon, "on_primary" if primary else "text2", 16)
    return button


def icon_button(theme: Theme, icon: str, name: str, *, size: int = 18, token: str = "text2") -> QToolButton:
    """A button of an icon alone, with its name as tooltip and for assistive technology."""
    button = QToolButton()
    WornIcon(button, theme, icon, token, size)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    name_button(button, name)
    return button


def name_button(button: QAbstractButton, name: str, shortcut: str = "") -> None:
    """Give a button without words its name, and its shortcut in the tooltip."""
    button.setAccessibleName(name)
    set_plain_tooltip(button, f"{name} ({shortcut})" if shortcut else name)


class Segmented(QFrame):
    """An exclusive switch of a few words, each a button; Left and Right move between them."""

    def __init__(self, name: str, words: tuple[str, ...]) -> None:
        super().__init__()
        self.setProperty("segmented", "true")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.group = QButtonGroup(self)
        self.group.setExclusive(True)
        self.buttons: list[SwitchButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        for index, word in enumerate(words):
            button = SwitchButton()
            button.setText(button_text(word))
            button.setCheckable(True)
            button.toggled.connect(self._toggled)
            button.setAccessibleName(f"{name}: {word}")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.group.addButton(button, index)
            self.buttons.append(button)
            row.addWidget(button)

    @property
    def chosen(self) -> int:
        """The place of the chosen word, -1 if none is."""
        return self.group.checkedId()

    def choose(self, index: int) -> None:
        """Choose the word at that place without a signal."""
        show_checked(self.buttons[index])

    def _toggled(self, checked: bool) -> None:
        button = self.sender()
        stop_at_checked(self.group)
        if isinstance(button, SwitchButton) and checked and not button.by_hand:
            self.group.idClicked.emit(self.group.id(button))
