"""The templates that ship with the program: resources/templates/*.toml -> Template values."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from kapplanner.codec.template_document import MisplacedValue, TemplateDocument, WordingDocument
from kapplanner.domain.errors import NotFound, PlannerError
from kapplanner.domain.pattern import Wording
from kapplanner.domain.template import Template
from kapplanner.resources import resource

_PLACE: Final = re.compile(r"\$((?:\.\w+|\[\.\.\.\]|\[\d+\])*)")
_Document = TypeVar("_Document")


class TemplateRefused(PlannerError):
    """A template file that cannot be used: names the file, the place in it, and what is wrong there."""


@cache
def templates() -> tuple[Template, ...]:
    """All shipped templates in the order of their catalogue numbers, T01 to T15."""
    wording = shared_wording()
    found = (read_template(path, wording) for path in resource("templates").glob("*.toml"))
    return tuple(sorted(found, key=lambda template: template.catalogue))


@cache
def shared_wording(language: str = "en") -> Wording:
    """The words that all templates share; empty for a language in which there are none."""
    path = resource("templates", "shared") / ("wording.toml" if language == "en" else f"wording.{language}.toml")
    return read_wording(path) if path.is_file() else Wording()


def template_named(template_id: str) -> Template:
    """The template of that id; NotFound, naming those there are."""
    for template in templates():
        if template.id == template_id:
            return template
    raise NotFound(
        "There is no template called “{name}”. There are: {names}.",
        name=template_id[:60],
        names=", ".join(template.id for template in templates()),
    )


def read_template(path: Path, wording: Wording = Wording()) -> Template:  # noqa: B008 - frozen value
    """One template file; TemplateRefused for unknown, missing and wrong fields, with file and field."""
    document = _document(path, TemplateDocument)
    try:
        return document.value(wording)
    except MisplacedValue as cause:
        raise TemplateRefused(
            "{file}: {place}: {reason}", file=path.name, place=cause.place, reason=str(cause)
        ) from cause


def read_wording(path: Path) -> Wording:
    """The words that all templates share; TemplateRefused as for a template."""
    return _document(path, WordingDocument).value()


def _document(path: Path, kind: type[_Document]) -> _Document:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        return msgspec.convert(tables, kind)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as cause:
        raise TemplateRefused("{file} is not readable TOML: {reason}", file=path.name, reason=str(cause)) from cause
    except msgspec.ValidationError as cause:
        reason, _, where = str(cause).partition(" - at `")
        place = _place(where)
        raise TemplateRefused("{file}: {place}: {reason}", file=path.name, place=place, reason=reason) from cause


def _place(where: str) -> str:
    """ "$.sessions[3].time" in words: "sessions 4, time"."""
    match = _PLACE.search(where)
    parts = re.findall(r"\w+", match[1]) if match else []
    words: list[str] = []
    for part in parts:
        if part.isdecimal() and words:
            words[-1] += f" {int(part) + 1}"
        else:
            words.append(part)
    return ", ".join(words) or "the template"
