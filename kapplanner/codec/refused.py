"""Why a document is refused, with the place in words."""

from collections.abc import Sequence

from kapplanner.domain.errors import PlannerError
from kapplanner.i18n import t

Place = tuple[str | int, ...]
"""Where in a document: field names and places in lists, counted from 0."""

_NUMBERED = {
    "sessions": "session {n}",
    "rooms": "room {n}",
    "practitioners": "practitioner {n}",
    "overrides": "kept finding {n}",
    "acknowledgements": "acknowledgement {n}",
    "scores": "score {n}",
    "earlier_treatments": "earlier treatment {n}",
    "presentation": "presentation {n}",
    "conditions": "condition {n}",
    "medicines": "medicine {n}",
    "people": "role {n}",
    "days": "day {n}",
    "checklist": "checklist item {n}",
    "measures": "measure {n}",
    "missing": "missing fact {n}",
    "vital_signs_minutes": "vital signs {n}",
}


class DocumentRefused(PlannerError):
    """A document that cannot be read as a plan; the sentence names the place and what is wrong. Nothing was changed."""


def place_in_words(place: Sequence[str | int]) -> str:
    """("plan", "sessions", 6, "medicine", "dose") -> "session 7, medicine, dose"."""
    words: list[str] = []
    steps = [step for step in place if step != "plan"] or list(place)
    for index, step in enumerate(steps):
        if isinstance(step, int):
            continue
        after = steps[index + 1] if index + 1 < len(steps) else None
        if isinstance(after, int):
            words.append(t(_NUMBERED.get(step, step.replace("_", " ") + " {n}"), n=after + 1))
        else:
            words.append(t(step.replace("_", " ")))
    return ", ".join(words)


def refused_at(place: Sequence[str | int], problem: PlannerError) -> DocumentRefused:
    """The refusal of a document because of a problem at a place in it."""
    words = t(problem.message, **problem.values)
    if not place:
        return DocumentRefused("This file cannot be used. {problem}", problem=words)
    return DocumentRefused("{place}: {problem}", place=place_in_words(place), problem=words)
