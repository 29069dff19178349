"""Which session of one plan is which of another: by id or, where they share none, by what they are and in order."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Session


@dataclass(frozen=True, slots=True)
class Pairing:
    """Sessions of both plans in the order of the later one, of that one alone, and of the earlier one alone."""

    pairs: tuple[tuple[Session, Session], ...]
    added: tuple[Session, ...]
    removed: tuple[Session, ...]
    in_order: bool

    def new_ids(self, ids: Iterable[str]) -> frozenset[str]:
        """The ids that sessions of the earlier plan have in the later one; those it has no more stay as they are."""
        names = {old.id: new.id for old, new in self.pairs}
        return frozenset(names.get(session_id, session_id) for session_id in ids)


def pair_sessions(before: Plan, after: Plan) -> Pairing:
    """Versions of a plan share ids. Two plans made apart share none: first medicine session is paired with first,
    first EMDR session with first, and so on.
    """
    old = {session.id: session for session in before.sessions}
    in_order = not any(session.id in old for session in after.sessions) and bool(old) and bool(after.sessions)
    partner = _by_order(before, after) if in_order else {s.id: old[s.id] for s in after.sessions if s.id in old}
    taken = {session.id for session in partner.values()}
    return Pairing(
        pairs=tuple((partner[new.id], new) for new in after.sessions if new.id in partner),
        added=tuple(new for new in after.sessions if new.id not in partner),
        removed=tuple(one for one in before.sessions if one.id not in taken),
        in_order=in_order,
    )


def _by_order(before: Plan, after: Plan) -> dict[str, Session]:
    """The partner of each session of the later plan, by its id."""
    waiting: dict[object, list[Session]] = defaultdict(list)
    for session in before.sessions:
        waiting[_what(session)].append(session)
    partner: dict[str, Session] = {}
    for session in after.sessions:
        if line := waiting[_what(session)]:
            partner[session.id] = line.pop(0)
    return partner


def _what(session: Session) -> object:
    return session.kind, session.modality, session.travel
