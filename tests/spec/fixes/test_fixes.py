"""Fixes of single rows, worked out by hand: what is offered, in which order, and what never is."""

from datetime import timedelta

import pytest

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.codec.sample import sample_plan
from kapplanner.domain.people import Answer, Practitioner, Role
from kapplanner.domain.places import Retreat
from kapplanner.domain.plan import Plan, PlanType
from kapplanner.domain.session import SessionState, TravelDirection
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.finding import Finding, Tier
from kapplanner.rules.fixes import fixes_for, why_none
from kapplanner.rules.repairs.repair import Repair, RepairOutdated
from kapplanner.rules.trial import Bench
from tests.support.build import FIRST_DAY, assigned, at, medicine, plan, session

RULES = rule_set_named("intensive")


def finding_of(given: Plan, rule: str) -> Finding:
    """The first finding of a rule in a plan."""
    return next(f for f in evaluate(given, RULES).findings if f.rule == rule)


def fixes(given: Plan, rule: str) -> tuple[Repair, ...]:
    return fixes_for(given, RULES, finding_of(given, rule))


def labels(given: Plan, rule: str) -> list[str]:
    return [repair.label for repair in fixes(given, rule)]


def assert_proven(given: Plan, rule: str) -> None:
    """Each fix leaves nothing of its finding, and no new finding of its tier or above."""
    target = finding_of(given, rule)
    offered = fixes(given, rule)
    assert offered
    before = {(f.rule, f.sessions): f.tier.rank for f in evaluate(given, RULES).findings}
    for repair in offered:
        after = evaluate(repair.apply(given), RULES)
        assert not [f for f in after.findings if (f.rule, f.sessions) == (target.rule, target.sessions)], repair.label
        for f in after.findings:
            if f.tier.rank <= target.tier.rank and (f.rule, f.sessions) not in before:
                # a rule that speaks once for the plan may name another last session: still the same finding
                assert [rank for (name, _), rank in before.items() if name == f.rule and rank <= f.tier.rank], f


def test_the_caution_of_the_sample_plan_is_mended_by_one_click_move_to_1330():
    given = sample_plan()
    first = fixes(given, "no-memory-processing-under-the-effect")[0]
    assert first.label == "Move to 13:30"
    assert first.sentence == "Move EMDR from Wed\u00a09\u00a0Dec, 13:00 to 13:30."
    assert first.lower == 0
    after = evaluate(first.apply(given), RULES)
    assert (after.counts.stop, after.counts.caution) == (0, 0)


def test_only_the_start_of_the_moved_session_changes():
    given = sample_plan()
    first = fixes(given, "no-memory-processing-under-the-effect")[0]
    after = first.apply(given)
    changed = [s for s in given.sessions if after.session(s.id) != s]
    assert [s.id for s in changed] == ["sample-11"]
    assert after.session("sample-11").with_changes(start=changed[0].start) == changed[0]


# R24 and R29: moved to the day before, the dose would leave open whether a task is dangerous before driving is allowed


def test_no_fix_of_a_stop_leaves_a_stop_rule_unchecked_that_could_be_checked():
    asked_nothing = session("integration", "D3", "07:00", 240, modality="exposure")
    given = plan(medicine("D3", "12:15", 150), asked_nothing)
    assert finding_of(given, "integration-after-each-medicine-session").tier is Tier.STOP
    known = {gap.rule for gap in evaluate(given, RULES).not_checked}
    assert "exposure-before-driving-is-allowed" not in known
    for repair in fixes(given, "integration-after-each-medicine-session"):
        left_open = {gap.rule for gap in evaluate(repair.apply(given), RULES).not_checked if gap.tier is Tier.STOP}
        assert left_open <= known, repair.label


# R26: the method inside the dose stands already; a second one too soon after it is another matter


def test_what_is_planned_inside_a_medicine_session_hides_no_second_one_after_it():
    rule = RULES.rule("no-memory-processing-under-the-effect")
    inside = medicine("D8", "16:15", 150, modality="emdr", id="inside")
    later = session("integration", "D9", "10:00", 60, modality="art", id="later")
    bench = Bench(plan(inside, later), RULES)
    near = plan(inside, later.with_changes(start=at("D8", "18:45")))
    assert [each.sessions for each in bench.added(rule, bench.index_of(near))] == [("inside", "later")]


