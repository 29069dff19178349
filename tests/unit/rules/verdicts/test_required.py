"""What a session or a plan must have: what is a problem, what is a missing fact, on which limit, hanging on what."""

from dataclasses import replace
from datetime import date

import pytest

from kapplanner.codec.rule_document import RuleSetRefused
from kapplanner.domain.people import Escort, EscortKind, Patient, Practitioner
from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Route, Session
from kapplanner.rules.index import PlanIndex
from tests.spec.rule_tables import plan_of
from tests.unit.rules.verdicts.asking import (
    MEDICINE,
    TALK,
    Lack,
    Place,
    form_of,
    index_of,
    lacks,
    nearest,
    places,
    reported,
    verdict,
)

BLOCK = "D1 09:30 to D1 12:30"
CONSENT = {"fact": "profile.consent.given", "select": MEDICINE}


def test_a_fact_entered_as_no_is_found_for_all_the_sessions_it_is_asked_of() -> None:
    said = verdict("required", CONSENT, "medicine D1 09:30; medicine D3 09:30; consent no")
    name = "profile.consent.given"
    assert places(said) == [Place("hard", "medicine-1 medicine-2", facts=(name,), field=name)]
    assert lacks(verdict("required", CONSENT, "medicine D1 09:30")) == [Lack("hard", (name,), "medicine-1")]
    assert reported("required", CONSENT, "medicine D1 09:30; consent yes").passed == ("table",)
    assert reported("required", CONSENT, "integration D1 09:30; consent no").not_applicable == ("table",)


def test_a_fact_asked_of_the_plan_names_no_sessions() -> None:
    whole = {"fact": "profile.consent.given"}
    name = "profile.consent.given"
    said = verdict("required", whole, "medicine D1 09:30; consent no")
    assert places(said) == [Place("hard", "", facts=(name,), field=name)]
    assert lacks(verdict("required", whole, "medicine D1 09:30")) == [Lack("hard", (name,))]
    assert reported("required", whole, "integration D1 09:30; consent yes").passed == ("table",)


MONITOR = {"select": MEDICINE, "role": "monitor"}
TRAINED = {"select": TALK, "role": "therapist", "trained": True}


def test_a_role_entered_as_none_is_found_and_one_never_entered_is_missing() -> None:
    said = verdict(
        "required", MONITOR, "medicine D1 09:30 monitor none; medicine D3 09:30; medicine D5 09:30 monitor ann"
    )
    assert said.looked == 3
    assert places(said) == [Place("hard", "medicine-1", during=BLOCK)]
    assert lacks(said) == [Lack("hard", ("session.medicine-2.people.monitor",), "medicine-2")]


def test_an_untrained_therapist_is_found_with_what_they_are_trained_in() -> None:
    text = "integration D1 10:00 emdr therapist ann; ann is trained in {}"
    said = verdict("required", TRAINED, text.format("ifs, art"))
    assert places(said) == [Place("hard", "integration-1", during="D1 10:00 to D1 11:00", facts=("ann", "art,ifs"))]
    assert places(verdict("required", TRAINED, text.format("art, emdr"))) == []
    assert places(verdict("required", {**TRAINED, "trained": False}, text.format("art"))) == []
    assert places(verdict("required", TRAINED, "integration D1 10:00 therapist ann; ann is trained in art")) == []


@pytest.mark.parametrize(
    ("known", "missing"),
    [("; ann is known", "practitioner.ann.trainings"), ("", "session.integration-1.people.therapist")],
)
def test_trainings_never_entered_are_missing(known: str, missing: str) -> None:
    said = verdict("required", TRAINED, f"integration D1 10:00 emdr therapist ann{known}")
    assert (places(said), lacks(said)) == ([], [Lack("hard", (missing,), "integration-1")])


SCREEN = {"select": MEDICINE, "checklist": "suicide-risk screen"}
PHQ = {"select": MEDICINE, "measure": "PHQ-9"}


def test_an_item_that_is_not_on_the_list_is_found_and_a_list_never_entered_is_missing() -> None:
    text = "medicine D1 09:30 checklist (consent); medicine D3 09:30; medicine D5 09:30 checklist (suicide-risk screen)"
    said = verdict("required", SCREEN, text)
    assert places(said) == [Place("hard", "medicine-1", during=BLOCK)]
    assert lacks(said) == [Lack("hard", ("session.medicine-2.checklist",), "medicine-2")]


