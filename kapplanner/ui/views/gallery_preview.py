"""What a template with these choices gives: the course drawn, the choices, what the rules say, and the evidence."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.evidence import EvidenceNote, Source
from kapplanner.domain.identity import CountedIds
from kapplanner.domain.places import Site
from kapplanner.domain.plan import Plan
from kapplanner.domain.template import Template, instantiate
from kapplanner.i18n import nt, t
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.finding import Report
from kapplanner.rules.rule_set import RuleSet
from kapplanner.rules.words import month_short
from kapplanner.ui.theme import UNKNOWN_ICON, Theme
from kapplanner.ui.views.course_days import CourseDays, after_words, before_words
from kapplanner.ui.views.gallery_choices import ChoicesForm, FormHolder
from kapplanner.ui.widgets.banner import Banner, IconMark
from kapplanner.ui.widgets.chips import UnknownChip
from kapplanner.ui.widgets.texts import AddressLabel, plain_label

MOST_FINDINGS = 6
_ROOMY = 560


def source_words(source: Source) -> str:
    """A source in one line: who, year, title, address."""
    year = f" {source.year}" if source.year else ""
    address = f" {source.address}" if source.address else ""
    return f"{source.who}{year}. {source.title}.{address}"


def review_words(evidence: EvidenceNote) -> str:
    """ "Evidence: described practice. Reviewed 14 Oct 2026, next review Apr 2027. 4 sources."."""
    parts = [t("Evidence: {strength}.", strength=evidence.strength.rstrip("."))]
    if evidence.reviewed_on is not None:
        day = evidence.reviewed_on
        reviewed = t("Reviewed {day}", day=f"{day.day} {month_short(day)} {day.year}")
        following = evidence.next_review
        after = t("next review {month}", month=f"{month_short(following)} {following.year}") if following else ""
        parts.append(f"{reviewed}, {after}." if after else f"{reviewed}.")
    parts.append(nt("{n} source.", "{n} sources.", len(evidence.sources)))
    return " ".join(parts)


class GalleryPreview(QScrollArea):
    """``planChanged`` carries the plan that the choices give, or None where they give none."""

    planChanged = Signal(object)
    entered = Signal()

    def __init__(self, theme: Theme, today: Callable[[], date]) -> None:
        super().__init__()
        self._theme = theme
        self._today = today
        self._site = Site()
        self._template: Template | None = None
        self._rule_set: RuleSet | None = None
        self.plan: Plan | None = None
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.title = plain_label(role="title")
        self.summary = plain_label(ink="text2", wraps=True)
        self.course = CourseDays(theme)
        self.before = plain_label(role="small", ink="text2", wraps=True)
        self.after = plain_label(role="small", ink="text2", wraps=True)
        self.problem = Banner(theme)
        self.holder = FormHolder()
        self._findings = QVBoxLayout()
        self._evidence = QVBoxLayout()
        self._build()

    def _build(self) -> None:
        px = self._theme.px
        page = QWidget()
        page.setProperty("ground", "board")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(page)
        column.setContentsMargins(px(26), px(20), px(26), px(16))
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addWidget(self.summary)
        column.addSpacing(px(14))
        strip = QScrollArea()
        strip.setWidgetResizable(True)
        strip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        strip.setWidget(self.course)
        strip.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._strip = strip
        column.addWidget(strip)
        around = self._around = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        around.setContentsMargins(0, px(8), 0, px(10))
        around.addWidget(self.before, 1)
        around.addWidget(self.after, 1)
        column.addLayout(around)
        column.addWidget(self._line())
        column.addSpacing(px(12))
        column.addWidget(self.holder)
        column.addSpacing(px(12))
        column.addWidget(self.problem)
        column.addWidget(self._line())
        column.addSpacing(px(14))
        foot = self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        foot.setSpacing(px(28))
        foot.addLayout(self._findings, 1)
        foot.addLayout(self._evidence, 1)
        column.addLayout(foot)
        column.addStretch(1)
        self.setWidget(page)
        self._fit()
        self._theme.changed.connect(self._fit)

    def _fit(self) -> None:
        bar = self._strip.horizontalScrollBar().sizeHint().height()
        self._strip.setFixedHeight(self.course.sizeHint().height() + bar // 2)
        self._share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """In a narrow pane what stands side by side stands one below the other."""
        roomy = self._is_roomy
        way = QBoxLayout.Direction.LeftToRight if roomy else QBoxLayout.Direction.TopToBottom
        self._around.setDirection(way)
        self._foot.setDirection(way)
        top, right = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignRight
        self.before.setAlignment(top)
        self.after.setAlignment(top | right if roomy else top)
        if self.holder.form is not None:
            self.holder.form.show_roomy(roomy)

    @property
    def _is_roomy(self) -> bool:
        return self.width() >= self._theme.px(_ROOMY)

    def _line(self) -> QFrame:
        line = QFrame()
        line.setProperty("rule", "bottom")
        line.setFixedHeight(1)
        return line

    def show_template(self, template: Template, rule_set: RuleSet, first_day: date, site: Site) -> None:
        """Show another template with its own choices."""
        self._template, self._rule_set, self._site = template, rule_set, site
        self.title.setText(template.title)
        self.summary.setText(template.summary)
        form = ChoicesForm(self._theme, template, first_day, self._today)
        form.changed.connect(self.renew)
        form.entered.connect(self.entered)
        form.show_roomy(self._is_roomy)
        self.holder.hold(form)
        self._show_evidence(template.evidence)
        self.verticalScrollBar().setValue(0)
        self.renew()

    @property
    def form(self) -> ChoicesForm:
        """The choices of the template shown."""
        assert self.holder.form is not None
        return self.holder.form

    def renew(self) -> None:
        """Make the plan anew from the choices, and judge it."""
        template, rule_set = self._template, self._rule_set
        assert template is not None and rule_set is not None
        try:
            ids = CountedIds("preview")
            self.plan = instantiate(
                template,
                self.form.choices,
                routes=rule_set.routes,
                rule_set=rule_set.reference,
                ids=ids,
                site=self._site,
            )
        except PlannerError as error:
            self.plan = None
            self.problem.tell("stop", t(error.message, **error.values))
        else:
            self.problem.hide()
            self._show_plan(self.plan, rule_set)
        self.form.say(self.plan, rule_set)
        self.planChanged.emit(self.plan)

    def _show_plan(self, plan: Plan, rule_set: RuleSet) -> None:
        self.title.setText(plan.title)
        self.course.show_plan(plan, rule_set)
        self.before.setText(before_words(plan))
        self.after.setText(after_words(plan))
        self._show_report(evaluate(plan, rule_set))

    def _show_report(self, report: Report) -> None:
        _empty(self._findings)
        px = self._theme.px
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(IconMark(self._theme, "shield-check-outline", "text2"))
        head.addWidget(plain_label(t("With these choices"), weight=600))
        chip = UnknownChip(self._theme)
        head.addSpacing(px(6))
        head.addWidget(chip)
        head.addStretch(1)
        self._findings.addLayout(head)
        chip.show_count(report.counts.not_checked)  # once it lies in the page: before, it would open as a window
        self._findings.setSpacing(px(8))
        for finding in report.findings[:MOST_FINDINGS]:
            look = self._theme.tier(finding.tier)
            words = t("{tier}: {sentence}", tier=look.word, sentence=finding.sentence)
            self._findings.addLayout(self._marked(look.icon, look.token, words))
        rest = len(report.findings) - MOST_FINDINGS
        if rest > 0:
            self._findings.addWidget(plain_label(nt("and {n} more", "and {n} more", rest), ink="text2"))
        passed = report.counts.passed
        clear = nt("{n} other rule: nothing to report.", "{n} other rules: nothing to report.", passed)
        if not report.findings:
            clear = t("No findings from these rules. {n} rules passed.", n=passed)
        self._findings.addLayout(self._marked("check", "text2", clear))
        unknown = [entry.title for entry in report.not_checked]
        if unknown:
            words = t("Could not be checked: {rules}.", rules="; ".join(dict.fromkeys(unknown)))
            self._findings.addLayout(self._marked(UNKNOWN_ICON, "text2", words))
        self._findings.addStretch(1)

    def _show_evidence(self, evidence: EvidenceNote) -> None:
        _empty(self._evidence)
        self._evidence.setSpacing(self._theme.px(6))
        head = QHBoxLayout()
        head.setSpacing(self._theme.px(8))
        head.addWidget(IconMark(self._theme, "book-open-variant", "text2"))
        head.addWidget(plain_label(t("Evidence note"), weight=600))
        head.addStretch(1)
        self._evidence.addLayout(head)
        self._evidence.addWidget(plain_label(evidence.note, ink="text2", wraps=True))
        self._evidence.addWidget(plain_label(review_words(evidence), role="small", ink="text2", wraps=True))
        for source in evidence.sources:
            self._evidence.addWidget(AddressLabel(source_words(source), role="small", ink="text3"))
        self._evidence.addStretch(1)

    def _marked(self, icon: str, token: str, words: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(8))
        row.addWidget(IconMark(self._theme, icon, token), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(plain_label(words, wraps=True), 1)
        return row


def _empty(layout: QVBoxLayout | QHBoxLayout) -> None:
    """Let go of everything a layout holds."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QVBoxLayout | QHBoxLayout):
            _empty(inner)
