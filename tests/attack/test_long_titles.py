"""A copy of a plan can be made whatever its title is."""

import pytest

from kapplanner.ui.library_desk import copy_of
from tests.support.build import plan


@pytest.mark.parametrize(
    "title", ["T" * 200, ("word " * 100).strip(), ("w" * 199 + " ") * 2 + "w" * 98, "👩\u200d👩 " * 125]
)
def test_a_title_as_long_as_it_may_be_is_cut_for_the_copy(title: str) -> None:
    made = copy_of(plan(title=title.strip()), "copy-1", "K7-9999")
    assert made.title.endswith(" (copy)")
    assert made.title.startswith(title[:180])
    assert len(made.title) <= 500
