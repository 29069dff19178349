"""What changed for safety between a plan and an earlier version of it, another plan, or a plan file. Only to read."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.library import PlanLibrary
from kapplanner.editing.baseline import Baseline
from kapplanner.i18n import t
from kapplanner.rules.safety_difference import SafetyDifference
from kapplanner.ui.dialogs.compare_choice import EARLIER, CompareChoice
from kapplanner.ui.dialogs.compare_result import CompareResult
from kapplanner.ui.dialogs.compare_sides import Asked, Base, Compared, Other, RulesOf, compare
from kapplanner.ui.dialogs.difference_rows import DifferenceRow
from kapplanner.ui.dialogs.room import RoomyDialog, open_as
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.buttons import push_button, restyle
from kapplanner.ui.widgets.flow import FlowLayout
from kapplanner.ui.widgets.texts import plain_label
from kapplanner.ui.worker import Worker


class CompareDialog(RoomyDialog):
    """Reads and judges in a thread of its own. ``wanted_session``: the one to show on the board, "" for none.
    ``wanted_baseline``: the state whose places are to be marked there.

    ``leads``: whether the board of the compared plan is there to lead to. ``kind`` and ``key`` choose what to begin
    with, as an earlier dialog left them.
    """

    def __init__(
        self,
        theme: Theme,
        base: Base,
        library: PlanLibrary,
        rules_of: RulesOf,
        *,
        leads: bool,
        folder: str = "",
        kind: int = EARLIER,
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._base, self._rules_of, self._leads = theme, base, rules_of, leads
        self._other: Other | None = None
        self._swapped = False
        self._asked = 0
        self.difference: SafetyDifference | None = None
        self.wanted_session = ""
        self.wanted_baseline: Baseline | None = None
        self._answer: Compared | None = None
        self.worker = Worker(self)
        self.setWindowTitle(t("Compare {name}", name=base.name))
        self.choice = CompareChoice(theme, library, self.worker, base.plan.id, folder)
        self.found = CompareResult(theme)
        self.status = plain_label(role="small", ink="text2", wraps=True)
        self.on_board = push_button(t("Mark old places on the board"))
        self.show_session = push_button(t("Show on the board"))
        self.close_button = push_button(t("Close"), primary=True)
        self._lay_out()
        open_as(self, theme, 980, 680)
        self._connect()
        self.choice.show_kind(kind, key)
        self._show_nothing(t("Choose what to compare with."))

    @property
    def kind(self) -> int:
        """Among what was last chosen: EARLIER, PLANS or FILES."""
        return self.choice.kinds.chosen

    @property
    def key(self) -> str:
        """What the plan was last compared with; "" for nothing."""
        return self._other.key if self._other is not None else ""

    def done(self, result: int) -> None:
        """Wait for what is being read, and show nothing of it any more."""
        self.choice.stop()
        self.worker.forget()
        super().done(result)

    # What a person asks for

    def _compare_with(self, other: Other) -> None:
        self._other = other
        self.found.judge_apart()
        self._ask()

    def _ask(self) -> None:
        other = self._other
        if other is None:
            return
        self._asked += 1
        asked, base, rules_of = self._asked, self._base, self._rules_of
        how = Asked(self._swapped, self.found.same_rules.isChecked(), self.found.texts.isChecked())
        self.status.setText(t("Comparing…"))

        def show(answer: object) -> None:
            if asked == self._asked:
                self._show_answer(other, answer)

        self.worker.run(lambda: compare(base, other, rules_of, how), show)

    def _swap(self) -> None:
        self._swapped = not self._swapped
        self._ask()

    def _kind_chosen(self) -> None:
        """Another list is shown: what was compared with something of the last one goes."""
        self._asked += 1
        self._other = None
        self._show_nothing(t("Choose what to compare with."))

    def _lead(self, session: str) -> None:
        if session:
            self.wanted_session = session
            self.accept()

    def _show_on_board(self) -> None:
        if self._other is not None and self._answer is not None:
            name = t("in {name}", name=self._other.name)
            self.wanted_baseline = Baseline(self._answer.plan, name)
            self.accept()

    def _lead_to_current(self) -> None:
        self._lead(self.found.table.current_session)

    # What is shown

    def _refused(self, error: PlannerError) -> None:
        self._show_nothing(t(error.message, **error.values), problem=True)

    def _show_answer(self, other: Other, answer: object) -> None:
        if isinstance(answer, PlannerError):
            self._refused(answer)
        elif isinstance(answer, Compared):
            self._show_difference(other, answer)

    def _show_nothing(self, words: str, *, problem: bool = False) -> None:
        self.difference = None
        self._answer = None
        self.found.clear()
        self._show_way()
        restyle(self.status, ink="stop_ink" if problem else "text2")
        self.status.setText(words)

    def _show_difference(self, other: Other, answer: Compared) -> None:
        difference = self.difference = answer.difference
        self._answer = answer
        names = (self._base.name, t("{name}: {about}", name=other.name, about=other.about))
        restyle(self.status, ink="text2")
        self.status.setText(answer.remark)
        in_order = names if self._swapped else names[::-1]
        self.found.show_difference(difference, in_order, self._base.rule_set, self._way)
        self._show_way()

    def _way(self, row: DifferenceRow) -> str:
        return row.leads_to(self._base.plan, is_after=not self._swapped) if self._leads else ""

    def _show_way(self) -> None:
        self.show_session.setVisible(self._leads)
        self.on_board.setVisible(self._leads)
        self.on_board.setEnabled(self._answer is not None)
        self.show_session.setEnabled(bool(self.found.table.current_session))

    # How it is laid out

    def _lay_out(self) -> None:
        px = self._theme.px
        top = QWidget()
        row = FlowLayout(px(10))
        top.setLayout(row)
        label = plain_label(t("Compare with"), weight=500)
        label.setMinimumHeight(self.choice.kinds.sizeHint().height())
        row.addWidget(label)
        row.addWidget(self.choice.kinds)
        body = QHBoxLayout()
        body.setSpacing(px(14))
        body.addWidget(self.choice, 2)
        body.addWidget(self.found, 5)
        foot = QHBoxLayout()
        foot.setSpacing(px(8))
        foot.addWidget(self.status, 1)
        foot.addWidget(self.on_board)
        foot.addWidget(self.show_session)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(14), px(20), px(12))
        column.setSpacing(px(10))
        column.addWidget(top)
        column.addLayout(body, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.choice.chosen.connect(self._compare_with)
        self.choice.refused.connect(self._refused)
        self.choice.kinds.group.idClicked.connect(self._kind_chosen)
        self.found.swap.clicked.connect(self._swap)
        self.found.asked.connect(self._ask)
        self.found.table.wanted.connect(self._lead)
        self.found.table.moved.connect(self._show_way)
        self.show_session.clicked.connect(self._lead_to_current)
        self.on_board.clicked.connect(self._show_on_board)
        self.close_button.clicked.connect(self.reject)
