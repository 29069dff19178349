"""What the window needs from the rest of the program; bootstrap gives it."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kapplanner.codec.paper_words import WordsShelf
    from kapplanner.codec.rule_shelf import RuleShelf
    from kapplanner.domain.identity import IdSource
    from kapplanner.domain.library import FirstLook, LibraryError, PlanLibrary
    from kapplanner.domain.plan import Plan
    from kapplanner.domain.template import Template
    from kapplanner.domain.time import Clock
    from kapplanner.settings import Settings


class Services(Protocol):
    """Built once at start. Nothing here opens a file before it is called; ``open_library`` is called in a worker."""

    @property
    def clock(self) -> "Clock": ...

    @property
    def ids(self) -> "IdSource": ...

    @property
    def settings(self) -> "Settings":
        """The settings now in force."""
        ...

    @property
    def remarks(self) -> tuple[str, ...]:
        """What reading the settings had to tell, as sentences."""
        ...

    def save_settings(self, settings: "Settings") -> None:
        """Keep these settings and use them from now on; OSError where they cannot be written (still in use then)."""
        ...

    @property
    def library_path(self) -> "Path": ...

    def first_look(self) -> "FirstLook | None":
        """The library's list before it is opened for good, read in a worker; None where opening must come first."""
        ...

    def open_library(self, passphrase: str | None = None, *, view_only: "LibraryError | None" = None) -> "PlanLibrary":
        """Open the library, or make a new one where there is none; a LibraryError where it cannot be.

        ``view_only`` is why it is to be looked at only, beside another program that holds it.
        """
        ...

    def templates(self) -> "Sequence[Template]":
        """All templates in order."""
        ...

    @property
    def rule_shelf(self) -> "RuleShelf":
        """The shipped rule sets and the clinic's own."""
        ...

    @property
    def words_shelf(self) -> "WordsShelf":
        """The clinic's own copies of the text blocks of the papers."""
        ...

    def sample_plan(self) -> "Plan":
        """The fictional plan to look around with, starting next Sunday, with ids never used before."""
        ...

    def record_fault(self, error: BaseException) -> str:
        """Write down where the program failed, without any data, and answer the fault's id."""
        ...
