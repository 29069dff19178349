"""Pages of the journal: one for each talk session, with three questions for its method and lines to write on."""

from kapplanner.documents.contact import compact_contact
from kapplanner.documents.content import (
    Block,
    Heading,
    ItemList,
    Paragraph,
    Reader,
    RuledLines,
    Scale,
    Sheet,
    Unit,
    plain,
)
from kapplanner.documents.edition import Edition
from kapplanner.documents.kind import DocumentKind
from kapplanner.documents.request import PrintRequest
from kapplanner.domain.session import Modality, Session, SessionKind


def write(request: PrintRequest) -> tuple[Sheet, ...]:
    """A sheet for each integration session, in order."""
    edition = Edition.for_patient(request)
    talks = (s for s in request.plan.sessions if s.is_active and s.kind is SessionKind.INTEGRATION)
    return tuple(_sheet(edition, session) for session in talks)


def _sheet(edition: Edition, session: Session) -> Sheet:
    words, moments = edition.words, edition.moments
    when = {"date": moments.full(session.day), "time": moments.clock(session.start)}
    blocks: list[Block] = [
        Heading(words("journal.name"), 1),
        Paragraph(words.spans("journal.lead", **when)),
    ]
    for question in words.items(f"journal.prompts_{_method(edition, session)}"):
        blocks += [Paragraph(question), RuledLines(1)]
    blocks += [
        Paragraph(words.spans("journal.step")),
        RuledLines(1),
        _feelings(edition),
        ItemList((plain(words("journal.bring")),)),
    ]
    return Sheet(
        kind=KIND.id,
        name=words("journal.name"),
        place=words("journal.place", **when),
        reader=Reader.PATIENT,
        unit=Unit.DAY,
        blocks=tuple(blocks),
        foot=(compact_contact(edition, formats=True),),
        day=session.day,
    )


def _method(edition: Edition, session: Session) -> str:
    """The session's method, or open talk where it has none or one of the clinic's own."""
    known = session.modality and f"journal.prompts_{session.modality}" in edition.words.lists
    return str(session.modality) if known else Modality.SUPPORTIVE.value


def _feelings(edition: Edition) -> Scale:
    """Three feelings now, each with three words to tick."""
    words = edition.words
    shades = (words("journal.not_at_all"), words("journal.a_little"), words("journal.a_lot"))
    return Scale(words.list("journal.feelings"), shades)


KIND = DocumentKind("journal", "Journal pages", Reader.PATIENT, 50, write)
