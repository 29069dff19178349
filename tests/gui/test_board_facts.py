"""What cards show and say, weeks and days, stops of the keyboard, changes of findings: all without a window."""

from dataclasses import replace
from datetime import date, timedelta

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.domain.plan import Plan
from kapplanner.domain.session import SessionState
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.finding import Tier
from kapplanner.ui.board.changes import finding_changes
from kapplanner.ui.board.facts import PlanFacts, changed_cards
from kapplanner.ui.board.geometry import Piece
from kapplanner.ui.board.limits import daily_limit
from kapplanner.ui.board.outline import rows_of
from kapplanner.ui.board.ribbon import Row, stretches
from kapplanner.ui.board.stops import Stop, nearest, next_stop, stops_of
from kapplanner.ui.board.weeks import course_of, short_span_words, span_words, week_words
from tests.support import build

SUNDAY = build.FIRST_DAY


def facts_of(plan: Plan) -> PlanFacts:
    rules = rule_set_named("intensive")
    return PlanFacts(plan, evaluate(plan, rules), rules)


def week() -> Plan:
    return build.plan(
        build.medicine("D2", route="SL", dose="75 mg", id="m1"),
        build.medicine("D4", route="IM", dose="45 mg", id="m2"),
        build.session("integration", "D4", "13:30", 60, modality="emdr", id="i2"),
        weight="75 kg",
    )


def test_a_medicine_card_says_everything_in_one_sentence() -> None:
    sentence = facts_of(week()).cards["m2"].sentence
    assert sentence.startswith(
        "Medicine session 2 of 2, Wednesday 9 December, 9:30 to 12:30, injection IM, 45 mg, EMDR after".replace(
            "45 mg", "45\u00a0mg"
        )
    )


def test_a_card_counts_its_open_findings_at_the_end_of_its_sentence() -> None:
    plan = build.plan(
        build.session("integration", "D3", "10:00", 60, id="a"), build.session("integration", "D3", "10:30", 60, id="b")
    )
    facts = facts_of(plan)
    assert facts.cards["a"].worst is Tier.STOP
    assert facts.cards["a"].sentence.endswith("1 Stop")
    assert facts.cards["b"].worst is Tier.STOP


def test_an_injection_stands_with_its_amount_by_weight_and_a_lozenge_with_its_band() -> None:
    cards = facts_of(week()).cards
    assert (cards["m1"].dose, cards["m1"].dose_beside) == ("75\u00a0mg", "Low band")
    assert (cards["m2"].dose, cards["m2"].dose_beside) == ("45\u00a0mg", "0.6\u00a0mg/kg")


def test_without_a_weight_nothing_is_guessed_beside_the_amount() -> None:
    plan = build.plan(build.medicine("D2", route="IM", dose="45 mg", id="m"))
    assert facts_of(plan).cards["m"].dose_beside == ""


def test_a_band_is_never_shown_as_an_amount() -> None:
    plan = build.plan(build.medicine("D2", route="IM", dose="low", id="m"), weight="75 kg")
    assert (facts_of(plan).cards["m"].dose, facts_of(plan).cards["m"].dose_beside) == ("Low band", "")


def test_an_amount_by_weight_that_is_rounded_says_so() -> None:
    plan = build.plan(build.medicine("D2", route="IM", dose="45 mg", id="m"), weight="70 kg")
    assert facts_of(plan).cards["m"].dose_beside == "about 0.64\u00a0mg/kg"


def test_observation_is_shown_to_the_end_of_the_block() -> None:
    assert facts_of(week()).cards["m2"].observe == "Observe to 12:30"


def test_a_cancelled_medicine_session_is_not_counted_and_says_so() -> None:
    plan = week()
    plan = plan.with_session(plan.session("m1").with_changes(state=SessionState.CANCELLED))
    facts = facts_of(plan)
    assert facts.cards["m1"].headline == "Medicine, cancelled"
    assert facts.cards["m2"].headline == "Medicine 1 of 1"
    assert not facts.day(SUNDAY + timedelta(days=1)).has_medicine


def test_contact_minutes_leave_out_rest_travel_and_practice() -> None:
    plan = build.plan(
        build.session("integration", "D3", "10:00", 90),
        build.session("rest", "D3", "12:00", 60),
        build.session("practice", "D3", "14:00", 30),
        build.session("travel", "D3", "16:00", 60),
        build.session("measure", "D3", "09:00", 20),
    )
    assert facts_of(plan).day(SUNDAY + timedelta(days=2)).contact_minutes == 110


def test_moving_one_session_changes_its_card_and_those_whose_findings_changed_only() -> None:
    plan = build.plan(*(build.session("practice", f"D{n}", "17:00", 30, id=f"p{n}") for n in range(1, 8)))
    before = facts_of(plan)
    moved = plan.with_session(plan.session("p3").with_changes(start=build.at("D3", "17:30")))
    assert changed_cards(before.cards, facts_of(moved).cards) == {"p3"}


def test_the_clinic_s_limits_of_contact_come_from_its_rules() -> None:
    rules = rule_set_named("intensive")
    limit = daily_limit(rules, build.FIRST_DAY)
    assert (limit(False), limit(True)) == (360, 300)
    over = replace(rules, rules=tuple(replace(r, effective_to=build.FIRST_DAY) for r in rules.rules))
    assert daily_limit(over, build.FIRST_DAY)(False) == 360
    assert daily_limit(over, build.FIRST_DAY + timedelta(days=1))(False) is None


def test_findings_are_told_by_what_comes_and_goes() -> None:
    rules = rule_set_named("intensive")
    apart = build.plan(
        build.session("integration", "D3", "10:00", 60, id="a"), build.session("integration", "D3", "12:00", 60, id="b")
    )
    over = apart.with_session(apart.session("b").with_changes(start=build.at("D3", "10:30")))
    changes = finding_changes(evaluate(apart, rules), evaluate(over, rules))
    assert changes.worst is Tier.STOP
    assert changes.count(Tier.STOP) == (1, 0)
    assert finding_changes(evaluate(over, rules), evaluate(apart, rules)).count(Tier.STOP) == (0, 1)


def test_of_two_findings_at_the_same_place_one_that_goes_is_counted_once() -> None:
    rules = rule_set_named("intensive")
    one, two = build.session("rest", "D3", "10:00", id="a"), build.session("rest", "D3", "10:30", id="b")
    report = evaluate(build.plan(one, two), rules)
    (finding,) = report.findings
    twice = replace(report, findings=(finding, finding))
    assert finding_changes(twice, report).count(Tier.STOP) == (0, 1)
    assert finding_changes(report, report).staying == (finding,)
    assert finding_changes(report, twice).count(Tier.STOP) == (1, 0)


def test_a_course_ends_with_the_week_of_its_last_session_and_follow_ups_come_after() -> None:
    plan = build.plan(
        build.session("screening", "D-14", "10:00"),
        build.medicine("D2"),
        build.session("integration", "D13", "10:00"),
        build.session("follow-up", "D16", "10:00", 30),
        build.session("measure", "D23", "10:00", 20),
    )
    course = course_of(plan)
    assert (course.weeks, course.last_day) == (2, date(2026, 12, 19))
    assert course.week_of(date(2026, 12, 13)) == 2
    assert course.week_of(date(2026, 12, 20)) is None
    assert week_words(course, date(2026, 12, 6)) == "Week 1 of 2"
    assert week_words(course, date(2026, 11, 22)) == "Before the course"
    assert week_words(course, date(2026, 12, 20)) == "After the course"


def test_an_empty_plan_has_one_week() -> None:
    assert course_of(build.plan()).weeks == 1


def test_maintenance_four_weeks_apart_is_one_course() -> None:
    plan = build.plan(build.medicine("D1"), build.medicine("D29"), build.medicine("D57"))
    assert course_of(plan).weeks == 9


def test_a_span_of_days_names_month_and_year_once() -> None:
    assert span_words(date(2026, 12, 6), date(2026, 12, 12)).replace("\u00a0", " ") == "Sun 6 to Sat 12 Dec 2026"
    assert (
        span_words(date(2026, 12, 27), date(2027, 1, 2)).replace("\u00a0", " ") == "Sun 27 Dec 2026 to Sat 2 Jan 2027"
    )
    assert span_words(date(2026, 12, 6), date(2026, 12, 6)).replace("\u00a0", " ") == "Sun 6 Dec 2026"


