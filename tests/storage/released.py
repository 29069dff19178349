"""Libraries as each released schema wrote them, to be opened by every later program.

When a schema is released: python -m tests.storage.released. A released one is never made again.
"""

import hashlib
import json
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kapplanner.domain.library import FindingCounts
from kapplanner.domain.people import Practitioner
from kapplanner.domain.plan import SignOff
from kapplanner.storage.library import open_library
from kapplanner.storage.migrations.steps import latest
from kapplanner.storage.plan_library import SqlPlanLibrary
from tests.support.build import medicine, plan, session

FOLDER = Path(__file__).parent.parent / "data" / "libraries"
AT = datetime(2026, 12, 1, 14, tzinfo=UTC)


class FixedClock:
    """Always shows the same time, unless it is set forward."""

    def __init__(self) -> None:
        self.time = AT

    def now(self) -> datetime:
        return self.time


def manifest(library: SqlPlanLibrary) -> dict[str, object]:
    """What must be the same after every migration: rows, documents and earlier versions."""
    with library._read() as connection:
        documents = connection.exec_driver_sql("SELECT id, revision, document FROM plan ORDER BY id").all()
        versions = connection.exec_driver_sql("SELECT plan_id, revision, document FROM version ORDER BY 1, 2").all()
    return {
        "rows": [
            [row.id, row.title, row.course, str(row.status), row.revision, row.changed_at.isoformat(), row.sample]
            for row in library.plans()
        ],
        "documents": [[row[0], row[1], hashlib.sha256(row[2]).hexdigest()] for row in documents],
        "versions": [[row[0], row[1], hashlib.sha256(row[2]).hexdigest()] for row in versions],
    }


def make(folder: Path) -> None:
    """A library with a plan in three versions, one signed off, a deleted plan and an archived one."""
    clock = FixedClock()
    library = open_library(folder / "library.kaplib", clock=clock)
    assert isinstance(library, SqlPlanLibrary)
    value = plan(
        medicine("D2", dose="0.5 mg/kg", id="dose"),
        session("integration", "D3", "10:00", id="talk", modality="emdr", note="Łukasz\nsecond line"),
        weight="72.0 kg",
        practitioners=(Practitioner("p1", "Dr Vega"),),
    )
    library.add(value, FindingCounts(1, 2, 3, 4))
    for revision, changed in (
        (1, value.with_changes(sign_off=SignOff("Dr Vega", AT, 1))),
        (2, value.with_changes(title="After sign-off")),
    ):
        clock.time += timedelta(hours=1)
        library.save(changed, revision, FindingCounts(), "Step")
    library.add(plan(id="deleted"), FindingCounts())
    library.delete("deleted")
    library.add(plan(id="archived"), FindingCounts(), origin="bay.kap")
    library.set_archived("archived", True)
    told = manifest(library)
    library.close()
    (folder / "manifest.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    target = FOLDER / f"schema-{latest()}"
    if target.exists():
        raise SystemExit(f"{target} was released; it is never made again")
    with tempfile.TemporaryDirectory() as made:
        make(Path(made))
        target.mkdir(parents=True)
        for name in ("library.kaplib", "library.kaplib.key", "manifest.json"):
            shutil.copy(Path(made) / name, target / name)
