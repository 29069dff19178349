"""The days of the course view as columns, and where a moment lies between them. Days in which nothing is planned far
from the course, and in long courses all empty days, are folded away."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from kapplanner.domain.course import Day as Day
from kapplanner.domain.course import days_shown as days_shown

FAR_SHARE: Final = 0.8
"""Width of a day before or after the course, beside one of the course."""
_DAY_SECONDS: Final = 86_400


@dataclass(frozen=True, slots=True)
class Column:
    """Where a day lies: ``left`` and ``width`` in px."""

    day: Day
    left: float
    width: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def middle(self) -> float:
        return self.left + self.width / 2


class Columns:
    """Columns that share a width, none narrower than ``least`` nor wider than ``most``; px throughout.

    ``gutter`` is kept free at the left, ``fold`` between two days that do not follow one another.
    """

    def __init__(
        self, days: Sequence[Day], width: float, *, gutter: float, least: float, most: float, fold: float
    ) -> None:
        folds = sum(1 for day in days if day.folded)
        shares = sum(FAR_SHARE if day.is_far else 1.0 for day in days)
        one = min(most, max(least, (width - gutter - folds * fold) / shares))
        found: list[Column] = []
        left = gutter
        for day in days:
            left += fold if day.folded else 0
            wide = one * (FAR_SHARE if day.is_far else 1.0)
            found.append(Column(day, left, wide))
            left += wide
        self.gutter = gutter
        self.all = tuple(found)
        self.width = left
        self._dates = [column.day.day for column in found]

    def of(self, day: date) -> Column | None:
        """The column of a day; None where it is folded away or lies outside."""
        place = bisect_right(self._dates, day) - 1
        return self.all[place] if place >= 0 and self._dates[place] == day else None

    def x_of(self, moment: datetime) -> float:
        """Where a clock time lies: true to time inside a shown day, at the fold for a day that is folded away."""
        place = bisect_right(self._dates, moment.date()) - 1
        if place < 0:
            return self.all[0].left
        column = self.all[place]
        if self._dates[place] != moment.date():
            return column.right
        seconds = (moment - datetime.combine(moment.date(), datetime.min.time())).total_seconds()
        return column.left + column.width * seconds / _DAY_SECONDS

    def at(self, x: float) -> Column | None:
        """The column at a place; None in the gutter, in a fold and beyond the last."""
        return next((column for column in self.all if column.left <= x < column.right), None)
