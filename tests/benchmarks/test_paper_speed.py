"""How fast paper is: the sample's patient pack against the same strokes drawn again on a bare ReportLab canvas."""

import subprocess
import sys
import time
from datetime import UTC, datetime
from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.codec.sample import sample_plan
from kapplanner.documents import PATIENT_PACK, PrintRequest, print_papers, print_pdf
from kapplanner.documents.layout import pen
from kapplanner.documents.layout.fonts import REGULAR, load_fonts
from kapplanner.documents.printing import glimpse_of
from kapplanner.rules.evaluate import evaluate

MOST_TIMES_BARE = 3
"""Writing, breaking lines, measuring, tags and the second pass over the file: so many times the drawing, at most."""

MOST_TIMES_CHECKED = 8
"""Reading the finished file and asking forty questions costs this many times the papers, at most."""

MOST_TIMES_IMPORTS = 8
BARE_IMPORTS = "import reportlab.pdfgen.canvas, reportlab.pdfbase.ttfonts, pikepdf"
COLD = """
import time
start = time.perf_counter()
from datetime import UTC, datetime
from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.codec.sample import sample_plan
from kapplanner.documents import PATIENT_PACK, PrintRequest, print_pdf
from kapplanner.rules.evaluate import evaluate
plan = sample_plan()
rules = rule_set_named(plan.rule_set.id)
ready = time.perf_counter()
print_pdf(PrintRequest(plan, rules, evaluate(plan, rules), PATIENT_PACK, datetime(2026, 12, 3, tzinfo=UTC)))
print(ready - start, time.perf_counter() - ready)
"""

HUNDRED = """
from resource import RUSAGE_SELF, getrusage
from kapplanner.documents import print_papers
from tests.benchmarks.test_paper_speed import sample_request
for number in range(1, 101):
    print_papers(sample_request())
    if number in (10, 100):
        print(getrusage(RUSAGE_SELF).ru_maxrss)
"""
MAKERS = frozenset({"beginText", "beginPath"})
Call = tuple[int, str, tuple[object, ...], dict[str, object]]
"""Whose method (0: the canvas), its name, and what it was given."""


def sample_request() -> PrintRequest:
    plan = sample_plan()
    rules = rule_set_named(plan.rule_set.id)
    return PrintRequest(plan, rules, evaluate(plan, rules), PATIENT_PACK, datetime(2026, 12, 3, tzinfo=UTC))


class Reference(int):
    """The place in the record of the call that made a text or path."""


class Recorder:
    """Passes every call on to a canvas, or to a text or path of it, and writes it down."""

    def __init__(self, target: object, place: int, record: list[Call]) -> None:
        self.__dict__.update(_target=target, _place=Reference(place), _record=record)

    def __getattr__(self, name: str) -> object:
        value = getattr(self._target, name)
        if name.startswith("_") or not callable(value):
            return value

        def call(*arguments: object, **named: object) -> object:
            kept = tuple(each._place if isinstance(each, Recorder) else each for each in arguments)
            self._record.append((self._place, name, kept, named))
            place = len(self._record)
            made = value(*(each._target if isinstance(each, Recorder) else each for each in arguments), **named)
            return Recorder(made, place, self._record) if name in MAKERS else made

        return call

    def __setattr__(self, name: str, value: object) -> None:
        setattr(self._target, name, value)


def strokes(request: PrintRequest, monkeypatch: pytest.MonkeyPatch) -> list[Call]:
    """Every call of the canvas that makes the pages of a print."""
    record: list[Call] = []
    with monkeypatch.context() as patch:
        patch.setattr(pen, "Canvas", lambda *given, **named: Recorder(Canvas(*given, **named), 0, record))
        print_pdf(request)
    return record


def drawn_again(record: list[Call]) -> None:
    """The same pages by the calls alone: nothing is written, broken, measured or tagged."""
    load_fonts()
    made: dict[int, object] = {0: Canvas(BytesIO(), invariant=1, pageCompression=1, initialFontName=REGULAR)}
    for place, (target, name, arguments, named) in enumerate(record, 1):
        given = (made[each] if isinstance(each, Reference) else each for each in arguments)
        answer = getattr(made[target], name)(*given, **named)
        if name in MAKERS:
            made[place] = answer


def seconds(work: object, *arguments: object) -> float:
    """The best of five."""
    best = float("inf")
    for _ in range(5):
        start = time.perf_counter()
        work(*arguments)  # type: ignore[operator]
        best = min(best, time.perf_counter() - start)
    return best


def test_the_patient_pack_costs_at_most_three_times_the_drawing_of_its_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    request = sample_request()
    record = strokes(request, monkeypatch)
    pages = sum(name == "showPage" for _, name, _, _ in record)
    paper, floor = seconds(print_pdf, request), seconds(drawn_again, record)
    told = f"{pages} pages, {len(record)} calls: {paper * 1000:.0f} ms, {paper / floor:.1f} x the bare calls"
    print(f"\npatient pack, {told}")
    assert pages > 20
    assert paper < MOST_TIMES_BARE * floor


def test_the_first_page_is_there_before_the_rest_and_the_print_check_takes_no_longer_than_the_papers() -> None:
    request = sample_request()
    whole, first, paper = seconds(print_papers, request), seconds(glimpse_of, request, 0), seconds(print_pdf, request)
    print(f"\nfirst page {first * 1000:.0f} ms, papers {paper * 1000:.0f} ms, with print check {whole * 1000:.0f} ms")
    assert first < paper
    assert whole < MOST_TIMES_CHECKED * paper


@pytest.mark.long
def test_a_hundred_packs_take_no_more_memory_than_ten() -> None:
    told = subprocess.run([sys.executable, "-c", HUNDRED], check=True, capture_output=True, text=True).stdout
    after_ten, after_hundred = map(int, told.split())
    print(f"\nmemory after 10 packs {after_ten // 1024} MB, after 100 packs {after_hundred // 1024} MB")
    assert after_hundred < after_ten * 1.05


def test_the_patient_pack_with_all_imports_takes_a_few_times_the_bare_imports() -> None:
    def start(code: str) -> str:
        return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout

    floor = seconds(start, BARE_IMPORTS)
    whole = seconds(start, COLD)
    told = start(COLD)
    print(f"\npatient pack with imports: {whole:.2f} s, should feel under 1 s (plan, then paper: {told.strip()})")
    print(f"{whole / floor:.1f} x a start that imports ReportLab and pikepdf and draws nothing")
    assert whole < MOST_TIMES_IMPORTS * floor
