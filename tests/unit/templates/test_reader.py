"""Template files are read strictly: what is unknown or wrong is told by file and field."""

import pytest

from kapplanner.codec.templates import TemplateRefused, read_template, template_named
from kapplanner.domain.errors import NotFound
from kapplanner.resources import resource

TEXT = resource("templates", "gad-one-week.toml").read_text(encoding="utf-8")


def refused(tmp_path, before, after):
    assert before in TEXT
    path = tmp_path / "mine.toml"
    path.write_text(TEXT.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(TemplateRefused) as caught:
        read_template(path)
    return str(caught.value)


def test_a_copy_under_another_name_reads_as_the_same_template(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(TEXT, encoding="utf-8")
    assert read_template(path).lines == template_named("gad-one-week").lines


def test_an_unknown_template_is_refused_with_the_names_there_are():
    with pytest.raises(NotFound, match="gad-two-weeks"):
        template_named("gad-three-weeks")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('catalogue = "T01"', 'catalogue = "T01"\ncolour = "blue"', ["mine.toml", "colour"]),
        ('kind = "screening"', 'kind = "screening"\nduration = 5', ["sessions 1", "duration"]),
        ('kind = "screening"', 'kind = "checkup"', ["sessions 1, kind", "checkup"]),
        ('day = "D-7"\ntime', 'day = "D0"\ntime', ["sessions 2", "no day 0"]),
        ('day = "D-7"\ntime', 'day = "-7"\ntime', ["sessions 2", "“-7” is not a day"]),
        ('time = "17:00"', 'time = "5 pm"', ["sessions 2", "“5 pm” is not a clock time"]),
        ("minutes = 90", 'minutes = "90"', ["sessions 1, minutes"]),
        ("minutes = 90", "minutes = 0", ["sessions 1", "from 1 minute to 24 hours"]),
        ("minutes = 90", "minutes = 1441", ["sessions 1", "from 1 minute to 24 hours"]),
        ('doses = ["low", "standard"]', 'doses = ["45"]', ["medicine", "no unit"]),
        ('routes = ["SL", "PO", "IN"]', 'routes = ["nasal"]', ["choices 3, routes 1", "nasal"]),
        ('medicine_days = ["D2", "D4", "D6"]', 'medicine_days = ["D4", "D2"]', ["choices 1", "must rise"]),
        ("per_week = 3\nfirst_route", "per_week = 6\nfirst_route", ["the template", "defaults"]),
        ('rule_set = "intensive"\n', "", ["rule_set"]),
        ("reviewed_on = 2026-11-01", 'reviewed_on = "soon"', ["evidence, reviewed_on"]),
        ('travel = "arrival"', 'travel = "sideways"', ["sessions 3, travel"]),
        ('title = "Arrival"\n', "", ["sessions 3", "needs a title"]),
        ("demanding = true\nsteps", 'demanding = true\ntitle = "Both"\nsteps', ["sessions 7", "in the steps"]),
        ("[medicine]", "[medicine", ["mine.toml is not readable TOML"]),
        ('day = "D-14"', 'day = "D-14"\nafter_medicine = "last"', ["sessions 1", "name one of these"]),
        ('kind = "screening"', 'kind = "medicine"', ["sessions 1", "laid by the choices"]),
    ],
)
def test_a_wrong_field_is_told_by_file_and_place(tmp_path, before, after, told):
    sentence = refused(tmp_path, before, after)
    assert "mine.toml" in sentence
    for part in told:
        assert part in sentence
