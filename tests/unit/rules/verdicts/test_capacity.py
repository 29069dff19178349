"""How many at once: which sessions, how many beside how many, from when to when."""

import pytest

from kapplanner.codec.rule_document import RuleSetRefused
from tests.unit.rules.verdicts.asking import (
    NEW_TARGET,
    TALK,
    Lack,
    Place,
    form_of,
    lacks,
    nearest,
    places,
    reported,
    verdict,
)

ONE_AT_ONCE = {"resource": "patient", "hard_most": 1}
GROUP = {"resource": "group", "soft_most": 4, "hard_most": 6}
RATIO = {"resource": "group", "hard_most": 10, "patients_per_person": 3, "roles": ["therapist", "nurse"]}
STAFF = {
    "resource": "group", "hard_most": 10, "patients_per_person": 6, "staff_in_group": 2, "medical_roles": ["nurse"]
}  # fmt: skip


def test_two_sessions_of_the_patient_overlap_from_the_start_of_the_second_to_the_end_of_the_first() -> None:
    said = verdict("capacity", ONE_AT_ONCE, "integration D1 10:00 60 min; practice D1 10:40 60 min")
    during = "D1 10:40 to D1 11:00"
    assert said.looked == 2
    assert places(said) == [
        Place("hard", "integration-1 practice-2", "2 sessions", "1 sessions", during, ("",), excess="20")
    ]


def test_sessions_that_touch_do_not_overlap() -> None:
    assert places(verdict("capacity", ONE_AT_ONCE, "integration D1 10:00 60 min; practice D1 11:00 60 min")) == []
    assert len(places(verdict("capacity", ONE_AT_ONCE, "integration D1 10:00 61 min; practice D1 11:00 60 min"))) == 1


def test_the_time_between_counts_to_the_session_before_it() -> None:
    turnover = {**ONE_AT_ONCE, "turnover": 30}
    said = verdict("capacity", turnover, "integration D1 10:00 60 min; practice D1 11:10 60 min")
    (place,) = places(said)
    assert (place.during, place.excess) == ("D1 11:10 to D1 11:30", "20")
    assert places(verdict("capacity", turnover, "integration D1 10:00 60 min; practice D1 11:30 60 min")) == []
    assert len(places(verdict("capacity", turnover, "integration D1 10:00 60 min; practice D1 11:29 60 min"))) == 1


def test_a_long_session_is_still_running_after_a_short_one_beside_it_has_ended() -> None:
    said = verdict("capacity", ONE_AT_ONCE, "rest D1 10:00 300 min; practice D1 10:30 10 min; integration D1 14:00")
    assert [place.sessions for place in places(said)] == ["rest-1 practice-2", "rest-1 integration-3"]
    assert [place.during for place in places(said)] == ["D1 10:30 to D1 10:40", "D1 14:00 to D1 15:00"]


def test_more_at_once_passes_the_second_limit() -> None:
    both = {"resource": "patient", "soft_most": 1, "hard_most": 2}
    said = verdict("capacity", both, "rest D1 10:00; practice D1 10:10; integration D1 10:20")
    assert [(place.side, place.measured, place.limit) for place in places(said)] == [
        ("soft", "2 sessions", "1 sessions"),
        ("hard", "3 sessions", "2 sessions"),
    ]


def test_rooms_and_people_are_counted_each_for_themselves() -> None:
    text = "integration D1 10:00 room {} therapist {}; practice D1 10:30 room {} sitter {}"
    room, person = {"resource": "room", "hard_most": 1}, {"resource": "practitioner", "hard_most": 1}
    assert [place.facts for place in places(verdict("capacity", room, text.format("red", "ann", "red", "bo")))] == [
        ("red",)
    ]
    assert places(verdict("capacity", room, text.format("red", "ann", "blue", "ann"))) == []
    assert [place.facts for place in places(verdict("capacity", person, text.format("red", "ann", "blue", "ann")))] == [
        ("ann",)
    ]
    assert places(verdict("capacity", person, text.format("red", "ann", "red", "bo"))) == []
    assert places(verdict("capacity", person, text.format("red", "none", "red", "none"))) == []


