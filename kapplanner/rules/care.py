"""What a medicine session needs around it: people in their roles, training, an escort, planned readings (R31 to R36).

Each question looks at one session and yields what is wrong, or the facts without which that cannot be said.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kapplanner.domain.people import Assignment, Escort, EscortKind, Practitioner, Role
from kapplanner.domain.plan import Plan
from kapplanner.i18n import t
from kapplanner.rules import words
from kapplanner.rules.attributes import Missing
from kapplanner.rules.index import Entry, PlanIndex

_NAMES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a session, in words after its time.

    ``facts``: what it hangs on. ``field``: the fact to mend. ``is_partial``: something is there, but not all.
    """

    words: str
    facts: tuple[str, ...] = ()
    field: str = ""
    is_partial: bool = False


Answers = Iterator[Wrong | Missing]


def roles_filled(index: PlanIndex, entry: Entry, roles: tuple[Role, ...], most_per_person: int | None) -> Answers:
    """Each of the roles is filled, and nobody holds more of them than allowed."""
    assigned = [entry.session.practitioner_as(role) for role in roles]
    for role, each in zip(roles, assigned, strict=True):
        if each is None:
            yield Missing((f"session.{entry.id}.people.{role.value}",))
        elif each.practitioner is None:
            yield Wrong(
                t("{role} entered as none", role=t(role.value)), field=f"session.{entry.id}.people.{role.value}"
            )
    people = [each.practitioner for each in assigned if each is not None and each.practitioner is not None]
    for person in dict.fromkeys(people):
        if most_per_person is not None and people.count(person) > most_per_person:
            said = t("{name} holds {n} of these roles", name=_name(index.plan, person), n=people.count(person))
            yield Wrong(said, (person,), f"session.{entry.id}.people")


def trained_in(
    index: PlanIndex, entry: Entry, everyone: str | None, higher: str | None, *, needs_higher: bool
) -> Answers:
    """Everyone named has one training or the higher one, and where it is needed someone has the higher one."""
    ids = [each.practitioner for each in entry.session.people if each.practitioner is not None]
    if not ids:
        yield _nobody(entry.session.people, entry)
        return
    people = {person_id: index.plan.practitioner(person_id) for person_id in dict.fromkeys(ids)}
    unknown = [person_id for person_id, person in people.items() if person is None or person.trainings is None]
    known = [person for person in people.values() if person is not None and person.trainings is not None]
    if everyone is not None:
        lacking = [person for person in known if not {everyone, higher} & set(person.trainings or ())]
        if lacking:
            yield Wrong(t("no {training} for {names}", training=everyone, names=_names(lacking)), _trainings(lacking))
        yield from (Missing((_training_of(people[each], each, entry),)) for each in unknown)
    if needs_higher and not any(higher in (person.trainings or ()) for person in known):
        if unknown:
            yield Missing(tuple(_training_of(people[each], each, entry) for each in unknown))
        else:
            yield Wrong(t("nobody with {training}", training=higher), _trainings(known))


def equipment_ready(plan: Plan, wanted: tuple[str, ...]) -> Answers:
    """The site has each piece; "defibrillator or AED" is met by either."""
    if plan.site.equipment is None:
        yield Missing(("site.equipment",))
        return
    held = {item.strip().casefold() for item in plan.site.equipment}
    lacking = [item for item in wanted if not held & {name.strip().casefold() for name in item.split(" or ")}]
    if lacking:
        shown = words.listed((t(item) for item in lacking[:_NAMES_SHOWN]), "and")
        more = len(lacking) - _NAMES_SHOWN
        said = shown if more <= 0 else t("{names} and {n} more", names=shown, n=more)
        yield Wrong(t("not on site: {items}", items=said), tuple(lacking), "site.equipment")


