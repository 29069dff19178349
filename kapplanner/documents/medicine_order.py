"""What is given in a medicine session: the medication line, and what is to know about the dose.

The line has the order of the NHS Common User Interface: name, form, dose, route, how often, when. Nothing in it is
abbreviated, and the dose never parts from its label and its unit.
"""

from decimal import Decimal
from typing import Final

from kapplanner.documents.content import Box, Span, Text, bold, plain
from kapplanner.documents.medicine_session import MedicineSession
from kapplanner.documents.moments import NO_BREAK, unbroken
from kapplanner.domain.people import Answer
from kapplanner.domain.quantities import DoseUnit, PlannedDose
from kapplanner.rules.finding import Tier
from kapplanner.rules.words import listed, number

_WEAKEST_FIRST: Final = (Tier.NOTE, Tier.CAUTION, Tier.STOP)


def order_box(entry: MedicineSession) -> Box:
    """The line in large letters; below it weight, limits and the dose before."""
    about = (_weight(entry), booster(entry), limits(entry), _last_dose(entry), _handling(entry), _rules(entry))
    return Box("", (plain(" ".join(filter(None, about))),), thick=True, lead=medication_line(entry))


def medication_line(entry: MedicineSession) -> Text:
    """ "ketamine, solution for injection, DOSE 45 mg, intramuscular, once, at 09:30"."""
    words, medicine = entry.edition.words, entry.medicine
    route = medicine.route
    parts: list[Text] = [
        bold(words(f"team.substance_{route}")),
        plain(words(f"team.form_{route}")),
        _dose_words(entry),
        plain(words(f"team.route_{route}")),
        plain(words("team.once" if medicine.booster is None else "team.once_and_booster")),
        plain(unbroken(words("team.at", time=entry.clock(entry.times.dose)))),
    ]
    if entry.profile.infusion_minutes is not None:
        minutes = medicine.infusion_minutes or words("team.open_minutes")
        parts.append(plain(unbroken(words("team.over", minutes=minutes))))
    return tuple(span for place, part in enumerate(parts) for span in ((Span(", "),) if place else ()) + part)


def _dose_words(entry: MedicineSession) -> Text:
    words, dose = entry.edition.words, entry.medicine.dose
    if dose.value is not None:
        spans = words.spans("team.dose_amount", dose=str(dose))
    elif dose.band is not None:
        spans = words.spans("team.dose_band", band=dose.band)
    else:
        spans = words.spans("team.dose_undecided")
    return tuple(Span(unbroken(span.text), span.bold) for span in spans)


def booster(entry: MedicineSession) -> str:
    """The second dose, the time it is given, and what both are together; "" where none is planned."""
    words, second = entry.edition.words, entry.medicine.booster
    if second is None:
        return ""
    at = entry.clock(entry.after(second.minutes_after))
    told = words("team.booster", dose=second.dose, minutes=second.minutes_after, time=at)
    weight = entry.edition.plan.patient.weight
    first, more = (dose.milligrams(weight) for dose in (entry.medicine.dose, second.dose))
    if first is None or more is None:
        return told
    together = amount(first + more, DoseUnit.MG)
    if weight is not None:
        together = f"{together}, {amount((first + more) / weight.kilograms, DoseUnit.MG_PER_KG)}"
    return f"{told} {words('team.booster_total', dose=together)}"


def _weight(entry: MedicineSession) -> str:
    """What the dose is per kilogram or, where it is planned so, in mg at the patient's weight."""
    words, patient, dose = entry.edition.words, entry.edition.plan.patient, entry.medicine.dose
    if patient.weight is None:
        return words("team.no_weight")
    if dose.unit is DoseUnit.MG:
        other = dose.milligrams_per_kilogram(patient.weight), DoseUnit.MG_PER_KG
    else:
        other = dose.milligrams(patient.weight), DoseUnit.MG
    at = words("team.at_weight", weight=patient.weight)
    if patient.weighed_on is not None:
        at = words("team.weighed", weight=patient.weight, date=entry.edition.moments.clinical(patient.weighed_on))
    value, unit = other
    return f"{amount(value, unit)} {at}." if value is not None else f"{at[:1].upper()}{at[1:]}."


def limits(entry: MedicineSession) -> str:
    """ "Rule: caution above 75 mg, stop above 112.5 mg.", by the rules in force."""
    words, found = entry.edition.words, entry.rules.dose_limits()
    parts = []
    if found.only:
        amounts = listed(amount(value, DoseUnit.MG) for value in found.only)
        parts.append(words("team.limits_only", amounts=amounts))
    for key, by_tier, unit in (
        ("team.limits", found.milligrams, DoseUnit.MG),
        ("team.limits_per_kilogram", found.per_kilogram, DoseUnit.MG_PER_KG),
    ):
        tiers = [tier for tier in _WEAKEST_FIRST if tier in by_tier]
        told = [words(f"team.above_{tier}", limit=amount(by_tier[tier], unit)) for tier in tiers]
        if told:
            parts.append(words(key, limits=", ".join(told)))
    return " ".join(parts) or words("team.no_limits")


def _last_dose(entry: MedicineSession) -> str:
    """The dose before this one in the plan; before the first, whether ketamine was had elsewhere."""
    words = entry.edition.words
    if entry.number > 1:
        before = entry.edition.plan.medicine_sessions[entry.number - 2]
        assert before.medicine is not None
        route = words(f"team.short_{before.medicine.route}")
        day = entry.edition.moments.clinical(before.day)
        return words("team.last_dose", dose=dose_said(entry, before.medicine.dose), route=route, date=day)
    earlier = entry.edition.plan.profile.earlier_ketamine
    if earlier.experienced is Answer.YES or earlier.days or earlier.count:
        return words("team.first_dose_yes")
    return words("team.first_dose_no" if earlier.experienced is Answer.NO else "team.first_dose_unknown")


def dose_said(entry: MedicineSession, dose: PlannedDose) -> str:
    """ "75 mg", "low band", "dose not decided"."""
    words = entry.edition.words
    if dose.value is not None:
        return str(dose)
    return words("team.band", band=dose.band) if dose.band is not None else words("team.undecided")


def _rules(entry: MedicineSession) -> str:
    """Whose limits these are."""
    rules = entry.edition.request.rule_set
    return entry.edition.words("team.rules", name=rules.name, version=rules.version)


def _handling(entry: MedicineSession) -> str:
    """What happens with the lozenge at the end, or that the length of the drip is still open."""
    words, lozenge = entry.edition.words, entry.medicine.lozenge
    if lozenge is not None:
        return words(f"team.lozenge_{lozenge}")
    usual = entry.profile.infusion_minutes
    if usual is None or entry.medicine.infusion_minutes is not None:
        return ""
    return words("team.infusion_of_route", minutes=usual)


def amount(value: Decimal, unit: DoseUnit) -> str:
    """ "112.5 mg": rounded for reading, in one piece."""
    return f"{number(value)}{NO_BREAK}{unit}"