def test_a_room_that_nobody_named_is_not_looked_at() -> None:
    room = {"resource": "room", "hard_most": 1}
    assert reported("capacity", room, "integration D1 10:00; practice D1 10:30").not_applicable == ("table",)
    assert reported("capacity", ONE_AT_ONCE, "weight 70 kg").not_applicable == ("table",)


@pytest.mark.parametrize(("size", "side", "limit", "excess"), [(5, "soft", 4, 1), (7, "hard", 6, 1), (9, "hard", 6, 3)])
def test_a_group_is_told_with_its_size_and_the_limit(size: int, side: str, limit: int, excess: int) -> None:
    said = verdict("capacity", GROUP, f"medicine D1 09:30 group {size}")
    during = "D1 09:30 to D1 12:30"
    assert places(said) == [
        Place(side, "medicine-1", f"{size} patients", f"{limit} patients", during, excess=str(excess))
    ]


def test_a_group_that_nobody_counted_is_a_missing_fact() -> None:
    said = verdict("capacity", GROUP, "medicine D1 09:30; medicine D3 09:30 group 7; integration D4 10:00")
    assert said.looked == 2
    assert lacks(said) == [Lack("hard", ("session.medicine-1.medicine.group_size",), "medicine-1")]
    assert [place.sessions for place in places(said)] == ["medicine-2"]


def test_the_patients_for_each_person_are_worked_out_from_those_in_the_roles() -> None:
    text = "medicine D1 09:30 group {} therapist ann nurse bo monitor kim"
    assert places(verdict("capacity", RATIO, text.format(6))) == []
    said = verdict("capacity", RATIO, text.format(7))
    during = "D1 09:30 to D1 12:30"
    assert places(said) == [Place("hard", "medicine-1", "3.5 patients", "3 patients", during, excess="0.5")]


def test_one_person_in_two_roles_is_one_person() -> None:
    said = verdict("capacity", RATIO, "medicine D1 09:30 group 6 therapist ann nurse ann")
    (place,) = places(said)
    assert (place.measured, place.excess) == ("6 patients", "3")


def test_patients_in_thirds_are_rounded() -> None:
    tight = {**RATIO, "patients_per_person": 2}
    (place,) = places(verdict("capacity", tight, "medicine D1 09:30 group 7 therapist ann nurse bo"))
    assert place.measured == "3.5 patients"
    three = {"resource": "group", "hard_most": 100, "patients_per_person": 3}
    (place,) = places(verdict("capacity", three, "medicine D1 09:30 group 10 therapist ann nurse bo monitor kim"))
    assert (place.measured, place.excess) == ("3.33 patients", "0.33")


def test_roles_entered_as_none_leave_all_patients_to_nobody_and_roles_never_entered_are_missing() -> None:
    said = verdict("capacity", RATIO, "medicine D1 09:30 group 2 therapist none")
    during = "D1 09:30 to D1 12:30"
    assert places(said) == [Place("hard", "medicine-1", "2 patients", "3 patients", during, excess="-1")]
    said = verdict("capacity", RATIO, "medicine D1 09:30 group 2 monitor kim")
    assert places(said) == []
    assert lacks(said) == [Lack("hard", ("session.medicine-1.people",), "medicine-1")]


def test_a_group_with_too_few_people_is_a_finding_of_people_beside_the_least() -> None:
    said = verdict("capacity", STAFF, "medicine D1 09:30 group 2 nurse ann")
    during = "D1 09:30 to D1 12:30"
    assert places(said) == [Place("hard", "medicine-1", "1 patients", "2 patients", during, excess="-1")]


