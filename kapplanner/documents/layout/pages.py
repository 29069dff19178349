"""Placing pieces on pages: a sheet begins a page, fits one where it can, and loses nothing where it cannot."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kapplanner.documents.content import Cards, Reader, RuledLines, Sheet, Unit, bold, plain
from kapplanner.documents.furniture import Furniture
from kapplanner.documents.layout.cards import CardSheet, around_cards
from kapplanner.documents.layout.lay import lay_all
from kapplanner.documents.layout.pieces import RULED_STEP, Piece, Ruled, Stack, Words, stack_height
from kapplanner.documents.layout.styles import MILLIMETRE, PAPER_SIZES, Room, Style, style_for
from kapplanner.documents.layout.typeset import Line, line_width, set_lines
from kapplanner.documents.layout.week import WeekGrid

HEADER_TOP = 50.0
BOTTOM = 15 * MILLIMETRE
_ROOMS = (*map(Room, (1.0, 0.8, 0.6, 0.4)), *(Room(air, is_close=True) for air in (0.55, 0.4, 0.3, 0.2)))
_TEAM_ROOMS = (*_ROOMS, Room(0.15, is_close=True))
_WRITING_ROOMS = (Room(0.4), Room(0.3, is_close=True))
_RULE_GAP = 10.0
_BESIDE_NUMBER = 0.8
"""Share of the last line at the foot that words may take beside the page number."""
_LARGEST_FOOT = 0.4
"""Share of a page that may be taken by what stands at its foot; a larger one (a clinic's name of 200 letters) stands
once, after the content, instead of on every page.
"""


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece and its top left corner. ``again``: it stands on another page of the sheet too and is read out there."""

    piece: Piece
    x: float
    y: float
    again: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a sheet: ``part`` of ``parts``. Header and footer lines are set, the page number is not yet."""

    sheet: Sheet
    style: Style
    width: float
    height: float
    header: tuple[Line, ...]
    clinic: tuple[Line, ...]
    footer: tuple[Line, ...]
    placed: tuple[Placed, ...]
    part: int
    parts: int


@dataclass(slots=True)
class _Filling:
    """The page being filled: from ``top`` to ``bottom``, filled down to ``y``. ``again`` begins every further page."""

    top: float
    bottom: float
    left: float
    again: tuple[Piece, ...] = ()
    pages: list[list[Placed]] = field(default_factory=lambda: [[]])
    y: float = 0.0

    @property
    def is_empty(self) -> bool:
        return len(self.pages[-1]) == (len(self.again) if len(self.pages) > 1 else 0)

    def gap(self, piece: Piece) -> float:
        return piece.gap if self.pages[-1] else 0.0

    def room(self, piece: Piece) -> float:
        return self.bottom - self.y - self.gap(piece)

    def place(self, piece: Piece, *, again: bool = False) -> None:
        self.y += self.gap(piece)
        self.pages[-1].append(Placed(piece, self.left, self.y, again))
        self.y += piece.height

    def turn(self) -> None:
        self.pages.append([])
        self.y = self.top
        for piece in self.again:
            self.place(piece, again=True)


def lay_sheet(sheet: Sheet, furniture: Furniture, paper: str, size: int) -> tuple[Page, ...]:
    """The pages of a sheet: one, with closer gaps if that helps; else as few as it takes, as airy as these allow."""
    style = around_cards(style_for(sheet.reader, size)) if _holds_cards(sheet) else style_for(sheet.reader, size)
    rooms = _rooms(sheet)
    for room in rooms:
        pages = _lay_pages(sheet, furniture, paper, style.with_room(room), parted=False)
        if len(pages) == 1:
            return pages
    return min((_lay_pages(sheet, furniture, paper, style.with_room(room), parted=True) for room in rooms), key=len)


def _rooms(sheet: Sheet) -> tuple[Room, ...]:
    """How open a page may be, widest first; a page to write on spends its room on lines and not on gaps."""
    if sheet.reader is Reader.TEAM:
        return _TEAM_ROOMS
    return _WRITING_ROOMS if sum(isinstance(block, RuledLines) for block in sheet.blocks) > 1 else _ROOMS


def _holds_cards(sheet: Sheet) -> bool:
    return any(isinstance(block, Cards) for block in sheet.blocks)


def _lay_pages(sheet: Sheet, furniture: Furniture, paper: str, style: Style, *, parted: bool) -> tuple[Page, ...]:
    across, down = PAPER_SIZES[paper]
    width, height = (down, across) if sheet.landscape else (across, down)
    room = width - 2 * style.side
    small = style.small
    footer = _footer(furniture, style, room)
    clinic = set_lines(plain(furniture.clinic), small.size, room * 0.4)
    beside = room - max(map(line_width, clinic)) - 16
    header = _header(sheet, furniture, style, beside, 1, 2 if parted else 1)
    foot = lay_all(sheet.foot, room, style)
    head_lines = max(len(clinic), len(header))
    top = HEADER_TOP + head_lines * small.leading + 4 + _RULE_GAP
    rule = height - BOTTOM - len(footer) * small.leading - 5
    again = _continuation(sheet, furniture, room, style)
    pieces = lay_all(sheet.blocks, room, style)
    if stack_height(foot) > _LARGEST_FOOT * (rule - top):
        pieces, foot = (*pieces, *foot), ()
    bottom = rule - 8 - (stack_height(foot) + max(6.0, style.gap(10)) if foot else 0)
    pieces = _with_room_to_write(pieces, bottom - top)
    filled = _fill(pieces, _Filling(top, bottom, style.side, again, y=top))
    below = _stand(foot, style.side, rule - 8 - stack_height(foot))
    return tuple(
        Page(
            sheet=sheet,
            style=style,
            width=width,
            height=height,
            header=_header(sheet, furniture, style, beside, part, len(filled)),
            clinic=clinic,
            footer=footer,
            placed=(*placed, *(replace(stood, again=part < len(filled)) for stood in below)),
            part=part,
            parts=len(filled),
        )
        for part, placed in enumerate(filled, 1)
    )


def _footer(furniture: Furniture, style: Style, room: float) -> tuple[Line, ...]:
    """The lines at the foot; the last of them leaves room for the page number."""
    lines = set_lines(plain(furniture.footer), style.small.size, room)
    return lines if line_width(lines[-1]) <= room * _BESIDE_NUMBER else (*lines, ())


def _header(sheet: Sheet, furniture: Furniture, style: Style, room: float, part: int, parts: int) -> tuple[Line, ...]:
    text = sheet.name
    if parts > 1:
        text = f"{sheet.place}, {furniture.words(f'page.part_{sheet.unit}', part=part, parts=parts)}"
    return set_lines(plain(text), style.small.size, room)


def _continuation(sheet: Sheet, furniture: Furniture, room: float, style: Style) -> tuple[Piece, ...]:
    """What stands at the top of a further page: the day again, so that nobody reads it as another one."""
    if sheet.unit is Unit.PAPER:
        return ()
    text = bold(furniture.words("page.continued", place=sheet.place))
    return (Words(set_lines(text, style.heading.size, room), style.heading, "H2"),)


def _stand(pieces: Sequence[Piece], x: float, y: float) -> list[Placed]:
    placed: list[Placed] = []
    for number, piece in enumerate(pieces):
        y += piece.gap if number else 0.0
        placed.append(Placed(piece, x, y))
        y += piece.height
    return placed


def _with_room_to_write(pieces: tuple[Piece, ...], room: float) -> tuple[Piece, ...]:
    """Where a page holds several places to write in, they share what is left of it, line by line."""
    places = [place for place, piece in enumerate(pieces) if isinstance(piece, Ruled)]
    lines = int((room - stack_height(pieces)) // RULED_STEP)
    if len(places) < 2 or lines < 1:
        return pieces
    more = {place: (lines + len(places) - 1 - turn) // len(places) for turn, place in enumerate(places)}
    return tuple(
        replace(piece, count=piece.count + more[place]) if isinstance(piece, Ruled) else piece
        for place, piece in enumerate(pieces)
    )


def _fill(pieces: Sequence[Piece], page: _Filling) -> list[list[Placed]]:
    for place, piece in enumerate(pieces):
        if place == len(pieces) - 1 and isinstance(piece, Ruled | WeekGrid | CardSheet):
            piece = piece.stretched(page.room(piece))
        if not page.is_empty and piece.keeps and not _begins(pieces[place : place + 2], page):
            page.turn()
        _put(piece, page)
    return page.pages


def _begins(pair: Sequence[Piece], page: _Filling) -> bool:
    """Whether a heading and at least the beginning of what follows fit under one another."""
    heading = pair[0]
    left = page.room(heading) - heading.height
    if len(pair) == 1:
        return left >= 0
    left -= pair[1].gap
    return pair[1].height <= left or pair[1].split(left) is not None


def _put(piece: Piece, page: _Filling) -> None:
    while piece.height > page.room(piece):
        parts = piece.split(page.room(piece))
        if parts is None:
            if not page.is_empty:
                page.turn()
            elif isinstance(piece, Stack) and piece.fixed:
                piece = replace(piece, fixed=False)  # taller than a whole page: parted after all
            else:
                break
            continue
        page.place(parts[0])
        piece = parts[1]
        page.turn()
    page.place(piece)
