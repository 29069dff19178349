"""The fonts that are found on the machine: what they hold, whether they may be part of a file, which one serves."""

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from struct import unpack_from
from typing import Final

import uharfbuzz as hb

_SUFFIXES: Final = (".ttf", ".ttc", ".otf", ".otc")
_LIKED: Final = (
    *("Noto Sans", "Segoe UI", "Nirmala UI", "Leelawadee UI", "Malgun Gothic", "Microsoft YaHei", "Microsoft JhengHei"),
    *("Yu Gothic", "Meiryo", "PingFang", "Hiragino Sans", "Apple SD Gothic Neo", "SF Arabic", "SF Hebrew", "Geeza Pro"),
    *("Arial Hebrew", "Kohinoor", "Thonburi", "Tahoma", "Arial", "Ebrima", "Gadugi", "Myanmar Text", "DejaVu Sans"),
)
"""Clear faces without serifs that come with Windows, macOS and Linux; first those of most scripts (house default)."""
_CHINESE: Final = {
    "zh-Hans": ("SC", "YaHei", "DengXian", "SimHei", "Heiti", "WenQuanYi", "GB"),
    "zh-Hant": ("TC", "JhengHei", "HK", "MingLiU", "TW"),
    "ja": ("JP", "Yu Gothic", "Meiryo", "Hiragino", "MS Gothic", "IPA", "Takao"),
    "ko": ("KR", "Malgun", "Apple SD", "Gulim", "Nanum", "Baekmuk", "UnDotum"),
}
"""Parts of the names of fonts by whose forms of the Chinese signs they hold."""
_NO_LETTERS: Final = ("LastResort", "Last Resort", "AdobeBlank", "Adobe Blank", "NotDef")
"""Fonts with a picture for every character that stands for no character."""

_NOT_TO_EMBED: Final = 0x0002
_NOT_IN_PARTS: Final = 0x0100
_PICTURES_ONLY: Final = 0x0200
_SLANTED: Final = 0x0201
_NAMES: Final = hb.OTNameIdPredefined
REGULAR: Final = 400
BOLD_FROM: Final = 600
BOLD: Final = 700


@dataclass(frozen=True, slots=True)
class FontFile:
    """One font of a file. ``weight`` is from 1 to 1000, 400 regular; ``variable``: its weight can be chosen.

    ``joins``: scripts it has rules for joining and replacing letters in, by the names of the format; ``plain``: neither
    slanted, narrow, of one width, nor with serifs.
    """

    path: Path
    index: int
    family: str
    name: str
    weight: int
    variable: bool
    postscript: bool
    plain: bool
    joins: frozenset[str]
    holds: hb.Set = field(compare=False, repr=False)

    def order(self, hint: str) -> tuple[object, ...]:
        """What decides between fonts that could both serve; the same on every look at the same files."""
        liked = next((place for place, start in enumerate(_LIKED) if self.family.startswith(start)), len(_LIKED))
        own = any(part in self.family for part in _CHINESE.get(hint, ()))
        foreign = not own and any(part in self.family for parts in _CHINESE.values() for part in parts)
        off = abs(self.weight - REGULAR) > 100 and not self.variable
        return (
            off or not self.plain,
            foreign,
            liked,
            self.family,
            abs(self.weight - REGULAR),
            str(self.path),
            self.index,
        )


