"""What a plan is judged by when its own rule set is not here, and whether a newer version of its set is in force."""

from dataclasses import replace

from kapplanner.codec.rule_sets import SHIPPED
from kapplanner.codec.rule_shelf import InForce, RuleShelf
from kapplanner.domain.errors import NotFound
from kapplanner.domain.plan import RuleSetReference
from kapplanner.i18n import t


def judged_by(shelf: RuleShelf, reference: RuleSetReference) -> InForce:
    """What a plan that names this set is judged by. Where the set is not here, the default set stands in and says so.

    A plan so judged is never ready: ``readiness`` waits until it names a rule set that is here.
    """
    try:
        return shelf.for_plan(reference)
    except NotFound:
        stand_in = shelf.for_template(SHIPPED[0])
    told = t(
        "The rules that this plan names, “{id}”, version {version}, are not on this computer. {rules}, version {other},"
        " stand in. Final papers and marking as checked wait until other rules are chosen.",
        id=reference.id,
        version=reference.version,
        rules=stand_in.rule_set.name,
        other=stand_in.rule_set.version,
    )
    return replace(stand_in, remark=" ".join(filter(None, (told, stand_in.remark))))


def newest_version(shelf: RuleShelf, reference: RuleSetReference) -> InForce | None:
    """The version in force of the set that a plan names, where that is another one; None where there is none."""
    newest = next((each for each in shelf.in_force() if each.rule_set.id == reference.id), None)
    return newest if newest is not None and newest.rule_set.reference != reference else None
