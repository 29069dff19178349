"""Two plans to compare: what can stand on the other side, how it is read, and how both are judged. Runs in a worker."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kapplanner.domain.errors import NotFound
from kapplanner.domain.library import EarlierVersion, PlanLibrary, PlanSummary
from kapplanner.domain.plan import Plan
from kapplanner.i18n import t
from kapplanner.rules.rule_set import RuleSet
from kapplanner.rules.safety_difference import Judged, SafetyDifference, judged, safety_difference
from kapplanner.rules.words import clock, plain_day, sentence_start
from kapplanner.ui.dialogs.import_preview import read_plan_file
from kapplanner.ui.models.library import display_name

RulesOf = Callable[[Plan], RuleSet]


@dataclass(frozen=True, slots=True)
class Other:
    """What a plan can be compared with. ``key`` tells it from the rest; ``name`` and ``about`` are shown.

    ``read`` gets the plan and may take a while; PlannerError where it cannot.
    """

    key: str
    name: str
    about: str
    read: Callable[[], Plan]


@dataclass(frozen=True, slots=True)
class Base:
    """The plan that is compared, what it is called, and the rules that it is judged by."""

    plan: Plan
    name: str
    rule_set: RuleSet


@dataclass(frozen=True, slots=True)
class Asked:
    """How to compare: the base as the earlier of the two, both by the rules of the base, names and texts shown."""

    base_is_before: bool = False
    same_rules: bool = False
    texts: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """The answer: what differs, the other plan, and a remark on the rules where there is one to make."""

    difference: SafetyDifference
    plan: Plan
    remark: str = ""


def compare(base: Base, other: Other, rules_of: RulesOf, asked: Asked) -> Compared:
    """Read the other plan, judge both, and tell what differs; PlannerError where it cannot be read."""
    plan = other.read()
    remark = ""
    if asked.same_rules:
        rules = base.rule_set
    else:
        try:
            rules = rules_of(plan)
        except NotFound:
            rules = base.rule_set
            remark = t(
                "{name} asks for rules “{id}”, which are not on this computer; judged by those of the other plan.",
                name=other.name,
                id=plan.rule_set.id,
            )
    one, two = judged(base.plan, base.rule_set), judged(plan, rules)
    sides: tuple[Judged, Judged] = (one, two) if asked.base_is_before else (two, one)
    return Compared(safety_difference(*sides, texts=asked.texts), plan, remark)


def earlier_choices(library: PlanLibrary, plan_id: str) -> tuple[Other, ...]:
    """The kept earlier versions of a plan, last first; none of a plan that is not in the library."""
    return tuple(_earlier(library, plan_id, version) for version in library.earlier_versions(plan_id))


def _earlier(library: PlanLibrary, plan_id: str, version: EarlierVersion) -> Other:
    about = sentence_start(version.step) or t("As it was added")
    if version.signed_off:
        about = t("Checked. {step}", step=about)
    return Other(
        f"version {version.revision}",
        _moment(version.saved_at),
        about,
        lambda: library.read_version(plan_id, version.revision),
    )


def _moment(moment: datetime) -> str:
    """ "Tue 1 Dec 2026, 14:32", by the computer's clock."""
    local = moment.astimezone()
    return t("{day}, {clock}", day=plain_day(local.date()), clock=clock(local))


def plan_choices(library: PlanLibrary, plan_id: str, search: str) -> tuple[Other, ...]:
    """The other plans of the library that a search finds, last changed first."""
    return tuple(_stored(library, row) for row in library.plans(search) if row.id != plan_id)


def _stored(library: PlanLibrary, row: PlanSummary) -> Other:
    about = t("{title}, first day {day}", title=row.title, day=plain_day(row.first_day))
    return Other(f"plan {row.id}", display_name(row), about, lambda: library.read(row.id).plan)


def file_choice(path: Path) -> Other:
    """A plan file."""
    return Other(f"file {path}", path.name, str(path.parent), lambda: read_plan_file(path).plan)
