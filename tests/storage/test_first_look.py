"""The list before the library is opened: the same as afterwards, or nothing at all."""

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kapplanner.domain.library import FindingCounts, PlanStatus, Shelf
from kapplanner.storage.first_look import first_look
from kapplanner.storage.key_file import key_path
from kapplanner.storage.library import open_library
from tests.support.build import FIRST_DAY, medicine, plan

NOW = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)


class Noon:
    def now(self) -> datetime:
        return NOW


def library_of(path: Path, count: int, passphrase: str | None = None) -> None:
    library = open_library(path, passphrase=passphrase, clock=Noon())
    for number in range(count):
        first_day = FIRST_DAY + timedelta(days=number)
        whole = plan(medicine("D2", id="m", first_day=first_day), id=f"p{number}", first_day=first_day)
        status = PlanStatus.RECEIVED if number == 1 else None
        library.add(whole, FindingCounts(caution=number), status=status, origin="Bay Clinic" if status else "")
    if count > 2:
        library.set_archived("p0", True)
        library.delete("p2")
    library.close()


def test_a_first_look_shows_what_the_opened_library_shows(tmp_path: Path) -> None:
    path = tmp_path / "library.kapdb"
    library_of(path, 5)
    look = first_look(path, NOW)
    library = open_library(path, clock=Noon())
    assert look is not None
    assert list(look.plans) == library.plans()
    assert look.counts == library.shelf_counts()
    assert look.counts[Shelf.ARCHIVED] == 1
    library.close()


def test_a_first_look_changes_no_byte_and_holds_nobody_up(tmp_path: Path) -> None:
    path = tmp_path / "library.kapdb"
    library_of(path, 2)
    before = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in tmp_path.iterdir()}
    assert first_look(path, NOW) is not None
    assert {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in tmp_path.iterdir()} == before


def test_a_library_with_a_passphrase_is_opened_first(tmp_path: Path) -> None:
    path = tmp_path / "library.kapdb"
    library_of(path, 1, "correct horse battery staple")
    assert first_look(path, NOW) is None


def test_a_library_that_is_missing_empty_foreign_or_has_another_key_is_opened_first(tmp_path: Path) -> None:
    path = tmp_path / "library.kapdb"
    assert first_look(path, NOW) is None
    library_of(path, 1)
    whole = path.read_bytes()
    for content in (b"", b"not a library", whole[: len(whole) // 2], b"\x00" * 8192):
        path.write_bytes(content)
        assert first_look(path, NOW) is None
    path.write_bytes(whole)
    key = key_path(path)
    for content in (b"ab" * 32 + b"\n", b"garbage", b""):
        key.write_bytes(content)
        assert first_look(path, NOW) is None


def test_a_library_left_in_the_middle_of_a_save_is_opened_first(tmp_path: Path) -> None:
    path = tmp_path / "library.kapdb"
    library_of(path, 1)
    path.with_name(path.name + "-journal").write_bytes(b"\x01" * 512)
    assert first_look(path, NOW) is None


def test_a_library_of_another_schema_is_opened_first(tmp_path: Path) -> None:
    path = tmp_path / "library.kapdb"
    library_of(path, 1)
    from sqlcipher3 import dbapi2

    from kapplanner.storage.key_file import as_raw_key, read_key

    connection = dbapi2.connect(str(path))
    connection.execute(f'PRAGMA key="{as_raw_key(read_key(path) or "")}"')
    connection.execute("PRAGMA user_version=99")
    connection.close()
    assert first_look(path, NOW) is None
