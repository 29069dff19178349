"""Form 6, total in window: the sum of minutes or milligrams over some sessions in any W days."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from kapplanner.domain.errors import PlannerError
from kapplanner.i18n import t
from kapplanner.rules import words
from kapplanner.rules.attributes import Missing, total_milligrams
from kapplanner.rules.fields import Count, Number, OneOf, Sessions, parameter
from kapplanner.rules.finding import Interval, Quantity
from kapplanner.rules.form import Problem, RuleForm, Side, Tiers, Verdict
from kapplanner.rules.index import Entry, PlanIndex
from kapplanner.rules.limits import above, sides
from kapplanner.rules.selector import Selector


class Summed(StrEnum):
    """What is added up."""

    MINUTES = "minutes"
    MILLIGRAMS = "milligrams"


class Days(StrEnum):
    """On which days a window may begin."""

    ALL = "all days"
    WITH_MEDICINE = "days with medicine"
    WITHOUT_MEDICINE = "days without medicine"


@dataclass(frozen=True, slots=True)
class TotalInWindow(RuleForm):
    """Windows are local calendar days, sliding. A session over midnight counts on each day with its share of minutes.

    Overlapping windows over the limit give one problem, the fullest.
    """

    form: ClassVar[str] = "total in window"

    select: Selector = parameter(Sessions("Sessions added up"))
    summed: Summed = parameter(OneOf("What is added up", options=Summed), Summed.MINUTES)
    on: Days = parameter(OneOf("On", options=Days), Days.ALL)
    days: int = parameter(Count("Window", "days", 1, 400), 1)
    soft_most: Decimal | None = parameter(Number("Most, first limit", "min or mg"), None)
    hard_most: Decimal | None = parameter(Number("Most, second limit", "min or mg"), None)

    def check(self) -> None:
        self.require_one_of("soft_most", "hard_most")
        if self.soft_most is not None and self.hard_most is not None and self.soft_most > self.hard_most:
            raise PlannerError("The second limit must not be below the first.")

    @property
    def hangs_on_days(self) -> bool:
        return True

    def judge(self, index: PlanIndex) -> Verdict:
        verdict = Verdict()
        shares = self._shares(index, verdict)
        totals: dict[int, Decimal] = {}
        members: dict[int, list[Entry]] = {}
        for day, share, entry in shares:
            totals[day] = totals.get(day, Decimal(0)) + share
            members.setdefault(day, []).append(entry)
        medicine_days = {entry.day for entry in index.medicine}
        days = [day for day in sorted(totals) if self._is_meant(day, medicine_days)]
        verdict.looked = max(verdict.looked, len(days))
        self._judge_days(index, days, totals, members, verdict)
        return verdict

    def _is_meant(self, day: int, medicine_days: set[int]) -> bool:
        return self.on is Days.ALL or (day in medicine_days) is (self.on is Days.WITH_MEDICINE)

    def _shares(self, index: PlanIndex, verdict: Verdict) -> list[tuple[int, Decimal, Entry]]:
        """What each session adds to each local day."""
        found: list[tuple[int, Decimal, Entry]] = []
        for entry in index.select(self.select):
            if self.summed is Summed.MILLIGRAMS:
                amount = total_milligrams(index, entry) if entry.dose is not None else Decimal(0)
                if isinstance(amount, Missing):
                    verdict.looked += 1
                    verdict.lacks(amount.names, entry)
                else:
                    found.append((entry.day, amount, entry))
            else:
                found += _minutes(index, entry)
        return found

    def _judge_days(
        self,
        index: PlanIndex,
        days: list[int],
        totals: dict[int, Decimal],
        members: dict[int, list[Entry]],
        verdict: Verdict,
    ) -> None:
        worst: tuple[Decimal, int] | None = None
        reach = 0
        for day, total in _windows(days, totals, self.days):
            if above(total, self.soft_most, self.hard_most) is None:
                self._note_nearest(verdict, total)
                continue
            if worst is not None and day < reach:
                worst = (total, day) if total > worst[0] else worst
            else:
                if worst is not None:
                    self._add(index, worst, members, verdict)
                worst = (total, day)
            reach = day + self.days
        if worst is not None:
            self._add(index, worst, members, verdict)

    def _note_nearest(self, verdict: Verdict, total: Decimal) -> None:
        limit = self.soft_most if self.soft_most is not None else self.hard_most
        assert limit is not None, "one limit is required"
        verdict.near(total, limit, self._unit)

    @property
    def _unit(self) -> str:
        return "min" if self.summed is Summed.MINUTES else "mg"

    def _add(
        self, index: PlanIndex, worst: tuple[Decimal, int], members: dict[int, list[Entry]], verdict: Verdict
    ) -> None:
        total, day = worst
        passed = above(total, self.soft_most, self.hard_most)
        assert passed is not None
        inside = {e.id: e for d in range(day, day + self.days) for e in members.get(d, [])}
        entries = tuple(sorted(inside.values(), key=lambda entry: (entry.start, entry.id)))
        verdict.found(self._problem(index, day, total, entries, *passed), self.select)

    def _problem(
        self, index: PlanIndex, day: int, total: Decimal, entries: tuple[Entry, ...], side: Side, limit: Decimal
    ) -> Problem:
        start = index.local(index.midnight(day))
        text = (
            "{total} of {what} on {day}; at most {limit}."
            if self.days == 1
            else "{total} of {what} within {window} from {day}; at most {limit}."
        )
        sentence = t(
            text,
            total=self._spoken(total),
            what=self.select.words,
            window=words.days(self.days),
            day=words.day_name(start),
            limit=self._spoken(limit),
        )
        return Problem(
            side,
            sentence,
            entries,
            Quantity(total, self._unit),
            Quantity(limit, self._unit),
            Interval(entries[0].session.start, index.local(max(entry.end for entry in entries))),
            (str(day),),
            excess=total - limit,
        )

    def _spoken(self, value: Decimal) -> str:
        return words.lasting(int(value)) if self.summed is Summed.MINUTES else words.amount(value, "mg")

    def sentence(self, tiers: Tiers) -> str:
        soft = None if self.soft_most is None else self._spoken(self.soft_most)
        hard = None if self.hard_most is None else self._spoken(self.hard_most)
        return t(
            "{summed} of {what} {window} ({days}): at most {limits}.",
            summed=t(self.summed.value),
            what=self.select.words,
            window=t("on one day") if self.days == 1 else t("in any {days}", days=words.days(self.days)),
            days=t(self.on.value),
            limits=sides(tiers, soft, hard, "above"),
        )


def _minutes(index: PlanIndex, entry: Entry) -> list[tuple[int, Decimal, Entry]]:
    last = index.end_day(entry)
    if last == entry.day:
        return [(entry.day, Decimal(entry.end - entry.start), entry)]
    edges = [entry.start, *(index.midnight(day) for day in range(entry.day + 1, last + 1)), entry.end]
    return [(entry.day + place, Decimal(edges[place + 1] - edges[place]), entry) for place in range(len(edges) - 1)]


def _windows(days: list[int], totals: dict[int, Decimal], length: int) -> list[tuple[int, Decimal]]:
    """The sum over each window that begins on one of the days."""
    found = []
    total = Decimal(0)
    end = 0
    for day in days:
        while end < len(days) and days[end] < day + length:
            total += totals[days[end]]
            end += 1
        found.append((day, total))
        total -= totals[day]
    return found
