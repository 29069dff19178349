"""Form 11, order and gate: one kind before or after another, in turn, or no more than so many until another."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import ClassVar

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.people import Answer
from kapplanner.domain.session import Session, TravelDirection
from kapplanner.i18n import t
from kapplanner.rules import words
from kapplanner.rules.fields import Count, Flag, OneOf, Sessions, parameter
from kapplanner.rules.finding import Quantity
from kapplanner.rules.form import Problem, RuleForm, Side, Tiers, Verdict
from kapplanner.rules.index import Entry, PlanIndex
from kapplanner.rules.limits import tier_word
from kapplanner.rules.selector import Selector


class Order(StrEnum):
    """What order is asked for."""

    BEFORE_EACH = "one before each"
    AFTER_THE_LAST = "one at or after the last"
    GATE = "no more than so many until one"
    ALTERNATE = "in turn"


@dataclass(frozen=True, slots=True)
class OrderAndGate(RuleForm):
    """Before: ends before the other starts. At or after the last: the last one itself may be it.

    ``before_leaving``: one that ends after the departure that follows the last does not count.

    Where sessions that close the work are asked for and none is marked, sessions that nobody asked about leave the rule
    without its facts.
    """

    form: ClassVar[str] = "order and gate"

    select: Selector = parameter(Sessions("Sessions"))
    other: Selector = parameter(Sessions("Others"))
    order: Order = parameter(OneOf("Order", options=Order))
    side: Side = parameter(OneOf("Limit", options=Side), Side.SOFT)
    most: int | None = parameter(Count("At most", "sessions", 1, 100), None)
    before_leaving: bool = parameter(Flag("Before the departure that follows"), False)

    def check(self) -> None:
        if self.before_leaving and self.order is not Order.AFTER_THE_LAST:
            raise PlannerError("“Before the departure” goes with the order “one at or after the last” only.")
        if (self.order is Order.GATE) is not (self.most is not None):
            raise PlannerError("“At most” goes with the order “no more than so many until one” and only with it.")

    def sees(self, session: Session) -> bool:
        return RuleForm.sees(self, session) or (self.other.closing is True and session.is_contact)

    def judge(self, index: PlanIndex) -> Verdict:
        verdict = Verdict()
        chosen, others = index.select(self.select), index.select(self.other)
        if not chosen:
            return verdict
        verdict.looked = len(chosen)
        match self.order:
            case Order.BEFORE_EACH:
                self._judge_before(index, chosen, others, verdict)
            case Order.AFTER_THE_LAST:
                self._judge_after(index, chosen[-1], others, verdict)
            case Order.GATE:
                self._judge_gate(index, chosen, others, verdict)
            case _:
                self._judge_turns(index, chosen, others, verdict)
        return verdict

    def _judge_before(self, index: PlanIndex, chosen: list[Entry], others: list[Entry], verdict: Verdict) -> None:
        earliest = min((other.end for other in others), default=None)
        for entry in chosen:
            if earliest is None or earliest > entry.start:
                text = t("No {others} before the {what}.", others=self.other.words, what=_named(entry))
                self._add(index, verdict, text, [entry])

    def _judge_after(self, index: PlanIndex, last: Entry, others: list[Entry], verdict: Verdict) -> None:
        leaving = self._leaving(index, last)
        if any(other.start >= last.start and _is_by(other, leaving) for other in others):
            return
        text = t("No {others} at or after the {what}.", others=self.other.words, what=_named(last))
        unknown = [
            entry
            for entry in index.entries
            if self.other.closing and entry.start >= last.start and _is_by(entry, leaving) and _is_not_asked(entry)
        ]
        if unknown:
            verdict.lacks([f"session.{entry.id}.closing" for entry in unknown], *unknown)
        else:
            self._add(index, verdict, text, [last])

    def _leaving(self, index: PlanIndex, last: Entry) -> int | None:
        """When the departure that follows begins; None where that does not matter or none was entered."""
        departures = index.travel(TravelDirection.DEPARTURE) if self.before_leaving else []
        return next((each.start for each in departures if each.start >= last.start), None)

    def _judge_gate(self, index: PlanIndex, chosen: list[Entry], others: list[Entry], verdict: Verdict) -> None:
        assert self.most is not None
        since: list[Entry] = []
        place = 0
        for entry in chosen:
            while place < len(others) and others[place].end <= entry.start:
                if since and others[place].start >= since[-1].end:
                    since = []
                place += 1
            since.append(entry)
            if len(since) == self.most + 1:
                text = t(
                    "At most {most} {what} without {others}; {n} up to {day}.",
                    n=len(since),
                    what=self.select.words,
                    day=words.day_name(entry.session.start),
                    others=self.other.words,
                    most=self.most,
                )
                sizes = Quantity(Decimal(len(since)), "sessions"), Quantity(Decimal(self.most), "sessions")
                self._add(index, verdict, text, since, *sizes)
        if len(since) <= self.most:
            verdict.near(Decimal(len(since)), Decimal(self.most), "sessions")

    def _judge_turns(self, index: PlanIndex, chosen: list[Entry], others: list[Entry], verdict: Verdict) -> None:
        marked = sorted(
            [(entry, True) for entry in chosen] + [(entry, False) for entry in others],
            key=lambda mark: (mark[0].start, mark[0].id),
        )
        for (first, kind), (second, other_kind) in pairwise(marked):
            if kind is other_kind:
                text = t(
                    "{first} and {second} follow one another.",
                    first=words.sentence_start(_named(first)),
                    second=_named(second),
                )
                self._add(index, verdict, text, [first, second])

    def _add(
        self,
        index: PlanIndex,
        verdict: Verdict,
        text: str,
        entries: list[Entry],
        measured: Quantity | None = None,
        limit: Quantity | None = None,
    ) -> None:
        span = index.span(entries)
        verdict.found(Problem(self.side, text, tuple(entries), measured, limit, span), self.select)

    def sentence(self, tiers: Tiers) -> str:
        text = {
            Order.BEFORE_EACH: "Before each of the {what} there is one of the {others} ({tier} otherwise).",
            Order.AFTER_THE_LAST: "At or after the last of the {what}{by} there is one of the {others} "
            "({tier} otherwise).",
            Order.GATE: "At most {n} of the {what} until one of the {others} ({tier} above).",
            Order.ALTERNATE: "{what} and {others} in turn ({tier} otherwise).",
        }[self.order]
        tier = tier_word(tiers.of(self.side))
        by = t(" and before leaving") if self.before_leaving else ""
        return t(text, what=self.select.words, others=self.other.words, tier=tier, n=self.most, by=by)


def _is_by(entry: Entry, leaving: int | None) -> bool:
    return leaving is None or entry.end <= leaving


def _is_not_asked(entry: Entry) -> bool:
    return entry.session.is_contact and entry.session.closing is Answer.NOT_ASKED


def _named(entry: Entry) -> str:
    kind = words.session_kind(entry.session.kind)
    return t("{kind} of {time}", kind=kind, time=words.moment(entry.session.start))
