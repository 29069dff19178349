"""Plain values -> domain values through msgspec, its refusals said in words."""

import re
from typing import Any, Final, TypeVar

import msgspec

from kapplanner.codec.refused import DocumentRefused, Place, refused_at
from kapplanner.domain.errors import ImpossibleValue, PlannerError
from kapplanner.i18n import t

Value = TypeVar("Value")
_WITH_PLACE: Final = re.compile(r"(.*?)(?: - at `\$(.*)`)?\Z", re.DOTALL)
_STEP: Final = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")
_MISSING: Final = re.compile(r"Object missing required field `(.+)`")
_EXPECTED: Final = re.compile(r"Expected `(.+)`, got `(.+)`")
_NOT_ONE_OF: Final = re.compile(r"Invalid enum value '(.*)'", re.DOTALL)
_TYPE_WORDS: Final = {
    "str": "text",
    "int": "a whole number",
    "float": "a number with a point",
    "bool": "true or false",
    "array": "a list",
    "object": "an object",
    "date": "a date",
    "datetime": "a date with time",
    "decimal": "a number written as text",
    "null": "nothing",
}


def decode(value: Any, kind: type[Value], place: Place) -> Value:
    """The domain value that plain values describe; a DocumentRefused with the place where they do not."""
    try:
        return msgspec.convert(value, kind, strict=True)
    except msgspec.ValidationError as error:
        raise _in_words(error, place) from None
    except (RecursionError, MemoryError, OverflowError):
        raise DocumentRefused("The file asks for more than this computer can hold.") from None


def _in_words(error: msgspec.ValidationError, place: Place) -> DocumentRefused:
    match = _WITH_PLACE.match(str(error))
    text, path = (match[1], match[2] or "") if match else (str(error), "")
    steps: Place = tuple(int(number) if number else name for name, number in _STEP.findall(path))
    cause = error.__cause__
    if isinstance(cause, PlannerError):
        return refused_at(_nearest_thing((*place, *steps)), cause)
    return refused_at((*place, *steps), _problem(text))


def _nearest_thing(place: Place) -> Place:
    """The session, person or part of the plan that holds the place: the domain's sentences name the field."""
    numbered = [index for index, step in enumerate(place) if isinstance(step, int)]
    return place[: numbered[-1] + 1] if numbered else place[:2]


def _problem(text: str) -> ImpossibleValue:
    if missing := _MISSING.match(text):
        return ImpossibleValue("“{name}” is missing.", name=missing[1])
    if expected := _EXPECTED.match(text):
        return ImpossibleValue(
            "{expected} was expected here, not {got}.", expected=_type_words(expected[1]), got=_type_words(expected[2])
        )
    if unknown := _NOT_ONE_OF.match(text):
        return ImpossibleValue("“{value}” is not one of the words this version knows.", value=unknown[1][:60])
    return ImpossibleValue("the value cannot be read as what it should be.")


def _type_words(types: str) -> str:
    return " / ".join(t(_TYPE_WORDS.get(word.strip(), word.strip())) for word in types.split("|"))
