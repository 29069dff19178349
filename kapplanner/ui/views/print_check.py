"""What the print check says, row by row, each with the way to what it speaks of."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from kapplanner.documents import PrintFinding
from kapplanner.i18n import t
from kapplanner.rules.finding import Tier
from kapplanner.ui.editors.parts import button, text_label
from kapplanner.ui.theme import Theme

_DRAFT_CHECK = "P35"


class CheckList(QScrollArea):
    """What the print check says, strongest first, under why papers are drafts.

    ``pageWanted`` leads to the page of a finding, ``factWanted`` to the field that mends it, ``checkWanted`` to the
    check of the plan.
    """

    pageWanted = Signal(int)
    factWanted = Signal(str)
    checkWanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[tuple[str, ...], tuple[PrintFinding, ...], Tier, bool] = ((), (), Tier.NOTE, True)
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
    ) -> None:
        """Show why papers are drafts (by a Stop, or only for want of a check), and the findings."""
        self._shown = (reasons, findings, worst, writable)
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
            row = self._row(worst, t("These papers are drafts"), " ".join(reasons), self._check_button())
            column.addWidget(row)
        # Why the plan is not ready stands in the first row already.
        rows = [finding for finding in findings if not (reasons and finding.check == _DRAFT_CHECK)]
        for finding in rows:
            leads = self._way_to(finding, writable)
            column.addWidget(self._row(finding.severity, finding.sentence, finding.place, leads))
        if not rows:
            label = text_label(t("No findings from the print check."), role="small", ink="text2", wraps=True)
            label.setContentsMargins(px(14), px(10), px(14), px(10))
            column.addWidget(label)
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

    def _way_to(self, finding: PrintFinding, writable: bool) -> QPushButton | None:
        if finding.fact and writable:
            made = button(t("Fill in now"), small=True)
            made.setAccessibleName(t("Fill in now: {finding}", finding=finding.sentence))
            made.setProperty("fact", finding.fact)
            made.clicked.connect(self._fact_wanted)
            return made
        if finding.page is not None:
            made = button(t("Show"), small=True)
            made.setAccessibleName(t("Show page {n}", n=finding.page))
            made.setProperty("page", finding.page)
            made.clicked.connect(self._page_wanted)
            return made
        return None

    def _row(self, tier: Tier, sentence: str, place: str, leads: QPushButton | None) -> QFrame:
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
        if leads is not None:
            row.addWidget(leads, 0, Qt.AlignmentFlag.AlignTop)
        return frame

    def _page_wanted(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.pageWanted.emit(int(sender.property("page")))

    def _fact_wanted(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.factWanted.emit(str(sender.property("fact")))
