"""The open plan under a draft: its counts before and after, and the findings that would appear, go, or be other."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kapplanner.domain.plan import Plan
from kapplanner.editing.rule_impact import Impact
from kapplanner.editing.rule_trial import Comparison, OpenTrial
from kapplanner.i18n import t
from kapplanner.rules.finding import Finding
from kapplanner.ui.rules.try_boxes import CountBoxes
from kapplanner.ui.rules.try_rows import beside, finding_row
from kapplanner.ui.rules.try_section import TrySection
from kapplanner.ui.rules.try_words import base_words, open_words
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.texts import plain_label


class TryOpen(QWidget):
    """Without an open plan, or with one that is judged by other rules, a sentence says so."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.boxes = CountBoxes(theme)
        self.words = plain_label(role="small", ink="text2", wraps=True)
        self.appear = TrySection(theme, t("Would appear"))
        self.vanish = TrySection(theme, t("Would go away"))
        self.other = TrySection(theme, t("Would say something else"))
        self.reopened = TrySection(theme, t("Would need a fresh look"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.boxes, self.words, *self.sections):
            column.addWidget(part)
        self._fit()
        theme.changed.connect(self._fit)
        self.hide()

    @property
    def sections(self) -> tuple[TrySection, ...]:
        """The lists in their order."""
        return (self.appear, self.vanish, self.other, self.reopened)

    def show_trial(self, plan: Plan | None, comparison: Comparison, found: OpenTrial | None) -> None:
        """Show what was found; None where the plan is not judged by this set."""
        impact = found.impact if found is not None else Impact()
        words = open_words(plan, comparison, impact)
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.boxes.setVisible(found is not None)
        if found is not None:
            self.boxes.show_counts(base_words(comparison), *beside(found.before, found.after))
        self._list(self.appear, t("Would appear, {n}", n=len(impact.appear)), found, impact.appear, "+")
        self._list(self.vanish, t("Would go away, {n}", n=len(impact.vanish)), found, impact.vanish, "−")
        self._list(self.other, t("Would say something else, {n}", n=len(impact.other)), found, impact.other)
        self._list(self.reopened, t("Would need a fresh look, {n}", n=len(impact.reopened)), found, impact.reopened)
        self.show()

    def _list(
        self, section: TrySection, heading: str, found: OpenTrial | None, findings: tuple[Finding, ...], sign: str = ""
    ) -> None:
        if found is None or not findings:
            section.hide()
            return
        section.show_rows(heading, tuple(finding_row(found.plan, finding, sign) for finding in findings))

    def _fit(self) -> None:
        px = self._theme.px
        self.words.setContentsMargins(px(14), px(10), px(14), px(10))
