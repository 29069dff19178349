"""Every library that a released program wrote opens with this one and holds the same (REL-21)."""

import json
import shutil
from pathlib import Path

import pytest

from kapplanner.storage.library import open_library
from kapplanner.storage.migrations.steps import latest
from kapplanner.storage.plan_library import SqlPlanLibrary
from tests.storage.released import FOLDER, FixedClock, manifest

SCHEMAS = [f"schema-{number}" for number in range(1, latest() + 1)]


@pytest.mark.parametrize("schema", SCHEMAS)
def test_a_library_of_each_released_schema_holds_what_it_held(schema: str, tmp_path: Path) -> None:
    for name in ("library.kaplib", "library.kaplib.key"):
        shutil.copy(FOLDER / schema / name, tmp_path / name)
    library = open_library(tmp_path / "library.kaplib", clock=FixedClock())
    assert isinstance(library, SqlPlanLibrary)
    try:
        assert manifest(library) == json.loads((FOLDER / schema / "manifest.json").read_text(encoding="utf-8"))
        library.restore("deleted")
        assert library.read("plan-1").plan.title == "After sign-off"
        assert library.read_version("plan-1", 2).sign_off is not None
        library.save(library.read("plan-1").plan, 3, library.plans()[0].findings)
    finally:
        library.close()
