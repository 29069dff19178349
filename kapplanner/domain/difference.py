"""In what two plans differ."""

from dataclasses import dataclass

from kapplanner.domain.plan import Plan


@dataclass(frozen=True, slots=True)
class Difference:
    """Ids of sessions that one plan has and the other has not, or has otherwise; and names of other changed fields."""

    added: frozenset[str]
    removed: frozenset[str]
    changed: frozenset[str]
    fields: frozenset[str]

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.removed or self.changed or self.fields)


def difference(before: Plan, after: Plan) -> Difference:
    """What changed from one plan to another; identical session objects are compared by identity first."""
    old = {session.id: session for session in before.sessions}
    new = {session.id: session for session in after.sessions}
    changed = {i for i in old.keys() & new.keys() if old[i] is not new[i] and old[i] != new[i]}
    names = set(Plan.__dataclass_fields__) - {"sessions"}
    fields = {name for name in names if getattr(before, name) != getattr(after, name)}
    return Difference(
        frozenset(new.keys() - old.keys()), frozenset(old.keys() - new.keys()), frozenset(changed), frozenset(fields)
    )
