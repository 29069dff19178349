"""Measuring finished papers without the program's help: what a page's drawing operators really put on paper.

Nothing of the program is used here: the operators are read with pikepdf and followed as the PDF reference describes
(ISO 32000, 8 and 9), so that a mistake in the program's own print check cannot hide itself.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO

import pikepdf

Matrix = tuple[float, float, float, float, float, float]
Ink = tuple[float, float, float]
UNIT: Matrix = (1, 0, 0, 1, 0, 0)
POINTS_A_MILLIMETRE = 72 / 25.4


def times(first: Matrix, then: Matrix) -> Matrix:
    """One matrix after another."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def placed(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


@dataclass(frozen=True)
class Box:
    """Left, bottom, right and top in points from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @classmethod
    def around(cls, points: Iterable[tuple[float, float]]) -> "Box":
        xs, ys = zip(*points, strict=True)
        return cls(min(xs), min(ys), max(xs), max(ys))

    def within(self, other: "Box | None") -> "Box":
        if other is None:
            return self
        left, bottom = max(self.left, other.left), max(self.bottom, other.bottom)
        return Box(left, bottom, max(left, min(self.right, other.right)), max(bottom, min(self.top, other.top)))

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    def from_edge(self, width: float, height: float) -> float:
        return min(self.left, self.bottom, width - self.right, height - self.top)


@dataclass(frozen=True)
class Face:
    """A font of a page: widths and characters by code, and what it says of itself."""

    name: str
    embedded: bool
    leans: bool
    descent: float
    wide: bool
    widths: dict[int, float]
    usual: float
    letters: dict[int, str]

    def codes(self, shown: bytes) -> list[int]:
        if not self.wide:
            return list(shown)
        return [int.from_bytes(shown[place : place + 2], "big") for place in range(0, len(shown), 2)]


@dataclass(frozen=True)
class Show:
    """Text shown by one operator. ``size`` is the effective one in points; ``mark`` the number of its content."""

    words: str
    face: Face
    size: float
    across: float
    upward: float
    turned: bool
    word_space: float
    box: Box
    baseline: float
    ink: Ink
    ground: Ink
    furniture: bool
    mark: int | None


@dataclass(frozen=True)
class Painted:
    """A shape: where it lies inside of what clips it, and its fill (None for lines alone)."""

    box: Box
    fill: Ink | None


@dataclass
class Page:
    """What stands on a page."""

    width: float
    height: float
    shows: list[Show] = field(default_factory=list)
    painted: list[Painted] = field(default_factory=list)
    pictures: int = 0

    @property
    def read(self) -> list[Show]:
        """All text but a word across the page."""
        return [show for show in self.shows if not (show.turned and show.furniture)]

    @property
    def content(self) -> list[Show]:
        return [show for show in self.read if not show.furniture]

    def words(self) -> str:
        """All words: a space between pieces, so that a search finds them; no-break spaces are spaces."""
        return re.sub(r"\s+", " ", " ".join(show.words for show in self.read).replace("\u00a0", " "))


@dataclass(frozen=True)
class State:
    """What the operators have set so far."""

    ctm: Matrix = UNIT
    clip: Box | None = None
    fill: Ink = (0, 0, 0)
    stroke: Ink = (0, 0, 0)
    face: Face | None = None
    size: float = 0
    letter_space: float = 0
    word_space: float = 0
    stretch: float = 1
    leading: float = 0
    rise: float = 0


def measured(pdf: bytes) -> list[Page]:
    """Every page of a file."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return [_Reader(page).page for page in document.pages]


def _colour(operands: list[float]) -> Ink:
    if len(operands) == 1:
        return (operands[0],) * 3
    if len(operands) == 3:
        return (operands[0], operands[1], operands[2])
    cyan, magenta, yellow, black = operands
    return tuple((1 - part) * (1 - black) for part in (cyan, magenta, yellow))  # type: ignore[return-value]


