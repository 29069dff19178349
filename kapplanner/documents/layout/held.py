"""What must not be parted by the end of a line: a time, a dose, a date, a phone number, whoever typed them (P13)."""

import re
from dataclasses import replace
from functools import cache
from typing import Final

from kapplanner.documents.content import Text
from kapplanner.documents.moments import unbroken
from kapplanner.documents.words import LANGUAGES, words_in

UNITS: Final = ("mg/kg", "mg", "mcg", "µg", "kg", "g", "mL", "ml", "mmHg", "%", "pt")


@cache
def _held() -> re.Pattern[str]:
    """A time, a number with its unit, a date in any language of papers, or groups of digits like those of a phone."""
    months = "|".join(month for language in LANGUAGES for month in words_in(language).list("moments.months"))
    return re.compile(
        r"\d{1,2}:\d{2} [ap]\.? ?m\b"
        rf"|\d (?:{'|'.join(UNITS)})(?!\w)"
        rf"|\b\d{{1,2}} (?:de )?(?:{months})\b(?:,? (?:de )?\d{{4}}\b)?"
        rf"|\b(?:{months}) \d{{1,2}}(?:,? \d{{4}})?\b"
        r"|(?:\+\d{1,3} |\(\d{1,5}\) )?\d+(?:[ -]\d{2,})+",
        re.IGNORECASE,
    )


def held_together(text: Text) -> Text:
    """The same text with no-break spaces inside of what is read as one."""
    if not any(" " in span.text and any(map(str.isdigit, span.text)) for span in text):
        return text
    return tuple(replace(span, text=_held().sub(_unbroken, span.text)) for span in text)


def _unbroken(match: re.Match[str]) -> str:
    return unbroken(match[0])
