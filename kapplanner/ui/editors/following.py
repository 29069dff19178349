"""The integration session that follows a medicine session, as a button that leads to it or adds one."""

from PySide6.QtWidgets import QPushButton

from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Session, SessionKind
from kapplanner.i18n import t
from kapplanner.rules.words import clock, day_and_clock, kind_word, modality_word
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.texts import button_text, set_plain_tooltip


def following_session(plan: Plan, medicine: Session) -> Session | None:
    """The first integration session after a medicine session and before the next one; None where there is none."""
    for other in plan.sessions:
        if other.start <= medicine.start or other.id == medicine.id:
            continue
        if other.is_medicine:
            return None
        if other.kind is SessionKind.INTEGRATION:
            return other
    return None


class FollowingField(QPushButton):
    """Says what follows; pressed, it leads there or asks for a session where nothing follows yet."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.session: Session | None = None
        self.setAutoDefault(False)
        self.setStyleSheet("text-align: left;")

    def show_following(self, medicine: Session, following: Session | None) -> None:
        """Show the session that follows a medicine session, None for none."""
        self.session = following
        look = self._theme.kind(SessionKind.INTEGRATION)
        icon, token = ("plus", "text2") if following is None else (look.icon, look.token)
        self.setIcon(self._theme.icon(icon, token))
        self.setIconSize(self._theme.icon_size(16))
        if following is None:
            self.setText("\u00a0" + t("Add session…"))
            self.setAccessibleName(t("Followed by no integration session. Add session"))
            set_plain_tooltip(self, t("No integration session lies between this and the next medicine session."))
            return
        name = modality_word(following.modality) if following.modality else kind_word(following.kind)
        same_day = following.day == medicine.day
        when = clock(following.start) if same_day else day_and_clock(following.start)
        self.setText("\u00a0" + button_text(t("{session}, {when}", session=name, when=when)))
        whole = t("Followed by {session}, {when}. Show it", session=name, when=day_and_clock(following.start))
        self.setAccessibleName(whole)
        set_plain_tooltip(self, whole)
