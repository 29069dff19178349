"""Joins storage, editing, documents, exchange and window: the only place that knows them all.

Everything heavy is imported where it is first needed: a verb of the command line loads no toolkit, and the first
window waits for nothing but the toolkit.
"""

import gc
import os
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.identity import IdSource, RandomIds
from kapplanner.domain.time import Clock, SystemClock, local_time
from kapplanner.i18n import t, use_languages
from kapplanner.resources import resource
from kapplanner.settings import Settings, SettingsStore
from kapplanner.settings.files import clean_stray_temporaries
from kapplanner.settings.folders import Folders, user_folders

if TYPE_CHECKING:
    from kapplanner.codec.paper_words import WordsShelf
    from kapplanner.codec.rule_shelf import RuleShelf
    from kapplanner.domain.library import FirstLook, LibraryError, PlanLibrary
    from kapplanner.domain.plan import Plan
    from kapplanner.domain.template import Template

_UNUSABLE: Final = 2
_SUNDAY: Final = 6


class Program:
    """What the window and the verbs share: clock, ids, settings, and ways to get at everything else when needed."""

    def __init__(self, folders: Folders, library: Path | None = None) -> None:
        self.clock: Clock = SystemClock()
        self.ids: IdSource = RandomIds()
        self._folders = folders
        self._library = library
        self._store = SettingsStore(folders.settings_file)
        self.settings: Settings = self._store.load()
        self.remarks = self._store.remarks
        use_languages([self.settings.language], resource("locale"))

    @property
    def log_file(self) -> Path:
        return self._folders.log_file

    @property
    def library_path(self) -> Path:
        """The library to open: the one asked for, in a folder asked for, or the user's own."""
        if self._library is None:
            return self._folders.library
        inside = os.path.isdir(self._library)  # never raises, whatever the path is
        return self._library / self._folders.library.name if inside else self._library

    def save_settings(self, settings: Settings) -> None:
        """Use these settings from now on and keep them; OSError where they cannot be written (used all the same)."""
        self.settings = settings
        use_languages([settings.language], resource("locale"))
        self._store.save(settings)

    def first_look(self) -> "FirstLook | None":
        """The library's list before it is opened for good; None where opening must come first."""
        from kapplanner.storage.first_look import first_look  # noqa: PLC0415 - start-up: SQLCipher

        return first_look(self.library_path, self.clock.now())

    def open_library(self, passphrase: str | None = None, *, view_only: "LibraryError | None" = None) -> "PlanLibrary":
        """Open the library, or make a new one where there is none; for viewing only where there is a reason to."""
        from kapplanner.storage.library import open_library  # noqa: PLC0415 - start-up: SQLAlchemy and SQLCipher

        return open_library(self.library_path, passphrase=passphrase, clock=self.clock, view_only=view_only)

    def templates(self) -> "Sequence[Template]":
        from kapplanner.codec.templates import templates  # noqa: PLC0415 - start-up: reads all templates

        return templates()

    @cached_property
    def rule_shelf(self) -> "RuleShelf":
        """The shipped rule sets and the clinic's own."""
        from kapplanner.storage.rule_folder import RuleFolder  # noqa: PLC0415 - start-up: reads all rule sets

        return RuleFolder(self._folders.rules)

    @cached_property
    def words_shelf(self) -> "WordsShelf":
        """The clinic's own copies of the text blocks of the papers."""
        from kapplanner.storage.words_folder import WordsFolder  # noqa: PLC0415 - start-up: needed for papers only

        return WordsFolder(self._folders.words)

    def sample_plan(self) -> "Plan":
        """The fictional plan to look around with, starting next Sunday, with ids never used before."""
        from kapplanner.codec.sample import sample_plan  # noqa: PLC0415 - start-up: reads all templates

        today = local_time(self.clock.now(), self.settings.zone).date()
        return sample_plan(_next_sunday(today), ids=self.ids)

    def record_fault(self, error: BaseException) -> str:
        """Write down where the program failed, without any data, and answer the fault's id."""
        from kapplanner.settings.faults import record_fault  # noqa: PLC0415 - start-up: hardly ever needed

        return record_fault(error, self.log_file, self.clock.now())

    def clean_up(self) -> None:
        """Remove what a crash in the middle of writing may have left."""
        for folder in {self._folders.settings_file.parent, self.library_path.parent}:
            clean_stray_temporaries(folder)


def _next_sunday(today: date) -> date:
    return today + timedelta(days=(_SUNDAY - today.weekday()) % 7 or 7)


def command_line(arguments: Sequence[str]) -> int:
    """Do a verb and answer its exit code."""
    from kapplanner.cli.program import run  # noqa: PLC0415 - start-up: the window needs no command line
    from kapplanner.cli.tools import Tools  # noqa: PLC0415 - start-up: the window needs no command line

    program = Program(user_folders())
    for remark in program.remarks:
        print(remark, file=sys.stderr)
    return run(
        arguments,
        Tools(
            clock=program.clock,
            ids=program.ids,
            settings=program.settings,
            log_file=program.log_file,
            rule_shelf=program.rule_shelf,
            words_shelf=program.words_shelf,
            open_library=lambda path: Program(user_folders(), path).open_library(),
            open_window=open_window,
        ),
    )


def open_window(library: Path | None = None) -> int:
    """Open the window and stay until it is closed; 2 with one sentence where there is no screen for it."""
    from kapplanner.ui.screen import missing_by_import, require_screen  # noqa: PLC0415 - start-up: not for verbs

    gc.disable()  # nothing made while loading is rubbish; the window turns it on again when it is filled
    program = Program(user_folders(), library)
    try:
        require_screen(os.environ)
        try:
            import kapplanner.ui.toolkit  # noqa: PLC0415, F401 - first: all that follows loads the quicker
            from kapplanner.ui.window import run_window  # noqa: PLC0415 - start-up: the toolkit
        except ImportError as error:
            raise missing_by_import(error) from error
    except PlannerError as reason:
        print(t(reason.message, **reason.values), file=sys.stderr)
        return _UNUSABLE
    program.clean_up()
    return run_window(program)
