"""A clinic's copies of text blocks as files that a person can read: one copy, or all of them together."""

import tomllib
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

import tomli_w

from kapplanner.codec.paper_text_check import TEXT_LIMIT, Value
from kapplanner.codec.paper_words import LANGUAGES, OwnCopy, OwnText, Review, WordsRefused, shipped_block
from kapplanner.domain.errors import ImpossibleValue
from kapplanner.i18n import t

FORMAT: Final = "1.0"
MOST_BYTES: Final = 1_000_000
_MOST_ITEMS: Final = 50
_COPY_PARTS: Final = frozenset({"language", "block", "review", "words", "shipped"})
_DAMAGED: Final = (ValueError, RecursionError)
"""What the reader of TOML raises: no TOML, no UTF-8, a number of too many digits, endless nesting."""


def copy_as_toml(copy: OwnCopy) -> bytes:
    """One copy as a file."""
    return tomli_w.dumps({"format": FORMAT, **_raw(copy)}).encode()


def copies_as_toml(copies: Sequence[OwnCopy]) -> bytes:
    """All copies as one file, to carry to another computer of the clinic."""
    return tomli_w.dumps({"format": FORMAT, "copies": [_raw(copy) for copy in copies]}).encode()


def copy_from(data: bytes, file: str) -> OwnCopy:
    """The copy that a file holds; WordsRefused with the place named where it is damaged."""
    raw = _read(data, file)
    return _copy(raw, file)


def copies_from(data: bytes, file: str) -> tuple[OwnCopy, ...]:
    """The copies that a file of several holds; WordsRefused where any of them cannot be used as it is."""
    raw = _read(data, file)
    listed = raw.get("copies")
    if raw.keys() != {"copies"} or not isinstance(listed, list) or not listed:
        raise WordsRefused("“{file}” holds no words for papers.", file=file)
    copies = tuple(_copy(each, file) for each in listed)
    if len({(copy.language, copy.block) for copy in copies}) != len(copies):
        raise WordsRefused("“{file}” holds a block twice.", file=file)
    return copies


def refuse_unfit(copy: OwnCopy) -> None:
    """WordsRefused, with the key named, where a text of a copy cannot stand in place of the present shipped one."""
    block = shipped_block(copy.language, copy.block)
    if block is None:
        raise WordsRefused(
            "This program has no text block “{block}” in “{language}”.", block=copy.block, language=copy.language
        )
    for text in copy.texts:
        if text.key not in block.words:
            raise WordsRefused("The block “{block}” has no text “{key}”.", block=copy.block, key=text.key)
        if problem := block.problem_of(text.key, text.own):
            raise WordsRefused("{problem}", problem=problem)


def _raw(copy: OwnCopy) -> dict[str, Any]:
    raw: dict[str, Any] = {"language": copy.language, "block": copy.block}
    if copy.review is not None:
        review = copy.review
        raw["review"] = {"by": review.by, "on": review.on, "next": review.next, "of": copy.reviewed}
    raw["words"] = {text.key: _written(text.own) for text in copy.texts}
    raw["shipped"] = {text.key: _written(text.shipped) for text in copy.texts}
    return raw


def _written(value: Value) -> str | list[str]:
    return value if isinstance(value, str) else list(value)


def _read(data: bytes, file: str) -> dict[str, Any]:
    if len(data) > MOST_BYTES:
        raise WordsRefused("“{file}” is too large for words of papers.", file=file)
    try:
        raw = tomllib.loads(data.decode("utf-8"))
    except _DAMAGED as cause:
        raise WordsRefused("“{file}” cannot be read as TOML.", file=file) from cause
    version = raw.pop("format", None)
    if not isinstance(version, str) or version.partition(".")[0] != "1":
        raise WordsRefused("“{file}” is of another format than this program reads.", file=file)
    return raw


def _copy(raw: Any, file: str) -> OwnCopy:
    if not isinstance(raw, dict) or not {"language", "block", "words", "shipped"} <= raw.keys() <= _COPY_PARTS:
        raise WordsRefused("“{file}” is not a copy of a text block.", file=file)
    language, block = raw["language"], raw["block"]
    if language not in LANGUAGES or not isinstance(block, str) or not 0 < len(block) <= 60:
        raise WordsRefused("“{file}” does not say of which block it is a copy.", file=file)
    own, shipped = _texts(raw["words"], file), _texts(raw["shipped"], file)
    if own.keys() != shipped.keys():
        raise WordsRefused("“{file}” does not say for each text which shipped text it was changed from.", file=file)
    review, mark = _review(raw["review"], file) if "review" in raw else (None, "")
    return OwnCopy(language, block, tuple(OwnText(key, own[key], shipped[key]) for key in own), review, mark)


def _texts(raw: Any, file: str) -> dict[str, Value]:
    if not isinstance(raw, dict):
        raise WordsRefused("“{file}” has no table of texts.", file=file)
    return {key: _value(key, value, file) for key, value in raw.items()}


def _value(key: str, raw: Any, file: str) -> Value:
    if isinstance(raw, str) and len(raw) <= TEXT_LIMIT:
        return raw
    if isinstance(raw, list) and len(raw) <= _MOST_ITEMS and all(isinstance(each, str) for each in raw):
        return tuple(raw)
    raise WordsRefused("“{key}” in “{file}” is neither a text nor a list of texts.", key=key[:60], file=file)


def _review(raw: Any, file: str) -> tuple[Review, str]:
    if not isinstance(raw, dict) or raw.keys() != {"by", "on", "next", "of"}:
        raise WordsRefused("The review in “{file}” needs by, on, next and of.", file=file)
    days = (raw["on"], raw["next"])
    if not all(isinstance(day, date) and not isinstance(day, datetime) for day in days):
        raise WordsRefused("The days of the review in “{file}” are no dates.", file=file)
    try:
        return Review(raw["by"], *days), str(raw["of"])[:64]
    except ImpossibleValue as cause:
        why = t(cause.message, **cause.values)
        raise WordsRefused("The review in “{file}”: {why}", file=file, why=why) from cause
