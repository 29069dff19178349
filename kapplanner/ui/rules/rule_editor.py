"""A rule of a draft to change: everything in the words of its file, the sentence made from it at once."""

from datetime import date
from typing import Any, Final

from PySide6.QtWidgets import QCheckBox, QFormLayout, QVBoxLayout, QWidget

from kapplanner.codec.rule_set_document import RawRule
from kapplanner.codec.rule_sets import Problem
from kapplanner.domain.plan import PlanType
from kapplanner.domain.session import Route
from kapplanner.editing.rule_draft import RuleDraft
from kapplanner.i18n import t
from kapplanner.rules.fields import Flag, SomeOf
from kapplanner.rules.finding import Tier
from kapplanner.rules.rule_set import OverridePolicy, Report
from kapplanner.ui.editors.choices import ChoiceCombo, Option
from kapplanner.ui.editors.texts import TypedLine
from kapplanner.ui.rules.examples_box import ExamplesBox
from kapplanner.ui.rules.parts import TypedText, section
from kapplanner.ui.rules.reading import KEEPING
from kapplanner.ui.rules.value_fields import FlagValue, SomeValue, Told, ValueField
from kapplanner.ui.rules.values_box import ValuesBox
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.spacing import SpacingKeeper
from kapplanner.ui.widgets.texts import AddressLabel, button_text, plain_label

_TEXTS: Final = ("off_reason", "why", "evidence", "house_default")
_LINES: Final = ("title", "owner")
_DAYS: Final = ("reviewed", "effective_from", "effective_to")
_TIERS: Final = ("soft", "hard")


