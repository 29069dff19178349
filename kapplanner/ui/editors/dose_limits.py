"""Where the rules for the dose lie for the sessions that are looked at."""

from collections.abc import Iterator
from decimal import Decimal

from kapplanner.domain.quantities import BodyMass
from kapplanner.domain.session import Route
from kapplanner.rules.attributes import Attribute
from kapplanner.rules.finding import Tier
from kapplanner.rules.form import Side
from kapplanner.rules.forms.value_range import ValueRange
from kapplanner.rules.index import PlanIndex
from kapplanner.rules.rule_set import Rule
from kapplanner.ui.editors.meter import DoseScale
from kapplanner.ui.editors.sight import Sight

_DOSES = frozenset({Attribute.DOSE, Attribute.DOSE_PER_KILOGRAM})


def dose_scale(sight: Sight, route: Route, weight: BodyMass) -> DoseScale:
    """The lower of the per-kilogram limit and the absolute one for each tier, in mg at the weight.

    Only rules that are on, that may apply to this plan, and that mean every one of the sessions count.
    """
    limits: dict[Tier, Decimal] = {}
    index = PlanIndex(sight.plan, sight.rule_set.routes)
    for rule in sight.rule_set.rules:
        if not _counts(rule, sight, index):
            continue
        for tier, limit in _limits(rule, route, weight):
            limits[tier] = min(limit, limits.get(tier, limit))
    caution, stop = limits.get(Tier.CAUTION), limits.get(Tier.STOP)
    if caution is not None and stop is not None and caution >= stop:
        caution = None
    return DoseScale(caution, stop)


def _counts(rule: Rule, sight: Sight, index: PlanIndex) -> bool:
    form = rule.form
    if not rule.enabled or not isinstance(form, ValueRange) or form.attribute not in _DOSES:
        return False
    meant = {entry.session.id for entry in index.select(form.select)}
    return sight.ids <= meant and rule.applies(index)[0] is not False


def _limits(rule: Rule, route: Route, weight: BodyMass) -> Iterator[tuple[Tier, Decimal]]:
    form = rule.form
    assert isinstance(form, ValueRange)
    factor = weight.kilograms if form.attribute is Attribute.DOSE_PER_KILOGRAM else Decimal(1)
    for side, numbers in ((Side.SOFT, form.soft_most), (Side.HARD, form.hard_most)):
        limit = numbers.of(route) if numbers is not None else None
        if limit is not None:
            yield rule.tiers.of(side), limit * factor
