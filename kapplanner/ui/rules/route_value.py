"""A number of a rule that may differ by route: one line for all, or a line for each of the seven."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kapplanner.domain.session import Route
from kapplanner.editing.rule_texts import as_text, from_text
from kapplanner.i18n import t
from kapplanner.rules.fields import Number, NumberByRoute
from kapplanner.rules.words import route_name
from kapplanner.ui.editors.texts import TypedLine
from kapplanner.ui.rules.value_fields import ValueField
from kapplanner.ui.theme import ROUTE_ICONS, Theme
from kapplanner.ui.widgets.banner import IconMark
from kapplanner.ui.widgets.buttons import push_button, restyle
from kapplanner.ui.widgets.texts import plain_label

_WIDE = 76


class RouteValue(ValueField):
    """Gives a number, or a table from route to number; a route without one has no limit."""

    def __init__(self, theme: Theme, field: NumberByRoute, name: str, unit: str) -> None:
        super().__init__()
        self._theme = theme
        self._unit = unit
        self._number = Number(field.label, field.unit, field.low, field.high)
        self._raw: object = None
        self.one = self._line(name)
        self.lines = {route: self._line(t("{name}, {route}", name=name, route=route.value)) for route in Route}
        self._asides = {route: plain_label(role="small", ink="text2") for route in Route}
        self.turn = push_button(t("By route"), small=True)
        self.turn.setAccessibleName(t("By route: {name}", name=name))
        self.back = push_button(t("One number for all"), small=True)
        self.back.setAccessibleName(t("One number for all: {name}", name=name))
        for button in (self.turn, self.back):
            button.clicked.connect(self._turn)
        self._single, self._table = QWidget(), QWidget()
        self._lay_out()

    def _line(self, name: str) -> TypedLine:
        line = TypedLine(name)
        line.setFixedWidth(self._theme.px(_WIDE))
        line.typed.connect(self._typed)
        line.left.connect(self.left)
        return line

    def _lay_out(self) -> None:
        px = self._theme.px
        row = QHBoxLayout(self._single)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(6))
        row.addWidget(self.one)
        row.addWidget(plain_label(self._unit, ink="text2"))
        row.addWidget(self.turn)
        row.addStretch(1)
        grid = QGridLayout(self._table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(4))
        for place, (route, line) in enumerate(self.lines.items()):
            grid.addWidget(IconMark(self._theme, ROUTE_ICONS[route], "text2", 15), place, 0)
            grid.addWidget(plain_label(route_name(route)), place, 1)
            grid.addWidget(line, place, 2)
            grid.addWidget(plain_label(self._unit, ink="text2"), place, 3)
            grid.addWidget(self._asides[route], place, 4)
        grid.setColumnStretch(4, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addWidget(self._single)
        column.addWidget(self._table)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._show_table(False)

    @property
    def is_by_route(self) -> bool:
        """Whether the seven lines are shown."""
        return self._table.isVisibleTo(self)

    def show_raw(self, raw: object) -> None:
        self._raw = raw
        self._show_table(isinstance(raw, dict))
        for line, value in self._shown(raw):
            if from_text(self._number, line.text()) != value or not line.hasFocus():
                line.set_text(as_text(self._number, value))

    def _shown(self, raw: object) -> list[tuple[TypedLine, object]]:
        table = raw if isinstance(raw, dict) else {}
        one = None if isinstance(raw, dict) else raw
        return [(self.one, one), *((line, table.get(route.value)) for route, line in self.lines.items())]

    def compare(self, before: object) -> None:
        """Show beside each route the number it had before, where it is another."""
        now = self._raw if isinstance(self._raw, dict) else {}
        for route, label in self._asides.items():
            had = before.get(route.value) if isinstance(before, dict) else before
            differs = isinstance(self._raw, dict) and had != now.get(route.value)
            text = as_text(self._number, had) or t("no limit")
            label.setText(t("was {value} {unit}", value=text, unit=self._unit).strip() if differs else "")

    def mark_wrong(self, wrong: bool) -> None:
        for line in (self.one, *self.lines.values()):
            value = from_text(self._number, line.text())
            restyle(line, wrong=wrong and (isinstance(value, str) or not self.is_by_route))

    def _show_table(self, by_route: bool) -> None:
        self._single.setVisible(not by_route)
        self._table.setVisible(by_route)
        self.back.setVisible(by_route)

    def _typed(self, _text: str) -> None:
        if self.is_by_route:
            found = {route.value: from_text(self._number, line.text()) for route, line in self.lines.items()}
            self._raw = {route: value for route, value in found.items() if value is not None} or None
        else:
            self._raw = from_text(self._number, self.one.text())
        self.given.emit(self._raw)

    def _turn(self) -> None:
        """From one number to the same for each route, or back to the first of them."""
        if self.is_by_route:
            numbers = [from_text(self._number, line.text()) for line in self.lines.values()]
            raw = next((number for number in numbers if number is not None), None)
        else:
            one = from_text(self._number, self.one.text())
            raw = {route.value: one for route in Route} if one is not None else {}
        self.show_raw(raw)
        if raw:
            self.given.emit(raw)
        self.left.emit()
