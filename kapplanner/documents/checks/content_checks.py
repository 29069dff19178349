"""Checks of what stands on a page, before it is laid: signs with words, tables, the main box, what to do, driving."""

from collections.abc import Iterator, Sequence
from typing import Final

from kapplanner.documents.checks.answer import NOTHING_TO_ASK, Answer, Slip, answer
from kapplanner.documents.checks.subject import Subject, is_day_page, place_of, squeezed
from kapplanner.documents.content import (
    Block,
    Box,
    Cards,
    Counts,
    DayStrip,
    EventLook,
    Heading,
    ItemList,
    Mark,
    Marker,
    Masthead,
    Paragraph,
    RuledLines,
    Sheet,
    SideBySide,
    Signatures,
    Table,
    TableLook,
    Together,
    Week,
    WriteIn,
    flat,
    sheet_text,
)
from kapplanner.documents.reading_grade import sentences
from kapplanner.i18n import t
from kapplanner.rules.finding import Tier

MOST_COLUMNS: Final = 4
MOST_MESSAGES: Final = 3


def every_block(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks and those inside of them, in reading order."""
    for block in blocks:
        yield block
        match block:
            case SideBySide(left=first, right=second) | Cards(front=first, back=second):
                yield from every_block((*first, *second))
            case Together(blocks=inner) | Masthead(blocks=inner):
                yield from every_block(inner)
            case Box(items=ItemList() as items):
                yield items


def of_sheet(sheet: Sheet) -> Iterator[Block]:
    """All blocks of a sheet."""
    return every_block((*sheet.blocks, *sheet.foot))


def signs_with_words(subject: Subject) -> Iterator[Slip]:
    """Marks, patterns and frames that no word explains (P05): they would be lost on whoever does not know them."""
    for sheet in subject.sheets:
        if any(_is_bare(block) for block in of_sheet(sheet)):
            said = t("A sign stands on this page without words.")
            yield Slip(said, place=place_of(sheet), page=subject.page_of(sheet))


def _is_bare(block: Block) -> bool:
    match block:
        case Heading(text=text, mark=mark):
            return mark is not Mark.NONE and not text.strip()
        case Paragraph(text=text, mark=mark):
            return mark is not Mark.NONE and not flat(text).strip()
        case Table(rows=rows):
            marked = [cell for row in rows for cell in row if cell.mark is not Mark.NONE]
            return any(not any(flat(text).strip() for text in cell.paragraphs) for cell in marked)
        case DayStrip(stretches=stretches, described=described):
            return not described.strip() or any(not stretch.words.strip() for stretch in stretches)
        case Counts(cells=cells):
            return any(not word.strip() for _, word, _ in cells)
        case Week(days=days):
            silent = [day for day in days if any(event.look is EventLook.MEDICINE for event in day.events)]
            return any(not day.banner.strip() for day in silent) or any(
                not event.word.strip() for day in days for event in day.events
            )
    return False


def tables(subject: Subject) -> Answer:
    """P27: tables for the patient have at most four columns, each with a head."""
    if not subject.patient_sheets:
        return NOTHING_TO_ASK
    return answer(_tables(subject), t("Tables of at most {n} columns, each with a head", n=MOST_COLUMNS))


def _tables(subject: Subject) -> Iterator[Slip]:
    for sheet in subject.patient_sheets:
        place, page = place_of(sheet), subject.page_of(sheet)
        for block in of_sheet(sheet):
            if not isinstance(block, Table):
                continue
            if len(block.columns) > MOST_COLUMNS:
                said = t("A table has {n} columns; at most {most}.", n=len(block.columns), most=MOST_COLUMNS)
                yield Slip(said, place=place, page=page)
            if not all(column.head.strip() for column in block.columns):
                yield Slip(t("A column of a table has no head."), place=place, page=page)


def main_message(subject: Subject) -> Answer:
    """P28: on the page of a day one box says what matters most, before everything else, in one to three sentences."""
    if not subject.day_sheets:
        return NOTHING_TO_ASK
    return answer(_main_messages(subject), t("What matters most stands first on every day"))


def _main_messages(subject: Subject) -> Iterator[Slip]:
    for sheet in subject.day_sheets:
        place, page = place_of(sheet), subject.page_of(sheet)
        boxes = [block for block in every_block(sheet.blocks) if isinstance(block, Box) and block.thick]
        if len(boxes) != 1:
            yield Slip(
                t("This day needs one box with what matters most, not {n}.", n=len(boxes)), place=place, page=page
            )
            continue
        before = sheet.blocks[: sheet.blocks.index(boxes[0])] if boxes[0] in sheet.blocks else sheet.blocks
        if any(not isinstance(block, Heading | Paragraph) for block in before):
            yield Slip(t("What matters most does not stand first on this day."), place=place, page=page)
        told = sum(len(sentences(flat(text))) for text in boxes[0].paragraphs)
        if told == 0:
            yield Slip(t("The box with what matters most is empty."), place=place, page=page)
        elif told > MOST_MESSAGES:
            said = t("What matters most takes {n} sentences. Aim for {most} or fewer.", n=told, most=MOST_MESSAGES)
            yield Slip(said, Tier.NOTE, place, page)


def to_do_and_to_write(subject: Subject) -> Answer:
    """P29: each paper tells the reader something to do; the page of a day has room to write or tick."""
    if not subject.patient_sheets:
        return NOTHING_TO_ASK
    return answer(_idle(subject), t("Something to do on every page, room to write on every day"))


def _idle(subject: Subject) -> Iterator[Slip]:
    for sheet in subject.patient_sheets:
        place, page = place_of(sheet), subject.page_of(sheet)
        actions = subject.lint_of(sheet).actions
        if not any(actions.search(squeezed(text)) for text in sheet_text(sheet).split("\n")):
            yield Slip(t("This page tells the reader nothing to do."), place=place, page=page)
        if is_day_page(sheet) and not any(map(_is_for_writing, of_sheet(sheet))):
            yield Slip(t("This day has no room to write."), place=place, page=page)


def _is_for_writing(block: Block) -> bool:
    match block:
        case WriteIn(value=value):
            return not value
        case ItemList(marker=marker):
            return marker is Marker.TICK
        case Box(blanks=blanks):
            return bool(blanks)
        case Table(look=look):
            return look is TableLook.GRID
        case RuledLines() | Signatures():
            return True
    return False


def no_driving(subject: Subject) -> Answer:
    """P39: every medicine day says until which day nobody drives, by the clinic's numbers."""
    medicine = [sheet for sheet in subject.day_sheets if _doses(subject, sheet)]
    if not medicine:
        return NOTHING_TO_ASK
    return answer(_driving(subject, medicine), t("No driving until a named day, on every medicine day"))


def _doses(subject: Subject, sheet: Sheet) -> list[str]:
    """The days from which driving is allowed again after the doses of a sheet's day, in the sheet's words."""
    edition = subject.edition_of(sheet)
    sessions = [session for session in subject.plan.medicine_sessions if session.day == sheet.day]
    return [edition.moments.full(edition.restrictions(session).driving_again.date()) for session in sessions]


def _driving(subject: Subject, medicine: Sequence[Sheet]) -> Iterator[Slip]:
    for sheet in medicine:
        day = _doses(subject, sheet)[-1]
        told = flat(subject.edition_of(sheet).words.spans("medicine-day.drive", date=day))
        if squeezed(told) not in squeezed(sheet_text(sheet)):
            said = t("This medicine day does not say until when not to drive: {day}.", day=day)
            yield Slip(said, place=place_of(sheet), page=subject.page_of(sheet), words="medicine-day.drive")


def other_formats(subject: Subject) -> Answer:
    """P40: the papers offer large print and other languages."""
    if not subject.patient_sheets:
        return NOTHING_TO_ASK
    return answer(_unoffered(subject), t("Large print and other languages are offered"))


def _unoffered(subject: Subject) -> Iterator[Slip]:
    for edition in subject.editions.values():
        offer = squeezed(edition.words("contact.formats"))
        spoken = (sheet for sheet in subject.patient_sheets if subject.edition_of(sheet) is edition)
        if not any(offer in squeezed(sheet_text(sheet)) for sheet in spoken):
            yield Slip(t("These papers do not offer large print or another language."), words="contact.formats")
