"""In place of running the collected tests: each change of the rules is tried on them in a forked process."""

import __future__

import ast
import difflib
import gc
import importlib
import inspect
import os
import pickle
import re
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FrameType, FunctionType

import pytest
from _pytest.runner import runtestprotocol

from kapplanner.codec.rule_sets import rule_sets

SECONDS = 20.0
"""How long the tests of one change may take when nothing is changed."""
SPECIFIC = 400
"""So many of the tests that meet the fewest other functions come first; the rest follow as far as there is time."""
SURVIVED, KILLED, NOT_APPLIED = 0, 1, 3


@dataclass(frozen=True)
class Place:
    """A function of the rules: its module, its class ("" for none) and its name."""

    module: str
    owner: str
    name: str

    def function(self) -> FunctionType:
        """The function itself, out of property, cache or class method."""
        holder = importlib.import_module(self.module)
        found = inspect.getattr_static(getattr(holder, self.owner) if self.owner else holder, self.name)
        while not isinstance(found, FunctionType):
            found = getattr(found, "fget", None) or getattr(found, "__func__", None) or found.__wrapped__
        return found


@dataclass(frozen=True)
class Mutant:
    """One change of a function: its name, the changed function, and the difference in words."""

    key: str
    place: Place
    changed: ast.FunctionDef
    difference: str

    def apply(self) -> bool:
        """Put the changed code in place of the function's own; False where it closes over something."""
        function = self.place.function()
        if function.__code__.co_freevars:
            return False
        tree = ast.fix_missing_locations(ast.Module([self.changed], []))
        self.changed.decorator_list = []
        names: dict[str, FunctionType] = {}
        code = compile(tree, self.key, "exec", flags=__future__.annotations.compiler_flag)
        exec(code, function.__globals__, names)
        made = names[self.changed.name]
        function.__code__, function.__defaults__ = made.__code__, made.__defaults__
        function.__kwdefaults__ = made.__kwdefaults__
        return True


def mutants() -> list[Mutant]:
    """All changes that mutmut wrote, in the order of its files."""
    root = Path("mutants")
    found = []
    for path in sorted(root.rglob("*.py")):
        if not Path(f"{path}.meta").exists():
            continue
        module = ".".join(path.relative_to(root).with_suffix("").parts)
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines()
        functions = {node.name: node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)}
        for name, node in functions.items():
            base, is_mutant, _ = name.partition("__mutmut_")
            if is_mutant and not name.endswith("_orig"):
                _, owner, own = base.split("ǁ") if base.startswith("xǁ") else ("", "", base.removeprefix("x_"))
                before = functions[f"{base}__mutmut_orig"]
                pair = (lines[each.lineno : each.end_lineno] for each in (before, node))
                found.append(Mutant(f"{module}.{name}", Place(module, owner, own), node, _difference(*pair)))
    return found


def _difference(before: list[str], after: list[str]) -> str:
    lines = difflib.unified_diff(before, after, lineterm="", n=0)
    return "\n".join(re.sub(r"^([+-])\s+", r"\1 ", line) for line in lines if re.match(r"[+-](?![+-]{2})", line))


def passes(item: pytest.Item) -> bool:
    """Whether a test passes or is skipped."""
    return all(not report.failed for report in runtestprotocol(item, nextitem=None, log=False))


def tests_by_function(items: list[pytest.Item], codes: dict[CodeType, Place]) -> dict[Place, list[pytest.Item]]:
    """The tests that meet each function, the most specific first, within the time that one change gets."""
    met: dict[Place, list[tuple[int, float, int]]] = defaultdict(list)
    for number, (seen, seconds) in enumerate(_measured(items, codes)):
        for place in seen:
            met[place].append((len(seen), seconds, number))
    chosen: dict[Place, list[pytest.Item]] = {}
    for place, tests in met.items():
        spent, kept = 0.0, []
        for count, (_, seconds, number) in enumerate(sorted(tests)):
            if spent > SECONDS and count >= SPECIFIC:
                break
            spent += seconds
            kept.append(items[number])
        chosen[place] = kept
    return chosen


def _measured(items: list[pytest.Item], codes: dict[CodeType, Place]) -> list[tuple[set[Place], float]]:
    """What each test meets and how long it takes; nothing for one that fails.

    In a process of its own, for what the program remembers of a plan must not be known to those that try changes.
    """
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "measured"
        process = os.fork()
        if process == 0:
            silence()
            answer.write_bytes(pickle.dumps([_measure(item, codes) for item in items]))
            os._exit(0)
        os.waitpid(process, 0)
        return pickle.loads(answer.read_bytes())


def _measure(item: pytest.Item, codes: dict[CodeType, Place]) -> tuple[set[Place], float]:
    seen: set[Place] = set()

    def watch(frame: FrameType, event: str, argument: object) -> None:
        place = codes.get(frame.f_code) if event == "call" else None
        if place is not None:
            seen.add(place)

    start = time.perf_counter()
    sys.setprofile(watch)
    passed = passes(item)
    sys.setprofile(None)
    return (seen if passed else set()), time.perf_counter() - start


def silence() -> None:
    """What a forked process prints is nobody's business."""
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)


def tried(mutant: Mutant, tests: list[pytest.Item]) -> int:
    """In a forked process: apply the change and run the tests until one notices; never comes back."""
    silence()
    signal.alarm(int(60 + SECONDS * 12))
    try:
        if not mutant.apply():
            os._exit(NOT_APPLIED)
        for item in tests:
            if not passes(item):
                os._exit(KILLED)
    except BaseException:  # noqa: BLE001 - whatever a changed function raises, it was noticed
        os._exit(KILLED)
    os._exit(SURVIVED)


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    """Try every change; tell how it goes, and write what survived."""
    only = os.environ.get("MUTATION_ONLY", "").split()
    chosen = [each for each in mutants() if not only or any(part in each.key for part in only)]
    codes = {place.function().__code__: place for place in {each.place for each in chosen}}
    tests = tests_by_function(session.items, codes)
    rule_sets()  # read once for all
    gc.freeze()
    results: dict[str, str] = {}
    running: dict[int, Mutant] = {}
    survivors: list[Mutant] = []

    def reap() -> None:
        process, status = os.wait()
        mutant = running.pop(process)
        code = os.waitstatus_to_exitcode(status)
        results[mutant.key] = {SURVIVED: "survived", NOT_APPLIED: "not applied"}.get(code, "noticed")
        if code == SURVIVED:
            survivors.append(mutant)

    for number, mutant in enumerate(chosen, 1):
        if not tests.get(mutant.place):
            results[mutant.key] = "without tests"
            survivors.append(mutant)
            continue
        if len(running) >= (os.cpu_count() or 2):
            reap()
        process = os.fork()
        if process == 0:
            tried(mutant, tests[mutant.place])
        running[process] = mutant
        if number % 200 == 0:
            print(f"{number} of {len(chosen)}: {dict(Counter(results.values()))}", flush=True)
    while running:
        reap()
    said = "\n".join(f"## {each.key}\n{each.difference}" for each in sorted(survivors, key=lambda each: each.key))
    Path(os.environ["MUTATION_REPORT"]).write_text(said + "\n", encoding="utf-8")
    print(f"{len(chosen)} changes: {dict(Counter(results.values()))}; {os.environ['MUTATION_REPORT']}", flush=True)
    return True
