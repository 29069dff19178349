"""R31 and R32: who is named, at hand and in the room."""

import pytest

from kapplanner.domain.people import Practitioner
from tests.spec.outcomes import findings, gap, outcome
from tests.support.build import assigned, medicine, plan, session

THREE = (assigned("prescriber", "ann"), assigned("monitor", "bo"), assigned("therapist", "cy"))


def with_people(*people):
    return plan(medicine("D1", people=people), practitioners=(Practitioner("ann", "Dr Ann"),))


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        (THREE, "passed"),
        ((assigned("prescriber", "ann"), assigned("monitor", "ann"), assigned("therapist", "cy")), "passed"),
        ((assigned("prescriber", "ann"), assigned("monitor", "ann"), assigned("therapist", "ann")), "stop"),
        ((assigned("prescriber", "ann"), assigned("monitor", None), assigned("therapist", "cy")), "stop"),
        (THREE[:2], "could not be checked"),
        ((), "could not be checked"),
    ],
)
def test_r31_three_roles_are_named_and_one_person_holds_two_at_most(people, expected):
    assert outcome(with_people(*people), "roles-named") == expected


@pytest.mark.parametrize("role", ["prescriber", "monitor", "therapist"])
def test_r31_a_role_set_to_none_is_said_and_one_never_entered_is_missing(role):
    others = tuple(each for each in THREE if each.role.value != role)
    found = findings(with_people(*others, assigned(role, None)), "roles-named")
    assert [each.sentence for each in found] == [f"Sun 6 Dec, 09:30: {role} entered as none."]
    assert gap(with_people(*others), "roles-named").sentence == f"Missing: the {role}."


def test_r31_who_holds_all_three_roles_is_named():
    alone = with_people(*(assigned(role, "ann") for role in ("prescriber", "monitor", "therapist")))
    assert findings(alone, "roles-named")[0].sentence == "Sun 6 Dec, 09:30: Dr Ann holds 3 of these roles."


@pytest.mark.parametrize("rule", ["roles-named", "prescriber-at-hand", "presence-and-group-size", "escort"])
def test_plans_without_medicine_are_not_asked(rule):
    assert outcome(plan(session("integration", "D1", "10:00")), rule) == "does not apply"


@pytest.mark.parametrize(
    ("rule", "item", "tier"),
    [
        ("prescriber-at-hand", "prescriber at hand", "stop"),
        ("pressure-steps", "pressure steps", "stop"),
        ("leaving-checks", "leaving checks", "stop"),
        ("fasting-planned", "fasting", "caution"),
    ],
)
def test_steps_of_the_day_stand_on_the_checklist_of_the_session_or_of_its_check(rule, item, tier):
    assert outcome(plan(medicine("D1", checklist=("other", item))), rule) == "passed"
    assert outcome(plan(medicine("D1", checklist=("other",))), rule) == tier
    assert outcome(plan(medicine("D1")), rule) == "could not be checked"
    check = session("measure", "D1", "08:40", 20, checklist=(item,), bound_to="dose")
    assert outcome(plan(check, medicine("D1", id="dose", checklist=("other",))), rule) == "passed"
    loose = session("measure", "D1", "08:40", 20, checklist=(item,))
    assert outcome(plan(loose, medicine("D1", id="dose", checklist=("other",))), rule) == tier
    assert outcome(plan(session("rest", "D1", "10:00")), rule) == "does not apply"


def group(size, *people):
    return plan(medicine("D1", details={"group_size": size}, people=people))


MONITOR, THERAPIST, SITTER = assigned("monitor", "bo"), assigned("therapist", "cy"), assigned("sitter", "di")


@pytest.mark.parametrize(
    ("size", "people", "expected"),
    [
        (None, (MONITOR, THERAPIST), "could not be checked"),
        (1, (THERAPIST,), "passed"),
        (1, (assigned("therapist", None),), "stop"),
        (1, (assigned("prescriber", "ann"),), "could not be checked"),  # reachable is not in the room
        (1, (), "could not be checked"),
        (2, (MONITOR,), "stop"),  # two staff with any group
        (2, (MONITOR, THERAPIST), "passed"),
        (2, (THERAPIST, SITTER), "stop"),  # one of them medical
        (2, (assigned("monitor", "bo"), assigned("therapist", "bo")), "stop"),  # one person, two roles
        (6, (MONITOR, THERAPIST), "passed"),  # 1 for 3
        (5, (MONITOR, THERAPIST), "passed"),
        (7, (MONITOR, THERAPIST, SITTER), "caution"),  # at most 6 in a group
        (7, (MONITOR, THERAPIST), "stop"),  # a group that is too large needs its people all the same
        (8, (MONITOR,), "stop"),
        (7, (), "caution"),  # its size is known, its people are not
        (6, (MONITOR,), "stop"),
    ],
)
def test_r32_people_in_the_room_and_size_of_the_group(size, people, expected):
    assert outcome(group(size, *people), "presence-and-group-size") == expected


def test_r32_says_what_the_group_lacks():
    found = findings(group(2, THERAPIST, SITTER), "presence-and-group-size")
    assert found[0].sentence == "Sun 6 Dec, 09:30: a group without a monitor or nurse in the room."
    found = findings(group(2, MONITOR), "presence-and-group-size")
    assert found[0].sentence == "Sun 6 Dec, 09:30: 2 patients and 1 staff; at least 2 staff."
