"""P33: who read the words of a block last, and when they are to be read again; and the clinic's copies of them."""

from collections.abc import Iterator, Sequence
from datetime import date

from kapplanner.documents.content import Reader, Sheet
from kapplanner.documents.request import PrintFinding, PrintRequest
from kapplanner.documents.words import Block, words_in
from kapplanner.i18n import t
from kapplanner.rules.finding import Tier


def review_findings(request: PrintRequest, sheets: Sequence[Sheet], today: date) -> Iterator[PrintFinding]:
    """Blocks that these sheets may speak and whose words nobody has read, or not for too long, or cannot be used."""
    for language in dict.fromkeys(sheet.language or request.language for sheet in sheets):
        readers = {sheet.reader for sheet in sheets if (sheet.language or request.language) == language}
        for block in words_in(language, request.own_words).blocks:
            if Reader.TEAM in readers or not block.for_team:
                yield from _said(block, today)


def _said(block: Block, today: date) -> Iterator[PrintFinding]:
    name = block.name
    if block.lost:
        lost = t("The clinic’s own words in “{name}” cannot be read; shipped words would print.", name=name)
        yield PrintFinding("P33", Tier.STOP, lost, words=name)
    for key in block.unusable:
        unfit = t(
            "The clinic’s own text for “{key}” in “{name}” no longer fits; the shipped text would print.",
            key=key,
            name=name,
        )
        yield PrintFinding("P33", Tier.STOP, unfit, words=f"{name}.{key}")
    if block.review is None:
        unread = t("Nobody has marked the clinic’s own words in “{name}” as reviewed.", name=name)
        yield PrintFinding("P33", Tier.CAUTION, unread, words=name)
    elif block.review.next < today:
        overdue = t("The words in “{name}” were to be reviewed by {day}.", name=name, day=block.review.next.isoformat())
        yield PrintFinding("P33", Tier.CAUTION, overdue, words=name)
