"""Duplicate day or week: asks only where the copies are to start; below, what the place would bring."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from kapplanner.domain.errors import NotFound, PlannerError
from kapplanner.domain.identity import IdSource
from kapplanner.editing.commands.copies import WEEK, DuplicateDays, next_free, sessions_of
from kapplanner.editing.workspace import Workspace
from kapplanner.i18n import nt, t
from kapplanner.ui.board.changes import finding_changes
from kapplanner.ui.board.weeks import course_of, span_words
from kapplanner.ui.dialogs.move_to import Outcome
from kapplanner.ui.dialogs.room import RoomyDialog
from kapplanner.ui.editors.fields import DateField
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.buttons import Segmented, push_button
from kapplanner.ui.widgets.texts import button_text, plain_label

_LENGTHS = (1, WEEK)


class DuplicateDaysDialog(RoomyDialog):
    """``command`` adds the copies once the dialog was accepted. Changes nothing itself.

    A week is the one that the board shows for the day. The next day or week on which nothing is planned is proposed.
    """

    def __init__(
        self,
        workspace: Workspace,
        theme: Theme,
        ids: IdSource,
        day: date,
        today: Callable[[], date],
        parent: QWidget | None = None,
        *,
        whole_week: bool = True,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._ids = ids
        self._day = day
        self._new_ids: list[str] = []
        self.setWindowTitle(t("Duplicate day or week"))
        self.setMinimumWidth(theme.px(420))
        self.length = Segmented(t("What to duplicate"), (t("Day"), t("Week")))
        self.length.choose(int(whole_week))
        self.what = plain_label(ink="text2", wraps=True)
        self.target = DateField(theme, t("Copies start on"), first_day=workspace.plan.first_day, today=today)
        self.outcome = Outcome(theme)
        self.duplicate_button = push_button(t("Duplicate week"), primary=True)
        self.cancel_button = push_button(t("Cancel"))
        self._build(theme)
        self.length.group.idClicked.connect(self._propose)
        self.target.committed.connect(self._judge)
        self.target.edit.textEdited.connect(self._judge)
        self.duplicate_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self.duplicate_button.setDefault(True)
        self._propose()
        self.target.edit.setFocus()

    def _build(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        column.setSpacing(theme.px(12))
        choice = QHBoxLayout()
        choice.addWidget(self.length)
        choice.addStretch(1)
        column.addLayout(choice)
        column.addWidget(self.what)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        label = plain_label(t("Copies start on"), role="small", ink="text2")
        label.setBuddy(self.target.edit)
        form.addRow(label, self.target)
        column.addLayout(form)
        column.addWidget(plain_label(t("What the copies would bring"), role="small", weight=600))
        column.addWidget(self.outcome)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.duplicate_button)
        column.addLayout(row)

    @property
    def days(self) -> int:
        """1 for a day, 7 for a week."""
        return _LENGTHS[self.length.chosen]

    @property
    def first(self) -> date:
        """The first day that is duplicated."""
        return self._day if self.days == 1 else course_of(self._workspace.plan).week_start(self._day)

    @property
    def command(self) -> DuplicateDays:
        """What adds the copies where the field says."""
        originals = sessions_of(self._workspace.plan, self.first, self.days)
        if not originals:
            raise NotFound("Nothing is planned here that could be duplicated.")
        while len(self._new_ids) < len(originals):
            self._new_ids.append(self._ids.new_id())
        ids = tuple(self._new_ids[: len(originals)])
        return DuplicateDays(originals, ids, self.target.value - self.first, first=self.first, days=self.days)

    def _propose(self) -> None:
        """Say what is duplicated and propose the next free day or week for it."""
        plan, first = self._workspace.plan, self.first
        count = len(sessions_of(plan, first, self.days))
        span = span_words(first, date.fromordinal(first.toordinal() + self.days - 1))
        self.what.setText(nt("{span}, {n} session", "{span}, {n} sessions", count, span=span))
        words = t("Duplicate day") if self.days == 1 else t("Duplicate week")
        self.duplicate_button.setText(button_text(words))
        self.duplicate_button.setAccessibleName(words)
        self.target.set_value(next_free(plan, first, self.days))
        self.target.edit.selectAll()
        self._judge()

    def _judge(self) -> None:
        """Try the copies on the plan and say what they would bring."""
        self.duplicate_button.setEnabled(False)
        if self.target.is_refused:
            return
        try:
            preview = self._workspace.preview(self.command)
        except PlannerError as error:
            self.outcome.refuse(t(error.message, **error.values))
        else:
            self.outcome.show_changes(finding_changes(self._workspace.report, preview.report))
            self.duplicate_button.setEnabled(True)
        QTimer.singleShot(0, self, self.grow)

    def accept(self) -> None:
        """Read what is still being typed first; a text that cannot be read keeps the dialog open."""
        self.target.commit()
        self._judge()
        if self.duplicate_button.isEnabled():
            super().accept()
