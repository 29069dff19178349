"""What a rule says at the edges of its form: nothing beside it, itself beside it, one limit alone."""

from dataclasses import replace
from datetime import time
from decimal import Decimal

import pytest

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.domain.errors import NotFound
from kapplanner.domain.people import Answer, ClinicalProfile, ConditionAnswer, Escort, EscortKind, Patient
from kapplanner.domain.session import ExposureNeed, Route, TravelDirection
from kapplanner.rules.attributes import Attribute, measure
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.facts import fact_named
from kapplanner.rules.fields import ByRoute, FactValue, TimeOfDay
from kapplanner.rules.finding import Report, Tier
from kapplanner.rules.index import PlanIndex
from kapplanner.rules.rule_set import RuleSet
from tests.spec.rule_tables import plan_of, rule_set_of
from tests.support.build import medicine, plan, session

AT_HOME = Escort(EscortKind.NAMED_ADULT, "Ann", hours=12)
MEDICINE = {"kinds": ["medicine"]}
EMDR = {"modalities": ["emdr"]}
AFTER_DOSE = {"select": EMDR, "other": MEDICINE, "scope": "hours after the dose"}
NEXT_WITHIN_THREE_DAYS = {"select": MEDICINE, "has": MEDICINE, "when": "after", "soft_least": 1, "most_hours": 72}
INTEGRATION_AFTER = {"select": MEDICINE, "has": {"kinds": ["integration"]}, "when": "after"}


def ruled(form: str, values: dict[str, object]) -> RuleSet:
    """A set of one rule whose first limit is a Caution and whose second is a Stop."""
    return rule_set_of({"form": form, "soft": "caution", "hard": "stop", "with": values})


def evaluated(form: str, values: dict[str, object], text: str) -> Report:
    """What the rule says about a plan in the words of the help tables."""
    return evaluate(plan_of(text), ruled(form, values))


def found(form: str, values: dict[str, object], text: str) -> list[str]:
    """The sentences of its findings."""
    return [finding.sentence for finding in evaluated(form, values, text).findings]


def is_passed(form: str, values: dict[str, object], text: str) -> bool:
    """Whether the rule was checked and found nothing."""
    return evaluated(form, values, text).passed == ("table",)


def test_a_group_may_be_as_large_as_the_limit_where_nobody_counts_the_people_beside_it() -> None:
    most_six = {"resource": "group", "soft_most": 6}
    assert is_passed("capacity", most_six, "medicine D1 09:30 group 6")
    assert found("capacity", most_six, "medicine D1 09:30 group 7")


def test_a_session_is_not_its_own_companion() -> None:
    assert len(found("companion", NEXT_WITHIN_THREE_DAYS, "medicine D1 09:30")) == 1
    one_last = found("companion", NEXT_WITHIN_THREE_DAYS, "medicine D1 09:30; medicine D3 09:30")
    assert len(one_last) == 1 and "of Tue 8 Dec, 09:30" in one_last[0]


def test_any_companion_at_all_keeps_a_rule_that_has_only_the_second_limit() -> None:
    some = {**INTEGRATION_AFTER, "hard_least": 1}
    assert is_passed("companion", some, "medicine D1 09:30; integration D9 10:00")
    assert found("companion", some, "medicine D1 09:30")


def test_companions_asked_for_by_their_minutes_alone_are_added_up() -> None:
    together = {**INTEGRATION_AFTER, "total_minutes": 100}
    assert is_passed(
        "companion", together, "medicine D1 09:30; integration D2 10:00 50 min; integration D3 10:00 50 min"
    )
    assert found("companion", together, "medicine D1 09:30; integration D2 10:00 50 min; integration D3 10:00 49 min")
    assert "together at least 1 h 40 min (Caution below)" in ruled("companion", together).rules[0].sentence


def test_earlier_sessions_alone_are_no_finding_about_this_plan() -> None:
    two_in_seven = {"select": MEDICINE, "days": 7, "soft_most": 2, "earlier": True}
    text = "medicine D1 09:30; earlier ketamine on D-30, D-29, D-28"
    assert is_passed("count in window", two_in_seven, text)


