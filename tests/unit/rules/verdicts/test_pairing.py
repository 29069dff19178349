"""Which session of one plan is which of another."""

from kapplanner.rules.pairing import pair_sessions
from tests.support.build import medicine, plan, session

ONE, TWO = medicine("D1", id="one"), medicine("D3", id="two")
TALK = session("integration", "D4", "10:00", id="talk")


def test_sessions_that_the_later_plan_has_no_more_keep_their_ids() -> None:
    paired = pair_sessions(plan(ONE, TWO), plan(TWO, TALK))
    assert paired.new_ids(("one", "two")) == frozenset({"one", "two"})
    assert [session.id for session in paired.added] == ["talk"]
    assert [session.id for session in paired.removed] == ["one"]
    assert not paired.in_order


def test_plans_made_apart_are_paired_in_order_and_new_ids_are_those_of_the_later() -> None:
    later = plan(medicine("D2", id="first"), session("integration", "D9", "10:00", id="later-talk"))
    paired = pair_sessions(plan(ONE, TWO, TALK), later)
    assert paired.in_order
    assert paired.new_ids(("one", "two", "talk")) == frozenset({"first", "two", "later-talk"})
    assert [session.id for session in paired.removed] == ["two"]


def test_nothing_is_paired_with_an_empty_plan() -> None:
    for before, after in ((plan(), plan(ONE)), (plan(ONE), plan())):
        paired = pair_sessions(before, after)
        assert (paired.pairs, paired.in_order) == ((), False)
