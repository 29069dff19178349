"""Facts of patient, health and place by dotted name: how each is read from a plan and changed in one step."""

from dataclasses import dataclass, replace
from typing import Any, Final

from kapplanner.domain.people import VitalSigns
from kapplanner.domain.plan import Plan
from kapplanner.editing.command import Command
from kapplanner.editing.commands.changes import changes
from kapplanner.editing.commands.plan import ChangePatient, ChangePlan, ChangeProfile, ChangeSite
from kapplanner.i18n import t

_ROOTS: Final[dict[str, Any]] = {"patient": ChangePatient, "profile": ChangeProfile, "site": ChangeSite}
_EMPTY: Final = {"vital_signs": VitalSigns()}


@dataclass(frozen=True, slots=True)
class FactPath:
    """A fact such as "profile.consent.given"; ``what`` names it in words for the step."""

    name: str
    what: str

    def read(self, plan: Plan) -> Any:
        """The value now; None where a part of the way to it was never entered."""
        value: Any = plan
        for part in self.name.split("."):
            value = getattr(value, part) if value is not None else None
        return value

    def change(self, plan: Plan, value: Any) -> Command:
        """Give the fact another value."""
        root, *rest = self.name.split(".")
        if root == "retreat":
            return ChangePlan(changes({"retreat": replace(plan.retreat, **{rest[0]: value})}), self.what)  # type: ignore[type-var]
        if len(rest) == 1:
            return _change(root, rest[0], value, self.what)
        outer = getattr(getattr(plan, root), rest[0])
        before = outer if outer is not None else _EMPTY[rest[0]]
        after = replace(before, **{rest[1]: value})
        if rest[0] in _EMPTY and after == _EMPTY[rest[0]]:
            after = None
        return _change(root, rest[0], after, self.what)


def _change(root: str, name: str, value: Any, what: str) -> Command:
    made: Command = _ROOTS[root](changes({name: value}), what)
    return made


def field_for(fact: str) -> str:
    """The field of the profile under which a fact that rules ask for is entered."""
    return {
        "patient.age": "patient.birth_date",
        "profile.systolic": "profile.vital_signs.blood_pressure",
        "profile.diastolic": "profile.vital_signs.blood_pressure",
        "profile.earlier_treatments.psychotherapy": "profile.earlier_treatments",
        "profile.earlier_treatments.medicine": "profile.earlier_treatments",
        "profile.medicines.group": "profile.medicines",
        "profile.medicines.diazepam_equivalent": "profile.medicines",
    }.get(fact, fact)


def has_no_field(fact: str) -> str:
    """What to do for a fact that is no field of a form; "" where it has one."""
    return {
        "plan.arrival": t("Add a travel session for the arrival on the board."),
        "plan.departure": t("Add a travel session for the departure on the board."),
    }.get(fact, "")
