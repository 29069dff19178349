"""Text from people reaches widgets through few doors, and is shown there, never read as markup (REL-44, REL-45).

A label guesses by itself whether its text is markup, and so does every tooltip. So labels that show text are made by
``plain_label`` (or the editors' ``text_label``), tooltips go through ``tooltip_text`` or ``set_plain_tooltip``, and
widgets that always read markup are not used at all.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

UI = Path(__file__).resolve().parents[2] / "kapplanner" / "ui"
DOORS = {"widgets/texts.py", "editors/parts.py", "help/reader.py"}
"""The modules that hold the doors themselves; the reader of the help reads shipped pages, and all else escaped."""

NEVER = {
    *("QMessageBox", "QErrorMessage", "QTextBrowser", "QTextEdit", "setHtml", "insertHtml", "setMarkdown"),
    *("setInformativeText", "setDetailedText", "setWhatsThis", "setOpenExternalLinks", "RichText", "AutoText"),
}
ESCAPED_BY = {"tooltip_text", "tool_tip", "_tool_tip", "escape"}
"""Functions whose answer is escaped; a widget's own ``tool_tip`` answers what ``tooltip_text`` made."""


def raw_texts(source: str) -> list[str]:
    """Places in a module of the window where text could be read as markup, as "line: what"."""
    tree = ast.parse(source)
    pictures = _names_with(tree, "setPixmap") - _names_with(tree, "setText")
    for_pictures = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and any(ast.unparse(target) in pictures for target in node.targets)
    }
    return [f"{line}: {what}" for line, what in sorted(_found(tree, for_pictures))]


def _found(tree: ast.Module, for_pictures: set[int]) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute) and _last_name(node) in NEVER:
            yield node.lineno, f"{_last_name(node)} reads markup"
        if not isinstance(node, ast.Call):
            continue
        called = _last_name(node.func)
        if called == "QLabel" and id(node) not in for_pictures:
            yield node.lineno, "a label not made by plain_label"
        if called == "setToolTip" and node.args and not _is_escaped(node.args[-1], tree):
            yield node.lineno, f"tooltip {ast.unparse(node.args[-1])}"
        if called == "showText" and len(node.args) > 1 and not _is_escaped(node.args[1], tree):
            yield node.lineno, f"tooltip {ast.unparse(node.args[1])}"


def _names_with(tree: ast.Module, method: str) -> set[str]:
    return {
        ast.unparse(node.func.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == method
    }


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _is_escaped(value: ast.expr, tree: ast.Module) -> bool:
    if isinstance(value, ast.Constant):
        return True
    if isinstance(value, ast.Call):
        plain_words = _last_name(value.func) == "t" and not value.keywords and isinstance(value.args[0], ast.Constant)
        return plain_words or _last_name(value.func) in ESCAPED_BY
    if isinstance(value, ast.IfExp):
        return _is_escaped(value.body, tree) and _is_escaped(value.orelse, tree)
    if isinstance(value, ast.JoinedStr):
        return all(
            _is_escaped(part.value if isinstance(part, ast.FormattedValue) else part, tree) for part in value.values
        )
    if isinstance(value, ast.Name):
        given = [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and any(_last_name(target) == value.id for target in node.targets)
        ]
        return bool(given) and all(_is_escaped(entry, tree) for entry in given)
    return False


@pytest.mark.parametrize(
    "line",
    [
        "QLabel(name)",
        "label = QLabel()\nlabel.setText(name)",
        "label = QLabel()\nlabel.setPixmap(p)\nlabel.setText(name)",
        "widget.setToolTip(name)",
        "widget.setToolTip(t('Plan of {name}', name=name))",
        "widget.setToolTip(f'{name}')",
        "QToolTip.showText(place, finding.sentence, self)",
        "words = name\nwidget.setToolTip(words)",
        "QMessageBox.question(self, 'a', name)",
        "view.setHtml(name)",
        "label.setTextFormat(Qt.TextFormat.RichText)",
    ],
)
def test_a_raw_text_is_noticed(line: str) -> None:
    assert raw_texts(line) != []


@pytest.mark.parametrize(
    "line",
    [
        "plain_label(name)",
        "picture = QLabel()\npicture.setPixmap(p)",
        "widget.setToolTip('Close')",
        "widget.setToolTip(t('Close'))",
        "widget.setToolTip(tooltip_text(name))",
        "set_plain_tooltip(widget, name)",
        "words = tooltip_text(name)\nwidget.setToolTip(words)",
        "QToolTip.showText(place, tooltip_text(name) if name else '', self)",
    ],
)
def test_what_goes_through_a_door_is_let_pass(line: str) -> None:
    assert raw_texts(line) == []


def test_every_text_of_the_window_goes_through_a_door() -> None:
    found = {
        f"ui/{path.relative_to(UI).as_posix()}:{place}"
        for path in UI.rglob("*.py")
        if path.relative_to(UI).as_posix() not in DOORS
        for place in raw_texts(path.read_text(encoding="utf-8"))
    }
    assert sorted(found) == []
