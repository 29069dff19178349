"""What the verbs get from outside: the clock, ids, settings, and the two things only bootstrap can join."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kapplanner.codec.paper_words import WordsShelf
from kapplanner.codec.rule_shelf import RuleShelf
from kapplanner.domain.identity import IdSource
from kapplanner.domain.library import PlanLibrary
from kapplanner.domain.time import Clock
from kapplanner.settings.options import Settings


@dataclass(frozen=True, slots=True)
class Tools:
    """``open_library`` and ``open_window`` take the library's path, None for the user's own."""

    clock: Clock
    ids: IdSource
    settings: Settings
    log_file: Path
    rule_shelf: RuleShelf
    words_shelf: WordsShelf
    open_library: Callable[[Path | None], PlanLibrary]
    open_window: Callable[[Path | None], int]
