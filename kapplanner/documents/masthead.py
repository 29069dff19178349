"""The head of a team paper: what it is about, and the space for the patient's label with name and plan in it."""

from kapplanner.documents.content import Block, Masthead, bold, plain
from kapplanner.documents.edition import Edition
from kapplanner.documents.moments import unbroken


def masthead(edition: Edition, blocks: tuple[Block, ...]) -> Masthead:
    """Blocks at the left, the label's space at the right."""
    words, plan = edition.words, edition.plan
    of_plan = ", ".join(
        unbroken(part) for part in (words("page.plan", code=plan.code), words("page.version", version=plan.version))
    )
    return Masthead(blocks, words("team.label"), (bold(edition.name), plain(of_plan)))
