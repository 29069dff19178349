"""Form 8, not together: some sessions do not occur on one day with others, so soon after a dose, before driving."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.people import Practitioner
from kapplanner.domain.session import LONGEST_MINUTES, Route
from kapplanner.i18n import t
from kapplanner.rules import words
from kapplanner.rules.attributes import Missing, total_milligrams
from kapplanner.rules.care import driven_by_other
from kapplanner.rules.fields import ByRoute, Flag, Number, NumberByRoute, OneOf, Sessions, SomeOf, parameter
from kapplanner.rules.finding import Bound, Interval, Quantity
from kapplanner.rules.form import Problem, RuleForm, Side, Tiers, Verdict
from kapplanner.rules.index import Entry, PlanIndex
from kapplanner.rules.limits import by_route, sides, tier_word
from kapplanner.rules.selector import Selector


class Scope(StrEnum):
    """How near the two may not come."""

    AFTER_DOSE = "hours after the dose"
    UNTIL_DRIVING = "until driving is allowed"
    OBSERVATION = "from the end of the block until the observation ends"
    SAME_DAY = "the same day"


@dataclass(frozen=True, slots=True)
class NotTogether(RuleForm):
    """Hours count from dose time to start; a session that overlaps the medicine block is on the hard side.

    So is a medicine session in which a chosen method or task is planned itself.

    ``exception_mg`` and ``exception_routes``: a session that names the clinician of a low-dose protocol, trained in
    its modality, keeps the rule where the dose is at most so much by one of these routes. ``unless_driven``: a journey
    with a named adult or a taxi is no driving. What is bound to the medicine session may lie inside its observation.
    """

    form: ClassVar[str] = "not together"

    select: Selector = parameter(Sessions("Sessions"))
    other: Selector = parameter(Sessions("Not with"))
    scope: Scope = parameter(OneOf("How near", options=Scope))
    soft_hours: ByRoute | None = parameter(NumberByRoute("First limit", "h", high=Decimal(720)), None)
    hard_hours: ByRoute | None = parameter(NumberByRoute("Second limit", "h", high=Decimal(720)), None)
    exception_mg: Decimal | None = parameter(Number("Exception: dose at most", "mg", high=Decimal(2000)), None)
    exception_routes: tuple[Route, ...] = parameter(SomeOf("Exception: routes", options=Route), ())
    unless_driven: bool = parameter(Flag("Except where somebody else drives"), False)

    def check(self) -> None:
        hours = self.soft_hours is not None or self.hard_hours is not None
        if hours is not (self.scope is Scope.AFTER_DOSE):
            raise PlannerError("Hours go with the scope “hours after the dose” and only with it.")
        if self.unless_driven and self.scope is not Scope.UNTIL_DRIVING:
            raise PlannerError("“Except where somebody else drives” goes with the scope “until driving is allowed”.")
        if (self.exception_mg is None) is not (not self.exception_routes):
            raise PlannerError("An exception needs both a dose and routes.")

    def judge(self, index: PlanIndex) -> Verdict:
        verdict = Verdict()
        others = index.select(self.other)
        if not others:
            return verdict
        if self.scope is Scope.OBSERVATION:
            self._judge_observation(index, others, verdict)
            return verdict
        for entry in index.select(self.select):
            verdict.looked += 1
            problem = self._worst(index, entry, others, verdict)
            if problem is not None:
                verdict.found(problem, self.select)
        return verdict

    def _worst(self, index: PlanIndex, entry: Entry, others: list[Entry], verdict: Verdict) -> Problem | None:
        """The latest of the others that lies too near by the second limit or, where none does, by the first."""
        worst: Problem | None = None
        for other in self._candidates(index, entry, others):
            problem = self._problem(index, entry, other, verdict)
            if problem is None or self._is_excepted(index, entry, other, problem, verdict):
                continue
            if problem.side is Side.HARD:
                return problem
            worst = worst or problem
        return worst

    def _candidates(self, index: PlanIndex, entry: Entry, others: list[Entry]) -> Iterator[Entry]:
        """The others that may lie too near: those before the end of the session, latest first; or of its day."""
        if self.scope is Scope.SAME_DAY:
            return iter([other for other in others if other.day == entry.day and other is not entry])
        last = index.first_from(others, entry.end)
        first = min(max(0, last - 2), index.first_from(others, entry.start - self._reach))
        near = reversed(others[first:last])
        return iter([other for other in near if other is not entry or self._is_of_content])

    @property
    def _reach(self) -> int:
        """How many minutes before a session another may begin and still matter: its own length and the hours after it.

        Driving is allowed on the next day.
        """
        hours = [limit for each in (self.soft_hours, self.hard_hours) if each for limit in each.numbers]
        return LONGEST_MINUTES + int(max(hours, default=Decimal(48)) * 60)

    @property
    def _is_of_content(self) -> bool:
        """Whether sessions are chosen by what is done in them, so that one inside a medicine session is meant too."""
        return bool(self.select.modalities) or self.select.exposure_task is True

    def _problem(self, index: PlanIndex, entry: Entry, other: Entry, verdict: Verdict) -> Problem | None:
        match self.scope:
            case Scope.AFTER_DOSE:
                return self._too_soon(index, entry, other, verdict)
            case Scope.UNTIL_DRIVING:
                return self._before_driving(index, entry, other, verdict)
            case _:
                return self._same_day(index, entry, other)

    def _too_soon(self, index: PlanIndex, entry: Entry, other: Entry, verdict: Verdict) -> Problem | None:
        dose = other.at("dose")
        away = entry.start - dose
        if entry.end <= dose:
            return None
        soft = _minutes(self.soft_hours, other)
        hard = _minutes(self.hard_hours, other)
        overlaps = entry.start < other.end
        limits = [limit for limit in (soft, hard) if limit is not None]
        if not overlaps and all(away >= limit for limit in limits):
            if soft is not None:
                verdict.near(Decimal(away) / 60, soft / 60, "h", bound=Bound.AT_LEAST)
            return None
        side = Side.HARD if overlaps or (hard is not None and away < hard) else Side.SOFT
        return self._sooner(index, entry, other, side, max(limits))

    def _sooner(self, index: PlanIndex, entry: Entry, other: Entry, side: Side, limit: Decimal) -> Problem:
        away = entry.start - other.at("dose")
        text = (
            "{what} on {time} starts {away} after the {route} dose; at least {least}."
            if away >= 0
            else "{what} on {time} runs into the {route} dose; at least {least} after it."
        )
        if entry is other:
            text = "{what} is planned inside the {route} medicine session of {time}; at least {least} after the dose."
        sentence = t(
            text,
            what=words.sentence_start(_what(entry)),
            time=words.moment(entry.session.start),
            away=words.lasting(away),
            route=other.route,
            least=words.lasting(int(limit)),
        )
        return Problem(
            side,
            sentence,
            _in_order(entry, other),
            *_hours_between(entry, other, limit),
            Interval(index.local(other.at("dose")), index.local(other.at("dose") + int(limit))),
            (str(entry.session.low_dose_exception_by), str(limit)),
            excess=limit - away,
        )

    def _before_driving(self, index: PlanIndex, entry: Entry, other: Entry, verdict: Verdict) -> Problem | None:
        again, dose = index.driving_again(other), other.at("dose")
        if entry.start >= again or entry.end <= dose:
            return None
        if self.unless_driven:
            driven = driven_by_other(index, other)
            if driven is None:
                verdict.lacks((f"session.{other.id}.medicine.escort",), other, entry)
            if driven is not False:
                return None
        needs = words.listed((t(need.value) for need in entry.session.exposure_needs or ()), "and")
        sentence = t(
            "{what} on {time}: nobody is named to drive, and driving is out until {again}."
            if self.unless_driven
            else "{what} on {time} needs {needs}, but driving is out until {again}.",
            what=words.sentence_start(_what(entry)),
            time=words.moment(entry.session.start),
            needs=needs,
            again=words.moment(index.local(again)),
        )
        return Problem(
            Side.HARD,
            sentence,
            _in_order(entry, other),
            *_hours_between(entry, other, Decimal(again - dose)),
            Interval(index.local(dose), index.local(again)),
            excess=Decimal(again - entry.start),
        )

    def _judge_observation(self, index: PlanIndex, others: list[Entry], verdict: Verdict) -> None:
        """What begins in the block itself overlaps it, which is another rule's matter."""
        chosen = index.select(self.select)
        verdict.looked = len(chosen)
        for other in others:
            until = index.observed_until(other)
            if until <= other.end:
                continue
            for entry in chosen[index.first_from(chosen, other.end) : index.first_from(chosen, until)]:
                if entry.session.bound_to != other.id:
                    verdict.found(self._while_observed(index, entry, other, until), self.select)

    def _while_observed(self, index: PlanIndex, entry: Entry, other: Entry, until: int) -> Problem:
        sentence = t(
            "{what} on {time} begins before the observation ends at {until}.",
            what=words.sentence_start(_what(entry)),
            time=words.moment(entry.session.start),
            until=words.clock(index.local(until)),
        )
        return Problem(
            Side.HARD,
            sentence,
            (other, entry),
            Quantity(Decimal(entry.start - other.at("dose")), "min"),
            Quantity(Decimal(until - other.at("dose")), "min"),
            Interval(index.local(other.end), index.local(until)),
            excess=Decimal(until - entry.start),
        )

    def _same_day(self, index: PlanIndex, entry: Entry, other: Entry) -> Problem:
        sentence = t(
            "{what} on {time} is on the same day as {other}.",
            what=words.sentence_start(_what(entry)),
            time=words.moment(entry.session.start),
            other=_what(other),
        )
        first, second = sorted((entry, other), key=lambda each: (each.start, each.id))
        span = Interval(first.session.start, index.local(max(first.end, second.end)))
        return Problem(Side.HARD, sentence, (first, second), interval=span)

    def _is_excepted(self, index: PlanIndex, entry: Entry, other: Entry, problem: Problem, verdict: Verdict) -> bool:
        """Whether the low-dose exception covers this; a gap is added, and true answered, where that cannot be known."""
        name = entry.session.low_dose_exception_by
        if self.exception_mg is None or not name or other.route not in self.exception_routes:
            return False
        dose = total_milligrams(index, other)
        trained = _trained(index, name, entry.session.modality)
        if trained is False or (isinstance(dose, Decimal) and dose > self.exception_mg):
            return False
        missing = dose.names if isinstance(dose, Missing) else ()
        if trained is None:
            missing = (*missing, f"session.{entry.id}.low_dose_exception_by")
        if missing:
            verdict.lacks(missing, *problem.entries)
        return True

    def sentence(self, tiers: Tiers) -> str:
        match self.scope:
            case Scope.AFTER_DOSE:
                limits = sides(tiers, by_route(self.soft_hours, _hours), by_route(self.hard_hours, _hours), "below")
                text = t(
                    "{what} start after the dose by at least {limits}; never inside the medicine session ({tier}).",
                    what=self.select.words,
                    limits=limits,
                    tier=tier_word(tiers.of(Side.HARD)),
                )
                if self.exception_mg is not None:
                    text += t(
                        " Except with a named, trained clinician and at most {mg} mg {routes}.",
                        mg=words.number(self.exception_mg),
                        routes=words.listed(self.exception_routes),
                    )
                return text
            case Scope.UNTIL_DRIVING:
                text = "{what}: not from the dose until driving is allowed ({tier} otherwise)."
                if self.unless_driven:
                    text = (
                        "{what}: not from the dose until driving is allowed, unless somebody else drives "
                        "({tier} otherwise)."
                    )
            case Scope.OBSERVATION:
                text = "{what}: none begins between the end of the block and the end of observation ({tier} otherwise)."
            case _:
                text = "{what}: not on the same day as {other} ({tier} otherwise)."
        return t(text, what=self.select.words, other=self.other.words, tier=tier_word(tiers.of(Side.HARD)))


