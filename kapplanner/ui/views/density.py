"""What changes in the plan view with the size of the window, in px at 100 % text."""

from dataclasses import dataclass
from typing import Final

HOURS: Final = (36, 42, 48, 64, 96)
"""The heights that an hour may have."""


@dataclass(frozen=True, slots=True)
class Density:
    """Widths of panes, height of an hour, and what folds. ``sheet``: the session's pane lies over the board.

    The outline gives the 12 px of the board's scroll bar, so that seven columns are 123 px wide in a window of 1440
    and 107 in one of 1280.
    """

    outline: int = 200
    inspector: int = 312
    hour: int = 48
    ribbon_pitch: int = 18
    rail: bool = False
    ribbon_folded: bool = False
    sheet: bool = False
    bar_words: bool = True
    bar_page: bool = True
    bar_tight: bool = False
    safety_rows: int = 4
    days: int = 7


def density_for(width: float, height: float) -> Density:
    """The density of a plan view so wide and high. Menu, top bar and status take about 100 px of the window."""
    if width >= 1400 and height >= 780:
        return Density()
    if width >= 1100:
        roomy = height >= 680
        return Density(
            outline=172,
            inspector=312 if width >= 1400 else 292,
            hour=42 if roomy else 36,
            ribbon_pitch=16,
            ribbon_folded=not roomy,
            bar_words=width >= 1400,
            safety_rows=3 if roomy else 0,
        )
    return Density(
        outline=44 if width < 1000 else 172,
        inspector=292,
        hour=36,
        ribbon_pitch=16,
        rail=width < 1000,
        ribbon_folded=True,
        sheet=True,
        bar_words=False,
        bar_page=width >= 860,
        bar_tight=width < 640,
        safety_rows=0,
        days=5 if width < 1000 else 7,
    )
