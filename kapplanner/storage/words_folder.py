"""The clinic's copies of text blocks in a folder: a file a block, and the same bytes once more as last kept.

    words/en/medicine-day.toml        what the clinic changed, and who read it
    words/en/kept/medicine-day.toml   the same bytes: what counts where the first was damaged or changed by hand wrongly

A file that cannot be read never goes unsaid, and never lets the shipped text stand in its place unsaid.
"""

import contextlib
from pathlib import Path
from typing import Final

from kapplanner.codec.paper_words import LANGUAGES, OwnCopy, OwnWords, WordsRefused
from kapplanner.codec.paper_words_document import MOST_BYTES, copy_as_toml, copy_from, refuse_unfit
from kapplanner.i18n import t
from kapplanner.settings.files import atomic_write

_FILE_MODE: Final = 0o600


class WordsFolder:
    """A ``WordsShelf`` in a folder; the folder and its files may be absent."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def own_words(self) -> OwnWords:
        """All copies, the last good one of each; what is wrong with a file is told in ``problems``."""
        copies: list[OwnCopy] = []
        problems: list[str] = []
        lost: list[tuple[str, str]] = []
        for language in LANGUAGES:
            for block in self._blocks(language):
                copy, problem = self._copy(language, block)
                if problem:
                    problems.append(problem)
                if copy is None:
                    lost.append((language, block))
                else:
                    copies.append(copy)
        return OwnWords(tuple(copies), tuple(problems), tuple(lost))

    def keep(self, copy: OwnCopy) -> None:
        """Keep a copy in place of the block's earlier one; an empty one is taken away. WordsRefused where it cannot."""
        path, kept = self._paths(copy.language, copy.block)
        try:
            self._put_aside(path, copy)
            if copy.is_empty:
                path.unlink(missing_ok=True)
                kept.unlink(missing_ok=True)
                return
            data = copy_as_toml(copy)
            kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            atomic_write(path, data, _FILE_MODE)
            atomic_write(kept, data, _FILE_MODE)
        except OSError as cause:
            why = cause.strerror or str(cause.errno)
            raise WordsRefused("The words could not be kept: {why}", why=why) from cause

    def _put_aside(self, path: Path, copy: OwnCopy) -> None:
        """A file that cannot be read is kept under another name: a person may still read it."""
        if path.exists() and isinstance(_read(path, copy.language, copy.block, path.name), str):
            path.replace(path.with_suffix(".damaged"))

    def _paths(self, language: str, block: str) -> tuple[Path, Path]:
        folder = self._folder / language
        return folder / f"{block}.toml", folder / "kept" / f"{block}.toml"

    def _blocks(self, language: str) -> list[str]:
        """The names of the blocks that have a file here, as written or as last kept."""
        found: set[str] = set()
        for folder in (self._folder / language, self._folder / language / "kept"):
            with contextlib.suppress(OSError):
                found |= {path.stem for path in folder.iterdir() if path.suffix == ".toml"}
        return sorted(found)

    def _copy(self, language: str, block: str) -> tuple[OwnCopy | None, str]:
        """The copy in use, and what there is to say about its file."""
        path, kept = self._paths(language, block)
        name = f"{language}/{path.name}"
        read = [_read(each, language, block, name) for each in (path, kept)]
        whys = [each if isinstance(each, str) else _why_unfit(each) for each in read]
        if isinstance(read[0], OwnCopy) and not whys[0]:
            return read[0], ""
        if isinstance(read[1], OwnCopy) and not whys[1]:
            return read[1], t("{why} The words as last kept stay in use.", why=whys[0])
        for copy, why in zip(read, whys, strict=True):
            if isinstance(copy, OwnCopy):
                return copy, t("Some words of the clinic in “{file}” cannot be used. {why}", file=name, why=why)
        return None, t(
            "{why} The copy that was kept cannot be read either: papers speak the shipped words of this block, and "
            "stay drafts, until the clinic decides.",
            why=whys[0],
        )


def _read(path: Path, language: str, block: str, name: str) -> OwnCopy | str:
    """The copy of a file, or why there is none."""
    try:
        with path.open("rb") as file:
            copy = copy_from(file.read(MOST_BYTES + 1), name)
    except WordsRefused as cause:
        return t(cause.message, **cause.values)
    except OSError as cause:
        return t("“{file}” cannot be read: {why}.", file=name, why=cause.strerror or str(cause.errno))
    if (copy.language, copy.block) != (language, block):
        return t("“{file}” holds another block than its name says.", file=name)
    return copy


def _why_unfit(copy: OwnCopy) -> str:
    try:
        refuse_unfit(copy)
    except WordsRefused as cause:
        return t(cause.message, **cause.values)
    return ""
