"""What is written down about a fault of the program."""

from datetime import UTC, datetime
from pathlib import Path

from kapplanner.settings.faults import record_fault

AT = datetime(2026, 12, 6, 9, 30, tzinfo=UTC)


def _fault() -> BaseException:
    try:
        try:
            {}["Marker Patient"]
        except KeyError as cause:
            raise ValueError("Marker Patient weighs 72 kg") from cause
    except ValueError as error:
        return error


def test_the_log_names_the_kinds_and_places_and_no_values(tmp_path: Path) -> None:
    log = tmp_path / "log" / "kapplanner.log"
    fault = record_fault(_fault(), log, AT)
    text = log.read_text()
    assert f"2026-12-06T09:30:00+00:00 fault {fault}" in text
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "test_faults.py:" in text
    assert "Marker" not in text
    assert log.stat().st_mode & 0o777 == 0o600


def test_two_faults_have_two_ids_in_one_log(tmp_path: Path) -> None:
    log = tmp_path / "kapplanner.log"
    first, second = (record_fault(_fault(), log, AT) for _ in range(2))
    assert first != second
    assert log.read_text().count(" fault ") == 2


def test_a_log_that_cannot_be_written_still_gives_an_id(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert len(record_fault(_fault(), tmp_path / "file" / "kapplanner.log", AT)) == 8


def test_a_long_log_is_turned_over_once(tmp_path: Path) -> None:
    log = tmp_path / "kapplanner.log"
    log.write_text("x" * 200_001)
    record_fault(_fault(), log, AT)
    assert log.stat().st_size < 5000
    assert (tmp_path / "kapplanner.old").stat().st_size == 200_001
