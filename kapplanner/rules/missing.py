"""Missing facts in words: "Missing: the patient's weight; the dose (6 sessions)."."""

from functools import lru_cache

from kapplanner.domain.plan import Plan
from kapplanner.i18n import nt, t
from kapplanner.rules.facts import day_words, fact_named

_OF_A_SESSION = {
    "medicine.dose": "the dose",
    "medicine.booster.dose": "the booster’s dose",
    "medicine.infusion_minutes": "the length of the infusion",
    "medicine.vital_signs_minutes": "the minutes of vital signs",
    "medicine.group_size": "the size of the group",
    "medicine.escort": "the escort",
    "medicine.escort.name": "the escort’s name",
    "medicine.escort.hours": "how long the escort stays",
    "new_target": "whether a new target is opened",
    "closing": "whether the session closes the work",
    "exposure_needs": "what the exposure needs",
    "checklist": "the checklist",
    "measures": "the measures",
    "people": "who takes part",
    "room": "the room",
    "low_dose_exception_by": "the training of the clinician of the low-dose exception",
}
_OF_A_PLAN = {
    "patient.weight": "the patient’s weight",
    "profile.conditions": "answers about conditions",
    "profile.medicines": "what medicines the patient takes",
    "profile.medicines.group": "to which group some medicines belong",
    "profile.medicines.diazepam_equivalent": "the diazepam equivalent of some medicines",
    "site.equipment": "the emergency equipment",
    "plan.departure": "the time of departure",
    "plan.arrival": "the time of arrival",
    "profile.earlier_ketamine.days": "the days of earlier ketamine sessions",
    "profile.consent.given_on": "the time of written consent",
}


def missing_sentence(plan: Plan, missing: tuple[str, ...]) -> str:
    """What is missing, each kind of fact once, with how many sessions lack it."""
    counts: dict[str, int] = {}
    for name in missing:
        words = t(_of_session(name)) if name.startswith("session.") else _words(plan, name)
        counts[words] = counts.get(words, 0) + 1
    parts = [
        nt("{what}", "{what} ({n} sessions)", n, what=what) if n > 1 else what for what, n in sorted(counts.items())
    ]
    return t("Missing: {facts}.", facts="; ".join(parts).removesuffix("."))


def _words(plan: Plan, name: str) -> str:
    if name.startswith("practitioner."):
        person = plan.practitioner(name.removeprefix("practitioner.").removesuffix(".trainings"))
        return t("the training of {name}", name=person.name if person else "?")
    if name in _OF_A_PLAN:
        return t(_OF_A_PLAN[name])
    if name.endswith("_on"):
        return t("the day of {what}", what=t(day_words(name)))
    return t(fact_named(name).words)


@lru_cache(maxsize=4096)
def _of_session(name: str) -> str:
    """The words for "session.<id>.<field>"; an id may hold dots, so the field is looked for from the end."""
    _, is_person, role = name.rpartition(".people.")
    if is_person:
        return f"the {role}"
    return next(words for field, words in _OF_A_SESSION.items() if name.endswith(f".{field}"))
