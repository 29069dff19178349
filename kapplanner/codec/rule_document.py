"""One rule as it stands in a rule set file: read strictly, each thing that is wrong told with its field."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

import msgspec

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.evidence import Source
from kapplanner.domain.plan import PlanType
from kapplanner.domain.quantities import plain
from kapplanner.domain.session import Route
from kapplanner.domain.text import LINE_LIMIT, NOTE_LIMIT, bounded
from kapplanner.i18n import t
from kapplanner.rules.example import Example, Outcome
from kapplanner.rules.facts import Condition, Operator
from kapplanner.rules.fields import is_required, parameters
from kapplanner.rules.finding import Tier
from kapplanner.rules.form import RuleForm, Tiers
from kapplanner.rules.library import rule_forms
from kapplanner.rules.rule_set import ANYWHERE, Guard, OverridePolicy, Report, Rule

_NUMBERS: Final = (int, float, Decimal)
_ID_LENGTH: Final = 60
_ID: Final = re.compile(rf"[a-z0-9][a-z0-9-]{{0,{_ID_LENGTH - 1}}}\Z")
_PLACE: Final = re.compile(r"at `\$\.([^`.\[]+)")


class RuleSetRefused(PlannerError):
    """A rule set file that cannot be used, with the file, the rule and the field."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing wrong with a rule. ``field``: "with.soft_least", "off_reason"; "" where several do not go together."""

    field: str
    sentence: str


class _ExampleBlock(msgspec.Struct, forbid_unknown_fields=True):
    plan: str
    outcome: Outcome
    why: str = ""


class _ConditionBlock(msgspec.Struct, forbid_unknown_fields=True):
    fact: str
    value: bool | float | str
    operator: Operator = Operator.IS


class _GuardBlock(msgspec.Struct, forbid_unknown_fields=True):
    plan_types: list[PlanType] = []
    routes: list[Route] = []
    residential: bool = False
    any_of: list[_ConditionBlock] = []
    all_of: list[_ConditionBlock] = []
    unless: list[_ConditionBlock] = []


class _RuleBlock(msgspec.Struct, forbid_unknown_fields=True, rename={"parameters": "with"}):
    """One rule as written; ``parameters`` (in the file: ``with``) are read by the form's own fields."""

    id: str
    version: str
    title: str
    form: str
    why: str
    evidence: str
    reviewed: date
    parameters: dict[str, Any]
    catalogue: int | None = None
    soft: Tier | None = None
    hard: Tier | None = None
    sources: list[str] = []
    house_default: str = ""
    guard: _GuardBlock = msgspec.field(default_factory=_GuardBlock)
    report: Report = Report.PLAN
    override: OverridePolicy = OverridePolicy.SECOND_NAME
    enabled: bool = True
    off_reason: str = ""
    effective_from: date | None = None
    effective_to: date | None = None
    owner: str = ""
    ranges: dict[str, tuple[float, float]] = {}
    examples: list[_ExampleBlock] = []


def named_sources(keys: list[str], sources: Mapping[str, Source]) -> tuple[Source, ...]:
    unknown = [key for key in keys if key not in sources]
    if unknown:
        raise PlannerError("There is no source “{key}” in this rule set.", key=unknown[0][:40])
    return tuple(sources[key] for key in keys)


def read_rule(file: str, raw: dict[str, Any], sources: Mapping[str, Source]) -> Rule:
    """One rule as it stands in a file, its sources by key; RuleSetRefused with file, rule and field otherwise."""
    for wrong in _wrongs(raw, sources):
        problem = f"{wrong.field}: {wrong.sentence}" if wrong.field else wrong.sentence
        raise RuleSetRefused(
            "{file}, rule “{rule}”: {problem}", file=file, rule=str(raw.get("id", "?"))[:60], problem=problem
        )
    block = msgspec.convert(raw, _RuleBlock)
    return Rule(
        id=block.id,
        version=block.version,
        catalogue=block.catalogue,
        title=block.title,
        form=_form(rule_forms()[block.form], block.parameters),
        tiers=Tiers(block.soft, block.hard),
        rationale=block.why,
        evidence=block.evidence,
        sources=named_sources(block.sources, sources),
        house_default=bool(block.house_default),
        house_reason=block.house_default,
        guard=_guard(block.guard),
        report=block.report,
        override=block.override,
        enabled=block.enabled,
        off_reason=block.off_reason,
        last_reviewed=block.reviewed,
        effective_from=block.effective_from,
        effective_to=block.effective_to,
        owner=block.owner,
        ranges=MappingProxyType(_ranges(block)),
        examples=tuple(Example(each.plan, each.outcome, each.why) for each in block.examples),
    )


def what_is_wrong(raw: dict[str, Any], sources: Mapping[str, Source]) -> tuple[Wrong, ...]:
    """Everything that keeps a rule as written from being used, field by field; empty where it can be used."""
    return tuple(_wrongs(raw, sources))


def _wrongs(raw: dict[str, Any], sources: Mapping[str, Source]) -> Iterator[Wrong]:
    try:
        block = msgspec.convert(raw, _RuleBlock)
    except msgspec.ValidationError as cause:
        place = _PLACE.search(str(cause))
        yield Wrong(place[1] if place else "", str(cause))
        return
    yield from _wrong_words(block, sources)
    yield from _wrong_guard(block)
    yield from _wrong_examples(block)
    yield from _wrong_form(block)


