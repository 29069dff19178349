"""The safety check report says what was found and decided, and never that a plan is safe."""

from dataclasses import replace
from datetime import UTC, datetime

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.codec.rule_shelf import Adoption, InForce
from kapplanner.documents import print_pdf
from kapplanner.documents.content import sheet_text
from kapplanner.documents.kinds.safety_report import write
from kapplanner.documents.request import PrintRequest
from kapplanner.domain.plan import CheckedMark, RuleSetReference
from kapplanner.rules.finding import NotInForce, State
from kapplanner.rules.fingerprint import plan_fingerprint
from tests.documents.support import (
    KEPT,
    KNOWN,
    MARKED_AT,
    MONITOR_MISSING,
    ROUTE_SWITCH,
    WEIGHT_MISSING,
    course,
    judged,
    report,
    request,
    spaced,
    words_of,
)


def text_of(asked: PrintRequest) -> str:
    return spaced(sheet_text(write(asked)[0]))


def test_a_report_without_findings_says_so_of_these_rules_only() -> None:
    text = text_of(request(documents=("safety-report",)))
    assert text.startswith("No open findings from these rules")
    assert "It does not say the plan is safe." in text


def test_rule_set_and_version_and_how_many_rules_ran_are_told() -> None:
    text = text_of(judged())
    assert "Harbour Clinic rules (intensive), version 4, in force from Sun 01-Nov-2026" in text
    # 48 passed, 2 did not apply, 2 with findings, 1 that could not be checked
    assert "53 rules: 48 passed, 2 reported, 2 did not apply, 1 could not be checked" in text
    assert "Turned off R43" in text


def test_an_open_stop_is_in_the_title_and_in_its_group() -> None:
    text = text_of(judged())
    assert text.startswith("Open: 1 Stop")
    assert "Medicine session 2 has no medical monitor." in text
    assert "Wed 09-Dec-2026 09:30 Open." in text


def test_a_kept_finding_shows_reason_names_and_time_at_the_clinic() -> None:
    text = text_of(judged())
    assert "Kept. Extra monitoring arranged. A second nurse is in the room." in text
    assert "Dr A. Lindqvist, R. Okafor, RN, Thu 03-Dec-2026 14:40" in text


def test_a_lapsed_finding_asks_for_a_fresh_look() -> None:
    lapsed = replace(ROUTE_SWITCH, state=State.LAPSED, fingerprint="bbbb-0002")
    text = text_of(judged(report=report(findings=(lapsed,))))
    assert "Kept for facts that have changed: needs a fresh look. Extra monitoring arranged." in text


def test_what_could_not_be_checked_is_listed_with_who_knows() -> None:
    text = text_of(judged())
    assert (
        "Dose by body weight Rule 15. Can reach Stop. The weight is not entered. Acknowledged. Dr A. Lindqvist" in text
    )


def test_an_unacknowledged_stop_rule_is_named_as_such() -> None:
    row = replace(WEIGHT_MISSING, acknowledged=False)
    text = text_of(judged(report=report(not_checked=(row,)), plan=course()))
    assert "Not acknowledged." in text
    assert text.startswith("No open findings; some rules could not be checked")


def test_the_nearest_limits_tell_measure_limit_and_room() -> None:
    assert "Gap between medicine sessions 48 h at least 40 h 8 h" in text_of(judged())


def test_a_check_of_an_earlier_state_of_the_plan_is_told_apart() -> None:
    plan = course()
    mark = CheckedMark("Dr A. Lindqvist", MARKED_AT, plan_fingerprint(plan), RuleSetReference("intensive", "4"))
    assert "Marked as checked Dr A. Lindqvist, Thu 03-Dec-2026 14:40 Plan fingerprint" in text_of(
        judged(plan=replace(plan, checked=mark))
    )
    changed = replace(plan, checked=mark, title="Another title")
    assert "the plan was changed after that" in text_of(judged(plan=changed))


def test_both_signatures_and_the_fingerprint_stand_on_paper() -> None:
    asked = judged()
    text = words_of(print_pdf(asked))
    assert "Lead clinician, signature, date" in text
    assert "Second clinician, signature, date" in text
    mark = plan_fingerprint(asked.plan)
    assert f"fingerprint {mark[:4]} {mark[4:8]} {mark[8:12]}" in text


def test_times_of_the_team_are_24_hour_whatever_the_patient_reads() -> None:
    text = words_of(print_pdf(judged(twelve_hour=True)))
    assert "printed Thu 03-Dec-2026, 14:45 EST" in text


def test_fifty_findings_are_all_on_paper() -> None:
    many = tuple(replace(MONITOR_MISSING, title=f"Finding number {n}", fingerprint=f"f-{n}") for n in range(50))
    text = words_of(print_pdf(judged(report=report(findings=many))))
    assert all(f"Finding number {n} " in text for n in range(50))


def test_the_support_values_belong_together() -> None:
    assert KEPT.fingerprint == ROUTE_SWITCH.fingerprint
    assert KNOWN.missing == WEIGHT_MISSING.missing


INTENSIVE = rule_set_named("intensive")


def test_nobody_asked_who_put_the_rule_set_in_force_and_nothing_is_said_of_it() -> None:
    assert "adopted" not in text_of(judged())


def test_a_rule_set_that_nobody_has_adopted_is_told() -> None:
    text = text_of(judged(in_force=InForce(INTENSIVE)))
    assert "next review Sat 01-May-2027. Nobody in this clinic has adopted it yet." in text


def test_who_put_the_rule_set_in_force_is_told_with_the_day_at_the_clinic() -> None:
    """03:00 in London is still Wednesday evening in New York."""
    at = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)
    told = InForce(INTENSIVE, Adoption(INTENSIVE.reference, "Dr <b>A.</b> Lindqvist", at))
    text = text_of(judged(in_force=told))
    assert "Adopted for this clinic on Wed 25-Nov-2026 by Dr <b>A.</b> Lindqvist." in text


def test_what_there_is_to_know_of_the_rule_set_stands_on_the_paper() -> None:
    text = text_of(judged(in_force=InForce(INTENSIVE, None, "The plan is judged by version 4.")))
    assert "adopted it yet. The plan is judged by version 4." in text


def test_rules_that_are_not_in_force_yet_are_named_with_their_dates() -> None:
    later = NotInForce("rule-48", "Gap between medicine sessions", "in force from 1 Jan 2027")
    text = text_of(judged(report=report(not_in_force=(later,)), plan=course()))
    assert "Not in force Gap between medicine sessions (in force from 1 Jan 2027)" in text
    assert "Not in force" not in text_of(judged())


def test_the_papers_with_who_put_the_rules_in_force_are_the_same_bytes_each_time() -> None:
    at = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
    asked = judged(in_force=InForce(INTENSIVE, Adoption(INTENSIVE.reference, "Dr A. Lindqvist", at)))
    assert print_pdf(asked) == print_pdf(asked)
