"""Whether a plan may be printed for use and signed off."""

from dataclasses import dataclass

from kapplanner.domain.plan import Plan
from kapplanner.i18n import nt, t
from kapplanner.rules.finding import Report
from kapplanner.rules.fingerprint import plan_fingerprint


@dataclass(frozen=True, slots=True)
class Readiness:
    """``is_final``: papers carry no DRAFT. ``reasons``: what is still to do, in words; empty when final."""

    is_final: bool
    reasons: tuple[str, ...]


def stands_in(plan: Plan, report: Report) -> bool:
    """Whether other rules judged the plan than the set it names, because that one is not here."""
    return report.rule_set.id != plan.rule_set.id


def stands_as_checked(plan: Plan) -> bool:
    """Whether a plan is just as it was when it was marked as checked."""
    return plan.checked is not None and plan.checked.fingerprint == plan_fingerprint(plan)


def readiness(plan: Plan, report: Report) -> Readiness:
    """Final needs no open Stop, no unacknowledged Stop rule that could not be checked, and a check that still fits.

    A plan without sessions, and one that is judged by another rule set than it names, is never final.
    """
    reasons = []
    if not any(session.is_active for session in plan.sessions):
        reasons.append(t("The plan has no sessions."))
    if stands_in(plan, report):
        reasons.append(t("The rule set “{name}” that the plan names is not here.", name=plan.rule_set.id))
    stops, unknown = len(report.open_stops), len(report.unacknowledged)
    if stops:
        reasons.append(nt("{n} Stop is open.", "{n} Stops are open.", stops))
    if unknown:
        one = "{n} Stop rule could not be checked and was not acknowledged."
        many = "{n} Stop rules could not be checked and were not acknowledged."
        reasons.append(nt(one, many, unknown))
    if plan.checked is None:
        reasons.append(t("The plan is not marked as checked."))
    elif plan.checked.rule_set != report.rule_set:
        reasons.append(t("The plan was marked as checked with another rule set."))
    elif not stands_as_checked(plan):
        reasons.append(t("The plan was changed after it was marked as checked."))
    return Readiness(not reasons, tuple(reasons))
