"""Form 4, value range: a number of a session lies inside a first and a second limit."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.quantities import plain
from kapplanner.domain.session import Route, Session, SessionKind
from kapplanner.i18n import t
from kapplanner.rules import words
from kapplanner.rules.attributes import BANDS, UNITS, Attribute, Missing, measure, observation_asked
from kapplanner.rules.fields import ByRoute, Flag, NumberByRoute, Numbers, OneOf, Sessions, parameter
from kapplanner.rules.finding import Bound, Quantity
from kapplanner.rules.form import Problem, RuleForm, Side, Tiers, Verdict
from kapplanner.rules.index import Entry, PlanIndex
from kapplanner.rules.limits import above, below, by_route, of_route, sides
from kapplanner.rules.selector import Selector


@dataclass(frozen=True, slots=True)
class ValueRange(RuleForm):
    """Limits may differ by route; a route without a limit is not looked at. ``only``: no other numbers are allowed.

    ``for_observation``: at least the observation that the numbers of the route ask for. A dose counts with its booster.
    Bands are numbered 0 (low), 1 (standard), 2 (high).
    """

    form: ClassVar[str] = "value range"

    select: Selector = parameter(Sessions("Sessions"))
    attribute: Attribute = parameter(OneOf("What is measured", options=Attribute))
    soft_least: ByRoute | None = parameter(NumberByRoute("Least, first limit"), None)
    hard_least: ByRoute | None = parameter(NumberByRoute("Least, second limit"), None)
    soft_most: ByRoute | None = parameter(NumberByRoute("Most, first limit"), None)
    hard_most: ByRoute | None = parameter(NumberByRoute("Most, second limit"), None)
    only: tuple[Decimal, ...] = parameter(Numbers("Only these"), ())
    for_observation: bool = parameter(Flag("At least the observation of the route"), False)

    def check(self) -> None:
        if not self.for_observation:
            self.require_one_of("soft_least", "hard_least", "soft_most", "hard_most", "only")
        _in_order(self.soft_most, self.hard_most, 1)
        _in_order(self.soft_least, self.hard_least, -1)

    @property
    def hangs_on_days(self) -> bool:
        return self.attribute is not Attribute.SUPERVISED

    def sees(self, session: Session) -> bool:
        follows = session.kind is SessionKind.REST or session.bound_to is not None
        return RuleForm.sees(self, session) or (self.attribute is Attribute.SUPERVISED and follows)

    def judge(self, index: PlanIndex) -> Verdict:
        verdict = Verdict()
        for entry in index.select(self.select):
            least = (of_route(self.soft_least, entry.route), of_route(self.hard_least, entry.route))
            if self.for_observation:
                least = (least[0], observation_asked(index, entry))
            most = (of_route(self.soft_most, entry.route), of_route(self.hard_most, entry.route))
            if not self.only and least == most == (None, None):
                continue
            value = measure(self.attribute, index, entry)
            if value is None:
                continue
            verdict.looked += 1
            if isinstance(value, Missing):
                is_soft = least[1] is None and most[1] is None and not self.only
                verdict.lacks(value.names, entry, side=Side.SOFT if is_soft else Side.HARD)
                if value.at_least is not None and above(value.at_least, *most):
                    self._compare(index, entry, value.at_least, (None, None), most, verdict)
            else:
                self._compare(index, entry, value, least, most, verdict)
        return verdict

    def _compare(
        self,
        index: PlanIndex,
        entry: Entry,
        value: Decimal,
        least: tuple[Decimal | None, Decimal | None],
        most: tuple[Decimal | None, Decimal | None],
        verdict: Verdict,
    ) -> None:
        passed = below(value, *least)
        bound = "at least"
        if passed is None:
            passed, bound = above(value, *most), "at most"
        if passed is not None:
            verdict.found(self._problem(index, entry, value, *passed, bound), self.select)
        elif self.only and value not in self.only:
            verdict.found(self._other(index, entry, value), self.select)
        elif self.attribute is not Attribute.BAND:
            for limits, bound in ((least, Bound.AT_LEAST), (most, Bound.AT_MOST)):
                for limit in limits:
                    if limit is not None:
                        verdict.near(value, limit, UNITS[self.attribute], places=3, bound=bound)

    def _problem(
        self, index: PlanIndex, entry: Entry, value: Decimal, side: Side, limit: Decimal, bound: str
    ) -> Problem:
        sentence = t(
            "{time}: {attribute} {value} by {route}; {bound} {limit}.",
            time=words.moment(entry.session.start),
            attribute=t(self.attribute.value),
            value=self._spoken_beside(value, limit),
            route=entry.route,
            bound=t(bound),
            limit=self._spoken(limit),
        )
        unit = UNITS[self.attribute]
        is_band = self.attribute is Attribute.BAND
        return Problem(
            side,
            sentence,
            (entry,),
            None if is_band else Quantity(words.tidy(value, 3), unit),
            None if is_band else Quantity(limit, unit),
            index.span((entry,)),
            (plain(value), plain(limit), str(index.plan.patient.weight)),
            excess=abs(value - limit) / (limit or 1),
        )

    def _other(self, index: PlanIndex, entry: Entry, value: Decimal) -> Problem:
        sentence = t(
            "{time}: {attribute} {value} by {route}; only {allowed}.",
            time=words.moment(entry.session.start),
            attribute=t(self.attribute.value),
            value=self._spoken(value),
            route=entry.route,
            allowed=words.listed(self._spoken(number) for number in self.only),
        )
        unit = UNITS[self.attribute]
        nearest = min(self.only, key=lambda number: abs(number - value))
        return Problem(
            Side.HARD,
            sentence,
            (entry,),
            Quantity(words.tidy(value, 3), unit),
            Quantity(nearest, unit),
            index.span((entry,)),
            (str(index.plan.patient.weight),),
            excess=abs(value - nearest),
        )

    def _spoken_beside(self, value: Decimal, limit: Decimal) -> str:
        unit = UNITS[self.attribute]
        if unit in {"", "min"}:
            return self._spoken(value)
        return f"{words.number_beside(value, limit)} {unit}"

    def _spoken(self, value: Decimal) -> str:
        if self.attribute is Attribute.BAND:
            return t(BANDS[min(int(value), len(BANDS) - 1)].value)
        unit = UNITS[self.attribute]
        return words.lasting(int(value)) if unit == "min" else words.amount(value, unit)

    def sentence(self, tiers: Tiers) -> str:
        most = sides(tiers, by_route(self.soft_most, self._spoken), by_route(self.hard_most, self._spoken), "above")
        least = sides(tiers, by_route(self.soft_least, self._spoken), by_route(self.hard_least, self._spoken), "below")
        parts = [t("at most {limits}", limits=most)] if most else []
        parts += [t("at least {limits}", limits=least)] if least else []
        if self.for_observation:
            own = sides(tiers, None, t("the observation of the route"), "below")
            parts.append(t("at least {limits}", limits=own))
        if self.only:
            only = sides(tiers, None, words.listed(self._spoken(number) for number in self.only), "otherwise")
            parts.append(t("only {limits}", limits=only))
        return t(
            "{attribute} of {what}: {limits}.",
            attribute=t(self.attribute.value),
            what=self.select.words,
            limits="; ".join(parts),
        )


def _in_order(soft: ByRoute | None, hard: ByRoute | None, sign: int) -> None:
    """Refuse a first limit beyond the second, route by route."""
    if soft is None or hard is None:
        return
    for route in Route:
        first, second = soft.of(route), hard.of(route)
        if first is not None and second is not None and first * sign > second * sign:
            raise PlannerError("The first limit for {route} lies beyond the second.", route=route)