class _Reader:
    """Follows the operators of one page."""

    def __init__(self, page: pikepdf.Page) -> None:
        left, bottom, right, top = (float(edge) for edge in page.mediabox)
        self.page = Page(right - left, top - bottom)
        self._state = State(ctm=(1, 0, 0, 1, -left, -bottom))
        self._kept: list[State] = []
        self._marks: list[tuple[str, int | None]] = []
        self._path: list[tuple[float, float]] = []
        self._clips = False
        self._matrix = self._line = UNIT
        self._faces: dict[tuple[int, int], Face] = {}
        self._follow(page.obj, page.obj.get("/Resources", pikepdf.Dictionary()))

    def _follow(self, holder: pikepdf.Object, resources: pikepdf.Object) -> None:
        for operands, operator in pikepdf.parse_content_stream(holder):
            self._do(str(operator), list(operands), resources)

    def _do(self, name: str, operands: list[object], resources: pikepdf.Object) -> None:
        match name:
            case "q":
                self._kept.append(self._state)
            case "Q":
                self._state = self._kept.pop()
            case "cm":
                self._state = replace(self._state, ctm=times(_matrix(operands), self._state.ctm))
            case "g" | "rg" | "k" | "sc" | "scn":
                self._state = replace(self._state, fill=_colour(_numbers(operands)))
            case "G" | "RG" | "K" | "SC" | "SCN":
                self._state = replace(self._state, stroke=_colour(_numbers(operands)))
            case "BDC" | "BMC":
                said = operands[1] if len(operands) > 1 else None
                mark = int(said["/MCID"]) if isinstance(said, pikepdf.Dictionary) and "/MCID" in said else None
                self._marks.append((str(operands[0]), mark))
            case "EMC":
                self._marks.pop()
            case "Do":
                self._object(resources.XObject[operands[0]])
            case _ if name in _TEXT:
                self._text(name, operands, resources)
            case _:
                self._draw(name, _numbers(operands) if name in _PATH else [])

    def _object(self, thing: pikepdf.Object) -> None:
        if thing.Subtype != "/Form":
            self.page.pictures += 1
            return
        before = self._state
        self._state = replace(before, ctm=times(_matrix(list(thing.get("/Matrix", list(UNIT)))), before.ctm))
        self._follow(thing, thing.get("/Resources", pikepdf.Dictionary()))
        self._state = before

    # Shapes

    def _draw(self, name: str, at: list[float]) -> None:
        ctm = self._state.ctm
        if name == "re":
            x, y, width, height = at
            corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
            self._path += [placed(ctm, *corner) for corner in corners]
        elif name in _PATH:
            self._path += [placed(ctm, at[place], at[place + 1]) for place in range(0, len(at), 2)]
        elif name in {"W", "W*"}:
            self._clips = True
        elif name in _PAINT:
            self._paint(name)

    def _paint(self, name: str) -> None:
        if self._path:
            box = Box.around(self._path).within(self._state.clip)
            if name != "n":
                fills = name not in {"S", "s"}
                self.page.painted.append(Painted(box, self._state.fill if fills else None))
            if self._clips:
                self._state = replace(self._state, clip=box)
        self._path, self._clips = [], False

    # Text

    def _text(self, name: str, operands: list[object], resources: pikepdf.Object) -> None:
        match name:
            case "BT":
                self._matrix = self._line = UNIT
            case "Tf":
                self._state = replace(
                    self._state, face=self._face(resources.Font[operands[0]]), size=float(operands[1])
                )
            case "Tc" | "Tw" | "TL" | "Ts":
                names = {"Tc": "letter_space", "Tw": "word_space", "TL": "leading", "Ts": "rise"}
                self._state = replace(self._state, **{names[name]: float(operands[0])})
            case "Tz":
                self._state = replace(self._state, stretch=float(operands[0]) / 100)
            case "Tm":
                self._matrix = self._line = _matrix(operands)
            case "Td" | "TD":
                x, y = _numbers(operands)
                if name == "TD":
                    self._state = replace(self._state, leading=-y)
                self._next_line(x, y)
            case "T*":
                self._next_line(0, -self._state.leading)
            case "Tj":
                self._show([operands[0]])
            case "TJ":
                self._show(list(operands[0]))
            case "'" | '"':
                self._next_line(0, -self._state.leading)
                self._show([operands[-1]])

    def _next_line(self, x: float, y: float) -> None:
        self._matrix = self._line = times((1, 0, 0, 1, x, y), self._line)

    def _show(self, parts: list[object]) -> None:
        state = self._state
        face = state.face
        assert face is not None
        words, begin, end = "", self._matrix, self._matrix
        for part in parts:
            if not isinstance(part, pikepdf.String):
                self._advance(-float(part) / 1000 * state.size * state.stretch)
                continue
            for code in face.codes(bytes(part)):
                words += face.letters.get(code, "\ufffd")
                width = face.widths.get(code, face.usual) / 1000 * state.size + state.letter_space
                if code == 32 and not face.wide:
                    width += state.word_space
                self._advance(width * state.stretch)
                end = end if words.endswith(" ") else self._matrix
        self.page.shows.append(self._shown(words, face, begin, end))

    def _advance(self, length: float) -> None:
        self._matrix = times((1, 0, 0, 1, length, 0), self._matrix)

    def _shown(self, words: str, face: Face, begin: Matrix, end: Matrix) -> Show:
        """``end``: after the last character that is none of the spaces at the end."""
        state = self._state
        whole = times(begin, state.ctm)
        across = (whole[0] ** 2 + whole[1] ** 2) ** 0.5 * state.stretch
        upward = (whole[2] ** 2 + whole[3] ** 2) ** 0.5
        last = times(end, state.ctm)
        low, high = face.descent / 1000 * state.size, 0.74 * state.size
        corners = [placed(m, 0, y + state.rise) for m in (whole, last) for y in (low, high)]
        box = Box.around(corners)
        middle = (box.left + box.right) / 2, (box.bottom + box.top) / 2
        grounds = [shape.fill for shape in self.page.painted if shape.fill is not None and shape.box.holds(*middle)]
        marks = [mark for _, mark in self._marks if mark is not None]
        return Show(
            words=words,
            face=face,
            size=state.size * upward,
            across=across,
            upward=upward,
            turned=abs(whole[1]) > 1e-6,
            word_space=state.word_space,
            box=box,
            baseline=placed(whole, 0, 0)[1],
            ink=state.fill,
            ground=grounds[-1] if grounds else (1, 1, 1),
            furniture=any(tag == "/Artifact" for tag, _ in self._marks),
            mark=marks[-1] if marks else None,
        )

    def _face(self, font: pikepdf.Object) -> Face:
        if font.objgen not in self._faces:
            self._faces[font.objgen] = _read_face(font)
        return self._faces[font.objgen]


