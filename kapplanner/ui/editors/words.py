"""What editors read back beside a field: the end, the dose at the weight."""

from datetime import datetime, timedelta
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from kapplanner.domain.quantities import BodyMass, DoseUnit, PlannedDose, plain
from kapplanner.domain.session import Route
from kapplanner.i18n import t
from kapplanner.rules.words import NO_BREAK, clock, short_day


def end_words(start: datetime, end: datetime) -> str:
    """ "ends 12:30", and on which day where that is another."""
    days = end.date() - start.date()
    if not days:
        return t("ends {time}", time=clock(end))
    if days == timedelta(days=1):
        return t("ends {time} next day", time=clock(end))
    return t("ends {time} on {date}", time=clock(end), date=short_day(end.date()))


def dose_words(dose: PlannedDose, weight: BodyMass | None) -> str:
    """What a planned dose means at the patient's weight; never an amount for a band."""
    if dose.is_undecided:
        return t("no dose decided")
    if dose.band is not None:
        return t("a band, no amount")
    if weight is None:
        return t("weight not entered")
    if dose.unit is DoseUnit.MG:
        other, unit = dose.milligrams_per_kilogram(weight), DoseUnit.MG_PER_KG
    else:
        other, unit = dose.milligrams(weight), DoseUnit.MG
    return _at_weight(other or Decimal(0), unit, weight)


def _at_weight(value: Decimal, unit: DoseUnit, weight: BodyMass) -> str:
    shown = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    values = {"amount": f"{plain(shown)}{NO_BREAK}{unit}", "weight": str(weight)}
    return t("{amount} at {weight}", **values) if shown == value else t("about {amount} at {weight}", **values)


def floor_words(value: Decimal) -> str:
    """A limit in mg, rounded down so that it never reads higher than it is: whole, below 10 with one digit."""
    step = Decimal(1) if value >= 10 else Decimal("0.1")
    return plain(value.quantize(step, ROUND_FLOOR))


def route_in_brief(route: Route) -> str:
    """The route's name for a narrow box; no two begin alike, and the letters stay."""
    return {
        Route.SL: t("Under the tongue (SL)"),
        Route.PO: t("Oral (PO)"),
        Route.IN: t("Ketamine spray (IN)"),
        Route.ESK: t("Esketamine spray (ESK)"),
        Route.IM: t("Intramuscular (IM)"),
        Route.SC: t("Under the skin (SC)"),
        Route.IV: t("Intravenous (IV)"),
    }[route]
