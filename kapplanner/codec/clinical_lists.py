"""The clinical lists that ship with the program (resources/rules/lists), read strictly and told by file and field."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from kapplanner.codec.clinical_list_document import (
    ConditionBlock,
    ConditionsFile,
    EffectBlock,
    FactBlock,
    GroupBlock,
    MedicineBlock,
    MedicinesFile,
    SourceBlock,
    StatementBlock,
)
from kapplanner.domain.errors import ImpossibleValue, PlannerError
from kapplanner.domain.evidence import Source
from kapplanner.domain.session import Route
from kapplanner.domain.text import LINE_LIMIT, bounded
from kapplanner.resources import resource
from kapplanner.rules.clinical_lists import (
    ConditionList,
    Ground,
    ListedCondition,
    ListedRow,
    Statement,
)
from kapplanner.rules.facts import Condition
from kapplanner.rules.finding import Tier
from kapplanner.rules.medicine_list import (
    OUTSIDE,
    Effect,
    Equivalent,
    ListedMedicine,
    MedicineGroup,
    MedicineList,
    Trigger,
)
from kapplanner.rules.name_search import key_of

_CODE: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_SENTENCE_LIMIT: Final = 140
_Document = TypeVar("_Document")
_Made = TypeVar("_Made")


class ClinicalListRefused(PlannerError):
    """A list file that cannot be used: names the file, the place in it, and what is wrong there."""


class _Misplaced(PlannerError):
    """What is wrong in an entry; ``place`` says in which, and in which field."""

    def __init__(self, place: str, cause: PlannerError) -> None:
        super().__init__(cause.message, **cause.values)
        self.place = place


@cache
def condition_list() -> ConditionList:
    """The shipped list of conditions."""
    return read_condition_list(resource("rules", "lists", "conditions.toml"))


@cache
def medicine_list() -> MedicineList:
    """The shipped list of medicines."""
    return read_medicine_list(resource("rules", "lists", "medicines.toml"))


def read_condition_list(path: Path) -> ConditionList:
    """A list of conditions from a file; ClinicalListRefused, with file and field, for anything unknown or wrong."""
    return _read(path, ConditionsFile, _conditions)


def read_medicine_list(path: Path) -> MedicineList:
    """A list of medicines from a file; ClinicalListRefused, with file and field, for anything unknown or wrong."""
    return _read(path, MedicinesFile, _medicines)


def _read(path: Path, kind: type[_Document], make: Callable[[_Document], _Made]) -> _Made:
    try:
        return make(msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), kind))
    except OSError as cause:
        raise ClinicalListRefused("{file}: there is no such list, or it cannot be read.", file=path.name) from cause
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as cause:
        raise ClinicalListRefused("{file} is not readable TOML: {reason}", file=path.name, reason=str(cause)) from cause
    except msgspec.ValidationError as cause:
        reason, _, where = str(cause).partition(" - at `$")
        place = _place_in_words(where.rstrip("`"))
        raise _refused(path, place, reason) from cause
    except _Misplaced as cause:
        raise _refused(path, cause.place, str(cause)) from cause


def _refused(path: Path, place: str, reason: str) -> ClinicalListRefused:
    return ClinicalListRefused("{file}: {place}: {reason}", file=path.name, place=place, reason=reason)


def _place_in_words(where: str) -> str:
    """ ".rows[2].conditions[0].tier" in words: "rows 3, conditions 1, tier"."""
    words: list[str] = []
    for part in re.findall(r"[\w-]+", where):
        if part.isdecimal() and words:
            words[-1] += f" {int(part) + 1}"
        else:
            words.append(part)
    return ", ".join(words) or "the list"


# ---------------------------------------------------------------- Conditions


def _conditions(document: ConditionsFile) -> ConditionList:
    sources = _sources(document.sources)
    entries = [(row.code, block) for row in document.rows for block in row.conditions]
    _refuse_twice("conditions", (block.code for _, block in entries))
    _refuse_twice("rows", (row.code for row in document.rows))
    return ConditionList(
        id=document.id,
        version=document.version,
        name=document.name,
        catalogue=document.catalogue,
        rows=tuple(_row(row.code, row.name, [block.code for block in row.conditions]) for row in document.rows),
        conditions=tuple(_condition(row, block, sources) for row, block in entries),
        reviewed=document.reviewed,
        next_review=document.next_review,
    )


def _condition(row: str, block: ConditionBlock, sources: Mapping[str, Source]) -> ListedCondition:
    place = f"condition “{block.code}”"
    _code(block.code, place)
    _texts(place, name=[block.name], also=block.also)
    if bool(block.statements) is (block.judged_by is not None):
        raise _wrong(place, "statements", "either says something itself, or names the row that does (judged_by).")
    _refuse_overlap(place, block.statements)
    return ListedCondition(
        code=block.code,
        row=row,
        name=block.name,
        when=_when(place, block.when or FactBlock(f"profile.conditions.{block.code}")),
        statements=tuple(_statement(place, s.tier, s.says, s.routes, s.retreat, {}) for s in block.statements),
        ground=_ground(place, block, sources),
        also=tuple(block.also),
        today=block.today,
        judged_by=block.judged_by,
    )


def _when(place: str, block: FactBlock) -> Condition:
    value = block.value if isinstance(block.value, bool | str) else Decimal(block.value)
    try:
        return Condition(block.fact, block.operator, value)
    except PlannerError as cause:
        raise _Misplaced(f"{place}, when", cause) from cause


def _refuse_overlap(place: str, statements: list[StatementBlock]) -> None:
    """Two sentences of one condition never speak of the same plan."""
    for number, one in enumerate(statements):
        for other in statements[number + 1 :]:
            apart = one.retreat is not None and other.retreat is not None and one.retreat is not other.retreat
            if not apart and (not one.routes or not other.routes or set(one.routes) & set(other.routes)):
                raise _wrong(place, "statements", "two of them speak of the same plan.")


# ---------------------------------------------------------------- Medicines


def _medicines(document: MedicinesFile) -> MedicineList:
    sources = _sources(document.sources)
    blocks = [(row.code, block) for row in document.rows for block in row.groups]
    _refuse_twice("rows", (row.code for row in document.rows))
    _refuse_twice("groups", (block.code for _, block in blocks))
    _refuse_twice("effects", (effect.code for _, block in blocks for effect in block.effects))
    groups = {block.code: _group(row, block, sources) for row, block in blocks}
    medicines = [_medicine(name, block, groups, sources) for name, block in document.medicines.items()]
    _refuse_shared_names(medicines, groups.values())
    return MedicineList(
        id=document.id,
        version=document.version,
        name=document.name,
        catalogue=document.catalogue,
        rows=tuple(_row(row.code, row.name, [block.code for block in row.groups]) for row in document.rows),
        groups=tuple(groups.values()),
        medicines=tuple(medicines),
        reviewed=document.reviewed,
        next_review=document.next_review,
        names_note=document.names_note,
        names_confidence=document.names_confidence,
        equivalents_note=document.equivalents_note,
        form_words=frozenset(document.form_words),
    )


def _group(row: str, block: GroupBlock, sources: Mapping[str, Source]) -> MedicineGroup:
    place = f"group “{block.code}”"
    _code(block.code, place)
    if block.code == OUTSIDE:
        raise _wrong(place, "code", "this word means that a medicine belongs to no group.")
    _texts(place, name=[block.name], one=[block.one], also=block.also)
    if not block.effects:
        raise _wrong(place, "effects", "a group says at least one thing.")
    return MedicineGroup(
        code=block.code,
        row=row,
        name=block.name,
        one=block.one,
        effects=tuple(_effect(place, effect, block.asks_equivalent, sources) for effect in block.effects),
        also=tuple(block.also),
        asks_equivalent=block.asks_equivalent,
        fact=None if block.fact is None else _when(place, FactBlock(block.fact)),
    )


def _effect(group: str, block: EffectBlock, asks: bool, sources: Mapping[str, Source]) -> Effect:
    place = f"{group}, effect “{block.code}”"
    _code(block.code, place)
    if (block.above is not None) is not (block.when is Trigger.EQUIVALENT_ABOVE):
        raise _wrong(place, "above", "belongs to “equivalent above”, and only to it.")
    if block.when is Trigger.EQUIVALENT_ABOVE and not asks:
        raise _wrong(place, "when", "the group does not ask for the diazepam equivalent.")
    if bool(block.question) is not (block.when is Trigger.ANSWERED_YES):
        raise _wrong(place, "question", "belongs to “answered yes”, and only to it.")
    _hours(place, block)
    numbers = {"above": block.above, "hours_before": block.hours_before, "hours_after": block.hours_after}
    values = {name: f"{number:g}" for name, number in numbers.items() if number is not None}
    _filled(place, "question", block.question, values)
    return Effect(
        code=block.code,
        statement=_statement(place, block.tier, block.says, block.routes, None, values),
        ground=_ground(place, block, sources),
        trigger=block.when,
        above=None if block.above is None else Decimal(str(block.above)),
        question=block.question,
        asked=block.asked,
        sign_off=block.sign_off,
        hours_before=block.hours_before,
        hours_after=block.hours_after,
        hours_range=block.hours_range,
    )


def _hours(place: str, block: EffectBlock) -> None:
    given = [hours for hours in (block.hours_before, block.hours_after) if hours is not None]
    if bool(given) is not (block.hours_range is not None):
        raise _wrong(place, "hours_range", "belongs to hours, and hours need it.")
    if block.hours_range is not None and not all(block.hours_range[0] <= h <= block.hours_range[1] for h in given):
        raise _wrong(place, "hours_range", "the hours lie outside it.")


def _medicine(
    name: str, block: MedicineBlock, groups: Mapping[str, MedicineGroup], sources: Mapping[str, Source]
) -> ListedMedicine:
    place = f"medicine “{name}”"
    _texts(place, name=[name], brands=block.brands, also=block.also, note=[block.note] if block.note else [])
    for noted in block.name_notes:
        if noted not in (name, *block.brands, *block.also):
            raise _wrong(place, "name_notes", f"“{noted[:40]}” is none of its names.")
    unknown = [code for code in block.groups if code not in groups]
    if unknown or not block.groups:
        raise _wrong(place, "groups", f"there is no group “{unknown[0]}”." if unknown else "none is named.")
    _refuse_twice(f"{place}, groups", block.groups)
    if block.equals and not any(groups[code].asks_equivalent for code in block.groups):
        raise _wrong(place, "equals", "its groups do not ask for the diazepam equivalent.")
    return ListedMedicine(
        name=name,
        groups=tuple(block.groups),
        brands=tuple(block.brands),
        also=tuple(block.also),
        note=block.note,
        name_notes=tuple(block.name_notes.items()),
        equivalents=tuple(_equivalent(place, key, span, sources) for key, span in block.equals.items()),
    )


def _equivalent(place: str, key: str, span: str, sources: Mapping[str, Source]) -> Equivalent:
    parts = span.split("-")
    try:
        low, high = Decimal(parts[0]), Decimal(parts[-1])
    except InvalidOperation as cause:
        raise _wrong(place, "equals", f"“{span[:20]}” is not a number of mg, or a span such as “1-2”.") from cause
    if len(parts) > 2 or not 0 < low <= high <= 1000:
        raise _wrong(place, "equals", f"“{span[:20]}” is not a number of mg, or a span such as “1-2”.")
    return Equivalent(low, high, _named(place, [key], sources)[0])


def _refuse_shared_names(medicines: Iterable[ListedMedicine], groups: Iterable[MedicineGroup]) -> None:
    """A name leads to one medicine. A group may carry the name of a medicine that belongs to it, and no other."""
    owners: dict[str, ListedMedicine] = {}
    for medicine in medicines:
        for name in (medicine.name, *medicine.brands, *medicine.also):
            owner = owners.setdefault(key_of(name), medicine)
            if owner is not medicine or [medicine.name, *medicine.brands, *medicine.also].count(name) > 1:
                raise _wrong(f"medicine “{medicine.name}”", "names", f"“{name}” also stands at “{owner.name}”.")
    taken: dict[str, MedicineGroup] = {}
    for group in groups:
        for name in (group.name, group.code, *group.also):
            key = key_of(name)
            if taken.setdefault(key, group) is not group:
                raise _wrong(f"group “{group.code}”", "names", f"“{name}” also stands at “{taken[key].code}”.")
            if key in owners and group.code not in owners[key].groups:
                raise _wrong(f"group “{group.code}”", "names", f"“{name}” is a medicine of another group.")


# ---------------------------------------------------------------- What both lists share


def _statement(
    place: str, tier: Tier, says: str, routes: list[Route], retreat: bool | None, values: Mapping[str, str]
) -> Statement:
    _texts(place, says=[says])
    if len(_filled(place, "says", says, values)) >= _SENTENCE_LIMIT:
        raise _wrong(place, "says", f"a sentence has less than {_SENTENCE_LIMIT} characters.")
    _refuse_twice(f"{place}, routes", (route.value for route in routes))
    return Statement(tier, says, tuple(routes), retreat, tuple(values.items()))


def _filled(place: str, field: str, text: str, values: Mapping[str, str]) -> str:
    try:
        return text.format(**values)
    except (KeyError, IndexError, ValueError) as cause:
        raise _wrong(place, field, "it has a placeholder for which the entry gives no number.") from cause


def _ground(place: str, block: ConditionBlock | EffectBlock, sources: Mapping[str, Source]) -> Ground:
    if not block.sources and not block.house_default:
        raise _wrong(place, "house_default", "an entry without a source needs its reason in words.")
    _texts(place, evidence=[block.evidence])
    return Ground(block.evidence, block.confidence, _named(place, block.sources, sources), block.house_default)


def _named(place: str, keys: list[str], sources: Mapping[str, Source]) -> tuple[Source, ...]:
    for key in keys:
        if key not in sources:
            raise _wrong(place, "sources", f"there is no source “{key[:40]}” in this list.")
    return tuple(sources[key] for key in keys)


def _sources(blocks: Mapping[str, SourceBlock]) -> dict[str, Source]:
    return {key: Source(block.who, block.year, block.title, block.address) for key, block in blocks.items()}


def _row(code: str, name: str, codes: list[str]) -> ListedRow:
    place = f"row “{code}”"
    _code(code, place)
    _texts(place, name=[name])
    if not codes:
        raise _wrong(place, "entries", "a row holds at least one.")
    return ListedRow(code, name, tuple(codes))


def _code(code: str, place: str) -> None:
    if not _CODE.match(code):
        raise _wrong(place, "code", "a code is lower-case words joined by hyphens.")


def _texts(place: str, **fields: list[str]) -> None:
    for field, texts in fields.items():
        for text in texts:
            if not key_of(text):
                raise _wrong(place, field, "a text must not be empty.")
            try:
                bounded(text, field, LINE_LIMIT)
            except PlannerError as cause:
                raise _Misplaced(f"{place}, {field}", cause) from cause


def _refuse_twice(place: str, values: Iterable[str]) -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise _Misplaced(place, ImpossibleValue("“{value}” stands there twice.", value=value[:60]))
        seen.add(value)


def _wrong(place: str, field: str, problem: str) -> _Misplaced:
    return _Misplaced(f"{place}, {field}", ImpossibleValue("{problem}", problem=problem))
