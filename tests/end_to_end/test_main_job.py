"""The main job without a window: template, plan, check, print, export, import."""

import json
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from icalendar import Calendar

from kapplanner.codec.templates import templates
from kapplanner.exchange.formats import kap
from tests.end_to_end.program import Program

IDS = [template.id for template in templates()]


def _pages(path: Path) -> list[str]:
    """The text of each page, read by another program than the one that wrote it."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


@pytest.mark.parametrize("template", IDS)
def test_a_plan_from_each_template_has_no_stop_and_at_most_three_cautions(kapplanner: Program, template: str) -> None:
    kapplanner("new", template, "--start", "2026-12-07", "-o", "plan.kap", expect=0)
    checked = kapplanner("check", "plan.kap", "--json")
    assert checked.code in {0, 1}
    counts = json.loads(checked.out)["counts"]
    assert counts["stop"] == 0
    assert counts["caution"] <= 3
    assert counts["not_checked"] > 0, "a new plan has facts still to be entered"


def test_the_list_of_templates_tells_what_each_offers(kapplanner: Program) -> None:
    listed = json.loads(kapplanner("templates", "--json", expect=0).out)
    assert [entry["id"] for entry in listed] == IDS
    assert set(listed[0]) == {"id", "title", "evidence", "rule_set", "choices", "defaults"}
    assert set(listed[0]["choices"][0]) == {"weeks", "per_week", "routes"}
    assert len(kapplanner("templates", expect=0).out.splitlines()) >= 15


def test_choices_of_a_new_plan_are_in_the_file(kapplanner: Program) -> None:
    kapplanner(
        *("new", "gad-one-week", "--start", "Sun 2026-12-06", "--per-week", "3", "--weeks", "1", "--route", "sl,im"),
        *("--modality", "ifs,emdr", "--patient", "Zoë Ł. “Sam”", "--weight", "158 lb", "--zone", "Europe/Berlin"),
        *("-o", "plan.kap"),
        expect=0,
    )
    plan = kap.read((kapplanner.folder / "plan.kap").read_bytes()).plan
    assert plan.first_day == date(2026, 12, 6)
    assert [s.medicine.route.value for s in plan.medicine_sessions if s.medicine] == ["SL", "IM", "IM"]
    assert plan.patient.name == "Zoë Ł. “Sam”"
    assert str(plan.patient.weight) == "71.7\u00a0kg"
    assert plan.zone == "Europe/Berlin"


def test_writing_a_plan_says_who_can_read_it_and_keeps_it_to_its_owner(kapplanner: Program) -> None:
    made = kapplanner("new", "gad-one-week", "--start", "2026-12-06", "-o", "plan.kap", expect=0)
    assert "readable by anyone who has the file" in made.err
    assert (kapplanner.folder / "plan.kap").stat().st_mode & 0o777 == 0o600


def test_check_answers_in_the_shape_that_programs_read(kapplanner: Program, plan_file: Path) -> None:
    answer = json.loads(kapplanner("check", plan_file, "--json", expect=1).out)
    assert set(answer) == {"plan", "rule_set", "counts", "findings", "not_checked"}
    assert set(answer["counts"]) == {"stop", "caution", "note", "not_checked", "passed", "not_applicable"}
    assert set(answer["not_checked"][0]) == {"rule", "catalogue", "missing"}
    for finding in answer["findings"]:
        assert set(finding) == {
            *("rule", "rule_version", "catalogue", "tier", "state", "sentence", "sessions", "measured", "limit"),
            *("sources", "fixes"),
        }
        assert finding["tier"] in {"stop", "caution", "note"}


def test_check_in_words_says_why_the_plan_is_not_ready(kapplanner: Program, plan_file: Path) -> None:
    said = kapplanner("check", plan_file, expect=1).out
    assert "Could not be checked:" in said
    assert said.splitlines()[-1].startswith("Not ready: ")


def test_another_rule_set_judges_when_asked(kapplanner: Program, plan_file: Path) -> None:
    answer = json.loads(kapplanner("check", plan_file, "--rules", "outpatient", "--json").out)
    assert answer["rule_set"]["id"] == "outpatient"


def test_papers_are_printed_and_say_draft_until_the_plan_is_checked(kapplanner: Program, plan_file: Path) -> None:
    printed = kapplanner("print", plan_file, "--documents", "medicine-day", "-o", "out.pdf", expect=1)
    text = "\n".join(_pages(kapplanner.folder / "out.pdf"))
    assert "DRAFT" in text
    assert "Sam" in text
    assert "Printed as DRAFT" in printed.err


def test_every_document_can_be_printed_at_once_in_either_size_and_paper(kapplanner: Program, plan_file: Path) -> None:
    kapplanner("print", plan_file, "--documents", "all", "--paper", "letter", "--size", "18", "-o", "all.pdf", expect=1)
    assert len(_pages(kapplanner.folder / "all.pdf")) > 5


def test_a_calendar_goes_out_as_tentative_with_exit_code_one(kapplanner: Program, plan_file: Path) -> None:
    written = kapplanner("export", plan_file, "--to", "ics", "--privacy", "full", "-o", "plan.ics", expect=1)
    calendar = Calendar.from_ical((kapplanner.folder / "plan.ics").read_bytes())
    assert {str(event["status"]) for event in calendar.walk("VEVENT")} == {"TENTATIVE"}
    assert "readable by anyone who has the file" in written.err


def test_calendar_titles_tell_nothing_unless_asked(kapplanner: Program, plan_file: Path) -> None:
    kapplanner("export", plan_file, "--to", "ics", "-o", "plan.ics", expect=1)
    calendar = Calendar.from_ical((kapplanner.folder / "plan.ics").read_bytes())
    assert {str(event["summary"]) for event in calendar.walk("VEVENT")} == {"Appointment"}


def test_an_exported_plan_file_is_the_same_plan(kapplanner: Program, plan_file: Path) -> None:
    kapplanner("export", plan_file, "--to", "kap", "-o", "copy.kap", expect=1)
    assert kap.read((kapplanner.folder / "copy.kap").read_bytes()).plan == kap.read(plan_file.read_bytes()).plan


def test_an_imported_plan_is_added_once_and_another_state_of_it_is_kept_beside(
    kapplanner: Program, plan_file: Path
) -> None:
    library = kapplanner.folder / "library.kapdb"
    assert kapplanner("import", plan_file, "--library", library, expect=0).out.startswith("1 added, 0 kept beside")
    assert "1 already here" in kapplanner("import", plan_file, "--library", library, expect=0).out
    other = kapplanner.folder / "other.kap"
    other.write_bytes(plan_file.read_bytes().replace(b"Sam R.", b"Sam Q."))
    beside = kapplanner("import", other, "--library", library, expect=0)
    assert beside.out.startswith("0 added, 1 kept beside the plan already here")
    assert "Both are kept" in beside.err
    assert "2 already here" in kapplanner("import", plan_file, other, "--library", library, expect=0).out


def test_a_library_can_be_named_by_its_folder(kapplanner: Program, plan_file: Path) -> None:
    (kapplanner.folder / "clinic").mkdir()
    kapplanner("import", plan_file, "--library", "clinic", expect=0)
    assert (kapplanner.folder / "clinic" / "library.kapdb").is_file()


def test_rules_are_told_as_sentences_with_sources(kapplanner: Program) -> None:
    assert "intensive" in kapplanner("rules", expect=0).out
    assert {entry["id"] for entry in json.loads(kapplanner("rules", "--json", expect=0).out)} >= {"intensive"}
    rules = json.loads(kapplanner("rules", "intensive", "--json", expect=0).out)
    assert set(rules[0]) == {
        *("id", "version", "catalogue", "form", "tier_soft", "tier_hard", "sentence", "rationale", "evidence"),
        *("house_default", "sources", "enabled"),
    }
    assert all(rule["sources"] or rule["house_default"] for rule in rules)
    assert len(kapplanner("rules", "intensive", expect=0).out.splitlines()) > len(rules)


def test_the_demo_makes_checks_and_prints_a_plan_with_fictional_people(kapplanner: Program) -> None:
    shown = kapplanner("demo", expect=0)
    folder = kapplanner.folder / "demo"
    assert {path.name for path in folder.iterdir()} == {"plan.kap", "patient-pack.pdf", "safety-report.pdf"}
    assert "Caution" in shown.out
    assert "fictional" in shown.err
    assert kap.read((folder / "plan.kap").read_bytes()).plan.sample
    kapplanner("demo", "-o", "else/where", expect=0)
    assert (kapplanner.folder / "else" / "where" / "patient-pack.pdf").is_file()


def test_the_schema_is_a_json_schema_that_fits_the_plan_file(kapplanner: Program, plan_file: Path) -> None:
    schema = json.loads(kapplanner("schema", expect=0).out)
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert set(json.loads(plan_file.read_bytes())) == set(schema["properties"])


@pytest.mark.parametrize(
    "verb", ["", "templates", "new", "check", "print", "export", "import", "rules", "demo", "schema"]
)
def test_every_verb_explains_itself(kapplanner: Program, verb: str) -> None:
    explained = kapplanner(*([verb] if verb else []), "--help", expect=0)
    assert explained.out.startswith("Usage: kapplanner")
    assert explained.err == ""
