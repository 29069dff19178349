"""What the print check says, row by row, each with the way to what mends it; and under that what holds."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from kapplanner.documents import PrintFinding, PrintHolds
from kapplanner.i18n import nt, t
from kapplanner.rules.finding import Tier
from kapplanner.ui.editors.parts import button, text_label
from kapplanner.ui.theme import Theme
from kapplanner.ui.views.print_choices import PaneHead

_DRAFT_CHECK: Final = "P35"
_FIRST_HELD: Final = ("P17", "P02", "P03", "P01", "P09", "P14")
"""What a clinician asks first; the rest is shown on demand."""


@dataclass(frozen=True, slots=True)
class Row:
    """What a check says, once, with the first place it is true of and how many more there are."""

    finding: PrintFinding
    more: int = 0


def rows_of(findings: tuple[PrintFinding, ...]) -> tuple[Row, ...]:
    """Findings that say the same and are mended in the same way as one row, in their order."""
    found: dict[tuple[str, ...], Row] = {}
    for finding in findings:
        said = (finding.check, finding.sentence, finding.fact, finding.words)
        held = found.get(said)
        found[said] = Row(held.finding, held.more + 1) if held else Row(finding)
    return tuple(found.values())


class CheckList(QScrollArea):
    """What the print check says, strongest first, under why papers are drafts.

    ``pageWanted`` leads to the page of a finding, ``factWanted`` to the field that mends it, ``wordsWanted`` to a text
    of the papers, ``choiceWanted`` to a setting of the print, ``checkWanted`` to the check of the plan.
    """

    pageWanted = Signal(int)
    factWanted = Signal(str)
    wordsWanted = Signal(str)
    choiceWanted = Signal(str)
    checkWanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[tuple[str, ...], tuple[PrintFinding, ...], Tier, bool] = ((), (), Tier.NOTE, True)
        self._holds: tuple[PrintHolds, ...] = ()
        self._shows_all = False
        self.setWidgetResizable(True)
        self.setAccessibleName(t("Print check"))
        theme.changed.connect(self._draw)

    def show_findings(
        self,
        reasons: tuple[str, ...],
        findings: tuple[PrintFinding, ...],
        worst: Tier = Tier.NOTE,
        *,
        writable: bool = True,
        holds: tuple[PrintHolds, ...] = (),
    ) -> None:
        """Show why papers are drafts (by a Stop, or only for want of a check), the findings, and what holds."""
        self._shown = (reasons, findings, worst, writable)
        self._holds = holds
        self._draw()

    def _draw(self) -> None:
        reasons, findings, worst, writable = self._shown
        px = self._theme.px
        page = QWidget()
        page.setProperty("ground", "panel")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if reasons:
            why = " ".join(reasons)
            column.addWidget(self._row(worst, t("These papers are drafts"), why, [self._check_button()]))
        # Why the plan is not ready stands in the first row already.
        rows = rows_of(tuple(finding for finding in findings if not (reasons and finding.check == _DRAFT_CHECK)))
        for row in rows:
            ways = self._ways_to(row.finding, writable)
            column.addWidget(self._row(row.finding.severity, row.finding.sentence, _place(row), ways))
        if not rows:
            label = text_label(t("No findings from the print check."), role="small", ink="text2", wraps=True)
            label.setContentsMargins(px(14), px(10), px(14), px(10))
            column.addWidget(label)
        self._add_holds(column)
        column.addStretch(1)
        self.setWidget(page)
        before: QWidget = self
        for made in page.findChildren(QPushButton):
            QWidget.setTabOrder(before, made)
            before = made

    def _check_button(self) -> QPushButton:
        made = button(t("Check plan"), small=True)
        made.clicked.connect(self.checkWanted)
        return made

    # What holds

    def _add_holds(self, column: QVBoxLayout) -> None:
        """Ticked lines: what is asked first, then the rest where somebody wants to see it."""
        by_check = {held.check: held for held in self._holds}
        first = [by_check[check] for check in _FIRST_HELD if check in by_check]
        rest = [held for held in self._holds if held not in first]
        shown = [*first, *rest] if self._shows_all else first
        if not shown:
            return
        px = self._theme.px
        box = QVBoxLayout()
        box.setContentsMargins(px(14), px(10), px(14), px(10))
        box.setSpacing(px(4))
        for held in shown:
            box.addLayout(self._held(held.sentence))
        if rest:
            words = t("Show fewer") if self._shows_all else t("Show all {n} that hold", n=len(self._holds))
            toggle = button(words, small=True)
            toggle.clicked.connect(self._toggle_all)
            box.addWidget(toggle, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(box)

    def _held(self, sentence: str) -> QHBoxLayout:
        icon = text_label()
        icon.setPixmap(self._theme.pixmap("check", "fit", 14))
        icon.setAccessibleName(t("Holds"))
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(6))
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text_label(sentence, role="small", ink="text2", wraps=True), 1)
        return row

    def _toggle_all(self) -> None:
        self._shows_all = not self._shows_all
        self._draw()

    # What was found

    def _ways_to(self, finding: PrintFinding, writable: bool) -> list[QPushButton]:
        """The page it stands on, and the place that mends it."""
        ways = []
        if finding.fact and writable:
            words = t("Edit") if finding.fact.startswith("session.") else t("Fill in now")
            ways.append(self._way(words, finding, "fact", finding.fact, self._fact_wanted))
        elif finding.words:
            ways.append(self._way(t("Edit words"), finding, "words", finding.words, self._words_wanted))
        elif finding.choice:
            ways.append(self._way(t("Change"), finding, "choice", finding.choice, self._choice_wanted))
        if finding.page is not None:
            made = button(t("Show"), small=True)
            made.setAccessibleName(t("Show page {n}", n=finding.page))
            made.setProperty("page", finding.page)
            made.clicked.connect(self._page_wanted)
            ways.append(made)
        return ways

    def _way(self, words: str, finding: PrintFinding, name: str, value: str, go: Callable[[], None]) -> QPushButton:
        made = button(words, small=True)
        made.setAccessibleName(t("{action}: {finding}", action=words, finding=finding.sentence))
        made.setProperty(name, value)
        made.clicked.connect(go)
        return made

    def _row(self, tier: Tier, sentence: str, place: str, ways: list[QPushButton]) -> QFrame:
        px, look = self._theme.px, self._theme.tier(tier)
        frame = QFrame()
        frame.setProperty("rule", "bottom")
        icon = text_label()
        icon.setPixmap(self._theme.pixmap(look.icon, look.token, 16))
        icon.setAccessibleName(look.word)
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addWidget(text_label(f"{look.word}: {sentence}", wraps=True))
        if place:
            words.addWidget(text_label(place, role="small", ink="text2", wraps=True))
        row = QHBoxLayout(frame)
        row.setContentsMargins(px(14), px(8), px(14), px(8))
        row.setSpacing(px(8))
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        if ways:
            leads = QVBoxLayout()
            leads.setSpacing(px(4))
            for way in ways:
                leads.addWidget(way)
            leads.addStretch(1)
            row.addLayout(leads)
        return frame

    def _page_wanted(self) -> None:
        self.pageWanted.emit(int(self._asked("page")))

    def _fact_wanted(self) -> None:
        self.factWanted.emit(self._asked("fact"))

    def _words_wanted(self) -> None:
        self.wordsWanted.emit(self._asked("words"))

    def _choice_wanted(self) -> None:
        self.choiceWanted.emit(self._asked("choice"))

    def _asked(self, name: str) -> str:
        """What the button pressed leads to."""
        return str(self.sender().property(name))


def _place(row: Row) -> str:
    """Where, in words: the page where there is one, and how many more places say the same."""
    finding = row.finding
    place = finding.place
    if finding.page is not None:
        place = t("Page {n}, {place}", n=finding.page, place=place) if place else t("Page {n}", n=finding.page)
    if row.more:
        place = f"{place} {nt('and {n} more place', 'and {n} more places', row.more)}".strip()
    return place


class CheckHead(PaneHead):
    """The name of the pane, how many findings there are of each tier, and how many checks were asked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, t("Print check"))
        self._counts = QHBoxLayout()
        self._row.addStretch(1)
        self._row.addLayout(self._counts)
        self._found: tuple[PrintFinding, ...] = ()
        self._checks = 0
        theme.changed.connect(self._draw)

    def show_counts(self, findings: tuple[PrintFinding, ...], holds: tuple[PrintHolds, ...]) -> None:
        """Count findings as the list shows them."""
        self._found = findings
        self._checks = len({finding.check for finding in findings} | {held.check for held in holds})
        self._draw()

    def _draw(self) -> None:
        while (taken := self._counts.takeAt(0)) is not None:
            if (widget := taken.widget()) is not None:
                widget.deleteLater()
        self._counts.setSpacing(self._theme.px(4))
        rows = rows_of(self._found)
        said = [t("Print check")]
        for tier in Tier:
            count = sum(1 for row in rows if row.finding.severity is tier)
            if count:
                look = self._theme.tier(tier)
                icon, number = text_label(), text_label(str(count), role="small", weight=600)
                icon.setPixmap(self._theme.pixmap(look.icon, look.token, 14))
                self._counts.addWidget(icon)
                self._counts.addWidget(number)
                said.append(f"{count} {look.word}")
        if self._checks:
            asked = nt("{n} check", "{n} checks", self._checks)
            self._counts.addSpacing(self._theme.px(6))
            self._counts.addWidget(text_label(asked, role="small", ink="text2"))
            said.append(asked)
        self.setAccessibleName(", ".join(said))
