"""A rule to read: its sentence, its numbers, how strongly it speaks, to what it applies, why, and on what basis."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from kapplanner.codec.rule_set_document import RawRule
from kapplanner.editing.rule_texts import as_text, unit_words
from kapplanner.i18n import nt, t
from kapplanner.rules.cases import Cases
from kapplanner.rules.fields import Field, Sessions, parameters
from kapplanner.rules.listed_words import source_words
from kapplanner.rules.outcomes import RuleOutcome
from kapplanner.rules.rule_set import OverridePolicy, Rule
from kapplanner.rules.words import plain_day
from kapplanner.ui.rules.cases_value import case_words
from kapplanner.ui.rules.sessions_value import sessions_words
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.spacing import SpacingKeeper
from kapplanner.ui.widgets.texts import AddressLabel, plain_label

KEEPING = {
    OverridePolicy.SECOND_NAME: "A finding may be kept with a reason; a Stop needs a second name.",
    OverridePolicy.ONE_NAME: "A finding may be kept with a reason and one name.",
    OverridePolicy.NEVER: "A finding of this rule can never be kept.",
}


def value_words(field: Field, raw: Any, given: dict[str, Any]) -> str:
    """A value as a person reads it, with its unit."""
    unit = unit_words(field, given)
    if isinstance(field, Sessions):
        return sessions_words(field, raw)
    if isinstance(field, Cases):
        return "\n".join(
            f"{case_words(case)} {as_text(field, case.get('value'))} {case.get('unit', '')}".strip()
            for case in raw.values()
        )
    if isinstance(raw, dict):
        return (
            ", ".join(f"{route}\u00a0{as_text(field, number)}" for route, number in raw.items()) + f" {unit}".rstrip()
        )
    return f"{as_text(field, raw)} {unit}".strip()


def basis_words(rule: Rule) -> list[str]:
    """Where a rule's number comes from: a line for each source, and why it is a house default."""
    lines = [source_words(source) for source in rule.sources]
    if rule.house_default:
        lines.append(
            t("House default: {reason}", reason=t(rule.house_reason)) if rule.house_reason else t("House default")
        )
    return lines


def tier_words(rule: Rule) -> str:
    """How strongly the two limits speak."""
    words = [
        t("{limit}: {tier}", limit=limit, tier=t(tier.value.capitalize()))
        for limit, tier in ((t("first limit"), rule.tiers.soft), (t("second limit"), rule.tiers.hard))
        if tier is not None
    ]
    return ", ".join(words)


class RuleReading(QWidget):
    """Nothing here can be changed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._spacing = SpacingKeeper(self, theme)
        self._theme = theme
        self.sentence = plain_label(role="title", weight=400, wraps=True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(8))
        self._grid.setColumnMinimumWidth(0, theme.px(150))
        self._grid.setColumnStretch(1, 1)
        self.rows: dict[str, QLabel] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        column.addWidget(self.sentence)
        column.addLayout(self._grid)
        column.addStretch(1)

    def show_rule(
        self,
        rule: Rule,
        raw: RawRule,
        outcome: RuleOutcome | None = None,
        listed: tuple[tuple[str, str], ...] = (),
    ) -> None:
        """Show a rule with the values that it gives, how it came out for the open plan, and the rows of its list."""
        self.sentence.setText(rule.sentence)
        self.sentence.setAccessibleName(rule.sentence)
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = {}
        said = "\n".join((outcome.words, *outcome.sentences)) if outcome is not None else ""
        for head, words in [(t("In the open plan"), said), *_values(rule, raw), *_facts(rule), *listed]:
            if words:
                self._add(head, words)

    def _add(self, head: str, words: str) -> None:
        place = len(self.rows)
        if "://" in words:
            label: QLabel = AddressLabel(words)
        else:
            label = plain_label(words, wraps=True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setAccessibleName(f"{head}: {words}")
        self.rows[head] = label
        self._grid.addWidget(plain_label(head, ink="text2", wraps=True), place, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(label, place, 1)


def _values(rule: Rule, raw: RawRule) -> list[tuple[str, str]]:
    given = raw.get("with", {})
    fields = parameters(type(rule.form))
    return [(t(field.label), value_words(field, given[name], given)) for name, field in fields.items() if name in given]


def _facts(rule: Rule) -> list[tuple[str, str]]:
    days = [
        t("from {day}", day=plain_day(rule.effective_from)) if rule.effective_from else "",
        t("until {day}", day=plain_day(rule.effective_to)) if rule.effective_to else "",
    ]
    examples = [f"{example.plan}: {example.outcome.words}" for example in rule.examples]
    return [
        (t("How strongly"), tier_words(rule)),
        (t("Applies to"), rule.guard.words),
        (t("In force"), " ".join(filter(None, days))),
        (t("Turned off"), "" if rule.enabled else t(rule.off_reason)),
        (t("Keeping a finding"), t(KEEPING[rule.override])),
        (t("Why"), t(rule.rationale)),
        (t("Evidence"), t(rule.evidence)),
        (nt("Source", "Sources", max(1, len(rule.sources))), "\n".join(basis_words(rule))),
        (t("Last reviewed"), plain_day(rule.last_reviewed) if rule.last_reviewed else ""),
        (t("Owner"), rule.owner),
        (t("Rule and version"), f"{rule.id}, {rule.version}"),
        (t("Examples"), "\n".join(examples)),
    ]
