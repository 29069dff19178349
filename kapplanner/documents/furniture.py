"""What stands around the content of every page: who, which plan, printed when, page of pages, and DRAFT."""

from dataclasses import dataclass, replace

from kapplanner.documents.content import Reader
from kapplanner.documents.edition import Edition
from kapplanner.documents.moments import NO_BREAK, capital, unbroken
from kapplanner.documents.words import Words
from kapplanner.domain.time import zone_named


@dataclass(frozen=True, slots=True)
class Furniture:
    """Running words of a document. ``stamps`` stand boxed above the header while a paper is no final one.

    ``across``: a word from corner to corner under everything else; "" on a final paper of the plan as it is.
    """

    words: Words
    clinic: str
    footer: str
    stamps: tuple[str, ...]
    across: str = ""


def furniture(edition: Edition, reader: Reader) -> Furniture:
    """The running words for a reader."""
    return Furniture(edition.words, edition.clinic, _footer(edition, reader), stamps(edition), _across(edition))


def _across(edition: Edition) -> str:
    """Which word keeps a paper from being used: that there is a later one, else that it is none yet."""
    if edition.request.superseded:
        return edition.words("page.across_superseded")
    return "" if edition.request.final else edition.words("page.across_draft")


def stamps(edition: Edition) -> tuple[str, ...]:
    """SUPERSEDED by a later state of the plan, DRAFT with what is open, and SAMPLE for a made-up person."""
    found: list[str] = []
    if edition.request.superseded:
        found.append(edition.words("page.superseded"))
    if not edition.request.final:
        found.append(_draft(edition))
    if edition.plan.sample:
        found.append(edition.words("page.sample"))
    return tuple(found)


def _draft(edition: Edition) -> str:
    report = edition.request.report
    if report.open_stops:
        return edition.words.count("page.draft_stops", len(report.open_stops))
    return edition.words("page.draft_unchecked" if report.unacknowledged else "page.draft")


def with_review_dates(furniture: Furniture, edition: Edition) -> Furniture:
    """The same, with the days on which the words of patient papers were read and are to be read again.

    The NHS content standard asks for both on what patients read: the oldest day and the next one of all blocks.
    """
    return replace(furniture, footer=f"{furniture.footer}, {_checked(edition)}")


def _checked(edition: Edition) -> str:
    reviews = [block.review for block in edition.words.blocks if not block.for_team]
    known = [review for review in reviews if review is not None]
    if len(known) < len(reviews):
        return edition.words("page.not_checked")
    on, following = min(review.on for review in known), min(review.next for review in known)
    return edition.words("page.checked", on=edition.moments.short(on), next=edition.moments.short(following))


def _footer(edition: Edition, reader: Reader) -> str:
    words, plan, printed = edition.words, edition.plan, edition.printed_at
    mark = ""
    if reader is Reader.TEAM:
        zone = edition.request.printed_at.astimezone(zone_named(plan.zone)).tzname() or ""
        date, time = edition.moments.clinical(printed.date()), unbroken(f"{printed:%H:%M} {zone}".strip())
        mark = unbroken(words("page.fingerprint", mark=edition.short_fingerprint))
    else:
        date, time = edition.moments.short_full(printed.date()), edition.moments.clock(printed)
    parts = [
        edition.name,
        unbroken(words("page.plan", code=plan.code)),
        unbroken(words("page.version", version=plan.version)),
        mark,
        words("page.printed", date=date, time=time).replace(" ", NO_BREAK, 1),
        unbroken(words("page.paper", code=edition.paper_code)),
    ]
    return capital(", ".join(part for part in parts if part)) if not edition.name else ", ".join(filter(None, parts))
