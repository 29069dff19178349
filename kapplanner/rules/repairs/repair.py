"""A repair: a small change of a plan as a value. It applies only to the facts that it was made for."""

from dataclasses import dataclass, replace

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Session


class RepairOutdated(PlannerError):
    """The plan is no longer as it was when the repair was made."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a session (or of its medicine) from one value to another."""

    name: str
    before: object
    after: object
    of_medicine: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """Fields of one session that get other values; all others stay as they are then."""

    session_id: str
    fields: tuple[Field, ...]

    def apply(self, plan: Plan) -> Session:
        """The session after the change; RepairOutdated where it is gone, locked or no longer as it was."""
        if not plan.has_session(self.session_id):
            raise _outdated()
        session = plan.session(self.session_id)
        for field in self.fields:
            holder: object = session.medicine if field.of_medicine else session
            if session.locked or getattr(holder, field.name, None) != field.before:
                raise _outdated()
            if field.of_medicine:
                assert session.medicine is not None
                medicine = replace(session.medicine, **{field.name: field.after})  # type: ignore[arg-type]
                session = session.with_changes(medicine=medicine)
            else:
                session = session.with_changes(**{field.name: field.after})
        return session


@dataclass(frozen=True, slots=True, order=True)
class Size:
    """How much a repair changes; less comes first: sessions added, moved to another day, touched; then minutes."""

    added: int = 0
    days: int = 0
    touched: int = 0
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Repair:
    """``label`` is the text of its button, ``sentence`` says it with session and day, ``step`` names it for undo.

    ``lower``: how many findings it adds of a tier below the one it mends; it never adds any of that tier or above.
    """

    label: str
    sentence: str
    step: str
    size: Size
    changes: tuple[Change, ...] = ()
    added: tuple[Session, ...] = ()
    lower: int = 0

    @property
    def sessions(self) -> tuple[str, ...]:
        """The ids of all sessions it touches."""
        return tuple(change.session_id for change in self.changes) + tuple(session.id for session in self.added)

    def apply(self, plan: Plan) -> Plan:
        """The plan after the repair; RepairOutdated where it no longer is the plan that the repair was made for."""
        if any(plan.has_session(session.id) for session in self.added):
            raise _outdated()
        return plan.with_sessions((*(change.apply(plan) for change in self.changes), *self.added))


def _outdated() -> RepairOutdated:
    return RepairOutdated("The plan has changed since this fix was worked out. Look at its fixes again.")