def _wrong_words(block: _RuleBlock, sources: Mapping[str, Source]) -> Iterator[Wrong]:
    if not _ID.match(block.id):
        yield Wrong("id", t("an id has small letters, figures and hyphens, at most {n}.", n=_ID_LENGTH))
    for name, text, most in (
        ("version", block.version, LINE_LIMIT),
        ("title", block.title, LINE_LIMIT),
        ("why", block.why, NOTE_LIMIT),
        ("evidence", block.evidence, NOTE_LIMIT),
        ("house_default", block.house_default, NOTE_LIMIT),
        ("off_reason", block.off_reason, NOTE_LIMIT),
        ("owner", block.owner, LINE_LIMIT),
    ):
        try:
            bounded(text, name, most)
        except PlannerError as cause:
            yield Wrong(name, str(cause))
    for name in ("version", "title"):
        if not getattr(block, name).strip():
            yield Wrong(name, t("this must not be empty."))
    if block.soft is None and block.hard is None:
        yield Wrong("soft", t("a rule needs a tier for at least one of its limits."))
    if block.soft is not None and block.hard is not None and block.soft.rank < block.hard.rank:
        yield Wrong("soft", t("the first limit must not speak more strongly than the second."))
    if not block.enabled and not block.off_reason.strip():
        yield Wrong("off_reason", t("a rule that is off needs a reason."))
    if not block.sources and not block.house_default:
        yield Wrong("house_default", t("a rule without a source needs its reason in words."))
    if block.effective_from and block.effective_to and block.effective_to < block.effective_from:
        yield Wrong("effective_to", t("the last day lies before the first."))
    try:
        named_sources(block.sources, sources)
    except PlannerError as cause:
        yield Wrong("sources", str(cause))


def _wrong_guard(block: _RuleBlock) -> Iterator[Wrong]:
    try:
        _guard(block.guard)
    except PlannerError as cause:
        yield Wrong("guard", str(cause))


def _wrong_examples(block: _RuleBlock) -> Iterator[Wrong]:
    for number, each in enumerate(block.examples, 1):
        try:
            Example(each.plan, each.outcome, each.why)
        except PlannerError as cause:
            yield Wrong(f"examples.{number}", str(cause))


def _wrong_form(block: _RuleBlock) -> Iterator[Wrong]:
    """The values, each read by its field and held to the rule's own range; then whether they go together."""
    form = rule_forms().get(block.form)
    if form is None:
        yield Wrong("form", t("there is no rule form called “{form}”.", form=block.form[:40]))
        return
    values = list(_wrong_values(form, block))
    yield from values
    if not values:
        try:
            _form(form, block.parameters).check()
        except PlannerError as cause:
            yield Wrong("", str(cause))
    yield from _wrong_ranges(block)


def _wrong_values(form: type[RuleForm], block: _RuleBlock) -> Iterator[Wrong]:
    fields = parameters(form)
    for name in sorted(set(block.parameters) - set(fields)):
        yield Wrong(f"with.{name}", t("the form “{form}” has no such parameter.", form=block.form))
    for name, field in fields.items():
        if name in block.parameters:
            try:
                field.read(block.parameters[name])
            except PlannerError as cause:
                yield Wrong(f"with.{name}", str(cause))
        elif is_required(form, name):
            yield Wrong(f"with.{name}", t("this parameter must be given."))


def _form(form: type[RuleForm], raw: Mapping[str, Any]) -> RuleForm:
    return form(**{name: field.read(raw[name]) for name, field in parameters(form).items() if name in raw})


def _ranges(block: _RuleBlock) -> dict[str, tuple[Decimal, Decimal]]:
    return {name: (Decimal(str(low)), Decimal(str(high))) for name, (low, high) in block.ranges.items()}


def _wrong_ranges(block: _RuleBlock) -> Iterator[Wrong]:
    for name, (low, high) in _ranges(block).items():
        if name not in block.parameters and "." not in name:
            yield Wrong(f"ranges.{name}", t("this rule gives no such parameter."))
        key, _, route = name.partition(".")
        raw = block.parameters.get(key)
        if isinstance(raw, dict):
            found = [raw[route]] if route in raw else list(raw.values())
        else:
            found = [raw]
        for value in found:
            value = value.get("value") if isinstance(value, dict) else value
            if isinstance(value, _NUMBERS) and not low <= Decimal(str(value)) <= high:
                told = {"value": value, "low": plain(low), "high": plain(high)}
                yield Wrong(f"with.{name}", t("it is {value}; it must be from {low} to {high}.", **told))


def _guard(block: _GuardBlock) -> Guard:
    guard = Guard(
        plan_types=tuple(block.plan_types),
        routes=tuple(block.routes),
        residential=block.residential,
        any_of=tuple(map(_condition, block.any_of)),
        all_of=tuple(map(_condition, block.all_of)),
        unless=tuple(map(_condition, block.unless)),
    )
    return ANYWHERE if guard == ANYWHERE else guard


def _condition(block: _ConditionBlock) -> Condition:
    number = isinstance(block.value, float) and not isinstance(block.value, bool)
    return Condition(block.fact, block.operator, Decimal(str(block.value)) if number else block.value)  # type: ignore[arg-type]