def test_a_short_span_of_days_has_no_weekdays_and_no_year() -> None:
    assert short_span_words(date(2026, 12, 6), date(2026, 12, 8)).replace("\u00a0", " ") == "6 to 8 Dec"
    assert short_span_words(date(2026, 11, 30), date(2026, 12, 2)).replace("\u00a0", " ") == "30 Nov to 2 Dec"
    assert short_span_words(date(2026, 12, 6), date(2026, 12, 6)).replace("\u00a0", " ") == "6 Dec"


def test_the_outline_lists_days_before_weeks_and_days_after() -> None:
    plan = build.plan(
        build.session("screening", "D-14", "10:00"),
        build.medicine("D2"),
        build.session("follow-up", "D16", "10:00", 30),
    )
    rows = rows_of(facts_of(plan), course_of(plan))
    said = [row.heading or (row.facts.day.isoformat() if row.facts else "") for row in rows]
    assert said[:3] == ["Before", "2026-11-22", "Week 1"]
    assert said[3:10] == [(SUNDAY + timedelta(days=n)).isoformat() for n in range(7)]
    assert said[10:] == ["After", "2026-12-21"]


def test_the_keyboard_stops_at_cards_and_at_free_hours_between_them() -> None:
    stops = stops_of(SUNDAY, [Piece("a", SUNDAY, 9 * 60 + 30, 11 * 60), Piece("b", SUNDAY, 11 * 60, 17 * 60 + 45)])
    assert [(stop.minutes, stop.session) for stop in stops] == [
        (480, None),
        (540, None),
        (570, "a"),
        (660, "b"),
    ]


def test_an_empty_day_has_a_stop_at_every_hour_of_the_clinic() -> None:
    assert [stop.minutes // 60 for stop in stops_of(SUNDAY, [])] == list(range(8, 18))


def test_a_gap_starts_where_the_session_before_ends() -> None:
    stops = stops_of(SUNDAY, [Piece("a", SUNDAY, 8 * 60, 10 * 60 + 15), Piece("b", SUNDAY, 12 * 60, 18 * 60)])
    assert [stop.minutes for stop in stops if stop.session is None] == [10 * 60 + 15, 11 * 60]


def test_the_nearest_stop_prefers_a_card_over_free_time() -> None:
    stops = (Stop(SUNDAY, 600), Stop(SUNDAY, 660, "a"))
    assert nearest(stops, 630) == Stop(SUNDAY, 660, "a")
    assert nearest((), 630) is None


def test_from_a_time_between_stops_one_walks_to_the_next_one() -> None:
    stops = (Stop(SUNDAY, 600), Stop(SUNDAY, 660, "a"))
    assert next_stop(stops, Stop(SUNDAY, 615), 1) == Stop(SUNDAY, 660, "a")
    assert next_stop(stops, Stop(SUNDAY, 615), -1) == Stop(SUNDAY, 600)
    assert next_stop(stops, Stop(SUNDAY, 660, "a"), 1) is None


def test_words_in_the_strip_of_restrictions_never_say_that_driving_is_forbidden_after_sleep() -> None:
    (driving,) = (
        s for s in stretches(facts_of(one_dose()), SUNDAY, SUNDAY + timedelta(days=6)) if s.row is Row.DRIVING
    )
    assert driving.words == (("no driving, next day", "after sleep"), ("no driving", "until after sleep"))


def one_dose() -> Plan:
    return build.plan(build.medicine("D2", route="SL", dose="75 mg", id="m1"), weight="75 kg")


def test_the_ribbon_tells_eating_drinking_watching_company_and_driving() -> None:
    found = stretches(facts_of(one_dose()), SUNDAY, SUNDAY + timedelta(days=6))
    limits = next(iter(facts_of(one_dose()).restrictions.values()))
    spans = [(s.row, s.eased, s.start, s.end) for s in found]
    assert spans == [
        (Row.FOOD, True, limits.food_stop, limits.drink_stop),
        (Row.FOOD, False, limits.drink_stop, limits.dose),
        (Row.OBSERVE, False, limits.dose, limits.observe_until),
        (Row.OBSERVE, True, limits.observe_until, limits.accompanied_until),
        (Row.DRIVING, False, limits.no_driving_from, limits.driving_again),
    ]
    said = " ".join(s.sentence for s in found)
    for words in ("No food from", "Nothing to drink from", "Observation to", "Not alone to", "No driving from"):
        assert words in said
