"""The example on the page for those who add a template is a whole template and makes a plan."""

from datetime import timedelta

from kapplanner.codec.template_document import LineDocument
from kapplanner.codec.templates import read_template
from kapplanner.domain.identity import CountedIds
from kapplanner.domain.session import Route
from kapplanner.domain.template import Choices, instantiate
from kapplanner.resources import resource
from tests.unit.templates.making import FRIDAY
from tests.unit.templates.second_opinion import ROUTES, cautions, stops


def example(tmp_path):
    page = resource("templates", "README.md").read_text(encoding="utf-8")
    path = tmp_path / "one-morning.toml"
    path.write_text(page.split("```toml\n")[1].split("```")[0], encoding="utf-8")
    return read_template(path)


def test_the_example_makes_a_plan_without_findings_from_every_weekday(tmp_path):
    template = example(tmp_path)
    for offset in range(7):
        first_day = FRIDAY + timedelta(days=offset)
        plan = instantiate(template, Choices(first_day, route=Route.IM), routes=ROUTES, ids=CountedIds())
        assert [session.title for session in plan.sessions][-1] == "Integration and measures"
        assert not [*stops(plan), *cautions(plan)]


def test_every_field_of_a_session_is_explained_on_the_page():
    page = resource("templates", "README.md").read_text(encoding="utf-8")
    plain = {"kind", "time", "minutes", "title", "modality", "checklist", "measures", "patient_text", "note"}
    for field in set(LineDocument.__struct_fields__) - plain:
        assert f"`{field}" in page, field