_TEXT = {"BT", "ET", "Tf", "Tc", "Tw", "TL", "Ts", "Tz", "Tr", "Tm", "Td", "TD", "T*", "Tj", "TJ", "'", '"'}
_PATH = {"m", "l", "c", "v", "y", "re"}
_PAINT = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n"}


def _numbers(operands: Iterable[object]) -> list[float]:
    return [float(each) for each in operands if not isinstance(each, pikepdf.Name)]  # type: ignore[arg-type]


def _matrix(operands: list[object]) -> Matrix:
    a, b, c, d, e, f = _numbers(operands)
    return (a, b, c, d, e, f)


def _read_face(font: pikepdf.Object) -> Face:
    wide = font.Subtype == "/Type0"
    inner = font.DescendantFonts[0] if wide else font
    descriptor = inner.get("/FontDescriptor", pikepdf.Dictionary())
    if wide:
        widths = dict(_wide_widths(inner.get("/W", [])))
        usual = float(inner.get("/DW", 1000))
    else:
        first = int(font.get("/FirstChar", 0))
        widths = {first + place: float(width) for place, width in enumerate(font.get("/Widths", []))}
        usual = float(descriptor.get("/MissingWidth", 0))
    name = str(font.get("/BaseFont", "")).lstrip("/")
    leans = float(descriptor.get("/ItalicAngle", 0)) != 0 or int(descriptor.get("/Flags", 0)) & 64
    return Face(
        name=name,
        embedded=bool({"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys())),
        leans=bool(leans) or bool(re.search("italic|oblique", name, re.IGNORECASE)),
        descent=float(descriptor.get("/Descent", -250)),
        wide=wide,
        widths=widths,
        usual=usual,
        letters=_letters(font.ToUnicode.read_bytes() if "/ToUnicode" in font else b""),
    )


def _wide_widths(listed: pikepdf.Object) -> Iterator[tuple[int, float]]:
    place = 0
    while place < len(listed):
        first = int(listed[place])
        if isinstance(listed[place + 1], pikepdf.Array):
            yield from ((first + n, float(width)) for n, width in enumerate(listed[place + 1]))
            place += 2
        else:
            yield from ((code, float(listed[place + 2])) for code in range(first, int(listed[place + 1]) + 1))
            place += 3


def _letters(cmap: bytes) -> dict[int, str]:
    text = cmap.decode("latin-1")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, told in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(code, 16)] = _told(told)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for first, last, told in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            for n, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                found[code] = _told(f"{int(told, 16) + n:0{len(told)}X}")
        for first, _, listed in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*\[(.*?)\]", block, re.DOTALL):
            for n, told in enumerate(re.findall(r"<([0-9A-Fa-f]+)>", listed)):
                found[int(first, 16) + n] = _told(told)
    return found


def _told(digits: str) -> str:
    return bytes.fromhex(digits.zfill(-(-len(digits) // 4) * 4)).decode("utf-16-be", errors="replace")


# Measures


def smallest(page: Page) -> float:
    """The smallest size that is read, in points (P02)."""
    return min((show.size for show in page.read if show.words.strip()), default=99.0)


def median(pages: list[Page]) -> float:
    """The size of the letter in the middle of all letters of the content (P03)."""
    shows = [show for page in pages for show in page.content]
    letters = sorted(size for show in shows for size in [show.size] * len(show.words.strip()))
    return letters[len(letters) // 2] if letters else 99.0


def contrast(page: Page) -> float:
    """The least contrast of text with what lies under it (P04), as WCAG counts."""

    def luminance(ink: Ink) -> float:
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in ink)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    ratios = []
    for show in page.read:
        low, high = sorted((luminance(show.ink), luminance(show.ground)))
        ratios.append((high + 0.05) / (low + 0.05))
    return min(ratios, default=21.0)


def full_lines(page: Page, side: float) -> list[int]:
    """The letters of lines that go on in another line and reach across the page between margins of ``side`` (P24).

    A text is what shares one number of content; its lines are what shares a baseline.
    """
    texts: dict[int | None, dict[float, list[Show]]] = defaultdict(lambda: defaultdict(list))
    for show in page.content:
        texts[show.mark][round(show.baseline, 1)].append(show)
    found = []
    for lines in texts.values():
        for baseline in sorted(lines, reverse=True)[:-1]:
            shows = lines[baseline]
            reach = max(show.box.right for show in shows) - min(show.box.left for show in shows)
            if reach > 0.85 * (page.width - 2 * side):
                found.append(len("".join(show.words for show in shows).strip()))
    return found


def free_at_the_edge(page: Page, stamps: re.Pattern[str]) -> float:
    """Millimetres between the edge and the nearest thing, but for stamps and frames in the upper margin (P26)."""
    boxes = [show.box for show in page.read if not stamps.match(show.words.strip()) and show.words.strip()]
    boxes += [shape.box for shape in page.painted if shape.box.bottom < page.height - 15 * POINTS_A_MILLIMETRE - 0.1]
    return min(box.from_edge(page.width, page.height) for box in boxes) / POINTS_A_MILLIMETRE
