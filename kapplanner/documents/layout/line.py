"""A line of text, broken and measured: runs in the order they are read in."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kapplanner.documents.layout.glyphs import Shaped  # loads HarfBuzz


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one weight on one line, with its width in points.

    ``shaped``: its pictures, where the shipped face cannot set it letter by letter. ``level``: even where it reads from
    the left, odd from the right; a line with others than 0 stands in another order than it is read in.
    """

    text: str
    bold: bool
    width: float
    shaped: "Shaped | None" = None
    level: int = 0


Line = tuple[Run, ...]


def line_width(line: Line) -> float:
    """How wide a line is, in points."""
    return sum(run.width for run in line)
