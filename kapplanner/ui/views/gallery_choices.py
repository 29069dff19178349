"""What can be chosen about a plan before it exists: first day, count, weeks, routes, order of methods, start, stay."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from kapplanner.domain.plan import Plan
from kapplanner.domain.quantities import Band
from kapplanner.domain.session import Modality, Route
from kapplanner.domain.template import Choices, Template
from kapplanner.i18n import nt, t
from kapplanner.rules.rule_set import RuleSet
from kapplanner.rules.words import listed, modality_word, plain_day
from kapplanner.ui.editors.fields import DateField, TimeField
from kapplanner.ui.theme import ROUTE_ICONS, ROUTE_NAMES, Theme
from kapplanner.ui.widgets.buttons import Segmented
from kapplanner.ui.widgets.order_chips import OrderChips
from kapplanner.ui.widgets.texts import plain_label

COUNTS = (3, 4, 5)
WEEKS = (1, 2, 3)
_BAND_WORDS = {Band.LOW: "low band", Band.STANDARD: "standard band", Band.HIGH: "high band"}


@dataclass(frozen=True, slots=True)
class Offer:
    """The words of a switch, with which of them the template offers at all."""

    values: tuple[int, ...]
    offered: frozenset[int]


def counts_offered(template: Template) -> Offer:
    """Medicine sessions a week: 3, 4, 5 and whatever else the template offers."""
    offered = frozenset(choice.per_week for choice in template.choices)
    usual = COUNTS if offered & set(COUNTS) else ()
    return Offer(tuple(sorted(offered | set(usual))), offered)


def weeks_offered(template: Template) -> Offer:
    """Weeks: 1, 2, 3 for short courses, else those that the template offers."""
    offered = frozenset(choice.weeks for choice in template.choices)
    usual = WEEKS if max(offered) <= max(WEEKS) else ()
    return Offer(tuple(sorted(offered | set(usual))), offered)


def counts_words(template: Template) -> str:
    """Why some counts a week go with some weeks only: "5 a week is offered for one week only"."""
    parts = []
    all_weeks = {choice.weeks for choice in template.choices}
    offer = counts_offered(template)
    for count in sorted(offer.offered):
        weeks = sorted(choice.weeks for choice in template.choices if choice.per_week == count)
        if set(weeks) != all_weeks:
            span = nt("{n} week", "{n} weeks", weeks[0]) if len(weeks) == 1 else listed((str(w) for w in weeks), "or")
            parts.append(t("{count} a week is offered for {span} only", count=count, span=span))
    missing = [str(value) for value in offer.values if value not in offer.offered]
    if missing:
        parts.append(t("this template does not offer {counts} a week", counts=listed(missing)))
    return "; ".join(parts)


def weeks_words(template: Template, plan: Plan | None) -> str:
    """ "six medicine sessions in all; this template runs 1 or 2 weeks"."""
    parts = []
    if plan is not None:
        n = len(plan.medicine_sessions)
        parts.append(nt("{n} medicine session in all", "{n} medicine sessions in all", n))
    offer = weeks_offered(template)
    if len(offer.offered) < len(offer.values):
        weeks = listed((str(w) for w in sorted(offer.offered)), "or")
        one = offer.offered == {1}
        parts.append(t("this template runs 1 week") if one else t("this template runs {weeks} weeks", weeks=weeks))
    return "; ".join(parts)


class ChoicesForm(QWidget):
    """``changed`` after every choice; ``entered`` when Enter is pressed in a field that could be read."""

    changed = Signal()
    entered = Signal()

    def __init__(self, theme: Theme, template: Template, first_day: date, today: Callable[[], date]) -> None:
        super().__init__()
        self._theme = theme
        self._template = template
        self._weeks = template.defaults.weeks
        self._count = template.defaults.per_week
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(9))
        self._grid.setColumnMinimumWidth(0, theme.px(152))
        self._grid.setColumnStretch(1, 1)
        self._says: dict[str, QLabel] = {}
        self._sides: list[QBoxLayout] = []
        self._build_first_day(first_day, today)
        self._build_switches()
        self._build_routes()
        self._build_order()
        self._build_start()
        self._build_stay()
        self._allow()

    def show_roomy(self, roomy: bool) -> None:
        """In a narrow pane what is said about a choice stands below it, and fields give way."""
        px = self._theme.px
        way = QBoxLayout.Direction.LeftToRight if roomy else QBoxLayout.Direction.TopToBottom
        for side in self._sides:
            side.setDirection(way)
            side.setSpacing(px(12 if roomy else 2))
            field = side.itemAt(0)
            if field is not None:
                left = Qt.AlignmentFlag.AlignLeft if field.widget() is not self.order else Qt.AlignmentFlag(0)
                field.setAlignment(Qt.AlignmentFlag(0) if roomy else left)
        self._grid.setColumnMinimumWidth(0, px(152 if roomy else 104))
        for box in (self.first_route, self.route):
            box.setMinimumWidth(px(300 if roomy else 190))

    def _row(self, name: str, words: str, widget: QWidget, *, says: bool = True) -> None:
        row = self._grid.rowCount()
        label = plain_label(words, ink="text2", wraps=True)
        label.setBuddy(widget)
        label.setMinimumHeight(self._theme.px(28))
        side = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        side.setSpacing(self._theme.px(12))
        side.addWidget(widget)
        self._sides.append(side)
        if says:
            self._says[name] = plain_label(role="small", ink="text2", wraps=True)
            side.addWidget(self._says[name], 1)
        else:
            side.addStretch(1)
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(side, row, 1)

    def _build_first_day(self, first_day: date, today: Callable[[], date]) -> None:
        self.first_day = DateField(self._theme, t("First day"), near=first_day, today=today)
        self.first_day.edit.setMinimumWidth(self._theme.px(176))
        self.first_day.edit.setMaximumWidth(self._theme.px(176))
        self.first_day.set_value(first_day)
        self.first_day.committed.connect(self._tell)
        self.first_day.edit.returnPressed.connect(self._enter)
        self._row("day", t("First day"), self.first_day)

    def _build_switches(self) -> None:
        counts, weeks = counts_offered(self._template), weeks_offered(self._template)
        self.count = Segmented(t("Medicine a week"), tuple(str(n) for n in counts.values))
        self.weeks = Segmented(t("Weeks"), tuple(str(n) for n in weeks.values))
        for switch, offer in ((self.count, counts), (self.weeks, weeks)):
            for button, value in zip(switch.buttons, offer.values, strict=True):
                button.setEnabled(value in offer.offered)
        self.count.group.idClicked.connect(self._choose_count)
        self.weeks.group.idClicked.connect(self._choose_weeks)
        self._row("count", t("Medicine a week"), self.count)
        self._row("weeks", t("Weeks"), self.weeks)

    def _build_routes(self) -> None:
        self.first_route = self._route_box(t("Route, first session"))
        self.route = self._route_box(t("Route, then"))
        self._row("first_route", t("Route, first session"), self.first_route)
        self._row("route", t("Route, then"), self.route)
        self._choose_route(self.first_route, self._template.defaults.first_route)
        self._choose_route(self.route, self._template.defaults.route)
        for box in (self.first_route, self.route):
            box.currentIndexChanged.connect(self._tell)

    def _route_box(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setMaximumWidth(self._theme.px(300))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(8)
        box.setIconSize(self._theme.icon_size(16))
        for route in Route:
            box.addItem(self._theme.icon(ROUTE_ICONS[route]), t(ROUTE_NAMES[route]), route)
        return box

    def _choose_route(self, box: QComboBox, route: Route) -> None:
        box.blockSignals(True)
        box.setCurrentIndex(box.findData(route))
        box.blockSignals(False)

    def _build_order(self) -> None:
        offered = tuple(dict.fromkeys((*self._template.modalities, *(m.value for m in Modality))))
        self.order = OrderChips(self._theme, t("Integration order"), modality_word, offered)
        self.order.show_values(self._template.modalities)
        self.order.changed.connect(self._tell)
        if self._template.modalities:
            self._row("order", t("Integration order"), self.order, says=False)

    def _build_start(self) -> None:
        self.start = TimeField(self._theme, t("Start of sessions"))
        self.start.edit.setFixedWidth(self._theme.px(72))
        self.start.set_value(self._template.defaults.start_time)
        self.start.committed.connect(self._tell)
        self.start.edit.returnPressed.connect(self._enter)
        self._row("start", t("Start of sessions"), self.start, says=False)

    def _build_stay(self) -> None:
        self.stay = QCheckBox(t("Residential stay"))
        self.stay.setAccessibleName(t("Residential stay"))
        self.stay.setChecked(self._template.defaults.residential)
        self.stay.setEnabled(self._template.residential_may_differ)
        self.stay.toggled.connect(self._tell)
        self._row("stay", t("Stay"), self.stay)
        if not self._template.residential_may_differ:
            words = t("this template is always a stay")
            without = t("this template is for patients who come from home")
            self._says["stay"].setText(words if self._template.defaults.residential else without)

    @property
    def choices(self) -> Choices:
        """What is chosen now."""
        order = self.order.values
        return Choices(
            first_day=self.first_day.value,
            weeks=self._weeks,
            per_week=self._count,
            first_route=Route(self.first_route.currentData()),
            route=Route(self.route.currentData()),
            modalities=() if order == self._template.modalities else order,
            start_time=self.start.value,
            residential=self.stay.isChecked(),
        )

    @property
    def is_refused(self) -> bool:
        """Whether a field holds a text that could not be read."""
        return self.first_day.is_refused or self.start.is_refused

    def say(self, plan: Plan | None, rule_set: RuleSet) -> None:
        """Read back beside the choices what they lead to."""
        self._says["count"].setText(counts_words(self._template))
        self._says["weeks"].setText(weeks_words(self._template, plan))
        doses = plan.medicine_sessions if plan is not None else ()
        if doses and plan is not None:
            day = plain_day(doses[0].day, year=False)
            first = plain_day(plan.first_day)
            self._says["day"].setText(t("{first}, first medicine {day}", first=first, day=day))
        for name, place in (("first_route", 0), ("route", -1)):
            session = doses[place] if doses else None
            band = None
            if session is not None and session.medicine is not None and (place == 0 or len(doses) > 1):
                band = rule_set.route(session.medicine.route).band(session.medicine.dose, None)
            self._says[name].setText(t(_BAND_WORDS[band]) if band is not None else "")

    def _allow(self) -> None:
        """Show the combination, and offer its routes only."""
        counts, weeks = counts_offered(self._template), weeks_offered(self._template)
        self.count.choose(counts.values.index(self._count))
        self.weeks.choose(weeks.values.index(self._weeks))
        choice = self._template.choice(self._weeks, self._count)
        routes = choice.routes if choice is not None else ()
        for box in (self.first_route, self.route):
            self._offer_routes(box, routes)
            if routes and Route(box.currentData()) not in routes:
                self._choose_route(box, routes[0])
        many = len(choice.medicine_days) > 1 if choice is not None else True
        self.route.setEnabled(many)

    def _offer_routes(self, box: QComboBox, routes: tuple[Route, ...]) -> None:
        model = box.model()
        assert isinstance(model, QStandardItemModel)
        for index in range(box.count()):
            route = Route(box.itemData(index))
            offered = route in routes
            words = t(ROUTE_NAMES[route])
            box.setItemText(index, words if offered else t("{route}: not offered here", route=words))
            model.item(index).setEnabled(offered)

    def _choose_count(self, place: int) -> None:
        self._count = counts_offered(self._template).values[place]
        self._weeks = self._nearest(self._weeks, [c.weeks for c in self._template.choices if c.per_week == self._count])
        self._allow()
        self._tell()

    def _choose_weeks(self, place: int) -> None:
        self._weeks = weeks_offered(self._template).values[place]
        self._count = self._nearest(self._count, [c.per_week for c in self._template.choices if c.weeks == self._weeks])
        self._allow()
        self._tell()

    def _nearest(self, wanted: int, offered: list[int]) -> int:
        return min(offered, key=lambda value: (abs(value - wanted), value))

    def _tell(self) -> None:
        self.changed.emit()

    def _enter(self) -> None:
        for field in (self.first_day, self.start):
            field.commit()
        if not self.is_refused:
            self.entered.emit()


def next_sunday(today: date) -> date:
    """The Sunday after a day: a course of two weeks begins there."""
    return today + timedelta(days=(6 - today.weekday()) % 7 or 7)


class FormHolder(QWidget):
    """Holds the form of the template chosen, and lets it go when another is."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.form: ChoicesForm | None = None

    def hold(self, form: ChoicesForm) -> None:
        """Show another form."""
        if self.form is not None:
            self._column.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
        self.form = form
        self._column.addWidget(form)
