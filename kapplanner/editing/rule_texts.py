"""Values of rules as a person types them, and back: what cannot be read stays as typed, so that its field tells why."""

import re
from collections.abc import Mapping
from datetime import time
from decimal import Decimal, InvalidOperation
from typing import Any

from kapplanner.domain.quantities import plain
from kapplanner.i18n import t
from kapplanner.rules.fields import Count, FactValue, Field, Modalities, Number, Numbers, TimeOfDay, WordList

_PARTS = re.compile(r"\s*[,;\n]\s*")
_THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d*)?")
_LINES = re.compile(r"\s*\n\s*")


def as_text(field: Field, raw: object) -> str:
    """A raw value as it stands in a line, without its unit; "" for none."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return t("yes") if raw else t("no")
    if isinstance(raw, time):
        return f"{raw:%H:%M}"
    if isinstance(raw, int | float | Decimal):
        return plain(Decimal(str(raw)))
    if isinstance(raw, list | tuple):
        parting = "\n" if isinstance(field, WordList) else ", "
        return parting.join(as_text(field, each) for each in raw)
    return str(raw)


def unit_words(field: Field, values: Mapping[str, Any]) -> str:
    """The unit of a field beside the other values of its rule, which may decide between two: "h" or "days"."""
    first, _, second = field.unit.partition(" or ")
    if second:
        chosen = {values.get("measure"), values.get("summed")}
        return t(second if chosen & {"days", "milligrams"} else first)
    return t(field.unit) if field.unit else ""


def from_text(field: Field, text: str) -> Any:
    """The raw value that a text means to a field; None where it is empty, the text itself where it means nothing."""
    text = text.strip()
    if not text:
        return None
    if isinstance(field, WordList):
        return [each for each in _LINES.split(text) if each]
    if isinstance(field, Numbers):
        return [_number(each) for each in _PARTS.split(text) if each]
    if isinstance(field, Modalities):
        return [each for each in _PARTS.split(text) if each]
    if isinstance(field, FactValue):
        answer = {t("yes").casefold(): True, t("no").casefold(): False}.get(text.casefold())
        return _number(text) if answer is None else answer
    if isinstance(field, Number | Count):
        return _number(_without_unit(text, field.unit))
    if isinstance(field, TimeOfDay):
        return _time(text)
    return text


def _without_unit(text: str, unit: str) -> str:
    return text[: -len(unit)].rstrip() if unit and text.casefold().endswith(unit.casefold()) else text


def _number(text: str) -> int | float | str:
    """A decimal comma is taken as a point, but not where it may part thousands: "1,000" means nothing here."""
    if _THOUSANDS.fullmatch(text):
        return text
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return text
    if not value.is_finite():
        return text
    return int(value) if value == value.to_integral_value() and abs(value) < 10**15 else float(value)


def _time(text: str) -> str:
    """ "8:30", "8.30" and "0830" as "08:30"."""
    found = re.fullmatch(r"(\d{1,2})[:.]?(\d{2})", text)
    return f"{int(found[1]):02}:{found[2]}" if found else text
