"""What stands on paper, as plain data: no fonts, no millimetres. Testable as text."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from kapplanner.documents.chart import CourseChart
from kapplanner.documents.marks import Mark as Mark
from kapplanner.documents.text import Span as Span
from kapplanner.documents.text import Text as Text
from kapplanner.documents.text import bold as bold
from kapplanner.documents.text import flat as flat
from kapplanner.documents.text import joined as joined
from kapplanner.documents.text import plain as plain


class Size(StrEnum):
    """How large a text is, in words; the layout knows the points."""

    TITLE = "title"
    HEADING = "heading"
    LEAD = "lead"
    BODY = "body"
    SMALL = "small"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (one a sheet), 2 or 3; ``after`` stands beside it in regular weight."""

    text: str
    level: int = 2
    mark: Mark = Mark.NONE
    after: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``mark`` stands before its first word."""

    text: Text
    size: Size = Size.BODY
    mark: Mark = Mark.NONE


@dataclass(frozen=True, slots=True)
class Box:
    """A framed block with its own heading; ``number`` stands large at the right (a phone). ``thick``: the main one.

    ``compact``: heading and text run on in small print, for the narrow foot of a landscape page. ``items`` stand under
    the paragraphs as a list. ``lead`` stands in large letters in place of a title.
    """

    title: str
    paragraphs: tuple[Text, ...] = ()
    thick: bool = False
    number: Text = ()
    blanks: tuple[str, ...] = ()
    compact: bool = False
    items: "ItemList | None" = None
    lead: Text = ()


class Pattern(StrEnum):
    """How a stretch of the day strip is filled; none differs by colour alone."""

    NO_FOOD = "stripes"
    MEDICINE = "black"
    NO_DRIVING = "dots"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the day, in minutes from its midnight, with the words that stand over it."""

    start: int
    end: int
    pattern: Pattern
    words: str


@dataclass(frozen=True, slots=True)
class DayStrip:
    """A day from midnight to midnight in patterns. ``ticks``: minute and words below; ``described`` says it all."""

    stretches: tuple[Stretch, ...]
    ticks: tuple[tuple[int, str], ...]
    described: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head and its share of the width; ``centred``: numbers under one another."""

    head: str
    share: float
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: paragraphs under one another, ``mark`` before the first."""

    paragraphs: tuple[Text, ...]
    mark: Mark = Mark.NONE


class TableLook(StrEnum):
    """How a table is ruled: a line under each row, or a grid of cells with room to write in by hand, more or less."""

    LINES = "lines"
    GRID = "grid"
    CLOSE_GRID = "close grid"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads; heads come again on the next page. Without heads (all empty) none are drawn.

    ``row_heads``: the first cell of each row names the row.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    row_heads: bool = True
    look: TableLook = TableLook.LINES


class Marker(StrEnum):
    """What stands before the items of a list: a drawn box to tick, a drawn dot, or the number of the step."""

    TICK = "tick"
    DOT = "dot"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list. ``columns``: how many items stand beside one another, read down the first column, then the next."""

    items: tuple[Text, ...]
    marker: Marker = Marker.TICK
    columns: int = 1


@dataclass(frozen=True, slots=True)
class WriteIn:
    """A label and an empty line to write on; with a value, the value stands on the line."""

    label: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class RuledLines:
    """Empty lines to write on: at least so many, and more where the page has room."""

    least: int


@dataclass(frozen=True, slots=True)
class Scale:
    """For each of several things (a feeling) one of several words to tick, in the same order everywhere."""

    things: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two stacks of blocks beside one another; ``share``: where the right one begins, of the whole width."""

    left: tuple["Block", ...]
    right: tuple["Block", ...]
    share: float = 0.47


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks under one another that stay on one page, such as a heading, its picture and its words."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Cards:
    """A page of equal cards of 85 x 54 mm to cut out. ``title`` and ``how_to`` stand above them.

    In ordinary print a card holds ``front`` and under it ``back``; in large print it is twice as wide, to be folded
    between the two.
    """

    title: str
    how_to: str
    front: tuple["Block", ...]
    back: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Masthead:
    """What heads a paper of the team: blocks at the left, the space of 90 x 36 mm for the patient's label at the right.

    ``caption`` and ``lines`` are printed where the label goes, so that the paper has a name without one.
    """

    blocks: tuple["Block", ...]
    caption: str
    lines: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """Cells in a row: mark, word and what was counted."""

    cells: tuple[tuple[Mark, str, str], ...]


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign on, with what stands below each."""

    labels: tuple[str, ...]


class EventLook(StrEnum):
    """How an event of the calendar is framed: the kind is told by words and by the edge."""

    MEDICINE = "medicine"
    TALK = "talk"
    REST = "rest"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Event:
    """One appointment in a calendar cell."""

    time: str
    word: str
    more: str
    look: EventLook


@dataclass(frozen=True, slots=True)
class Day:
    """A column of the calendar. ``banner`` marks a medicine day; ``rules`` stand at its foot.

    ``weekday`` and ``date`` head it in two lines, ``short`` in one where room is scarce.
    """

    weekday: str
    date: str
    banner: str
    events: tuple[Event, ...]
    rules: tuple[Text, ...] = ()
    note: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days beside one another."""

    days: tuple[Day, ...]


