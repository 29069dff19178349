"""Sizes in points for each reader. Large print is another row of this table, never a scaling."""

from dataclasses import dataclass, replace
from typing import Final, Self

from kapplanner.documents.content import Reader, Size

MILLIMETRE: Final = 72 / 25.4
PAPER_SIZES: Final = {"a4": (210 * MILLIMETRE, 297 * MILLIMETRE), "letter": (612.0, 792.0)}


@dataclass(frozen=True, slots=True)
class Face:
    """Size and line height in points."""

    size: float
    leading: float


@dataclass(frozen=True, slots=True)
class Room:
    """How much room a page has: ``air`` for its gaps, and whether its lines come nearer to one another."""

    air: float
    is_close: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """The faces of one reader at one size, the margins, and ``air``: how far the gaps are open (1 as designed).

    ``closest``: how near lines may come where there is little air, as a multiple of their size; 0: not at all nearer.
    """

    title: Face
    heading: Face
    lead: Face
    body: Face
    small: Face
    number: Face
    cell: Face
    side: float
    air: float = 1.0
    closest: float = 0.0

    def face(self, size: Size) -> Face:
        """The face of a size in words."""
        return {
            Size.TITLE: self.title,
            Size.HEADING: self.heading,
            Size.LEAD: self.lead,
            Size.BODY: self.body,
            Size.SMALL: self.small,
            Size.NUMBER: self.number,
        }[size]

    def gap(self, points: float) -> float:
        """A gap, as far open as there is room."""
        return points * self.air

    def with_room(self, room: Room) -> Self:
        """The same sizes with other gaps and, where room is scarce, with lines that stand nearer to one another."""
        air = room.air
        if not self.closest or not room.is_close:
            return replace(self, air=air)
        return replace(
            self,
            air=air,
            title=self._close(self.title),
            heading=self._close(self.heading),
            lead=self._close(self.lead),
            body=self._close(self.body),
            small=self._close(self.small),
            number=self._close(self.number),
            cell=self._close(self.cell),
        )

    def _close(self, face: Face) -> Face:
        return Face(face.size, min(face.leading, face.size * self.closest))


_SIDE: Final = 18 * MILLIMETRE
PATIENT: Final = Style(
    title=Face(23, 28),
    heading=Face(15, 19),
    lead=Face(15, 20),
    body=Face(14, 18.75),
    small=Face(12, 15.5),
    number=Face(18, 22),
    cell=Face(12, 14.4),
    side=_SIDE,
    closest=1.25,
)
LARGE: Final = Style(
    title=Face(28, 34),
    heading=Face(20, 25),
    lead=Face(19, 25),
    body=Face(18, 24),
    small=Face(16, 20.5),
    number=Face(23, 28),
    cell=Face(18, 23),
    side=_SIDE,
    closest=1.25,
)
TEAM: Final = Style(
    title=Face(17, 21),
    heading=Face(12, 15.5),
    lead=Face(11, 14.5),
    body=Face(10, 13.25),
    small=Face(9.5, 12.5),
    number=Face(12, 15),
    cell=Face(9.5, 12.5),
    side=15 * MILLIMETRE,
    closest=1.21,
)


def style_for(reader: Reader, size: int) -> Style:
    """The style of a reader; ``size`` concerns patient papers only."""
    if reader is Reader.TEAM:
        return TEAM
    return LARGE if size == 18 else PATIENT
