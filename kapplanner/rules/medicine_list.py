"""The clinic's list of medicines (row R49): groups with what the program says, and the names that lead to them.

"Not asked", a medicine that cannot be placed and a missing diazepam equivalent are None in every judgement, never "no".
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Final

from kapplanner.domain.errors import NotFound
from kapplanner.domain.evidence import Source
from kapplanner.domain.people import Medicine
from kapplanner.domain.plan import Plan
from kapplanner.domain.quantities import plain
from kapplanner.i18n import t
from kapplanner.rules import words
from kapplanner.rules.clinical_lists import Confidence, Ground, ListedRow, Statement
from kapplanner.rules.facts import Condition, Operator
from kapplanner.rules.name_search import Closeness, NameIndex, key_of

OUTSIDE: Final = "none-of-these"
"""The group code of a medicine that a clinician looked at and found in none of the groups."""


class Trigger(StrEnum):
    """What makes the program say something about a group of medicines."""

    TAKEN = "taken"
    EQUIVALENT_ABOVE = "equivalent above"
    ANSWERED_YES = "answered yes"


class Asked(StrEnum):
    """Of whom a question is asked."""

    ALWAYS = "always"
    IF_TAKEN = "if taken"


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing the program says about a group. ``above``: mg of diazepam equivalent a day.

    ``question`` belongs to "answered yes"; its answer is kept among the conditions under ``code``. ``sign_off``: the
    prescriber says yes before the first medicine session. Hours are times before and after a dose, with their range.
    """

    code: str
    statement: Statement
    ground: Ground
    trigger: Trigger = Trigger.TAKEN
    above: Decimal | None = None
    question: str = ""
    asked: Asked = Asked.IF_TAKEN
    sign_off: bool = False
    hours_before: int | None = None
    hours_after: int | None = None
    hours_range: tuple[int, int] | None = None

    @property
    def answer(self) -> Condition:
        """The fact that the answer to the question is yes."""
        return _answered_yes(self.code)

    @property
    def asks(self) -> str:
        """The question with its numbers, in the user's language; empty where there is none."""
        return t(self.question, **dict(self.statement.values)) if self.question else ""


@lru_cache(maxsize=512)
def _answered_yes(code: str) -> Condition:
    return Condition(f"profile.conditions.{code}", Operator.IS, True)


@dataclass(frozen=True, slots=True)
class MedicineGroup:
    """A group of medicines. ``one`` names a member in a sentence ("a benzodiazepine").

    ``fact``: a field of the profile that says the same. ``asks_equivalent``: the diazepam equivalent is asked for.
    """

    code: str
    row: str
    name: str
    one: str
    effects: tuple[Effect, ...]
    also: tuple[str, ...] = ()
    asks_equivalent: bool = False
    fact: Condition | None = None


@dataclass(frozen=True, slots=True)
class Equivalent:
    """How many mg one published table gives as about 10 mg of diazepam, from ``low`` to ``high``. Help text only."""

    low: Decimal
    high: Decimal
    source: Source


@dataclass(frozen=True, slots=True)
class ListedMedicine:
    """A medicine by its generic name, with brands and other names, and the codes of its groups.

    ``note`` is said with every search result of it, ``name_notes`` with the result of one name.
    """

    name: str
    groups: tuple[str, ...]
    brands: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    note: str = ""
    name_notes: tuple[tuple[str, str], ...] = ()
    equivalents: tuple[Equivalent, ...] = ()


@dataclass(frozen=True, slots=True)
class MedicineMatch:
    """A search result. ``medicine`` is None where a whole group was found; ``groups`` has one member or more."""

    name: str
    medicine: ListedMedicine | None
    groups: tuple[MedicineGroup, ...]
    closeness: Closeness
    typed: str

    @property
    def reason(self) -> str:
        """Why it was found, in words: "Xanax: brand of alprazolam, a benzodiazepine."."""
        if self.closeness is not Closeness.CLOSE:
            return self._reason
        return t("Close to “{typed}”. {reason}", typed=self.typed, reason=self._reason)

    @property
    def _reason(self) -> str:
        if self.medicine is None:
            group = t(self.groups[0].name)
            if self.name == self.groups[0].name:
                return t("{group}: a group of medicines.", group=group)
            return t("{name}: leads to the group “{group}”.", name=self.name, group=group)
        return _what_it_is(self.name, self.medicine, [t(group.one) for group in self.groups])


