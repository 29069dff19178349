"""From a typed line to the session it would add: what was read put together, and why it cannot be where it cannot."""

from dataclasses import dataclass
from typing import Final

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.session import Session
from kapplanner.domain.text import bounded
from kapplanner.domain.time import local_time
from kapplanner.editing.quick_entry.composed import Refused, composed
from kapplanner.editing.quick_entry.meaning import Part, Setting
from kapplanner.editing.quick_entry.phrases import Reader
from kapplanner.editing.quick_entry.read_back import keeps_its_hours, read_back
from kapplanner.editing.quick_entry.settle import Problem, Read, Settled, settled
from kapplanner.i18n import t
from kapplanner.rules.words import clock, length

MOST_CHARACTERS: Final = 1000


@dataclass(frozen=True, slots=True)
class Typed:
    """A line as it was read. ``session``: what it would add; None while there are problems, or nothing was typed.

    ``reads``: each phrase with its place and meaning. ``problems``: what has to be mended, each with its place.
    ``notes``: what is worth knowing about the reading. ``assumed``: the parts that were not typed.
    """

    session: Session | None = None
    reads: tuple[Read, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    assumed: frozenset[Part] = frozenset()
    sentence: str = ""


def read_session(line: str, setting: Setting, session_id: str) -> Typed:
    """Read a line as a session of that id. Never raises, whatever was typed."""
    try:
        bounded(line, t("The line"), MOST_CHARACTERS)
    except PlannerError as error:
        return Typed(problems=(Problem(0, len(line), t(error.message, **error.values)),))
    phrases = Reader(setting).phrases(line)
    found = settled(phrases)
    session = None
    if phrases and not found.problems:
        try:
            session = composed(found.values, setting, session_id)
        except Refused as refused:
            found.problems.append(_problem(refused, found, line))
    if session is None:
        return Typed(reads=tuple(found.reads), problems=tuple(found.problems), notes=tuple(found.notes))
    assumed = {part for part in (Part.DAY, Part.START) if part not in found.values}
    assumed |= {Part.LENGTH} - ({Part.LENGTH} if {Part.LENGTH, Part.END} & set(found.values) else set())
    notes = (*found.notes, *_clock_change(setting, session))
    return Typed(session, tuple(found.reads), (), notes, frozenset(assumed), sentence=read_back(setting.plan, session))


def _problem(refused: Refused, found: Settled, line: str) -> Problem:
    """A refusal at the words that it is about; at the whole line where it is about what is missing."""
    given = [found.given[part] for part in refused.parts if part in found.given]
    start, end = min((p.start for p in given), default=0), max((p.end for p in given), default=len(line))
    return Problem(start, end, refused.sentence)


def _clock_change(setting: Setting, session: Session) -> tuple[str, ...]:
    if keeps_its_hours(setting.plan, session):
        return ()
    end = local_time(setting.plan.end(session), setting.plan.zone)
    values = {"length": length(session.minutes), "end": clock(end)}
    return (t("The clocks change that night: it lasts {length} and ends {end}.", **values),)
