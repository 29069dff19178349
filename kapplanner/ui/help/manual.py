"""The pages of help that ship with the program, in the order in which they are listed, and finding in them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from kapplanner.resources import resource

FIRST: Final = "first-plan"
NEWS: Final = "what-is-new"
MANUAL: Final = (
    *(FIRST, "board", "sessions", "copies", "findings", "keeping", "people", "clinic-rules"),
    *("printing", "paper-words", "sharing", "safekeeping", "keyboard", "words"),
)
"""The manual: resources/help/<id>.md, the first one first."""
FORMS: Final = "rules/"
"""The pages about the forms of rules begin so: resources/help/rules/<form>.md."""

_TITLE = re.compile(r"\A# (.+)\n")
_RULE_BLOCK = re.compile(r"^```toml\n.*?^```\n+", re.M | re.S)
_PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_SIGNS = re.compile(r"[*`#>|]|^\s*-+\s*$|(?<=\|)[-|: ]+(?=\|)", re.M)


@dataclass(frozen=True)
class Page:
    """A page: its id ("board", "rules/spacing"), its title, and what stands under the title, in Markdown."""

    id: str
    title: str
    text: str

    @cached_property
    def words(self) -> str:
        """Title and text as they are read, without the signs of Markdown, folded for finding."""
        shown = _SIGNS.sub(" ", _LINK.sub(r"\1", _PICTURE.sub(r"\1", self.text)))
        return " ".join(f"{self.title} {shown}".split()).casefold()

    @property
    def is_about_rules(self) -> bool:
        """Whether it explains a form of rules."""
        return self.id.startswith(FORMS)


@lru_cache(maxsize=1)
def pages() -> tuple[Page, ...]:
    """Every page: the manual, what is new, then the forms of rules by title."""
    forms = sorted(resource("help", "rules").glob("*.md"))
    ids = (*MANUAL, NEWS, *(f"{FORMS}{path.stem}" for path in forms))
    return tuple(_read(page_id) for page_id in ids)


def page_named(page_id: str) -> Page | None:
    """The page with that id."""
    return next((page for page in pages() if page.id == page_id), None)


def found(among: Iterable[Page], search: str) -> tuple[Page, ...]:
    """The pages that hold every word of the search, those with all of them in the title ahead."""
    words = searched_words(search)
    held = [page for page in among if all(word in page.words for word in words)]
    return tuple(sorted(held, key=lambda page: not all(word in page.title.casefold() for word in words)))


def searched_words(search: str) -> tuple[str, ...]:
    """The words of a search, folded."""
    return tuple(search.casefold().split())


def _read(page_id: str) -> Page:
    whole = resource("help", f"{page_id}.md").read_text(encoding="utf-8")
    title = _TITLE.match(whole)
    assert title is not None, f"{page_id}.md does not begin with its title"
    return Page(page_id, title[1], _RULE_BLOCK.sub("", whole[title.end() :]).strip())
