"""Checks of the type as it really stands in the file: sizes, contrast, faces, lines, margins, scale."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Final

from kapplanner.documents.checks.answer import NOTHING_TO_ASK, Answer, Slip, answer
from kapplanner.documents.checks.content_checks import signs_with_words
from kapplanner.documents.checks.finished import Bounds, FinishedPage, Ink, Piece, paragraphs
from kapplanner.documents.checks.subject import Subject, place_of
from kapplanner.documents.checks.word_checks import shouting
from kapplanner.documents.content import Reader, Sheet
from kapplanner.documents.furniture import stamps
from kapplanner.documents.layout.pages import Page
from kapplanner.documents.layout.styles import MILLIMETRE, PAPER_SIZES, Face, Style
from kapplanner.i18n import t

CARDS: Final = "contact-card"
CARD_FLOOR: Final = 10.0
"""The one paper with smaller print: a card of 85 x 54 mm in a purse (documents.md, D11)."""
MARGIN: Final = 15.0
PRINTABLE: Final = 6.0
"""Millimetres from the edge that every printer reaches; DRAFT may stand there, nothing that matters."""
CONTRAST: Final = 4.5
SPACING: Final = 1.2
LEAST_LETTERS: Final = 45
MOST_LETTERS: Final = 75
LONGEST: Final = 80
_TYPICAL: Final = 3
"""Full lines from which on their average says something of a page."""
_ACROSS: Final = 0.85
"""Share of the width between the margins from which on a paragraph is one that goes across the page."""
_TOLERANCE: Final = 0.05
_ROUGH: Final = 0.3
"""Millimetres by which the bounds of a shape with corners and strokes can be wrong."""


def floor_of(sheet: Sheet, size: int) -> float:
    """The smallest size allowed on a sheet in points (P02)."""
    if sheet.reader is Reader.TEAM:
        return 9.5
    if sheet.kind == CARDS:
        return CARD_FLOOR
    return 16.0 if size == 18 else 12.0


def smallest_text(subject: Subject) -> Answer:
    """P02: no text below 12 points for the patient, 16 in large print, 9.5 for the team, 10 on a contact card."""
    slips: list[Slip] = []
    smallest: list[float] = []
    for number, page, finished in subject.all_pages:
        floor = floor_of(page.sheet, subject.request.size)
        found = min((piece.size for piece in finished.text), default=floor)
        if page.sheet.reader is Reader.PATIENT or not subject.patient_sheets:
            smallest.append(found)
        if found < floor - _TOLERANCE:
            said = t(
                "Text of {found} pt is too small here; at least {floor} pt.", found=points(found), floor=points(floor)
            )
            slips.append(_on_page(page, number, said))
    return answer(slips, t("Smallest text {n} pt", n=points(min(smallest))))


def body_text(subject: Subject) -> Answer:
    """P03: half of a paper's letters have 14 points or more, 18 in large print; calendars and cards are apart."""
    wanted = float(subject.request.size)
    slips: list[Slip] = []
    sizes: list[float] = []
    for pages in _upright(subject).values():
        number, page, _ = pages[0]
        pieces = [piece for _, _, finished in pages for piece in finished.pieces if piece.is_content]
        sizes.append(median(pieces))
        if sizes[-1] < wanted - _TOLERANCE:
            found = points(sizes[-1])
            said = t(
                "Most of the text here has {found} pt; it should have {wanted} pt.", found=found, wanted=points(wanted)
            )
            slips.append(_on_page(page, number, said))
    return answer(slips, t("Body text {n} pt", n=points(min(sizes)))) if sizes else NOTHING_TO_ASK


def _upright(subject: Subject) -> dict[str, list[tuple[int, Page, FinishedPage]]]:
    """The patient's pages by kind of paper, without landscape calendars and cards."""
    found: dict[str, list[tuple[int, Page, FinishedPage]]] = {}
    for each in subject.patient_pages:
        sheet = each[1].sheet
        if not sheet.landscape and sheet.kind != CARDS:
            found.setdefault(sheet.kind, []).append(each)
    return found


def median(pieces: Sequence[Piece]) -> float:
    """The size that half of the letters have or exceed."""
    letters = sorted((piece.size, len(piece.words)) for piece in pieces)
    half = sum(count for _, count in letters) / 2
    for size, count in letters:
        half -= count
        if half <= 0:
            return size
    return 0.0


def contrast(subject: Subject) -> Answer:
    """P04: text stands out from its ground by 4.5 to 1 or more (WCAG 2.2)."""
    least = 21.0
    slips: list[Slip] = []
    for number, page, finished in subject.all_pages:
        found = min((contrast_of(piece.ink, piece.ground) for piece in finished.text), default=least)
        least = min(least, found)
        if found < CONTRAST:
            said = t(
                "Text here has a contrast of only {found} to 1; at least {least} to 1.",
                found=points(found),
                least=points(CONTRAST),
            )
            slips.append(_on_page(page, number, said))
    return answer(slips, t("Contrast of text {n} to 1", n=points(least)))


