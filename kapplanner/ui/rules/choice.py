"""What the rules page can show: a shipped set, a version in force, or a draft; and what each is called."""

from dataclasses import dataclass

from kapplanner.codec.rule_set_document import RuleSetDocument
from kapplanner.codec.rule_shelf import Adoption, InForce, RuleShelf
from kapplanner.domain.errors import PlannerError
from kapplanner.domain.plan import RuleSetReference
from kapplanner.i18n import t
from kapplanner.rules.words import plain_day


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing to show. ``in_force`` is None for a draft. ``own``: it belongs to the clinic."""

    set_id: str
    name: str
    version: str
    own: bool
    in_force: InForce | None = None

    @property
    def is_draft(self) -> bool:
        return self.in_force is None

    @property
    def words(self) -> str:
        """As it stands in the list of sets."""
        state = t("draft") if self.is_draft else t("version {version}", version=self.version)
        return t("{name}, {state}", name=self.name, state=state)

    @property
    def state(self) -> str:
        """As it stands beside the name: "version 2, in force", "draft", "shipped, version 1.0"."""
        if self.is_draft:
            return t("draft")
        kind = t("in force") if self.own else t("shipped")
        return t("version {version}, {kind}", version=self.version, kind=kind)

    @property
    def about(self) -> str:
        """Who put it in force, and what there is to know about its file."""
        if self.in_force is None:
            return t("A draft. No plan is judged by it until a named clinician puts it in force.")
        return " ".join(filter(None, (adoption_words(self.in_force.adoption), self.in_force.remark)))


def adoption_words(adoption: Adoption | None) -> str:
    """Who put a set in force, and when; that nobody did."""
    if adoption is None:
        return t("Nobody has adopted it for this clinic yet.")
    return t("Put in force by {name} on {day}.", name=adoption.by, day=plain_day(adoption.at.date()))


def all_shown(shelf: RuleShelf) -> list[Shown]:
    """The clinic's drafts and newest versions, then the shipped sets."""
    own_sets = shelf.own_sets()
    found = []
    for own in own_sets:
        if own.draft is not None:
            found.append(Shown(own.id, own.draft.name, "", True))
        if own.newest is not None:
            found.append(Shown(own.id, own.name, own.newest.rule_set.version, True, own.newest))
    ours = {own.id for own in own_sets}
    for each in shelf.in_force():
        if each.rule_set.id not in ours:
            found.append(Shown(each.rule_set.id, each.rule_set.name, each.rule_set.version, False, each))
    return found


def base_of(shelf: RuleShelf, document: RuleSetDocument) -> RuleSetDocument:
    """What a draft is compared with: its set's newest version, or the set it was made from; itself without either."""
    own = next((each for each in shelf.own_sets() if each.id == document.id), None)
    if own is not None and own.newest is not None:
        return shelf.document(own.newest.rule_set.reference)
    origin, _, version = document.made_from.partition(" ")
    try:
        return shelf.document(RuleSetReference(origin, version))
    except PlannerError:
        return document