# R1: a fourth medicine session within seven days is a Note; on the eighth day from the first it is none


def test_r1_a_medicine_session_too_many_in_seven_days_moves_out_of_the_week():
    given = plan(
        *(medicine(day, "09:30") for day in ("D1", "D3", "D5", "D7")),
        session("measure", "D9", "09:00", 60),
        session("preparation", "D-1", "16:00"),
        plan_type=PlanType.SERIES,
    )
    assert_proven(given, "medicine-sessions-in-7-days")
    first = fixes(given, "medicine-sessions-in-7-days")[0]
    assert first.apply(given).session(given.medicine_sessions[3].id).start == at("D8", "09:30")


def test_r1_a_fix_of_a_note_that_would_bring_another_note_is_not_offered():
    given = plan(*(medicine(day, "09:30") for day in ("D1", "D3", "D5", "D7")), session("measure", "D9", "09:00", 60))
    # called intensive, the fourth session would stand alone in its week (R2)
    assert fixes(given, "medicine-sessions-in-7-days") == ()
    assert why_none(RULES, finding_of(given, "medicine-sessions-in-7-days")) == "no single step mends it"


# R3: 24 h between lozenges, from start to start


def test_r3_the_second_session_moves_to_24_hours_after_the_first():
    given = plan(medicine("D1", "11:00"), medicine("D2", "10:00"), session("measure", "D3", "09:00", 480))
    first = fixes(given, "gap-between-medicine-sessions")
    assert "Move to 11:00" in [repair.label for repair in first]
    assert_proven(given, "gap-between-medicine-sessions")


def test_r3_what_is_bound_to_a_medicine_session_moves_with_it():
    second = medicine("D2", "10:00", id="second")
    rest = session("rest", "D2", "13:15", 60, bound_to="second", id="rest")
    given = plan(medicine("D1", "11:00"), second, rest, session("measure", "D3", "09:00", 480))
    repair = next(r for r in fixes(given, "gap-between-medicine-sessions") if r.label == "Move to 11:00")
    assert repair.apply(given).session("rest").start == at("D2", "14:15")


# R4: three days in a row are a Caution, two are not


def test_r4_of_three_days_in_a_row_one_session_moves_a_day_on():
    given = plan(medicine("D1"), medicine("D2"), medicine("D3"), session("measure", "D5", "09:00", 480))
    assert_proven(given, "medicine-days-in-a-row")
    assert fixes(given, "medicine-days-in-a-row")[0].apply(given).session(given.sessions[2].id).start == at(
        "D4", "09:30"
    )


# R9: at least 20 h and a night between the end of a medicine session and departure


def test_r9_the_last_medicine_session_moves_a_day_back_and_the_journey_is_left_alone():
    leaving = session("travel", "D5", "10:00", 60, travel=TravelDirection.DEPARTURE, id="leaving")
    given = plan(
        medicine("D4", "11:00", id="last"),
        session("measure", "D3", "15:30", 60),
        session("measure", "D1", "08:30", 30),
        leaving,
        retreat=Retreat(FIRST_DAY, FIRST_DAY + timedelta(days=4)),
    )
    # the end at 14:00 is 20 h before 10:00 exactly; half an hour later it is a Stop
    late = given.with_session(given.session("last").with_changes(start=at("D4", "11:30")))
    with pytest.raises(StopIteration):
        finding_of(given, "departure-after-medicine")
    assert labels(late, "departure-after-medicine")[0] == "Move Medicine 1 of 1 to 11:00"
    assert all("leaving" not in repair.sessions for repair in fixes(late, "departure-after-medicine"))
    assert_proven(late, "departure-after-medicine")


# R12: six hours of contact on a day without medicine


def test_r12_a_day_with_too_much_contact_gets_a_shorter_session_or_loses_one():
    given = plan(
        session("integration", "D1", "09:00", 200, id="long"),
        session("integration", "D1", "13:00", 175, id="second"),
        session("integration", "D3", "09:00", 60),
        session("integration", "D4", "09:00", 600),
    )
    found = next(f for f in evaluate(given, RULES).findings if "long" in f.sessions)
    assert found.measured is not None and found.measured.value == 375
    offered = fixes_for(given, RULES, found)
    assert offered[0].label == "Shorten Integration to 2\u00a0h\u00a040\u00a0min"  # 175 less the 15 that are too much
    assert offered[0].apply(given).session("second").minutes == 160


