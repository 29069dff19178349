"""The settings file: TOML in the user's configuration folder. A damaged one is put aside and said, never fatal."""

import errno
import os
import tomllib
from dataclasses import asdict
from pathlib import Path
from typing import Final

from kapplanner.i18n import t
from kapplanner.settings.files import atomic_write
from kapplanner.settings.options import OPTIONS, Settings

_MOST_BYTES: Final = 1_000_000
_DAMAGED: Final = (ValueError, RecursionError)
"""What the reader of TOML raises: no TOML, no UTF-8, a number of too many digits, endless nesting."""


class SettingsStore:
    """Reads and writes the settings file.

    Only values that differ from their default are written, so that a better default reaches everybody who never
    chose. Keys of a newer version of the program are kept as they are.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._remarks: tuple[str, ...] = ()

    @property
    def path(self) -> Path:
        return self._path

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the last ``load`` has to tell the user, as sentences; empty when all was well."""
        return self._remarks

    def load(self) -> Settings:
        """The settings as stored; the default for every value that is missing or cannot be used."""
        self._remarks = ()
        try:
            stored = self._read()
        except _DAMAGED:
            self._put_aside()
            return Settings()
        except OSError as problem:
            self._remark(t("The settings could not be read ({reason}). Defaults are used.", reason=problem.strerror))
            return Settings()
        usable: dict[str, object] = {}
        for option in OPTIONS:
            if option.key not in stored:
                continue
            if option.accepts(stored[option.key]):
                usable[option.key] = stored[option.key]
            else:
                self._remark(t("The setting “{key}” cannot be used; its default is used instead.", key=option.key))
        return Settings(**usable)  # type: ignore[arg-type]

    def save(self, settings: Settings) -> None:
        """Replace the file as a whole. Raises OSError where the folder or the disk refuses."""
        import tomli_w  # noqa: PLC0415 - start-up: needed when something was changed

        known = {option.key for option in OPTIONS}
        try:
            newer = {key: value for key, value in self._read().items() if key not in known}
        except _DAMAGED:
            newer = {}
        chosen = {key: value for key, value in asdict(settings).items() if value != getattr(Settings(), key)}
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        atomic_write(self._path, tomli_w.dumps({**newer, **chosen}).encode())

    def _read(self) -> dict[str, object]:
        if not os.path.lexists(self._path):
            return {}
        if self._path.exists() and not self._path.is_file() and not self._path.is_dir():
            raise OSError(errno.EINVAL, t("it is not a file"))
        with self._path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
        if len(data) > _MOST_BYTES:
            raise ValueError("no settings file is so long")
        return tomllib.loads(data.decode("utf-8"))

    def _put_aside(self) -> None:
        aside = self._path.with_name(f"{self._path.stem}-damaged{self._path.suffix}")
        try:
            self._path.replace(aside)
        except OSError:
            self._remark(t("The settings file is damaged and is left alone. Defaults are used."))
        else:
            self._remark(
                t("The settings file was damaged. It was kept as “{name}”, and defaults are used.", name=aside.name)
            )

    def _remark(self, sentence: str) -> None:
        self._remarks = (*self._remarks, sentence)
