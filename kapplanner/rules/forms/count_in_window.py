"""Form 1, count in window: at most or at least N of some sessions in any W days."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.people import Answer
from kapplanner.domain.session import Session
from kapplanner.i18n import nt, t
from kapplanner.rules import words
from kapplanner.rules.fields import Count, Flag, OneOf, Sessions, parameter
from kapplanner.rules.finding import Quantity
from kapplanner.rules.form import Problem, RuleForm, Side, Tiers, Verdict
from kapplanner.rules.index import Entry, PlanIndex
from kapplanner.rules.limits import above, below, decimal, sides, tier_word
from kapplanner.rules.selector import Selector


class Counted(StrEnum):
    """What is counted in a window."""

    SESSIONS = "sessions"
    DAYS_IN_A_ROW = "days in a row"
    REST_DAYS = "rest days"


class Stretch(StrEnum):
    """Over what the window runs."""

    ROLLING = "any days"
    WEEKS = "weeks from the first"
    PLAN = "the whole plan"


@dataclass(frozen=True, slots=True)
class CountInWindow(RuleForm):
    """ "In N days" means N local calendar days, D to D+N-1, sliding; overlapping windows give one problem, the worst.

    ``earlier``: days of earlier ketamine sessions in the profile count too; ``earlier_needed``: while they are not
    known the rule could not be checked. Rest days have none of ``select`` and at
    most ``rest_minutes`` of contact; they are counted over the course where it is longer than the window.
    """

    form: ClassVar[str] = "count in window"

    select: Selector = parameter(Sessions("Sessions counted"))
    counted: Counted = parameter(OneOf("What is counted", options=Counted), Counted.SESSIONS)
    stretch: Stretch = parameter(OneOf("Over", options=Stretch), Stretch.ROLLING)
    days: int = parameter(Count("Window", "days", 1, 400), 7)
    soft_most: int | None = parameter(Count("Most, first limit", "sessions", 0, 500), None)
    hard_most: int | None = parameter(Count("Most, second limit", "sessions", 0, 500), None)
    soft_least: int | None = parameter(Count("Least, first limit", "sessions", 0, 500), None)
    hard_least: int | None = parameter(Count("Least, second limit", "sessions", 0, 500), None)
    rest_minutes: int = parameter(Count("Contact on a rest day", "min", 0, 1440), 0)
    earlier: bool = parameter(Flag("Earlier sessions anywhere count"), False)
    earlier_needed: bool = parameter(Flag("Earlier sessions must be known"), True)

    def check(self) -> None:
        self.require_one_of("soft_most", "hard_most", "soft_least", "hard_least")
        if self.soft_most is not None and self.hard_most is not None and self.soft_most > self.hard_most:
            raise PlannerError("The second limit must not be below the first.")
        if self.soft_least is not None and self.hard_least is not None and self.soft_least < self.hard_least:
            raise PlannerError("The second limit must not be above the first.")
        self._check_what_is_looked_at()

    def _check_what_is_looked_at(self) -> None:
        """Refuse a limit that would never be looked at: the rule would pass whatever the plan."""
        has_most = self.soft_most is not None or self.hard_most is not None
        has_least = self.soft_least is not None or self.hard_least is not None
        is_rolling = self.stretch is Stretch.ROLLING
        if self.counted is not Counted.SESSIONS and not is_rolling:
            raise PlannerError("Days in a row and rest days are counted over any days only.")
        if self.counted is Counted.REST_DAYS and has_most:
            raise PlannerError("Rest days have a least number only.")
        if self.counted is not Counted.REST_DAYS and is_rolling and has_least:
            raise PlannerError("“Least” goes with weeks from the first, with the whole plan, and with rest days.")

    @property
    def hangs_on_days(self) -> bool:
        return True

    def sees(self, session: Session) -> bool:
        return RuleForm.sees(self, session) or (self.counted is Counted.REST_DAYS and session.is_contact)

    def judge(self, index: PlanIndex) -> Verdict:
        verdict = Verdict()
        chosen = index.select(self.select)
        if self.counted is Counted.REST_DAYS:
            self._judge_rest(index, chosen, verdict)
        elif self.stretch is Stretch.ROLLING:
            self._judge_rolling(index, chosen, verdict)
        else:
            self._judge_parts(index, chosen, verdict)
        return verdict

    def _judge_rolling(self, index: PlanIndex, chosen: list[Entry], verdict: Verdict) -> None:
        if self.counted is Counted.DAYS_IN_A_ROW:
            self._judge_rows(index, chosen, verdict)
            return
        earlier = (
            sorted(day.toordinal() for day in set(index.plan.profile.earlier_ketamine.days)) if self.earlier else []
        )
        marks = sorted([(entry.day, entry) for entry in chosen] + [(day, None) for day in earlier], key=_day)
        if not chosen:
            return
        verdict.looked = len(marks)
        days = [day for day, _ in marks]
        counts = [bisect_left(days, day + self.days) - place for place, day in enumerate(days)]
        for place in _worst_places(days, counts, self.days, self._limit()):
            inside = [entry for _, entry in marks[place : place + counts[place]] if entry is not None]
            if inside:
                verdict.found(self._too_many(index, inside, days[place], counts[place]), self.select)
        self._note_nearest(verdict, max(counts))
        if self.earlier and self.earlier_needed:
            self._earlier_unknown(index, chosen, max(counts), verdict)

    def _limit(self) -> int:
        return min(limit for limit in (self.soft_most, self.hard_most, 100_000) if limit is not None)

    def _note_nearest(self, verdict: Verdict, most: int) -> None:
        limit = self._limit()
        if limit < 100_000 and most <= limit:
            verdict.near(Decimal(most), Decimal(limit), "sessions")

    def _earlier_unknown(self, index: PlanIndex, chosen: list[Entry], most: int, verdict: Verdict) -> None:
        """Sessions had elsewhere that have no date might fall into the fullest window; unknown ones certainly might."""
        known = index.plan.profile.earlier_ketamine
        if verdict.problems or known.experienced is Answer.NO:
            return
        if known.count is not None:
            undated = max(0, known.count - len(known.days))
            if most + undated > self._limit():
                verdict.lacks(("profile.earlier_ketamine.days",), *chosen)
        elif not known.days:
            asked = known.experienced is Answer.YES
            verdict.lacks((f"profile.earlier_ketamine.{'days' if asked else 'experienced'}",), *chosen)

    def _judge_rows(self, index: PlanIndex, chosen: list[Entry], verdict: Verdict) -> None:
        verdict.looked = len(chosen)
        runs: list[list[Entry]] = []
        for entry in chosen:
            if runs and entry.day - runs[-1][-1].day <= 1:
                runs[-1].append(entry)
            else:
                runs.append([entry])
        longest = 0
        for run in runs:
            length = run[-1].day - run[0].day + 1
            longest = max(longest, length)
            passed = above(Decimal(length), decimal(self.soft_most), decimal(self.hard_most))
            if passed is not None:
                verdict.found(self._row(index, run, length, *passed), self.select)
        self._note_nearest(verdict, longest)

    def _row(self, index: PlanIndex, run: list[Entry], length: int, side: Side, limit: Decimal) -> Problem:
        sentence = t(
            "{n} days in a row with {what} from {day}; at most {limit}.",
            n=length,
            what=self.select.words,
            day=words.day_name(run[0].session.start),
            limit=limit,
        )
        return Problem(
            side,
            sentence,
            tuple(run),
            Quantity(Decimal(length), "days"),
            Quantity(limit, "days"),
            index.span(run),
            excess=length - limit,
        )

    def _too_many(self, index: PlanIndex, inside: list[Entry], day: int, count: int) -> Problem:
        passed = above(Decimal(count), decimal(self.soft_most), decimal(self.hard_most))
        assert passed is not None
        side, limit = passed
        sentence = t(
            "{n} {what} within {days} from {day}{elsewhere}; at most {limit}.",
            n=count,
            what=self.select.words,
            days=words.days(self.days),
            day=words.day_name(inside[0].session.start),
            elsewhere=self._elsewhere(count - len(inside)),
            limit=limit,
        )
        if self.days == 1:
            sentence = t(
                "{n} {what} on {day}; at most {limit} a day.",
                n=count,
                what=self.select.words,
                day=words.day_name(inside[0].session.start),
                limit=limit,
            )
        return Problem(
            side,
            sentence,
            tuple(inside),
            Quantity(Decimal(count), "sessions"),
            Quantity(limit, "sessions"),
            index.span(inside),
            facts=(str(day), str(count - len(inside))),
            excess=count - limit,
        )

    def _elsewhere(self, count: int) -> str:
        return nt(" ({n} of them earlier)", " ({n} of them earlier)", count) if count else ""

    def _judge_parts(self, index: PlanIndex, chosen: list[Entry], verdict: Verdict) -> None:
        """Whole weeks from the first of them, or the whole plan."""
        if self.stretch is Stretch.PLAN:
            verdict.looked = 1
            self._compare(index, chosen, t("in the plan"), "", verdict)
            return
        if not chosen:
            return
        first = chosen[0].day
        weeks = (chosen[-1].day - first) // self.days + 1
        verdict.looked = weeks
        for week in range(weeks):
            inside = [entry for entry in chosen if (entry.day - first) // self.days == week]
            place = t("in week {n} of the medicine sessions", n=week + 1)
            self._compare(index, inside, place, str(week), verdict)

    def _compare(self, index: PlanIndex, inside: list[Entry], place: str, week: str, verdict: Verdict) -> None:
        count = Decimal(len(inside))
        passed = above(count, decimal(self.soft_most), decimal(self.hard_most))
        text = "{what} {place}: {n}; at most {limit}." if self._limit() else "{what} {place}: {n}; none is allowed."
        if passed is None:
            passed = below(count, decimal(self.soft_least), decimal(self.hard_least))
            text = "{what} {place}: {n}; at least {limit}."
        if passed is None:
            return
        side, limit = passed
        what = words.sentence_start(self.select.words)
        sentence = t(text, n=count or t("none"), what=what, place=place, limit=limit)
        verdict.found(
            Problem(
                side,
                sentence,
                tuple(inside),
                Quantity(count, "sessions"),
                Quantity(limit, "sessions"),
                index.span(inside) if inside else None,
                facts=(week,),
                excess=abs(count - limit),
            ),
            self.select,
        )

    def _judge_rest(self, index: PlanIndex, chosen: list[Entry], verdict: Verdict) -> None:
        course = index.course_days()
        if course is None or course[1] - course[0] + 1 <= self.days:
            return
        busy = {entry.day for entry in chosen}
        minutes: dict[int, int] = {}
        for entry in index.entries:
            if entry.session.is_contact:
                minutes[entry.day] = minutes.get(entry.day, 0) + entry.session.minutes
        busy |= {day for day, total in minutes.items() if total > self.rest_minutes}
        marks = [0]
        for day in range(course[0], course[1] + 1):
            marks.append(marks[-1] + (day not in busy))
        windows = len(marks) - self.days
        verdict.looked = windows
        rest = [marks[place + self.days] - marks[place] for place in range(windows)]
        least = min(rest)
        passed = below(Decimal(least), decimal(self.soft_least), decimal(self.hard_least))
        if passed is None:
            return
        self._too_little_rest(index, course[0] + rest.index(least), least, *passed, verdict)

    def _too_little_rest(
        self, index: PlanIndex, day: int, rest: int, side: Side, limit: Decimal, verdict: Verdict
    ) -> None:
        inside = [
            entry
            for entry in index.entries
            if day <= entry.day < day + self.days and (entry.session.is_contact or self.select.matches(entry.session))
        ]
        sentence = t(
            "{n} rest days in {days} from {day}; at least {limit} (no medicine, contact at most {minutes}).",
            n=rest,
            days=words.days(self.days),
            day=words.day_name(inside[0].session.start),
            limit=limit,
            minutes=words.lasting(self.rest_minutes),
        )
        verdict.found(
            Problem(
                side,
                sentence,
                tuple(inside),
                Quantity(Decimal(rest), "days"),
                Quantity(limit, "days"),
                index.span(inside),
                excess=limit - rest,
            )
        )

    def sentence(self, tiers: Tiers) -> str:
        what = t("rest days") if self.counted is Counted.REST_DAYS else self.select.words
        window = {
            Stretch.ROLLING: t("on one day") if self.days == 1 else t("in any {days}", days=words.days(self.days)),
            Stretch.WEEKS: t("in each {days} from the first", days=words.days(self.days)),
            Stretch.PLAN: t("in the plan"),
        }[self.stretch]
        if self.counted is Counted.DAYS_IN_A_ROW:
            window = t("on days in a row")
        most = sides(tiers, _text(self.soft_most), _text(self.hard_most), "above")
        least = sides(tiers, _text(self.soft_least), _text(self.hard_least), "below")
        parts = [self._none_or(tiers, most)] if most else []
        parts += [t("at least {limits}", limits=least)] if least else []
        more = t(
            " Rest: at most {minutes} of contact. Looked at in courses of more than {days}.",
            minutes=words.lasting(self.rest_minutes),
            days=words.days(self.days),
        )
        earlier = t(" Earlier sessions anywhere count.")
        return (
            t("{what} {window}: {limits}.", what=words.sentence_start(what), window=window, limits="; ".join(parts))
            + (more if self.counted is Counted.REST_DAYS else "")
            + (earlier if self.earlier else "")
        )

    def _none_or(self, tiers: Tiers, most: str) -> str:
        """ "at most 3 (Caution above)", and where none is allowed "none (Stop otherwise)"."""
        if {self.soft_most, self.hard_most} - {None} != {0}:
            return t("at most {limits}", limits=most)
        return t(
            "none ({tier} otherwise)", tier=tier_word(tiers.of(Side.SOFT if self.hard_most is None else Side.HARD))
        )


def _text(limit: int | None) -> str | None:
    return None if limit is None else str(limit)


def _day(mark: tuple[int, Entry | None]) -> int:
    return mark[0]


def _worst_places(days: list[int], counts: list[int], window: int, limit: int) -> Iterator[int]:
    """Of windows over the limit that share days, the fullest (the earliest of equals)."""
    worst = -1
    reach = -1
    for place, count in enumerate(counts):
        if count <= limit:
            continue
        if worst >= 0 and days[place] < reach:
            worst = place if count > counts[worst] else worst
        else:
            if worst >= 0:
                yield worst
            worst = place
        reach = days[place] + window
    if worst >= 0:
        yield worst
