"""Every template's plan on paper: at 14 points a day is a page and a week is a page, on both papers."""

from datetime import date

import pytest

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.codec.sample import sample_plan
from kapplanner.codec.templates import templates
from kapplanner.documents import PrintRequest, document_kinds, print_findings, print_pdf
from kapplanner.documents.catalogue import kind_named
from kapplanner.documents.content import Reader, Unit
from kapplanner.documents.preview import page_count
from kapplanner.documents.printing import laid_pages, written_sheets
from kapplanner.domain.identity import CountedIds
from kapplanner.domain.plan import Plan
from kapplanner.domain.template import Choices, Template, instantiate
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.finding import Tier
from tests.documents.support import PRINTED_AT


def asked(plan: Plan, **more: object) -> PrintRequest:
    """All documents of a plan under its own rule set."""
    rules = rule_set_named(plan.rule_set.id)
    values: dict[str, object] = {"documents": tuple(kind.id for kind in document_kinds()), "printed_at": PRINTED_AT}
    return PrintRequest(plan=plan, rule_set=rules, report=evaluate(plan, rules), **{**values, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("template", templates(), ids=lambda template: template.id)
def test_days_and_weeks_of_a_template_fit_a_page_each(template: Template, paper: str, language: str) -> None:
    routes = rule_set_named(template.rule_set).routes
    plan = instantiate(template, Choices(first_day=date(2026, 12, 6)), routes=routes, ids=CountedIds())
    request = asked(plan, paper=paper, language=language)
    pages = [page for page, _ in laid_pages(request, written_sheets(request))]
    assert [page.sheet.place for page in pages if page.parts > 1 and page.sheet.unit is not Unit.PAPER] == []


@pytest.mark.parametrize("size", [14, 18])
@pytest.mark.parametrize("kind", document_kinds(), ids=lambda kind: kind.id)
def test_every_kind_prints_the_sample_plan_and_the_print_check_finds_no_stop(kind: object, size: int) -> None:
    request = asked(sample_plan(), documents=(kind.id,), size=size)  # type: ignore[attr-defined]
    assert page_count(print_pdf(request)) > 0
    assert [finding for finding in print_findings(request) if finding.severity is Tier.STOP] == []


def test_the_papers_of_the_sample_are_for_the_readers_they_name() -> None:
    request = asked(sample_plan())
    readers = {sheet.kind: sheet.reader for sheet in written_sheets(request)}
    assert (
        readers.items()
        >= {"calendar": Reader.PATIENT, "itinerary": Reader.PATIENT, "safety-report": Reader.TEAM}.items()
    )
    assert all(reader is kind_named(kind).reader for kind, reader in readers.items())
