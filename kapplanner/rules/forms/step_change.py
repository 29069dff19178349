"""Form 5, step change: a dose rises or falls by at most so many percent from one session to the next."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from kapplanner.domain.quantities import Band
from kapplanner.domain.session import Route
from kapplanner.i18n import t
from kapplanner.rules import words
from kapplanner.rules.attributes import comparable, missing_dose
from kapplanner.rules.fields import ByRoute, Flag, NumberByRoute, OneOf, Sessions, parameter
from kapplanner.rules.finding import Quantity
from kapplanner.rules.form import Problem, RuleForm, Side, Tiers, Verdict
from kapplanner.rules.index import Entry, PlanIndex
from kapplanner.rules.limits import above, by_route, of_route, sides, tier_word
from kapplanner.rules.selector import Selector


class Compared(StrEnum):
    """Which doses are compared, and as what."""

    SAME_ROUTE = "doses by the same route"
    ROUTE_CHANGE = "absorbed amounts when the route changes"


@dataclass(frozen=True, slots=True)
class StepChange(RuleForm):
    """Doses are compared per kg where both are so given, else in mg; absorbed amounts are estimates from the shares.

    ``exempt_low_start``: a step from a first dose in the low band up to the upper edge of standard is not a problem.
    A route without a limit is not looked at. On a change of route the limit of the new route counts.
    """

    form: ClassVar[str] = "step change"

    select: Selector = parameter(Sessions("Sessions"))
    compared: Compared = parameter(OneOf("Compared", options=Compared), Compared.SAME_ROUTE)
    soft_up: ByRoute | None = parameter(NumberByRoute("Rise, first limit", "%", high=Decimal(1000)), None)
    hard_up: ByRoute | None = parameter(NumberByRoute("Rise, second limit", "%", high=Decimal(1000)), None)
    soft_down: ByRoute | None = parameter(NumberByRoute("Fall, first limit", "%", high=Decimal(100)), None)
    hard_down: ByRoute | None = parameter(NumberByRoute("Fall, second limit", "%", high=Decimal(100)), None)
    exempt_low_start: bool = parameter(Flag("The step up from a low first dose is allowed"), False)

    def check(self) -> None:
        self.require_one_of("soft_up", "hard_up", "soft_down", "hard_down")

    @property
    def hangs_on_days(self) -> bool:
        return True

    def judge(self, index: PlanIndex) -> Verdict:
        verdict = Verdict()
        for before, after in self._pairs(index.select(self.select)):
            up = (of_route(self.soft_up, after.route), of_route(self.hard_up, after.route))
            down = (of_route(self.soft_down, after.route), of_route(self.hard_down, after.route))
            if up == down == (None, None):
                continue
            verdict.looked += 1
            self._judge_pair(index, before, after, up, down, verdict)
        return verdict

    def _pairs(self, chosen: list[Entry]) -> Iterator[tuple[Entry, Entry]]:
        latest: dict[Route | None, Entry] = {}
        previous: Entry | None = None
        for entry in chosen:
            if self.compared is Compared.SAME_ROUTE:
                if entry.route in latest:
                    yield latest[entry.route], entry
                latest[entry.route] = entry
            elif previous is not None and previous.route is not entry.route:
                yield previous, entry
            previous = entry

    def _judge_pair(
        self,
        index: PlanIndex,
        before: Entry,
        after: Entry,
        up: tuple[Decimal | None, Decimal | None],
        down: tuple[Decimal | None, Decimal | None],
        verdict: Verdict,
    ) -> None:
        amounts = comparable(index, before.medicine.dose, after.medicine.dose)
        if amounts is None:
            verdict.lacks(_missing(before, after), before, after)
            return
        first, second = self._absorbed(index, before, after, *amounts)
        change = (second - first) / first * 100
        passed = above(change, *up) or above(-change, *down)
        if passed is None:
            for limit in up if change >= 0 else down:
                if limit is not None:
                    verdict.near(abs(change), limit, "%", places=1)
            return
        bands = self._bands_of_low_start(index, before, after, change)
        if bands is not None and None in bands:
            verdict.lacks(("patient.weight",), before, after)
        elif bands is None or bands[0] is not Band.LOW or bands[1] is Band.HIGH:
            verdict.found(self._problem(index, before, after, change, *passed), self.select)

    def _absorbed(
        self, index: PlanIndex, before: Entry, after: Entry, first: Decimal, second: Decimal
    ) -> tuple[Decimal, Decimal]:
        if self.compared is Compared.SAME_ROUTE:
            return first, second
        shares = [index.routes[entry.medicine.route].share_absorbed for entry in (before, after)]
        return first * shares[0], second * shares[1]

    def _bands_of_low_start(
        self, index: PlanIndex, before: Entry, after: Entry, change: Decimal
    ) -> tuple[Band | None, Band | None] | None:
        """The bands of a step up from the plan's first dose (None: weight missing); None where no step is exempt."""
        if not self.exempt_low_start or change < 0 or before is not index.medicine[0]:
            return None
        profile, weight = index.routes[before.medicine.route], index.plan.patient.weight
        return profile.band(before.medicine.dose, weight), profile.band(after.medicine.dose, weight)

    def _problem(
        self, index: PlanIndex, before: Entry, after: Entry, change: Decimal, side: Side, limit: Decimal
    ) -> Problem:
        text = (
            "{time}: dose {direction} {change} % from {first} to {second} by {route}; at most {limit} %."
            if self.compared is Compared.SAME_ROUTE
            else "{time}: {direction} about {change} % absorbed ({old} {first} to {route} {second}); at most {limit} %."
        )
        sentence = t(
            text,
            time=words.moment(after.session.start),
            direction=t("up") if change > 0 else t("down"),
            change=words.number_beside(abs(change), limit, 0),
            first=before.medicine.dose,
            second=after.medicine.dose,
            old=before.route,
            route=after.route,
            limit=words.number(limit),
        )
        return Problem(
            side,
            sentence,
            (before, after),
            Quantity(words.tidy(abs(change), 1), "%"),
            Quantity(limit, "%"),
            index.span((after,)),
            (str(index.plan.patient.weight),),
            excess=abs(change) - limit,
        )

    def sentence(self, tiers: Tiers) -> str:
        up = sides(tiers, by_route(self.soft_up, _percent), by_route(self.hard_up, _percent), "above")
        down = sides(tiers, by_route(self.soft_down, _percent), by_route(self.hard_down, _percent), "above")
        parts = [t("rise by at most {limits}", limits=up)] if up else []
        if _is_none(self.soft_up, self.hard_up):
            parts = [
                t("no rise ({tier} otherwise)", tier=tier_word(tiers.of(Side.SOFT if self.soft_up else Side.HARD)))
            ]
        parts += [t("fall by at most {limits}", limits=down)] if down else []
        low = t(" The step up from a low first dose to the standard band is allowed.") if self.exempt_low_start else ""
        return t("{what}, from one of the {sessions} to the next: {limits}.", **self._named(parts)) + low

    def _named(self, parts: list[str]) -> dict[str, object]:
        return {"what": t(self.compared.value), "sessions": self.select.words, "limits": "; ".join(parts)}


def _missing(before: Entry, after: Entry) -> tuple[str, ...]:
    """The amounts that are not known; where both are amounts in different units, the weight."""
    names: list[str] = []
    for entry in (before, after):
        if entry.medicine.dose.value is None:
            names.extend(missing_dose(entry).names)
    return tuple(names) or ("patient.weight",)


def _is_none(soft: ByRoute | None, hard: ByRoute | None) -> bool:
    """Whether no change at all is allowed, whatever the route."""
    return [limits.every for limits in (soft, hard) if limits is not None] == [Decimal(0)]


def _percent(value: Decimal) -> str:
    return words.amount(value, "%")