def test_a_talk_that_is_over_before_the_dose_is_no_talk_after_it() -> None:
    six_hours = {**AFTER_DOSE, "soft_hours": 6}
    text = "medicine D1 09:00 dose +60 min; integration D1 {} 60 min emdr"
    assert is_passed("not together", six_hours, text.format("08:30"))
    assert found("not together", six_hours, text.format("09:01"))


def test_a_single_second_limit_holds_by_itself() -> None:
    hard_only = {**AFTER_DOSE, "hard_hours": 4}
    assert is_passed("not together", hard_only, "medicine D1 09:30; integration D1 13:30 emdr")
    assert found("not together", hard_only, "medicine D1 09:30; integration D1 13:29 emdr")


def test_a_session_without_medicine_ends_when_it_ends() -> None:
    by_six = {"select": EMDR, "end_by": "18:00"}
    assert is_passed("placement", by_six, "integration D1 17:00 60 min emdr")
    assert found("placement", by_six, "integration D1 17:01 60 min emdr")


def test_medicine_sessions_are_spaced_from_the_next_one_and_not_from_themselves() -> None:
    two_days = {"select": MEDICINE, "to": MEDICINE, "soft_least": 48}
    assert is_passed("spacing", two_days, "medicine D1 09:30; medicine D3 09:30")
    assert found("spacing", two_days, "medicine D1 09:30; medicine D3 09:29")


@pytest.mark.parametrize(
    ("doses", "worst"),
    [
        ("medicine D1 09:30 SL 150 mg; medicine D5 09:30 SL 160 mg; medicine D9 09:30 SL 200 mg", "360 mg"),
        ("medicine D1 09:30 SL 250 mg; medicine D5 09:30 SL 160 mg; medicine D9 09:30 SL 200 mg", "410 mg"),
    ],
)
def test_of_weeks_that_overlap_the_fullest_speaks(doses: str, worst: str) -> None:
    weekly = {"select": MEDICINE, "summed": "milligrams", "days": 7, "soft_most": 300}
    (said,) = found("total in window", weekly, doses)
    assert worst in said


BOOSTER_SHARE = {"select": MEDICINE, "attribute": "booster in percent of the dose", "soft_most": 50}


def test_a_booster_is_compared_with_its_dose_where_there_is_one() -> None:
    boosted = "medicine D1 09:30 SL {} booster {} after 90 min"
    assert is_passed("value range", BOOSTER_SHARE, boosted.format("100 mg", "50 mg"))
    assert found("value range", BOOSTER_SHARE, boosted.format("100 mg", "51 mg"))
    assert evaluated("value range", BOOSTER_SHARE, "medicine D1 09:30 SL 100 mg").not_applicable == ("table",)


def test_a_booster_beside_a_dose_that_nobody_decided_could_not_be_checked() -> None:
    report = evaluated("value range", BOOSTER_SHARE, "medicine D1 09:30 SL booster 50 mg after 90 min")
    assert report.not_checked[0].missing == (f"session.{report.not_checked[0].sessions[0]}.medicine.dose",)


@pytest.mark.parametrize("attribute", [Attribute.BAND, Attribute.SHARE_OF_LOW])
def test_without_numbers_for_its_route_the_band_of_a_dose_cannot_be_measured(attribute: Attribute) -> None:
    index = PlanIndex(plan(medicine("D1", dose="100 mg")), {})
    with pytest.raises(NotFound, match=r"has no numbers for SL\."):
        measure(attribute, index, index.medicine[0])


def test_a_condition_is_found_behind_others() -> None:
    asked = (ConditionAnswer("glaucoma", Answer.NO), ConditionAnswer("seizures", Answer.YES))
    given = plan(profile=ClinicalProfile(conditions=asked))
    assert fact_named("profile.conditions.seizures").read(given) is True
    assert fact_named("profile.conditions.glaucoma").read(given) is False


def test_limits_that_say_the_same_are_the_same_in_any_order() -> None:
    one = ByRoute(None, {Route.SL: Decimal(24), Route.IM: Decimal(40)})
    other = ByRoute(None, {Route.IM: Decimal(40), Route.SL: Decimal(24)})
    assert one == other
    assert len({one, other}) == 1


def test_a_time_of_day_may_be_written_as_toml_writes_times() -> None:
    assert TimeOfDay("By").read(time(8, 30)) == time(8, 30)