Block = (
    Heading
    | Paragraph
    | Box
    | DayStrip
    | Table
    | ItemList
    | WriteIn
    | RuledLines
    | Scale
    | SideBySide
    | Together
    | Cards
    | Masthead
    | CourseChart
    | Counts
    | Signatures
    | Week
)


class Reader(StrEnum):
    """For whom a paper is: it decides sizes, time style and words."""

    PATIENT = "patient"
    TEAM = "team"


class Unit(StrEnum):
    """What a sheet is, for "page 1 of 2 for this day"."""

    DAY = "day"
    WEEK = "week"
    SESSION = "session"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What begins on a new page and should fit one: a day, a week, a report.

    ``name`` is the document's, for the header; ``place`` tells where in words, for findings and bookmarks. ``foot``
    stands at the bottom of every page of the sheet. ``day`` is the one day that the sheet is about, None for a paper of
    the whole course: "one day" prints only the sheets of that day. ``language`` is filled in by the printer.
    """

    kind: str
    name: str
    place: str
    reader: Reader
    unit: Unit
    blocks: tuple[Block, ...]
    foot: tuple[Block, ...] = ()
    landscape: bool = False
    day: date | None = None
    language: str = ""


GAP: Final = "\n"


def texts(block: Block) -> Iterator[str]:
    """Every text of a block, in reading order."""
    match block:
        case Heading(text=text, after=after):
            yield from (text, after)
        case Paragraph(text=text):
            yield flat(text)
        case Box(title=title, paragraphs=paragraphs, number=number, blanks=blanks, items=listed, lead=lead):
            yield title
            yield flat(lead)
            yield from map(flat, paragraphs)
            if listed:
                yield from texts(listed)
            yield flat(number)
            yield from blanks
        case DayStrip(stretches=stretches, ticks=ticks):
            yield from (stretch.words for stretch in stretches)
            yield from (words for _, words in ticks)
        case Table(columns=columns, rows=rows):
            yield from (column.head for column in columns)
            for row in rows:
                for cell in row:
                    yield from map(flat, cell.paragraphs)
        case ItemList(items=items):
            yield from map(flat, items)
        case Signatures(labels=items):
            yield from items
        case WriteIn(label=label, value=value):
            yield from (label, value)
        case Scale(things=things, words=shades):
            for thing in things:
                yield from (thing, *shades)
        case SideBySide(left=left, right=right):
            for inner in (*left, *right):
                yield from texts(inner)
        case Together(blocks=blocks):
            for inner in blocks:
                yield from texts(inner)
        case Cards(title=title, how_to=how_to, front=front, back=back):
            yield from (title, how_to)
            for inner in (*front, *back):
                yield from texts(inner)
        case Masthead(blocks=blocks, caption=caption, lines=lines):
            for inner in blocks:
                yield from texts(inner)
            yield caption
            yield from map(flat, lines)
        case CourseChart():
            yield from block.texts
        case Counts(cells=cells):
            for _, word, counted in cells:
                yield from (word, counted)
        case Week(days=days):
            for day in days:
                yield from _day_texts(day)


def _day_texts(day: Day) -> Iterator[str]:
    yield from (day.weekday, day.date, day.banner)
    for event in day.events:
        yield from (event.time, event.word, event.more)
    yield from map(flat, day.rules)
    yield day.note


def sheet_text(sheet: Sheet) -> str:
    """The words of a sheet, one text a line."""
    blocks = (*sheet.blocks, *sheet.foot)
    return GAP.join(text for block in blocks for text in texts(block) if text)
