"""The values of a rule: those it gives, each with its bounds and what it was before; others can be added."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kapplanner.codec.rule_set_document import RawRule
from kapplanner.codec.rule_sets import Problem
from kapplanner.editing.rule_texts import as_text, unit_words
from kapplanner.i18n import t
from kapplanner.rules.cases import Cases
from kapplanner.rules.fields import Field, NumberByRoute, Sessions, is_required, parameters
from kapplanner.rules.library import rule_forms
from kapplanner.ui.editors.choices import ChoiceCombo, Option
from kapplanner.ui.rules.cases_value import CasesValue
from kapplanner.ui.rules.route_value import RouteValue
from kapplanner.ui.rules.sessions_value import SessionsValue
from kapplanner.ui.rules.value_fields import Told, ValueField, simple_field
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.tab_order import tab_before
from kapplanner.ui.widgets.texts import plain_label

_LABEL = 160
_TOP = Qt.AlignmentFlag.AlignTop


def value_field(theme: Theme, field: Field, name: str, *, required: bool, unit: str) -> ValueField:
    """The editor for any field of a rule form."""
    if isinstance(field, NumberByRoute):
        return RouteValue(theme, field, name, unit)
    if isinstance(field, Sessions):
        return SessionsValue(theme, field, name, required=required)
    if isinstance(field, Cases):
        return CasesValue(theme, name)
    return simple_field(theme, field, name, required=required, unit=unit)


class ValuesBox(QWidget):
    """``given`` carries the name of a parameter and its raw value; ``left`` ends a step."""

    given = Signal(str, object)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._form = ""
        self._units: dict[str, str] = {}
        self._fields: dict[str, Field] = {}
        self.editors: dict[str, ValueField] = {}
        self.told: dict[str, Told] = {}
        self._added: set[str] = set()
        self._raw: RawRule = {}
        self._rows = QWidget()
        self._grid = QGridLayout(self._rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(theme.px(8))
        self._grid.setHorizontalSpacing(theme.px(10))
        self._grid.setColumnMinimumWidth(0, theme.px(_LABEL))
        self._grid.setColumnStretch(1, 1)
        self.add = ChoiceCombo(theme, t("Add a value"))
        self.add.chosen.connect(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self._rows)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_rule(self, raw: RawRule, before: RawRule | None, problems: tuple[Problem, ...]) -> None:
        """Show the values of a rule, what they were, and what is wrong with them."""
        if raw.get("id") != self._raw.get("id"):
            self._added = set()
        self._raw = raw
        self._choose_rows(raw)
        values, had = _values(raw), _values(before or {})
        for name, editor in self.editors.items():
            editor.show_raw(values.get(name))
            wrong = [p.sentence for p in problems if p.field == f"with.{name}" or p.field.startswith(f"with.{name}.")]
            editor.mark_wrong(bool(wrong))
            if isinstance(editor, RouteValue):
                editor.compare(had.get(name) if before is not None else values.get(name))
            if isinstance(editor, CasesValue):
                editor.show_bounds(raw.get("ranges", {}))
            self.told[name].tell(" ".join(wrong), self._aside(name, values.get(name), had.get(name), before))

    def _aside(self, name: str, now: object, had: object, before: RawRule | None) -> str:
        """ "12 to 168 h; was 40": the bounds of this rule, and the earlier value where it differs."""
        field = self._fields[name]
        parts = []
        bounds = self._raw.get("ranges", {}).get(name) if isinstance(self._raw.get("ranges"), dict) else None
        if isinstance(bounds, list | tuple) and len(bounds) == 2:
            low, high = (as_text(field, bound) for bound in bounds)
            parts.append(
                t("{low} to {high} {unit}", low=low, high=high, unit=unit_words(field, _values(self._raw))).strip()
            )
        if before is not None and now != had and not isinstance(field, Sessions | Cases) and not isinstance(had, dict):
            parts.append(t("was {value}", value=as_text(field, had) or t("not given")))
        return "; ".join(parts)

    def _choose_rows(self, raw: RawRule) -> None:
        form = str(raw.get("form", ""))
        known = rule_forms().get(form)
        fields = parameters(known) if known is not None else {}
        values = _values(raw)
        wanted = [
            name
            for name in fields
            if name in values or name in self._added or (known is not None and is_required(known, name))
        ]
        units = {name: unit_words(fields[name], values) for name in wanted}
        if (form, wanted, units) != (self._form, list(self.editors), self._units):
            self._form, self._fields, self._units = form, fields, units
            self._rebuild(wanted, known)
        others = tuple(Option(t(fields[name].label), name) for name in fields if name not in wanted)
        self.add.set_options((Option(t("Add a value…"), ""), *others))
        self.add.set_value("")
        self.add.setVisible(bool(others))

    def _rebuild(self, wanted: list[str], known: type | None) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.editors, self.told = {}, {}
        for place, name in enumerate(wanted):
            field = self._fields[name]
            label = t(field.label)
            editor = value_field(
                self._theme,
                field,
                label,
                required=known is not None and is_required(known, name),
                unit=self._units[name],
            )
            editor.setProperty("parameter", name)
            editor.given.connect(self._given)
            editor.left.connect(self.left)
            told = Told(self._theme, editor)
            self.editors[name], self.told[name] = editor, told
            head = plain_label(label, ink="text2", wraps=True)
            head.setContentsMargins(0, self._theme.px(5), 0, 0)
            self._grid.addWidget(head, place, 0, _TOP)
            self._grid.addWidget(told, place, 1)
        tab_before(self.add, *self.told.values())

    def _given(self, raw: object) -> None:
        editor = self.sender()
        assert isinstance(editor, ValueField)
        self.given.emit(str(editor.property("parameter")), raw)

    def _add(self, name: object) -> None:
        if name:
            self._added.add(str(name))
            self._choose_rows(self._raw)
            self.show_rule(self._raw, None, ())
            self.editors[str(name)].setFocus()


def _values(raw: Mapping[str, Any]) -> dict[str, Any]:
    values = raw.get("with")
    return values if isinstance(values, dict) else {}