def _trained(index: PlanIndex, name: str, modality: str | None) -> bool | None:
    """Whether the named clinician is trained in a modality; None where their trainings were never entered."""
    person = index.plan.practitioner(name) or _by_name(index, name)
    if person is None or person.trainings is None:
        return None
    return modality in person.trainings


def _by_name(index: PlanIndex, name: str) -> Practitioner | None:
    return next((person for person in index.plan.practitioners if person.name == name), None)


def _minutes(hours: ByRoute | None, entry: Entry) -> Decimal | None:
    found = None if hours is None else hours.of(entry.route)
    return None if found is None else found * 60


def _in_order(entry: Entry, other: Entry) -> tuple[Entry, ...]:
    """The two in order of time, or the one that is both."""
    if entry is other:
        return (entry,)
    return (other, entry) if other.start <= entry.start else (entry, other)


def _hours_between(entry: Entry, other: Entry, limit: Decimal) -> tuple[Quantity | None, Quantity | None]:
    """From the dose to the start, and the limit; neither for what is planned inside the medicine session itself."""
    if entry is other:
        return None, None
    away = Decimal(entry.start - other.at("dose"))
    return Quantity(words.tidy(away / 60, 2), "h"), Quantity(words.tidy(limit / 60, 2), "h")


def _what(entry: Entry) -> str:
    if entry.session.travel is not None:
        return t(entry.session.travel.value)
    modality = entry.session.modality
    return words.modality(modality) if modality else words.session_kind(entry.session.kind)


def _hours(value: Decimal) -> str:
    return words.amount(value, "h")
