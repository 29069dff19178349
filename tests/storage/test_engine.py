"""Connections, transactions and the file: what every connection must answer, and what is never made or opened."""

import hashlib
import os
import sqlite3
import stat
import subprocess
import sys
import threading
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from kapplanner.domain.library import (
    FindingCounts,
    LibraryError,
    LibraryMissing,
    LibraryTooNew,
    WrongPassphrase,
)
from kapplanner.storage import engine as engine_module
from kapplanner.storage import tables
from kapplanner.storage.backup import back_up
from kapplanner.storage.engine import make_engine
from kapplanner.storage.key_file import as_raw_key, key_path, new_key, read_key
from kapplanner.storage.library import backup_before, open_library
from kapplanner.storage.migrations import steps as schema_steps
from kapplanner.storage.migrations.runner import migrate
from kapplanner.storage.migrations.steps import APPLICATION_ID, STEPS, latest
from kapplanner.storage.plan_library import SqlPlanLibrary
from tests.storage.conftest import SetClock
from tests.support.build import medicine, plan

NONE = FindingCounts()
Opened = Callable[..., SqlPlanLibrary]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def pragma(library: SqlPlanLibrary, name: str) -> object:
    with library._read() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def set_pragma(place: Path, name: str, value: int) -> None:
    key = read_key(place)
    assert key
    engine = make_engine(place, as_raw_key(key))
    with engine.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA {name}={value}")
    engine.dispose()


def test_every_connection_answers_the_settings_that_keep_data(library: SqlPlanLibrary) -> None:
    """REL-3."""
    expected = {"journal_mode": "truncate", "synchronous": 2, "fullfsync": 1, "foreign_keys": 1, "trusted_schema": 0}
    expected |= {"secure_delete": 1, "cell_size_check": 1, "temp_store": 2}
    assert {name: pragma(library, name) for name in expected} == expected
    assert isinstance(library._engine.pool, QueuePool)


