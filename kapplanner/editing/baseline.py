"""What a plan was when it was marked as checked: what is moved or deleted after that shows where it was."""

from dataclasses import dataclass

from kapplanner.domain.errors import NotFound
from kapplanner.domain.library import PlanLibrary
from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Session
from kapplanner.domain.time import local_time
from kapplanner.i18n import t
from kapplanner.rules.readiness import stands_as_checked
from kapplanner.rules.words import day_and_clock, length


@dataclass(frozen=True, slots=True)
class Baseline:
    """An earlier state of a plan to look back at. ``name`` says in words which: "when it was checked, …"."""

    plan: Plan
    name: str

    def left_behind(self, plan: Plan) -> dict[str, Session]:
        """The sessions of the earlier state that stand elsewhere now, last otherwise, or are gone; by id."""
        now = {session.id: session for session in plan.sessions}
        return {
            old.id: old
            for old in self.plan.sessions
            if (new := now.get(old.id)) is None or (new.start, new.minutes) != (old.start, old.minutes)
        }


def as_checked(plan: Plan) -> Baseline:
    """A plan that stands as it was checked, as the state to look back at."""
    assert plan.checked is not None
    when = day_and_clock(local_time(plan.checked.at, plan.zone))
    return Baseline(plan, t("when it was checked, {when}", when=when))


def baseline_of(plan: Plan, library: PlanLibrary) -> Baseline | None:
    """The state in which a plan was last marked as checked, from the library's earlier versions; None without one."""
    if stands_as_checked(plan):
        return as_checked(plan)
    for version in library.earlier_versions(plan.id):
        if version.signed_off:
            try:
                earlier = library.read_version(plan.id, version.revision)
            except NotFound:  # it went with time since the list was read
                return None
            return as_checked(earlier) if earlier.checked is not None else None
    return None


def was_words(old: Session, name: str) -> str:
    """ "It was on Wed 9 Dec, 13:00, for 1 h when it was checked, …"."""
    return t(
        "It was on {when}, for {length}, {name}.", when=day_and_clock(old.start), length=length(old.minutes), name=name
    )
