"""In which order letters that read from the left and from the right stand on a line (Unicode Standard Annex 9).

The annex in full but for the embedding and override characters (U+202A to U+202E): they can make digits stand in
another order than they were typed, so no text that is printed holds one. Isolates are followed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final
from unicodedata import bidirectional, normalize

_PHONE: Final = re.compile(r"[+(]?\d(?:[\d \u00a0()+./‑–-]*\d)?")
_PHONE_DIGITS: Final = 7
_AMOUNT: Final = re.compile(r"\d(?:[\d.,:/]*\d)?[ \u00a0]?[A-Za-zµ%][A-Za-zµ%./]*")
"""House rule: a phone number and an amount with its unit read from the left in every text, as they were typed."""

_BRACKETS: Final = "()[]{}⁅⁆⁽⁾₍₎⌈⌉⌊⌋❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯〈〉《》「」『』【】〔〕〖〗〘〙〚〛（）［］｛｝｟｠｢｣"
_CLOSING: Final = dict(zip(_BRACKETS[::2], _BRACKETS[1::2], strict=True))
_OPENED_BY: Final = {closing: opening for opening, closing in _CLOSING.items()}
_MOST_BRACKETS: Final = 63
_DEEPEST: Final = 125

_LEFT, _RIGHT, _NEUTRAL = "L", "R", "ON"
_ISOLATES: Final = {"LRI", "RLI", "FSI"}
_NEUTRALS: Final = {"B", "S", "WS", "ON", *_ISOLATES, "PDI"}
_WITHOUT_ORDER: Final = {"BN", "LRE", "RLE", "LRO", "RLO", "PDF"}
_AS_RIGHT: Final = {"R": "R", "AN": "R", "EN": "R", "L": "L"}


@dataclass(slots=True)
class _Sequence:
    """Characters of one level that are resolved together: their places in the text, and their classes."""

    level: int
    places: list[int] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)

    @property
    def direction(self) -> str:
        return _RIGHT if self.level % 2 else _LEFT

    def add(self, place: int, name: str) -> None:
        self.places.append(place)
        self.classes.append(name)


def levels(text: str) -> tuple[int, ...]:
    """The level of each character of a paragraph: even ones read from the left, odd ones from the right.

    A paragraph reads from the right when its first letter does and more of its letters do than do not, so that an
    English sentence that begins with an Arabic name stays English. Phones and amounts are kept as they were typed.
    """
    classes = [bidirectional(character) or _LEFT for character in text]
    if not any(name in {"R", "AL", "AN", "RLI"} for name in classes):
        return (0,) * len(text)
    return embedding_levels(text, _base(classes), _kept(text))


def _base(classes: Sequence[str]) -> int:
    letters = [name == _LEFT for name in classes if name in {"L", "R", "AL"}]
    return int(bool(letters) and not letters[0] and letters.count(False) > letters.count(True))


def _kept(text: str) -> dict[int, int]:
    """Where a stretch that reads from the left begins, and where it ends."""
    found = {match.start(): match.end() for match in _AMOUNT.finditer(text)}
    for match in _PHONE.finditer(text):
        if sum(map(str.isdecimal, match[0])) >= _PHONE_DIGITS:
            found[match.start()] = max(match.end(), found.get(match.start(), 0))
    return found


def embedding_levels(text: str, base: int, kept: dict[int, int] | None = None) -> tuple[int, ...]:
    """The levels of a paragraph of level ``base``; stretches in ``kept`` (start: end) read from the left."""
    result = [base] * len(text)
    for sequence in _sequences(text, base, kept or {}, result):
        _resolve_weak(sequence)
        _resolve_brackets(sequence, text)
        _resolve_neutral(sequence)
        for place, name in zip(sequence.places, sequence.classes, strict=True):
            if place >= 0:
                result[place] = _implicit(sequence.level, name)
    _place_ignored(text, base, result)
    return tuple(result)


def _sequences(text: str, base: int, kept: dict[int, int], result: list[int]) -> list[_Sequence]:
    """Isolates apart from what they stand in, where each counts as one neutral (X1 to X10)."""
    classes = [bidirectional(character) or _LEFT for character in text]
    ends = _isolate_ends(classes)
    open_ones = [_Sequence(base)]
    closed: list[_Sequence] = []
    place = 0
    while place < len(text):
        now, name = open_ones[-1], classes[place]
        if place in kept:
            inside = _next_level(now.level, odd=False)
            result[place : kept[place]] = [inside] * (kept[place] - place)
            now.add(-1, _NEUTRAL)
            place = kept[place]
            continue
        if name in _ISOLATES:
            now.add(place, name)
            odd = name == "RLI" or (name == "FSI" and _begins_right(classes[place + 1 : ends.get(place)]))
            if (level := _next_level(now.level, odd=odd)) <= _DEEPEST:
                open_ones.append(_Sequence(level))
        elif name == "PDI" and len(open_ones) > 1:
            closed.append(open_ones.pop())
            open_ones[-1].add(place, name)
        elif name not in _WITHOUT_ORDER:
            now.add(place, name)
        place += 1
    return closed + open_ones


def _next_level(level: int, *, odd: bool) -> int:
    return level + 1 if (level + 1) % 2 == odd else level + 2


def _isolate_ends(classes: Sequence[str]) -> dict[int, int]:
    """Where each isolate is closed (BD9)."""
    begun: list[int] = []
    ends = {}
    for place, name in enumerate(classes):
        if name in _ISOLATES:
            begun.append(place)
        elif name == "PDI" and begun:
            ends[begun.pop()] = place
    return ends


def _begins_right(classes: Sequence[str]) -> bool:
    """Whether the first letter outside inner isolates reads from the right (P2, P3)."""
    depth = 0
    for name in classes:
        if name in _ISOLATES:
            depth += 1
        elif name == "PDI":
            depth = max(0, depth - 1)
        elif not depth and name in {"L", "R", "AL"}:
            return name != _LEFT
    return False


def _resolve_weak(sequence: _Sequence) -> None:
    """Marks, numbers, and what stands between and around numbers (W1 to W7)."""
    names = sequence.classes
    before = strong = sequence.direction
    for place, name in enumerate(names):
        if name == "NSM":
            name = _NEUTRAL if before in _ISOLATES or before == "PDI" else before
        if name in {"L", "R", "AL"}:
            strong = name
        before = names[place] = "AN" if name == "EN" and strong == "AL" else name
    names[:] = [_RIGHT if name == "AL" else name for name in names]
    for place in range(1, len(names) - 1):
        around = names[place - 1]
        if around == names[place + 1] and (names[place], around) in {("ES", "EN"), ("CS", "EN"), ("CS", "AN")}:
            names[place] = around
    for start, end in _stretches(names, {"ET"}):
        if (start and names[start - 1] == "EN") or (end < len(names) and names[end] == "EN"):
            names[start:end] = ["EN"] * (end - start)
    strong = sequence.direction
    for place, name in enumerate(names):
        if name in {"L", "R"}:
            strong = name
        elif name in {"ES", "ET", "CS"}:
            names[place] = _NEUTRAL
        elif name == "EN" and strong == _LEFT:
            names[place] = _LEFT


def _stretches(names: Sequence[str], wanted: set[str]) -> Iterator[tuple[int, int]]:
    start = None
    for place, name in enumerate([*names, ""]):
        if name in wanted:
            start = place if start is None else start
        elif start is not None:
            yield start, place
            start = None


def _resolve_brackets(sequence: _Sequence, text: str) -> None:
    """Both brackets of a pair take one direction: that of what they hold, or of what stands before (N0)."""
    names, own = sequence.classes, sequence.direction
    for opening, closing in _pairs(sequence, text):
        inside = {_AS_RIGHT.get(name) for name in names[opening + 1 : closing]} - {None}
        if own in inside:
            wanted = own
        elif inside:
            strong = [_AS_RIGHT[name] for name in names[:opening] if name in _AS_RIGHT]
            wanted = strong[-1] if strong else own
        else:
            continue
        for bracket in (opening, closing):
            names[bracket] = wanted
            for place in range(bracket + 1, len(names)):
                if sequence.places[place] < 0 or bidirectional(text[sequence.places[place]]) != "NSM":
                    break
                names[place] = wanted


def _pairs(sequence: _Sequence, text: str) -> list[tuple[int, int]]:
    """Opening and closing brackets that belong together, by the opening one (BD16)."""
    begun: list[tuple[str, int]] = []
    pairs = []
    for place, (at, name) in enumerate(zip(sequence.places, sequence.classes, strict=True)):
        if name != _NEUTRAL or at < 0:
            continue
        character = normalize("NFC", text[at])
        if character in _CLOSING:
            if len(begun) == _MOST_BRACKETS:
                return []
            begun.append((character, place))
        elif (opening := _OPENED_BY.get(character)) in [known for known, _ in begun]:
            while begun:
                known, start = begun.pop()
                if known == opening:
                    pairs.append((start, place))
                    break
    return sorted(pairs)


def _resolve_neutral(sequence: _Sequence) -> None:
    """Neutrals between two of one direction take it; others that of their level (N1, N2)."""
    names, own = sequence.classes, sequence.direction
    for start, end in _stretches(names, _NEUTRALS):
        before = _AS_RIGHT[names[start - 1]] if start else own
        after = _AS_RIGHT[names[end]] if end < len(names) else own
        names[start:end] = [before if before == after else own] * (end - start)


def _implicit(level: int, name: str) -> int:
    """The level a class has inside a level (I1, I2)."""
    if level % 2:
        return level + (name != _RIGHT)
    return level + {"L": 0, "R": 1}.get(name, 2)


def _place_ignored(text: str, base: int, result: list[int]) -> None:
    """Joiners and the like go with what stands before them (X9 drops them; they are kept here for shaping)."""
    for place, character in enumerate(text):
        if bidirectional(character) in _WITHOUT_ORDER:
            result[place] = result[place - 1] if place else base


def visual_order(of_levels: Sequence[int]) -> tuple[int, ...]:
    """Which of the pieces of a line stand from left to right, by their levels (L2)."""
    order = list(range(len(of_levels)))
    for level in range(max(of_levels, default=0), 0, -1):
        for start, end in _stretches(["x" if of_levels[place] >= level else "" for place in order], {"x"}):
            order[start:end] = reversed(order[start:end])
    return tuple(order)
