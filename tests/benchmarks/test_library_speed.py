"""Speed of the library beside plain SQLite doing the same work in the same run; the times are printed (pytest -s).

What a person should feel: 10,000 plans listed and searched in under 100 ms, a save in under 50 ms.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter

import pytest
from sqlalchemy import insert

from kapplanner.domain.library import FindingCounts, Shelf
from kapplanner.domain.people import Patient
from kapplanner.storage import tables
from kapplanner.storage.library import open_library
from kapplanner.storage.plan_library import SqlPlanLibrary
from kapplanner.storage.projection import summary_values
from kapplanner.storage.searching import folded
from tests.support.build import medicine, plan, session

MANY = 10_000
NONE = FindingCounts()


def best(act: Callable[[], object], times: int = 5) -> float:
    """The shortest of several runs, in milliseconds."""
    shortest = float("inf")
    for _ in range(times):
        start = perf_counter()
        act()
        shortest = min(shortest, perf_counter() - start)
    return shortest * 1000


def two_weeks(name: str = "Sam R.", plan_id: str = "plan-1"):  # type: ignore[no-untyped-def]
    """A plan as large as a real one: 60 sessions in two weeks."""
    sessions = [medicine(f"D{day}", "09:30", id=f"m{day}") for day in (2, 4, 6, 9, 11, 13)]
    for day in range(1, 15):
        sessions += [session("practice", f"D{day}", "07:30", 30, id=f"p{day}")]
        sessions += [session("integration", f"D{day}", "15:00", 90, id=f"i{day}", note="What came up. " * 10)]
        sessions += [session("rest", f"D{day}", "17:00", 60, id=f"r{day}")]
        sessions += [session("measure", f"D{day}", "19:00", 15, id=f"q{day}", measures=("GAD-7",))]
    return plan(*sessions, id=plan_id, patient=Patient(name=name), weight=None)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlPlanLibrary]:
    """10,000 plans; rows are copied from one real summary, because only lists and search are timed on them."""
    path = tmp_path_factory.mktemp("many") / "library.kaplib"
    library = open_library(path)
    assert isinstance(library, SqlPlanLibrary)
    library.add(two_weeks(), NONE)
    document = library.document("plan-1")
    now = datetime(2026, 12, 1, tzinfo=UTC).isoformat()
    row = summary_values(two_weeks(), FindingCounts(1, 2, 3, 4))
    plans, summaries = [], []
    for number in range(MANY - 1):
        plan_id, name = f"many-{number}", f"Patient {number} {'Zoë' if number % 100 == 0 else 'Sam'}"
        base = {"revision": 1, "changed_at": now}
        plans.append({"id": plan_id, "step": "", "signed_off": 0, "carried": "", "document": document, **base})
        fixed = {"deleted": 0, "archived": 0, "received": 0, "printed_fingerprint": "", "origin": ""}
        search = folded(f" {name} ") + row["search"].replace("sam r", "")
        day = date(2026, 1, 1) + timedelta(days=number % 700)
        row = {**row, "first_day": day.isoformat(), "last_course_day": (day + timedelta(days=14)).isoformat()}
        summaries.append({**row, **base, **fixed, "plan_id": plan_id, "name": name, "search": search})
    with library._write() as connection:
        connection.execute(insert(tables.plan), plans)
        connection.execute(insert(tables.summary), summaries)
    yield library
    library.close()


@pytest.fixture(scope="module")
def plain(library: SqlPlanLibrary, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The same summary rows in plain SQLite without encryption."""
    connection = sqlite3.connect(tmp_path_factory.mktemp("plain") / "plain.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=TRUNCATE")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA fullfsync=ON")
    names = ", ".join(column.name for column in tables.summary.columns)
    with library._read() as source:
        rows = [tuple(row) for row in source.exec_driver_sql(f"SELECT {names} FROM summary")]
    connection.execute(f"CREATE TABLE summary ({names})")
    connection.execute("CREATE TABLE plan (id PRIMARY KEY, revision, document)")
    connection.execute("BEGIN")
    connection.executemany(f"INSERT INTO summary VALUES ({', '.join('?' * len(rows[0]))})", rows)
    connection.execute("COMMIT")
    yield connection
    connection.close()


