"""The guide to read before the first medicine day: what happens, what is known and not, and what to do when."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from kapplanner.documents.company import escort_of
from kapplanner.documents.contact import compact_contact
from kapplanner.documents.content import (
    Block,
    Box,
    Heading,
    ItemList,
    Marker,
    Paragraph,
    Reader,
    RuledLines,
    Sheet,
    Size,
    Text,
    Unit,
    joined,
)
from kapplanner.documents.edition import Edition
from kapplanner.documents.kind import DocumentKind
from kapplanner.documents.request import PrintRequest
from kapplanner.domain.people import EscortKind
from kapplanner.domain.session import Modality, Session, SessionKind

_WEEK: Final = timedelta(days=7)
_NO_DRUGS_BEFORE: Final = timedelta(days=2)
_DAY: Final = timedelta(days=1)
"""Whole days around the medicine day: at least 48 hours without other drugs and 24 hours without alcohol before it, 24
after it (leaflets of clinics).
"""
_SHORTENED: Final = (Modality.CBT, Modality.EMDR, Modality.ART, Modality.IFS)
"""Methods that are called by letters, which nobody understands without a word about them."""


def write(request: PrintRequest) -> tuple[Sheet, ...]:
    """One sheet on two pages; none where the plan has no medicine."""
    if not request.plan.medicine_sessions:
        return ()
    edition = Edition.for_patient(request)
    first = request.plan.medicine_sessions[0]
    name = edition.words("preparation.name")
    blocks = (*_before_you_decide(edition, first), *_steps(edition, first), *_questions(edition))
    return (Sheet(KIND.id, name, name, Reader.PATIENT, Unit.PAPER, blocks, (compact_contact(edition, formats=True),)),)


def _before_you_decide(edition: Edition, first: Session) -> Iterator[Block]:
    words, moments = edition.words, edition.moments
    count = len(edition.plan.medicine_sessions)
    key = "preparation.lead_one" if count == 1 else "preparation.lead_many"
    yield Heading(words("preparation.name"), 1)
    when = {"date": moments.full(first.day), "time": moments.clock(first.start)}
    yield Paragraph(words.spans(key, n=count, **when), Size.LEAD)
    yield Box(words("preparation.most_important"), (words.spans("preparation.important"),), thick=True)
    yield Paragraph(words.spans("preparation.what_text"))
    yield Paragraph(words.spans("preparation.feel"))
    if methods := _methods(edition):
        yield ItemList(methods, Marker.DOT)
    yield Heading(words("preparation.known"))
    yield ItemList(words.items("preparation.known_items"), Marker.DOT)
    yield Heading(words("preparation.tell"))
    yield ItemList(words.items("preparation.tell_items"), columns=2)


def _methods(edition: Edition) -> tuple[Text, ...]:
    """A sentence for each method of the plan that is called by letters."""
    used = {s.modality for s in edition.plan.sessions if s.is_active and s.kind is SessionKind.INTEGRATION}
    return tuple(edition.words.spans(f"visits.modality_{method}") for method in _SHORTENED if method.value in used)


def _steps(edition: Edition, first: Session) -> Iterator[Block]:
    """What to do a week before, the day before and on the morning, with dates and clock times."""
    words, moments = edition.words, edition.moments
    eve = first.day - _DAY
    dates = {
        "drugs": moments.full(first.day - _NO_DRUGS_BEFORE),
        "after": moments.full(first.day + _DAY),
        "time": moments.said(_arrival(edition, first).start),
    }
    stop, stops_on_the_eve = _stop_eating(edition, first)
    evening, early = ((stop,), ()) if stops_on_the_eve else ((), (stop,))
    yield Heading(words("preparation.week", date=moments.full(first.day - _WEEK)))
    yield ItemList((*words.items("preparation.week_items", **dates), *_adult(edition, first)), Marker.NUMBER)
    yield Heading(words("preparation.eve", date=moments.full(eve)))
    yield ItemList((*words.items("preparation.eve_items", **dates), *evening), Marker.NUMBER)
    yield Heading(words("preparation.morning", date=moments.full(first.day)))
    yield ItemList((*early, *words.items("preparation.morning_items", **dates)), Marker.NUMBER)
    if len(edition.plan.medicine_sessions) > 1:
        yield Paragraph(words.spans("preparation.again"))


def _arrival(edition: Edition, first: Session) -> Session:
    """The check before the first dose where there is one: that is when to be there."""
    bound = [s for s in edition.sessions_on(first.day) if s.bound_to == first.id and s.start < first.start]
    return bound[0] if bound else first


def _stop_eating(edition: Edition, first: Session) -> tuple[Text, bool]:
    """When to stop eating and drinking, and whether eating stops before the day itself."""
    words, moments = edition.words, edition.moments
    limit = edition.restrictions(first)
    food, food_day = moments.stop_said(limit.food_stop)
    drink, drink_day = moments.stop_said(limit.drink_stop)
    text = joined(
        words.spans("medicine-day.food", time=food, date=moments.full(food_day)),
        words.spans("medicine-day.drink", time=drink, date=moments.full(drink_day)),
    )
    return text, food_day < first.day


def _adult(edition: Edition, first: Session) -> tuple[Text, ...]:
    """Whom to find; nobody where staff stay."""
    escort = escort_of(edition.plan, first)
    if escort is not None and escort.kind is EscortKind.ON_SITE_STAFF:
        return ()
    until = edition.restrictions(first).accompanied_until
    time, date = edition.moments.said(until), edition.moments.full(until.date())
    return (edition.words.spans("preparation.adult", time=time, date=date),)


def _questions(edition: Edition) -> Iterator[Block]:
    words = edition.words
    yield Heading(words("preparation.bring"))
    yield ItemList(words.items("preparation.bring_items"), columns=2)
    yield Heading(words("preparation.questions"))
    yield ItemList(words.items("preparation.questions_items"), Marker.DOT)
    yield RuledLines(1)


KIND = DocumentKind("preparation", "Preparation guide", Reader.PATIENT, 34, write)