def test_a_measure_is_looked_for_among_measures() -> None:
    text = "medicine D1 09:30 measures (GAD-7); medicine D3 09:30 checklist (PHQ-9); medicine D5 09:30 measures (PHQ-9)"
    said = verdict("required", PHQ, text)
    assert [place.sessions for place in places(said)] == ["medicine-1"]
    assert lacks(said) == [Lack("hard", ("session.medicine-2.measures",), "medicine-2")]


def test_an_item_or_a_measure_will_do_where_both_are_named() -> None:
    both = {**SCREEN, "measure": "PHQ-9"}
    text = "medicine D1 09:30 measures (PHQ-9); medicine D3 09:30 checklist (suicide-risk screen); medicine D5 09:30"
    said = verdict("required", both, text)
    assert (places(said), lacks(said)) == ([], [Lack("hard", ("session.medicine-3.checklist",), "medicine-3")])
    other = "medicine D1 09:30 measures (GAD-7); medicine D3 09:30 checklist (consent)"
    assert len(places(verdict("required", both, other))) == 2


def test_the_item_may_stand_on_a_session_that_is_bound_to_the_one_asked_of() -> None:
    given = plan_of("measure D1 09:00 20 min checklist (suicide-risk screen); medicine D1 09:30 checklist (consent)")
    check, block = given.sessions
    bound = replace(given, sessions=(check.with_changes(bound_to=block.id), block))
    assert len(places(verdict("required", SCREEN, given))) == 1
    assert places(verdict("required", SCREEN, bound)) == []
    empty = replace(
        given, sessions=(check.with_changes(bound_to=block.id, checklist=("weight",)), block.with_changes(checklist=()))
    )
    assert len(places(verdict("required", SCREEN, empty))) == 1


def test_an_item_of_the_plan_may_stand_anywhere() -> None:
    anywhere = {"checklist": "safety plan"}
    said = verdict("required", anywhere, "medicine D1 09:30")
    assert (said.looked, places(said)) == (1, [Place("soft", "")])
    assert reported("required", anywhere, "integration D9 10:00 checklist (safety plan)").passed == ("table",)


AHEAD = {"checklist": "consent", "dated": "profile.consent.given_on", "hours_before": 24}


def test_a_session_that_ends_too_near_to_the_first_dose_is_found_with_both() -> None:
    text = "screening D1 10:00 60 min checklist (consent); medicine D2 09:30 dose +30 min; medicine D9 09:30"
    said = verdict("required", AHEAD, text)
    during = "D1 11:00 to D2 10:00"
    assert said.looked == 1
    assert places(said) == [Place("soft", "screening-1 medicine-2", "23 h", "24 h", during)]


def test_hours_ahead_are_rounded_for_the_finding_and_told_where_they_are_enough() -> None:
    text = "screening D1 {} 60 min checklist (consent); medicine D2 09:30"
    (place,) = places(verdict("required", AHEAD, text.format("08:31")))
    assert place.measured == "23.98 h"
    said = verdict("required", AHEAD, text.format("08:30"))
    assert (places(said), nearest(said)) == ([], ("24 h", "24 h"))
    assert nearest(verdict("required", AHEAD, text.format("02:30"))) == ("30 h", "24 h")


def test_the_earliest_session_that_carries_it_counts_and_one_after_the_dose_does_not() -> None:
    screening = "screening {} 08:00 60 min checklist (consent)"
    text = f"{screening.format('D1')}; {screening.format('D2')}; medicine D2 09:30"
    assert places(verdict("required", AHEAD, text)) == []
    no_day = {"checklist": "consent", "hours_before": 24}
    late = "medicine D2 09:30 dose +60 min; screening D2 {} 60 min checklist (consent)"
    said = verdict("required", no_day, late.format("09:31"))
    assert places(said) == [Place("soft", "medicine-1")]
    (place,) = places(verdict("required", no_day, late.format("09:30")))
    assert (place.sessions, place.measured) == ("screening-2 medicine-1", "0 h")


