"""How fast paper is: the sample's patient pack against the same words drawn on a bare ReportLab canvas."""

import subprocess
import sys
import time
from datetime import UTC, datetime
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.codec.sample import sample_plan
from kapplanner.documents import PATIENT_PACK, PrintRequest, print_pdf
from kapplanner.documents.layout.fonts import REGULAR, load_fonts
from kapplanner.documents.preview import page_texts
from kapplanner.rules.evaluate import evaluate

MOST_TIMES_BARE = 12
"""Breaking lines, measuring, tags and the second pass over the file cost this many times the bare drawing, at most."""

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


def sample_request() -> PrintRequest:
    plan = sample_plan()
    rules = rule_set_named(plan.rule_set.id)
    return PrintRequest(plan, rules, evaluate(plan, rules), PATIENT_PACK, datetime(2026, 12, 3, tzinfo=UTC))


def bare(texts: tuple[str, ...]) -> None:
    """The same pages and lines, without measuring, tags or metadata."""
    load_fonts()
    canvas = Canvas(BytesIO(), initialFontName=REGULAR)
    for text in texts:
        canvas.setFont(REGULAR, 12)
        for place, line in enumerate(text.splitlines()):
            canvas.drawString(50, 800 - 15 * place, line)
        canvas.showPage()
    canvas.save()


def seconds(work: object, *arguments: object) -> float:
    """The best of five."""
    best = float("inf")
    for _ in range(5):
        start = time.perf_counter()
        work(*arguments)  # type: ignore[operator]
        best = min(best, time.perf_counter() - start)
    return best


def test_the_patient_pack_costs_no_more_than_a_few_times_its_bare_drawing() -> None:
    request = sample_request()
    texts = page_texts(print_pdf(request))
    paper, floor = seconds(print_pdf, request), seconds(bare, texts)
    print(f"\npatient pack, {len(texts)} pages: {paper * 1000:.0f} ms, {paper / floor:.1f} x a bare canvas")
    assert paper < MOST_TIMES_BARE * floor


def test_the_patient_pack_with_all_imports_takes_a_few_times_the_bare_imports() -> None:
    def start(code: str) -> str:
        return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout

    floor = seconds(start, BARE_IMPORTS)
    whole = seconds(start, COLD)
    told = start(COLD)
    print(f"\npatient pack with imports: {whole:.2f} s, should feel under 1 s (plan, then paper: {told.strip()})")
    print(f"{whole / floor:.1f} x a start that imports ReportLab and pikepdf and draws nothing")
    assert whole < MOST_TIMES_IMPORTS * floor
