"""What every library promises of the earlier versions of a plan: the stored one, and the one in memory for tests."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from kapplanner.domain.errors import NotFound
from kapplanner.domain.library import FindingCounts, PlanLibrary
from kapplanner.domain.plan import Plan, SignOff
from kapplanner.storage.plan_library import SqlPlanLibrary
from tests.storage.conftest import SetClock
from tests.support.build import medicine, plan
from tests.support.memory_library import MemoryLibrary

NONE = FindingCounts()


@pytest.fixture(params=["stored", "in memory"])
def library(request: pytest.FixtureRequest, opened: Callable[..., SqlPlanLibrary], clock: SetClock) -> PlanLibrary:
    return opened() if request.param == "stored" else MemoryLibrary(clock)  # type: ignore[arg-type,return-value]


def saved(library: PlanLibrary, clock: SetClock, *states: tuple[Plan, str]) -> None:
    """The first state is added at 14:00 UTC, each other one saved an hour after the one before."""
    (first, _), *rest = states
    library.add(first, NONE)
    for revision, (state, step) in enumerate(rest, 1):
        clock.forward(hours=1)
        library.save(state, revision, NONE, step)


FIRST = plan(medicine("D2", id="dose"), title="First")
SECOND = FIRST.with_changes(title="Second")
THIRD = SECOND.with_session(medicine("D3", id="dose"))


def test_earlier_versions_stand_last_first_each_with_the_step_that_led_to_it_and_when(
    library: PlanLibrary, clock: SetClock
) -> None:
    saved(library, clock, (FIRST, ""), (SECOND, "change title"), (THIRD, "move Medicine 1 of 1"))
    kept = library.earlier_versions("plan-1")
    assert [(version.revision, version.step) for version in kept] == [(2, "change title"), (1, "")]
    hours = [version.saved_at.astimezone(UTC) for version in kept]
    assert hours == [datetime(2026, 12, 1, 15, tzinfo=UTC), datetime(2026, 12, 1, 14, tzinfo=UTC)]


def test_an_earlier_version_is_read_as_it_was(library: PlanLibrary, clock: SetClock) -> None:
    saved(library, clock, (FIRST, ""), (SECOND, "change title"), (THIRD, "move Medicine 1 of 1"))
    assert library.read_version("plan-1", 1) == FIRST
    assert library.read_version("plan-1", 2) == SECOND
    assert library.read("plan-1").plan == THIRD, "reading changes nothing"


def test_a_signed_off_version_says_so(library: PlanLibrary, clock: SetClock) -> None:
    signed = FIRST.with_changes(sign_off=SignOff("Dr Vega", clock.now(), 1))
    saved(library, clock, (FIRST, ""), (signed, "sign off"), (SECOND, "change title"))
    assert [version.signed_off for version in library.earlier_versions("plan-1")] == [True, False]


def test_a_plan_that_was_never_changed_has_no_earlier_version(library: PlanLibrary, clock: SetClock) -> None:
    saved(library, clock, (FIRST, ""))
    assert library.earlier_versions("plan-1") == []


def test_a_plan_that_is_not_here_has_none_either(library: PlanLibrary) -> None:
    assert library.earlier_versions("another") == []


def test_a_version_that_is_not_kept_is_told_in_words(library: PlanLibrary, clock: SetClock) -> None:
    saved(library, clock, (FIRST, ""), (SECOND, "change title"))
    for plan_id, revision in (("plan-1", 2), ("plan-1", 9), ("another", 1)):
        with pytest.raises(NotFound, match="no longer kept"):
            library.read_version(plan_id, revision)
