"""What one rule says about a plan in words, apart from its sentences: places, what is missing, what came nearest."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.domain.plan import Plan
from kapplanner.domain.quantities import plain
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.finding import Interval, Quantity, Report
from kapplanner.rules.form import Problem, RuleForm, Verdict
from kapplanner.rules.index import PlanIndex
from kapplanner.rules.rule_set import RuleSet
from tests.spec.rule_tables import plan_of, rule_set_of
from tests.support.build import FIRST_DAY

MEDICINE = {"kinds": ["medicine"]}
TALK = {"kinds": ["integration"]}
EMDR = {"modalities": ["emdr"]}
NEW_TARGET = {"modalities": ["emdr"], "new_target": True}


class Place(NamedTuple):
    """A problem as a test writes it: "hard", ids, "7 patients", "D1 09:30 to D1 12:30"; ``excess``: how far outside."""

    side: str
    sessions: str
    measured: str = ""
    limit: str = ""
    during: str = ""
    facts: tuple[str, ...] = ()
    field: str = ""
    excess: str = "0"


class Lack(NamedTuple):
    """What could not be checked: the limit at stake, the facts, the sessions."""

    side: str
    missing: tuple[str, ...]
    sessions: str = ""


def set_of(form: str, values: Mapping[str, object], **more: object) -> RuleSet:
    """A set of one rule whose first limit is a Caution and whose second is a Stop."""
    return rule_set_of({"form": form, "soft": "caution", "hard": "stop", "with": dict(values), **more})


def form_of(form: str, values: Mapping[str, object]) -> RuleForm:
    """A rule form with these values."""
    return set_of(form, values).rules[0].form


def index_of(plan: Plan) -> PlanIndex:
    """A plan as rules see it, with the numbers and lists of the shipped set."""
    whole = rule_set_named("intensive")
    return PlanIndex(plan, whole.routes, whole.lists)


def verdict(form: str, values: Mapping[str, object], plan: str | Plan) -> Verdict:
    """What the form itself says."""
    return form_of(form, values).judge(index_of(plan_of(plan) if isinstance(plan, str) else plan))


def reported(form: str, values: Mapping[str, object], plan: str | Plan, **more: object) -> Report:
    """The report of the one rule."""
    return evaluate(plan_of(plan) if isinstance(plan, str) else plan, set_of(form, values, **more))


def places(said: Verdict) -> list[Place]:
    """The problems of a verdict."""
    return [_place(problem) for problem in said.problems]


def lacks(said: Verdict) -> list[Lack]:
    """What a verdict could not check."""
    return [Lack(gap.side.value, gap.missing, " ".join(entry.id for entry in gap.entries)) for gap in said.gaps]


def nearest(said: Verdict) -> tuple[str, str] | None:
    """What came nearest to a limit, and the limit."""
    return None if said.nearest is None else (_number(said.nearest[0]), _number(said.nearest[1]))


def _place(problem: Problem) -> Place:
    assert problem.said, "a problem is said in words"
    return Place(
        problem.side.value,
        " ".join(entry.id for entry in problem.entries),
        _number(problem.measured),
        _number(problem.limit),
        _span(problem.span),
        problem.facts,
        problem.field,
        plain(problem.excess),
    )


def _number(quantity: Quantity | None) -> str:
    return "" if quantity is None else f"{plain(quantity.value)} {quantity.unit}".strip()


def _span(interval: Interval | None) -> str:
    return "" if interval is None else f"{_moment(interval.start)} to {_moment(interval.end)}"


def _moment(time: datetime) -> str:
    number = time.toordinal() - FIRST_DAY.toordinal()
    return f"D{number + 1 if number >= 0 else number} {time:%H:%M}"
