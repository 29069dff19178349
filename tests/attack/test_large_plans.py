"""A plan of thousands of sessions is judged and mended without the window standing still for it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kapplanner.codec.sample import sample_plan
from kapplanner.domain.identity import CountedIds
from kapplanner.domain.plan import MOST_SESSIONS, Plan
from kapplanner.rules.repairs.moves import Effort


def _plan_of(count: int) -> Plan:
    base = sample_plan(None, ids=CountedIds("large"))
    rounds = range(count // len(base.sessions) + 1)
    made = [
        replace(s, id=f"s{n}-{s.id}", start=s.start + timedelta(days=14 * (n % 50)))
        for n in rounds
        for s in base.sessions
    ]
    return base.with_changes(sessions=tuple(made[:count]))


@pytest.mark.parametrize(("sessions", "tries"), [(0, 900), (80, 900), (90, 800), (720, 100), (MOST_SESSIONS, 14)])
def test_the_larger_a_plan_the_fewer_places_are_tried_for_one_finding(sessions: int, tries: int) -> None:
    assert Effort.on(_plan_of(sessions)).left == tries
