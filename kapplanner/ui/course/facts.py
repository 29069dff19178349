"""What the course view shows of a plan: doses as amounts absorbed, gaps between them, learning windows, limits."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Final

from kapplanner.domain.errors import NotFound
from kapplanner.domain.plan import Plan
from kapplanner.domain.quantities import Band, plain
from kapplanner.domain.session import Session, SessionKind
from kapplanner.i18n import t
from kapplanner.rules.coverage import LearningWindow, learning_rule, learning_windows, window_words
from kapplanner.rules.finding import Bound, Finding, NearLimit, Quantity, Report, State, Tier
from kapplanner.rules.forms.companion import Companion
from kapplanner.rules.rule_set import RuleSet
from kapplanner.rules.words import NO_BREAK, days, lasting
from kapplanner.ui.board.facts import CardFacts, PlanFacts
from kapplanner.ui.course.columns import Day, days_shown

CARE: Final = frozenset(
    {
        SessionKind.PREPARATION,
        SessionKind.MEASURE,
        SessionKind.SCREENING,
        SessionKind.FOLLOW_UP,
        SessionKind.TRAVEL,
    }
)
"""What stands in the lane of measures and other care; the rest that is not medicine stands under integration."""
MOST_LIMITS: Final = 12


@dataclass(frozen=True, slots=True)
class Dose:
    """A medicine session. ``absorbed``: estimated mg that reach the blood, for comparison; None where it is unknown.

    ``band`` stands in its place where only a band was chosen. ``gap``: how long after the start of the one before.
    ``window``: in words, what follows in its learning window.
    """

    card: CardFacts
    absorbed: Decimal | None
    band: Band | None
    gap: str
    window: str


@dataclass(frozen=True, slots=True)
class Limit:
    """A number of the plan beside the limit that a rule asks for; ``tier`` is None where the rule is kept to."""

    rule: str
    title: str
    measured: str
    asks: str
    tier: Tier | None
    sessions: tuple[str, ...] = ()


class CourseFacts:
    """One plan as the course view shows it."""

    def __init__(self, facts: PlanFacts, rule_set: RuleSet) -> None:
        self.plan_facts = facts
        plan = facts.plan
        self.days: tuple[Day, ...] = days_shown(plan)
        self.windows: tuple[LearningWindow, ...] = learning_windows(plan, rule_set)
        self.window_hours = _window_hours(rule_set) if self.windows else ""
        said = {window.session: window_words(plan, window) for window in self.windows}
        medicine = plan.medicine_sessions
        gaps = ["", *(_gap(plan, before, after) for before, after in pairwise(medicine))]
        self.doses = tuple(
            Dose(
                facts.cards[session.id],
                _absorbed(plan, session, rule_set),
                session.medicine.dose.band if session.medicine else None,
                gap,
                said.get(session.id, ""),
            )
            for session, gap in zip(medicine, gaps, strict=True)
        )
        self.limits = tuple(_limits(facts.report))

    @property
    def most_absorbed(self) -> Decimal:
        """The largest dose that is known; 0 where none is."""
        return max((dose.absorbed for dose in self.doses if dose.absorbed is not None), default=Decimal(0))

    def integration(self, day: date) -> tuple[CardFacts, ...]:
        """What stands under integration on a day, in order of time."""
        return tuple(card for card in self._cards(day) if card.session.kind not in CARE)

    def care(self, day: date) -> tuple[CardFacts, ...]:
        """Measures and other care on a day, in order of time."""
        return tuple(card for card in self._cards(day) if card.session.kind in CARE)

    def _cards(self, day: date) -> list[CardFacts]:
        return [card for card in self.plan_facts.day(day).sessions if card.number is None]


def _window_hours(rule_set: RuleSet) -> str:
    """ "12 to 72 h after the dose", as the clinic's rule has it."""
    rule = learning_rule(rule_set)
    assert rule is not None and isinstance(rule.form, Companion) and rule.form.most_hours is not None
    low, high = plain(rule.form.least_hours or Decimal(0)), plain(rule.form.most_hours)
    return t("{low} to {high} h after the dose", low=low, high=high)


def _gap(plan: Plan, before: Session, after: Session) -> str:
    minutes = (plan.start(after) - plan.start(before)) // timedelta(minutes=1)
    return days(minutes // 1440) if minutes >= 5 * 1440 and minutes % 1440 == 0 else lasting(minutes)


def _absorbed(plan: Plan, session: Session, rule_set: RuleSet) -> Decimal | None:
    medicine = session.medicine
    assert medicine is not None
    given = medicine.dose.milligrams(plan.patient.weight)
    if given is None:
        return None
    if medicine.booster is not None:
        more = medicine.booster.dose.milligrams(plan.patient.weight)
        given = given + more if more is not None else given
    try:
        return given * rule_set.route(medicine.route).share_absorbed
    except NotFound:
        return None


def _limits(report: Report) -> Iterator[Limit]:
    """What the rules found beside a limit, strongest first, then what came nearest to one; each rule once."""
    found = [f for f in report.findings if f.measured is not None and f.limit is not None and f.state is not State.KEPT]
    found.sort(key=lambda finding: finding.tier.rank)
    seen: set[str] = set()
    both: tuple[Finding | NearLimit, ...] = (*found, *sorted(report.nearest, key=_is_a_mere_count))
    for each in both:
        if each.rule not in seen and len(seen) < MOST_LIMITS:
            seen.add(each.rule)
            yield _limit(each)


def _limit(each: Finding | NearLimit) -> Limit:
    measured, limit = each.measured, each.limit
    assert measured is not None and limit is not None
    if isinstance(each, NearLimit):
        return Limit(each.rule, each.title, _said(measured), f"{t(each.bound.value)} {_said(limit)}", None)
    bound = Bound.AT_MOST if measured.value > limit.value else Bound.AT_LEAST
    asks = _said(limit) if measured.value == limit.value else f"{t(bound.value)} {_said(limit)}"
    return Limit(each.rule, each.title, _said(measured), asks, each.tier, each.sessions)


def _is_a_mere_count(near: NearLimit) -> bool:
    """Whether all it says is that as many sessions are there as are asked for, which says little."""
    return near.bound is Bound.AT_LEAST and near.measured.unit == "sessions"


def _said(quantity: Quantity) -> str:
    """ "48 h", "2 h 30 min", "3": counts stand without the word, which the rule's title has."""
    value, unit = quantity.value, quantity.unit
    if unit == "sessions":
        return plain(value)
    if unit == "min" or (unit == "h" and value % 1):
        return lasting(int(value if unit == "min" else value * 60))
    if unit == "days":
        return days(int(value)) if value % 1 == 0 else f"{plain(value)}{NO_BREAK}{t('days')}"
    return f"{plain(value)}{NO_BREAK}{unit}".rstrip()
