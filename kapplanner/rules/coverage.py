"""The learning window after each medicine session: when it opens and closes, and which learning sessions lie in it.

The numbers are those of the rule set's own row R27 ("learning-window"); a session is inside exactly when that rule
counts it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kapplanner.domain.plan import Plan
from kapplanner.i18n import nt, t
from kapplanner.rules import words
from kapplanner.rules.finding import Interval
from kapplanner.rules.forms.companion import Companion, When
from kapplanner.rules.index import Entry, PlanIndex
from kapplanner.rules.rule_set import Rule, RulesInUse

_ROW: Final = 27


@dataclass(frozen=True, slots=True)
class LearningContact:
    """An active learning session: minutes from the dose to its start, in real time, and whether the window holds it."""

    session: str
    start: datetime
    minutes_after_dose: int
    is_inside: bool


@dataclass(frozen=True, slots=True)
class LearningWindow:
    """The window after one medicine session. Clock times are local to the plan.

    ``contacts``: learning sessions after the dose up to the end of the window and, where it holds none, the next one
    after it that is not past the next dose. ``least``: how many the rule asks for. ``next_dose``: None after the last
    medicine session; it may lie inside the window.
    """

    session: str
    dose: datetime
    opens: datetime
    closes: datetime
    contacts: tuple[LearningContact, ...]
    least: int
    next_dose: datetime | None

    @property
    def inside(self) -> tuple[LearningContact, ...]:
        """The learning sessions that count."""
        return tuple(contact for contact in self.contacts if contact.is_inside)

    @property
    def soonest(self) -> LearningContact | None:
        """The first learning session after the dose, inside the window or not; None where there is none."""
        return next(iter(self.contacts), None)

    @property
    def is_covered(self) -> bool:
        """Whether as many learning sessions lie in the window as the rule asks for."""
        return len(self.inside) >= self.least

    @property
    def gap(self) -> Interval | None:
        """The window where too few learning sessions lie in it, to highlight; None where it is covered."""
        return None if self.is_covered else Interval(self.opens, self.closes)


def learning_rule(rule_set: RulesInUse) -> Rule | None:
    """The row that asks for learning after a dose; None where the rule set lacks it or has turned it off."""
    return next((rule for rule in rule_set.rules if rule.catalogue == _ROW and rule.enabled), None)


def learning_windows(plan: Plan, rule_set: RulesInUse) -> tuple[LearningWindow, ...]:
    """One window for each medicine session, in order of time.

    Empty where the rule set has no such row with hours, has turned it off, or the row does not apply to the plan.
    """
    rule = learning_rule(rule_set)
    if rule is None or not isinstance(rule.form, Companion):
        return ()
    form, index = rule.form, PlanIndex(plan, rule_set.routes, rule_set.lists)
    if form.when is not When.AFTER or form.most_hours is None or rule.applies(index)[0] is False:
        return ()
    chosen, learning = index.select(form.select), index.select(form.has)
    following: list[Entry | None] = [*chosen[1:], None] if chosen else []
    return tuple(_window(index, form, *pair, learning) for pair in zip(chosen, following, strict=True))


def _window(
    index: PlanIndex, form: Companion, entry: Entry, following: Entry | None, learning: list[Entry]
) -> LearningWindow:
    dose = entry.at(form.anchor)
    opens = dose + int((form.least_hours or 0) * 60)
    closes = dose + int((form.most_hours or 0) * 60)
    edge = following.start if following is not None and form.before_next else None
    contacts = [
        LearningContact(
            session=other.id,
            start=index.local(other.start),
            minutes_after_dose=other.start - dose,
            is_inside=opens <= other.start <= closes
            and (edge is None or other.start < edge)
            and other.session.minutes >= (form.minutes or 0),
        )
        for other in learning
        if other.start >= dose
    ]
    return LearningWindow(
        session=entry.id,
        dose=index.local(dose),
        opens=index.local(opens),
        closes=index.local(closes),
        contacts=tuple(_near(contacts, closes - dose, None if following is None else following.start - dose)),
        least=form.soft_least or form.hard_least or 1,
        next_dose=None if following is None else index.local(following.at(form.anchor)),
    )


def _near(contacts: list[LearningContact], closes: int, following: int | None) -> Iterable[LearningContact]:
    """Those up to the end of the window; where it holds none, one more that still belongs to this dose."""
    has_some = False
    for contact in contacts:
        after = contact.minutes_after_dose
        if after > closes and (has_some or (following is not None and after >= following)):
            return
        has_some = has_some or contact.is_inside or after > closes
        yield contact


def window_words(plan: Plan, window: LearningWindow) -> str:
    """ "Learning window Mon 7 Dec, 21:30 to Thu 10 Dec, 09:30: CBT, 24 h 30 min after the dose."."""
    opens, closes = words.day_and_clock(window.opens), words.day_and_clock(window.closes)
    inside = window.inside
    if inside:
        held = _contact_words(plan, inside[0])
        held += nt("; {n} more", "; {n} more", len(inside) - 1) if len(inside) > 1 else ""
    elif window.soonest is not None:
        held = t("none in it; soonest is {contact}", contact=_contact_words(plan, window.soonest))
    else:
        held = t("no learning session after this dose")
    return t("Learning window {opens} to {closes}: {held}.", opens=opens, closes=closes, held=held)


def _contact_words(plan: Plan, contact: LearningContact) -> str:
    name = words.session_name(plan, plan.session(contact.session))
    return t("{name}, {length} after the dose", name=name, length=words.length(contact.minutes_after_dose))