@pytest.mark.parametrize(("value", "written"), [(Decimal("6.5"), 6.5), (True, True), ("IM", "IM")])
def test_what_a_fact_is_compared_with_is_written_as_it_was_read(value: object, written: object) -> None:
    field = FactValue("Value")
    assert field.write(value) == written  # type: ignore[arg-type]
    assert field.read(written) == value


def test_a_route_or_a_rule_that_a_set_does_not_have_is_told() -> None:
    empty = RuleSet("empty", "1.0", "Empty rules", (), {})
    with pytest.raises(NotFound, match=r"“Empty rules” has no numbers for SL\."):
        empty.route(Route.SL)
    with pytest.raises(NotFound, match=r"“Empty rules” has no rule “gap”\."):
        empty.rule("gap")
    assert rule_set_named("intensive").route(Route.SL).route is Route.SL


@pytest.mark.parametrize(
    "rule",
    [
        "hours-of-medicine-sessions",
        "low-first-dose",
        "older-or-frail-first-dose",
        "exposure-before-driving-is-allowed",
        "escort",
        "no-driving-home",
        "vital-signs-planned",
        "observation-time",
        "nothing-during-observation",
        "food-stop-by-day",
    ],
)
def test_a_rule_that_hangs_on_the_numbers_of_a_route_never_passes_without_them(rule: str) -> None:
    whole = rule_set_named("intensive")
    without = replace(whole, routes={route: whole.routes[route] for route in Route if route is not Route.PO})
    first = medicine("D1", route="PO", dose="40 mg", details={"vital_signs_minutes": (0,), "escort": AT_HOME})
    task = session("integration", "D1", "18:00", modality="exposure", exposure_needs=(ExposureNeed.HEIGHTS,))
    leaving = session("travel", "D1", "20:00", travel=TravelDirection.DEPARTURE)
    given = plan(first, task, leaving, patient=Patient(age=70))
    assert [f.sentence for f in evaluate(given, without).findings if f.rule == rule and f.tier is Tier.STOP] == [
        f"This rule could not be run: {whole.rule(rule).title}."
    ]
    assert "could not be run" not in "".join(f.sentence for f in evaluate(given, whole).findings)


def test_a_therapist_who_is_not_on_the_list_of_people_cannot_be_known_as_trained() -> None:
    trained = {"select": EMDR, "role": "therapist", "trained": True}
    report = evaluated("required", trained, "integration D1 10:00 emdr therapist anna")
    assert report.not_checked[0].missing[0].endswith(".people.therapist")


WEIGHED = {"select": MEDICINE, "dated": "patient.weighed_on", "checklist": "weight", "within_days": 30}


def test_a_weighing_that_is_planned_counts_as_the_one_on_record_does() -> None:
    assert is_passed("required", WEIGHED, "weighed on D1; medicine D31 09:30")
    assert found("required", WEIGHED, "weighed on D1; medicine D32 09:30")
    assert is_passed("required", WEIGHED, "weighed on D1; measure D2 10:00 checklist (weight); medicine D32 09:30")
    assert found("required", WEIGHED, "weighed on D1; measure D2 10:00 checklist (questions); medicine D32 09:30")


def test_the_newest_weighing_before_a_session_is_the_one_that_counts() -> None:
    twice = (
        "weighed on D1; measure D5 10:00 checklist (weight); measure D40 10:00 checklist (weight); medicine {} 09:30"
    )
    assert is_passed("required", WEIGHED, twice.format("D70"))
    assert found("required", WEIGHED, twice.format("D71"))
    assert found("required", WEIGHED, twice.format("D39"))


def test_a_weighing_after_the_session_comes_too_late_for_it() -> None:
    (said,) = found("required", WEIGHED, "weighed on D3; medicine D2 09:30")
    assert "none before the medicine session of Mon 7 Dec, 09:30" in said


@pytest.mark.parametrize(
    "text",
    [
        "medicine D2 09:30",
        "medicine D2 09:30; measure D3 10:00 checklist (weight)",
        "measure D1 10:00 checklist (weight); medicine D32 09:30",
    ],
)
def test_where_no_weighing_is_on_record_what_the_plan_lacks_could_not_be_checked(text: str) -> None:
    report = evaluated("required", WEIGHED, text)
    assert report.findings == ()
    assert report.not_checked[0].missing == ("patient.weighed_on",)
    assert len(report.not_checked[0].sessions) == 1