@pytest.mark.parametrize(
    ("day", "outcome"),
    [("D1", "passed"), ("D2", "passed"), ("D3", "missing"), ("D4", "found"), ("D5", "found"), ("", "missing")],
)
def test_a_day_without_a_clock_time_is_early_enough_too_late_or_impossible_to_say(day: str, outcome: str) -> None:
    entered = f"consent on {day}; " if day else ""
    said = verdict("required", AHEAD, f"{entered}medicine D4 09:30")
    name = "profile.consent.given_on"
    expected = [Lack("hard", (name,), "medicine-1")] if outcome == "missing" else []
    assert lacks(said) == expected
    number = int(day.removeprefix("D") or 0)
    found = [Place("soft", "medicine-1", facts=(str(date(2026, 12, 5 + number)),), field=name)]
    assert places(said) == (found if outcome == "found" else [])


@pytest.mark.parametrize(
    ("dose", "outcome"),
    [("D3 23:59", "found"), ("D4 00:00", "missing"), ("D4 23:59", "missing"), ("D5 00:00", "passed")],
)
def test_a_day_reaches_from_its_midnight_to_the_next(dose: str, outcome: str) -> None:
    said = verdict("required", AHEAD, f"consent on D3; medicine {dose}")
    assert (bool(places(said)), bool(lacks(said))) == (outcome == "found", outcome == "missing")


def test_a_day_entered_before_that_of_the_session_speaks_instead_of_it() -> None:
    text = "consent on {}; screening D4 08:00 30 min checklist (consent); medicine D4 09:30"
    assert places(verdict("required", AHEAD, text.format("D2"))) == []
    (place,) = places(verdict("required", AHEAD, text.format("D4")))
    assert (place.sessions, place.measured) == ("screening-1 medicine-2", "1 h")
    (place,) = places(verdict("required", AHEAD, text.format("D5")))
    assert place.sessions == "screening-1 medicine-2"


WEIGHED = {"select": MEDICINE, "dated": "patient.weighed_on", "checklist": "weight", "within_days": 30}


def test_one_that_is_too_old_is_told_in_days_with_the_day_it_is_of() -> None:
    said = verdict("required", WEIGHED, "weighed on D1; medicine D41 09:30; medicine D2 09:30")
    during = "D41 09:30 to D41 12:30"
    facts = ("patient.weighed_on", str(date(2026, 12, 6).toordinal()))
    assert said.looked == 2
    assert places(said) == [
        Place("soft", "medicine-1", "40 days", "30 days", during, facts, "patient.weighed_on", "40")
    ]


def test_the_oldest_that_still_counts_came_nearest() -> None:
    said = verdict("required", WEIGHED, "weighed on D1; medicine D21 09:30; medicine D29 09:30; medicine D5 09:30")
    assert (places(said), nearest(said)) == ([], ("28 days", "30 days"))


def test_one_after_the_session_is_on_the_second_limit_and_hangs_on_its_day() -> None:
    said = verdict("required", WEIGHED, "weighed on D3; medicine D1 09:30")
    facts = ("patient.weighed_on", "2026-12-08")
    assert places(said) == [Place("hard", "medicine-1", during=BLOCK, facts=facts, field="patient.weighed_on")]


def test_what_only_the_plan_holds_is_missing_on_the_limit_it_would_pass() -> None:
    name = ("patient.weighed_on",)
    said = verdict("required", WEIGHED, "measure D1 08:00 checklist (weight); medicine D40 09:30")
    assert lacks(said) == [Lack("soft", name, "medicine-2")]
    said = verdict("required", WEIGHED, "medicine D40 09:30; measure D41 08:00 checklist (weight)")
    assert lacks(said) == [Lack("hard", name, "medicine-1")]
    said = verdict("required", WEIGHED, "measure D1 08:00 checklist (weight); medicine D31 09:30")
    assert (lacks(said), nearest(said)) == ([], ("30 days", "30 days"))


AGAIN = {**WEIGHED, "within_sessions": 2}


def test_after_so_many_medicine_sessions_it_is_asked_for_again() -> None:
    text = "weighed on D1; medicine D1 09:30; medicine D2 09:30; medicine D3 09:30; medicine D4 09:30"
    said = verdict("required", AGAIN, text)
    facts = ("patient.weighed_on", str(date(2026, 12, 6).toordinal()))
    field = "patient.weighed_on"
    assert places(said) == [
        Place("soft", "medicine-3", "2 sessions", "2 sessions", "D3 09:30 to D3 12:30", facts, field, "2"),
        Place("soft", "medicine-4", "3 sessions", "2 sessions", "D4 09:30 to D4 12:30", facts, field, "3"),
    ]


