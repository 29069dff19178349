"""The plan file as an exchange format, and where a received plan came from."""

from datetime import UTC, datetime

import pytest

from kapplanner import __version__
from kapplanner.codec.plans import DocumentRefused
from kapplanner.domain.errors import NotFound
from kapplanner.exchange.format import ExportRequest, Privacy
from kapplanner.exchange.formats import format_named, format_names, kap
from kapplanner.exchange.origin import Origin
from tests.exchange.rule_sets import READY, RULE_SET
from tests.support.build import medicine, plan, session

AT = datetime(2026, 12, 1, 14, 0, tzinfo=UTC)
PLAN = plan(medicine("D2", dose="45 mg"), session("integration", "D3", "10:00", modality="emdr"), weight="72 kg")


class _FixedClock:
    def now(self) -> datetime:
        return AT


def _request() -> ExportRequest:
    return ExportRequest(PLAN, RULE_SET, READY, AT, Privacy.FULL)


def test_what_is_written_comes_back_as_the_same_plan() -> None:
    read = kap.read(kap.write(PLAN, _FixedClock()))
    assert read.plan == PLAN
    assert read.written_at == AT
    assert read.written_by == f"kapplanner {__version__}"


def test_fields_of_a_newer_version_go_out_again_as_they_came() -> None:
    newer = kap.write(PLAN, _FixedClock()).replace(b'"version": "1.0"', b'"version": "1.9",\n "later": 7', 1)
    read = kap.read(newer)
    again = kap.write(read.plan, _FixedClock(), read.carried)
    assert b'"later": 7' in again
    assert b'"version": "1.9"' in again


def test_a_file_of_another_kind_is_refused() -> None:
    with pytest.raises(DocumentRefused):
        kap.read(b"%PDF-1.7")


def test_every_file_in_the_folder_of_formats_is_a_format_that_writes() -> None:
    assert {"ics", "kap"} <= set(format_names())
    for name in format_names():
        found = format_named(name)
        assert found.id == name
        assert found.extension == f".{name}"
        assert found.write(_request())


def test_a_format_that_holds_names_says_who_can_read_it() -> None:
    for name in format_names():
        assert "readable by anyone who has the file" in format_named(name).warning.lower()


def test_the_plan_file_of_an_export_is_the_plan_file() -> None:
    assert kap.read(format_named("kap").write(_request())).plan == PLAN


def test_an_unknown_format_is_refused_with_the_ones_there_are() -> None:
    with pytest.raises(NotFound, match=r"There is no format “docx”\. Choose one of: .*ics, .*kap"):
        format_named("docx")


def test_an_origin_is_known_again_by_the_bytes_and_not_by_the_name() -> None:
    stored = str(Origin.of("week (2).kap", b"one"))
    assert Origin.of("other.kap", b"one").is_of(stored)
    assert not Origin.of("week (2).kap", b"two").is_of(stored)


def test_an_origin_shows_no_hidden_characters_of_a_file_name() -> None:
    assert str(Origin.of("a\x1b[2J\u202eb.kap", b"one")).startswith("a\ufffd[2J\ufffdb.kap (")
