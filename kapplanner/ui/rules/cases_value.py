"""The cases of a rule about facts: each a comparison whose number is typed in place."""

from typing import Any

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from kapplanner.domain.errors import PlannerError
from kapplanner.editing.rule_texts import as_text, from_text
from kapplanner.i18n import t
from kapplanner.rules.facts import Operator, fact_named
from kapplanner.rules.fields import FactValue
from kapplanner.ui.editors.texts import TypedLine
from kapplanner.ui.rules.value_fields import ValueField
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.buttons import restyle
from kapplanner.ui.widgets.texts import plain_label

_WIDE = 76
_VALUE = FactValue("Value")


class CasesValue(ValueField):
    """Gives the whole table of cases again with one number changed."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme, self._name = theme, name
        self._raw: dict[str, dict[str, Any]] = {}
        self.lines: dict[str, TypedLine] = {}
        self._bounds: dict[str, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnStretch(0, 1)

    def show_raw(self, raw: object) -> None:
        self._raw = (
            {name: case for name, case in raw.items() if isinstance(case, dict)} if isinstance(raw, dict) else {}
        )
        if list(self._raw) != list(self.lines):
            self._rebuild()
        for name, line in self.lines.items():
            value = self._raw[name].get("value")
            if from_text(_VALUE, line.text()) != value or not line.hasFocus():
                line.set_text(as_text(_VALUE, value))

    def _rebuild(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget: QWidget | None = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.lines, self._bounds = {}, {}
        for place, (name, case) in enumerate(self._raw.items()):
            line = TypedLine(t("{case}, {name}", case=case_words(case), name=self._name))
            line.setProperty("case", name)
            line.setFixedWidth(self._theme.px(_WIDE))
            line.typed.connect(self._typed)
            line.left.connect(self.left)
            self.lines[name] = line
            self._bounds[name] = plain_label(role="small", ink="text2")
            tier = t("second limit") if case.get("side", "hard") == "hard" else t("first limit")
            self._grid.addWidget(plain_label(case_words(case), wraps=True), place, 0)
            self._grid.addWidget(line, place, 1)
            self._grid.addWidget(plain_label(str(case.get("unit", "")), ink="text2"), place, 2)
            self._grid.addWidget(plain_label(tier, role="small", ink="text2"), place, 3)
            self._grid.addWidget(self._bounds[name], place, 4)

    def show_bounds(self, ranges: dict[str, Any]) -> None:
        """Show within which bounds each number may lie: "cases.<name>" to a pair of numbers."""
        for name, label in self._bounds.items():
            pair = ranges.get(f"cases.{name}")
            low, high = (as_text(_VALUE, each) for each in pair) if pair else ("", "")
            label.setText(t("{low} to {high}", low=low, high=high) if pair else "")

    def mark_wrong(self, wrong: bool) -> None:
        for line in self.lines.values():
            restyle(line, wrong=wrong and isinstance(from_text(_VALUE, line.text()), str))

    def _typed(self, text: str) -> None:
        line = self.sender()
        assert isinstance(line, TypedLine)
        name = str(line.property("case"))
        self._raw = {**self._raw, name: {**self._raw[name], "value": from_text(_VALUE, text)}}
        self.given.emit(self._raw)


def case_words(case: dict[str, Any]) -> str:
    """What is compared: "systolic blood pressure at rest, above"."""
    try:
        fact = fact_named(str(case.get("fact", ""))).words
        operator = Operator(case.get("operator", Operator.IS.value))
    except (PlannerError, ValueError):
        return str(case.get("fact", ""))
    return t("{fact}, {operator}", fact=t(fact), operator=t(operator.value))
