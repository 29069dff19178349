"""Allowed places worked out by hand: what a move adds or worsens, and what it leaves as it is."""

from datetime import UTC, date, datetime

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.codec.sample import sample_plan
from kapplanner.domain.plan import Override, OverrideReason, Plan
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.places import Fit, Place, Places, allowed_places, moving_with, stretches
from kapplanner.rules.trial import Bench
from tests.support.build import assigned, at, medicine, plan, session

RULES = rule_set_named("intensive")


def place(given: Plan, session_id: str, day: str, clock: str) -> Place:
    found = Places(Bench(given, RULES), session_id).at(at(day, clock))
    assert found is not None
    return found


def talk_after_a_dose(**more: object) -> Plan:
    """A lozenge at 09:30 on D1 (block to 12:30), EMDR at 13:30: 4 h after the dose, where 6 are asked."""
    return plan(
        medicine("D1", id="m"),
        session("integration", "D1", "13:30", 60, modality="emdr", id="emdr", **more),
        session("measure", "D1", "17:00", 30, id="measure"),
    )


def test_a_place_six_hours_after_a_lozenge_fits_and_a_quarter_before_asks_for_a_reason():
    given = talk_after_a_dose()
    assert place(given, "emdr", "D1", "15:30").fit is Fit.FITS
    before = place(given, "emdr", "D1", "15:15")
    assert (before.fit, before.rule) == (Fit.CAUTION, "no-memory-processing-under-the-effect")


def test_a_place_over_another_session_is_a_stop_up_to_where_they_touch():
    given = talk_after_a_dose()
    assert place(given, "emdr", "D1", "16:00").fit is Fit.FITS
    over = place(given, "emdr", "D1", "16:15")
    assert (over.fit, over.rule) == (Fit.STOP, "sessions-do-not-overlap")
    assert place(given, "emdr", "D1", "17:30").fit is Fit.FITS


def test_a_session_that_overlaps_already_fits_nowhere_over_another_however_long_they_overlap():
    given = plan(
        medicine("D1", "09:30", 180, id="m"),
        session("integration", "D1", "10:00", 60, modality="cbt", id="talk"),
    )
    for clock in ("09:30", "10:15", "11:30", "12:15"):  # 60 min at the first three, as now; then 15
        over = place(given, "talk", "D1", clock)
        assert (over.fit, over.rule) == (Fit.STOP, "sessions-do-not-overlap"), clock
    assert place(given, "talk", "D1", "10:00").fit is Fit.FITS  # where it is now nothing is added
    assert place(given, "talk", "D1", "12:30").fit is Fit.FITS


def test_where_a_session_is_now_nothing_is_added():
    assert place(talk_after_a_dose(), "emdr", "D1", "13:30").fit is Fit.FITS


def test_a_finding_that_no_place_can_mend_does_not_colour_every_place():
    given = plan(
        medicine("D1", id="m", people=(assigned("monitor", None),)),
        session("integration", "D1", "16:00", 60),
    )
    assert evaluate(given, RULES).open_stops
    assert place(given, "m", "D1", "10:00").fit is Fit.FITS


def test_what_is_bound_to_a_session_moves_along_and_is_judged_with_it():
    given = plan(
        medicine("D1", id="m"),
        session("rest", "D1", "13:00", 60, bound_to="m", id="rest"),
        session("integration", "D1", "15:30", 60, id="talk"),
    )
    assert [s.id for s in moving_with(given, ("m",))] == ["m", "rest"]
    assert place(given, "m", "D1", "10:30").fit is Fit.FITS  # the rest would end at 15:00
    assert place(given, "m", "D1", "11:15").rule == "sessions-do-not-overlap"  # and here at 15:45


def test_the_reasons_of_a_place_are_sentences_strongest_first():
    reasons = Places(Bench(talk_after_a_dose(), RULES), "emdr").reasons(at("D1", "12:00"))
    assert [reason.tier.value for reason in reasons][:2] == ["stop", "stop"]
    assert any("overlap by 30 min" in reason.sentence for reason in reasons)


def test_places_come_every_quarter_of_an_hour_within_the_hours_asked_for():
    found = allowed_places(talk_after_a_dose(), RULES, "emdr", [date(2026, 12, 6)], first=8 * 60, last=10 * 60)
    assert [f"{each.start:%H:%M}" for each in found] == [
        "08:00", "08:15", "08:30", "08:45", "09:00", "09:15", "09:30", "09:45",
    ]  # fmt: skip


def test_a_time_that_the_clock_skips_is_no_place():
    spring = date(2027, 3, 14)  # New York: 02:00 to 03:00 does not exist
    given = plan(session("measure", "D1", "09:00", id="one"), first_day=spring)
    found = allowed_places(given, RULES, "one", [spring], first=60, last=4 * 60)
    assert [f"{each.start:%H:%M}" for each in found] == [
        "01:00", "01:15", "01:30", "01:45", "03:00", "03:15", "03:30", "03:45",
    ]  # fmt: skip


def test_the_nearest_fit_is_on_the_same_day_if_there_is_one_and_never_where_the_session_is():
    places = Places(Bench(sample_plan(), RULES), "sample-11")
    judged = places.on([date(2026, 12, 8), date(2026, 12, 9)])
    nearest = places.nearest_fit(datetime(2026, 12, 9, 13, 0), judged)
    assert nearest is not None
    assert nearest.start == datetime(2026, 12, 9, 13, 30)
    assert places.nearest_fit(datetime(2026, 12, 9, 13, 0), ()) is None


def test_a_finding_kept_for_these_facts_is_open_again_elsewhere():
    given = talk_after_a_dose()
    finding = next(f for f in evaluate(given, RULES).findings if f.rule == "no-memory-processing-under-the-effect")
    kept = Override(
        finding.rule, finding.rule_version, finding.fingerprint, OverrideReason.TOLERATED, "Ada",
        datetime(2026, 12, 1, tzinfo=UTC),
    )  # fmt: skip
    plan_with_it = given.with_changes(overrides=(kept,))
    assert place(plan_with_it, "emdr", "D1", "13:30").fit is Fit.FITS
    assert place(plan_with_it, "emdr", "D1", "13:45").fit is Fit.CAUTION
    assert place(plan_with_it, "emdr", "D1", "15:30").fit is Fit.FITS


def test_stretches_join_places_of_one_verdict_by_one_rule_and_end_with_the_day():
    found = list(stretches(allowed_places(talk_after_a_dose(), RULES, "emdr", [date(2026, 12, 6), date(2026, 12, 7)])))
    assert all(each.first.date() == each.last.date() for each in found)
    assert sum((each.last - each.first).seconds // 900 + 1 for each in found) == 2 * 96
