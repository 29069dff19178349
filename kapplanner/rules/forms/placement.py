"""Form 10, placement: some sessions only on these weekdays, inside these hours, not on the first or last day."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import ClassVar

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.restrictions import restrictions
from kapplanner.domain.session import TravelDirection
from kapplanner.i18n import t
from kapplanner.rules import words
from kapplanner.rules.fields import Flag, OneOf, Sessions, SomeOf, TimeOfDay, parameter
from kapplanner.rules.form import Problem, RuleForm, Side, Tiers, Verdict
from kapplanner.rules.index import Entry, PlanIndex
from kapplanner.rules.limits import tier_word
from kapplanner.rules.selector import Selector


class Weekday(StrEnum):
    """Days of the week in order."""

    MONDAY = "Monday"
    TUESDAY = "Tuesday"
    WEDNESDAY = "Wednesday"
    THURSDAY = "Thursday"
    FRIDAY = "Friday"
    SATURDAY = "Saturday"
    SUNDAY = "Sunday"


@dataclass(frozen=True, slots=True)
class Placement(RuleForm):
    """Hours are clock times in the plan's zone: it starts from ``start_from`` to ``start_until``, ends by ``end_by``.

    A medicine session ends with its observation. What ends on a later day ends too late. ``food_stop_by_day``: the last
    meal before a medicine session does not have to be eaten between midnight and the route's end of the night.
    """

    form: ClassVar[str] = "placement"

    select: Selector = parameter(Sessions("Sessions"))
    side: Side = parameter(OneOf("Limit", options=Side), Side.SOFT)
    weekdays: tuple[Weekday, ...] = parameter(SomeOf("Weekdays", options=Weekday), ())
    start_from: time | None = parameter(TimeOfDay("Starts from"), None)
    start_until: time | None = parameter(TimeOfDay("Starts until"), None)
    end_by: time | None = parameter(TimeOfDay("Ends by"), None)
    food_stop_by_day: bool = parameter(Flag("Eating stops by day"), False)
    not_on: TravelDirection | None = parameter(OneOf("Not on the day of", options=TravelDirection), None)

    def check(self) -> None:
        if not self.food_stop_by_day:
            self.require_one_of("weekdays", "start_from", "start_until", "end_by", "not_on")
        if self.start_from is not None and self.start_until is not None and self.start_from > self.start_until:
            raise PlannerError("The latest start lies before the earliest.")

    def judge(self, index: PlanIndex) -> Verdict:
        verdict = Verdict()
        days = index.travel_days(self.not_on) if self.not_on is not None else set()
        for entry in index.select(self.select):
            verdict.looked += 1
            reason = self._reason(index, entry, days)
            if reason:
                verdict.found(self._problem(index, entry, reason), self.select)
        return verdict

    def _minutes_outside(self, index: PlanIndex, entry: Entry) -> int:
        """How far a session lies outside the hours, on the side where it lies furthest; 0 for a wrong day."""
        start = entry.session.start
        outside = [0]
        if self.start_from is not None:
            outside.append(_minute(self.start_from) - _minute(start.time()))
        if self.start_until is not None:
            outside.append(_minute(start.time()) - _minute(self.start_until))
        if self.end_by is not None:
            limit = datetime.combine(start.date(), self.end_by)
            outside.append((self._end(index, entry) - limit) // timedelta(minutes=1))
        return max(outside)

    def _reason(self, index: PlanIndex, entry: Entry, days: set[int]) -> str:
        start = entry.session.start
        if self.weekdays and list(Weekday)[start.weekday()] not in self.weekdays:
            return t("is not on {days}", days=words.listed(t(day.value) for day in self.weekdays))
        if self.start_from is not None and start.time() < self.start_from:
            return t("starts before {limit}", limit=words.clock(self.start_from))
        if self.start_until is not None and start.time() > self.start_until:
            return t("starts after {limit}", limit=words.clock(self.start_until))
        if self.food_stop_by_day and (reason := self._eats_at_night(index, entry)):
            return reason
        if self.not_on is not None and entry.day in days:
            return t("is on the day of {travel}", travel=t(self.not_on.value))
        return self._late(index, entry) if self.end_by is not None else ""

    def _end(self, index: PlanIndex, entry: Entry) -> datetime:
        minute = entry.end
        if entry.dose is not None:
            minute = max(minute, index.observed_until(entry))
        return index.local(minute)

    def _eats_at_night(self, index: PlanIndex, entry: Entry) -> str:
        if entry.dose is None:
            return ""
        profile = index.numbers(entry)
        stop = index.local(entry.at("dose") - profile.solids_minutes)
        if stop.time() < profile.night_until and index.plan.evening_food_stop is not None:
            stop = restrictions(index.plan, entry.session, profile).food_stop
        if stop.time() >= profile.night_until:
            return ""
        return t("asks that eating stops at {stop}, at night", stop=words.clock(stop))

    def _late(self, index: PlanIndex, entry: Entry) -> str:
        assert self.end_by is not None
        end = self._end(index, entry)
        if end.date() == entry.session.start.date() and end.time() <= self.end_by:
            return ""
        return t("ends at {end}, after {limit}", end=f"{end:%H:%M}", limit=words.clock(self.end_by))

    def _problem(self, index: PlanIndex, entry: Entry, reason: str) -> Problem:
        excess = Decimal(self._minutes_outside(index, entry))
        return Problem(
            self.side, partial(_said, entry, reason), (entry,), interval=partial(index.span, (entry,)), excess=excess
        )

    def sentence(self, tiers: Tiers) -> str:
        parts = []
        if self.weekdays:
            parts.append(t("only on {days}", days=words.listed(t(day.value) for day in self.weekdays)))
        if self.start_from is not None and self.start_until is not None:
            span = words.clock(self.start_from), words.clock(self.start_until)
            parts.append(t("start from {first} to {last}", first=span[0], last=span[1]))
        elif self.start_from is not None:
            parts.append(t("start from {limit}", limit=words.clock(self.start_from)))
        elif self.start_until is not None:
            parts.append(t("start until {limit}", limit=words.clock(self.start_until)))
        if self.end_by is not None:
            parts.append(t("end, observation included, by {limit}", limit=words.clock(self.end_by)))
        if self.food_stop_by_day:
            parts.append(t("eating does not stop at night"))
        if self.not_on is not None:
            parts.append(t("not on the day of {travel}", travel=t(self.not_on.value)))
        tier = tier_word(tiers.of(self.side))
        return t("{what}: {limits} ({tier} otherwise).", what=self.select.words, limits="; ".join(parts), tier=tier)


def _said(entry: Entry, reason: str) -> str:
    return t(
        "{kind} of {time} {reason}.",
        kind=words.sentence_start(words.session_kind(entry.session.kind)),
        time=words.moment(entry.session.start),
        reason=reason,
    )


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute
