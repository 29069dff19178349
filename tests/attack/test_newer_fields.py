"""What a newer version of the program put into a plan goes with it: into the library, through edits, and out again."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kapplanner.codec.plans import document_to_plan
from kapplanner.domain.library import FindingCounts
from kapplanner.exchange.formats import kap
from kapplanner.storage.library import open_library
from kapplanner.ui.library_desk import copy_of
from tests.end_to_end.program import Program

NONE = FindingCounts()


class FixedClock:
    def now(self) -> datetime:
        return datetime(2026, 11, 23, 14, 32, tzinfo=UTC)


def newer(document: bytes) -> bytes:
    """The same plan from version 1.7, which knows how rooms are lit and how sessions smell."""
    values: dict[str, Any] = json.loads(document)
    values["version"] = "1.7"
    values["plan"]["lighting"] = {"lux": 40}
    values["plan"]["sessions"][0]["scent"] = "cedar"
    return json.dumps(values).encode()


def _kept(document: bytes) -> tuple[Any, Any, Any]:
    values = json.loads(document)
    return values["version"], values["plan"].get("lighting"), values["plan"]["sessions"][0].get("scent")


def test_an_imported_plan_keeps_the_fields_of_a_newer_version(kapplanner: Program, plan_file: Path) -> None:
    plan_file.write_bytes(newer(plan_file.read_bytes()))
    place = kapplanner.folder / "library.kapdb"
    kapplanner("import", plan_file, "--library", place, expect=0)
    library = open_library(place)
    try:
        stored = library.read(document_to_plan(plan_file.read_bytes()).plan.id)
        library.save(stored.plan.with_changes(title="Edited"), stored.revision, NONE)
        again = library.read(stored.plan.id)
        out = kap.write(again.plan, FixedClock(), again.carried)  # type: ignore[arg-type]
    finally:
        library.close()
    assert _kept(out) == ("1.7", {"lux": 40}, "cedar")


def test_a_plan_kept_beside_the_one_here_and_a_copy_keep_them_too(kapplanner: Program, plan_file: Path) -> None:
    place = kapplanner.folder / "library.kapdb"
    kapplanner("import", plan_file, "--library", place, expect=0)
    plan_file.write_bytes(newer(plan_file.read_bytes().replace(b'"title": "', b'"title": "Other ', 1)))
    kapplanner("import", plan_file, "--library", place, expect=0)
    library = open_library(place)
    try:
        beside = library.read(library.plans(search="Other")[0].id)
        library.add(copy_of(beside.plan, "copy-1", "K7-9999"), NONE, carried=beside.carried)
        copied = library.read("copy-1")
    finally:
        library.close()
    assert _kept(kap.write(copied.plan, FixedClock(), copied.carried))[:2] == ("1.7", {"lux": 40})  # type: ignore[arg-type]


def test_a_damaged_library_is_told_even_where_nothing_had_to_be_written(kapplanner: Program, plan_file: Path) -> None:
    place = kapplanner.folder / "library.kapdb"
    kapplanner("import", plan_file, "--library", place, expect=0)
    data = bytearray(place.read_bytes())
    data[-2000] ^= 1
    place.write_bytes(data)
    assert "The library is damaged" in kapplanner("import", plan_file, "--library", place).err
