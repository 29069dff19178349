"""What a clinic may write in place of a shipped text of the papers: the same placeholders, whole pairs of bold marks.

Placeholders are filled by the program with clock times and dates: one that is lost would leave them out, one that is
added could not be filled.
"""

import re
from string import Formatter
from typing import Final

from kapplanner.domain.errors import ImpossibleValue
from kapplanner.domain.text import bounded
from kapplanner.i18n import t

Value = str | tuple[str, ...]
TEXT_LIMIT: Final = 1000
MOST_ITEMS: Final = 7
"""A list longer than seven items is not kept in mind (documents.md, P19)."""
BOLD: Final = "**"
_FORMATTER: Final = Formatter()
_NAME: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def placeholders(value: Value) -> frozenset[str]:
    """The names of the placeholders in a text, or in any item of a list."""
    texts = (value,) if isinstance(value, str) else value
    return frozenset(name for text in texts for _, name, _, _ in _FORMATTER.parse(text) if name)


def problem_of(key: str, shipped: Value, own: Value, *, counted: bool = False) -> str:
    """Why a text cannot stand in place of the shipped one, with its key named; "" where it can.

    ``counted``: each place of the list has a meaning, such as the days of the week.
    """
    if isinstance(shipped, str) != isinstance(own, str):
        return t("“{key}” is a list of texts.", key=key) if isinstance(own, str) else t("“{key}” is one text.", key=key)
    found = ""
    if isinstance(shipped, tuple):
        found = _list_problem(len(own), len(shipped), counted=counted)
    texts = (own,) if isinstance(own, str) else own
    bold = any(BOLD in text for text in ((shipped,) if isinstance(shipped, str) else shipped))
    for text in texts:
        found = found or _text_problem(text, bold=bold)
    found = found or _placeholder_problem(shipped, own)
    return t("“{key}”: {problem}", key=key, problem=found) if found else ""


def _list_problem(found: int, shipped: int, *, counted: bool) -> str:
    if counted and found != shipped:
        return t("This list needs exactly {n} items.", n=shipped)
    most = max(MOST_ITEMS, shipped)
    return "" if 1 <= found <= most else t("This list needs 1 to {n} items.", n=most)


def _text_problem(text: str, *, bold: bool) -> str:
    if not isinstance(text, str) or not text.strip():
        return t("It has no words.")
    try:
        bounded(text, "The text", TEXT_LIMIT, lines=True)
    except ImpossibleValue as reason:
        return t(reason.message, **reason.values)
    rest = _NAME.sub("", text)
    if "{" in rest or "}" in rest:
        return t("Curly brackets stand only around a placeholder, as in {example}.", example="{time}")
    if text.count(BOLD) % 2:
        return t("Bold words need two asterisks before and after them: **bold**.")
    if BOLD in text and not bold:
        return t("Words cannot be bold in this place.")
    return ""


def _placeholder_problem(shipped: Value, own: Value) -> str:
    wanted, found = placeholders(shipped), placeholders(own)
    if missing := sorted(wanted - found):
        return t("The placeholder {names} is missing.", names=_in_brackets(missing))
    if added := sorted(found - wanted):
        return t("The placeholder {names} cannot be filled here.", names=_in_brackets(added))
    return ""


def _in_brackets(names: list[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)
