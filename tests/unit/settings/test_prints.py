"""What was last printed of a plan is remembered for the plans printed last."""

import pytest

from kapplanner.settings import Settings
from kapplanner.settings.options import OPTIONS, TEXT_LIMIT
from kapplanner.settings.prints import Printed, last_printed, remembering_print


def test_before_the_first_print_nothing_is_remembered() -> None:
    assert last_printed(Settings(), "plan-1") is None


def test_each_plan_is_remembered_as_it_was_printed_last() -> None:
    settings = remembering_print(Settings(), "plan-1", Printed("patient", "es"))
    settings = remembering_print(settings, "plan-2", Printed("calendar+aftercare"))
    settings = remembering_print(settings, "plan-1", Printed("team"))
    assert last_printed(settings, "plan-1") == Printed("team")
    assert last_printed(settings, "plan-2") == Printed("calendar+aftercare")


def test_a_plan_not_printed_yet_begins_with_the_last_documents_of_the_clinic_in_its_own_language() -> None:
    settings = remembering_print(Settings(), "plan-1", Printed("team", "es"))
    assert last_printed(settings, "plan-2") == Printed("team")


def test_the_plans_longest_ago_are_forgotten_where_there_is_no_more_room() -> None:
    settings = Settings()
    for number in range(100):
        settings = remembering_print(settings, f"plan-{number:03}", Printed("patient", "es"))
    assert len(settings.plan_prints) <= TEXT_LIMIT
    assert last_printed(settings, "plan-099") == Printed("patient", "es")
    assert last_printed(settings, "plan-000") == Printed("patient")
    option = next(each for each in OPTIONS if each.key == "plan_prints")
    assert option.accepts(settings.plan_prints)


@pytest.mark.parametrize("text", ["plan-1", "plan-1 team", "plan-1  es", ";;; ;", "plan-1 team es more"])
def test_what_cannot_be_read_is_not_remembered(text: str) -> None:
    assert last_printed(Settings(plan_prints=text), "plan-1") is None
