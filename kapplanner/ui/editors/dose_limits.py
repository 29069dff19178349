"""Where the rules for the dose lie for the sessions that are looked at."""

from kapplanner.domain.quantities import BodyMass
from kapplanner.domain.session import Route
from kapplanner.rules.finding import Tier
from kapplanner.rules.forms.value_range import ValueRange
from kapplanner.rules.in_session import limits_of_doses
from kapplanner.rules.index import PlanIndex
from kapplanner.rules.rule_set import Rule
from kapplanner.ui.editors.meter import DoseScale
from kapplanner.ui.editors.sight import Sight


def dose_scale(sight: Sight, route: Route, weight: BodyMass) -> DoseScale:
    """The lower of the per-kilogram limit and the absolute one for each tier, in mg at the weight.

    Only rules that are on, that may apply to this plan, and that mean every one of the sessions count.
    """
    index = PlanIndex(sight.plan, sight.rule_set.routes)
    rules = [rule for rule in sight.rule_set.rules if _counts(rule, sight, index)]
    limits = limits_of_doses(rules, route, weight).milligrams
    caution, stop = limits.get(Tier.CAUTION), limits.get(Tier.STOP)
    if caution is not None and stop is not None and caution >= stop:
        caution = None
    return DoseScale(caution, stop)


def _counts(rule: Rule, sight: Sight, index: PlanIndex) -> bool:
    if not rule.enabled or not isinstance(rule.form, ValueRange):
        return False
    meant = {entry.session.id for entry in index.select(rule.form.select)}
    return sight.ids <= meant and rule.applies(index)[0] is not False
