"""Looking at many stored plans: the same plans as are read to be changed."""

import pytest

from kapplanner.codec.sample import sample_plan
from kapplanner.domain.errors import NotFound
from kapplanner.domain.library import FindingCounts
from kapplanner.storage.plan_library import SqlPlanLibrary


def test_a_plan_looked_at_is_the_one_that_was_stored(library: SqlPlanLibrary) -> None:
    value = sample_plan()
    library.add(value, FindingCounts())
    assert library.glance(value.id) == library.read(value.id).plan == value


def test_a_plan_that_is_not_there_or_was_put_aside_is_told_in_words(library: SqlPlanLibrary) -> None:
    value = sample_plan()
    library.add(value, FindingCounts())
    library.delete(value.id)
    for plan_id in ("ghost", value.id):
        with pytest.raises(NotFound, match="no longer in the library"):
            library.glance(plan_id)
