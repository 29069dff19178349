"""Requests and files that cannot be used: exit code 2, one sentence that says why, nothing written, no traceback."""

import ctypes
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.end_to_end.program import Program

NEW = ("new", "gad-two-weeks", "--start", "2026-12-07", "-o", "plan.kap")


def _with(option: str, value: str) -> tuple[str, ...]:
    return (*NEW, option, value)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("new", "gad-three-weeks", "--start", "2026-12-07", "-o", "plan.kap"), "There is no template called"),
        (("new", "gad-two-weeks", "--start", "2026-02-30", "-o", "plan.kap"), "no day 2026-02-30"),
        (("new", "gad-two-weeks", "--start", "Tue 2026-12-07", "-o", "plan.kap"), "is a Monday, not a Tuesday"),
        (("new", "gad-two-weeks", "--start", "tomorrow", "-o", "plan.kap"), "is not a date"),
        (("new", "gad-two-weeks", "-o", "plan.kap"), "Missing option '--start'"),
        (("new", "gad-two-weeks", "--start", "2026-12-07"), "Missing option '-o'"),
        (_with("--weight", "72"), "The weight has no unit"),
        (_with("--weight", "7kg"), "must be from 20 to 400 kg"),
        (_with("--zone", "Mars/Olympus"), "There is no time zone called"),
        (_with("--zone", "../../etc/passwd"), "There is no time zone called"),
        (_with("--zone", ""), "There is no time zone called"),
        (_with("--per-week", "7"), "is not offered"),
        (_with("--per-week", "many"), "'many' is not a valid integer"),
        (_with("--weeks", "-1"), "is not offered"),
        (_with("--route", "esk"), "is not offered by the route ESK"),
        (_with("--route", "spray"), "There is no route"),
        (_with("--modality", "hypnosis"), "There is no method"),
        (_with("--patient", "a\u202eb"), "hidden character"),
        (_with("--patient", "x" * 100_000), "characters long; at most 200 fit"),
        (("nonsense",), "No such command 'nonsense'"),
        (("check",), "Missing argument"),
        (("check", "nowhere.kap"), "There is no file"),
        (("check", "."), "is not a file"),
        (("rules", "lenient"), "There is no rule set"),
        (("export", "plan.kap", "--to", "docx", "-o", "x"), "'docx' is not one of"),
        (("fix", "plan.kap"), "There is no file"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, tuple) else "",
)
def test_a_request_that_cannot_be_done_is_refused_in_one_sentence(
    kapplanner: Program, arguments: tuple[str, ...], says: str
) -> None:
    sentence = kapplanner(*arguments, expect=2).one_sentence()
    assert says in sentence
    assert not (kapplanner.folder / "plan.kap").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("check", "plan.kap", "--rules", "lenient"), "There is no rule set"),
        (("print", "plan.kap", "--documents", "poem", "-o", "x.pdf"), "There is no document"),
        (("print", "plan.kap", "--documents", "itinerary", "--paper", "a5", "-o", "x.pdf"), "'a5' is not one of"),
        (("print", "plan.kap", "--documents", "itinerary"), "Missing option '-o'"),
    ],
)
def test_a_plan_is_not_judged_or_printed_by_what_is_not_there(
    kapplanner: Program, plan_file: Path, arguments: tuple[str, ...], says: str
) -> None:
    assert says in kapplanner(*arguments, expect=2).one_sentence()
    assert not (kapplanner.folder / "x.pdf").exists()


def _changed(change: Callable[[dict[str, object]], object]) -> Callable[[bytes], bytes]:
    def apply(data: bytes) -> bytes:
        document = json.loads(data)
        change(document)
        return json.dumps(document).encode()

    return apply


def _session(document: dict[str, object]) -> dict[str, object]:
    plan = document["plan"]
    assert isinstance(plan, dict)
    return next(entry for entry in plan["sessions"] if entry["kind"] == "medicine")  # type: ignore[no-any-return]


def _dose(document: dict[str, object], dose: dict[str, object]) -> None:
    medicine = _session(document)["medicine"]
    assert isinstance(medicine, dict)
    medicine["dose"] = dose


def _patient(document: dict[str, object], **values: object) -> None:
    plan = document["plan"]
    assert isinstance(plan, dict)
    plan["patient"].update(values)


