"""The bar over the session pane: all of this kind, lock, duplicate, and the menu of everything else."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from kapplanner.i18n import t
from kapplanner.ui.editors.parts import icon_button, show_tick, text_label
from kapplanner.ui.editors.sight import Sight
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.texts import set_plain_tooltip


class SessionBar(QFrame):
    """``menuWanted`` carries the point of the screen where the menu is to open."""

    sameKindWanted = Signal()
    lockPressed = Signal()
    duplicateWanted = Signal()
    menuWanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("rule", "bottom")
        self.setFixedHeight(theme.px(34))
        self.same_kind = icon_button(theme, "select-multiple", t("Select all of this kind"))
        self.lock = icon_button(theme, "lock-open-outline", t("Lock session"))
        self.lock.setCheckable(True)
        self.duplicate = icon_button(theme, "content-copy", t("Duplicate session"))
        self.more = icon_button(theme, "dots-horizontal", t("More for this session"))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(14), 0, theme.px(8), 0)
        row.setSpacing(theme.px(2))
        row.addWidget(text_label(t("Session"), role="small", ink="text2", weight=500))
        row.addStretch(1)
        for button in (self.same_kind, self.lock, self.duplicate, self.more):
            row.addWidget(button)
        self.same_kind.clicked.connect(self.sameKindWanted)
        self.lock.toggled.connect(self.lockPressed)
        self.duplicate.clicked.connect(self.duplicateWanted)
        self.more.clicked.connect(self._want_menu)

    def show_sight(self, sight: Sight | None) -> None:
        """Offer what can be done with the selected sessions; nothing where none is selected."""
        for button in (self.lock, self.more):
            button.setVisible(sight is not None)
        self.same_kind.setVisible(sight is not None and _has_others_of_its_kind(sight))
        self.duplicate.setVisible(sight is not None and sight.one is not None)
        locked = sight is not None and all(session.locked for session in sight.sessions)
        show_tick(self.lock, locked)
        words = t("Unlock session") if locked else t("Lock session")
        self.lock.setIcon(self._theme.icon("lock-outline" if locked else "lock-open-outline", "text2", 18))
        self.lock.setAccessibleName(words)
        set_plain_tooltip(self.lock, words)

    def _want_menu(self) -> None:
        self.menuWanted.emit(self.more.mapToGlobal(QPoint(0, self.more.height())))


def _has_others_of_its_kind(sight: Sight) -> bool:
    """Whether the plan holds more sessions of the selected kinds than are selected."""
    kinds = {session.kind for session in sight.sessions}
    return any(s.kind in kinds and s.id not in sight.ids for s in sight.plan.sessions)
