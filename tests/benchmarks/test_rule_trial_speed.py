"""How long trying a rule set on a library of plans takes, beside reading the same plans only (pytest -s shows both).

What a person should feel: 1,000 plans of two weeks, changed by a rule, in under 3 s, and a window alive.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from time import perf_counter, process_time

import pytest

from kapplanner.codec.sample import sample_plan
from kapplanner.domain.errors import NotFound
from kapplanner.domain.library import FindingCounts
from kapplanner.domain.plan import RuleSetReference
from kapplanner.editing.rule_trial import StoredImpact, StoredTrial, compare
from kapplanner.rules.rule_set import RuleSet
from kapplanner.storage.library import open_library
from kapplanner.storage.plan_library import SqlPlanLibrary
from tests.support.versions import GAP, OWN, gap_of, rules

MANY = 1000


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlPlanLibrary]:
    """1,000 copies of the sample plan of two weeks, 47 sessions each, judged by the clinic's own set."""
    library = open_library(tmp_path_factory.mktemp("tried") / "library.kaplib")
    assert isinstance(library, SqlPlanLibrary)
    course = replace(sample_plan(), rule_set=RuleSetReference("harbour", "1"))
    for number in range(MANY):
        library.add(replace(course, id=f"plan-{number}"), FindingCounts())
    yield library
    library.close()


@dataclass(frozen=True, slots=True)
class Timed:
    """``seconds`` on the clock, ``busy`` of the processor: another program takes part of the first only."""

    found: StoredImpact
    seconds: float
    busy: float


def quickest(act: Callable[[], StoredImpact]) -> Timed:
    """The quickest of three."""
    runs = []
    for _ in range(3):
        clock, processor = perf_counter(), process_time()
        found = act()
        runs.append(Timed(found, perf_counter() - clock, process_time() - processor))
    return min(runs, key=lambda run: run.busy)


def nowhere(reference: RuleSetReference) -> RuleSet:
    raise NotFound("There is no rule set “{name}” here.", name=reference.id)


def test_a_thousand_plans_are_tried_in_little_more_than_reading_them_takes(library: SqlPlanLibrary) -> None:
    """By one changed rule that changes every plan: the sample's gaps of 48 h are under 50 h."""
    ids = [row.id for row in library.plans()]
    assert len(ids) == MANY
    trial = StoredTrial(compare(rules(OWN), rules(gap_of(50))), GAP, nowhere)

    def tried() -> StoredImpact:
        *_, last = trial.walk(ids, library.glance)
        return last

    def read() -> StoredImpact:
        for plan_id in ids:
            library.glance(plan_id)
        return StoredImpact()

    def read_strictly() -> StoredImpact:
        for plan_id in ids[: MANY // 10]:
            library.read(plan_id)
        return StoredImpact()

    reads, whole = quickest(read), quickest(tried)
    print(
        f"\n{MANY:,} stored plans tried: {whole.seconds:.2f} s (aim 3 s; {whole.busy:.2f} s of one processor), ", end=""
    )
    print(f"read only: {reads.seconds:.2f} s ({reads.busy:.2f} s), ratio {whole.busy / reads.busy:.1f}")
    strictly = quickest(read_strictly).busy * 10
    print(f"read with every check, to be changed: {strictly:.2f} s, {strictly / reads.busy:.1f} times as long")
    assert (whole.found.looked, whole.found.changing) == (MANY, MANY)
    assert whole.busy < 4 * reads.busy
    assert reads.busy < strictly
