"""A small rule set with round numbers, and a plan open in a workspace, for looking at panes."""

from datetime import time
from decimal import Decimal

from kapplanner.domain.plan import Plan
from kapplanner.domain.quantities import PlannedDose
from kapplanner.domain.routes import RouteProfile
from kapplanner.domain.session import Route, SessionKind
from kapplanner.editing.workspace import Workspace
from kapplanner.rules.attributes import Attribute
from kapplanner.rules.fields import ByRoute
from kapplanner.rules.finding import Tier
from kapplanner.rules.form import RuleForm, Tiers
from kapplanner.rules.forms.value_range import ValueRange
from kapplanner.rules.rule_set import OverridePolicy, Report, Rule, RuleSet
from kapplanner.rules.selector import Selector
from kapplanner.ui.bridge import PlanBridge

MEDICINE = Selector(kinds=(SessionKind.MEDICINE,))
TALK = Selector(kinds=(SessionKind.INTEGRATION,))


def profile(route: Route) -> RouteProfile:
    """The same round numbers for every route; 2 h of observation in blocks of 3 h (a drip: 2 h)."""
    return RouteProfile(
        route=route,
        block_minutes=120 if route is Route.IV else 180,
        observation_minutes=120,
        solids_minutes=360,
        fluids_minutes=120,
        accompanied_minutes=120,
        vital_signs_minutes=(0, 15, 30, 60),
        low_edge=PlannedDose.parse("75 mg" if route in {Route.SL, Route.PO} else "0.5 mg/kg"),
        standard_edge=PlannedDose.parse("200 mg" if route in {Route.SL, Route.PO} else "0.75 mg/kg"),
        share_absorbed=Decimal("0.5"),
        driving_not_before=time(9),
        night_until=time(6),
        infusion_minutes=40 if route is Route.IV else None,
    )


def rule(
    name: str, form: RuleForm, soft: Tier | None, hard: Tier | None, number: int | None = None, **more: object
) -> Rule:
    """A rule of the set; one finding for each place."""
    values: dict[str, object] = {"report": Report.EACH, **more}
    return Rule(name, "1.0", number, name.capitalize(), form, Tiers(soft, hard), "why", "house default", **values)  # type: ignore[arg-type]


def per_route(**numbers: str) -> ByRoute:
    return ByRoute(routes={Route(route): Decimal(number) for route, number in numbers.items()})


def round_rules(*more: Rule) -> RuleSet:
    """IM: Caution above 1 mg/kg or 90 mg, Stop above 1.5 mg/kg or 150 mg. Talks: Caution over 60 min, Stop over 90."""
    per_kg = ValueRange(
        MEDICINE, Attribute.DOSE_PER_KILOGRAM, soft_most=per_route(IM="1"), hard_most=per_route(IM="1.5")
    )
    absolute = ValueRange(MEDICINE, Attribute.DOSE, soft_most=per_route(IM="90"), hard_most=per_route(IM="150"))
    every = {"soft_most": ByRoute(every=Decimal(60)), "hard_most": ByRoute(every=Decimal(90))}
    long_talk = ValueRange(TALK, Attribute.LENGTH, **every)
    rules = (
        rule("dose per kg", per_kg, Tier.CAUTION, Tier.STOP, 15),
        rule("absolute dose", absolute, Tier.CAUTION, Tier.STOP, 16),
        rule("length of talks", long_talk, Tier.CAUTION, Tier.STOP, 90, override=OverridePolicy.SECOND_NAME),
    )
    return RuleSet("round", "2", "Round rules", (*rules, *more), {route: profile(route) for route in Route})


def opened(plan: Plan, rules: RuleSet | None = None, *, read_only: bool = False) -> PlanBridge:
    """The plan in a workspace behind a bridge; it names the rules that judge it."""
    judging = rules or round_rules()
    return PlanBridge(Workspace(plan.with_changes(rule_set=judging.reference), judging, read_only=read_only))
