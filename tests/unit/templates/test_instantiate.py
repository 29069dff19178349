"""From a template and the clinician's choices to a plan."""

from dataclasses import replace
from datetime import date, time

import pytest

from kapplanner.codec.templates import template_named
from kapplanner.domain.errors import ChoiceNotOffered, ImpossibleValue
from kapplanner.domain.identity import CountedIds
from kapplanner.domain.people import Answer, Patient
from kapplanner.domain.places import Site
from kapplanner.domain.session import Route, SessionKind
from kapplanner.domain.template import Choice, Choices, chosen, instantiate
from tests.unit.templates.making import SUNDAY, made, medicine_days
from tests.unit.templates.second_opinion import ROUTES, at, clock, departure


def test_the_plan_names_its_template_and_rule_set():
    plan = made("weekly-six")
    assert (plan.template.id, plan.template.version) == ("weekly-six", "1.0")
    assert (plan.rule_set.id, plan.rule_set.version) == ("outpatient", "1.0")
    assert plan.plan_type.value == "weekly"


def test_the_same_choices_give_the_same_plan():
    assert made("gad-two-weeks") == made("gad-two-weeks")


def test_patient_and_place_go_into_the_plan():
    site = Site(name="Harbour Clinic", zone="Europe/Madrid")
    template = template_named("gad-one-week")
    plan = instantiate(
        template, Choices(SUNDAY), routes=ROUTES, ids=CountedIds(), patient=Patient(name="Sam R."), site=site
    )
    assert (plan.patient.name, plan.zone) == ("Sam R.", "Europe/Madrid")


@pytest.mark.parametrize(
    ("weeks", "per_week", "days"),
    [
        (2, 3, [2, 4, 6, 9, 11, 13]),
        (2, 4, [2, 4, 6, 8, 10, 12, 14, 16]),
        (1, 3, [2, 4, 6]),
        (1, 4, [2, 4, 6, 8]),
        (1, 5, [2, 3, 5, 6, 8]),
    ],
)
def test_another_count_lays_the_medicine_days_anew_and_brings_the_rest_along(weeks, per_week, days):
    plan = made("gad-two-weeks", weeks=weeks, per_week=per_week)
    assert medicine_days(plan) == days
    assert plan.day_number(departure(plan).day) == days[-1] + 1
    phone = next(session for session in plan.sessions if session.title == "Phone check")
    assert 2 <= plan.day_number(phone.day) - days[-1] <= 3
    for day in days:
        assert at(plan, day, "16:00").kind is SessionKind.INTEGRATION


def test_a_plan_of_another_combination_carries_its_own_title():
    assert made("gad-two-weeks").title == "Anxiety, two weeks, six sessions"
    assert made("gad-two-weeks", per_week=5).title == "Anxiety, one week, five sessions"


def test_one_choice_is_enough_where_only_one_combination_goes_with_it():
    template = template_named("gad-two-weeks")
    assert chosen(template, Choices(SUNDAY, per_week=5)).choice.weeks == 1
    assert chosen(template, Choices(SUNDAY, per_week=4)).choice.weeks == 2
    assert chosen(template, Choices(SUNDAY, weeks=1)).choice.per_week == 3


@pytest.mark.parametrize(
    ("name", "wanted", "named"),
    [
        ("gad-two-weeks", {"weeks": 2, "per_week": 5}, "weeks 1, 5 a week"),
        ("gad-two-weeks", {"weeks": 3}, "weeks 2, 3 a week"),
        ("gad-two-weeks", {"per_week": 7}, "weeks 2, 4 a week"),
        ("specific-phobia", {"per_week": 2}, "weeks 1, 1 a week"),
        ("five-in-one-week", {"route": Route.IM}, "SL, PO, IN"),
        ("esketamine-induction", {"first_route": Route.SL}, "ESK"),
        ("weekly-six", {"residential": True}, "no stay"),
    ],
)
def test_what_is_not_offered_is_refused_with_a_sentence_naming_what_is(name, wanted, named):
    with pytest.raises(ChoiceNotOffered) as caught:
        chosen(template_named(name), Choices(SUNDAY, **wanted))
    assert named in str(caught.value)
    assert template_named(name).title in str(caught.value)


