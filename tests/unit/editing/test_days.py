"""Moving with all that follow, a day put in, a day taken out: sessions, day 1 and the stay stay together."""

from datetime import date, timedelta

import pytest

from kapplanner.domain.errors import ImpossibleTime, ImpossibleValue, NotFound, PlannerError
from kapplanner.domain.people import Answer
from kapplanner.domain.places import Retreat
from kapplanner.domain.plan import Plan
from kapplanner.editing.command import Command
from kapplanner.editing.commands.days import InsertDay, MoveFollowing, RemoveDay, following
from tests.support.build import FIRST_DAY, at, medicine, plan, session

DAY = timedelta(days=1)


def day(name: str) -> date:
    return at(name, "00:00").date()


def whole() -> Plan:
    """Preparation a week before; a stay from D1 to D5, Sunday to Thursday; a call four days after it."""
    return plan(
        session("preparation", "D-7", "10:00", 60, id="prep"),
        session("travel", "D1", "15:00", 60, id="arrival"),
        session("measure", "D2", "08:40", 20, id="check", bound_to="dose"),
        medicine("D2", id="dose", dose="low"),
        session("integration", "D3", "10:00", 90, id="talk", modality="cbt"),
        session("integration", "D3", "14:00", 60, id="parts", modality="ifs"),
        session("travel", "D5", "11:00", 60, id="departure"),
        session("follow-up", "D9", "09:00", 30, id="call"),
        retreat=Retreat(FIRST_DAY, date(2026, 12, 10), Answer.YES),
    )


def starts(after: Plan) -> dict[str, str]:
    """Where the sessions lie now, by the days of the plan as it was before."""
    return {s.id: f"{(s.day - FIRST_DAY).days + 1} {s.start:%H:%M}" for s in after.sessions}


def moved(command: Command) -> dict[str, str]:
    """The sessions that lie elsewhere after it."""
    before = starts(whole())
    return {each: where for each, where in starts(command.apply(whole())).items() if before[each] != where}


def stay(after: Plan) -> tuple[date, date]:
    assert after.retreat is not None
    assert after.retreat.night_cover is Answer.YES
    return after.retreat.first_day, after.retreat.last_day


def test_all_that_follow_move_by_whole_days_and_keep_their_clock_times() -> None:
    assert moved(MoveFollowing("talk", at("D4", "10:00"))) == {
        "talk": "4 10:00",
        "parts": "4 14:00",
        "departure": "6 11:00",
        "call": "10 09:00",
    }


def test_a_new_time_is_taken_by_the_session_and_what_is_bound_to_it_alone() -> None:
    after = MoveFollowing("dose", at("D3", "11:00")).apply(whole())
    assert after.session("dose").start == at("D3", "11:00")
    assert after.session("check").start == at("D3", "10:10")
    assert after.session("talk").start == at("D4", "10:00")
    assert after.session("arrival").start == at("D1", "15:00")


def test_what_is_bound_to_one_that_follows_goes_along_though_it_lies_before() -> None:
    evening = session("measure", "D2", "18:00", 20, id="evening", bound_to="late")
    before = whole().with_sessions((evening, medicine("D4", id="late")))
    after = MoveFollowing("talk", at("D4", "10:00")).apply(before)
    assert after.session("evening").start == at("D3", "18:00")


def test_they_move_earlier_as_they_move_later() -> None:
    later = MoveFollowing("talk", at("D4", "10:00")).apply(whole())
    assert MoveFollowing("talk", at("D3", "10:00")).apply(later) == whole()


def test_how_many_follow_is_known_before() -> None:
    assert [s.id for s in following(whole(), whole().session("dose"))] == [
        *("check", "talk", "parts", "departure", "call")
    ]
    assert following(whole(), whole().session("call")) == ()


def test_the_step_says_how_many_came_along() -> None:
    wednesday = "Wed\u00a09\u00a0Dec, 10:00"
    assert MoveFollowing("talk", at("D4", "10:00")).label(whole()) == f"move CBT and 3 sessions after it to {wednesday}"
    assert MoveFollowing("departure", at("D4", "10:00")).label(whole()).startswith("move Travel and 1 session after it")
    assert MoveFollowing("call", at("D4", "10:00")).label(whole()) == f"move Follow-up to {wednesday}"


@pytest.mark.parametrize(
    "command", [MoveFollowing("talk", at("D4", "10:00")), InsertDay(day("D3")), RemoveDay(day("D3"))]
)
@pytest.mark.parametrize("locked", ["talk", "call"])
def test_a_locked_session_among_them_refuses_by_name_and_nothing_moves(command: Command, locked: str) -> None:
    before = whole().with_session(whole().session(locked).with_changes(locked=True))
    name = "CBT on Tue" if locked == "talk" else "Follow-up on Mon"
    with pytest.raises(PlannerError, match=f"{name}.* is locked. Unlock it first"):
        command.apply(before)


def test_a_locked_session_before_them_stands_in_nobodys_way() -> None:
    before = whole().with_session(whole().session("dose").with_changes(locked=True))
    assert InsertDay(day("D3")).apply(before).session("talk").start == at("D4", "10:00")


def test_a_session_that_would_come_to_a_skipped_hour_refuses_the_whole_move() -> None:
    nights = plan(
        session("rest", "D1", "10:00", id="first", first_day=date(2027, 3, 12)),
        session("rest", "D2", "02:30", id="night", first_day=date(2027, 3, 12)),
        first_day=date(2027, 3, 12),
    )
    with pytest.raises(ImpossibleTime, match="does not exist in America/New_York"):
        InsertDay(date(2027, 3, 12)).apply(nights)


