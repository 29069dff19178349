"""Form 3, companion: each of some sessions has so many others within so much time before or after it."""

from bisect import bisect_left
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from kapplanner.domain.errors import PlannerError
from kapplanner.i18n import t
from kapplanner.rules import words
from kapplanner.rules.fields import Count, Flag, Number, OneOf, Sessions, parameter
from kapplanner.rules.finding import Bound, Interval, Quantity
from kapplanner.rules.form import Problem, RuleForm, Side, Tiers, Verdict
from kapplanner.rules.index import Entry, PlanIndex
from kapplanner.rules.limits import sides, tier_word
from kapplanner.rules.selector import Selector


class When(StrEnum):
    """On which side companions are looked for."""

    BEFORE = "before"
    AFTER = "after"


class Anchor(StrEnum):
    """From which moment of the session time is counted."""

    START = "start"
    END = "end"
    DOSE = "dose"


@dataclass(frozen=True, slots=True)
class Companion(RuleForm):
    """A companion after starts, one before ends, from ``least_hours`` to ``most_hours`` (or days) from the anchor.

    The first limit counts companions inside the time that are at least ``minutes`` long each, ``total_minutes``
    together. The second counts any on that side, however far and short, up to the next (or previous) session of the
    same selection. ``before_next`` holds the first limit to that edge too. ``most_days`` counts local dates.
    """

    form: ClassVar[str] = "companion"

    select: Selector = parameter(Sessions("Each"))
    has: Selector = parameter(Sessions("Has"))
    when: When = parameter(OneOf("When", options=When))
    anchor: Anchor = parameter(OneOf("Counted from", options=Anchor), Anchor.START)
    soft_least: int | None = parameter(Count("Least, first limit", "sessions", 0, 100), None)
    hard_least: int | None = parameter(Count("Least, second limit", "sessions", 0, 100), None)
    least_hours: Decimal | None = parameter(Number("Not sooner than", "h", high=Decimal(9000)), None)
    most_hours: Decimal | None = parameter(Number("Within", "h", high=Decimal(9000)), None)
    least_days: int | None = parameter(Count("Not sooner than", "days", 0, 400), None)
    most_days: int | None = parameter(Count("Within", "days", 0, 400), None)
    minutes: int | None = parameter(Count("Each at least", "min", 1, 1440), None)
    total_minutes: int | None = parameter(Count("Together at least", "min", 1, 10_000), None)
    before_next: bool = parameter(Flag("Before the next of them"), False)

    def check(self) -> None:
        self.require_one_of("soft_least", "hard_least", "total_minutes")
        if self.least_days is not None and (self.most_days is None or self.least_days > self.most_days):
            raise PlannerError("“Not sooner than” in days needs a “within” in days that is no smaller.")

    @property
    def hangs_on_days(self) -> bool:
        """Whole days between them leave no room for clock times to matter."""
        return bool(self.least_days) and self.most_hours is None and self.least_hours is None and not self.hard_least

    def judge(self, index: PlanIndex) -> Verdict:
        verdict = Verdict()
        chosen = index.select(self.select)
        others = index.select(self.has)
        verdict.looked = len(chosen)
        for place, entry in enumerate(chosen):
            edge = self._edge(chosen, place)
            beside = self._on_side(entry, others, edge)
            self._judge_one(index, entry, beside, verdict)
        return verdict

    def _edge(self, chosen: list[Entry], place: int) -> int | None:
        """Where the neighbouring session of the same selection lies: companions beyond it belong to that one."""
        if self.when is When.AFTER:
            return chosen[place + 1].start if place + 1 < len(chosen) else None
        return chosen[place - 1].end if place else None

    def _on_side(self, entry: Entry, others: list[Entry], edge: int | None) -> list[Entry]:
        moment = entry.at(self.anchor)
        if self.when is When.BEFORE:
            return [o for o in others if o.end <= moment and o is not entry and (edge is None or o.start >= edge)]
        found = []
        for other in others[_first_from(others, moment) :]:
            if edge is not None and other.start >= edge and self._is_beyond(entry, other):
                break
            if other is not entry:
                found.append(other)
        return found

    def _is_beyond(self, entry: Entry, other: Entry) -> bool:
        """Whether an other one past the edge can be left out: it must be, unless the time limit reaches further."""
        if self.before_next or self.most_hours is None:
            return True
        return other.start - entry.at(self.anchor) > self.most_hours * 60

    def _judge_one(self, index: PlanIndex, entry: Entry, beside: list[Entry], verdict: Verdict) -> None:
        fitting = [other for other in beside if self.fits(index, entry, other)]
        if self.hard_least is not None and len(beside) < self.hard_least:
            verdict.found(self._too_few(index, entry, len(beside), Side.HARD, self.hard_least), self.has)
        elif self.soft_least is not None and len(fitting) < self.soft_least:
            verdict.found(self._too_few(index, entry, len(fitting), Side.SOFT, self.soft_least), self.has)
        elif self.total_minutes is not None and _together(fitting) < self.total_minutes:
            verdict.found(self._too_short(index, entry, _together(fitting), self.total_minutes), self.has)
        elif self.soft_least is not None:
            verdict.near(Decimal(len(fitting)), Decimal(self.soft_least), "sessions", bound=Bound.AT_LEAST)

    def fits(self, index: PlanIndex, entry: Entry, other: Entry) -> bool:
        """Whether a session on the asked side is long enough and near enough to count."""
        if self.minutes is not None and other.session.minutes < self.minutes:
            return False
        moment = entry.at(self.anchor)
        away = other.start - moment if self.when is When.AFTER else moment - other.end
        if self.least_hours is not None and away < self.least_hours * 60:
            return False
        if self.most_hours is not None and away > self.most_hours * 60:
            return False
        if self.most_days is None:
            return True
        return (self.least_days or 0) <= abs(other.day - index.local_day(moment)) <= self.most_days

    def _too_few(self, index: PlanIndex, entry: Entry, count: int, side: Side, least: int) -> Problem:
        sentence = t(
            "{what} {where} the {kind} of {time}: {n}; at least {least}.",
            n=count or t("none"),
            what=words.sentence_start(self.has.words),
            where=self._reach(short=side is Side.HARD),
            kind=words.session_kind(entry.session.kind),
            time=words.moment(entry.session.start),
            least=least,
        )
        return self._problem(index, entry, side, sentence, Decimal(count), Decimal(least), "sessions")

    def _too_short(self, index: PlanIndex, entry: Entry, minutes: int, least: int) -> Problem:
        sentence = t(
            "{what} {where} the {kind} of {time}: {minutes}; at least {least}.",
            minutes=words.lasting(minutes),
            what=words.sentence_start(self.has.words),
            where=self._reach(short=False),
            kind=words.session_kind(entry.session.kind),
            time=words.moment(entry.session.start),
            least=words.lasting(least),
        )
        return self._problem(index, entry, Side.SOFT, sentence, Decimal(minutes), Decimal(least), "min")

    def _problem(
        self, index: PlanIndex, entry: Entry, side: Side, sentence: str, count: Decimal, least: Decimal, unit: str
    ) -> Problem:
        return Problem(
            side,
            sentence,
            (entry,),
            Quantity(count, unit),
            Quantity(least, unit),
            self._interval(index, entry),
            excess=least - count,
        )

    def _interval(self, index: PlanIndex, entry: Entry) -> Interval:
        moment = entry.at(self.anchor)
        hours = self.most_hours if self.most_hours is not None else Decimal(24 * (self.most_days or 1))
        reach = int(hours * 60)
        if self.when is When.AFTER:
            return Interval(index.local(moment), index.local(moment + reach))
        return Interval(index.local(moment - reach), index.local(moment))

    def _reach(self, *, short: bool) -> str:
        """ "within 12 to 72 h after", or just "after"."""
        side = t(self.when.value)
        if short:
            return side
        if self.most_days is not None and self.least_days is not None:
            return t("{low} to {high} {side}", low=self.least_days, high=words.days(self.most_days), side=side)
        if self.most_days is not None:
            return t("within {days} {side}", days=words.days(self.most_days), side=side)
        if self.most_hours is None:
            return side
        if self.least_hours is not None:
            return t(
                "{low} to {high} h {side}",
                low=words.number(self.least_hours),
                high=words.number(self.most_hours),
                side=side,
            )
        return t("within {high} h {side}", high=words.number(self.most_hours), side=side)

    def sentence(self, tiers: Tiers) -> str:
        parts = []
        if self.soft_least is not None:
            parts.append(t("at least {n}{long}, {reach} its {anchor} ({tier} below)", **self._spoken(tiers)))
        if self.total_minutes is not None:
            tier = tier_word(tiers.of(Side.SOFT))
            parts.append(t("together at least {m} ({tier} below)", m=words.lasting(self.total_minutes), tier=tier))
        if self.hard_least is not None:
            hard = sides(tiers, None, str(self.hard_least), "below")
            parts.append(t("at least {limit} at any time {side}", limit=hard, side=t(self.when.value)))
        if self.before_next:
            parts.append(t("before the next of them"))
        return t(
            "{what} for {each}: {limits}.",
            what=words.sentence_start(self.has.words),
            each=self.select.each,
            limits="; ".join(parts),
        )

    def _spoken(self, tiers: Tiers) -> dict[str, object]:
        return {
            "n": self.soft_least,
            "long": t(" of {m} or more", m=words.lasting(self.minutes)) if self.minutes else "",
            "reach": self._reach(short=False),
            "anchor": t(self.anchor.value),
            "tier": tier_word(tiers.of(Side.SOFT)),
        }


def _together(entries: list[Entry]) -> int:
    return sum(entry.session.minutes for entry in entries)


def _first_from(entries: list[Entry], minute: int) -> int:
    return bisect_left(entries, minute, key=lambda entry: entry.start)