def usual_folders(platform: str, environment: Mapping[str, str], home: Path) -> tuple[Path, ...]:
    """Where a system keeps its fonts and a user's: ``platform`` as in ``sys.platform``."""
    if platform == "win32":
        local = environment.get("LOCALAPPDATA")
        windows = Path(environment.get("WINDIR", "C:\\Windows")) / "Fonts"
        return (windows, *([Path(local) / "Microsoft" / "Windows" / "Fonts"] if local else []))
    if platform == "darwin":
        system = Path("/System/Library")
        fetched = (system / "AssetsV2" / f"com_apple_MobileAsset_Font{number}" for number in range(3, 10))
        return (system / "Fonts", *fetched, Path("/Library/Fonts"), home / "Library" / "Fonts")
    own = Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share")
    shared = (environment.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    return (*(Path(folder) / "fonts" for folder in shared if folder), own / "fonts", home / ".fonts")


class Shelf:
    """The fonts of some folders, read once."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        files = {path.resolve(): None for folder in folders for path in _font_files(folder)}
        self._fonts = tuple(font for path in files for font in _fonts_of(path))
        self._by_hint: dict[str, tuple[FontFile, ...]] = {}

    def fonts(self, hint: str) -> tuple[FontFile, ...]:
        """All of them, the ones to try first in front; ``hint``: whose Chinese signs are wanted (a language)."""
        if hint not in self._by_hint:
            self._by_hint[hint] = tuple(sorted(self._fonts, key=lambda font: font.order(hint)))
        return self._by_hint[hint]

    def bold_of(self, regular: FontFile) -> FontFile | None:
        """The bold weight of a family: the font itself where its weight can be chosen."""
        if regular.variable:
            return regular
        bold = [
            font
            for font in self._fonts
            if font.family == regular.family and font.weight >= BOLD_FROM and font.plain == regular.plain
        ]
        return min(bold, key=lambda font: (abs(font.weight - BOLD), str(font.path), font.index), default=None)


@cache
def shelf_of_the_machine() -> Shelf:
    """The fonts of this machine. Looked for once, when a text first needs one: about 0.1 s for 400 fonts."""
    return Shelf(usual_folders(sys.platform, os.environ, Path.home()))


def _font_files(folder: Path) -> Iterator[Path]:
    """Files in a folder and below, by name. Folders that cannot be read hold none."""
    for below, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(below, name) for name in sorted(names) if name.lower().endswith(_SUFFIXES))


def _fonts_of(path: Path) -> Iterator[FontFile]:
    """The usable fonts of a file; none where it is no font or cannot be read."""
    try:
        blob = hb.Blob.from_file_path(str(path))
    except hb.HarfBuzzError:
        return
    for index in range(hb.Face(blob).count):
        face = hb.Face(blob, index)
        tables = set(face.table_tags)
        if {"cmap", "head", "hhea", "hmtx", "maxp"} <= tables and tables & {"glyf", "CFF "} and may_be_embedded(face):
            name = face.get_name(_NAMES.POSTSCRIPT_NAME) or path.stem
            if not any(part in name for part in _NO_LETTERS):
                yield _described(path, index, face, name, tables)


def _described(path: Path, index: int, face: hb.Face, name: str, tables: set[str]) -> FontFile:
    family = face.get_name(_NAMES.TYPOGRAPHIC_FAMILY) or face.get_name(_NAMES.FONT_FAMILY) or name
    about = face.reference_table("OS/2").data
    weight, width = unpack_from(">HH", about, 4) if len(about) >= 78 else (REGULAR, 5)
    slanted = bool(len(about) >= 78 and unpack_from(">H", about, 62)[0] & _SLANTED)
    serifs = len(about) >= 78 and about[32] == 2 and 2 <= about[33] <= 10
    odd = any(word in family for word in ("Mono", "Serif", "Nastaliq", "Symbol", "Emoji"))
    return FontFile(
        path=path,
        index=index,
        family=family,
        name="".join(c for c in name if c.isascii() and (c.isalnum() or c in "-_")) or "Font",
        weight=weight,
        variable=any(axis.tag == "wght" and axis.max_value >= BOLD_FROM for axis in face.axis_infos),
        postscript="glyf" not in tables,
        plain=not (slanted or serifs or odd or width < 5),
        joins=frozenset(face.get_table_script_tags("GSUB")) | ({"morx"} & tables),
        holds=face.unicodes,
    )


def may_be_embedded(face: hb.Face) -> bool:
    """Whether the font allows that a part of it is put into a file (fsType of its table OS/2; not told means yes)."""
    about = face.reference_table("OS/2").data
    return len(about) < 10 or not unpack_from(">H", about, 8)[0] & (_NOT_TO_EMBED | _NOT_IN_PARTS | _PICTURES_ONLY)
