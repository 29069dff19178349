"""The strip under the table: the chosen plan, what comes next in it, and its open findings."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kapplanner.domain.library import PlanSummary
from kapplanner.i18n import t
from kapplanner.rules.tier import State
from kapplanner.rules.words import plain_day, session_name
from kapplanner.ui.models.library import display_name
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.banner import IconMark
from kapplanner.ui.widgets.buttons import push_button
from kapplanner.ui.widgets.chips import UnknownChip
from kapplanner.ui.widgets.texts import ElidedLabel, plain_label

if TYPE_CHECKING:
    from kapplanner.domain.plan import Plan
    from kapplanner.rules.finding import Report

MOST_FINDINGS = 3
LEAST_FOR_NEXT = 780
"""Narrower than this there is no room for what comes next: its dates would be cut to nothing."""
LEAST_FOR_HEAD = 580
"""Narrower than this the chip beside it says what the head of the findings says."""


def next_lines(plan: "Plan", now: datetime) -> list[str]:
    """What comes next: two sessions still ahead (or the first two of a plan all ahead), and the last visit."""
    ahead = [s for s in plan.sessions if s.is_active and plan.start(s) >= now]
    lines = [
        t(
            "{day}, {clock}, {session}",
            day=plain_day(s.day),
            clock=f"{s.start:%H:%M}",
            session=session_name(plan, s),
        )
        for s in ahead[:2]
    ]
    if not plan.sessions:
        return [t("No sessions yet.")]
    last = plain_day(plan.last_day)
    return (
        [*lines, t("Last session {day}", day=last)] if ahead else [t("All sessions lie behind. Last {day}", day=last)]
    )


class DetailsStrip(QFrame):
    """Name and buttons, next sessions, open findings."""

    openWanted = Signal()
    printWanted = Signal()
    shareWanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("rule", "top")
        self.setProperty("ground", "panel")
        self.name = ElidedLabel(role="strong")
        self.title = ElidedLabel(ink="text2")
        self.open = push_button(t("Open plan"), primary=True)
        self.print = push_button(t("Print…"), theme=theme, icon="printer-outline")
        self.share = push_button(t("Share…"), theme=theme, icon="share-variant-outline")
        self.open.clicked.connect(self.openWanted)
        self.print.clicked.connect(self.printWanted)
        self.share.clicked.connect(self.shareWanted)
        self._next_lines = [ElidedLabel() for _ in range(3)]
        self.unchecked = UnknownChip(theme)
        self._findings: list[tuple[IconMark, ElidedLabel]] = []
        self._row = QHBoxLayout(self)
        self.next = self._middle()
        self._findings_head = self._head(t("Open findings"))
        self._row.addLayout(self._left(), 30)
        self._row.addWidget(self.next, 40)
        self._row.addLayout(self._right(), 36)
        self._fit()
        theme.changed.connect(self._fit)

    def show_summary(self, plan: PlanSummary) -> None:
        """Show what the table already knows; the rest comes when the plan has been read."""
        self.name.show_text(display_name(plan))
        self.title.show_text(plan.title)
        for label in self._next_lines:
            label.show_text("")
        self.unchecked.hide()
        for mark, label in self._findings:
            mark.hide()
            label.show_text("")

    def show_plan(self, plan: "Plan", report: "Report", now: datetime) -> None:
        """Show what comes next and what the rules say."""
        lines = next_lines(plan, now)
        for label, line in zip(self._next_lines, [*lines, "", "", ""], strict=False):
            label.show_text(line)
        count = report.counts.not_checked
        self.unchecked.show_count(count)
        open_findings = [f for f in report.findings if f.state is not State.KEPT]
        for place, (mark, label) in enumerate(self._findings):
            if place < min(len(open_findings), MOST_FINDINGS):
                finding = open_findings[place]
                look = self._theme.tier(finding.tier)
                mark.show_icon(look.icon, look.token)
                label.show_text(finding.sentence)
                label.setAccessibleName(f"{look.word}: {finding.sentence}")
            else:
                label.show_text(t("No findings from these rules.") if not open_findings and not place else "")
            mark.setVisible(place < len(open_findings))

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(self._theme.px(2))
        column.addWidget(self.name)
        column.addWidget(self.title)
        column.addSpacing(self._theme.px(12))
        buttons = QHBoxLayout()
        buttons.setSpacing(self._theme.px(8))
        for button in (self.open, self.print, self.share):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addStretch(1)
        return column

    def _middle(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(2))
        column.addWidget(self._head(t("Next")))
        for label in self._next_lines:
            column.addWidget(label)
        column.addStretch(1)
        return part

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(self._theme.px(3))
        head = QHBoxLayout()
        head.setSpacing(self._theme.px(8))
        head.addWidget(self._findings_head)
        head.addWidget(self.unchecked)
        head.addStretch(1)
        column.addLayout(head)
        for _ in range(MOST_FINDINGS):
            row = QHBoxLayout()
            row.setSpacing(self._theme.px(8))
            mark, label = IconMark(self._theme, "alert", "caut"), ElidedLabel()
            row.addWidget(mark)
            row.addWidget(label, 1)
            self._findings.append((mark, label))
            column.addLayout(row)
        column.addStretch(1)
        return column

    def _head(self, words: str) -> QLabel:
        return plain_label(words, role="small", ink="text2", weight=500)

    def _fit(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(20), px(13), px(20), px(10))
        self._row.setSpacing(px(24))
        self.setMinimumHeight(px(150))
        self._give_way()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_way()

    def _give_way(self) -> None:
        """In a narrow window the buttons and the findings keep their room, and the rest goes."""
        px = self._theme.px
        self.next.setVisible(self.width() >= px(LEAST_FOR_NEXT))
        self._findings_head.setVisible(self.width() >= px(LEAST_FOR_HEAD))
