"""The rule sets of this clinic beside the shipped ones: versions in force, drafts, and who put what in force."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kapplanner.codec.rule_set_document import RuleSetDocument
from kapplanner.domain.errors import ImpossibleValue, PlannerError
from kapplanner.domain.plan import RuleSetReference
from kapplanner.domain.text import NAME_LIMIT, bounded
from kapplanner.rules.rule_set import RuleSet


class RuleShelfError(PlannerError):
    """A rule set of the clinic that cannot be read or kept, said in words."""


@dataclass(frozen=True, slots=True)
class Adoption:
    """A clinician put a version of a rule set in force. ``at`` carries a zone."""

    rule_set: RuleSetReference
    by: str
    at: datetime

    def __post_init__(self) -> None:
        bounded(self.by, "The name", NAME_LIMIT)
        if not self.by.strip():
            raise ImpossibleValue("Putting a rule set in force needs the name of the clinician who does it.")
        if self.at.tzinfo is None:
            raise ImpossibleValue("The time of putting a rule set in force needs its time zone.")


@dataclass(frozen=True, slots=True)
class InForce:
    """A rule set to judge by. ``remark``: what a person must know about it, "" for nothing."""

    rule_set: RuleSet
    adoption: Adoption | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class OwnSet:
    """A clinic's own rule set. ``versions``: those put in force, the newest last. ``problems``: what cannot be read."""

    id: str
    name: str
    versions: tuple[InForce, ...] = ()
    draft: RuleSetDocument | None = None
    problems: tuple[str, ...] = ()

    @property
    def newest(self) -> InForce | None:
        """The version that new plans are judged by; None before the first was put in force."""
        return self.versions[-1] if self.versions else None


class RuleShelf(Protocol):
    """Where rule sets are found. Reading never raises: what is wrong is told in ``problems`` and ``remark``."""

    def own_sets(self) -> tuple[OwnSet, ...]:
        """The clinic's own sets by name."""
        ...

    def in_force(self) -> tuple[InForce, ...]:
        """What plans can be judged by: the newest of each own set, then the shipped sets."""
        ...

    def for_plan(self, reference: RuleSetReference) -> InForce:
        """What a plan that names this set and version is judged by; NotFound where the set is not here at all."""
        ...

    def for_template(self, rule_set_id: str) -> InForce:
        """What a new plan is judged by: the clinic's newest set made from the one that the template names, or that."""
        ...

    def document(self, reference: RuleSetReference) -> RuleSetDocument:
        """A version in force as a document, to be copied or changed."""
        ...

    def keep_draft(self, document: RuleSetDocument) -> None:
        """Keep a draft in place of the set's earlier one; RuleShelfError where it cannot be written."""
        ...

    def drop_draft(self, set_id: str) -> None:
        """Let go of a draft."""
        ...

    def put_in_force(self, document: RuleSetDocument, by: str, at: datetime) -> InForce:
        """Keep a document as the set's next version for good; refused where a rule is wrong or an example fails."""
        ...

    def adopt(self, reference: RuleSetReference, by: str, at: datetime) -> Adoption:
        """A clinician takes a shipped set as it is, or a version of the clinic whose record of adoption was lost."""
        ...
