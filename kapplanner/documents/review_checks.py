"""P33: who read the words of a block last, and when they are to be read again; and the clinic's copies of them."""

from collections.abc import Iterator
from datetime import date

from kapplanner.documents.edition import Edition
from kapplanner.documents.request import PrintFinding
from kapplanner.documents.words import Block
from kapplanner.i18n import t
from kapplanner.rules.finding import Tier


def review_findings(edition: Edition) -> Iterator[PrintFinding]:
    """Blocks of an edition's language whose words nobody has read, or not for too long, or that cannot be used."""
    today = edition.printed_at.date()
    for block in edition.words.blocks:
        for tier, sentence in _said(block, today):
            yield PrintFinding("P33", tier, sentence)


def _said(block: Block, today: date) -> Iterator[tuple[Tier, str]]:
    if block.lost:
        yield (
            Tier.STOP,
            t("The clinic’s own words in “{name}” cannot be read; shipped words would print.", name=block.name),
        )
    for key in block.unusable:
        sentence = t(
            "The clinic’s own text for “{key}” in “{name}” no longer fits; the shipped text would print.",
            key=key,
            name=block.name,
        )
        yield Tier.STOP, sentence
    if block.review is None:
        yield Tier.CAUTION, t("Nobody has marked the clinic’s own words in “{name}” as reviewed.", name=block.name)
    elif block.review.next < today:
        day = block.review.next.isoformat()
        yield Tier.CAUTION, t("The words in “{name}” were to be reviewed by {day}.", name=block.name, day=day)
