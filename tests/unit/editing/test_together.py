"""Several commands as one step."""

from datetime import datetime

import pytest

from kapplanner.domain.errors import NotFound
from kapplanner.editing.commands import DeleteSessions, MoveSession
from kapplanner.editing.commands.together import Together
from tests.support.build import plan, session

WHOLE = plan(session("rest", "D1", "10:00", id="a"), session("rest", "D2", "10:00", id="b"))


def test_commands_follow_one_another_as_one_named_step() -> None:
    step = Together((MoveSession("a", datetime(2026, 12, 8, 9, 0)), DeleteSessions(frozenset({"b"}))), "tidy up")
    after = step.apply(WHOLE)
    assert [(s.id, s.start) for s in after.sessions] == [("a", datetime(2026, 12, 8, 9, 0))]
    assert (step.label(WHOLE), step.merge_key) == ("tidy up", None)


def test_one_that_is_refused_refuses_all() -> None:
    with pytest.raises(NotFound):
        Together((DeleteSessions(frozenset({"b"})), DeleteSessions(frozenset({"gone"}))), "tidy up").apply(WHOLE)
