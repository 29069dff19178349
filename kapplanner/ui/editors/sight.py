"""What the inspector looks at: the plan, the sessions selected in it, and what rules say about them."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.plan import Plan
from kapplanner.domain.session import MedicineDetails, Session, SessionKind
from kapplanner.editing.command import Command
from kapplanner.editing.commands.changes import Changes
from kapplanner.editing.commands.sessions import ChangeMedicine, ChangeSession
from kapplanner.editing.commands.together import Together
from kapplanner.i18n import t
from kapplanner.rules.finding import Report
from kapplanner.rules.rule_set import RuleSet


class Mixed:
    """Stands for a value in which the selected sessions differ."""


MIXED: Final = Mixed()


def shared(values: Iterable[Any]) -> Any:
    """The one value that all have, or MIXED."""
    first, *rest = tuple(values)
    return first if all(value == first for value in rest) else MIXED


@dataclass(frozen=True, slots=True)
class Sight:
    """The selected sessions in order of time, never empty, with the plan and its report."""

    plan: Plan
    sessions: tuple[Session, ...]
    report: Report
    rule_set: RuleSet

    @property
    def one(self) -> Session | None:
        """The session where exactly one is selected."""
        return self.sessions[0] if len(self.sessions) == 1 else None

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(session.id for session in self.sessions)

    @property
    def medicines(self) -> tuple[MedicineDetails, ...]:
        """The medicine of each selected session; empty unless all of them have one."""
        found = tuple(session.medicine for session in self.sessions if session.medicine is not None)
        return found if len(found) == len(self.sessions) else ()

    def all_are(self, *kinds: SessionKind) -> bool:
        return all(session.kind in kinds for session in self.sessions)

    def of_sessions(self, read: Callable[[Session], Any]) -> Any:
        """What all selected sessions have, or MIXED."""
        return shared(read(session) for session in self.sessions)

    def of_medicines(self, read: Callable[[MedicineDetails], Any]) -> Any:
        """What all selected medicine sessions have, or MIXED."""
        return shared(read(medicine) for medicine in self.medicines)

    def each(self, make: Callable[[Session], Command], what: str, key: Hashable | None = None) -> Command:
        """One command for every selected session as one step; ``what`` names the field in words.

        Sessions that move with another one come last, so that their own new place is the one that counts.
        """
        if self.one is not None:
            return make(self.one)
        ordered = sorted(self.sessions, key=lambda session: session.bound_to is not None)
        name = t("change {what} of {n} sessions", what=what, n=len(ordered))
        return Together(tuple(make(session) for session in ordered), name, key)

    def change(self, what: str, typed: bool = False, **values: Any) -> Command:
        """Give fields of every selected session these values."""
        changes: Changes = tuple(sorted(values.items()))
        key = ("typed", self.ids, what) if typed else None
        return self.each(lambda session: ChangeSession(session.id, changes, what), what, key)

    def change_medicine(self, what: str, **values: Any) -> Command:
        """Give fields of the medicine of every selected session these values."""
        changes: Changes = tuple(sorted(values.items()))
        return self.each(lambda session: ChangeMedicine(session.id, changes, what), what)


class Desk(Protocol):
    """Where a group hands in what was asked of it."""

    def submit(self, command: Command, field: object = None) -> None:
        """Carry out a command; ``field`` is the one to blame where the request is impossible."""
        ...

    def refuse(self, error: PlannerError) -> None:
        """Say why a value cannot be, and show again what the plan has."""
        ...

    def want(self, fact: str) -> None:
        """Lead to where a fact of the plan is entered ("patient.weight", "practitioners", "rooms")."""
        ...

    def lead_to(self, session_id: str) -> None:
        """Select another session and bring it into view."""
        ...

    def want_session(self, start: datetime) -> None:
        """Ask for a new session at that time."""
        ...


def fill(field: Any, value: Any) -> None:
    """Show a shared value in a field or combo box."""
    if value is MIXED:
        field.set_mixed()
    elif hasattr(field, "is_refused"):
        field.set_value(value, keep_refused=True)
    elif hasattr(field, "set_text"):
        field.set_text(value)
    else:
        field.set_value(value)
