"""Every text a person reads can be collected, translated and grow by half without breaking anything."""

import ast
import gettext
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

from kapplanner import i18n
from kapplanner.codec.rule_sets import rule_sets
from kapplanner.codec.sample import sample_plan
from kapplanner.rules.evaluate import evaluate
from tests.support.frame import Frame, services_with

ROOT = Path(__file__).resolve().parents[2]
FIELD = re.compile(r"\{(\w*)[^{}]*\}")
DOORS = {"t": None, "nt": (1, 2)}


@cache
def collected() -> tuple[tuple[str, int, str | tuple[str, ...]], ...]:
    """What a translator would get from the program's own modules: file, line, text or both forms of a plural."""
    found = extract_from_dir(
        ROOT / "kapplanner",
        method_map=[("**.py", "python")],
        keywords=DOORS,
        options_map={"**.py": {"encoding": "utf-8"}},
    )
    return tuple((name, line, text) for name, line, text, _, _ in found)


def calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    for path in sorted((ROOT / "kapplanner").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def test_the_texts_of_the_program_can_be_collected_for_a_translator() -> None:
    texts = {text for _, _, text in collected()}
    assert len(texts) > 1000
    assert ("{n} day", "{n} days") in texts


def test_no_text_is_put_together_before_it_is_translated() -> None:
    """A text with values already inside, or glued from parts, stands in no catalogue."""
    glued = [
        place
        for name in DOORS
        for place, call in calls(name)
        for text in call.args[: 2 if name == "nt" else 1]
        if isinstance(text, ast.JoinedStr)
        or (isinstance(text, ast.Call) and ast.unparse(text.func).endswith(".format"))
    ]
    assert glued == []


def test_every_place_for_a_value_has_a_name() -> None:
    """A translator may need another order of the values."""
    unnamed = [
        f"{name}:{line}"
        for name, line, text in collected()
        for form in ((text,) if isinstance(text, str) else text)
        if any(not field.isidentifier() for field in FIELD.findall(form))
    ]
    assert unnamed == []


def test_both_forms_of_a_plural_say_the_same_values() -> None:
    for name, line, text in collected():
        if isinstance(text, tuple):
            one, many = (set(FIELD.findall(form)) - {"n"} for form in text[:2])
            assert one == many, f"{name}:{line}"


class Longer(gettext.NullTranslations):
    """A language whose every text is half as long again, between marks that show where a text begins and ends."""

    def gettext(self, message: str) -> str:
        return f"[{message}{'~' * (len(message) // 2)}]" if message else ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


@pytest.fixture
def longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n, "_catalogue", Longer())


@pytest.mark.usefixtures("longer")
def test_every_rule_judges_the_sample_plan_in_another_language() -> None:
    plan = sample_plan(date(2026, 12, 6))
    for rules in rule_sets():
        report = evaluate(plan, rules)
        assert not [finding for finding in report.findings if "could not be run" in finding.sentence]
        assert all(finding.sentence.startswith("[") for finding in report.findings)


@pytest.mark.usefixtures("longer")
def test_the_window_shows_library_plan_and_gallery_in_another_language(qtbot: object, tmp_path: Path) -> None:
    frame = Frame(qtbot, services_with(tmp_path, "Theo K."))
    frame.open("Theo K.")
    frame.settle()
    frame.window.bench.show_library()
    frame.window.bench.new_plan()
    frame.settle()
    titles = [action.text() for action in frame.window.menuBar().actions()]
    assert titles and all(title.replace("&", "").startswith("[") for title in titles)
    frame.close()
