"""The clinic's numbers for one route, which many rules and papers go by: to read, or in a draft to change."""

from datetime import time
from typing import Any, Final

from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from kapplanner.codec.route_numbers import route_bounds
from kapplanner.codec.rule_set_document import RuleSetDocument
from kapplanner.codec.rule_sets import route_key
from kapplanner.domain.session import Route
from kapplanner.editing.rule_draft import RuleDraft
from kapplanner.editing.rule_texts import as_text, from_text
from kapplanner.i18n import t
from kapplanner.rules.fields import Count, Field, Number, Numbers, TimeOfDay, Words
from kapplanner.rules.words import route_name
from kapplanner.ui.editors.texts import TypedLine
from kapplanner.ui.rules.value_fields import Told
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.buttons import restyle
from kapplanner.ui.widgets.spacing import SpacingKeeper
from kapplanner.ui.widgets.texts import plain_label

_FIELDS: Final[dict[str, Field]] = {
    "block": Count("Length of a session", "min"),
    "observation": Count("Observed after the dose, at least", "min"),
    "after_infusion": Count("Observed after the end of a drip", "min"),
    "infusion": Count("Length of a drip", "min"),
    "vital_signs": Numbers("Vital signs, minutes after the dose", "min"),
    "solids": Count("Nothing to eat before the dose", "min"),
    "fluids": Count("No clear fluids before the dose", "min"),
    "accompanied": Count("Not alone after the dose", "min"),
    "driving_not_before": TimeOfDay("No driving until the next day, not before"),
    "night_until": TimeOfDay("An evening hour stands for a food stop before"),
    "low_edge": Words("Low band up to"),
    "standard_edge": Words("Standard band up to"),
    "share_absorbed": Number("Share absorbed, an estimate for comparison"),
}

_DRIP: Final = ("after_infusion", "infusion")


class RoutePane(QWidget):
    """Writes into a draft, one step for each field that is left."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._spacing = SpacingKeeper(self, theme)
        self._draft: RuleDraft | None = None
        self._route = Route.SL
        self.about = plain_label(
            t("Restrictions, observation times and the bands of doses go by these numbers, on screen and on paper."),
            ink="text2",
            wraps=True,
        )
        self.problem = plain_label(ink="stop_ink", wraps=True)
        self.lines = {name: TypedLine(t(field.label)) for name, field in _FIELDS.items()}
        self.told: dict[str, Told] = {}
        self._form = form = QFormLayout()
        form.setHorizontalSpacing(theme.px(12))
        form.setVerticalSpacing(theme.px(8))
        for name, field in _FIELDS.items():
            line = self.lines[name]
            line.setProperty("part", name)
            line.setFixedWidth(theme.px(150))
            line.typed.connect(self._typed)
            line.left.connect(self._left)
            self.told[name] = Told(theme, line)
            label = plain_label(t(field.label), ink="text2", wraps=True)
            label.setFixedWidth(theme.px(230))
            form.addRow(label, self.told[name])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        for part in (self.about, self.problem):
            column.addWidget(part)
        column.addLayout(form)
        column.addStretch(1)

    def show_to_read(self, document: RuleSetDocument, route: Route) -> None:
        """Show the numbers of a version that cannot be changed."""
        self._draft, self._route = None, route
        self._show(document.routes.get(route, {}), {}, "")

    def show_to_change(self, draft: RuleDraft, route: Route) -> None:
        """Show the numbers of a draft, what they were, and what is wrong with them."""
        self._draft, self._route = draft, route
        wrong = " ".join(problem.sentence for problem in draft.problems_of(route_key(route)))
        before = draft.base.document.routes.get(route, {})
        self._show(draft.document.routes.get(route, {}), before, wrong)

    def _show(self, raw: dict[str, Any], before: dict[str, Any], wrong: str) -> None:
        self.problem.setText(wrong)
        self.problem.setVisible(bool(wrong))
        for name in _DRIP:
            self._form.setRowVisible(self.told[name], self._route is Route.IV)
        for name, field in _FIELDS.items():
            line, value = self.lines[name], raw.get(name)
            line.setReadOnly(self._draft is None)
            restyle(line, readOnly=self._draft is None, wrong=f"{name}:" in wrong)
            if from_text(field, line.text()) != value or not line.hasFocus():
                line.set_text(as_text(field, value))
            self.told[name].tell("", _aside(name, field, value, before))

    def _typed(self, text: str) -> None:
        line = self.sender()
        assert isinstance(line, TypedLine)
        if self._draft is None:
            return
        name = str(line.property("part"))
        value = from_text(_FIELDS[name], text)
        if isinstance(_FIELDS[name], TimeOfDay) and isinstance(value, str):
            value = _as_time(value)
        raw = {**self._draft.document.routes.get(self._route, {}), name: value}
        self._draft.put_route(self._route, raw, merge_key=(self._route, name))

    def _left(self) -> None:
        if self._draft is not None:
            self._draft.field_left()

    @property
    def title(self) -> str:
        """The route in words."""
        return route_name(self._route)


def _aside(name: str, field: Field, value: object, before: dict[str, Any]) -> str:
    parts = [t(field.unit)] if field.unit else []
    bounds = route_bounds(name)
    if bounds is not None:
        parts.append(t("{low} to {high}", low=as_text(field, bounds[0]), high=as_text(field, bounds[1])))
    if before and before.get(name) != value:
        parts.append(t("was {value}", value=as_text(field, before.get(name)) or t("not given")))
    return ", ".join(parts)


def _as_time(text: str) -> object:
    """A clock time as it stands in a file, or the text itself, so that what is wrong is told."""
    try:
        return time.fromisoformat(text)
    except ValueError:
        return text