def contrast_of(ink: Ink, ground: Ink) -> float:
    """The ratio of the luminances of two inks, 1 to 21 (WCAG 2.2, contrast ratio)."""
    dark, light = sorted((_luminance(ink), _luminance(ground)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(ink: Ink) -> float:
    parts = [part / 255 for part in ink]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def black_and_white(subject: Subject) -> Answer:
    """P05: nothing is told by colour alone: all inks are greys, and every sign stands with words."""
    slips = list(signs_with_words(subject))
    for number, page, finished in subject.all_pages:
        if any(len(set(ink)) > 1 for ink in finished.inks):
            slips.append(_on_page(page, number, t("This page has colours that a copy in black and white would lose.")))
    return answer(slips, t("Everything told by words and shapes, in black and white"))


def plain_type(subject: Subject) -> Answer:
    """P23: no italics, no runs of capitals, no justified lines."""
    if not subject.patient_sheets:
        return NOTHING_TO_ASK
    slips = [
        _on_page(page, number, t("Text on this page is in italics."))
        for number, page, finished in subject.patient_pages
        if any(piece.italic for piece in finished.text)
    ]
    return answer([*slips, *shouting(subject)], t("No italics, no runs of capitals"))


def line_length(subject: Subject) -> Answer:
    """P24: full lines across a page for the patient have 45 to 75 letters on average, and none over 80."""
    slips: list[Slip] = []
    means: list[int] = []
    for number, page, finished in subject.patient_pages:
        full = full_lines(finished, page.width - 2 * page.style.side)
        if not full:
            continue
        mean = round(sum(full) / len(full))
        means.append(mean)
        known = len(full) >= _TYPICAL
        if max(full) > LONGEST or (known and mean > MOST_LETTERS):
            said = t("Lines here have up to {n} letters; aim for at most {most}.", n=max(full), most=MOST_LETTERS)
            slips.append(_on_page(page, number, said))
        elif known and mean < LEAST_LETTERS:
            said = t("Lines here have only {n} letters; aim for at least {least}.", n=mean, least=LEAST_LETTERS)
            slips.append(_on_page(page, number, said))
    return answer(slips, t("Lines of about {n} letters", n=max(means))) if means else NOTHING_TO_ASK


def full_lines(page: FinishedPage, room: float) -> list[int]:
    """The letters of each line that is full and goes across a page with so many points between its margins."""
    return [
        line.letters for lines in paragraphs(page) for line in lines[:-1] if line.right - line.left > _ACROSS * room
    ]


def line_spacing(subject: Subject) -> Answer:
    """P25: lines are 1.2 times as far apart as their text is high, or more."""
    slips: list[Slip] = []
    least = 10.0
    for style in {page.style for page in subject.pages}:
        found = min(face.leading / face.size for face in faces_of(style))
        least = min(least, found)
        if found < SPACING - 0.001:
            slips.append(
                Slip(
                    t(
                        "Lines stand only {found} times their size apart; at least {least}.",
                        found=f"{found:.2f}",
                        least=SPACING,
                    )
                )
            )
    return answer(slips, t("Lines {n} times their size apart or more", n=f"{least:.2f}"))


def faces_of(style: Style) -> Iterator[Face]:
    """All faces of a style."""
    return (value for each in fields(style) if isinstance(value := getattr(style, each.name), Face))


def margins(subject: Subject) -> Answer:
    """P26: 15 mm free on every side, on the paper asked for; only DRAFT and SAMPLE may stand nearer to the edge."""
    slips: list[Slip] = []
    least = 1000.0
    marks = frozenset(stamp for edition in subject.editions.values() for stamp in stamps(edition))
    for number, page, finished in subject.all_pages:
        if sorted((finished.width, finished.height)) != [*_nearly(finished, subject.request.paper)]:
            slips.append(_on_page(page, number, t("This page has not the size of the paper chosen.")))
        found = _free(finished, marks) / MILLIMETRE
        least = min(least, found)
        if found < MARGIN - _ROUGH:
            slips.append(
                _on_page(
                    page,
                    number,
                    t(
                        "Only {found} mm are free at the edge; at least {least} mm.",
                        found=points(found),
                        least=points(MARGIN),
                    ),
                )
            )
    return answer(slips, t("Margins of {n} mm or more", n=round(least)))


def _nearly(page: FinishedPage, paper: str) -> list[float]:
    """The page's own sides where they are those of the paper to a tenth of a point, else the paper's."""
    sides = sorted((page.width, page.height))
    wanted = sorted(PAPER_SIZES[paper])
    return sides if all(abs(a - b) < 0.1 for a, b in zip(sides, wanted, strict=True)) else wanted


def _free(page: FinishedPage, marks: frozenset[str]) -> float:
    """Points between the edge and the nearest thing that counts."""
    text = [piece.bounds for piece in page.text if piece.words.strip() not in marks]
    return min((_from_edge(bounds, page) for bounds in (*text, *_counted(page))), default=page.width)


def _counted(page: FinishedPage) -> Iterator[Bounds]:
    """Lines and shapes, without frames around DRAFT that lie wholly in the upper margin."""
    return (bounds for bounds in page.drawn if bounds.bottom < page.height - MARGIN * MILLIMETRE - _TOLERANCE)


def _from_edge(bounds: Bounds, page: FinishedPage) -> float:
    return min(bounds.left, bounds.bottom, page.width - bounds.right, page.height - bounds.top)


def laid_at_size(subject: Subject) -> Answer:
    """P38: text is set at its size, never scaled; nothing on a page is a picture."""
    slips = [
        _on_page(page, number, t("Text on this page was made larger or smaller after it was set."))
        for number, page, finished in subject.all_pages
        if finished.foreign
        or any(abs(scale - 1) > 0.01 for piece in finished.text for scale in (piece.across, piece.upward))
    ]
    return answer(slips, t("Set at its size, not scaled"))


def points(value: float) -> str:
    """A number with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def _on_page(page: Page, number: int, sentence: str) -> Slip:
    return Slip(sentence, place=place_of(page.sheet), page=number)