def test_a_group_without_anybody_medical_is_a_finding_of_that_session() -> None:
    said = verdict("capacity", STAFF, "medicine D1 09:30 group 2 therapist ann monitor bo")
    assert places(said) == [Place("hard", "medicine-1", during="D1 09:30 to D1 12:30")]
    assert len(places(verdict("capacity", STAFF, "medicine D1 09:30 group 2 therapist ann monitor bo nurse none"))) == 1
    assert places(verdict("capacity", STAFF, "medicine D1 09:30 group 2 therapist ann nurse bo")) == []


def test_one_patient_alone_is_no_group() -> None:
    assert places(verdict("capacity", STAFF, "medicine D1 09:30 group 1 therapist ann")) == []


def test_where_it_is_in_doubt_whether_sessions_are_meant_the_question_is_missing() -> None:
    one = {"resource": "patient", "hard_most": 1, "select": NEW_TARGET}
    text = "integration D1 10:00 emdr{}; integration D1 10:30 emdr new target yes"
    assert lacks(verdict("capacity", one, text.format(""))) == [
        Lack("hard", ("session.integration-1.new_target",), "integration-1 integration-2")
    ]
    assert len(places(verdict("capacity", one, text.format(" new target yes")))) == 1


def test_only_the_sessions_meant_are_counted() -> None:
    talks = {"resource": "patient", "hard_most": 1, "select": TALK}
    said = verdict("capacity", talks, "integration D1 10:00; practice D1 10:30")
    assert (said.looked, places(said), nearest(said)) == (1, [], None)


def test_of_three_at_once_the_time_begins_with_the_last_of_them() -> None:
    two = {"resource": "patient", "hard_most": 2}
    said = verdict("capacity", two, "rest D1 10:00; practice D1 10:10; integration D1 10:20")
    during = "D1 10:20 to D1 11:00"
    sessions = "rest-1 practice-2 integration-3"
    assert places(said) == [Place("hard", sessions, "3 sessions", "2 sessions", during, ("",), excess="40")]


def test_an_overlap_of_one_minute_lasts_one_minute() -> None:
    (place,) = places(verdict("capacity", ONE_AT_ONCE, "integration D1 10:00 31 min; practice D1 10:30"))
    assert (place.during, place.excess) == ("D1 10:30 to D1 10:31", "1")


def test_what_ends_as_another_begins_is_not_among_those_at_once() -> None:
    said = verdict("capacity", ONE_AT_ONCE, "rest D1 10:00; practice D1 10:30 90 min; integration D1 11:00")
    assert [place.sessions for place in places(said)] == ["rest-1 practice-2", "practice-2 integration-3"]


def test_sessions_without_medicine_are_left_out_of_groups_wherever_they_stand() -> None:
    anything = {**GROUP, "select": {"contact": True}}
    said = verdict("capacity", anything, "integration D1 08:00; medicine D1 09:30 group 7")
    assert [place.sessions for place in places(said)] == ["medicine-2"]


@pytest.mark.parametrize(
    ("values", "people"),
    [
        (GROUP, "group 7"),
        ({**RATIO, "soft_most": 9}, "group 7 nurse ann"),
        (STAFF, "group 2 nurse ann"),
        (STAFF, "group 2 therapist ann monitor bo"),
    ],
)
def test_a_group_that_may_not_be_meant_leaves_the_question_open(values: dict[str, object], people: str) -> None:
    said = verdict("capacity", {**values, "select": NEW_TARGET}, f"medicine D1 09:30 {people} emdr")
    assert places(said) == []
    assert lacks(said) == [Lack("hard", ("session.medicine-1.new_target",), "medicine-1")]


@pytest.mark.parametrize(
    ("limits", "is_refused"),
    [
        ({}, True),
        ({"staff_in_group": 2}, True),
        ({"soft_most": 1}, False),
        ({"hard_most": 1}, False),
        ({"patients_per_person": 3}, False),
    ],
)
def test_a_rule_without_a_limit_is_refused(limits: dict[str, object], is_refused: bool) -> None:
    if is_refused:
        with pytest.raises(RuleSetRefused):
            form_of("capacity", {"resource": "group", **limits})
    else:
        assert form_of("capacity", {"resource": "group", **limits}).form == "capacity"
