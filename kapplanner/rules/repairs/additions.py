"""Mending by adding what is missing: preparation, integration, follow-up, a closing session, a review.

A new session is like its nearest sibling in the plan (length, method, people, room), so that nothing is invented; the
rule's own numbers win.
"""

from collections.abc import Generator, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import blake2s

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.people import Answer
from kapplanner.domain.session import Attendance, Session, SessionKind
from kapplanner.i18n import t
from kapplanner.rules.finding import Finding
from kapplanner.rules.forms.companion import Companion, When
from kapplanner.rules.forms.order_and_gate import Order, OrderAndGate
from kapplanner.rules.index import Entry, entry_of
from kapplanner.rules.repairs.hours import starts_on, working_hours
from kapplanner.rules.repairs.repair import Repair, Size
from kapplanner.rules.selector import Position, Selector
from kapplanner.rules.trial import Bench, Trial
from kapplanner.rules.words import day_and_clock, kind_word, modality_word

USUAL_MINUTES = 60
"""The length of an appointment where neither rule nor plan says one: an hour in a diary, no clinical number."""
_MOST_ADDED = 3
_MOST_DAYS = 14


def additions(bench: Bench, finding: Finding, form: Companion | OrderAndGate) -> Iterator[Repair | None]:
    """The missing session (or two, or three) at the nearest places that fit; None for each place tried in vain."""
    if len(finding.sessions) == 0 or not bench.plan.has_session(finding.sessions[-1]):
        return
    wanted = form.has if isinstance(form, Companion) else form.other
    if wanted.travel is not None or wanted.routes or SessionKind.MEDICINE in wanted.kinds:
        return
    yield (yield from _added(bench, finding, form, wanted))


def _added(
    bench: Bench, finding: Finding, form: Companion | OrderAndGate, wanted: Selector
) -> Generator[None, None, Repair | None]:
    """As many sessions as it takes, each where it fits beside the ones before."""
    new: list[Session] = []
    present = bench
    for _ in range(_missing(bench, finding, form)):
        session = yield from _one_more(present, finding, form, wanted)
        if session is None:
            return None
        new.append(session)
        present = Bench(present.plan.with_session(session), bench.rule_set)
    if not new:
        return None
    words = [_words(session) for session in new]
    listed = "; ".join(f"{word}, {day_and_clock(session.start)}" for word, session in zip(words, new, strict=True))
    first = day_and_clock(new[0].start)
    label = t("Add {what}, {when}", what=words[0], when=first)
    return Repair(
        label=label if len(new) == 1 else t("Add {n} sessions", n=len(new)),
        sentence=t("Add: {sessions}.", sessions=listed),
        step=t("add {sessions}", sessions=listed),
        size=Size(added=len(new), minutes=sum(session.minutes for session in new)),
        added=tuple(sorted(new, key=lambda session: (session.start, session.id))),
    )


def _words(session: Session) -> str:
    if session.kind is SessionKind.INTEGRATION and session.modality:
        return modality_word(session.modality)
    return kind_word(session.kind)


def _missing(bench: Bench, finding: Finding, form: Companion | OrderAndGate) -> int:
    """How many sessions are wanting: by the number found for counts, one where minutes or an order is wanting."""
    if not isinstance(form, Companion) or finding.measured is None or finding.measured.unit != "sessions":
        return 1
    least = max(form.soft_least or 0, form.hard_least or 0)
    return max(1, min(_MOST_ADDED, least - int(finding.measured.value)))


def _one_more(
    bench: Bench, finding: Finding, form: Companion | OrderAndGate, wanted: Selector
) -> Generator[None, None, Session | None]:
    """One session at the first place that fits; for want of one, where it adds less than what it mends."""
    anchor = next(entry for entry in bench.index.entries if entry.id == finding.sessions[-1])
    pattern = _pattern(bench, form, wanted, anchor)
    trial = Trial(bench, (pattern,))
    second: Session | None = None
    for start in _starts(bench, form, anchor, pattern.minutes):
        session = pattern.with_changes(start=start)
        try:
            if isinstance(form, Companion) and not form.fits(bench.index, anchor, entry_of(session, bench.index.zone)):
                continue
            tier = trial.weigh((session,)).tier
        except PlannerError:
            continue
        if tier is None:
            return _named(bench, session, finding)
        if second is None and tier.rank > finding.tier.rank:
            second = session
        yield None
    return _named(bench, second, finding) if second is not None else None


