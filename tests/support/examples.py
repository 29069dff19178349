"""How many random cases a property is tried with: few every day, many times as many in a long run."""

import os

from hypothesis import settings

TIMES = int(os.environ.get("KAPPLANNER_EXAMPLES", "1"))
"""How many times the everyday number: ``KAPPLANNER_EXAMPLES=20 pytest`` looks for hours where a minute is usual."""


def examples(everyday: int) -> settings:
    """Settings for so many cases every day, without a limit on time."""
    return settings(max_examples=everyday * TIMES, deadline=None)