def _what_it_is(name: str, medicine: ListedMedicine, groups: list[str]) -> str:
    what = words.listed((group for group in groups if group != medicine.name), "and")
    note = dict(medicine.name_notes).get(name, medicine.note)
    if note:
        what = f"{what} ({t(note)})" if what else t(note)
    if name in medicine.brands:
        said = t("brand of {generic}", generic=medicine.name)
    elif name != medicine.name:
        said = t("another name of {generic}", generic=medicine.name)
    else:
        said = "" if what else t("listed by its own name")
    return f"{name}: {', '.join(part for part in (said, what) if part)}."


@dataclass(frozen=True)  # no slots: names and search are made when they are first needed
class MedicineList:
    """The clinic's list of medicines: groups with what the program says, and names that lead to them."""

    id: str
    version: str
    name: str
    catalogue: int
    rows: tuple[ListedRow, ...]
    groups: tuple[MedicineGroup, ...]
    medicines: tuple[ListedMedicine, ...]
    reviewed: date
    next_review: date
    names_note: str
    names_confidence: Confidence
    equivalents_note: str
    form_words: frozenset[str] = frozenset()

    def group(self, code: str) -> MedicineGroup:
        """The group of that code, its case left aside; NotFound otherwise."""
        found = self._groups.get(code.strip().casefold())
        if found is None:
            raise NotFound("There is no group of medicines with the code “{code}” in the list.", code=code[:60])
        return found

    def members(self, code: str) -> tuple[ListedMedicine, ...]:
        """The medicines of a group, by name."""
        group = self.group(code)
        return tuple(medicine for medicine in self.medicines if group.code in medicine.groups)

    def find(self, typed: str, limit: int = 8) -> tuple[MedicineMatch, ...]:
        """Medicines and groups whose names fit what was typed, best first; each stands there once."""
        found: dict[str, MedicineMatch] = {}
        for hit in self._index.find(typed):
            medicine = hit.target if isinstance(hit.target, ListedMedicine) else None
            groups = self._groups_of(hit.target)
            name = groups[0].name if medicine is None and hit.name == groups[0].code else hit.name
            match = MedicineMatch(name, medicine, groups, hit.closeness, typed.strip())
            found.setdefault(key_of(hit.target.name), match)
        return tuple(found.values())[:limit]

    def named(self, name: str) -> tuple[MedicineGroup, ...]:
        """The groups that exactly this name leads to, form and strength left aside; empty where it is not listed."""
        target = self._index.exact(name)
        return () if target is None else self._groups_of(target)

    def groups_of(self, medicine: Medicine) -> frozenset[str] | None:
        """Codes of the groups of a patient's medicine, by its name and by the group it was given; None: unknown.

        A name in the list counts even where the medicine was given another group or none.
        """
        return self._placed(medicine.name, medicine.group)

    def unplaced(self, medicines: tuple[Medicine, ...] | None) -> tuple[Medicine, ...]:
        """Medicines of a patient whose groups are unknown: a clinician has yet to say which, or none."""
        return tuple(medicine for medicine in medicines or () if self.groups_of(medicine) is None)

    def takes(self, medicines: tuple[Medicine, ...] | None, code: str) -> bool | None:
        """Whether one of these medicines belongs to a group; None where nobody asked or one cannot be placed."""
        return self._takes(medicines, self.group(code).code)

    def _takes(self, medicines: tuple[Medicine, ...] | None, group: str) -> bool | None:
        if medicines is None:
            return None
        placed = [self.groups_of(medicine) for medicine in medicines]
        if any(groups is not None and group in groups for groups in placed):
            return True
        return None if None in placed else False

    def equivalent_above(self, medicines: tuple[Medicine, ...] | None, limit: Decimal) -> bool | None:
        """Whether the diazepam equivalents of a day add up to more than ``limit`` mg; None where one is missing.

        What was entered counts even where more is missing: enough is enough.
        """
        if medicines is None:
            return None
        given = sum((m.diazepam_equivalent for m in medicines if m.diazepam_equivalent is not None), Decimal(0))
        if given > limit:
            return True
        return None if any(self._lacks_equivalent(medicine) for medicine in medicines) else False

    def holds(self, plan: Plan, group: MedicineGroup, effect: Effect) -> bool | None:
        """Whether the program says this about the plan's patient; None where a fact is missing."""
        medicines = plan.profile.medicines
        if effect.trigger is Trigger.EQUIVALENT_ABOVE:
            assert effect.above is not None
            return self.equivalent_above(medicines, effect.above)
        answer = effect.answer.holds(plan) if effect.trigger is Trigger.ANSWERED_YES else True
        if effect.trigger is Trigger.ANSWERED_YES and effect.asked is Asked.ALWAYS:
            return answer
        return _both(self._taken(plan, group), answer)

    def equivalence_help(self, medicine: ListedMedicine) -> str:
        """What published tables give as about 10 mg of diazepam, for whoever works out the figure; may be empty."""
        if not medicine.equivalents:
            return ""
        low = min(equivalent.low for equivalent in medicine.equivalents)
        high = max(equivalent.high for equivalent in medicine.equivalents)
        span = plain(low) if low == high else t("{low} to {high}", low=plain(low), high=plain(high))
        return t(
            "About {span} mg of {medicine} for 10 mg of diazepam. {note}",
            span=span,
            medicine=medicine.name,
            note=t(self.equivalents_note),
        )

    @cached_property
    def _placed(self) -> Callable[[str, str], frozenset[str] | None]:
        """The groups of a name with a given group, remembered: every rule of the list asks for the same few."""
        return lru_cache(maxsize=512)(self._place)

    def _place(self, name: str, given_group: str) -> frozenset[str] | None:
        by_name = {group.code for group in self.named(name)}
        given = given_group.strip().casefold()
        if given in self._groups:
            return frozenset({*by_name, given})
        if by_name and given in {"", OUTSIDE}:
            return frozenset(by_name)
        return frozenset() if given == OUTSIDE else None

    def _taken(self, plan: Plan, group: MedicineGroup) -> bool | None:
        """Whether the patient takes one of the group, by the list of medicines or by the profile's own field."""
        listed = self._takes(plan.profile.medicines, group.code)
        said = group.fact.holds(plan) if group.fact else None
        if listed or said:
            return True
        return said if listed is None else listed

    def _lacks_equivalent(self, medicine: Medicine) -> bool:
        if medicine.diazepam_equivalent is not None:
            return False
        groups = self.groups_of(medicine)
        return groups is None or any(self._groups[code].asks_equivalent for code in groups)

    def _groups_of(self, target: ListedMedicine | MedicineGroup) -> tuple[MedicineGroup, ...]:
        if isinstance(target, MedicineGroup):
            return (target,)
        return tuple(self._groups[code] for code in target.groups)

    @cached_property
    def _groups(self) -> dict[str, MedicineGroup]:
        return {group.code: group for group in self.groups}

    @cached_property
    def _index(self) -> NameIndex[ListedMedicine | MedicineGroup]:
        return NameIndex(self._names(), self.form_words)

    def _names(self) -> Iterator[tuple[str, ListedMedicine | MedicineGroup]]:
        for medicine in self.medicines:
            for name in (medicine.name, *medicine.brands, *medicine.also):
                yield name, medicine
        for group in self.groups:
            for name in dict.fromkeys((group.name, group.code, *group.also)):
                yield name, group


def _both(first: bool | None, second: bool | None) -> bool | None:
    if first is False or second is False:
        return False
    return None if first is None or second is None else True
