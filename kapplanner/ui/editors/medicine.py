"""What is given in a medicine session, how it is watched, and who takes the patient home."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from kapplanner.codec.templates import shared_wording
from kapplanner.domain.errors import PlannerError
from kapplanner.domain.people import Escort, EscortKind
from kapplanner.domain.quantities import BodyMass, PlannedDose
from kapplanner.domain.session import Booster, LozengeHandling, MedicineDetails, Route, Session
from kapplanner.editing.command import Command
from kapplanner.editing.commands.changes import changes
from kapplanner.editing.commands.sessions import ChangeMedicine, ChangeRoute
from kapplanner.i18n import t
from kapplanner.rules.words import route_name, route_short
from kapplanner.ui.editors.choices import ChoiceCombo, Option
from kapplanner.ui.editors.dose_limits import dose_scale
from kapplanner.ui.editors.fields import DoseField
from kapplanner.ui.editors.group import Group
from kapplanner.ui.editors.medicine_fields import BoosterField, CountField, MinutesField, Readings, ReadingsField
from kapplanner.ui.editors.meter import DoseMeter
from kapplanner.ui.editors.parts import button, text_label
from kapplanner.ui.editors.sight import MIXED, Desk, Sight, fill, shared
from kapplanner.ui.editors.texts import TypedLine
from kapplanner.ui.editors.words import route_in_brief
from kapplanner.ui.theme import ROUTE_ICONS, Theme


class MedicineGroup(Group):
    """Route, dose with its limits, vital signs and the rest of what is given."""

    def __init__(self, theme: Theme, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(theme, t("Medicine"), parent=parent)
        self._desk = desk
        self._sight: Sight | None = None
        self.route = ChoiceCombo(theme, t("Route"), icon_when_closed=False)
        self.route.set_options(tuple(Option(route_name(r), r, ROUTE_ICONS[r], short=route_in_brief(r)) for r in Route))
        self.dose = DoseField(theme, t("Dose"))
        self.meter = DoseMeter(theme)
        self.no_meter = text_label(role="small", ink="text2", wraps=True)
        self.enter_weight = button(t("Enter weight…"), small=True)
        self.readings = ReadingsField(theme, t("Vital signs"))
        self.delay = MinutesField(theme, t("Dose given after"))
        self.drip = MinutesField(theme, t("Drip lasts"), optional=True)
        self.lozenge = ChoiceCombo(theme, t("Lozenge at the end"))
        self.lozenge.set_options(
            (
                Option(t("Not entered"), None),
                Option(t("Spat out"), LozengeHandling.SPIT),
                Option(t("Swallowed"), LozengeHandling.SWALLOW),
            )
        )
        self.booster = BoosterField(theme, t("Booster"))
        self.group_size = CountField(theme, t("Group size"))
        self._lay_out_rows()
        self._connect()

    def _lay_out_rows(self) -> None:
        self.add_row(t("Route"), self.route)
        self.add_row(t("Dose"), self.dose)
        self.add_row(t("Rule limits"), self.meter)
        place = self.grid.rowCount()
        self.grid.addWidget(self.no_meter, place, 1)
        self.grid.addWidget(self.enter_weight, place + 1, 1)
        for words, field in (
            (t("Vital signs"), self.readings),
            (t("Dose after"), self.delay),
            (t("Drip lasts"), self.drip),
            (t("Lozenge"), self.lozenge),
            (t("Booster"), self.booster),
            (t("Group size"), self.group_size),
        ):
            self.add_row(words, field)

    def _connect(self) -> None:
        self.enter_weight.clicked.connect(self._want_weight)
        self.route.chosen.connect(self._change_route)
        self.dose.committed.connect(self._change_dose)
        self.readings.committed.connect(self._change_readings)
        self.delay.committed.connect(self._change_delay)
        self.drip.committed.connect(self._change_drip)
        self.lozenge.chosen.connect(self._change_lozenge)
        self.booster.committed.connect(self._change_booster)
        self.group_size.committed.connect(self._change_group_size)

    @property
    def fields(self) -> tuple[QWidget, ...]:
        return (self.dose, self.readings, self.delay, self.drip, self.booster, self.group_size)

    def show_sight(self, sight: Sight) -> None:
        """Show what is given in the selected sessions, or why there is nothing to show."""
        self._sight = sight
        medicines = sight.medicines
        if not medicines:
            several = any(session.medicine for session in sight.sessions)
            why = t("Not all selected sessions give medicine.") if several else t("No medicine in this session.")
            self.set_why(why, rows=False)
            return
        self.set_why("", rows=True)
        self.dose.set_weight(sight.plan.patient.weight)
        self.delay.from_time = sight.one.start if sight.one else None
        fill(self.route, sight.of_medicines(lambda medicine: medicine.route))
        fill(self.dose, sight.of_medicines(lambda medicine: medicine.dose))
        fill(self.readings, sight.of_medicines(lambda m: Readings(m.vital_signs_minutes, m.vital_signs_before_leaving)))
        fill(self.delay, sight.of_medicines(lambda medicine: medicine.minutes_to_dose))
        fill(self.drip, sight.of_medicines(lambda medicine: medicine.infusion_minutes))
        fill(self.lozenge, sight.of_medicines(lambda medicine: medicine.lozenge))
        fill(self.booster, sight.of_medicines(lambda medicine: medicine.booster))
        fill(self.group_size, sight.of_medicines(lambda medicine: medicine.group_size))
        self._show_what_fits()
        self._show_limits(sight)

    def _show_what_fits(self) -> None:
        routes = {medicine.route for medicine in self._sight.medicines} if self._sight else set()
        self.drip.set_off(None if routes == {Route.IV} else t("Only a drip has a length."))
        self.show_row(self.lozenge, routes == {Route.SL})

    def _show_limits(self, sight: Sight) -> None:
        route = sight.of_medicines(lambda medicine: medicine.route)
        weight = sight.plan.patient.weight
        why = ""
        if route is MIXED:
            why = t("The selected sessions differ in route.")
        elif weight is None:
            why = t("The limits need the weight.")
        scale = dose_scale(sight, route, weight) if weight is not None and not why else None
        if scale is not None and scale.caution is None and scale.stop is None:
            why = t("These rules set no limit in mg for {route}.", route=route_short(route))
        self.show_row(self.meter, not why)
        self.no_meter.setText(why)
        self.no_meter.setVisible(bool(why))
        self.enter_weight.setVisible(weight is None)
        if scale is not None and not why:
            total = shared(_total(medicine, weight) for medicine in sight.medicines)
            self.meter.show_dose(scale, None if total is MIXED else total)

    def _want_weight(self) -> None:
        self._desk.want("patient.weight")

    def _change_route(self, route: Route) -> None:
        sight = self._sight
        if sight is None:
            return
        given = [medicine for medicine in sight.medicines if medicine.route is not route]
        lost = sorted({route_short(medicine.route) for medicine in given if medicine.dose.value is not None})
        rules = sight.rule_set
        every = tuple(rules.routes.values())
        self._desk.submit(ChangeRoute(sight.ids, rules.route(route), every, shared_wording()), self.route)
        if lost:
            self.dose.remark(t("The amount was for {routes} and was taken out.", routes=", ".join(lost)))

    def _change(self, what: str, field: object, **values: Any) -> None:
        if self._sight is not None:
            self._desk.submit(self._sight.change_medicine(what, **values), field)

    def _change_dose(self, dose: PlannedDose) -> None:
        self._change(t("dose"), self.dose, dose=dose)

    def _change_readings(self, readings: Readings) -> None:
        self._change(
            t("vital signs"),
            self.readings,
            vital_signs_minutes=readings.minutes,
            vital_signs_before_leaving=readings.leaving,
        )

    def _change_delay(self, minutes: int) -> None:
        self._change(t("time of the dose"), self.delay, minutes_to_dose=minutes)

    def _change_drip(self, minutes: int | None) -> None:
        self._change(t("length of the drip"), self.drip, infusion_minutes=minutes)

    def _change_lozenge(self, handling: LozengeHandling | None) -> None:
        self._change(t("lozenge"), self.lozenge, lozenge=handling)

    def _change_booster(self, booster: Booster | None) -> None:
        self._change(t("booster"), self.booster, booster=booster)

    def _change_group_size(self, size: int | None) -> None:
        self._change(t("group size"), self.group_size, group_size=size)


def _total(medicine: MedicineDetails, weight: BodyMass | None) -> Decimal | None:
    """Dose and booster together in mg, as the rules count them; None where either is not known as an amount."""
    first = medicine.dose.milligrams(weight)
    second = medicine.booster.dose.milligrams(weight) if medicine.booster is not None else Decimal(0)
    return None if first is None or second is None else first + second


class EscortRows:
    """Who takes the patient home from a medicine session: rows that the group of people shows."""

    def __init__(self, theme: Theme, group: Group, desk: Desk) -> None:
        self._group = group
        self._desk = desk
        self._sight: Sight | None = None
        self.kind = ChoiceCombo(theme, t("Escort"))
        self.name = TypedLine(t("Escort's name"), t("name not entered"))
        self.phone = TypedLine(t("Escort's phone"), t("phone not entered"))
        self.hours = CountField(theme, t("Hours the escort stays"), unit=t("h"))
        for words, field in (
            (t("Escort"), self.kind),
            (t("Name"), self.name),
            (t("Phone"), self.phone),
            (t("Stays"), self.hours),
        ):
            group.add_row(words, field)
        self.kind.chosen.connect(self._change_kind)
        self.name.typed.connect(self._change_name)
        self.phone.typed.connect(self._change_phone)
        self.hours.committed.connect(self._change_hours)

    @property
    def fields(self) -> tuple[QWidget, ...]:
        return (self.hours,)

    def show_sight(self, sight: Sight) -> None:
        """Show the escort of medicine sessions; other sessions have none."""
        self._sight = sight
        gives = bool(sight.medicines)
        self._group.show_row(self.kind, gives)
        if not gives:
            for field in (self.name, self.phone, self.hours):
                self._group.show_row(field, False)
            return
        self.kind.set_options(_escort_options(sight))
        escort = sight.of_medicines(lambda medicine: medicine.escort)
        fill(self.kind, sight.of_medicines(lambda medicine: medicine.escort.kind if medicine.escort else None))
        detailed = escort is not MIXED and escort is not None and escort.kind is not EscortKind.NONE
        for field in (self.name, self.phone, self.hours):
            self._group.show_row(field, detailed)
        if detailed:
            self.name.set_text(escort.name)
            self.phone.set_text(escort.phone)
            fill(self.hours, escort.hours)

    def _change_kind(self, kind: EscortKind | None) -> None:
        self._change(t("escort"), self.kind, kind)

    def _change_name(self, name: str) -> None:
        self._change(t("escort"), self.name, name=name)

    def _change_phone(self, phone: str) -> None:
        self._change(t("escort"), self.phone, phone=phone)

    def _change_hours(self, hours: int | None) -> None:
        self._change(t("escort"), self.hours, hours=hours)

    def _change(self, what: str, field: object, *kind: EscortKind | None, **values: Any) -> None:
        def made(session: Session) -> Command:
            before = session.medicine.escort if session.medicine else None
            if kind:
                after = None if kind[0] is None else replace(before or Escort(kind[0]), kind=kind[0])
            else:
                after = replace(before or Escort(EscortKind.NAMED_ADULT), **values)
            return ChangeMedicine(session.id, changes({"escort": after}), what)

        if self._sight is None:
            return
        try:
            command = self._sight.each(made, what)
        except PlannerError as error:  # a name or phone that no escort can have
            self._desk.refuse(error)
        else:
            self._desk.submit(command, field)


def _escort_options(sight: Sight) -> tuple[Option, ...]:
    usual = sight.plan.patient.escort
    unsaid = t("As for the patient: {who}", who=usual.name or t(usual.kind.value)) if usual else t("Not entered")
    return (
        Option(unsaid, None),
        Option(t("Named adult"), EscortKind.NAMED_ADULT),
        Option(t("Staff on site"), EscortKind.ON_SITE_STAFF),
        Option(t("Taxi"), EscortKind.TAXI),
        Option(t("None"), EscortKind.NONE),
    )
