"""Copies of sessions: pasted, duplicated one by one, or with a whole day or week; and what cut leaves behind."""

from datetime import date, timedelta

import pytest

from kapplanner.domain.errors import ImpossibleTime, ImpossibleValue, PlannerError
from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Session, SessionState
from kapplanner.editing.commands.copies import (
    CutSessions,
    DuplicateDays,
    DuplicateSession,
    PasteSessions,
    next_free,
    sessions_of,
)
from tests.support.build import FIRST_DAY, at, medicine, plan, session

DAY = timedelta(days=1)


def whole() -> Plan:
    return plan(
        session("preparation", "D-2", "10:00", 60, id="prep"),
        session("measure", "D2", "08:40", 20, id="check", bound_to="dose"),
        medicine("D2", id="dose", dose="low"),
        session("rest", "D2", "12:30", 60, id="rest", bound_to="dose"),
        session("integration", "D3", "10:00", 90, id="talk", modality="cbt", locked=True, state=SessionState.DONE),
    )


def those(*ids: str) -> tuple[Session, ...]:
    return tuple(whole().session(each) for each in ids)


def added(before: Plan, after: Plan) -> list[Session]:
    held = {each.id for each in before.sessions}
    return [each for each in after.sessions if each.id not in held]


def test_a_copy_is_planned_unlocked_and_new_and_keeps_all_else() -> None:
    (copy,) = added(whole(), PasteSessions(those("talk"), ("new",), DAY).apply(whole()))
    talk = whole().session("talk")
    assert copy == talk.with_changes(id="new", start=at("D4", "10:00"), locked=False, state=SessionState.PLANNED)


def test_what_is_bound_is_bound_to_the_copy() -> None:
    after = PasteSessions(those("check", "dose", "rest"), ("c", "d", "r"), 3 * DAY).apply(whole())
    assert [(s.id, s.start, s.bound_to) for s in added(whole(), after)] == [
        ("c", at("D5", "08:40"), "d"),
        ("d", at("D5", "09:30"), None),
        ("r", at("D5", "12:30"), "d"),
    ]


def test_a_copy_without_the_session_it_was_bound_to_is_bound_to_nothing() -> None:
    (copy,) = added(whole(), PasteSessions(those("check"), ("c",), DAY).apply(whole()))
    assert copy.bound_to is None


def test_a_copy_never_takes_the_place_of_a_session() -> None:
    with pytest.raises(ImpossibleValue, match="already in the plan"):
        PasteSessions(those("talk"), ("dose",), DAY).apply(whole())


def test_a_copy_at_a_time_the_clock_skips_is_refused_in_words() -> None:
    night = plan(session("rest", "D1", "02:30", 60, id="night"))
    to_spring = date(2027, 3, 14) - FIRST_DAY  # clocks in New York go forward at 02:00
    with pytest.raises(ImpossibleTime, match="does not exist in America/New_York"):
        PasteSessions(night.sessions, ("new",), to_spring).apply(night)


def test_a_copy_outside_plausible_dates_is_refused_in_words() -> None:
    with pytest.raises(ImpossibleValue, match="lies outside 1990 to 2150"):
        PasteSessions(those("talk"), ("new",), timedelta(days=366 * 125)).apply(whole())


@pytest.mark.parametrize(
    ("ids", "words"),
    [
        (("talk",), "paste CBT on Wed\u00a09\u00a0Dec, 10:00"),
        (("check", "dose", "rest"), "paste Medicine 2 of 2 on Tue\u00a08\u00a0Dec, 09:30"),
        (("prep", "talk"), "paste 2 sessions"),
    ],
)
def test_pasting_is_named_after_its_session_or_how_many_there_are(ids: tuple[str, ...], words: str) -> None:
    assert PasteSessions(those(*ids), tuple(f"new-{n}" for n in ids), DAY).label(whole()) == words


def test_duplicating_is_named_after_the_session_that_carries_the_others() -> None:
    command = DuplicateSession(those("check", "dose"), ("c", "d"), DAY)
    assert command.label(whole()) == "duplicate Medicine 1 of 1 to Tue\u00a08\u00a0Dec, 09:30"
    assert command.lead.id == "d"


