"""What each text of the papers is for, from resources/documents/purposes.toml, in the user's language."""

import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from kapplanner.i18n import t
from kapplanner.resources import resource


@dataclass(frozen=True, slots=True)
class Purpose:
    """A block's title, what it is, and what its texts are for, by patterns of keys."""

    title: str
    about: str
    keys: tuple[tuple[str, str], ...]


@cache
def _purposes() -> dict[str, Purpose]:
    with resource("documents", "purposes.toml").open("rb") as file:
        raw = tomllib.load(file)
    return {name: Purpose(each["title"], each["about"], tuple(each["keys"].items())) for name, each in raw.items()}


def block_title(block: str) -> str:
    """What a block is called on the screen; its own name where nobody gave it another."""
    found = _purposes().get(block)
    return t(found.title) if found is not None else block.replace("-", " ").capitalize()


def block_about(block: str) -> str:
    """What a block is, in a sentence; "" where it is not told."""
    found = _purposes().get(block)
    return t(found.about) if found is not None else ""


def purpose_of(block: str, key: str) -> str:
    """What a text is for; "" where it is not told."""
    found = _purposes().get(block)
    keys = found.keys if found is not None else ()
    return next((t(words) for pattern, words in keys if fnmatchcase(key, pattern)), "")