def test_sessions_before_the_day_do_not_count_and_those_of_the_day_do() -> None:
    text = "weighed on D2; medicine D1 09:30; medicine D2 09:30; medicine D3 09:30; medicine D4 09:30"
    said = verdict("required", AGAIN, text)
    assert [place.sessions for place in places(said)] == ["medicine-1", "medicine-4"]


TEAM = {"select": MEDICINE, "roles": ["prescriber", "monitor"], "most_roles": 1}


def test_each_role_is_asked_for_and_nobody_holds_too_many() -> None:
    said = verdict("required", TEAM, "medicine D1 09:30 prescriber none; medicine D3 09:30 prescriber ann monitor ann")
    field = "session.medicine-1.people.prescriber"
    assert places(said) == [
        Place("hard", "medicine-1", during=BLOCK, field=field),
        Place("hard", "medicine-2", during="D3 09:30 to D3 12:30", facts=("ann",), field="session.medicine-2.people"),
    ]
    assert lacks(said) == [Lack("hard", ("session.medicine-1.people.monitor",), "medicine-1")]
    assert places(verdict("required", TEAM, "medicine D1 09:30 prescriber ann monitor bo sitter ann")) == []
    unbounded = {"select": MEDICINE, "roles": ["prescriber", "monitor"]}
    assert places(verdict("required", unbounded, "medicine D1 09:30 prescriber ann monitor ann")) == []


ESCORT = {"select": MEDICINE, "escort": True}


@pytest.mark.parametrize(
    ("escort", "facts", "field"),
    [
        ("escort none", ("none", "Kim", "None"), "escort"),
        ("escort taxi", ("taxi", "Kim", "None"), "escort"),
        ("escort staff", ("on-site staff", "Kim", "None"), "escort"),
        ("escort adult 11 h", ("named adult", "Kim", "11"), "escort.hours"),
    ],
)
def test_a_lack_of_escort_hangs_on_who_and_for_how_long(escort: str, facts: tuple[str, ...], field: str) -> None:
    said = verdict("required", ESCORT, f"medicine D1 09:30 {escort}")
    assert places(said) == [
        Place("hard", "medicine-1", during=BLOCK, facts=facts, field=f"session.medicine-1.medicine.{field}")
    ]


def test_an_adult_for_the_hours_of_the_route_is_enough_and_hours_never_entered_are_missing() -> None:
    assert places(verdict("required", ESCORT, "medicine D1 09:30 escort adult 12 h")) == []
    said = verdict("required", ESCORT, "medicine D1 09:30 escort adult")
    assert lacks(said) == [Lack("hard", ("session.medicine-1.medicine.escort.hours",), "medicine-1")]
    assert lacks(verdict("required", ESCORT, "medicine D1 09:30")) == [
        Lack("hard", ("session.medicine-1.medicine.escort",), "medicine-1")
    ]
    assert reported("required", ESCORT, "stay D1 to D3; medicine D1 09:30 escort staff").passed == ("table",)


READINGS = {"select": MEDICINE, "readings": True, "minutes_off": 5}
SIGNS = "session.medicine-1.medicine.vital_signs_minutes"


def test_readings_left_out_are_on_the_first_limit_and_none_at_all_on_the_second() -> None:
    text = "medicine D1 09:30 SL vital signs at {}"  # wanted at 0 and 45 minutes
    said = verdict("required", READINGS, text.format("0,39"))
    assert places(said) == [Place("soft", "medicine-1", during=BLOCK, facts=("True", "0", "45"), field=SIGNS)]
    assert places(verdict("required", READINGS, text.format("0,40"))) == []
    assert places(verdict("required", READINGS, text.format("5,50"))) == []
    assert len(places(verdict("required", READINGS, text.format("6,50")))) == 1
    assert places(verdict("required", READINGS, text.format("none"))) == [
        Place("hard", "medicine-1", during=BLOCK, field=SIGNS)
    ]
    assert lacks(verdict("required", READINGS, "medicine D1 09:30")) == [Lack("hard", (SIGNS,), "medicine-1")]