def test_a_session_that_is_gone_is_not_moved() -> None:
    with pytest.raises(NotFound):
        MoveFollowing("gone", at("D4", "10:00")).apply(whole())


def test_a_day_put_into_the_stay_makes_it_a_day_longer() -> None:
    after = InsertDay(day("D3")).apply(whole())
    assert moved(InsertDay(day("D3"))) == {
        "talk": "4 10:00",
        "parts": "4 14:00",
        "departure": "6 11:00",
        "call": "10 09:00",
    }
    assert stay(after) == (day("D1"), day("D6"))
    assert after.first_day == FIRST_DAY


def test_a_day_put_before_the_stay_moves_it_whole_and_day_1_with_it() -> None:
    for place in ("D1", "D-2"):
        after = InsertDay(day(place)).apply(whole())
        assert stay(after) == (day("D2"), day("D6"))
        assert after.first_day == FIRST_DAY + DAY
        assert after.session("prep").start == at("D-7", "10:00")
        assert after.day_number(after.session("dose").day) == 2


def test_a_day_put_after_the_stay_leaves_it_alone() -> None:
    after = InsertDay(day("D6")).apply(whole())
    assert stay(after) == (day("D1"), day("D5"))
    assert [s.id for s in after.sessions if s not in whole().sessions] == ["call"]


def test_a_plan_without_a_stay_has_days_put_in_and_taken_out_too() -> None:
    before = whole().with_changes(retreat=None)
    after = InsertDay(day("D3")).apply(before)
    assert (after.retreat, after.session("talk").start) == (None, at("D4", "10:00"))
    assert RemoveDay(day("D3")).apply(after) == before


def test_the_last_day_of_the_stay_goes_along_with_the_departure_alone() -> None:
    assert stay(MoveFollowing("departure", at("D6", "11:00")).apply(whole())) == (day("D1"), day("D6"))


def test_day_1_stays_while_a_session_stays_on_it() -> None:
    early = whole().with_session(session("travel", "D1", "09:00", 60, id="taxi"))
    after = MoveFollowing("arrival", at("D2", "15:00")).apply(early)
    assert after.first_day == FIRST_DAY
    assert stay(after) == (day("D1"), day("D6"))
    assert MoveFollowing("taxi", at("D2", "09:00")).apply(early).first_day == FIRST_DAY + DAY


def test_a_stay_never_ends_before_it_begins() -> None:
    one_day = whole().with_changes(retreat=Retreat(FIRST_DAY, FIRST_DAY, Answer.YES))
    early = one_day.with_session(session("travel", "D1", "09:00", 60, id="taxi"))
    assert stay(MoveFollowing("arrival", at("D-1", "15:00")).apply(early)) == (FIRST_DAY, FIRST_DAY)


@pytest.mark.parametrize("place", ["D-7", "D-2", "D1", "D2", "D3", "D4", "D5", "D6", "D9"])
def test_taking_out_the_day_that_was_put_in_gives_back_the_plan(place: str) -> None:
    after = InsertDay(day(place)).apply(whole())
    assert RemoveDay(day(place)).apply(after) == whole()


def test_a_day_taken_out_goes_with_its_sessions_and_all_after_it_come_a_day_earlier() -> None:
    after = RemoveDay(day("D2")).apply(whole())
    assert starts(after) == {
        "prep": "-6 10:00",
        "arrival": "1 15:00",
        "talk": "2 10:00",
        "parts": "2 14:00",
        "departure": "4 11:00",
        "call": "8 09:00",
    }
    assert stay(after) == (day("D1"), day("D4"))


def test_a_day_taken_out_before_day_1_brings_day_1_a_day_earlier() -> None:
    after = RemoveDay(day("D-3")).apply(whole())
    assert after.first_day == FIRST_DAY - DAY
    assert stay(after) == (FIRST_DAY - DAY, day("D4"))
    assert after.day_number(after.session("dose").day) == 2


def test_day_1_taken_out_leaves_its_number_to_the_next() -> None:
    after = RemoveDay(day("D1")).apply(whole())
    assert (after.first_day, after.day_number(after.session("dose").day)) == (FIRST_DAY, 1)
    assert stay(after) == (day("D1"), day("D4"))


def test_the_last_day_of_the_stay_taken_out_shortens_it() -> None:
    assert stay(RemoveDay(day("D5")).apply(whole())) == (day("D1"), day("D4"))


def test_a_stay_of_one_day_goes_with_its_day() -> None:
    before = whole().with_changes(retreat=Retreat(day("D4"), day("D4")))
    assert RemoveDay(day("D4")).apply(before).retreat is None


def test_the_steps_are_named_after_the_day() -> None:
    assert InsertDay(day("D3")).label(whole()) == "insert a day before Tue\u00a08\u00a0Dec"
    assert RemoveDay(day("D4")).label(whole()) == "remove Wed\u00a09\u00a0Dec"
    assert RemoveDay(day("D3")).label(whole()) == "remove Tue\u00a08\u00a0Dec with 2 sessions"
    assert RemoveDay(day("D9")).label(whole()) == "remove Mon\u00a014\u00a0Dec with 1 session"


@pytest.mark.parametrize("command", [InsertDay(day("D10")), RemoveDay(day("D10"))])
def test_after_the_last_session_there_is_no_day_to_put_in_or_take_out(command: Command) -> None:
    with pytest.raises(ImpossibleValue, match=r"Nothing is planned from Tue.15.Dec on\."):
        command.apply(whole())
