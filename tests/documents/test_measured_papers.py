"""Every kind of paper, measured on the finished file by other means than the program's own (documents.md 2.6)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

import pytest

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.codec.sample import sample_plan
from kapplanner.codec.templates import template_named
from kapplanner.documents import CannotPrint, DocumentKind, PrintRequest, document_kinds, print_pdf
from kapplanner.documents.content import Reader
from kapplanner.domain.identity import CountedIds
from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Route
from kapplanner.domain.template import Choices, instantiate
from kapplanner.rules.evaluate import evaluate
from tests.documents.support import PRINTED_AT, SITE
from tests.support.build import medicine, plan, session
from tests.support.measured_pages import (
    Page,
    contrast,
    free_at_the_edge,
    full_lines,
    measured,
    median,
    smallest,
)

FIRST_DAY = date(2026, 12, 6)
SIDE = 18 * 72 / 25.4
STAMPS = re.compile(r"DRAFT|SAMPLE|BORRADOR|EJEMPLO|SUPERSEDED")
WEEKDAYS = {
    "en": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    "es": ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
}
MONTHS = {
    "en": re.findall(r"\w+", "january february march april may june july august september october november december"),
    "es": re.findall(
        r"\w+", "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
    ),
}
FULL_DATE = {
    "en": r"({weekdays}) (\d{{1,2}}) ({months}) (\d{{4}})",
    "es": r"({weekdays}) (\d{{1,2}}) de ({months}) de (\d{{4}})",
}
DIGIT_DATE = re.compile(r"\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b\d{4}-\d{1,2}-\d{1,2}\b")
CLOCK_24 = re.compile(r"\b(?:1[3-9]|2[0-3]):[0-5]\d\b")


def from_template(name: str, **choices: object) -> Plan:
    template = template_named(name)
    made = instantiate(
        template,
        Choices(first_day=FIRST_DAY, **choices),  # type: ignore[arg-type]
        routes=rule_set_named(template.rule_set).routes,
        ids=CountedIds(),
    )
    return made


def worst_case() -> Plan:
    """Days of fourteen rows: more than a page of large print holds."""
    clocks = [f"{13 + n // 4:02}:{15 * (n % 4):02}" for n in range(13)]
    days = ("D1", "D3")
    sessions = [medicine(day, route="IM", dose="45 mg") for day in days]
    sessions += [session("measure", day, clock, 15) for day in days for clock in clocks]
    return plan(*sessions, weight="72 kg", site=SITE)


PLANS = {
    "sample": sample_plan,
    "four in a week": lambda: from_template("gad-one-week", weeks=1, per_week=4, first_route=Route.SL, route=Route.IM),
    "fourteen rows": worst_case,
    "weekly for three months": lambda: from_template("fortnightly-six"),
}


@dataclass(frozen=True)
class Asked:
    """A print of one kind, and its pages as measured."""

    kind: DocumentKind
    request: PrintRequest
    pages: list[Page]

    @property
    def for_patient(self) -> bool:
        return self.kind.reader is Reader.PATIENT

    @property
    def language(self) -> str:
        return self.request.language if self.for_patient else "en"


@cache
def judged(name: str) -> tuple[Plan, object, object]:
    made = PLANS[name]()
    rules = rule_set_named(made.rule_set.id)
    return made, rules, evaluate(made, rules)


@cache
def asked(kind: DocumentKind, name: str, paper: str, size: int, language: str) -> Asked | None:
    """The measured print; None where a kind has nothing to print for a plan."""
    made, rules, report = judged(name)
    request = PrintRequest(made, rules, report, (kind.id,), PRINTED_AT, paper, size, language)  # type: ignore[arg-type]
    try:
        return Asked(kind, request, measured(print_pdf(request)))
    except CannotPrint as refusal:
        assert "nothing to print" in refusal.message
        return None


def problems(of: Asked) -> Iterator[str]:
    """What is wrong with a print, in words with the page."""
    for number, page in enumerate(of.pages, 1):
        for problem in (*sizes(of, page), *type_of(of, page), *running_heads(of, page, number), *words_of(of, page)):
            yield f"page {number}: {problem}"
    yield from same_corner(of)
    yield from body(of)


def sizes(of: Asked, page: Page) -> Iterator[str]:
    """P02, P38."""
    card = of.kind.id == "contact-card"
    floor = 9.5 if not of.for_patient else 10.0 if card else 16.0 if of.request.size == 18 else 12.0
    if smallest(page) < floor - 0.01:
        yield f"P02 text of {smallest(page):.2f} pt"
    for show in page.read:
        if abs(show.across - 1) > 0.001 or abs(show.upward - 1) > 0.001 or show.turned:
            yield f"P38 {show.words!r} scaled by {show.across:.3f} and {show.upward:.3f}"
    if page.pictures:
        yield "P38 a picture"


def type_of(of: Asked, page: Page) -> Iterator[str]:
    """P04, P23, P24, P26, P32."""
    if contrast(page) < 4.5:
        yield f"P04 contrast of {contrast(page):.1f}"
    for face in {show.face.name: show.face for show in page.shows}.values():
        if face.leans:
            yield f"P23 {face.name} leans"
        if not face.embedded:
            yield f"P32 {face.name} is not in the file"
    if any(show.word_space for show in page.shows):
        yield "P23 words are spread to fill a line"
    lines = full_lines(page, SIDE) if of.for_patient else []
    typical = round(sum(lines) / len(lines)) if len(lines) > 2 else 60
    if not 45 <= typical <= 75 or max(lines, default=0) > 80:
        yield f"P24 lines of {lines} letters"
    free = free_at_the_edge(page, STAMPS)
    if free < 14.9:
        yield f"P26 {free:.1f} mm at the edge"
    wanted = {"a4": (595.28, 841.89), "letter": (612, 792)}[of.request.paper]
    if sorted((page.width, page.height)) != pytest.approx(wanted, abs=0.01):
        yield f"P26 paper of {page.width} x {page.height}"


def running_heads(of: Asked, page: Page, number: int) -> Iterator[str]:
    """P07, P08."""
    words, made = page.words(), of.request.plan
    if not re.search(rf"\b(Page|Página) {number} (of|de) {len(of.pages)}\b", words):
        yield "P07 no page number"
    for wanted in (f"plan {made.code}", f"{made.version}", "3 Dec 2026" if of.language == "en" else "3 dic 2026"):
        if of.for_patient and wanted.casefold() not in words.casefold():
            yield f"P08 no {wanted!r}"
    if not of.for_patient and "03-Dec-2026" not in words:
        yield "P08 no time of printing"


def words_of(of: Asked, page: Page) -> Iterator[str]:
    """P11 and P12, on papers for the patient."""
    if not of.for_patient:
        return
    words = page.words()
    if found := DIGIT_DATE.search(words):
        yield f"P11 {found[0]!r} in digits"
    weekdays, months = WEEKDAYS[of.language], MONTHS[of.language]
    pattern = FULL_DATE[of.language].format(weekdays="|".join(weekdays), months="|".join(months))
    for weekday, day, month, year in re.findall(pattern, words, re.IGNORECASE):
        told = date(int(year), months.index(month.casefold()) + 1, int(day))
        if weekdays[told.weekday()] != weekday.casefold():
            yield f"P11 {weekday} {day} {month} {year}"
    if found := CLOCK_24.search(words):
        yield f"P12 {found[0]!r} among times of twelve hours"
    if "24:00" in words or re.search(r"\b12:00 [ap]\.? ?m", words):
        yield "P12 noon or midnight in figures"


def same_corner(of: Asked) -> Iterator[str]:
    """P07: the number stands as far from the right and lower edge on every page."""
    places = set()
    for page in of.pages:
        shows = [show for show in page.read if re.match(r"(Page|Página)\s\d", show.words)]
        places |= {(round(page.width - show.box.right), round(show.baseline)) for show in shows}
    if len(places) != 1:
        yield f"P07 page numbers at {sorted(places)}"


def body(of: Asked) -> Iterator[str]:
    """P03: the letter in the middle of all letters of a paper; cells of a landscape calendar and cards are apart."""
    upright = [page for page in of.pages if page.height > page.width]
    if not of.for_patient or of.kind.id == "contact-card" or not upright:
        return
    if median(upright) < of.request.size - 0.01:
        yield f"P03 median of {median(upright):.2f} pt"


def wrong(kind: DocumentKind, name: str, paper: str, size: int, language: str) -> list[str]:
    made = asked(kind, name, paper, size, language)
    return list(problems(made)) if made else []


KINDS = pytest.mark.parametrize("kind", document_kinds(), ids=lambda kind: kind.id)


@KINDS
@pytest.mark.parametrize(("paper", "size", "language"), [("a4", 14, "en"), ("letter", 18, "es")])
def test_papers_of_the_sample_measure_up(kind: DocumentKind, paper: str, size: int, language: str) -> None:
    assert wrong(kind, "sample", paper, size, language) == []


@pytest.mark.long
@KINDS
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("size", [14, 18])
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", PLANS)
def test_papers_of_every_plan_measure_up(kind: DocumentKind, name: str, paper: str, size: int, language: str) -> None:
    assert wrong(kind, name, paper, size, language) == []