@pytest.mark.parametrize("missing", [name for name, _, expected in engine_module._SETTINGS if expected is not None])
def test_a_setting_that_does_not_hold_refuses_the_start(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    """REL-3: each setting in turn is set to something else."""
    other = {"journal_mode": "DELETE", "synchronous": "NORMAL", "temp_store": "FILE", "trusted_schema": "ON"}
    opened().close()
    settings = tuple(
        (name, other.get(name, "OFF") if name == missing else value, expected)
        for name, value, expected in engine_module._SETTINGS
    )
    monkeypatch.setattr(engine_module, "_SETTINGS", settings)
    with pytest.raises(LibraryError, match=missing):
        opened()


def test_twelve_threads_may_save_and_lose_nothing(opened: Opened) -> None:
    """REL-4."""
    library = opened()
    errors: list[Exception] = []

    def work(number: int) -> None:
        try:
            value = plan(medicine("D2"), id=f"plan-{number}", title="0")
            revision = library.add(value, NONE)
            for step in range(9):
                revision = library.save(value.with_changes(title=str(step)), revision, NONE)
                library.plans()
        except (LibraryError, SQLAlchemyError) as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert {(row.title, row.revision) for row in library.plans()} == {("8", 10)}
    assert len(library.plans()) == 12


def test_of_threads_that_save_the_same_revision_exactly_one_succeeds(library: SqlPlanLibrary) -> None:
    library.add(plan(), NONE)
    outcomes: list[str] = []

    def work(number: int) -> None:
        try:
            library.save(plan(title=str(number)), 1, NONE)
            outcomes.append("saved")
        except LibraryError as error:
            outcomes.append(type(error).__name__)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["RevisionConflict"] * 5 + ["saved"]


def test_a_write_holds_the_write_lock_before_it_reads_and_a_read_does_not(place: Path, library: SqlPlanLibrary) -> None:
    key = read_key(place)
    assert key
    other = make_engine(place, as_raw_key(key), busy_seconds=0.05)
    with library._read(), other.begin():
        pass
    with library._write(), pytest.raises(OperationalError, match="locked"), other.begin():
        pass
    other.dispose()


def test_a_migration_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """REL-5."""
    path = tmp_path / "half.kaplib"
    engine = make_engine(path, as_raw_key(new_key()), create=True)
    steps = (("CREATE TABLE a (x)", "CREATE TABLE b (x)", "CREATE TABLE c (x)", "CREATE TABLE a (x)"),)
    monkeypatch.setattr(schema_steps, "STEPS", steps)
    with pytest.raises(OperationalError):
        migrate(engine, path)
    with engine.begin() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar() == 0
        assert connection.exec_driver_sql("PRAGMA user_version").scalar() == 0
    engine.dispose()


NEXT = "ALTER TABLE summary ADD COLUMN colour TEXT"


def test_an_older_library_is_copied_then_brought_up_to_date_with_all_it_holds(
    place: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = opened()
    value = plan(medicine("D2"))
    library.add(value, NONE)
    rows = library.plans()
    library.close()
    monkeypatch.setattr(schema_steps, "STEPS", (*STEPS, (NEXT,)))
    library = opened()
    assert pragma(library, "user_version") == len(STEPS) + 1
    assert library.plans() == rows
    assert library.read("plan-1").plan == value
    library.close()
    monkeypatch.setattr(schema_steps, "STEPS", STEPS)
    with pytest.raises(LibraryTooNew):
        opened()
    place.write_bytes(backup_before(place, len(STEPS)).read_bytes())
    assert opened().plans() == rows


def test_an_update_that_fails_leaves_the_older_library_as_it_was(
    place: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = opened()
    library.add(plan(), NONE)
    rows = library.plans()
    library.close()
    monkeypatch.setattr(schema_steps, "STEPS", (*STEPS, (NEXT, "DELETE FROM plan", "CREATE TABLE plan (x)")))
    with pytest.raises(LibraryError):
        opened()
    monkeypatch.setattr(schema_steps, "STEPS", STEPS)
    assert opened().plans() == rows


def test_an_older_library_that_cannot_be_copied_is_not_touched(
    place: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened().close()
    before = digest(place)
    backup_before(place, len(STEPS)).mkdir()
    monkeypatch.setattr(schema_steps, "STEPS", (*STEPS, (NEXT,)))
    with pytest.raises(LibraryError, match="cannot hold a library"):
        opened()
    assert digest(place) == before


def test_a_copy_is_encrypted_with_the_same_key_and_for_its_owner_only(place: Path, library: SqlPlanLibrary) -> None:
    library.add(plan(title="Zebrafinch"), NONE)
    key = read_key(place)
    assert key
    copy = place.with_name("copy.kaplib")
    back_up(library._engine, place, copy, as_raw_key(key))
    data = copy.read_bytes()
    assert not data.startswith(b"SQLite format 3") and b"Zebrafinch" not in data
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert sorted(path.name for path in place.parent.glob("copy*")) == ["copy.kaplib"]


def test_the_tables_named_in_queries_are_the_tables_of_the_migrations(library: SqlPlanLibrary) -> None:
    with library._read() as connection:
        for table in (tables.plan, tables.summary, tables.session, tables.person, tables.version):
            found = [row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table.name})")]
            assert found == [column.name for column in table.columns]
        declared = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())
    assert declared == {"plan", "summary", "session", "person", "version"}


def test_a_missing_library_is_told_and_never_made(place: Path, opened: Opened) -> None:
    """REL-9."""
    with pytest.raises(LibraryMissing, match="There is no library at"):
        opened(create=False)
    assert not place.exists() and not place.parent.exists()
    with pytest.raises(OperationalError):
        place.parent.mkdir()
        make_engine(place, as_raw_key(new_key())).connect()
    assert not place.exists()


def test_a_library_that_vanished_from_beside_its_key_is_not_replaced_by_an_empty_one(
    place: Path, opened: Opened
) -> None:
    """REL-9."""
    opened().close()
    place.rename(place.with_name("moved"))
    with pytest.raises(LibraryMissing, match="put it back together with its key file"):
        opened()
    assert not place.exists()
    place.with_name("moved").rename(place)
    opened()


def test_a_library_deleted_while_it_is_open_is_not_written_and_not_made_again(
    place: Path, library: SqlPlanLibrary
) -> None:
    library.add(plan(), NONE)
    place.unlink()
    with pytest.raises(LibraryMissing):
        library.save(plan(title="Lost"), 1, NONE)
    assert not place.exists()


def test_a_library_replaced_while_it_is_open_is_not_written(place: Path, library: SqlPlanLibrary) -> None:
    library.add(plan(), NONE)
    copy = place.with_name("copy")
    copy.write_bytes(place.read_bytes())
    os.replace(copy, place)
    before = digest(place)
    with pytest.raises(LibraryError, match="Another program replaced the library file"):
        library.save(plan(title="Lost"), 1, NONE)
    assert digest(place) == before


@pytest.mark.parametrize("content", [b"", b"\n", b"SQLite format 3\x00" + b"\x00" * 4080, b"some text" * 1000])
def test_an_empty_or_foreign_file_is_refused_and_untouched(place: Path, opened: Opened, content: bytes) -> None:
    opened().close()
    place.write_bytes(content)
    with pytest.raises(LibraryError):
        opened()
    assert place.read_bytes() == content


def test_a_newer_schema_is_refused_and_the_file_untouched(place: Path, opened: Opened) -> None:
    """REL-19."""
    opened().close()
    set_pragma(place, "user_version", 99)
    before = digest(place)
    with pytest.raises(LibraryTooNew, match="newer version of KAP Planner"):
        opened()
    assert digest(place) == before


def test_another_programs_file_with_the_same_key_is_refused(place: Path, opened: Opened) -> None:
    """REL-20."""
    opened().close()
    set_pragma(place, "application_id", 0x12345678)
    before = digest(place)
    with pytest.raises(LibraryMissing, match="is not a library of KAP Planner"):
        opened()
    assert digest(place) == before


def test_a_wrong_key_a_foreign_file_and_a_damaged_header_say_the_same(place: Path, opened: Opened) -> None:
    """REL-24: they cannot be told apart; the right key opens afterwards."""
    opened().close()
    good, key = place.read_bytes(), key_path(place).read_bytes()
    sentences = set()
    key_path(place).write_text(new_key())
    with pytest.raises(WrongPassphrase) as caught:
        opened()
    sentences.add(str(caught.value))
    key_path(place).write_bytes(key)
    plain = place.with_name("plain")
    connection = sqlite3.connect(plain)
    connection.execute("CREATE TABLE a (x)")
    connection.commit()
    connection.close()
    for content in (plain.read_bytes(), os.urandom(8192), bytes([good[0] ^ 1]) + good[1:]):
        place.write_bytes(content)
        with pytest.raises(WrongPassphrase) as caught:
            opened()
        sentences.add(str(caught.value))
    assert len(sentences) == 1
    place.write_bytes(good)
    opened()


def test_a_library_with_a_passphrase_opens_with_it_alone(place: Path, opened: Opened) -> None:
    opened(passphrase="correct horse “battery” 100% staple").close()
    assert not key_path(place).exists()
    with pytest.raises(WrongPassphrase, match="needs its passphrase"):
        opened()
    with pytest.raises(WrongPassphrase, match="not the right one"):
        opened(passphrase="correct horse")
    opened(passphrase="correct horse “battery” 100% staple")


def test_the_same_passphrase_typed_in_another_unicode_form_opens(opened: Opened) -> None:
    opened(passphrase=unicodedata.normalize("NFD", "Zoë’s größte Überraschung")).close()
    opened(passphrase=unicodedata.normalize("NFC", "Zoë’s größte Überraschung"))


@pytest.mark.parametrize("passphrase", ["", "a\x00b", "x" * 1025])
def test_a_passphrase_that_cannot_be_is_refused(place: Path, opened: Opened, passphrase: str) -> None:
    with pytest.raises(WrongPassphrase, match="from 1 to 1024 characters"):
        opened(passphrase=passphrase)
    assert not place.exists()


@pytest.mark.parametrize("content", [b"", b"short", b"g" * 64, b"00" * 33, "ö".encode() * 32])
def test_a_damaged_key_file_is_told_as_such(place: Path, opened: Opened, content: bytes) -> None:
    opened().close()
    key_path(place).write_bytes(content)
    with pytest.raises(WrongPassphrase, match="key file of the library is damaged"):
        opened()


def test_the_library_is_encrypted_and_for_its_owner_only(place: Path, library: SqlPlanLibrary) -> None:
    """REL-27: the file is never one that plain SQLite opens, and no name stands in it."""
    library.add(plan(title="Zebrafinch"), NONE)
    data = place.read_bytes()
    assert not data.startswith(b"SQLite format 3")
    assert b"Zebrafinch" not in data and b"Sam R." not in data
    assert stat.S_IMODE(key_path(place).stat().st_mode) == 0o600
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_a_build_without_encryption_refuses_to_start(tmp_path: Path) -> None:
    """REL-27: plain SQLite in the place of SQLCipher."""
    program = (
        "import sys, sqlite3; sys.modules['sqlcipher3'] = sqlite3\n"
        "from kapplanner.storage.library import open_library\n"
        "from kapplanner.domain.library import LibraryError\n"
        f"place = {str(tmp_path / 'library.kaplib')!r}\n"
        "try: open_library(place)\n"
        "except LibraryError as error: print(error)\n"
        "import os; print(os.path.exists(place))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "SQLCipher is missing" in done.stdout
    assert done.stdout.endswith("False\n")


def test_errors_hold_no_name_of_a_patient(library: SqlPlanLibrary) -> None:
    """REL-13: a failing statement whose parameters are a name."""
    library.add(plan(title="Zebrafinch"), NONE)
    with pytest.raises(LibraryError) as caught, library._write() as connection:
        connection.execute(tables.plan.insert().values(id="Zebrafinch", revision=-1, step="Zebrafinch"))
    assert "Zebrafinch" not in str(caught.value)
    assert caught.value.__cause__ is None and caught.value.__suppress_context__
    with pytest.raises(OperationalError) as raw, library._engine.begin() as connection:
        connection.exec_driver_sql("SELECT * FROM nowhere WHERE name = ?", ("Zebrafinch",))
    assert "Zebrafinch" not in str(raw.value)


def test_strays_of_a_crash_while_a_library_was_made_are_cleared_and_the_start_goes_on(
    place: Path, opened: Opened
) -> None:
    place.parent.mkdir(parents=True)
    (place.parent / "library.kaplib.new").write_bytes(b"half")
    (place.parent / ".kapplanner-abc.part").write_bytes(b"half")
    key_path(place).write_text(new_key())
    opened()
    assert {path.name for path in place.parent.iterdir()} == {
        "library.kaplib",
        "library.kaplib.key",
        "library.kaplib.lock",
    }


def test_strays_beside_a_library_are_cleared_at_the_next_start(place: Path, opened: Opened) -> None:
    opened().close()
    stray = place.parent / ".kapplanner-abc.part"
    stray.write_bytes(b"half")
    opened()
    assert not stray.exists()


def test_a_new_library_carries_the_programs_mark_and_the_latest_schema(library: SqlPlanLibrary) -> None:
    assert pragma(library, "application_id") == APPLICATION_ID
    assert pragma(library, "user_version") == latest() == len(STEPS)


def test_a_path_with_odd_characters_is_used_as_it_is(tmp_path: Path, clock: SetClock) -> None:
    place = tmp_path / "Zoë's 50% ?#&= data" / "my library?mode=ro.kaplib"
    library = open_library(place, clock=clock)
    library.add(plan(), NONE)
    library.close()
    assert place.exists()


def test_naming_the_package_does_not_load_the_database() -> None:
    program = "import sys, kapplanner.storage; print('sqlalchemy' in sys.modules or 'sqlcipher3' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_the_library_needs_no_object_mapper(tmp_path: Path) -> None:
    program = (
        "import sys; from kapplanner.storage.library import open_library\n"
        f"library = open_library({str(tmp_path / 'library.kaplib')!r}); library.plans(); library.close()\n"
        "print(sorted(name for name in ('sqlalchemy.orm', 'alembic', 'PySide6') if name in sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
