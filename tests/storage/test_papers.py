"""A paper's code is looked for in the library: in plans as they are, and in the earlier states that are kept."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kapplanner.documents.paper_code import PaperCode
from kapplanner.documents.paper_standing import Standing, standing_in
from kapplanner.domain.library import FindingCounts
from kapplanner.domain.plan import Plan
from kapplanner.storage.plan_library import SqlPlanLibrary
from tests.storage.conftest import SetClock
from tests.support import build

FIRST = build.plan(build.medicine("D2", id="m"), id="plan-1", code="K7-0042", title="Anxiety, one week")
SECOND = FIRST.with_session(build.medicine("D3", id="m"))
OTHER = build.plan(build.session("rest", "D1", "10:00", id="r"), id="plan-2", code="K8-0001", title="Panic")
NONE = FindingCounts()


@pytest.fixture
def changed(library: SqlPlanLibrary, clock: SetClock) -> Iterator[SqlPlanLibrary]:
    """Saved on Tuesday 1 December at 14:00 UTC, changed on Wednesday at 15:00; and another plan."""
    library.add(FIRST, NONE)
    library.add(OTHER, NONE)
    clock.forward(hours=25)
    library.save(SECOND, 1, NONE)
    yield library


def standing(plan: Plan, library: SqlPlanLibrary, shown: str = "") -> Standing:
    return standing_in(PaperCode.of(plan), library, shown).standing


def test_a_paper_of_the_plan_as_it_is_stored_is_current(changed: SqlPlanLibrary) -> None:
    assert standing(SECOND, changed) is Standing.CURRENT


def test_a_paper_of_an_earlier_state_is_superseded_and_says_when_it_was_saved(changed: SqlPlanLibrary) -> None:
    """14:00 UTC is 09:00 in New York."""
    found = standing_in(PaperCode.of(FIRST), changed)
    assert found.standing is Standing.SUPERSEDED
    assert found.saved_at == datetime(2026, 12, 1, 14, tzinfo=UTC)
    words = found.sentence.replace("\u00a0", " ")
    assert "as it was saved on Tue 1 Dec 2026, 09:00" in words
    assert "last on Wed 2 Dec 2026, 10:00" in words


def test_a_paper_of_a_state_that_was_never_kept_is_not_current(changed: SqlPlanLibrary) -> None:
    assert standing(replace(SECOND, note="A state of some other computer"), changed) is Standing.NOT_CURRENT


def test_a_state_that_came_back_makes_its_paper_current_again(changed: SqlPlanLibrary) -> None:
    changed.save(FIRST, 2, NONE)
    assert standing(FIRST, changed) is Standing.CURRENT


def test_a_paper_of_no_plan_here_is_unknown(changed: SqlPlanLibrary) -> None:
    assert standing(replace(FIRST, id="plan-9"), changed) is Standing.UNKNOWN


def test_beside_a_plan_on_the_screen_a_paper_of_any_other_is_of_another_plan(changed: SqlPlanLibrary) -> None:
    found = standing_in(PaperCode.of(OTHER), changed, "plan-1")
    assert found.standing is Standing.OTHER_PLAN
    assert "K8-0001, “Panic”" in found.sentence
    assert standing(replace(FIRST, id="plan-9"), changed, "plan-1") is Standing.OTHER_PLAN
    assert standing(SECOND, changed, "plan-1") is Standing.CURRENT


def test_an_archived_plan_is_found_a_deleted_one_is_not(changed: SqlPlanLibrary) -> None:
    changed.set_archived("plan-2", True)
    assert standing(OTHER, changed) is Standing.CURRENT
    changed.delete("plan-2")
    assert standing(OTHER, changed) is Standing.UNKNOWN
