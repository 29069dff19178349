"""What a file tells whoever opens it, in plain words made from the plan itself."""

from kapplanner.domain.plan import Plan
from kapplanner.exchange.format import Privacy
from kapplanner.i18n import nt, t


def plan_file_contents(plan: Plan) -> tuple[str, ...]:
    """Everything of a plan that a plan file holds, one line for each kind of thing that was entered."""
    patient = plan.patient
    entered = [
        (patient.name, t("name")),
        (patient.birth_date or patient.age, t("age or birth date")),
        (patient.weight, t("weight")),
        (patient.phone, t("phone")),
        (patient.support_person, t("support person")),
        (patient.escort, t("escort")),
    ]
    words = [word for value, word in entered if value]
    lines = [t("Patient: {facts}", facts=", ".join(words)) if words else t("Patient: nothing entered")]
    lines.append(t("Health facts and notes, as far as they were entered"))
    count = len(plan.sessions)
    lines.append(
        nt("{n} session with time, dose, people and notes", "{n} sessions with times, doses, people and notes", count)
    )
    if plan.practitioners:
        lines.append(t("Team: {names}", names=", ".join(person.name for person in plan.practitioners)))
    if plan.overrides:
        lines.append(
            nt("{n} kept finding with reason and name", "{n} kept findings with reasons and names", len(plan.overrides))
        )
    lines.append(t("Name and phones of the place"))
    return tuple(lines)


def calendar_contents(plan: Plan, privacy: Privacy) -> tuple[str, ...]:
    """What a calendar file tells at each choice of privacy."""
    count = len(plan.sessions)
    times = nt("Day, start and end of {n} session", "Day, start and end of {n} sessions", count)
    if privacy is Privacy.APPOINTMENT:
        return (times, t("Every title says only “Appointment”. No place, no medicine, no names."))
    stops = t("When to stop eating, drinking and driving on medicine days")
    if privacy is Privacy.CLINIC_VISIT:
        return (times, t("Titles say “Clinic visit” or “Call with the clinic”, with the place."), stops)
    full = t(
        "Titles name the session. Notes name route, method, room, team, the words for the patient and the plan's code."
    )
    return (times, full, stops)
