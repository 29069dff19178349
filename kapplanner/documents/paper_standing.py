"""Whether a paper in the hand still shows the plan as it is, by the code at its foot."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kapplanner.documents.paper_code import PaperCode, plan_part
from kapplanner.domain.library import PlanLibrary, Shelf
from kapplanner.domain.plan import Plan
from kapplanner.domain.time import local_time
from kapplanner.i18n import t
from kapplanner.rules.words import clock, short_day


class Standing(StrEnum):
    """What can be said of a paper."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    NOT_CURRENT = "not current"
    OTHER_PLAN = "another plan"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PaperStanding:
    """``plan``: the plan that the paper shows, as it is now; None where it is unknown.

    ``saved_at``: when the state on the paper was saved, where that is kept; ``changed_at``: when the plan was saved
    last. Both carry a zone; None where nobody wrote them down.
    """

    standing: Standing
    plan: Plan | None = None
    saved_at: datetime | None = None
    changed_at: datetime | None = None

    @property
    def sentence(self) -> str:
        """The answer in words, with what to do."""
        plan = self.plan
        if plan is None:
            if self.standing is Standing.OTHER_PLAN:
                return t("This paper shows another plan. Do not use it for this one.")
            return t("No plan here has this code. The plan may have been deleted, or it is in another library.")
        named = {"code": plan.code, "title": plan.title}
        match self.standing:
            case Standing.CURRENT:
                return t("Current: this paper shows the plan {code}, “{title}”, as it is now.", **named)
            case Standing.OTHER_PLAN:
                return t("This paper shows another plan: {code}, “{title}”. Do not use it for this one.", **named)
            case Standing.SUPERSEDED if self.saved_at is not None and self.changed_at is not None:
                return t(
                    "Superseded: this paper shows the plan {code}, “{title}”, as it was saved on {then}. The plan was "
                    "changed since, last on {now}. Print it anew.",
                    then=_when(self.saved_at, plan),
                    now=_when(self.changed_at, plan),
                    **named,
                )
        return t(
            "Not current: this paper shows the plan {code}, “{title}”, in a state that is not kept here. The plan was "
            "changed since, or on another computer. Print it anew.",
            **named,
        )


def _when(moment: datetime, plan: Plan) -> str:
    """A moment on the clock of the plan's place: "Wed 9 Dec 2026, 13:00"."""
    local = local_time(moment, plan.zone)
    return f"{short_day(local.date(), year=True)}, {clock(local)}"


def standing_beside(code: PaperCode, plan: Plan) -> PaperStanding:
    """How a paper stands to one plan, of which no earlier states are known."""
    own = PaperCode.of(plan)
    if code == own:
        return PaperStanding(Standing.CURRENT, plan)
    if code.plan == own.plan:
        return PaperStanding(Standing.NOT_CURRENT, plan)
    return PaperStanding(Standing.OTHER_PLAN)


def standing_in(code: PaperCode, library: PlanLibrary, shown: str = "") -> PaperStanding:
    """How a paper stands to the plans of a library and the earlier states that are kept of them.

    ``shown``: id of the plan that the paper is held against, "" for none: a paper of any other is of another plan.
    """
    rows = [row for shelf in (Shelf.ALL, Shelf.ARCHIVED) for row in library.plans(shelf=shelf)]
    found = PaperStanding(Standing.UNKNOWN)
    for row in rows:
        if plan_part(row.id) != code.plan:
            continue
        plan = library.glance(row.id)
        if PaperCode.of(plan) == code:
            found = PaperStanding(Standing.CURRENT, plan, changed_at=row.changed_at)
            break
        saved_at = _kept_since(code, library, row.id)
        if saved_at is not None:
            found = PaperStanding(Standing.SUPERSEDED, plan, saved_at, row.changed_at)
            break
        found = PaperStanding(Standing.NOT_CURRENT, plan, changed_at=row.changed_at)
    if shown and (found.plan is None or found.plan.id != shown):
        return PaperStanding(Standing.OTHER_PLAN, found.plan)
    return found


def _kept_since(code: PaperCode, library: PlanLibrary, plan_id: str) -> datetime | None:
    """When the state of that code was saved, from the earlier states that are kept; None where none has it."""
    for version in library.earlier_versions(plan_id):
        if PaperCode.of(library.read_version(plan_id, version.revision)) == code:
            return version.saved_at
    return None
