"""How long judging a plan takes, beside a plain loop over its sessions in the same run."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from time import thread_time

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.codec.sample import sample_plan
from kapplanner.domain.people import ClinicalProfile, Patient
from kapplanner.domain.plan import Plan
from kapplanner.rules.evaluate import evaluate
from tests.support.build import medicine, plan, session

RULES = rule_set_named("intensive")
ASKED = sample_plan()
DAY_CHECKLIST = ASKED.medicine_sessions[0].checklist


def course(days: int, *, every: int = 2) -> Plan:
    """A medicine session every second day with a talk, and therapy and a measure on the days between."""
    sessions = [session("preparation", "D-3", "10:00", 60), session("preparation", "D-2", "10:00", 60)]
    for day in range(1, days + 1):
        name = f"D{day}"
        if day % every == 0:
            sessions.append(medicine(name, "09:30", dose="0.6 mg/kg", route="IM", checklist=DAY_CHECKLIST))
            sessions.append(session("integration", name, "16:00", 45, modality="supportive"))
        else:
            sessions.append(session("integration", name, "10:00", 90, modality="cbt"))
            sessions.append(session("integration", name, "14:00", 60, modality="emdr"))
            sessions.append(session("measure", name, "17:00", 20))
    return plan(*sessions, patient=ASKED.patient, profile=ASKED.profile, site=ASKED.site)


def quickest(act: Callable[[], object], rounds: int = 30) -> float:
    """The shortest of many rounds, in seconds of this thread: what the work itself takes on a busy machine."""
    best = float("inf")
    for _ in range(rounds):
        start = thread_time()
        act()
        best = min(best, thread_time() - start)
    return best


def beside(act: Callable[[], object], other: Callable[[], object], rounds: int = 60) -> tuple[float, float]:
    """The shortest of many rounds of two things that take turns, so that a busy moment is a busy moment for both."""
    pairs = [(quickest(act, 1), quickest(other, 1)) for _ in range(rounds)]
    return min(first for first, _ in pairs), min(second for _, second in pairs)


def plain_loop(given: Plan) -> Callable[[], object]:
    """Twenty passes that ask each session for its real start and end: the unit that speed is measured in."""

    def loop() -> int:
        return sum((given.end(s) - given.start(s)) // timedelta(minutes=1) for _ in range(20) for s in given.sessions)

    return loop


def test_a_two_week_plan_is_judged_within_a_few_plain_loops() -> None:
    given = course(15)
    assert 36 <= len(given.sessions) <= 44
    evaluate(given, RULES)
    judged, looped = beside(lambda: evaluate(given, RULES), plain_loop(given))
    print(f"\n{len(RULES.rules)} rules, {len(given.sessions)} sessions: {judged * 1000:.2f} ms (aim 2 ms), ", end="")
    print(f"plain loop {looped * 1000:.2f} ms, ratio {judged / looped:.1f}")
    assert judged / looped < 3, "1.8 to 2.2 on quiet and on crowded machines"


def test_a_sound_plan_is_judged_in_less_than_two_plain_loops() -> None:
    evaluate(ASKED, RULES)
    judged, looped = beside(lambda: evaluate(ASKED, RULES), plain_loop(ASKED))
    print(f"\nthe sample, {len(ASKED.sessions)} sessions: {judged * 1000:.2f} ms (aim 2 ms for 40), ", end="")
    print(f"plain loop {looped * 1000:.2f} ms, ratio {judged / looped:.1f}")
    assert judged / looped < 2, "1.3 on a quiet machine"


def test_a_plan_about_which_nobody_was_asked_yet_costs_little_more() -> None:
    given = replace(course(15), patient=Patient(), profile=ClinicalProfile())
    evaluate(given, RULES)
    judged, looped = beside(lambda: evaluate(given, RULES), plain_loop(given))
    print(f"\nnobody asked yet: {judged * 1000:.2f} ms, plain loop {looped * 1000:.2f} ms, ratio {judged / looped:.1f}")
    assert judged / looped < 3.3, "2.0 to 2.3 on quiet and on crowded machines"


def test_the_cost_grows_no_faster_than_n_log_n() -> None:
    small, large = course(20), course(200)
    ratio_of_sizes = len(large.sessions) / len(small.sessions)
    evaluate(small, RULES), evaluate(large, RULES)
    first = second = float("inf")
    for _ in range(15):  # in turn, so that a busy moment meets both
        first = min(first, quickest(lambda: evaluate(small, RULES), 3))
        second = min(second, quickest(lambda: evaluate(large, RULES), 3))
    growth = second / first
    print(f"\n{len(small.sessions)} sessions {first * 1000:.2f} ms, ", end="")
    print(f"{len(large.sessions)} sessions {second * 1000:.2f} ms: ", end="")
    print(f"{ratio_of_sizes:.1f} times the sessions, {growth:.1f} times the time")
    assert growth < ratio_of_sizes * 1.7  # n log n from 50 to 500 is 1.6 times the ratio