def test_a_choice_that_several_combinations_fit_is_not_guessed():
    template = template_named("gad-two-weeks")
    four = template.choice(2, 4)
    weeks = (template.choice(2, 3), replace(four, weeks=3), replace(four, weeks=4))
    with pytest.raises(ChoiceNotOffered, match="weeks 3, 4 a week; weeks 4, 4 a week"):
        chosen(replace(template, choices=weeks), Choices(SUNDAY, per_week=4))


def test_the_first_session_takes_the_first_route_and_the_rest_the_other():
    plan = made("gad-two-weeks", first_route=Route.SL, route="IM")
    assert [session.medicine.route.value for session in plan.medicine_sessions] == ["SL", *["IM"] * 5]
    assert [str(session.medicine.dose) for session in plan.medicine_sessions] == ["low", *["standard"] * 5]


def test_length_vital_signs_and_infusion_come_from_the_route():
    plan = made("gad-one-week", route="IV")
    assert {session.minutes for session in plan.medicine_sessions} == {150}
    assert {session.medicine.infusion_minutes for session in plan.medicine_sessions} == {40}
    assert {session.medicine.vital_signs_minutes for session in plan.medicine_sessions} == {(0, 15, 30, 45, 60)}
    assert {session.minutes for session in made("gad-one-week", route="IM").medicine_sessions} == {180}


def test_a_template_may_have_its_own_length_for_a_route():
    assert {session.minutes for session in made("clinic-standard-five-weeks").medicine_sessions} == {150}
    assert {session.minutes for session in made("clinic-standard-five-weeks", route="IM").medicine_sessions} == {180}


def test_without_a_stay_there_is_no_travel_and_no_retreat():
    plan = made("gad-one-week", residential=False)
    assert plan.retreat is None
    assert not [session for session in plan.sessions if session.kind is SessionKind.TRAVEL]
    assert medicine_days(plan) == [2, 4, 6]


def test_a_stay_lasts_from_arrival_to_departure():
    plan = made("gad-two-weeks", SUNDAY)
    assert (plan.retreat.first_day, plan.retreat.last_day) == (date(2026, 12, 6), date(2026, 12, 19))
    assert plan.retreat.night_cover is Answer.NOT_ASKED


def test_the_start_time_moves_medicine_sessions_and_the_talk_after_them():
    plan = made("gad-two-weeks", start="13:00")
    assert {clock(session) for session in plan.medicine_sessions} == {"13:00"}
    assert at(plan, 2, "17:30").modality == "somatic"  # ends 16:00, and 90 minutes


def test_an_earlier_start_leaves_the_talk_where_it_is():
    assert at(made("gad-two-weeks", start="08:30"), 2, "16:00") is not None


def test_therapy_before_an_infusion_moves_with_it():
    plan = made("trauma-linked", start="10:30")
    assert [clock(session) for session in plan.medicine_sessions] == ["10:30", "12:30"]
    assert at(plan, 4, "09:45").title == "Target 1, finish"


def test_the_order_of_methods_goes_round_the_demanding_sessions():
    plan = made("gad-two-weeks", modalities=("emdr", "ifs"))
    methods = [at(plan, day, "10:00").modality for day in (3, 5, 7, 10, 12, 14)]
    assert methods == ["emdr", "ifs", "emdr", "ifs", "emdr", "cbt"]


def test_a_chosen_emdr_opens_a_target_and_the_last_session_closes():
    plan = made("gad-two-weeks", modalities=("emdr",))
    assert {at(plan, day, "10:00").new_target for day in (3, 5, 7, 10, 12)} == {Answer.YES}
    assert at(plan, 14, "10:00").closing is Answer.YES


