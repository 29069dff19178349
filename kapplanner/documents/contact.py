"""Whom to call: the box at the foot of every patient page. A missing number is an empty line, never a default."""

from kapplanner.documents.content import Block, Box, Paragraph, Size, Span, bold, flat, plain
from kapplanner.documents.edition import Edition
from kapplanner.documents.moments import NO_BREAK, unbroken


def contact_foot(edition: Edition) -> tuple[Block, ...]:
    """The contact box and the emergency line."""
    return contact_box(edition), emergency_line(edition)


def contact_box(edition: Edition) -> Box:
    """Phones of the clinic for day and night; a line to write on for each that nobody entered."""
    words, site = edition.words, edition.plan.site
    day, night = (unbroken(phone.strip()) for phone in (site.phone_day, site.phone_night))
    title = words("contact.title")
    if day and day == night:
        return Box(title, (plain(words("contact.call_both", clinic=edition.clinic_in_sentence)),), number=bold(day))
    call = (plain(words("contact.call", clinic=edition.clinic_in_sentence)),)
    number: list[Span] = []
    blanks: list[str] = []
    for label, phone in ((words("contact.day"), day), (words("contact.night"), night)):
        if phone:
            number += [Span("\n"), *bold(f"{label}{NO_BREAK}{phone}")] if number else bold(f"{label}{NO_BREAK}{phone}")
        else:
            blanks.append(label)
    return Box(title, call, number=tuple(number), blanks=tuple(blanks))


def compact_contact(edition: Edition, *, formats: bool = False) -> Box:
    """The same in small print, with the emergency number, for the foot of a landscape or a crowded page.

    ``formats``: with the offer of large print and other languages.
    """
    box = contact_box(edition)
    words, number = edition.words, edition.plan.site.emergency_number.strip()
    lines = [line for line in flat(box.number).split("\n") if line]
    phones = bold(f"{', '.join(lines)}.") if lines else ()
    emergency = words.spans("contact.emergency" if number else "contact.emergency_missing", number=unbroken(number))
    call = plain(f"{flat(box.paragraphs[0])}{':' if lines else '.'}")
    offer = plain(words("contact.formats")) if formats else ()
    return Box(box.title, (call, phones, emergency, offer), blanks=box.blanks, compact=True)


def emergency_line(edition: Edition) -> Paragraph:
    """The clinic's emergency number, and how to get other formats."""
    words, number = edition.words, edition.plan.site.emergency_number.strip()
    line = words.spans("contact.emergency" if number else "contact.emergency_missing", number=unbroken(number))
    return Paragraph((*line, Span(" "), *plain(words("contact.formats"))), Size.SMALL)
