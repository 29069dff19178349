"""How plans were last looked at is remembered for the plans opened last."""

import pytest

from kapplanner.settings import Settings
from kapplanner.settings.options import OPTIONS, TEXT_LIMIT
from kapplanner.settings.views import looked_at, remembering


def test_what_was_never_looked_at_is_not_remembered() -> None:
    assert looked_at(Settings(), "plan-1") is None


def test_each_plan_is_remembered_as_it_was_left_last() -> None:
    settings = remembering(remembering(Settings(), "plan-1", "course", 0), "plan-2", "day", -1)
    settings = remembering(settings, "plan-1", "week", 2)
    assert looked_at(settings, "plan-1") == ("week", 2)
    assert looked_at(settings, "plan-2") == ("day", -1)
    assert looked_at(settings, "plan") is None


def test_the_plans_longest_ago_are_forgotten_where_there_is_no_more_room() -> None:
    settings = Settings()
    for number in range(100):
        settings = remembering(settings, f"plan-{number:03}", "week", 1)
    assert len(settings.plan_views) <= TEXT_LIMIT
    assert looked_at(settings, "plan-099") == ("week", 1)
    assert looked_at(settings, "plan-090") == ("week", 1)
    assert looked_at(settings, "plan-000") is None
    option = next(each for each in OPTIONS if each.key == "plan_views")
    assert option.accepts(settings.plan_views)


@pytest.mark.parametrize("text", ["plan-1", "plan-1 week", "plan-1 week x", ";;; ;", "plan-1 week 1 2", "plan-1 a --"])
def test_what_cannot_be_read_is_not_remembered(text: str) -> None:
    assert looked_at(Settings(plan_views=text), "plan-1") is None
