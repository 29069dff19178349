"""The clinic's list of conditions (row R48), and what it shares with the list of medicines (row R49).

Texts are English and are translated when shown. "Not asked" is None in every judgement, never "no".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from kapplanner.domain.errors import NotFound
from kapplanner.domain.evidence import Source
from kapplanner.domain.session import Route
from kapplanner.i18n import t
from kapplanner.rules.facts import Condition
from kapplanner.rules.finding import Tier
from kapplanner.rules.name_search import Hit, NameIndex


class Confidence(StrEnum):
    """How sure the ground of a row is: read in an abstract, label or summary of the source, or general knowledge."""

    FOUND = "found"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def words(self) -> str:
        """How sure the ground is, as a sentence."""
        match self:
            case Confidence.FOUND:
                return t("Read in an abstract or summary of the source.")
            case Confidence.HIGH:
                return t("General knowledge, held with high confidence, not checked again in a document.")
            case Confidence.MEDIUM:
                return t("General knowledge, held with medium confidence, not checked again in a document.")
            case Confidence.LOW:
                return t("General knowledge, held with low confidence, not checked again in a document.")


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a row says what it says. ``house_default``: what no published source sets, and the reason, in words."""

    evidence: str
    confidence: Confidence
    sources: tuple[Source, ...] = ()
    house_default: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of the program under 140 characters, its tier, and the plans it is for (empty, None: all).

    ``retreat``: True for plans with a stay only, False for plans without one only. ``values`` fill the sentence.
    """

    tier: Tier
    says: str
    routes: tuple[Route, ...] = ()
    retreat: bool | None = None
    values: tuple[tuple[str, str], ...] = ()

    @property
    def sentence(self) -> str:
        """The sentence with its numbers, in the user's language."""
        return t(self.says, **dict(self.values))

    def speaks_of(self, routes: Iterable[Route], residential: bool) -> bool:
        """Whether it is for a plan that gives medicine by these routes, with or without a stay."""
        if self.retreat is not None and self.retreat is not residential:
            return False
        return not self.routes or any(route in self.routes for route in routes)


@dataclass(frozen=True, slots=True)
class ListedCondition:
    """A condition by its stable code. ``when`` is the fact that makes it so: an answer, an age, a field of the profile.

    ``judged_by`` names the row of the catalogue that speaks in place of this list. ``today``: holds for one medicine
    day and is asked again on the next. ``row`` is the code that it shares with those it belongs to.
    """

    code: str
    row: str
    name: str
    when: Condition
    statements: tuple[Statement, ...]
    ground: Ground
    also: tuple[str, ...] = ()
    today: bool = False
    judged_by: int | None = None


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A row of the catalogue's table: codes that belong together."""

    code: str
    name: str
    codes: tuple[str, ...]


@dataclass(frozen=True)  # no slots: the search is made when it is first needed
class ConditionList:
    """The clinic's list of conditions."""

    id: str
    version: str
    name: str
    catalogue: int
    rows: tuple[ListedRow, ...]
    conditions: tuple[ListedCondition, ...]
    reviewed: date
    next_review: date

    def named(self, code: str) -> ListedCondition:
        """The condition of that code; NotFound otherwise."""
        for condition in self.conditions:
            if condition.code == code:
                return condition
        raise NotFound("There is no condition with the code “{code}” in the list.", code=code[:60])

    def belonging_to(self, code: str) -> tuple[ListedCondition, ...]:
        """The condition and the others of its row ("controlled", "not controlled")."""
        row = self.named(code).row
        return tuple(condition for condition in self.conditions if condition.row == row)

    def find(self, typed: str, limit: int = 8) -> tuple[Hit[ListedCondition], ...]:
        """Conditions whose name, code or other names fit what was typed, best first; each stands there once."""
        found: dict[str, Hit[ListedCondition]] = {}
        for hit in self._index.find(typed):
            found.setdefault(hit.target.code, hit)
        return tuple(found.values())[:limit]

    @cached_property
    def _index(self) -> NameIndex[ListedCondition]:
        return NameIndex((name, c) for c in self.conditions for name in dict.fromkeys((c.name, c.code, *c.also)))
