"""The print check on the finished file: sizes, page numbers, running words and times as they really stand there."""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Final

import pikepdf

from kapplanner.documents.content import Reader, Unit
from kapplanner.documents.layout.pages import Page
from kapplanner.documents.moments import NO_BREAK
from kapplanner.documents.preview import page_texts, smallest_text
from kapplanner.documents.request import PrintFinding, PrintRequest
from kapplanner.i18n import t
from kapplanner.rules.finding import Tier

_TOLERANCE: Final = 0.05
_TWELVE: Final = re.compile(r"\b\d{1,2}:\d{2}\s[ap]\.?\s?m\b")
_TWENTY_FOUR: Final = re.compile(r"\b(?:[01]\d|2[0-4]):[0-5]\d\b(?!\s?(?:\w+\s\d{1,2}:\d{2}\s?)?[ap]\.?\s?m)")


def paper_findings(request: PrintRequest, pdf: bytes, pages: Sequence[Page]) -> tuple[PrintFinding, ...]:
    """Findings P02, P06 to P08, P12, P13 and P32, in the order of pages."""
    texts = page_texts(pdf)
    found: list[PrintFinding] = []
    for number, (page, text, smallest) in enumerate(zip(pages, texts, smallest_text(pdf), strict=True), 1):
        checks = [*_size(page, smallest, request.size), *_running(page, text, number, len(pages)), *_parts(page)]
        if page.sheet.reader is Reader.PATIENT:
            checks += _times(request, text)
        place = f"{page.sheet.name}, {page.sheet.place}"
        found += [PrintFinding(check, tier, sentence, place, number) for check, tier, sentence in checks]
    found += _fonts(pdf)
    return tuple(found)


Check = tuple[str, Tier, str]


def floor_of(reader: Reader, size: int) -> float:
    """The smallest size allowed for a reader in points (P02)."""
    if reader is Reader.TEAM:
        return 9.5
    return 16.0 if size == 18 else 12.0


def _size(page: Page, smallest: float, size: int) -> Iterator[Check]:
    floor = floor_of(page.sheet.reader, size)
    if smallest < floor - _TOLERANCE:
        sentence = t(
            "Text of {found} pt is too small here; at least {floor} pt.", found=round(smallest, 1), floor=floor
        )
        yield "P02", Tier.STOP, sentence


def _running(page: Page, text: str, number: int, total: int) -> Iterator[Check]:
    flat = re.sub(r"\s+", " ", text.replace(NO_BREAK, " "))
    footer = "".join(run.text for line in page.footer for run in line)
    if not re.search(rf"\b{number} \w+ {total}\b", flat):
        yield "P07", Tier.STOP, t("The page number is missing.")
    if _letters(footer) not in _letters(text):
        yield "P08", Tier.STOP, t("The name, plan, version or time of printing is missing at the foot of this page.")


def _letters(text: str) -> str:
    """A text without any space, so that line breaks do not matter."""
    return "".join(text.replace(NO_BREAK, "").split())


def _parts(page: Page) -> Iterator[Check]:
    if page.part == 1 and page.parts > 1 and page.sheet.unit is not Unit.PAPER:
        yield "P06", Tier.NOTE, t("{place} prints on {n} pages.", place=page.sheet.place, n=page.parts)


def _times(request: PrintRequest, text: str) -> Iterator[Check]:
    flat = re.sub(r"\s+", " ", text.replace(NO_BREAK, " "))
    if "24:00" in flat:
        yield "P12", Tier.STOP, t("“24:00” is not a time of day people use.")
    if (_TWENTY_FOUR if request.twelve_hour else _TWELVE).search(flat):
        yield (
            "P12",
            Tier.CAUTION,
            t("Clock times of two styles stand on this page. Check the words you wrote yourself."),
        )


def _fonts(pdf: bytes) -> Iterator[PrintFinding]:
    with pikepdf.open(BytesIO(pdf)) as document:
        for thing in document.objects:
            if not isinstance(thing, pikepdf.Dictionary) or thing.get("/Type") != "/Font":
                continue
            descriptor = thing.get("/FontDescriptor", pikepdf.Dictionary())
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys()):
                yield PrintFinding("P32", Tier.STOP, t("A typeface is not part of the file."))
