"""The course overview: the whole course as a picture for the team, and what the marks on it stand for."""

from kapplanner.documents.content import (
    Block,
    Cell,
    Column,
    Heading,
    Mark,
    Paragraph,
    Reader,
    Sheet,
    SideBySide,
    Size,
    Table,
    Text,
    Unit,
    bold,
    joined,
    plain,
)
from kapplanner.documents.course_chart import Part, parts_of
from kapplanner.documents.course_words import key_words
from kapplanner.documents.decisions import decision
from kapplanner.documents.edition import Edition
from kapplanner.documents.kind import DocumentKind
from kapplanner.documents.moments import NO_BREAK
from kapplanner.documents.request import PrintRequest
from kapplanner.rules.finding import Finding, State, Tier

_MARKS = {Tier.STOP: Mark.STOP, Tier.CAUTION: Mark.CAUTION, Tier.NOTE: Mark.NOTE}
_MOST_FINDINGS = 4


def write(request: PrintRequest) -> tuple[Sheet, ...]:
    """One sheet, more where the course has more days than stand beside one another."""
    edition = Edition.for_team(request)
    parts = parts_of(edition)
    return tuple(_sheet(edition, part, number, len(parts)) for number, part in enumerate(parts, 1))


def _sheet(edition: Edition, part: Part, number: int, total: int) -> Sheet:
    words, plan = edition.words, edition.plan
    name = words("course-overview.name")
    span = words(
        "course-overview.span",
        first=edition.moments.clinical(part.days[0].day),
        last=edition.moments.clinical(part.days[-1].day),
    )
    place = name if total == 1 else words("course-overview.part", name=name, number=number, total=total)
    who = ", ".join(filter(None, (edition.name, f"plan{NO_BREAK}{plan.code}", plan.title, span)))
    blocks: list[Block] = [
        Heading(place, 1),
        Paragraph(plain(who), Size.LEAD),
        part.chart(),
        Paragraph(plain(_legend(edition, part)), Size.SMALL),
    ]
    blocks += _findings(edition, part)
    return Sheet(KIND.id, name, place, Reader.TEAM, Unit.PAPER, tuple(blocks), landscape=True)


def _legend(edition: Edition, part: Part) -> str:
    """How to read the picture, and the short words on it."""
    return f"{edition.words('course-overview.legend')} {key_words(edition, part.sessions)}".rstrip()


def _findings(edition: Edition, part: Part) -> tuple[Block, ...]:
    """What the marks stand for: the strongest findings of these days' sessions, in two columns."""
    words, shown = edition.words, {session.id for session in part.sessions}
    found = [each for each in edition.request.report.findings if shown & set(each.sessions)]
    if not found:
        return (Paragraph(plain(words("course-overview.no_findings"))),)
    found.sort(key=lambda finding: (finding.state is State.KEPT, finding.tier.rank))
    rows = [_row(edition, finding) for finding in found[:_MOST_FINDINGS]]
    half = -(-len(rows) // 2)
    blocks: list[Block] = [SideBySide((_table(rows[:half]),), (_table(rows[half:]),), share=0.51)]
    if not rows[half:]:
        blocks = [_table(rows)]
    if len(found) > _MOST_FINDINGS:
        blocks.append(Paragraph(plain(words("course-overview.more", n=len(found) - _MOST_FINDINGS)), Size.SMALL))
    return tuple(blocks)


def _table(rows: list[tuple[Cell, ...]]) -> Table:
    return Table((Column("", 1.0),), tuple(rows), row_heads=False)


def _row(edition: Edition, finding: Finding) -> tuple[Cell, ...]:
    text: Text = joined(bold(f"{finding.title}."), plain(finding.sentence), *decision(edition, finding))
    return (Cell((text,), Mark.KEPT if finding.state is State.KEPT else _MARKS[finding.tier]),)


KIND = DocumentKind("course-overview", "Course overview", Reader.TEAM, 105, write)