def test_sessions_bound_in_a_ring_are_copied_all_the_same() -> None:
    ring = (
        session("rest", "D1", "10:00", id="a", bound_to="b"),
        session("rest", "D1", "12:00", id="b", bound_to="a"),
    )
    assert [s.bound_to for s in PasteSessions(ring, ("x", "y"), DAY).copies] == ["y", "x"]


def test_cutting_takes_out_what_is_bound_too_and_has_its_own_name() -> None:
    cut = CutSessions(frozenset({"dose"}))
    assert [s.id for s in cut.apply(whole()).sessions] == ["prep", "talk"]
    assert cut.label(whole()) == "cut Medicine 1 of 1 on Mon\u00a07\u00a0Dec, 09:30"
    assert CutSessions(frozenset({"dose", "prep"})).label(whole()) == "cut 2 sessions"


def test_a_locked_session_is_not_cut() -> None:
    with pytest.raises(PlannerError, match=r"CBT on Tue.* is locked"):
        CutSessions(frozenset({"talk", "dose"})).apply(whole())


def test_a_day_is_its_sessions_with_what_is_bound_to_them() -> None:
    evening = session("measure", "D1", "18:00", 20, id="evening", bound_to="dose")
    before = whole().with_session(evening)
    assert [s.id for s in sessions_of(before, at("D2", "00:00").date())] == ["evening", "check", "dose", "rest"]


def test_a_cancelled_session_is_not_duplicated_with_its_day() -> None:
    cancelled = whole().with_sessions((whole().session("rest").with_changes(state=SessionState.CANCELLED),))
    assert [s.id for s in sessions_of(cancelled, at("D2", "00:00").date())] == ["check", "dose"]


def test_a_check_is_not_duplicated_without_its_session_which_was_cancelled_or_lies_on_another_day() -> None:
    cancelled = whole().with_sessions((whole().session("dose").with_changes(state=SessionState.CANCELLED),))
    assert sessions_of(cancelled, at("D2", "00:00").date()) == ()
    evening = whole().with_session(session("measure", "D1", "18:00", 20, id="evening", bound_to="dose"))
    assert sessions_of(evening, FIRST_DAY) == ()


def test_a_week_is_the_seven_days_from_its_first() -> None:
    assert [s.id for s in sessions_of(whole(), FIRST_DAY, 7)] == ["check", "dose", "rest", "talk"]
    assert [s.id for s in sessions_of(whole(), FIRST_DAY - 7 * DAY, 7)] == ["prep"]


def test_a_duplicated_day_and_week_are_named_after_where_they_come_from_and_go_to() -> None:
    ids = ("a", "b", "c")
    day = DuplicateDays(those("check", "dose", "rest"), ids, DAY, first=at("D2", "00:00").date())
    assert day.label(whole()) == "duplicate Mon\u00a07\u00a0Dec to Tue\u00a08\u00a0Dec"
    assert [s.start for s in added(whole(), day.apply(whole()))] == [
        *(at("D3", "08:40"), at("D3", "09:30"), at("D3", "12:30"))
    ]
    week = DuplicateDays(those("check", "dose", "rest"), ids, 7 * DAY, first=FIRST_DAY, days=7)
    assert week.label(whole()) == "duplicate the week of Sun\u00a06\u00a0Dec to the week of Sun\u00a013\u00a0Dec"


def test_the_next_free_day_skips_days_that_hold_a_session_that_takes_place() -> None:
    monday = at("D2", "00:00").date()
    assert next_free(whole(), monday) == at("D4", "00:00").date()
    off = whole().with_sessions((whole().session("talk").with_changes(state=SessionState.CANCELLED),))
    assert next_free(off, monday) == at("D3", "00:00").date()


def test_the_next_free_week_is_counted_from_the_one_that_is_duplicated() -> None:
    busy = whole().with_session(session("follow-up", "D10", "10:00", id="call"))
    assert next_free(whole(), FIRST_DAY, 7) == FIRST_DAY + 7 * DAY
    assert next_free(busy, FIRST_DAY, 7) == FIRST_DAY + 14 * DAY
