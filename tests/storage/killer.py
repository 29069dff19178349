"""Kills a program that saves plans, at random moments, and looks at what it left: python -m tests.storage.killer 300

Each round forks a writer that opens the library and saves plans. After every commit it tells the revision on a pipe. It
is killed (SIGKILL) between 1 and 40 ms after its first save; then the library is opened again. Every revision that was
told must be there, whole, with its rows; both checks of the file must be clean. The last line printed is JSON.
"""

import json
import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

from kapplanner.domain.library import FindingCounts
from kapplanner.domain.plan import Plan
from kapplanner.storage.library import open_library
from kapplanner.storage.plan_library import SqlPlanLibrary
from kapplanner.storage.soundness import check_soundness
from tests.support.build import medicine, plan, session

PLANS = ("one", "two", "three")
NONE = FindingCounts()


def a_plan(name: str, number: int) -> Plan:
    """The number stands in the title, in the note and in how many sessions there are."""
    first = medicine("D2", id="dose")
    rest = [session("integration", f"D{3 + day}", "10:00", id=f"s{day}") for day in range(number % 17)]
    return plan(first, *rest, id=name, title=str(number), note=f"{number} word " * 300)


def write_for_ever(place: Path, pipe: int) -> None:
    """The writer: open, then save plan after plan, telling each revision after its commit."""
    library = open_library(place)
    revisions = {name: library.read(name).revision for name in PLANS}
    while True:
        for name in PLANS:
            revisions[name] = library.save(a_plan(name, revisions[name] + 1), revisions[name], NONE)
            os.write(pipe, f"{name} {revisions[name]}\n".encode())


def one_round(place: Path, wait: float) -> dict[str, int]:
    """Fork a writer, kill it, and answer the last revision it told of each plan."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            write_for_ever(place, writer)
        finally:
            os._exit(3)
    os.close(writer)
    told = os.read(reader, 4096)
    time.sleep(wait)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    while more := os.read(reader, 65536):
        told += more
    os.close(reader)
    if not os.WIFSIGNALED(status):
        raise SystemExit("the writer ended by itself")
    lines = told.decode().split("\n")[:-1]
    return {name: int(revision) for name, revision in (line.split() for line in lines)}


def what_is_wrong(library: SqlPlanLibrary, told: dict[str, int]) -> list[str]:
    """Faults found in the library: lost saves, half transactions, broken pages."""
    faults = []
    check_soundness(library._engine, Path(library.place))
    with library._read() as connection:
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            faults.append("foreign keys")
        rows = dict(connection.exec_driver_sql("SELECT plan_id, count(*) FROM session GROUP BY plan_id").all())
        revisions = dict(connection.exec_driver_sql("SELECT plan_id, revision FROM summary").all())
    for name in PLANS:
        stored = library.read(name)
        if stored.revision < told.get(name, 0):
            faults.append(f"{name}: {told[name]} was told, {stored.revision} is stored")
        if revisions[name] != stored.revision or rows[name] != len(stored.plan.sessions):
            faults.append(f"{name}: rows of another revision")
        if stored.plan != a_plan(name, stored.revision):
            faults.append(f"{name}: half a plan")
    return faults


def main(rounds: int, seed: int = 7) -> dict[str, object]:
    """Run so many rounds and answer the figures."""
    chance = random.Random(seed)
    saves = journals = 0
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "library.kaplib"
        library = open_library(place)
        for name in PLANS:
            library.add(a_plan(name, 1), NONE)
        library.close()
        before = dict.fromkeys(PLANS, 1)
        for _ in range(rounds):
            told = one_round(place, chance.uniform(0.001, 0.040))
            journal = place.with_name(place.name + "-journal")
            journals += journal.exists() and journal.stat().st_size > 0
            library = open_library(place)
            assert isinstance(library, SqlPlanLibrary)
            faults += what_is_wrong(library, told)
            saves += sum(revision - before[name] for name, revision in told.items())
            before = {name: library.read(name).revision for name in PLANS}
            library.close()
    return {"rounds": rounds, "saves told": saves, "journals left": journals, "faults": faults}


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)))
