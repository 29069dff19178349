"""Where a number or a practice comes from."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Source:
    """An official document, journal article or label. ``address`` is a DOI, PubMed number or web address."""

    who: str
    year: int | None
    title: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceNote:
    """How strong the evidence for a template is, in plain words, and when that was last looked at."""

    strength: str
    note: str
    sources: tuple[Source, ...] = ()
    reviewed_on: date | None = None
    next_review: date | None = None