CORPUS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda data: b"", ""),
    "truncated": (lambda data: data[: len(data) // 2], ""),
    "one bracket": (lambda data: b"{", ""),
    "not text": (lambda data: b"\xff\xfe\x00\x01" * 50, ""),
    "utf-16": (lambda data: data.decode().encode("utf-16"), ""),
    "another kind": (lambda data: b'{"format": "shopping-list", "version": "1.0"}', ""),
    "a database": (lambda data: b"SQLite format 3\x00" + b"\x00" * 200, ""),
    "a pickle": (lambda data: b"\x80\x04\x95\x0b\x00\x00\x00\x00\x00\x00\x00\x8c\x07builtin\x94.", ""),
    "newer major": (lambda data: data.replace(b'"version": "1.0"', b'"version": "2.0"', 1), "newer"),
    "version not text": (lambda data: data.replace(b'"version": "1.0"', b'"version": 1.0', 1), ""),
    "unknown field": (_changed(lambda document: document.update(surprise=1)), "surprise"),
    "the same key twice": (
        lambda data: data.replace(b'"version": "1.0"', b'"version": "9.9", "version": "1.0"', 1),
        "",
    ),
    "deep": (lambda data: b'{"plan":' + b"[" * 100_000, ""),
    "huge number": (lambda data: data.replace(b'"version": "1.0"', b'"version": ' + b"9" * 100_000, 1), ""),
    "not a number": (_changed(lambda document: _session(document).update(minutes=float("nan"))), ""),
    "dose without unit": (_changed(lambda d: _dose(d, {"value": "45", "unit": None, "band": None})), "no unit"),
    "dose of grams": (_changed(lambda d: _dose(d, {"value": "45", "unit": "g", "band": None})), "unit"),
    "dose below zero": (_changed(lambda d: _dose(d, {"value": "-5", "unit": "mg", "band": None})), ""),
    "impossible date": (_changed(lambda d: _session(d).update(start="2026-02-30T09:30:00")), ""),
    "year 1": (_changed(lambda d: _session(d).update(start="0001-01-01T09:30:00")), ""),
    "time with an offset": (_changed(lambda d: _session(d).update(start="2026-12-07T09:30:00-05:00")), ""),
    "an hour that is skipped": (_changed(lambda d: _session(d).update(start="2027-03-14T02:30:00")), "does not exist"),
    "name of ten megabytes": (_changed(lambda d: _patient(d, name="x" * 10_000_000)), "at most"),
    "name that reorders": (_changed(lambda d: _patient(d, name="a\u202eb")), "hidden character"),
    "name with a zero byte": (_changed(lambda d: _patient(d, name="a\x00b")), "hidden character"),
    "terminal escape": (_changed(lambda d: d.update({"\x1b[2Jsurprise": 1})), ""),
    "too long": (lambda data: b" " * 30_000_000 + data, ""),
}


def test_no_bad_file_gets_into_the_library_and_each_is_named_with_its_reason(
    kapplanner: Program, plan_file: Path
) -> None:
    library = kapplanner.folder / "library.kapdb"
    kapplanner("import", plan_file, "--library", library, expect=0)
    before = hashlib.sha256(library.read_bytes()).hexdigest()
    names = []
    for number, (spoil, _) in enumerate(CORPUS.values()):
        names.append(f"bad-{number}.kap")
        (kapplanner.folder / names[-1]).write_bytes(spoil(plan_file.read_bytes()))
    ran = kapplanner("import", *names, "--library", library, expect=2)
    assert ran.out.strip() == f"0 added, 0 kept beside the plan already here, 0 already here, {len(names)} refused."
    lines = ran.err.splitlines()
    assert len(lines) == len(names)
    for name, line, (kind, (_, says)) in zip(names, lines, CORPUS.items(), strict=True):
        assert line.startswith(f"“{name}”: "), line
        assert says in line, f"{kind}: {line}"
        assert len(line) <= 600
        assert "\x1b" not in line
    assert hashlib.sha256(library.read_bytes()).hexdigest() == before


@pytest.mark.parametrize("kind", ["empty", "truncated", "newer major", "dose without unit", "name of ten megabytes"])
def test_a_bad_file_is_refused_in_one_sentence(kapplanner: Program, made_plan: bytes, kind: str) -> None:
    (kapplanner.folder / "bad.kap").write_bytes(CORPUS[kind][0](made_plan))
    assert kapplanner("check", "bad.kap", expect=2).one_sentence().startswith("“bad.kap”: ")


@pytest.mark.parametrize(
    "name",
    [
        "<b>Jane & <img src='/etc/passwd'/> {name} %s $(id) BEGIN:VEVENT;\\n,",
        "نور الهدى (שרה לוי)",
        "=1+1 😀 O’Brien-Łukasz",
    ],
    ids=["markup", "right to left", "emoji"],
)
def test_any_name_goes_through_the_whole_job(kapplanner: Program, name: str) -> None:
    kapplanner("new", "long-weekend", "--start", "2026-12-07", "--patient", name, "-o", "plan.kap", expect=0)
    assert json.loads((kapplanner.folder / "plan.kap").read_bytes())["plan"]["patient"]["name"] == name
    assert kapplanner("print", "plan.kap", "--documents", "itinerary", "-o", "out.pdf").code in {0, 1}
    assert kapplanner("export", "plan.kap", "--to", "ics", "--privacy", "full", "-o", "out.ics").code in {0, 1}
    kapplanner("import", "plan.kap", "--library", "library.kapdb", expect=0)


WRITES = {
    "new": NEW[:-1],
    "print": ("print", "source.kap", "--documents", "itinerary", "-o"),
    "export kap": ("export", "source.kap", "--to", "kap", "-o"),
    "export ics": ("export", "source.kap", "--to", "ics", "-o"),
}


@pytest.mark.parametrize("verb", WRITES)
def test_a_missing_folder_or_a_folder_in_place_of_the_file_is_said(
    kapplanner: Program, made_plan: bytes, verb: str
) -> None:
    (kapplanner.folder / "source.kap").write_bytes(made_plan)
    (kapplanner.folder / "taken").mkdir()
    assert "its folder does not exist" in kapplanner(*WRITES[verb], "nowhere/out", expect=2).one_sentence()
    assert "is a folder" in kapplanner(*WRITES[verb], "taken", expect=2).one_sentence()
    assert "its folder does not exist" in kapplanner(*WRITES[verb], "source.kap/out", expect=2).one_sentence()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="privileges as Linux has them")
