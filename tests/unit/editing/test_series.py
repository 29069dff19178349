"""Any series of copies, cuts, duplicates and moved, inserted or removed days: undone it gives back the equal plan."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kapplanner.codec.clips import clip_to_document, document_to_clip
from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.domain.errors import PlannerError
from kapplanner.domain.identity import CountedIds
from kapplanner.domain.places import Retreat
from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Session
from kapplanner.editing.command import Command
from kapplanner.editing.commands import (
    CutSessions,
    DuplicateDays,
    DuplicateSession,
    InsertDay,
    LockSessions,
    MoveFollowing,
    PasteSessions,
    RemoveDay,
)
from kapplanner.editing.commands.copies import next_free, sessions_of
from kapplanner.editing.commands.sessions import bound_to
from kapplanner.editing.copying import clip_of, fitted, landing
from kapplanner.editing.workspace import Workspace
from tests.support.build import FIRST_DAY, medicine, plan, session
from tests.support.examples import examples

IDS = CountedIds("new")


def whole() -> Plan:
    return plan(
        session("preparation", "D-7", "10:00", id="prep"),
        session("measure", "D1", "18:00", 20, id="evening", bound_to="dose"),
        medicine("D2", id="dose", dose="low"),
        session("rest", "D2", "12:30", id="rest", bound_to="dose"),
        session("integration", "D3", "10:00", 90, id="talk", modality="cbt"),
        session("follow-up", "D9", "02:30", 30, id="call"),
        retreat=Retreat(FIRST_DAY, FIRST_DAY + timedelta(days=4)),
    )


@dataclass(frozen=True)
class Pick:
    """What is drawn for one act: which act, which session, which day, and a second number."""

    act: str
    which: int
    days: int
    more: int

    def one(self, plan: Plan) -> Session:
        return plan.sessions[self.which % len(plan.sessions)]

    def day(self) -> date:
        return FIRST_DAY + timedelta(days=self.days)


def fresh(sessions: tuple[Session, ...]) -> tuple[str, ...]:
    return tuple(IDS.new_id() for _ in sessions)


def paste(plan: Plan, pick: Pick) -> Command:
    ids = frozenset({pick.one(plan).id, plan.sessions[pick.more % len(plan.sessions)].id})
    there = fitted(document_to_clip(clip_to_document(clip_of(plan, ids))), plan).sessions
    return PasteSessions(there, fresh(there), landing(there, pick.day(), None))


def duplicate(plan: Plan, pick: Pick) -> Command:
    ids = bound_to(plan, frozenset({pick.one(plan).id}))
    originals = tuple(s for s in plan.sessions if s.id in ids)
    return DuplicateSession(originals, fresh(originals), timedelta(minutes=15 * pick.more))


def duplicate_days(plan: Plan, pick: Pick) -> Command:
    days = 7 if pick.more % 2 else 1
    first = pick.one(plan).day
    originals = sessions_of(plan, first, days)
    return DuplicateDays(originals, fresh(originals), next_free(plan, first, days) - first, first, days)


ACTS: dict[str, Callable[[Plan, Pick], Command]] = {
    "paste": paste,
    "duplicate": duplicate,
    "duplicate days": duplicate_days,
    "cut": lambda plan, pick: CutSessions(frozenset({pick.one(plan).id})),
    "lock": lambda plan, pick: LockSessions(frozenset({pick.one(plan).id}), bool(pick.more % 2)),
    "move all": lambda plan, pick: MoveFollowing(
        pick.one(plan).id, pick.one(plan).start + timedelta(days=pick.days, minutes=15 * pick.more)
    ),
    "insert": lambda plan, pick: InsertDay(pick.day()),
    "remove": lambda plan, pick: RemoveDay(pick.day()),
}
PICKS = st.builds(
    Pick, st.sampled_from([*ACTS, "undo", "redo"]), st.integers(0, 20), st.integers(-10, 120), st.integers(-8, 8)
)


def carry_out(workspace: Workspace, pick: Pick) -> None:
    before = workspace.plan
    if pick.act == "undo":
        workspace.undo()
    elif pick.act == "redo":
        workspace.redo()
    elif before.sessions and len(before.sessions) < 60:
        try:
            workspace.do(ACTS[pick.act](before, pick))
        except PlannerError:
            assert workspace.plan is before


def is_whole(plan: Plan) -> None:
    """Nothing is bound to what is gone, and the stay lies in order."""
    held = {s.id for s in plan.sessions}
    assert all(s.bound_to is None or s.bound_to in held for s in plan.sessions)
    assert plan.retreat is None or plan.retreat.first_day <= plan.retreat.last_day


@examples(60)
@given(st.lists(PICKS, min_size=1, max_size=12))
def test_any_series_of_acts_is_undone_to_the_equal_plan_and_done_again_to_the_same(picks: Any) -> None:
    workspace = Workspace(whole(), rule_set_named("intensive"))
    for pick in picks:
        carry_out(workspace, pick)
        is_whole(workspace.plan)
    last = workspace.plan
    while workspace.undo() is not None:
        is_whole(workspace.plan)
    assert workspace.plan == whole()
    while workspace.redo() is not None:
        pass
    assert (workspace.plan == last) or any(pick.act == "undo" for pick in picks)


@examples(60)
@given(st.integers(-12, 12))
def test_a_day_put_in_and_taken_out_again_leaves_the_plan_where_no_check_lies_on_the_evening_before(days: int) -> None:
    day = FIRST_DAY + timedelta(days=days)
    before = whole().without_sessions(frozenset({"evening"}))
    try:
        after = InsertDay(day).apply(before)
    except PlannerError:
        assert all(s.day < day for s in before.sessions)
        return
    assert RemoveDay(day).apply(after) == before