QUERY = "SELECT * FROM summary WHERE deleted = 0 {more} ORDER BY changed_at DESC, plan_id"


def test_ten_thousand_plans_are_listed(library: SqlPlanLibrary, plain: sqlite3.Connection) -> None:
    ours = best(library.plans)
    bare = best(lambda: plain.execute(QUERY.format(more="")).fetchall())
    print(f"\nlist of {MANY:,} plans: {ours:.0f} ms (plain SQLite, rows only: {bare:.0f} ms; to feel: under 100 ms)")
    assert len(library.plans()) == MANY
    assert ours < 3 * bare + 20


def test_ten_thousand_plans_are_searched(library: SqlPlanLibrary, plain: sqlite3.Connection) -> None:
    more = "AND instr(search, ?) > 0 AND instr(search, ?) > 0"
    for words, found in (("zoe december", 100), ("sam december", 9_900), ("nobody here", 0)):
        ours = best(lambda words=words: library.plans(words))  # type: ignore[misc]
        bare = best(lambda words=words: plain.execute(QUERY.format(more=more), words.split()).fetchall())  # type: ignore[misc]
        print(
            f"\nsearch “{words}”, {found:,} found: {ours:.0f} ms (plain SQLite: {bare:.0f} ms; to feel: under 100 ms)"
        )
        assert len(library.plans(words)) == found
        assert ours < 3 * bare + 20


def test_shelves_are_counted(library: SqlPlanLibrary, plain: sqlite3.Connection) -> None:
    ours = best(library.shelf_counts)
    bare = best(lambda: plain.execute(QUERY.format(more="")).fetchall())
    print(f"\nshelf counts of {MANY:,} plans: {ours:.0f} ms (plain SQLite, rows only: {bare:.0f} ms)")
    assert library.shelf_counts()[Shelf.ALL] == MANY
    assert ours < 3 * bare + 20


def test_a_plan_is_saved(library: SqlPlanLibrary, plain: sqlite3.Connection) -> None:
    value = two_weeks("Saved", "saved")
    revision = library.add(value, NONE)
    document = library.document("saved")
    plain.execute("INSERT OR REPLACE INTO plan VALUES ('saved', 1, ?)", (document,))

    def ours() -> None:
        nonlocal revision
        revision = library.save(value, revision, NONE)

    def bare() -> None:
        plain.execute("BEGIN IMMEDIATE")
        plain.execute("UPDATE plan SET revision = revision + 1, document = ?", (document,))
        plain.execute("COMMIT")

    saved, plainly = best(ours, 15), best(bare, 15)
    print(
        f"\nsave of 62 sessions, {len(document) // 1024} kB: {saved:.1f} ms (plain SQLite, one row: {plainly:.1f} ms)"
    )
    assert saved < 10 * plainly + 20


def test_a_plan_is_read(library: SqlPlanLibrary) -> None:
    took, parsed = best(lambda: library.read("plan-1"), 15), best(lambda: json.loads(library.document("plan-1")), 15)
    print(f"\nread of a plan of 62 sessions: {took:.1f} ms (its document read and parsed only: {parsed:.1f} ms)")
    assert len(library.read("plan-1").plan.sessions) == 62
    assert took < 20 * parsed + 20


def test_a_library_is_opened_and_listed(tmp_path: Path) -> None:
    path = tmp_path / "library.kaplib"
    library = open_library(path)
    for number in range(9):
        library.add(two_weeks(f"Patient {number}", f"p{number}"), NONE)
    library.close()

    def opened() -> None:
        found = open_library(path)
        assert len(found.plans()) == 9
        found.close()

    def bare() -> None:
        connection = sqlite3.connect(":memory:")
        connection.execute("SELECT 1").fetchall()
        connection.close()

    took, plainly = best(opened), best(bare)
    print(
        f"\nopen a library of 9 plans, check it and list it: {took:.1f} ms (plain SQLite in memory: {plainly:.1f} ms)"
    )
    assert took < 100 * plainly + 20