def escorted(index: PlanIndex, entry: Entry) -> Answers:
    """A responsible adult for the route's hours; staff of the house count on a stay, a taxi never does."""
    escort = entry.medicine.escort or index.plan.patient.escort
    profile = index.numbers(entry)
    field = f"session.{entry.id}.medicine.escort"
    if escort is None:
        yield Missing((field,))
    elif escort.kind in {EscortKind.NONE, EscortKind.TAXI}:
        kind = t("no escort") if escort.kind is EscortKind.NONE else t("a taxi alone is no escort")
        yield Wrong(kind, _escort_facts(escort), field)
    elif escort.kind is EscortKind.ON_SITE_STAFF and not index.is_residential:
        yield Wrong(t("on-site staff do not go home with the patient"), _escort_facts(escort), field)
    else:
        yield from _named_for_long_enough(entry, escort, profile.accompanied_minutes)


def _named_for_long_enough(entry: Entry, escort: Escort, minutes: int) -> Answers:
    """Staffed lodging is there all night, so that only a named adult is asked for a name and hours."""
    is_adult = escort.kind is EscortKind.NAMED_ADULT
    if is_adult and not escort.name.strip():
        yield Missing((f"session.{entry.id}.medicine.escort.name",))
    if escort.hours is None:
        if is_adult:
            yield Missing((f"session.{entry.id}.medicine.escort.hours",))
    elif escort.hours * 60 < minutes:
        said = t("the escort stays {hours}; at least {least}", hours=words.lasting(escort.hours * 60),
                 least=words.lasting(minutes))  # fmt: skip
        yield Wrong(said, _escort_facts(escort), f"session.{entry.id}.medicine.escort.hours")


def readings_planned(index: PlanIndex, entry: Entry, tolerance: int) -> Answers:
    """Blood pressure, pulse and oxygen are read at the route's minutes and before leaving."""
    planned = entry.medicine.vital_signs_minutes
    profile = index.numbers(entry)
    field = f"session.{entry.id}.medicine.vital_signs_minutes"
    if planned is None:
        yield Missing((field,))
        return
    if not planned:
        yield Wrong(t("no vital signs planned"), field=field)
        return
    wanted = profile.vital_signs_minutes
    lacking = [str(minute) for minute in wanted if not any(abs(minute - each) <= tolerance for each in planned)]
    parts = [t("minute {minutes}", minutes=words.listed(lacking, "and"))] if lacking else []
    if not entry.medicine.vital_signs_before_leaving:
        parts.append(t("before leaving"))
    if parts:
        facts = (str(entry.medicine.vital_signs_before_leaving), *map(str, wanted))
        yield Wrong(t("no vital signs at {times}", times=words.listed(parts, "and")), facts, field, is_partial=True)


def driven_by_other(index: PlanIndex, entry: Entry) -> bool | None:
    """Whether somebody else drives after a medicine session: a named adult or a taxi; None where nobody was asked."""
    escort = entry.medicine.escort or index.plan.patient.escort
    return None if escort is None else escort.kind in {EscortKind.NAMED_ADULT, EscortKind.TAXI}


def _nobody(people: tuple[Assignment, ...], entry: Entry) -> Wrong | Missing:
    """Nobody is named: entered so, or never entered."""
    return Wrong(t("nobody is named")) if people else Missing((f"session.{entry.id}.people",))


def _training_of(person: Practitioner | None, person_id: str, entry: Entry) -> str:
    return f"session.{entry.id}.people" if person is None else f"practitioner.{person_id}.trainings"


def _trainings(people: list[Practitioner]) -> tuple[str, ...]:
    return tuple(f"{person.id}: {', '.join(sorted(person.trainings or ()))}" for person in people)


def _names(people: list[Practitioner]) -> str:
    shown = words.listed((_short(person.name) for person in people[:_NAMES_SHOWN]), "and")
    more = len(people) - _NAMES_SHOWN
    return shown if more <= 0 else t("{names} and {n} more", names=shown, n=more)


def _name(plan: Plan, person_id: str) -> str:
    person = plan.practitioner(person_id)
    return _short(person.name if person else person_id)


def _short(name: str) -> str:
    return name if len(name) <= 24 else f"{name[:23]}…"


def _escort_facts(escort: Escort) -> tuple[str, ...]:
    return escort.kind.value, escort.name, str(escort.hours)
