"""Items that a rule asks for: on which sessions they stand, and how long before the first dose they are done."""

from dataclasses import dataclass
from decimal import Decimal

from kapplanner.domain.session import Session
from kapplanner.i18n import t
from kapplanner.rules import words
from kapplanner.rules.facts import day_of, day_words
from kapplanner.rules.finding import Bound, Interval, Quantity
from kapplanner.rules.form import Problem, Side, Verdict
from kapplanner.rules.index import Entry, PlanIndex


@dataclass(frozen=True, slots=True)
class Item:
    """What is to stand on a session: a checklist item or a measure; either of them where both are named."""

    checklist: str | None
    measure: str | None

    @property
    def name(self) -> str:
        return self.checklist or self.measure or ""

    def is_on(self, session: Session) -> bool:
        return self.checklist in session.checklist or self.measure in session.measures

    def lists(self, session: Session) -> tuple[str, ...]:
        """The lists of a session on which the item may stand; empty where none was entered."""
        checklist = session.checklist if self.checklist is not None else ()
        return checklist or (session.measures if self.measure is not None else ())


def judge_before_first_dose(index: PlanIndex, item: Item, dated: str | None, hours: Decimal, verdict: Verdict) -> None:
    """A session with the item ends, or a day that was entered (``dated``) lies, so many hours before the first dose."""
    if not index.medicine:
        return
    verdict.looked = 1
    first = index.medicine[0]
    dose = first.at("dose")
    ends = [entry for entry in index.entries if item.is_on(entry.session) and entry.end <= dose]
    earliest = min(ends, key=lambda entry: entry.end, default=None)
    day = None if dated is None else day_of(index.plan, dated)
    if earliest is not None and (day is None or day.toordinal() >= earliest.day):
        _compare_session(index, first, earliest, item, hours, verdict)
    elif dated is not None:
        _compare_day(index, first, dated, hours, verdict)
    else:
        text = t("“{item}” is not planned before the first dose.", item=t(item.name))
        verdict.found(Problem(Side.SOFT, text, (first,)))


def _compare_session(
    index: PlanIndex, first: Entry, earliest: Entry, item: Item, hours: Decimal, verdict: Verdict
) -> None:
    ahead = Decimal(first.at("dose") - earliest.end) / 60
    if ahead >= hours:
        verdict.near(ahead, hours, "h", bound=Bound.AT_LEAST)
        return
    text = t(
        "“{item}” on {time} ends {ahead} before the first dose; at least {least}.",
        item=t(item.name),
        time=words.moment(earliest.session.start),
        ahead=words.lasting(int(ahead * 60)),
        least=words.lasting(int(hours * 60)),
    )
    sizes = Quantity(words.tidy(ahead, 2), "h"), Quantity(hours, "h")
    span = Interval(index.local(earliest.end), index.local(first.at("dose")))
    verdict.found(Problem(Side.SOFT, text, (earliest, first), *sizes, span))


def _compare_day(index: PlanIndex, first: Entry, name: str, hours: Decimal, verdict: Verdict) -> None:
    """A day without a clock time: early enough, too late, or impossible to say."""
    day = day_of(index.plan, name)
    dose = first.at("dose")
    if day is None:
        verdict.lacks((name,), first)
        return
    begin, end = index.midnight(day.toordinal()), index.midnight(day.toordinal() + 1)
    if dose - begin >= hours * 60 > dose - end:
        verdict.lacks((name,), first)
    elif dose - begin < hours * 60:
        text = t(
            "{what} on {day} is less than {least} before the first dose ({time}).",
            what=words.sentence_start(t(day_words(name))),
            day=words.day_name(index.local(begin)),
            least=words.lasting(int(hours * 60)),
            time=words.moment(index.local(dose)),
        )
        verdict.found(Problem(Side.SOFT, text, (first,), facts=(str(day),), field=name))
