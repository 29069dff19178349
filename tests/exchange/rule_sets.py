"""A small rule set for tests of exchange: route numbers for the calendar, and findings where a test asks for them."""

from datetime import time
from decimal import Decimal

from kapplanner.domain.quantities import PlannedDose
from kapplanner.domain.routes import RouteProfile
from kapplanner.domain.session import Route
from kapplanner.rules.finding import Finding, NotChecked, Report, Tier
from kapplanner.rules.rule_set import RuleSet

LOZENGE = RouteProfile(
    route=Route.SL,
    block_minutes=180,
    observation_minutes=120,
    solids_minutes=4 * 60,
    fluids_minutes=2 * 60,
    accompanied_minutes=24 * 60,
    vital_signs_minutes=(0, 60, 120),
    low_edge=PlannedDose.amount(75),
    standard_edge=PlannedDose.amount(200),
    share_absorbed=Decimal("0.3"),
    driving_not_before=time(9),
    night_until=time(7),
)
INJECTION = RouteProfile(
    route=Route.IM,
    block_minutes=180,
    observation_minutes=120,
    solids_minutes=8 * 60,
    fluids_minutes=2 * 60,
    accompanied_minutes=24 * 60,
    vital_signs_minutes=(0, 60, 120),
    low_edge=PlannedDose.per_kilogram("0.5"),
    standard_edge=PlannedDose.per_kilogram("0.75"),
    share_absorbed=Decimal("0.93"),
    driving_not_before=time(9),
    night_until=time(7),
)
RULE_SET = RuleSet("intensive", "1.0", "Intensive", (), {Route.SL: LOZENGE, Route.IM: INJECTION})
READY = Report(RULE_SET.reference, RULE_SET.name, (), (), (), ())


def stop(rule: str, *sessions: str) -> Finding:
    """An open Stop on these sessions."""
    return Finding(rule, "1.0", 51, "Overlap", Tier.STOP, "Two sessions overlap.", "", sessions, "f1")


def unchecked(rule: str, missing: str) -> NotChecked:
    """A rule of tier Stop that could not be checked for want of a fact."""
    return NotChecked(rule, "1.0", 15, "Highest dose", Tier.STOP, (missing,), "No weight was entered.")


def report(*findings: Finding, not_checked: tuple[NotChecked, ...] = ()) -> Report:
    """A report with these findings."""
    return Report(RULE_SET.reference, RULE_SET.name, findings, not_checked, (), ())