def _pattern(bench: Bench, form: Companion | OrderAndGate, wanted: Selector, anchor: Entry) -> Session:
    """What the new session is like, not yet at its place."""
    like = replace(wanted, closing=None, position=Position.ALL, checklist=None)
    siblings = [e for e in bench.index.entries if like.matches(e.session) and e.session.travel is None]
    if _is_closing(form):
        siblings = [e for e in siblings if form.select.matches(e.session)] or siblings
    siblings = [e for e in siblings if e.dose is None and e.id != anchor.id] or [e for e in siblings if e.dose is None]
    # a talk on a medicine day is like the other talks on medicine days, where the plan has some
    medicine_days = {entry.day for entry in bench.index.medicine}
    beside = [e for e in siblings if (e.day in medicine_days) is (anchor.day in medicine_days)]
    nearest = min(beside or siblings, key=lambda e: (abs(e.start - anchor.start), e.start, e.id), default=None)
    minutes = _minutes(form, nearest.session.minutes if nearest else USUAL_MINUTES)
    kind = nearest.session.kind if nearest else (wanted.kinds or (SessionKind.INTEGRATION,))[0]
    known = nearest.session if nearest else None
    is_talk = kind is SessionKind.INTEGRATION
    return Session(
        id="new",
        kind=kind,
        start=anchor.session.start,
        minutes=minutes,
        modality=(known.modality if known else next(iter(wanted.modalities), None)) if is_talk else None,
        people=known.people if known else (),
        room=known.room if known else None,
        attendance=known.attendance if known else Attendance.ON_SITE,
        checklist=(wanted.checklist,) if wanted.checklist is not None else (),
        new_target=Answer.NO if is_talk else Answer.NOT_ASKED,
        closing=(Answer.YES if wanted.closing else Answer.NO) if is_talk else Answer.NOT_ASKED,
        exposure_needs=() if is_talk else None,
    )


def _is_closing(form: Companion | OrderAndGate) -> bool:
    """Whether a session that closes the work is wanted."""
    return isinstance(form, OrderAndGate) and form.other.closing is True


def _minutes(form: Companion | OrderAndGate, usual: int) -> int:
    """The usual length, or what the rule asks of each."""
    if not isinstance(form, Companion):
        return usual
    each = -(-form.total_minutes // max(1, form.soft_least or 1)) if form.total_minutes is not None else 0
    return max(usual, form.minutes or 0, each)


def _starts(bench: Bench, form: Companion | OrderAndGate, anchor: Entry, minutes: int) -> Iterator[datetime]:
    """Starts on the asked side of the session concerned, nearest first, inside the plan's hours."""
    hours = working_hours(bench.plan)
    backwards = _is_before(form)
    moment = bench.index.local(anchor.at(form.anchor) if isinstance(form, Companion) else anchor.end)
    if backwards:
        moment = bench.index.local(anchor.at(form.anchor)) if isinstance(form, Companion) else anchor.session.start
    later = 1 if isinstance(form, Companion) and form.most_days is not None else 0  # not on the day itself
    for offset in range(later, _MOST_DAYS + 1):
        day = moment.date() + timedelta(days=-offset if backwards else offset)
        starts = list(starts_on(day, hours, minutes))
        if backwards:
            yield from (s for s in reversed(starts) if s + timedelta(minutes=minutes) <= moment)
        else:
            yield from (s for s in starts if s >= moment)


def _is_before(form: Companion | OrderAndGate) -> bool:
    if isinstance(form, Companion):
        return form.when is When.BEFORE
    return form.order in {Order.BEFORE_EACH, Order.GATE}


def _named(bench: Bench, session: Session, finding: Finding) -> Session:
    """The session with an id of its own: the same repair of the same plan always adds the same session."""
    parts = (finding.fingerprint, session.kind.value, session.start.isoformat(), str(session.minutes))
    mark = blake2s("|".join(parts).encode(), digest_size=8).hexdigest()
    return session.with_changes(id=f"fix-{mark}")
