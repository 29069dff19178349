"""The picture of a course as plain data: days across, and under them doses, learning windows, talks and other care.

Nothing here knows millimetres. A place on the picture is a day and how much of it has passed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kapplanner.documents.marks import Mark


@dataclass(frozen=True, slots=True)
class Place:
    """A moment: the column of its day, from 0, and the share of the day that has passed, 0 to 1."""

    column: int
    share: float


@dataclass(frozen=True, slots=True)
class ChartDay:
    """A column. ``date``: "9"; ``name``: "Wed", or "Nov" before and after the course; ``number``: "D4".

    ``is_narrow``: it needs less room than others. ``follows_folded``: days without sessions are left out before it.
    """

    date: str
    name: str
    number: str
    has_medicine: bool
    is_narrow: bool
    follows_folded: bool


@dataclass(frozen=True, slots=True)
class ChartDose:
    """A medicine session as a bar. ``height``: 0 to 1 of the highest bar, None where the amount is not known.

    ``words`` stand over it ("45 mg"), ``below`` under it ("2, IM"). Of several on one day, ``part`` of ``parts``.
    """

    column: int
    words: str
    below: str
    height: float | None
    mark: Mark = Mark.NONE
    part: int = 0
    parts: int = 1


@dataclass(frozen=True, slots=True)
class ChartGap:
    """The time between two doses ("48 h"); None where the dose lies on another page."""

    start: int | None
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class ChartWindow:
    """A learning window: its dose (None on another page), its ends, and what counts inside it."""

    dose: Place | None
    opens: Place
    closes: Place
    inside: tuple[Place, ...]
    counted: str
    is_covered: bool


class Edge(StrEnum):
    """How a session is framed: talks by two lines at the left, other care by one, rest by a dashed box."""

    DOUBLE = "double"
    SINGLE = "single"
    DASHED = "dashed"


@dataclass(frozen=True, slots=True)
class ChartChip:
    """A session in one word, ``short`` where the column is narrow."""

    column: int
    words: str
    short: str
    edge: Edge
    mark: Mark = Mark.NONE


@dataclass(frozen=True, slots=True)
class LaneName:
    """What stands at the left of a lane."""

    title: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class CourseChart:
    """A laid-out course. ``scale``: heights, 0 to 1, at which a line with a number runs through the bars.

    ``names`` are those of the four lanes, ``since`` stands above them. ``described`` says all of it in sentences, for
    whoever does not see it.
    """

    days: tuple[ChartDay, ...]
    doses: tuple[ChartDose, ...]
    gaps: tuple[ChartGap, ...]
    windows: tuple[ChartWindow, ...]
    talks: tuple[ChartChip, ...]
    care: tuple[ChartChip, ...]
    scale: tuple[tuple[float, str], ...]
    names: tuple[LaneName, LaneName, LaneName, LaneName]
    since: str
    described: str

    @property
    def texts(self) -> Iterator[str]:
        """Every text of the picture, lane by lane."""
        yield self.since
        for day in self.days:
            yield from (day.date, day.name, day.number)
        for name in self.names:
            yield from (name.title, name.more)
        for dose in self.doses:
            yield from (dose.words, dose.below)
        yield from (gap.words for gap in self.gaps)
        yield from (window.counted for window in self.windows)
        yield from (words for _, words in self.scale)
        for chip in (*self.talks, *self.care):
            yield from (chip.words, chip.short)
