"""sRGB as an ICC profile: what the greys of a paper mean, for files that must look the same in decades."""

from functools import cache
from struct import pack
from typing import Final

_HEADER_BYTES: Final = 128
_ENTRY_BYTES: Final = 12
_WHITE: Final = (0.9642, 1.0, 0.8249)
"""D50, to which all colours of a profile are told."""
_PRIMARIES: Final = {
    "rXYZ": (0.43607, 0.22249, 0.01392),
    "gXYZ": (0.38515, 0.71687, 0.09708),
    "bXYZ": (0.14307, 0.06061, 0.71410),
}
"""Red, green and blue of IEC 61966-2-1, told to D50 by the Bradford transform."""
_TO_D50: Final = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01708, -0.00925, 0.01508, 0.75168)
_CURVE: Final = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
"""The curve of IEC 61966-2-1: exponent, factor, offset, slope of the straight part, and where it ends."""


@cache
def srgb_profile() -> bytes:
    """The profile, by ICC.1:2004-10 (version 4.2), about half a kilobyte; always the same bytes."""
    curve = b"para\0\0\0\0" + pack(">HH", 3, 0) + _fixed(_CURVE)
    parts = {
        "desc": _text("sRGB"),
        "cprt": _text("No copyright: the numbers are those of IEC 61966-2-1."),
        "wtpt": _colour(_WHITE),
        "chad": b"sf32\0\0\0\0" + _fixed(_TO_D50),
        **{name: _colour(value) for name, value in _PRIMARIES.items()},
        **dict.fromkeys(("rTRC", "gTRC", "bTRC"), curve),
    }
    places: dict[bytes, int] = {}
    body = b""
    first = _HEADER_BYTES + 4 + _ENTRY_BYTES * len(parts)
    for part in parts.values():
        if part not in places:
            places[part] = first + len(body)
            body += part + bytes(-len(part) % 4)
    table = b"".join(pack(">4sII", name.encode(), places[part], len(part)) for name, part in parts.items())
    return _header(first + len(body)) + pack(">I", len(parts)) + table + body


def _header(size: int) -> bytes:
    """A profile of a display, made on a fixed day, perceptual, without an id of its own."""
    head = pack(">I4sI4s4s4s6H4s", size, b"", 0x04200000, b"mntr", b"RGB ", b"XYZ ", 2020, 1, 1, 0, 0, 0, b"acsp")
    return (head + bytes(28) + _fixed(_WHITE)).ljust(_HEADER_BYTES, b"\0")


def _fixed(values: tuple[float, ...]) -> bytes:
    """Numbers with sixteen bits before and sixteen after the point."""
    return pack(f">{len(values)}i", *(round(value * 65536) for value in values))


def _colour(value: tuple[float, ...]) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(value)


def _text(words: str) -> bytes:
    encoded = words.encode("utf-16-be")
    return b"mluc\0\0\0\0" + pack(">II2s2sII", 1, 12, b"en", b"US", len(encoded), 28) + encoded