EVERYONE = {"select": MEDICINE, "everyone_trained": "BLS", "someone_trained": "ACLS"}
PEOPLE = "medicine D1 09:30 monitor ann nurse bo; ann is {}; bo is {}"


def trained(ann: str, bo: str) -> Plan:
    """A medicine session of two people with these trainings; "known" where nobody asked."""
    return plan_of(PEOPLE.format(*(f"trained in {each}" if each != "known" else each for each in (ann, bo))))


@pytest.mark.parametrize(
    ("ann", "bo", "facts"),
    [
        ("BLS", "ACLS", []),
        ("ACLS", "ACLS", []),
        ("BLS", "BLS", [("ann: BLS", "bo: BLS")]),
        ("emdr, art", "ACLS", [("ann: art, emdr",)]),
        ("emdr", "art", [("ann: emdr", "bo: art"), ("ann: emdr", "bo: art")]),
    ],
)
def test_a_lack_of_training_hangs_on_the_trainings_of_those_it_is_about(
    ann: str, bo: str, facts: list[tuple[str, ...]]
) -> None:
    said = verdict("required", EVERYONE, trained(ann, bo))
    assert places(said) == [Place("hard", "medicine-1", during=BLOCK, facts=each) for each in facts]
    assert lacks(said) == []


def test_trainings_that_nobody_asked_about_are_missing_once_for_everyone_and_once_for_someone() -> None:
    ann, bo = ("practitioner.ann.trainings",), ("practitioner.bo.trainings",)
    assert lacks(verdict("required", EVERYONE, trained("known", "ACLS"))) == [Lack("hard", ann, "medicine-1")]
    said = verdict("required", EVERYONE, trained("known", "known"))
    assert lacks(said) == [
        Lack("hard", ann, "medicine-1"),
        Lack("hard", bo, "medicine-1"),
        Lack("hard", (*ann, *bo), "medicine-1"),
    ]


def test_people_who_are_not_on_the_list_and_people_never_named_are_asked_for_with_the_session() -> None:
    field = ("session.medicine-1.people",)
    stranger = verdict("required", EVERYONE, "medicine D1 09:30 monitor ann; bo is trained in ACLS")
    assert lacks(stranger) == [Lack("hard", field, "medicine-1"), Lack("hard", field, "medicine-1")]
    assert lacks(verdict("required", EVERYONE, "medicine D1 09:30")) == [Lack("hard", field, "medicine-1")]
    nobody = verdict("required", EVERYONE, "medicine D1 09:30 monitor none")
    assert (places(nobody), lacks(nobody)) == ([Place("hard", "medicine-1", during=BLOCK)], [])


def test_one_with_no_training_at_all_lacks_it() -> None:
    given = trained("BLS", "ACLS")
    without = replace(given, practitioners=(Practitioner("ann", "Ann", trainings=()), given.practitioners[1]))
    (place,) = places(verdict("required", EVERYONE, without))
    assert place.facts == ("ann: ",)


BY_ROUTE = {"select": MEDICINE, "someone_trained": "ACLS", "everyone_trained": "BLS", "hard_routes": ["IV"]}


def test_for_some_routes_only_the_lack_is_on_the_second_limit_and_the_higher_training_is_asked_for() -> None:
    text = "medicine D1 09:30 {} monitor ann; ann is {}"
    assert places(verdict("required", BY_ROUTE, text.format("SL", "trained in BLS"))) == []
    assert [p.side for p in places(verdict("required", BY_ROUTE, text.format("SL", "trained in art")))] == ["soft"]
    assert [p.side for p in places(verdict("required", BY_ROUTE, text.format("IV", "trained in art")))] == [
        "hard",
        "hard",
    ]
    assert [p.side for p in places(verdict("required", BY_ROUTE, text.format("IV", "trained in BLS")))] == ["hard"]
    assert [lack.side for lack in lacks(verdict("required", BY_ROUTE, text.format("SL", "known")))] == ["soft"]
    assert [lack.side for lack in lacks(verdict("required", BY_ROUTE, text.format("IV", "known")))] == ["hard", "hard"]


def test_someone_with_a_training_by_some_routes_alone_is_asked_of_those_routes() -> None:
    someone = {"select": MEDICINE, "someone_trained": "ACLS", "hard_routes": ["IV"]}
    text = "medicine D1 09:30 {} monitor ann; ann is trained in art"
    assert places(verdict("required", someone, text.format("SL"))) == []
    assert len(places(verdict("required", someone, text.format("IV")))) == 1


