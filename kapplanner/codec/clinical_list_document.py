"""How the clinical lists are written in TOML: their tables and fields."""

from datetime import date

import msgspec

from kapplanner.domain.session import Route
from kapplanner.rules.clinical_lists import Confidence
from kapplanner.rules.facts import Operator
from kapplanner.rules.finding import Tier
from kapplanner.rules.medicine_list import Asked, Trigger


class SourceBlock(msgspec.Struct, forbid_unknown_fields=True):
    who: str
    title: str
    year: int | None = None
    address: str = ""


class FactBlock(msgspec.Struct, forbid_unknown_fields=True):
    fact: str
    operator: Operator = Operator.IS
    value: bool | int | str = True


class StatementBlock(msgspec.Struct, forbid_unknown_fields=True):
    tier: Tier
    says: str
    routes: list[Route] = []
    retreat: bool | None = None


class ConditionBlock(msgspec.Struct, forbid_unknown_fields=True):
    code: str
    name: str
    statements: list[StatementBlock]
    evidence: str
    confidence: Confidence
    sources: list[str] = []
    house_default: str = ""
    also: list[str] = []
    when: FactBlock | None = None
    today: bool = False
    judged_by: int | None = None


class ConditionRowBlock(msgspec.Struct, forbid_unknown_fields=True):
    code: str
    name: str
    conditions: list[ConditionBlock]


class EffectBlock(msgspec.Struct, forbid_unknown_fields=True):
    code: str
    tier: Tier
    says: str
    evidence: str
    confidence: Confidence
    sources: list[str] = []
    house_default: str = ""
    routes: list[Route] = []
    when: Trigger = Trigger.TAKEN
    above: int | float | None = None
    question: str = ""
    asked: Asked = Asked.IF_TAKEN
    sign_off: bool = False
    hours_before: int | None = None
    hours_after: int | None = None
    hours_range: tuple[int, int] | None = None


class GroupBlock(msgspec.Struct, forbid_unknown_fields=True):
    code: str
    name: str
    one: str
    effects: list[EffectBlock]
    also: list[str] = []
    asks_equivalent: bool = False
    fact: str | None = None


class GroupRowBlock(msgspec.Struct, forbid_unknown_fields=True):
    code: str
    name: str
    groups: list[GroupBlock]


class MedicineBlock(msgspec.Struct, forbid_unknown_fields=True):
    groups: list[str]
    brands: list[str] = []
    also: list[str] = []
    note: str = ""
    name_notes: dict[str, str] = {}
    equals: dict[str, str] = {}


class ListBlock(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    version: str
    name: str
    catalogue: int
    reviewed: date
    next_review: date
    sources: dict[str, SourceBlock]


class ConditionsFile(ListBlock, forbid_unknown_fields=True):
    rows: list[ConditionRowBlock]


class MedicinesFile(ListBlock, forbid_unknown_fields=True):
    rows: list[GroupRowBlock]
    medicines: dict[str, MedicineBlock]
    names_note: str
    names_confidence: Confidence
    equivalents_note: str
    form_words: list[str] = []
