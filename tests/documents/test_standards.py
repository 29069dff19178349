"""PDF/UA-1 and PDF/A by checkers from elsewhere: each kind of document, both papers, each size, each language."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from kapplanner.documents import PAPERS, SIZES, PrintRequest, document_kinds, print_pdf
from kapplanner.documents.content import Reader
from kapplanner.domain.people import Escort, EscortKind, Patient
from kapplanner.domain.places import Site
from tests.benchmarks.test_paper_speed import sample_request
from tests.documents.support import SITE, course, judged, request, words_of
from tests.documents.test_hostile_text import hostile
from tests.support import build
from tests.support.standards import UA, slips, verapdf_slips

KINDS = document_kinds()
LANGUAGES = ("en", "es")
PASSWORD = "correct horse battery"


@pytest.fixture(scope="module")
def sample() -> PrintRequest:
    return sample_request()


def looks(kind: str) -> list[tuple[str, int, str]]:
    """Paper, size and language; papers of the team know one size and one language."""
    team = next(each for each in KINDS if each.id == kind).reader is Reader.TEAM
    return list(product(PAPERS, SIZES[:1] if team else SIZES, LANGUAGES[:1] if team else LANGUAGES))


def printed(sample: PrintRequest, kind: str, **more: object) -> bytes:
    values = {name: getattr(sample, name) for name in ("plan", "rule_set", "report", "printed_at")}
    return print_pdf(PrintRequest(**{**values, "documents": (kind,), **more}))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", [kind.id for kind in KINDS])
def test_every_kind_keeps_both_standards_on_every_paper_at_every_size_in_every_language(
    kind: str, sample: PrintRequest
) -> None:
    for paper, size, language in looks(kind):
        pdf = printed(sample, kind, paper=paper, size=size, language=language)
        assert slips(pdf, UA, "2a") == [], (paper, size, language)


@pytest.mark.parametrize("kind", [kind.id for kind in KINDS if kind.reader is Reader.TEAM])
def test_with_the_plan_inside_papers_of_the_team_keep_both_standards(kind: str, sample: PrintRequest) -> None:
    for paper in PAPERS:
        assert slips(printed(sample, kind, paper=paper, carries_plan=True), UA, "3a") == []


def test_a_day_of_sixty_sessions_keeps_both_standards_over_its_pages() -> None:
    many = [build.session("rest", "D3", f"{8 + n // 6:02}:{n % 6}0", 5, id=f"rest-{n}") for n in range(60)]
    crowded = course(sessions=(*course().sessions, *many))
    assert slips(print_pdf(request(plan=crowded, documents=("itinerary", "calendar"), final=False)), UA, "2a") == []


def test_a_superseded_draft_and_a_pack_of_several_readers_keep_both_standards() -> None:
    pdf = print_pdf(request(documents=("calendar", "itinerary", "safety-report"), superseded=True, language="es"))
    assert slips(pdf, UA, "2a") == []


def test_qpdf_finds_nothing_to_say(tmp_path: Path) -> None:
    if shutil.which("qpdf") is None:
        pytest.skip("qpdf is not installed: apt-get install qpdf.")
    for name, more in (("plain", {}), ("inside", {"carries_plan": True}), ("locked", {"password": PASSWORD})):
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(print_pdf(judged(**more)))
        done = subprocess.run(
            ["qpdf", f"--password={PASSWORD}", "--check", path], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, ""), done.stdout


@pytest.mark.long
def test_the_reference_checker_finds_nothing_either(tmp_path: Path, sample: PrintRequest) -> None:
    plain, inside = [], []
    for kind in KINDS:
        for paper, size, language in looks(kind.id):
            path = tmp_path / f"{kind.id}-{paper}-{size}-{language}.pdf"
            path.write_bytes(printed(sample, kind.id, paper=paper, size=size, language=language))
            plain.append(path)
        if kind.reader is Reader.TEAM:
            path = tmp_path / f"{kind.id}-inside.pdf"
            path.write_bytes(printed(sample, kind.id, carries_plan=True))
            inside.append(path)
    assert verapdf_slips(plain, UA, "2a") == []
    assert verapdf_slips(inside, UA, "3a") == []


LATE = build.medicine("D3", "21:30", 240, route="IM", dose="45 mg", id="late")
ODD = {
    "nothing known": lambda: build.plan(build.medicine("D1"), site=Site(zone="America/New_York")),
    "over midnight": lambda: course(sessions=(*course().sessions, LATE)),
    "clocks go back": lambda: build.plan(
        build.medicine("D1", first_day=OCTOBER), build.session("rest", "D1", "20:00", first_day=OCTOBER),
        first_day=OCTOBER, site=replace(SITE, zone="Europe/Madrid"), zone="Europe/Madrid",
    ),
    "clocks go on": lambda: build.plan(
        build.medicine("D1", first_day=MARCH), build.session("rest", "D1", "20:00", first_day=MARCH),
        first_day=MARCH, site=replace(SITE, zone="Europe/Madrid"), zone="Europe/Madrid",
    ),
    "no escort, no weight, no phones": lambda: course(
        patient=Patient(name="Sam R."), site=replace(SITE, phone_day="", phone_night="", emergency_number="")
    ),
    "staff stay": lambda: course(patient=Patient(name="Sam R.", escort=Escort(EscortKind.ON_SITE_STAFF))),
    "no name": lambda: course(patient=Patient()),
    "hostile": lambda: hostile("<img src='//host/x.png'/> {0} %s **b** \\").plan,
}  # fmt: skip
OCTOBER, MARCH = date(2026, 10, 25), date(2027, 3, 28)


@pytest.mark.parametrize("odd", ODD)
def test_odd_plans_print_in_every_kind_and_keep_both_standards(odd: str) -> None:
    for language, size in (("en", 14), ("es", 18)):
        kinds = tuple(kind.id for kind in KINDS)
        pdf = print_pdf(request(plan=ODD[odd](), documents=kinds, language=language, size=size))
        assert slips(pdf, UA, "2a") == []
        words = words_of(pdf)
        assert not re.search(r"\bNone\b(?! (?:Marked|kept))|\bnan\b|Traceback", words)
        if odd.startswith("clocks"):
            assert ("clocks change" in words or "clocks go" in words) if language == "en" else "reloj" in words