SITE = {"select": MEDICINE, "equipment": ["oxygen", "defibrillator or AED"], "hard_routes": ["IV"]}


def test_the_site_is_asked_once_at_the_first_session_for_which_it_weighs_most() -> None:
    text = "medicine D1 09:30 SL; medicine D3 09:30 IV; medicine D5 09:30 IV; equipment {}"
    said = verdict("required", SITE, text.format("suction"))
    assert places(said) == [
        Place(
            "hard",
            "medicine-2",
            during="D3 09:30 to D3 12:30",
            facts=("oxygen", "defibrillator or AED"),
            field="site.equipment",
        )
    ]
    said = verdict("required", SITE, "medicine D1 09:30 SL; medicine D3 09:30 SL; equipment oxygen")
    assert [(p.side, p.sessions, p.facts) for p in places(said)] == [("soft", "medicine-1", ("defibrillator or AED",))]
    assert places(verdict("required", SITE, text.format("oxygen, aed"))) == []
    assert places(verdict("required", SITE, text.format("Oxygen, Defibrillator"))) == []


def test_equipment_that_nobody_listed_is_missing_and_none_is_a_problem() -> None:
    assert lacks(verdict("required", SITE, "medicine D1 09:30 IV; medicine D3 09:30 IV")) == [
        Lack("hard", ("site.equipment",), "medicine-1")
    ]
    (place,) = places(verdict("required", SITE, "medicine D1 09:30 IV; equipment none"))
    assert place.facts == ("oxygen", "defibrillator or AED")


@pytest.mark.parametrize(
    ("values", "is_refused"),
    [
        ({}, True),
        ({"select": MEDICINE}, True),
        ({"fact": "profile.consent.given"}, False),
        ({"checklist": "consent"}, False),
        ({"measure": "PHQ-9"}, False),
        ({"role": "monitor"}, True),
        ({"role": "monitor", "select": TALK}, False),
        ({"dated": "patient.weighed_on", "within_days": 30}, True),
        ({"dated": "patient.weighed_on", "within_days": 30, "select": MEDICINE}, False),
        ({"dated": "patient.weighed_on", "select": MEDICINE}, True),
        ({"dated": "patient.weighed_on"}, True),
        ({"dated": "patient.weighed_on", "hours_before": 24}, False),
        ({"escort": True}, True),
        ({"escort": True, "select": TALK}, True),
        ({"escort": True, "select": MEDICINE}, False),
        ({"escort": True, "select": {"routes": ["IM"]}}, False),
        ({"roles": ["monitor"], "select": TALK}, True),
        ({"readings": True, "select": TALK}, True),
        ({"everyone_trained": "BLS", "select": TALK}, True),
        ({"someone_trained": "BLS", "select": TALK}, True),
        ({"equipment": ["oxygen"], "select": TALK}, True),
        ({"equipment": ["oxygen"], "select": MEDICINE}, False),
    ],
)
def test_what_is_asked_of_medicine_sessions_is_asked_of_no_others(values: dict[str, object], is_refused: bool) -> None:
    if is_refused:
        with pytest.raises(RuleSetRefused):
            form_of("required", values)
    else:
        assert form_of("required", values).form == "required"


def test_a_rule_sees_the_sessions_asked_of_and_those_that_carry_the_item() -> None:
    screened, asked, block = plan_of(
        "medicine D1 09:30; measure D1 08:00 checklist (suicide-risk screen); measure D1 08:30 measures (PHQ-9)"
    ).sessions
    screen, phq = form_of("required", SCREEN), form_of("required", PHQ)
    assert [screen.sees(each) for each in (block, screened, asked)] == [True, True, False]
    assert [phq.sees(each) for each in (block, screened, asked)] == [True, False, True]
    assert (form_of("required", AHEAD).hangs_on_days, screen.hangs_on_days) == (False, True)


def test_of_several_weighings_the_newest_before_the_session_counts() -> None:
    text = "weighed on D1; measure D20 08:00 checklist (weight); medicine D45 09:30"
    assert nearest(verdict("required", WEIGHED, text)) == ("25 days", "30 days")


