"""What stands on finished papers, read back from the file and judged by other means than the program's own checks.

The numbers of the checks are those of documents.md 2.6; sizes, colours and edges are measured in test_measured_papers.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest

from kapplanner.documents import CannotPrint, DocumentKind, PrintRequest, document_kinds, print_pdf
from kapplanner.documents.content import Reader
from tests.documents.support import PRINTED_AT
from tests.documents.test_measured_papers import MONTHS, PLANS, WEEKDAYS, judged
from tests.support.measured_pages import Page, Show, measured

PHONES_ON = {"calendar", "itinerary", "medicine-day", "aftercare", "preparation", "contact-card", "restriction-strip"}
DRIVING_ON = {"medicine-day", "aftercare"}
LANDSCAPE_WEEK = "calendar"
DRAWN = {"course-overview"}
PROMISES = re.compile(
    r"\b(cures?|guarantee[ds]?|rewires?|breakthroughs?|miracles?|cura|garantiza\w*|milagros?)\b", re.I
)
THE_PATIENT = re.compile(r"\b(the patient|el paciente|la paciente)\b", re.I)
DOSE = re.compile(r"\d\s?(?:mg|mcg|µg)\b")
DOSE_SLIP = re.compile(r"\b\d+\.0+\s?mg\b|(?<![\d.])\.\d+\s?mg\b|\b\d+mg\b|µg|\bIU\b|\bQD\b")
RELATIVE = {"en": re.compile(r"\b\d+ hours? before\b"), "es": re.compile(r"\b\d+ horas? antes\b")}
CLOCK = re.compile(r"\d{1,2}:\d{2}|\bnoon\b|\bmidnight\b|mediodía|medianoche")
UNITS = re.compile(r"^(?:mg|mcg|kg|ml|mmHg|am|pm|a\. ?m\.|p\. ?m\.)\b")
NOT_TO_DRIVE = {"en": "Do not drive", "es": "No maneje"}
OTHER_FORMATS = {"en": "large print", "es": "letra grande"}
MOST_IMPORTANT = {"en": "Most important today", "es": "Lo más importante hoy"}
DRAFT = {"en": "DRAFT", "es": "BORRADOR"}
CHECKED = {"en": "words checked", "es": "textos revisados"}


class Paper:
    """A finished file: its pages as drawn, its elements in the order of the structure, its catalogue."""

    def __init__(self, kind: DocumentKind, request: PrintRequest) -> None:
        self.kind, self.request = kind, request
        self.for_patient = kind.reader is Reader.PATIENT
        self.language = request.language if self.for_patient else "en"
        data = print_pdf(request)
        self.pages = measured(data)
        with pikepdf.open(BytesIO(data)) as document:
            root = document.Root
            self.says = {"Lang": str(root.get("/Lang", "")), "Outlines": "/Outlines" in root}
            self.says["Title"] = str(document.docinfo.get("/Title", ""))
            self.says["Shown"] = bool(root.ViewerPreferences.get("/DisplayDocTitle", False))
            self.tables = [_rows(node) for node in _nodes(root.StructTreeRoot) if node.get("/S") == "/Table"]

    @property
    def words(self) -> str:
        return " ".join(page.words() for page in self.pages)


def _nodes(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _nodes(kid)


def _rows(table: pikepdf.Dictionary) -> list[list[str]]:
    """The kinds of cells of each row."""
    rows = [node for node in _nodes(table) if node.get("/S") == "/TR"]
    return [[str(node.S) for node in _nodes(row) if node.get("/S") in {"/TH", "/TD"}] for row in rows]


@cache
def paper(kind: DocumentKind, name: str, size_of_paper: str, size: int, language: str) -> Paper | None:
    made, rules, report = judged(name)
    request = PrintRequest(made, rules, report, (kind.id,), PRINTED_AT, size_of_paper, size, language)  # type: ignore[arg-type]
    try:
        return Paper(kind, request)
    except CannotPrint:
        return None


def passages(page: Page) -> list[list[list[Show]]]:
    """Marked contents in the order they are drawn; each as its lines from the top, each line as what is shown in it."""
    marks: dict[int, dict[float, list[Show]]] = defaultdict(lambda: defaultdict(list))
    for show in page.content:
        if show.mark is not None:
            marks[show.mark][round(show.baseline, 1)].append(show)
    return [[lines[at] for at in sorted(lines, reverse=True)] for _, lines in sorted(marks.items())]


def text_of(lines: list[list[Show]]) -> str:
    return " ".join("".join(show.words for show in line).strip() for line in lines).replace("\u00a0", " ")


def problems(of: Paper) -> Iterator[str]:
    yield from whole_file(of)
    for number, page in enumerate(of.pages, 1):
        found = [*page_of_any(of, page), *lines_of(of, page)]
        if of.for_patient:
            found += page_for_patient(of, page, number)
        yield from (f"page {number}: {problem}" for problem in found)
    if of.for_patient:
        yield from reading(of)


def whole_file(of: Paper) -> Iterator[str]:
    """P27, P30."""
    if of.says["Lang"][:2] != of.language or not of.says["Title"] or not of.says["Shown"] or not of.says["Outlines"]:
        yield f"P30 {of.says}"
    for rows in of.tables:
        widest = max((len(row) for row in rows), default=0)
        if of.for_patient and widest > 4 and of.kind.id != LANDSCAPE_WEEK:
            yield f"P27 a table of {widest} columns"
        if rows and "/TH" not in rows[0]:
            yield f"P27 no heads in {rows[0]}"


def page_of_any(of: Paper, page: Page) -> Iterator[str]:
    """P01, P05, P15, P35."""
    words = page.words()
    if "[U+" in words or "\ufffd" in words or "\x00" in words:
        yield "P01 a character without a glyph"
    inks = {show.ink for show in page.shows} | {painted.fill for painted in page.painted if painted.fill}
    if any(max(ink) - min(ink) > 0.001 for ink in inks):
        yield f"P05 colours {inks}"
    if found := DOSE_SLIP.search(words):
        yield f"P15 {found[0]!r}"
    if DRAFT[of.language] not in " ".join(show.words for show in page.shows):
        yield "P35 no draft"


def lines_of(of: Paper, page: Page) -> Iterator[str]:
    """P13: what is read as one is on one line. P25: lines stand apart by a fifth of their size, but in a drawing."""
    if of.kind.id in DRAWN:
        return
    months = tuple(MONTHS[of.language])
    for lines in passages(page):
        for above, below in pairwise(lines):
            before = "".join(show.words for show in above).replace("\u00a0", " ").rstrip()
            after = "".join(show.words for show in below).replace("\u00a0", " ").lstrip()
            if re.search(r"\d$", before) and (UNITS.match(after) or after.casefold().startswith(months)):
                yield f"P13 {before[-12:]!r} / {after[:12]!r}"
            if re.search(r"\(\d{3}\)$", before) and re.match(r"\d{3}-\d{4}", after):
                yield f"P13 a phone {before[-12:]!r} / {after[:12]!r}"
            apart, largest = above[0].baseline - below[0].baseline, max(show.size for show in below)
            if abs(above[0].box.left - below[0].box.left) < 200 and apart < 1.2 * largest - 0.06:
                yield f"P25 lines of {largest:.1f} pt only {apart:.1f} pt apart"


def page_for_patient(of: Paper, page: Page, number: int) -> Iterator[str]:
    """P09, P10, P14, P16, P20, P22, P28, P34, P39."""
    words, site, kind = page.words().replace("\u00a0", " "), of.request.plan.site, of.kind.id
    if kind in PHONES_ON and (number == 1 or kind in DRIVING_ON):
        for phone in (site.phone_day, site.phone_night, site.emergency_number):
            if phone not in words:
                yield f"P09 no {phone}"
    for lines in passages(page):
        said = text_of(lines)
        if RELATIVE[of.language].search(said) and not CLOCK.search(said):
            yield f"P14 {said!r}"
    for name, pattern in (("P16", DOSE), ("P20", THE_PATIENT), ("P22", PROMISES)):
        if found := pattern.search(words):
            yield f"{name} {found[0]!r}"
    heads = words.count(MOST_IMPORTANT[of.language])
    if kind == "medicine-day" and "1 of 2" not in words and "1 de 2" not in words and heads > 1:
        yield f"P28 {heads} boxes"
    name = of.request.plan.patient.name.split()[0] if of.request.plan.patient.name else of.request.plan.code
    if name not in words:
        yield f"P34 no {name!r}"
    if of.request.plan.patient.birth_date and str(of.request.plan.patient.birth_date.year) in words:
        yield "P34 a year of birth"


def reading(of: Paper) -> Iterator[str]:
    """P17 to P19 by another count of syllables; P28, P33, P39, P40 for the paper as a whole."""
    texts = [text_of(lines) for page in of.pages for lines in passages(page)]
    parts = [each for text in texts for each in re.split(r"(?<=[.!?:])\s+", text)]
    sentences = [each for each in parts if re.search(r"[a-záéíóú]{2}", each)]
    counts = [len(re.findall(r"[^\W\d_]+", each)) for each in sentences]
    if sum(counts) >= 100:
        if sum(counts) / len(counts) > 12:
            yield f"P18 sentences of {sum(counts) / len(counts):.1f} words"
        if of.language == "en" and (grade := grade_of(sentences)) > 6.5:
            yield f"P17 grade {grade:.1f}"
    if of.kind.id == LANDSCAPE_WEEK:  # the lines of a day are no sentences
        sentences, texts = [], []
    longest = max(sentences, key=lambda each: len(each.split()), default="")
    if len(longest.split()) > 24:
        yield f"P18 {longest!r}"
    if most := [text for text in texts if len(text.split()) > 60]:
        yield f"P19 {most[0][:80]!r} has {len(most[0].split())} words"
    words = of.words.replace("\u00a0", " ")
    if of.kind.id in DRIVING_ON and NOT_TO_DRIVE[of.language] not in words:
        yield "P39 not a word on driving"
    if CHECKED[of.language] not in words:
        yield "P33 no day of the review"
    if of.kind.id in PHONES_ON - {"contact-card"} and OTHER_FORMATS[of.language] not in words:
        yield "P40 no word on other formats"
    if of.kind.id == "medicine-day" and MOST_IMPORTANT[of.language] not in words:
        yield "P28 no box"


def grade_of(sentences: list[str]) -> float:
    """Flesch-Kincaid with groups of vowels for syllables; names of days and months are left out."""
    left_out = {*WEEKDAYS["en"], *MONTHS["en"]}
    words = [w for each in sentences for w in re.findall(r"[a-z]+", each.casefold()) if w not in left_out]
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", re.sub(r"e[sd]?$", "", word)))) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def wrong(kind: DocumentKind, name: str, size_of_paper: str, size: int, language: str) -> list[str]:
    made = paper(kind, name, size_of_paper, size, language)
    return list(problems(made)) if made else []


KINDS = pytest.mark.parametrize("kind", document_kinds(), ids=lambda kind: kind.id)


@KINDS
@pytest.mark.parametrize(("size_of_paper", "size", "language"), [("a4", 14, "en"), ("letter", 18, "es")])
def test_papers_of_the_sample_say_what_they_must(
    kind: DocumentKind, size_of_paper: str, size: int, language: str
) -> None:
    assert wrong(kind, "sample", size_of_paper, size, language) == []


@pytest.mark.long
@KINDS
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("size", [14, 18])
@pytest.mark.parametrize("size_of_paper", ["a4", "letter"])
@pytest.mark.parametrize("name", PLANS)
def test_papers_of_every_plan_say_what_they_must(
    kind: DocumentKind, name: str, size_of_paper: str, size: int, language: str
) -> None:
    assert wrong(kind, name, size_of_paper, size, language) == []
