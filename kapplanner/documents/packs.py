"""Packs: which documents are printed together, and for whom."""

from dataclasses import dataclass
from typing import Final

from kapplanner.documents.catalogue import document_kinds
from kapplanner.documents.content import Reader

DAY_KINDS: Final = frozenset({"itinerary", "medicine-day", "aftercare", "protocol", "session-record"})


@dataclass(frozen=True, slots=True)
class Pack:
    """Documents by their ids. ``large``: at 18 points; ``one_day``: only the sheets of one day."""

    id: str
    documents: tuple[str, ...]
    large: bool = False
    one_day: bool = False


def packs() -> tuple[Pack, ...]:
    """The patient's papers, the same in large print, the team's papers, and all that is about one day."""
    kinds = document_kinds()
    patient = tuple(kind.id for kind in kinds if kind.in_patient_pack)
    return (
        Pack("patient", patient),
        Pack("large", patient, large=True),
        Pack("team", tuple(kind.id for kind in kinds if kind.reader is Reader.TEAM)),
        Pack("day", tuple(kind.id for kind in kinds if kind.id in DAY_KINDS), one_day=True),
    )