@pytest.mark.parametrize("verb", WRITES)
def test_a_folder_that_may_not_be_written_is_said_and_what_was_there_stays(
    kapplanner: Program, made_plan: bytes, verb: str
) -> None:
    locked = kapplanner.folder / "locked"
    locked.mkdir()
    (locked / "out").write_bytes(b"before")
    (kapplanner.folder / "source.kap").write_bytes(made_plan)
    locked.chmod(0o555)
    try:
        ran = kapplanner(*WRITES[verb], "locked/out", expect=2, preexec_fn=_without_privilege_over_files)
    finally:
        locked.chmod(0o755)
    assert "may not be written to" in ran.one_sentence()
    assert (locked / "out").read_bytes() == b"before"
    assert [path.name for path in locked.iterdir()] == ["out"]


def _without_privilege_over_files() -> None:
    """Root may write anywhere, which would prove nothing: give that up (PR_CAPBSET_DROP of CAP_DAC_OVERRIDE)."""
    if os.getuid() == 0:
        assert ctypes.CDLL(None).prctl(24, 1, 0, 0, 0) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="limits on file size are a thing of Unix")
@pytest.mark.parametrize("verb", WRITES)
def test_a_full_disk_is_said_and_what_was_there_stays(kapplanner: Program, made_plan: bytes, verb: str) -> None:
    import resource

    (kapplanner.folder / "source.kap").write_bytes(made_plan)
    (kapplanner.folder / "out").write_bytes(b"before")

    def almost_full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    kapplanner.environment = {"PYTHONDONTWRITEBYTECODE": "1"}
    kapplanner.measured = False
    ran = kapplanner(*WRITES[verb], "out", expect=2, preexec_fn=almost_full)
    assert "the disk is full" in ran.one_sentence()
    assert (kapplanner.folder / "out").read_bytes() == b"before"
    assert sorted(path.name for path in kapplanner.folder.iterdir()) == ["out", "source.kap"]


@pytest.mark.parametrize("verb", WRITES)
def test_an_existing_file_is_replaced(kapplanner: Program, made_plan: bytes, verb: str) -> None:
    (kapplanner.folder / "source.kap").write_bytes(made_plan)
    (kapplanner.folder / "out").write_bytes(b"before")
    assert kapplanner(*WRITES[verb], "out").code in {0, 1}
    assert len((kapplanner.folder / "out").read_bytes()) > 500


@pytest.mark.skipif(sys.platform == "win32", reason="the shell of Unix")
def test_a_reader_that_goes_away_changes_neither_the_exit_code_nor_the_quiet(
    kapplanner: Program, plan_file: Path
) -> None:
    by = "Intensive rules, version 1.0: nobody has adopted it yet.\n"
    runs = (("rules intensive --json", 0, ""), ("check plan.kap --json", 1, by), ("--help", 0, ""))
    for arguments, code, told in runs:
        script = f'"{sys.executable}" -m kapplanner {arguments} | true; echo "${{PIPESTATUS[0]}}"'
        ran = subprocess.run(
            ["bash", "-c", script],
            cwd=kapplanner.folder,
            env=kapplanner.surroundings(),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert (ran.stdout.strip(), ran.stderr) == (str(code), told)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_results_that_cannot_be_written_to_standard_output_are_said(kapplanner: Program) -> None:
    with open("/dev/full", "wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "kapplanner", "schema"],
            cwd=kapplanner.folder,
            env=kapplanner.surroundings(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert ran.returncode == 2
    assert ran.stderr == "The result could not be written: No space left on device.\n"


def test_a_damaged_settings_file_is_said_and_stops_nothing(kapplanner: Program) -> None:
    folder = kapplanner.home / ".config" / "kapplanner"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text("paper = [")
    ran = kapplanner("templates", expect=0)
    assert ran.err.startswith("The settings file was damaged.")
    assert (folder / "settings-damaged.toml").exists()


def test_without_a_screen_the_window_says_so_and_names_the_demo(kapplanner: Program) -> None:
    for arguments in ((), ("--library", "library.kapdb")):
        sentence = kapplanner(*arguments, expect=2).one_sentence()
        assert "no screen" in sentence
        assert "kapplanner demo" in sentence


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a display server of its own")
def test_a_screen_that_does_not_answer_is_said_before_the_toolkit_aborts(kapplanner: Program) -> None:
    kapplanner.environment = {"DISPLAY": ":987"}
    assert "does not answer" in kapplanner(expect=2).one_sentence()
