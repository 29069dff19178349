"""Texts in the user's language: gettext catalogues, chosen once at start."""

import gettext
from collections.abc import Iterable
from pathlib import Path

_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def use_languages(languages: Iterable[str], folder: Path) -> None:
    """Choose the first language of the list for which ``folder`` has a catalogue; English needs none."""
    global _catalogue
    _catalogue = gettext.translation("kapplanner", folder, list(languages), fallback=True)


def catalogue() -> object:
    """What texts are looked up in now; another one after another language was chosen."""
    return _catalogue


def t(text: str, /, **values: object) -> str:
    """The text in the user's language with its named placeholders filled: t("{n} sessions", n=6)."""
    translated = _catalogue.gettext(text)
    return translated.format(**values) if values else translated


def nt(one: str, many: str, n: int, /, **values: object) -> str:
    """The text in the plural form that n asks for; {n} is always filled."""
    return _catalogue.ngettext(one, many, n).format(n=n, **values)