# R22: two preparations and 100 minutes before the first dose


def test_r22_a_missing_second_preparation_is_added_at_least_12_hours_before_the_dose():
    given = plan(session("preparation", "D-2", "10:00", 60, id="only"), medicine("D3", "09:30"))
    repair = next(r for r in fixes(given, "preparation-before-the-first-dose") if r.added)
    (added,) = repair.added
    assert (added.kind.value, added.minutes) == ("preparation", 60)
    assert added.start + timedelta(minutes=60) <= at("D2", "21:30")
    assert_proven(given, "preparation-before-the-first-dose")


def test_r22_without_any_preparation_two_are_added_as_one_fix():
    given = plan(session("measure", "D1", "09:00", 540), medicine("D3", "09:30"))
    repair = fixes(given, "preparation-before-the-first-dose")[0]
    assert len(repair.added) == 2
    assert sum(session.minutes for session in repair.added) >= 100
    assert repair.label == "Add 2 sessions"


# R24: integration of at least 45 minutes within 24 h


def test_r24_a_talk_that_is_too_short_gets_the_length_asked_for():
    given = plan(medicine("D1"), session("integration", "D1", "16:00", 30, id="talk"))
    assert "Lengthen Integration to 45\u00a0min" in labels(given, "integration-after-each-medicine-session")
    assert_proven(given, "integration-after-each-medicine-session")


def test_r24_a_talk_that_comes_too_late_moves_within_24_hours():
    given = plan(
        medicine("D1"), session("integration", "D2", "13:00", 60, id="talk"), session("measure", "D3", "09:00")
    )
    moved = [r for r in fixes(given, "integration-after-each-medicine-session") if "talk" in r.sessions]
    assert moved[0].apply(given).session("talk").start == at("D2", "12:30")  # the block ended at 12:30 the day before


def test_r24_a_missing_talk_is_added_like_the_others_of_the_plan():
    given = plan(
        medicine("D1"),
        session("integration", "D1", "16:00", 50, modality="somatic", people=(assigned("therapist", "t1"),)),
        medicine("D4"),
        session("measure", "D6", "16:00", 60),
    )
    repair = next(r for r in fixes(given, "integration-after-each-medicine-session") if r.added)
    (added,) = repair.added
    assert (added.modality, added.minutes, added.people) == ("somatic", 50, (assigned("therapist", "t1"),))
    assert_proven(given, "integration-after-each-medicine-session")


# R27: active learning 12 to 72 h after the dose


def test_r27_active_learning_is_added_within_12_to_72_hours():
    given = plan(medicine("D1"), session("integration", "D1", "16:00", 60), session("measure", "D6", "09:00", 480))
    repair = next(r for r in fixes(given, "learning-window") if r.added)
    (added,) = repair.added
    assert added.modality == "cbt"
    assert at("D1", "21:30") <= added.start <= at("D4", "09:30")


# R28: no new target within 20 h of leaving; a session that closes the work


def test_r28_a_new_target_the_evening_before_leaving_moves_back():
    given = plan(
        session("integration", "D4", "16:00", 60, modality="emdr", new_target=Answer.YES, id="target"),
        session("measure", "D1", "08:30", 30),
        session("travel", "D5", "10:00", 60, travel=TravelDirection.DEPARTURE),
        retreat=Retreat(FIRST_DAY, FIRST_DAY + timedelta(days=4)),
    )
    # the end must lie 20 h before 10:00: it may start at 13:00 at the latest
    assert labels(given, "no-new-target-before-leaving")[0] == "Move EMDR to 13:00"


def test_r28_a_closing_session_is_added_after_the_last_one():
    given = plan(
        session(
            "integration", "D2", "10:00", 60, modality="emdr", new_target=Answer.YES, closing=Answer.NO, id="target"
        ),
        session("measure", "D1", "08:30", 60, closing=Answer.NO),
        session("measure", "D4", "16:00", 60, closing=Answer.NO),
        session("travel", "D5", "14:00", 60, travel=TravelDirection.DEPARTURE, closing=Answer.NO),
        retreat=Retreat(FIRST_DAY, FIRST_DAY + timedelta(days=4)),
    )
    repair = next(r for r in fixes(given, "closing-session") if r.added)
    (added,) = repair.added
    assert (added.modality, added.closing.value, added.new_target.value) == ("emdr", "yes", "no")
    assert added.start >= at("D2", "11:00")