def test_each_session_for_itself_has_none_before_it_or_an_old_one() -> None:
    text = "medicine D2 09:30; measure D3 08:00 checklist (weight); medicine D40 09:30"
    name = ("patient.weighed_on",)
    assert lacks(verdict("required", WEIGHED, text)) == [
        Lack("hard", name, "medicine-1"),
        Lack("soft", name, "medicine-3"),
    ]


def test_within_no_days_means_on_the_same_day() -> None:
    same_day = {**WEIGHED, "within_days": 0}
    said = verdict("required", same_day, "weighed on D1; medicine D1 09:30")
    assert (places(said), nearest(said)) == ([], ("0 days", "0 days"))
    (place,) = places(verdict("required", same_day, "weighed on D1; medicine D2 09:30"))
    assert (place.measured, place.limit) == ("1 days", "0 days")


def test_a_day_is_compared_with_the_dose_and_not_with_the_start() -> None:
    assert places(verdict("required", AHEAD, "consent on D3; medicine D4 23:30 dose +30 min")) == []
    assert lacks(verdict("required", AHEAD, "consent on D3; medicine D4 23:30 dose +30 min")) == []


def test_many_hours_ahead_a_day_is_early_enough_from_its_end_on() -> None:
    twelve_weeks = {**AHEAD, "hours_before": 2000}  # 83 days and 8 hours
    assert reported("required", twelve_weeks, "consent on D1; medicine D85 08:00").passed == ("table",)
    assert len(lacks(verdict("required", twelve_weeks, "consent on D1; medicine D85 07:59"))) == 1


def test_measures_are_no_checklist() -> None:
    said = verdict("required", SCREEN, "medicine D1 09:30 measures (PHQ-9)")
    assert (places(said), len(lacks(said))) == ([], 1)


def test_a_piece_by_two_names_is_met_by_a_whole_name_only() -> None:
    bag = {"select": MEDICINE, "equipment": ["bag mask or oxygen tank"]}
    text = "medicine D1 09:30; equipment {}"
    assert places(verdict("required", bag, text.format("bag mask"))) == []
    assert places(verdict("required", bag, text.format("oxygen tank"))) == []
    (place,) = places(verdict("required", bag, text.format("bag, oxygen")))
    assert place.facts == ("bag mask or oxygen tank",)


def test_the_name_of_an_adult_who_escorts_is_asked_for_and_that_of_staff_is_not() -> None:
    given = plan_of("stay D1 to D3; medicine D1 09:30 escort adult 12 h")
    nameless = replace(given, sessions=tuple(with_escort(each, name=" ") for each in given.sessions))
    said = verdict("required", ESCORT, nameless)
    assert lacks(said) == [Lack("hard", ("session.medicine-1.medicine.escort.name",), "medicine-1")]
    staff = replace(given, sessions=tuple(with_escort(each, EscortKind.ON_SITE_STAFF, "") for each in given.sessions))
    assert (places(verdict("required", ESCORT, staff)), lacks(verdict("required", ESCORT, staff))) == ([], [])


def with_escort(session: Session, kind: EscortKind = EscortKind.NAMED_ADULT, name: str = "Kim") -> Session:
    """The medicine session with this escort for twelve hours."""
    assert session.medicine is not None
    return session.with_changes(medicine=replace(session.medicine, escort=Escort(kind, name, hours=12)))


def test_the_escort_of_the_patient_counts_where_the_session_names_none_of_its_own() -> None:
    given = plan_of("medicine D1 09:30; medicine D3 09:30 escort taxi")
    escorted = replace(given, patient=Patient(escort=Escort(EscortKind.NAMED_ADULT, "Ann", hours=12)))
    said = verdict("required", ESCORT, escorted)
    assert ([place.sessions for place in places(said)], lacks(said)) == (["medicine-2"], [])


@pytest.mark.parametrize(("minutes", "is_found"), [(719, False), (720, False), (721, True), (725, True)])
def test_an_escort_stays_for_the_minutes_of_the_route(minutes: int, is_found: bool) -> None:
    index = index_of(plan_of("medicine D1 09:30 SL escort adult 12 h"))
    routes = {Route.SL: replace(index.routes[Route.SL], accompanied_minutes=minutes)}
    said = form_of("required", ESCORT).judge(PlanIndex(index.plan, routes))
    assert bool(places(said)) is is_found