def test_the_talk_on_the_medicine_day_stays_gentle_whatever_the_order():
    plan = made("five-in-one-week", modalities=("emdr", "exposure"))
    assert {session.modality for session in plan.sessions if clock(session) == "16:00"} == {"somatic"}


@pytest.mark.parametrize(
    ("title", "window"),
    [
        ("Frame, worry map, goals, consent", (2, 2)),
        ("Phone check", (0, 1)),
        ("Integration and measures", (3, 3)),
        ("One-month review", (7, 7)),
        ("Three-month review", (14, 14)),
    ],
)
def test_windows_are_those_decided(title, window):
    plan = made("gad-two-weeks", date(2026, 12, 16))  # a Wednesday
    session = next(session for session in plan.sessions if session.title == title)
    assert session.window.days_before + session.window.days_after == sum(window)
    line = next(line for line in template_named("gad-two-weeks").lines if line.steps[0].title == title)
    assert (line.window.days_before, line.window.days_after) == window


def test_a_session_moved_off_a_weekend_keeps_what_is_left_of_its_window():
    plan = made("gad-two-weeks", SUNDAY)  # D-14 is a Sunday as well; the screening is held on the Monday after
    screening = plan.sessions[0]
    assert f"{screening.start:%a %d %b}" == "Mon 23 Nov"
    assert (screening.window.days_before, screening.window.days_after) == (3, 1)


def test_days_of_the_stay_have_no_window():
    plan = made("gad-two-weeks")
    inside = [s for s in plan.sessions if plan.retreat.first_day <= s.day <= plan.retreat.last_day]
    assert {session.window for session in inside} == {None}


def test_ids_count_in_the_order_of_time():
    plan = made("gad-one-week")
    assert plan.id == "id-1"
    assert [session.id for session in plan.sessions] == [f"id-{n}" for n in range(2, len(plan.sessions) + 2)]


def test_words_written_on_a_line_win_over_the_shared_ones():
    template = template_named("gad-one-week")
    own = replace(template, lines=(replace(template.lines[0], patient_text="Bring your glasses."),))
    plan = instantiate(own, Choices(SUNDAY), routes=ROUTES, ids=CountedIds())
    assert plan.sessions[0].patient_text == "Bring your glasses."


def test_words_for_the_patient_follow_kind_and_route():
    plan = made("gad-one-week", route="IM")
    assert "injection in the muscle" in plan.medicine_sessions[0].patient_text
    assert all(session.patient_text for session in plan.sessions)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"weeks": 0}, "1 to 104 weeks"),
        ({"weeks": 105}, "1 to 104 weeks"),
        ({"per_week": 8}, "1 to 7 medicine sessions"),
        ({"routes": ()}, "names its routes"),
        ({"routes": (Route.SL, Route.SL)}, "each once"),
        ({"medicine_days": (2, 2)}, "must rise"),
        ({"medicine_days": (-1, 0, 1)}, "no day 0"),
        ({"medicine_days": (2, 4), "medicine_times": (time(9, 30),)}, "every medicine day, or for none"),
    ],
)
def test_a_choice_that_cannot_be_is_refused(values, told):
    with pytest.raises(ImpossibleValue, match=told):
        Choice(**{"weeks": 1, "per_week": 1, "routes": (Route.SL,), **values})


def test_a_template_that_offers_a_combination_twice_or_without_days_is_refused():
    template = template_named("gad-one-week")
    with pytest.raises(ImpossibleValue, match="twice"):
        replace(template, choices=(*template.choices, template.choices[0]))
    with pytest.raises(ImpossibleValue, match="names the days"):
        replace(template, choices=(replace(template.choices[0], medicine_days=()),))


def test_a_template_names_its_routes_in_one_order_and_its_methods_once_each():
    template = template_named("gad-two-weeks")
    assert [route.value for route in template.routes] == ["SL", "PO", "IN", "IM", "SC", "IV"]
    assert template.modalities == ("cbt", "ifs", "somatic")
