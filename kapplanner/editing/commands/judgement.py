"""Keeping findings with a reason, acknowledging what could not be checked, marking a plan as checked."""

from collections.abc import Hashable
from dataclasses import dataclass, replace

from kapplanner.domain.plan import Acknowledgement, CheckedMark, Override, Plan, RuleSetReference
from kapplanner.i18n import t


@dataclass(frozen=True, slots=True)
class _OneStep:
    @property
    def merge_key(self) -> Hashable | None:
        return None


def _with_override(plan: Plan, override: Override) -> Plan:
    kept = tuple(o for o in plan.overrides if o.fingerprint != override.fingerprint)
    return replace(plan, overrides=(*kept, override))


def _with_acknowledgement(plan: Plan, acknowledgement: Acknowledgement) -> Plan:
    kept = tuple(
        a for a in plan.acknowledgements if (a.rule, a.missing) != (acknowledgement.rule, acknowledgement.missing)
    )
    return replace(plan, acknowledgements=(*kept, acknowledgement))


@dataclass(frozen=True, slots=True)
class KeepFinding(_OneStep):
    """A clinician keeps a finding with a reason; it replaces an earlier keeping of the same facts."""

    override: Override

    def apply(self, plan: Plan) -> Plan:
        return _with_override(plan, self.override)

    def label(self, plan: Plan) -> str:
        return t("keep a finding with a reason")


@dataclass(frozen=True, slots=True)
class ReopenFinding(_OneStep):
    """Take back the keeping of a finding."""

    fingerprint: str

    def apply(self, plan: Plan) -> Plan:
        return replace(plan, overrides=tuple(o for o in plan.overrides if o.fingerprint != self.fingerprint))

    def label(self, plan: Plan) -> str:
        return t("reopen a finding")


@dataclass(frozen=True, slots=True)
class Acknowledge(_OneStep):
    """A clinician knows that a rule could not be checked, and why."""

    acknowledgement: Acknowledgement

    def apply(self, plan: Plan) -> Plan:
        return _with_acknowledgement(plan, self.acknowledgement)

    def label(self, plan: Plan) -> str:
        return t("acknowledge what could not be checked")


@dataclass(frozen=True, slots=True)
class MarkChecked(_OneStep):
    """Mark the plan as checked, with the reasons and acknowledgements given in the same pass."""

    mark: CheckedMark
    overrides: tuple[Override, ...] = ()
    acknowledgements: tuple[Acknowledgement, ...] = ()

    def apply(self, plan: Plan) -> Plan:
        for override in self.overrides:
            plan = _with_override(plan, override)
        for acknowledgement in self.acknowledgements:
            plan = _with_acknowledgement(plan, acknowledgement)
        return replace(plan, checked=self.mark)

    def label(self, plan: Plan) -> str:
        return t("mark as checked")


@dataclass(frozen=True, slots=True)
class ChangeRuleSet(_OneStep):
    """Let the plan name another rule set; whoever holds the workspace judges by it from then on."""

    reference: RuleSetReference

    def apply(self, plan: Plan) -> Plan:
        return replace(plan, rule_set=self.reference)

    def label(self, plan: Plan) -> str:
        return t("change the rule set")
