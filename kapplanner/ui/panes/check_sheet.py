"""Mark as checked: open Stops, Cautions for a reason, and unchecked Stop rules to acknowledge, in one pass."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.plan import Acknowledgement, CheckedMark, Override, OverrideReason, Plan
from kapplanner.domain.time import Clock
from kapplanner.editing.commands.judgement import MarkChecked
from kapplanner.i18n import nt, t
from kapplanner.rules.finding import Finding, NotChecked, Report, State, Tier
from kapplanner.rules.fingerprint import plan_fingerprint
from kapplanner.ui.dialogs.room import RoomyDialog, open_as
from kapplanner.ui.editors.choices import ChoiceCombo, Option
from kapplanner.ui.editors.parts import button, text_label
from kapplanner.ui.panes.finding_words import place_words, reason_words, sentence_of
from kapplanner.ui.panes.keep import keeping
from kapplanner.ui.theme import UNKNOWN_ICON, Theme
from kapplanner.ui.widgets.texts import button_text

Adopt = Callable[[str, datetime], None]
_LONGEST_NAME = 60

_LEAST_PLACE = 96
"""Room for the longest word of where a finding is, px at 100 %."""


@dataclass(frozen=True, slots=True)
class ToDo:
    """What stands between a plan and "checked": open Stops, open Cautions, Stop rules that could not be checked."""

    stops: tuple[Finding, ...]
    cautions: tuple[Finding, ...]
    unknown: tuple[NotChecked, ...]


def still_to_do(report: Report) -> ToDo:
    """What a clinician has to answer before the plan counts as checked."""
    open_ones = [f for f in report.findings if f.state is not State.KEPT]
    return ToDo(
        tuple(f for f in open_ones if f.tier is Tier.STOP),
        tuple(f for f in open_ones if f.tier is Tier.CAUTION),
        report.unacknowledged,
    )


def check_command(
    plan: Plan, report: Report, overrides: tuple[Override, ...], unknown: tuple[NotChecked, ...], by: str, at: datetime
) -> MarkChecked:
    """One step that keeps, acknowledges and marks; the mark names the plan as it is after the rest of the step."""
    known = tuple(Acknowledgement(n.rule, n.rule_version, n.missing, by, at) for n in unknown)
    unmarked = MarkChecked(CheckedMark(by, at, "", report.rule_set), overrides, known)
    fingerprint = plan_fingerprint(unmarked.apply(plan))
    return MarkChecked(CheckedMark(by, at, fingerprint, report.rule_set), overrides, known)


class ReasonRow(QFrame):
    """A finding with a choice of reasons, and words where the reason is "other"."""

    changed = Signal()

    def __init__(self, theme: Theme, plan: Plan, finding: Finding) -> None:
        super().__init__()
        self.finding = finding
        self.setProperty("rule", "bottom")
        look = theme.tier(finding.tier)
        icon = text_label()
        icon.setPixmap(theme.pixmap(look.icon, look.token, 16))
        self.sentence = text_label(f"{look.word}: {sentence_of(finding)}", wraps=True)
        place = f"{place_words(plan, finding)}, {finding.title}"
        self.reason = ChoiceCombo(theme, t("Reason to keep: {sentence}", sentence=finding.sentence))
        unsaid = t("Not kept") if finding.tier is Tier.STOP else t("Choose a reason")
        choices = (Option(f"{n}  {reason_words(r)}", r) for n, r in enumerate(OverrideReason, 1))
        self.reason.set_options((Option(unsaid, None), *choices))
        self.reason.set_value(None)
        self.words = QLineEdit()
        self.words.setAccessibleName(t("In words"))
        self.words.setPlaceholderText(t("In words, at least 10 characters"))
        self.words.hide()
        self._lay_out(theme, icon, place)
        self.reason.chosen.connect(self._chosen)
        self.words.textChanged.connect(self.changed)

    def _lay_out(self, theme: Theme, icon: QWidget, place: str) -> None:
        px = theme.px
        texts = QVBoxLayout()
        texts.setSpacing(px(2))
        texts.addWidget(self.sentence)
        where = text_label(place, role="small", ink="text2", wraps=True)
        where.setMinimumWidth(px(_LEAST_PLACE))
        texts.addWidget(where)
        answer = QVBoxLayout()
        if self.finding.may_be_kept:
            self.reason.setFixedWidth(px(240))
            self.words.setFixedWidth(px(240))
            answer.addWidget(self.reason)
            answer.addWidget(self.words)
        else:
            answer.addWidget(text_label(t("cannot be kept"), role="small", ink="text2"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, px(6), 0, px(6))
        row.setSpacing(px(10))
        row.addWidget(icon)
        row.addLayout(texts, 1)
        row.addLayout(answer)

    @property
    def is_answered(self) -> bool:
        """Whether a reason is given, in words where it must be."""
        needs_words = self.reason.value is OverrideReason.OTHER
        return self.reason.value is not None and (not needs_words or len(self.words.text().strip()) >= 10)

    @property
    def left(self) -> QWidget | None:
        """The field that waits for an answer; None where there is none, or none can be given."""
        if self.is_answered or not self.finding.may_be_kept:
            return None
        return self.reason if self.reason.value is None else self.words

    def override(self, by: str, second_by: str, at: datetime) -> Override:
        """The keeping that was chosen; PlannerError where it cannot be."""
        return keeping(self.finding, self.reason.value, self.words.text(), by, second_by, at)

    def _chosen(self, reason: OverrideReason | None) -> None:
        self.words.setVisible(reason is OverrideReason.OTHER)
        self.changed.emit()


class CheckSheet(RoomyDialog):
    """Answers with ``command`` when accepted: everything that was answered here, as one step.

    ``adopt`` puts the rules in force under a name at a time, or raises a PlannerError; None where somebody did before.
    """

    def __init__(
        self,
        theme: Theme,
        plan: Plan,
        report: Report,
        clock: Clock,
        *,
        by: str = "",
        adopt: Adopt | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._adopt = adopt
        self._rules = t("{rules}, version {version}", rules=report.rule_set_name, version=report.rule_set.version)
        self._theme, self._plan, self._report, self._clock = theme, plan, report, clock
        self._todo = still_to_do(report)
        self.command: MarkChecked | None = None
        self.setWindowTitle(t("Mark as checked"))
        self.rows = [ReasonRow(theme, plan, finding) for finding in (*self._todo.stops, *self._todo.cautions)]
        self.ticks = [self._tick(row) for row in self._todo.unknown]
        self.adopts = self._adopt_box()
        self.by = QLineEdit(by)
        self.by.setAccessibleName(t("Your name"))
        self.second_by = QLineEdit()
        self.second_by.setAccessibleName(t("Second name"))
        self.second_label = text_label(t("Second name, for kept Stops"), role="small", ink="text2")
        self.left_to_do = text_label(role="small", ink="text2", wraps=True)
        self.mark = button(t("Mark as checked"), primary=True)
        self.cancel = button(t("Cancel"))
        self._lay_out()
        self._connect()
        self._weigh()
        (self._left or self.mark).setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def _left(self) -> QWidget | None:
        """The first field that waits for an answer, from top to bottom."""
        fields = [
            *(row.left for row in self.rows),
            *(tick for tick in self.ticks if not tick.isChecked()),
            *(name for name in (self.by, self.second_by) if not name.isHidden() and not name.text().strip()),
        ]
        return next((field for field in fields if field is not None), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to what waits for an answer, and marks the plan once nothing does."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif self._left is not None:
            self._left.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.mark.isEnabled():
            self._try()

    def _connect(self) -> None:
        for row in self.rows:
            row.changed.connect(self._weigh)
        for tick in self.ticks:
            tick.toggled.connect(self._weigh)
        self.adopts.toggled.connect(self._weigh)
        self.by.textChanged.connect(self._weigh)
        self.second_by.textChanged.connect(self._weigh)
        self.mark.clicked.connect(self._try)
        self.cancel.clicked.connect(self.reject)

    def _adopt_box(self) -> QCheckBox:
        """A long name of a rule set is cut here; the title of the sheet and the box's own name hold it all."""
        name = self._report.rule_set_name
        short = name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
        version = self._report.rule_set.version
        words = t("I put {rules}, version {version}, in force for this clinic.", rules=short, version=version)
        box = QCheckBox(button_text(words))
        box.setAccessibleName(t("I put {rules}, in force for this clinic.", rules=self._rules))
        return box

    def _tick(self, row: NotChecked) -> QCheckBox:
        box = QCheckBox(t("I know that this was not checked"))
        box.setAccessibleName(t("I know that this was not checked: {title}", title=row.title))
        return box

    def _lay_out(self) -> None:
        px = self._theme.px
        page = QWidget()
        page.setProperty("ground", "panel")
        column = QVBoxLayout(page)
        column.setContentsMargins(px(20), px(8), px(20), px(8))
        column.setSpacing(px(4))
        self._add_findings(column)
        self._add_unknown(column)
        if not self.rows and not self.ticks:
            column.addWidget(text_label(t("No open Stop or Caution from these rules."), wraps=True))
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields are the stops, and bring themselves into view
        area.setAccessibleName(t("What is left to answer"))
        area.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, px(14), 0, 0)
        whole.setSpacing(0)
        title = text_label(t("Checked against {rules}", rules=self._rules), role="small", ink="text2", wraps=True)
        title.setContentsMargins(px(20), 0, px(20), px(4))
        whole.addWidget(title)
        whole.addWidget(area, 1)
        whole.addWidget(self._foot())
        open_as(self, self._theme, 760, min(640, 290 + 64 * (len(self.rows) + len(self.ticks))))

    def _add_findings(self, column: QVBoxLayout) -> None:
        stops, cautions = self.rows[: len(self._todo.stops)], self.rows[len(self._todo.stops) :]
        for rows, heading in (
            (stops, t("Open Stops: mend them on the board first, or keep them here")),
            (cautions, t("Cautions: one reason for each")),
        ):
            if rows:
                column.addSpacing(self._theme.px(6))
                column.addWidget(text_label(heading, weight=600, wraps=True))
            for row in rows:
                column.addWidget(row)

    def _add_unknown(self, column: QVBoxLayout) -> None:
        if not self.ticks:
            return
        px = self._theme.px
        column.addSpacing(px(6))
        column.addWidget(text_label(t("Stop rules that could not be checked"), weight=600, wraps=True))
        for row, tick in zip(self._todo.unknown, self.ticks, strict=True):
            line = QHBoxLayout()
            icon = text_label()
            icon.setPixmap(self._theme.pixmap(UNKNOWN_ICON, "text2", 16))
            line.addWidget(icon)
            line.addWidget(text_label(f"{row.title}. {row.sentence}", wraps=True), 1)
            line.addWidget(tick)
            column.addLayout(line)

    def _foot(self) -> QFrame:
        px = self._theme.px
        foot = QFrame()
        foot.setProperty("rule", "top")
        column = QVBoxLayout(foot)
        column.setContentsMargins(px(20), px(10), px(20), px(14))
        names = QHBoxLayout()
        first = text_label(t("Your name"), role="small", ink="text2")
        first.setBuddy(self.by)
        self.second_label.setBuddy(self.second_by)
        for label, edit in ((first, self.by), (self.second_label, self.second_by)):
            box = QVBoxLayout()
            box.setSpacing(px(2))
            box.addWidget(label)
            box.addWidget(edit)
            names.addLayout(box, 1)
        column.addWidget(self.adopts)
        self.adopts.setVisible(self._adopt is not None)
        column.addLayout(names)
        row = QHBoxLayout()
        row.addWidget(self.left_to_do, 1)
        row.addWidget(self.cancel)
        row.addWidget(self.mark)
        column.addLayout(row)
        return foot

    def _weigh(self) -> None:
        """Say what is left to do, and let the plan be marked once nothing is."""
        unanswered = [row.finding.tier for row in self.rows if not row.is_answered]
        stops, cautions = unanswered.count(Tier.STOP), unanswered.count(Tier.CAUTION)
        unticked = sum(not tick.isChecked() for tick in self.ticks)
        two_names = any(row.finding.needs_second_name and row.is_answered for row in self.rows)
        for widget in (self.second_label, self.second_by):
            widget.setVisible(two_names)
        parts = []
        if stops:
            parts.append(nt("{n} Stop is open.", "{n} Stops are open.", stops))
        if cautions:
            parts.append(nt("{n} Caution needs a reason.", "{n} Cautions need a reason.", cautions))
        if unticked:
            parts.append(nt("{n} rule to acknowledge.", "{n} rules to acknowledge.", unticked))
        if self._adopt is not None and not self.adopts.isChecked():
            parts.append(t("Nobody has adopted these rules yet: put them in force with the tick above."))
        if not self.by.text().strip():
            parts.append(t("Your name is missing."))
        if two_names and not self.second_by.text().strip():
            parts.append(t("The second name is missing."))
        self.left_to_do.setText(" ".join(parts))
        self.mark.setEnabled(not parts)

    def _try(self) -> None:
        at, by = self._clock.now(), self.by.text().strip()
        try:
            overrides = tuple(row.override(by, self.second_by.text(), at) for row in self.rows)
            command = check_command(self._plan, self._report, overrides, self._todo.unknown, by, at)
            if self._adopt is not None:
                self._adopt(by, at)
        except PlannerError as error:
            self.left_to_do.setText(t(error.message, **error.values))
            return
        self.command = command
        self.accept()
