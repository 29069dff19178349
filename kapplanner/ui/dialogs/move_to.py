"""Move to…: the click and keyboard way for every drag. Day and time as text; below, what the place would bring."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kapplanner.domain.errors import PlannerError
from kapplanner.editing.commands.days import MoveFollowing, following
from kapplanner.editing.commands.sessions import MoveSession
from kapplanner.editing.workspace import Workspace
from kapplanner.i18n import nt, t
from kapplanner.rules.finding import Tier
from kapplanner.rules.words import day_and_clock, session_name
from kapplanner.ui.board.changes import FindingChanges, finding_changes
from kapplanner.ui.dialogs.places_of_day import PlacesOfDay
from kapplanner.ui.dialogs.room import RoomyDialog
from kapplanner.ui.editors.fields import DateField, TimeField
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.buttons import icon_button, push_button
from kapplanner.ui.widgets.texts import plain_label

MOST_SENTENCES = 6


class Outcome(QWidget):
    """What a change would bring: one line for each finding that appears or goes away, each with its tier's shape.

    ``most``: how many lines are shown; the rest is counted.
    """

    def __init__(self, theme: Theme, *, most: int = MOST_SENTENCES) -> None:
        super().__init__()
        self._theme = theme
        self._most = most
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.px(4))
        self.sentences: tuple[str, ...] = ()

    def show_changes(self, changes: FindingChanges) -> None:
        """Say what appears and what goes away."""
        lines: list[tuple[Tier | None, str]] = [
            (f.tier, t("{tier} appears: {sentence}", **self._named(f.tier, f.sentence))) for f in changes.appearing
        ]
        lines += [(None, t("{tier} goes away: {sentence}", **self._named(f.tier, f.sentence))) for f in changes.leaving]
        if not lines:
            lines = [(None, t("No finding comes or goes."))]
        self._show(lines)

    def refuse(self, sentence: str) -> None:
        """Say why the place cannot be."""
        self._show([(Tier.STOP, sentence)])

    def _named(self, tier: Tier, sentence: str) -> dict[str, str]:
        return {"tier": self._theme.tier(tier).word, "sentence": sentence}

    def _show(self, lines: list[tuple[Tier | None, str]]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for tier, sentence in lines[: self._most]:
            self._rows.addWidget(self._line(tier, sentence))
        if len(lines) > self._most:
            more = t("and {n} more", n=len(lines) - self._most)
            self._rows.addWidget(plain_label(more, role="small", ink="text2"))
        self.sentences = tuple(sentence for _, sentence in lines)
        self.setAccessibleDescription(" ".join(self.sentences))

    def _line(self, tier: Tier | None, sentence: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(8))
        picture = QLabel()
        look = self._theme.tier(tier) if tier is not None else None
        icon, token = (look.icon, look.token) if look is not None else ("check", "text2")
        picture.setPixmap(self._theme.pixmap(icon, token, 16))
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(plain_label(sentence, wraps=True), 1)
        return line


class MoveTo(RoomyDialog):
    """Answers where one session is to start: ``start`` after it was accepted. Changes nothing itself.

    ``following`` is ticked where all that follow are to move by as many whole days.
    """

    def __init__(
        self,
        workspace: Workspace,
        theme: Theme,
        session_id: str,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        session = workspace.plan.session(session_id)
        self._session = session
        name = session_name(workspace.plan, session)
        self.setWindowTitle(t("Move {session}", session=name))
        self.setMinimumWidth(theme.px(420))
        self.day = DateField(theme, t("Day"), first_day=workspace.plan.first_day, today=today)
        self.day.set_value(session.day)
        self.earlier = self._day_button(theme, "chevron-left", t("A day earlier"))
        self.later = self._day_button(theme, "chevron-right", t("A day later"))
        self.time = TimeField(theme, t("Start"))
        self.time.set_value(session.start.time())
        self.following = QCheckBox(self._following_words())
        self.following.setEnabled(bool(following(workspace.plan, session)))
        self.outcome = Outcome(theme)
        self.places = PlacesOfDay(theme, workspace, session_id)
        self.move_button = push_button(t("Move session"), primary=True)
        self.cancel_button = push_button(t("Cancel"))
        self._build(theme, name)
        self.day.committed.connect(self._judge)
        self.time.committed.connect(self._judge)
        self.day.edit.textEdited.connect(self._judge)
        self.time.edit.textEdited.connect(self._judge)
        self.earlier.clicked.connect(self._take_day_before)
        self.later.clicked.connect(self._take_day_after)
        self.following.toggled.connect(self._judge)
        self.move_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self.places.chosen.connect(self._take_time)
        self.move_button.setDefault(True)
        self.day.edit.selectAll()
        self._judge()

    def _day_button(self, theme: Theme, icon: str, name: str) -> QToolButton:
        """For the mouse alone: whoever types has "+1d", and goes on to the start with one Tab."""
        button = icon_button(theme, icon, name, token="text")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def _build(self, theme: Theme, name: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        column.setSpacing(theme.px(12))
        column.addWidget(plain_label(name, role="title"))
        now = t("Now {when}.", when=day_and_clock(self._session.start))
        column.addWidget(plain_label(now, ink="text2"))
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        days = QHBoxLayout()
        days.setSpacing(theme.px(2))
        for part in (self.day, self.earlier, self.later):
            days.addWidget(part, int(part is self.day))
        for words, edit, row in ((t("Day"), self.day.edit, days), (t("Start"), self.time.edit, self.time)):
            label = plain_label(words, role="small", ink="text2")
            label.setBuddy(edit)
            form.addRow(label, row)
        form.addRow("", self.following)
        column.addLayout(form)
        column.addWidget(plain_label(t("What the place would bring"), role="small", weight=600))
        column.addWidget(self.outcome)
        column.addWidget(plain_label(t("Places on this day"), role="small", weight=600))
        column.addWidget(self.places, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.move_button)
        column.addLayout(foot)

    @property
    def start(self) -> datetime:
        """The wall-clock time chosen."""
        return datetime.combine(self.day.value, self.time.value)

    @property
    def command(self) -> MoveSession | MoveFollowing:
        """What brings the session there."""
        kind = MoveFollowing if self.following.isChecked() else MoveSession
        return kind(self._session.id, self.start)

    def _following_words(self) -> str:
        n = len(following(self._workspace.plan, self._session))
        if not n:
            return t("and everything after it (nothing comes after it)")
        return nt("and everything after it, {n} session", "and everything after it, {n} sessions", n)

    def _take_day_before(self) -> None:
        self._take_day(-1)

    def _take_day_after(self) -> None:
        self._take_day(1)

    def _take_day(self, step: int) -> None:
        """The day before (-1) or after (1) the one in the field."""
        self.day.commit()
        self.day.set_value(self.day.value + timedelta(days=step))
        self._judge()

    def _take_time(self, start: datetime) -> None:
        """A place of the list was chosen."""
        self.time.set_value(start.time())
        self._judge()

    def _judge(self) -> None:
        """Try the place on the plan and say what it would bring."""
        if not self.day.is_refused:
            self.places.show_day(self.day.value)
        if self.day.is_refused or self.time.is_refused:
            self.move_button.setEnabled(False)
            return
        try:
            preview = self._workspace.preview(self.command)
        except PlannerError as error:
            self.outcome.refuse(t(error.message, **error.values))
            QTimer.singleShot(0, self, self.grow)
            self.move_button.setEnabled(False)
            return
        self.move_button.setEnabled(True)
        self.outcome.show_changes(finding_changes(self._workspace.report, preview.report))
        QTimer.singleShot(0, self, self.grow)

    def accept(self) -> None:
        """Read what is still being typed first; a text that cannot be read keeps the dialog open."""
        self.day.commit()
        self.time.commit()
        self._judge()
        if self.move_button.isEnabled():
            super().accept()