class RuleEditor(QWidget):
    """Writes into a draft, one step for each field that is left."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._spacing = SpacingKeeper(self, theme)
        self._theme = theme
        self._draft: RuleDraft | None = None
        self._rule_id = ""
        self.sentence = plain_label(role="title", weight=400, wraps=True)
        self.in_use = QCheckBox(button_text(t("In use")))
        self.values = ValuesBox(theme)
        self.examples = ExamplesBox(theme)
        self.texts = {name: TypedText(theme, label, 3 if name == "why" else 2) for name, label in _text_labels()}
        self.lines = {name: TypedLine(label) for name, label in _line_labels()}
        self._written: dict[str, TypedText | TypedLine] = {**self.texts, **self.lines}
        self.tiers = {name: self._tier_combo(label) for name, label in zip(_TIERS, _tier_labels(), strict=True)}
        self.keeping = ChoiceCombo(theme, t("Keeping a finding"))
        self.report = ChoiceCombo(theme, t("Findings"))
        self.scope: dict[str, ValueField] = {
            "plan_types": SomeValue(theme, SomeOf("Plan types", options=PlanType), t("Plan types")),
            "routes": SomeValue(theme, SomeOf("Routes", options=Route), t("Routes")),
            "residential": FlagValue(Flag("Retreats only"), t("Retreats only")),
        }
        self.conditions = plain_label(role="small", ink="text2", wraps=True)
        self.sources = AddressLabel(role="small", ink="text2")
        self.problem = plain_label(ink="stop_ink", wraps=True)
        self.told = {name: Told(theme, field) for name, field in {**self.texts, **self.lines, **self.tiers}.items()}
        self._lay_out()
        self._connect()

    def _tier_combo(self, label: str) -> ChoiceCombo:
        combo = ChoiceCombo(self._theme, label)
        looks = [(self._theme.tier(tier), tier) for tier in (Tier.NOTE, Tier.CAUTION, Tier.STOP)]
        options = tuple(Option(look.word, tier.value, look.icon, look.token) for look, tier in looks)
        combo.set_options((Option(t("not used"), None), *options))
        return combo

    def _lay_out(self) -> None:
        px = self._theme.px
        self.keeping.set_options(tuple(Option(t(words), policy.value) for policy, words in KEEPING.items()))
        each, whole = t("One finding for each place"), t("One finding for the plan, with its worst place")
        self.report.set_options((Option(each, Report.EACH.value), Option(whole, Report.PLAN.value)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(14))
        hint = t("The sentence is made from the numbers. It stands in the panel and in the safety report.")
        for part in (self.sentence, plain_label(hint, role="small", ink="text2", wraps=True), self.problem):
            column.addWidget(part)
        use = QWidget()
        row = QVBoxLayout(use)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(2))
        row.addWidget(self.in_use)
        row.addWidget(self.told["off_reason"])
        column.addWidget(use)
        column.addWidget(section(self._theme, t("Values"), self.values))
        column.addWidget(
            section(self._theme, t("How strongly"), self._pairs((*_tier_rows(self.told), self._keep_row())))
        )
        scope = self._pairs(
            (
                (t("Plan types"), self.scope["plan_types"]),
                (t("Routes"), self.scope["routes"]),
                ("", self.scope["residential"]),
                ("", self.conditions),
            )
        )
        column.addWidget(section(self._theme, t("Applies to"), scope))
        column.addWidget(section(self._theme, t("Examples that must hold"), self.examples))
        why = self._pairs(
            (
                (t("Why"), self.told["why"]),
                (t("Evidence"), self.told["evidence"]),
                (t("House default"), self.told["house_default"]),
                (t("Sources"), self.sources),
            )
        )
        column.addWidget(section(self._theme, t("Why, and on what basis"), why))
        rows = tuple((label, self.told[name]) for name, label in _line_labels())
        column.addWidget(section(self._theme, t("Name, owner and dates"), self._pairs(rows)))
        column.addStretch(1)

    def _keep_row(self) -> tuple[str, QWidget]:
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(6))
        column.addWidget(self.keeping)
        column.addWidget(self.report)
        return t("Findings"), both

    def _pairs(self, rows: tuple[tuple[str, QWidget], ...]) -> QWidget:
        whole = QWidget()
        form = QFormLayout(whole)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(self._theme.px(10))
        form.setVerticalSpacing(self._theme.px(8))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for head, field in rows:
            label = plain_label(head, ink="text2", wraps=True)
            label.setFixedWidth(self._theme.px(150))
            form.addRow(label, field)
        return whole

    def _connect(self) -> None:
        self.in_use.toggled.connect(self._turn)
        self.values.given.connect(self._give_value)
        self.examples.given.connect(self._give_examples)
        for left in (self.values.left, self.examples.left):
            left.connect(self._left)
        for name, field in self._written.items():
            field.setProperty("part", name)
            field.typed.connect(self._typed)
        for line in self.lines.values():
            line.left.connect(self._left)
        for name, combo in (*self.tiers.items(), ("override", self.keeping), ("report", self.report)):
            combo.setProperty("part", name)
            combo.chosen.connect(self._chosen)
        for part, scope in self.scope.items():
            scope.setProperty("part", part)
            scope.given.connect(self._scope)

    def show_rule(self, draft: RuleDraft, rule_id: str) -> None:
        """Show a rule of a draft as it now stands."""
        self._draft, self._rule_id = draft, rule_id
        raw = draft.document.rule(rule_id)
        problems = draft.problems_of(rule_id)
        before = next((each for each in draft.base.document.rules if each.get("id") == rule_id), None)
        tried = draft.now.tried(rule_id)
        self.sentence.setText(draft.sentence_of(rule_id) or t("Something below cannot be used yet."))
        self.values.show_rule(raw, before, problems)
        self.examples.show_examples(raw.get("examples"), problems, tried)
        self._show_words(raw, problems)
        self._show_choices(raw)
        shown = {f"with.{name}" for name in self.values.editors} | set(self.told)
        others = [p.sentence for p in problems if not _belongs(p.field, shown)]
        self.problem.setText(" ".join(others))
        self.problem.setVisible(bool(others))

    def _show_words(self, raw: RawRule, problems: tuple[Problem, ...]) -> None:
        for name, field in self._written.items():
            value = raw.get(name, "")
            field.set_text(value.isoformat() if isinstance(value, date) else str(value))
        for name, told in self.told.items():
            told.tell(" ".join(p.sentence for p in problems if p.field == name))
        keys = raw.get("sources", [])
        known = self._draft.document.sources if self._draft is not None else {}
        names = [_source_words(known.get(key, {}), str(key)) for key in keys if isinstance(keys, list)]
        self.sources.show_text("\n".join(names) or t("No published source."))

    def _show_choices(self, raw: RawRule) -> None:
        quiet = self.in_use.blockSignals(True)
        self.in_use.setChecked(raw.get("enabled", True) is True)
        self.in_use.blockSignals(quiet)
        self.told["off_reason"].setVisible(not self.in_use.isChecked())
        for name, combo in self.tiers.items():
            combo.set_value(raw.get(name))
        self.keeping.set_value(raw.get("override", OverridePolicy.SECOND_NAME.value))
        self.report.set_value(raw.get("report", Report.PLAN.value))
        guard = raw.get("guard", {}) if isinstance(raw.get("guard"), dict) else {}
        for part, field in self.scope.items():
            field.show_raw(guard.get(part))
        conditions = sum(len(guard.get(part, [])) for part in ("any_of", "all_of", "unless"))
        rule = self._draft.now.rules.get(self._rule_id) if self._draft is not None else None
        words = rule.guard.words if rule is not None and conditions else ""
        self.conditions.setText(t("With its conditions: {words}.", words=words) if words else "")
        self.conditions.setVisible(bool(words))

    # What is given

    def _raw(self) -> RawRule:
        assert self._draft is not None
        return self._draft.document.rule(self._rule_id)

    def _put(self, part: str, value: Any) -> None:
        assert self._draft is not None
        self._draft.put({**self._raw(), part: value}, merge_key=(self._rule_id, part))

    def _left(self) -> None:
        if self._draft is not None:
            self._draft.field_left()

    def _give_value(self, name: str, value: object) -> None:
        assert self._draft is not None
        values = {**self._raw().get("with", {}), name: value}
        if value is None:
            values.pop(name)
        self._draft.put({**self._raw(), "with": values}, merge_key=(self._rule_id, "with", name))

    def _give_examples(self, examples: object) -> None:
        self._put("examples", examples)

    def _typed(self, text: str) -> None:
        field = self.sender()
        assert field is not None
        part = str(field.property("part"))
        self._put(part, _day(text) if part in _DAYS else text if text or part in {"title", "why", "evidence"} else None)

    def _chosen(self, value: object) -> None:
        combo = self.sender()
        assert combo is not None
        self._put(str(combo.property("part")), value)
        self._left()

    def _turn(self, on: bool) -> None:
        assert self._draft is not None
        raw = {**self._raw(), "enabled": None if on else False}
        self._draft.put({**raw, "off_reason": None} if on else raw)

    def _scope(self, value: object) -> None:
        field = self.sender()
        assert field is not None
        before = self._raw().get("guard", {})
        guard = {**before, str(field.property("part")): value}
        self._put("guard", {name: each for name, each in guard.items() if each not in (None, False)} or None)
        self._left()


def _text_labels() -> tuple[tuple[str, str], ...]:
    labels = (t("Why it is off"), t("Why"), t("Evidence"), t("Why this number, where no source gives it"))
    return tuple(zip(_TEXTS, labels, strict=True))


def _line_labels() -> tuple[tuple[str, str], ...]:
    labels = (t("Title"), t("Owner"), t("Last reviewed"), t("In force from"), t("In force until"))
    return tuple(zip((*_LINES, *_DAYS), labels, strict=True))


def _tier_labels() -> tuple[str, str]:
    return t("First limit"), t("Second limit")


def _tier_rows(told: dict[str, Told]) -> tuple[tuple[str, QWidget], ...]:
    return tuple((label, told[name]) for name, label in zip(_TIERS, _tier_labels(), strict=True))


def _day(text: str) -> object:
    """A date, None for none, or the text itself, so that what is wrong is told."""
    text = text.strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _belongs(field: str, shown: set[str]) -> bool:
    """Whether a problem is told at a field that is shown."""
    return field.startswith("examples.") or any(field == each or field.startswith(f"{each}.") for each in shown)


def _source_words(source: Any, key: str) -> str:
    words = f"{source.get('who', key)} {source.get('year', '')}".strip()
    return ". ".join(filter(None, (words, source.get("title", ""), source.get("address", ""))))
