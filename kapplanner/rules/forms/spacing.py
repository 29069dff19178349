"""Form 2, spacing: at least or at most so much time between one session and the next."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import ClassVar, Final

from kapplanner.domain.session import Route
from kapplanner.i18n import t
from kapplanner.rules import words
from kapplanner.rules.fields import ByRoute, Count, Flag, NumberByRoute, OneOf, Sessions, parameter
from kapplanner.rules.finding import Bound, Interval, Quantity
from kapplanner.rules.form import Problem, RuleForm, Side, Tiers, Verdict
from kapplanner.rules.index import Entry, PlanIndex
from kapplanner.rules.limits import above, below, by_route, sides, tier_word
from kapplanner.rules.selector import Selector

_SAID_IN_DAYS: Final = 96  # hours; "24 h" and "72 h" are the usual words for less


class Anchor(StrEnum):
    """From which moment of a session time is counted."""

    START = "start"
    END = "end"
    DOSE = "dose"


class Pairing(StrEnum):
    """Which two sessions belong together."""

    NEXT = "each and the next"
    LAST_BEFORE = "the last before each"
    OVERNIGHT = "last of a day and first of the next"


class Measure(StrEnum):
    """Elapsed hours, or local calendar days."""

    HOURS = "hours"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Spacing(RuleForm):
    """Elapsed hours are real hours, also across a clock change; days are differences of local dates.

    Limits may differ by route; where both sessions give medicine, the stricter of the two routes counts.
    ``nights``: so many nights between them as well. ``must_exist``: on a stay, a journey that was never entered is a
    missing fact. ``whole_day``: a second session earlier on the day of the first is too near as well. Overnight pairs
    are taken on days of the course only.
    """

    form: ClassVar[str] = "spacing"

    select: Selector = parameter(Sessions("From"))
    to: Selector | None = parameter(Sessions("To"), None)
    pairing: Pairing = parameter(OneOf("Pairs", options=Pairing), Pairing.NEXT)
    from_anchor: Anchor = parameter(OneOf("Counted from", options=Anchor), Anchor.START)
    to_anchor: Anchor = parameter(OneOf("Counted to", options=Anchor), Anchor.START)
    measure: Measure = parameter(OneOf("Counted in", options=Measure), Measure.HOURS)
    soft_least: ByRoute | None = parameter(NumberByRoute("Least, first limit", "h or days", high=Decimal(9000)), None)
    hard_least: ByRoute | None = parameter(NumberByRoute("Least, second limit", "h or days", high=Decimal(9000)), None)
    soft_most: ByRoute | None = parameter(NumberByRoute("Most, first limit", "h or days", high=Decimal(9000)), None)
    hard_most: ByRoute | None = parameter(NumberByRoute("Most, second limit", "h or days", high=Decimal(9000)), None)
    nights: int = parameter(Count("Nights between", "nights", 0, 30), 0)
    must_exist: bool = parameter(Flag("The journey must be known"), False)
    whole_day: bool = parameter(Flag("Earlier on the same day is too near"), False)

    def check(self) -> None:
        self.require_one_of("soft_least", "hard_least", "soft_most", "hard_most")

    def judge(self, index: PlanIndex) -> Verdict:
        verdict = Verdict()
        for first, second in self._pairs(index, verdict):
            verdict.looked += 1
            self._judge_pair(index, first, second, verdict)
        return verdict

    def _pairs(self, index: PlanIndex, verdict: Verdict) -> Iterator[tuple[Entry, Entry]]:
        sources = index.select(self.select)
        targets = sources if self.to is None else index.select(self.to)
        if self.pairing is Pairing.OVERNIGHT:
            return self._overnight(index, sources)
        if self.pairing is Pairing.LAST_BEFORE:
            return self._last_before(sources, targets)
        if self.must_exist and self.to is not None:
            self._journey_unknown(self.to, sources, targets, verdict)
        return self._next(index, sources, targets)

    def _journey_unknown(self, to: Selector, sources: list[Entry], targets: list[Entry], verdict: Verdict) -> None:
        if to.travel is not None and sources and not targets:
            verdict.lacks((f"plan.{to.travel.value}",), *sources)
        if self.select.travel is not None and targets and not sources:
            verdict.lacks((f"plan.{self.select.travel.value}",), *targets)

    def _next(self, index: PlanIndex, sources: list[Entry], targets: list[Entry]) -> Iterator[tuple[Entry, Entry]]:
        if self.to is None:
            yield from pairwise(sources)
            return
        for entry in sources:
            place = index.first_from(targets, entry.start)
            if (self.nights or self.whole_day) and place and targets[place - 1].day == entry.day:
                place -= 1
            if place < len(targets) and targets[place] is entry:
                place += 1
            if place < len(targets):
                yield entry, targets[place]

    def _last_before(self, sources: list[Entry], targets: list[Entry]) -> Iterator[tuple[Entry, Entry]]:
        for target in targets:
            moment = target.at(self.to_anchor)
            earlier = [entry for entry in sources if entry is not target and entry.at(self.from_anchor) <= moment]
            if earlier:
                yield max(earlier, key=lambda entry: entry.at(self.from_anchor)), target

    def _overnight(self, index: PlanIndex, chosen: list[Entry]) -> Iterator[tuple[Entry, Entry]]:
        course = index.course_days()
        if course is None:
            return
        inside = [entry for entry in chosen if course[0] <= entry.day <= course[1]]
        latest: Entry | None = None
        for entry in inside:
            if latest is not None and entry.day == latest.day + 1:
                yield latest, entry
            if latest is None or entry.day > latest.day or entry.end > latest.end:
                latest = entry

    def _judge_pair(self, index: PlanIndex, first: Entry, second: Entry, verdict: Verdict) -> None:
        begin, end = first.at(self.from_anchor), second.at(self.to_anchor)
        if self.measure is Measure.DAYS:
            gap = Decimal(index.local_day(end) - index.local_day(begin))
            unit = "days"
        else:
            gap = Decimal(end - begin) / 60
            unit = "h"
        least = (_strictest(self.soft_least, first, second, max), _strictest(self.hard_least, first, second, max))
        most = (_strictest(self.soft_most, first, second, min), _strictest(self.hard_most, first, second, min))
        short = below(gap, *least)
        passed = short or above(gap, *most)
        if passed is not None:
            verdict.found(self._problem(index, first, second, gap, unit, passed, short is not None), *self._selectors)
            return
        if self.nights and index.local_day(end) - index.local_day(begin) < self.nights:
            verdict.found(self._no_night(index, first, second), *self._selectors)
            return
        for limits, bound in ((least, Bound.AT_LEAST), (most, Bound.AT_MOST)):
            for limit in limits:
                if limit is not None:
                    verdict.near(gap, limit, unit, bound=bound)

    @property
    def _selectors(self) -> tuple[Selector, ...]:
        return (self.select,) if self.to is None else (self.select, self.to)

    def _problem(
        self,
        index: PlanIndex,
        first: Entry,
        second: Entry,
        gap: Decimal,
        unit: str,
        passed: tuple[Side, Decimal],
        short: bool,
    ) -> Problem:
        side, limit = passed
        text = (
            "{gap} from {first} to {second}; at least {limit}."
            if short
            else ("{gap} from {first} to {second}; at most {limit}.")
        )
        sentence = t(
            text,
            gap=_spoken(gap, unit),
            first=self._named(index, first, self.from_anchor),
            second=self._named(index, second, self.to_anchor),
            limit=_spoken(limit, unit),
        )
        return Problem(
            side,
            sentence,
            (first, second) if first.start <= second.start else (second, first),
            Quantity(words.tidy(gap, 2), unit),
            Quantity(limit, unit),
            self._between(index, first, second),
            excess=abs(gap - limit) / (limit or 1),
        )

    def _no_night(self, index: PlanIndex, first: Entry, second: Entry) -> Problem:
        sentence = t(
            "No night between {first} and {second}; at least {n}.",
            first=self._named(index, first, self.from_anchor),
            second=self._named(index, second, self.to_anchor),
            n=self.nights,
        )
        side = Side.HARD if self.hard_least is not None else Side.SOFT
        return Problem(
            side,
            sentence,
            (first, second) if first.start <= second.start else (second, first),
            Quantity(Decimal(0), "nights"),
            Quantity(Decimal(self.nights), "nights"),
            self._between(index, first, second),
        )

    def _between(self, index: PlanIndex, first: Entry, second: Entry) -> Interval:
        moments = sorted((first.at(self.from_anchor), second.at(self.to_anchor)))
        return Interval(index.local(moments[0]), index.local(moments[1]))

    def _named(self, index: PlanIndex, entry: Entry, anchor: Anchor) -> str:
        return t(
            "{anchor} of {what} ({time})",
            anchor=t(anchor.value),
            what=_what(entry),
            time=words.moment(index.local(entry.at(anchor))),
        )

    def sentence(self, tiers: Tiers) -> str:
        to = t("the next of them") if self.to is None else self.to.words
        pair = {
            Pairing.NEXT: t("From {a} of {first} to {b} of {second}"),
            Pairing.LAST_BEFORE: t("From {a} of the last {first} to {b} of {second}"),
            Pairing.OVERNIGHT: t("Between the last {first} of a day and the first of the next"),
        }[self.pairing].format(
            a=t(self.from_anchor.value), b=t(self.to_anchor.value), first=self.select.words, second=to
        )
        unit = "h" if self.measure is Measure.HOURS else t("days")

        def spoken(value: Decimal) -> str:
            whole_days = unit == "h" and value >= _SAID_IN_DAYS and value % 24 == 0
            return words.days(int(value / 24)) if whole_days else words.amount(value, unit)

        least = sides(tiers, by_route(self.soft_least, spoken), by_route(self.hard_least, spoken), "below")
        most = sides(tiers, by_route(self.soft_most, spoken), by_route(self.hard_most, spoken), "above")
        parts = [t("at least {limits}", limits=least)] if least else []
        parts += [t("at most {limits}", limits=most)] if most else []
        if self.nights:
            tier = tier_word(tiers.of(Side.HARD if self.hard_least is not None else Side.SOFT))
            parts.append(t("at least {n} night between ({tier})", n=self.nights, tier=tier))
        return f"{pair}: {'; '.join(parts)}."


def _strictest(
    limits: ByRoute | None, first: Entry, second: Entry, stricter: Callable[[list[Decimal]], Decimal]
) -> Decimal | None:
    """The limit for a pair: the stricter of both routes; without medicine the one for every route."""
    if limits is None:
        return None
    routes: list[Route | None] = [entry.route for entry in (first, second) if entry.route is not None] or [None]
    found = [limit for route in routes if (limit := limits.of(route)) is not None]
    return stricter(found) if found else None


def _what(entry: Entry) -> str:
    session = entry.session
    if session.travel is not None:
        return t(session.travel.value)
    if session.modality is not None and session.medicine is None:
        return words.modality(session.modality)
    return words.kind(session.kind)


def _spoken(value: Decimal, unit: str) -> str:
    if unit == "h":
        return words.lasting(int(value * 60))
    return words.days(int(value))