# R30 and R31: people


def team(*trained: str) -> tuple[Practitioner, ...]:
    one = Practitioner("one", "Dr One", (Role.THERAPIST,), ("cbt",))
    return one, *(Practitioner(name, name.title(), (Role.THERAPIST,), ("emdr",)) for name in trained)


def emdr() -> object:
    return session("integration", "D2", "10:00", modality="emdr", people=(assigned("therapist", "one"),), id="emdr")


def test_r30_the_only_therapist_trained_in_the_method_is_assigned():
    given = plan(emdr(), practitioners=team("moreau"))
    (repair,) = fixes(given, "therapist-trained")
    assert repair.label == "Assign Moreau"
    assert repair.apply(given).session("emdr").people == (assigned("therapist", "moreau"),)


def test_r30_of_two_who_could_the_clinician_chooses():
    assert fixes(plan(emdr(), practitioners=team("moreau", "weiss")), "therapist-trained") == ()
    assert fixes(plan(emdr(), practitioners=team()), "therapist-trained") == ()


def test_r31_a_role_entered_as_none_is_filled_by_the_only_one_who_has_it():
    nurse = Practitioner("okafor", "R. Okafor", (Role.MONITOR,))
    given = plan(medicine("D1", people=(assigned("monitor", None),)), practitioners=(nurse,))
    assert labels(given, "roles-named") == ["Assign R. Okafor"]


# R51: the patient is in one place


def test_r51_one_of_two_sessions_at_once_moves_to_where_they_touch():
    given = plan(
        session("integration", "D1", "10:00", 60, id="first"),
        session("measure", "D1", "10:30", 30, id="second"),
        session("measure", "D2", "09:00", 480),
    )
    assert labels(given, "sessions-do-not-overlap")[0] == "Move to 11:00"
    assert_proven(given, "sessions-do-not-overlap")


def test_no_fix_lies_outside_the_hours_in_which_the_plan_has_sessions():
    given = plan(session("integration", "D1", "10:00", 60), session("measure", "D1", "10:30", 30))
    assert labels(given, "sessions-do-not-overlap") == []  # the only hour of this plan is taken


# What never is a fix


def test_a_dose_is_never_proposed():
    given = plan(medicine("D1", route="IM", dose="200 mg"), weight="70 kg")
    for rule in ("dose-per-kilogram", "dose-in-mg", "low-first-dose"):
        assert fixes(given, rule) == ()
        assert why_none(RULES, finding_of(given, rule)) == "dose is yours to set"


def test_a_locked_session_is_left_alone():
    given = sample_plan()
    locked = given.with_session(given.session("sample-11").with_changes(locked=True))
    assert all("sample-11" not in repair.sessions for repair in fixes(locked, "no-memory-processing-under-the-effect"))


def test_a_session_that_took_place_is_left_alone():
    given = sample_plan()
    done = given.with_session(given.session("sample-11").with_changes(state=SessionState.DONE))
    assert all("sample-11" not in r.sessions for r in fixes(done, "no-memory-processing-under-the-effect"))


def test_a_fix_is_refused_once_the_session_stands_elsewhere_and_keeps_other_edits():
    given = sample_plan()
    first = fixes(given, "no-memory-processing-under-the-effect")[0]
    renamed = given.with_session(given.session("sample-11").with_changes(title="Another title"))
    assert first.apply(renamed).session("sample-11").title == "Another title"
    elsewhere = given.with_session(given.session("sample-11").with_changes(start=at("D4", "17:00")))
    with pytest.raises(RepairOutdated):
        first.apply(elsewhere)


def test_the_same_plan_has_the_same_fixes():
    given = sample_plan()
    finding = finding_of(given, "no-memory-processing-under-the-effect")
    assert fixes_for(given, RULES, finding) == fixes_for(sample_plan(), RULES, finding)


def test_at_most_three_are_offered_and_the_smallest_stands_first():
    offered = fixes(sample_plan(), "no-memory-processing-under-the-effect")
    assert len(offered) == 3
    assert [r.size for r in offered] == sorted(r.size for r in offered)
    assert finding_of(sample_plan(), "no-memory-processing-under-the-effect").tier is Tier.CAUTION
