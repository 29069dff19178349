"""The steps of the schema and the mark of our files, as plain SQL."""

from typing import Final

from kapplanner.storage.migrations import step_0001

APPLICATION_ID: Final = 0x4B415050
"""“KAPP” in the file's header."""
STEPS: Final[tuple[tuple[str, ...], ...]] = (step_0001.STATEMENTS,)
"""Step n leads from user_version n - 1 to n. A released step is never changed."""


def latest() -> int:
    """The schema version that this program writes."""
    return len(STEPS)
