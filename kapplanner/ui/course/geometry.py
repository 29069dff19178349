"""Where the lanes of the course view lie: from top to bottom, each as high as what stands in it asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from kapplanner.domain.quantities import Band
from kapplanner.ui.course.columns import Columns
from kapplanner.ui.course.facts import CourseFacts, Dose

GUTTER: Final = 104
LEAST_COLUMN: Final = 34
MOST_COLUMN: Final = 110
NARROW_FOLD: Final = 5
HEADS: Final = 44
CHIP: Final = 24
CHIP_PITCH: Final = 28
LEVEL: Final = 17
"""Height of one level of learning windows."""
LEAST_WINDOWS: Final = 76
"""The height that the name of their lane asks for."""
BAR_TOP: Final = 78
"""The height of the largest dose bar."""
PX_A_MG: Final = 1.5
UNKNOWN_BAR: Final = {Band.LOW: 24, Band.STANDARD: 44, Band.HIGH: 64, None: 34}
"""Bars for doses whose amount is not known: an outline, not a measure."""


class Lane(StrEnum):
    """The lanes from top to bottom."""

    MEDICINE = "Medicine"
    WINDOW = "Learning window"
    INTEGRATION = "Integration"
    CARE = "Measures and other care"
    RESTRICTIONS = "Restrictions"
    CONTACT = "Contact time"


@dataclass(frozen=True, slots=True)
class Box:
    """From ``top`` so ``height`` px down."""

    top: float
    height: float

    @property
    def bottom(self) -> float:
        return self.top + self.height


class Lanes:
    """The lanes of one course in px, at a text scale."""

    def __init__(self, facts: CourseFacts, columns: Columns, scale: float) -> None:
        self.scale = scale
        self.columns = columns
        days = [day.day for day in facts.days]
        self.levels = _levels(facts, columns, scale)
        heights = {
            Lane.MEDICINE: 150 if facts.doses else 0,
            Lane.WINDOW: max(LEAST_WINDOWS, 18 + LEVEL * (1 + max(self.levels.values(), default=0)))
            if facts.windows
            else 0,
            Lane.INTEGRATION: _stack(len(facts.integration(day)) for day in days),
            Lane.CARE: _stack(len(facts.care(day)) for day in days),
            Lane.RESTRICTIONS: 66 if facts.plan_facts.restrictions else 0,
            Lane.CONTACT: 86,
        }
        self.boxes: dict[Lane, Box] = {}
        top = HEADS * scale
        for lane, height in heights.items():
            if height:
                self.boxes[lane] = Box(top, height * scale)
                top += height * scale
        self.height = top
        most = float(facts.most_absorbed)
        self.a_milligram = min(PX_A_MG, BAR_TOP / most) * scale if most else PX_A_MG * scale

    @property
    def base(self) -> float:
        """The line on which dose bars stand."""
        return self.boxes[Lane.MEDICINE].bottom - 24 * self.scale

    def bar_height(self, dose: Dose) -> float:
        """How high a dose's bar is."""
        if dose.absorbed is None:
            return UNKNOWN_BAR[dose.band] * self.scale
        return max(4 * self.scale, float(dose.absorbed) * self.a_milligram)

    def chip_top(self, lane: Lane, place: int) -> float:
        """Where the chip of that place, from 0, begins in a lane."""
        return self.boxes[lane].top + (6 + CHIP_PITCH * place) * self.scale

    def level_middle(self, session: str) -> float:
        """The middle of a learning window's bar."""
        return self.boxes[Lane.WINDOW].top + (13 + LEVEL * self.levels[session]) * self.scale

    def axis(self, facts: CourseFacts) -> tuple[Decimal, ...]:
        """The amounts at which a line runs through the dose bars: two or three round numbers."""
        most = facts.most_absorbed
        step = next((each for each in map(Decimal, (5, 10, 25, 50, 100, 250, 500)) if most <= each * 3), Decimal(1000))
        return tuple(step * n for n in range(1, 4) if step * n <= most * Decimal("1.15")) if most else ()


def _stack(counts: Iterable[int]) -> int:
    most = max(counts, default=0)
    return 12 + CHIP_PITCH * most if most else 0


def _levels(facts: CourseFacts, columns: Columns, scale: float) -> dict[str, int]:
    """The level of each learning window: the highest that is free where it begins."""
    ends: list[float] = []
    levels: dict[str, int] = {}
    for window in facts.windows:
        begin = columns.x_of(window.dose) - 8 * scale
        end = columns.x_of(window.closes) + 26 * scale
        level = next((n for n, taken in enumerate(ends) if taken <= begin), len(ends))
        ends[level:] = [end, *ends[level + 1 :]]
        levels[window.session] = level
    return levels
