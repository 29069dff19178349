"""Icons drawn from the glyphs of Material Design Icons, the font file that the qtawesome package carries.

The package itself is never imported: that would load every icon font it has, which takes longer than the first
window. Its folder is found through the import machinery's index instead.
"""

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPainter, QPixmap

_PATTERN = "materialdesignicons6-webfont"


class IconsMissing(RuntimeError):
    """The installation lacks the icon font."""


@lru_cache(maxsize=1)
def _folder() -> Path:
    spec = find_spec("qtawesome")
    if spec is None or spec.origin is None:
        raise IconsMissing("The package qtawesome, which carries the icon font, is not installed.")
    return Path(spec.origin).parent / "fonts"


@lru_cache(maxsize=1)
def _charmap() -> str:
    """The names and code points of the font, as text: looking a few names up is quicker than reading all 7,000."""
    (names,) = _folder().glob(f"{_PATTERN}-charmap-*.json")
    return names.read_text(encoding="ascii")


@lru_cache
def glyph(name: str) -> str:
    """The character of an icon; IconsMissing where the font has none of that name."""
    _, _, after = _charmap().partition(f'"{name}": "')
    if not after:
        raise IconsMissing(f"The icon font has no icon “{name}”.")
    return chr(int(after[: after.index('"')], 16))


class IconFont:
    """The icon font, loaded once per program; draws glyphs into pixmaps that it keeps."""

    def __init__(self) -> None:
        (file,) = _folder().glob(f"{_PATTERN}-*.ttf")
        number = QFontDatabase.addApplicationFont(str(file))
        families = QFontDatabase.applicationFontFamilies(number)
        if not families:
            raise IconsMissing("The icon font could not be read.")
        self._family = families[0]
        self._kept: dict[tuple[str, int, int, int], QPixmap] = {}

    def font(self, size: float) -> QFont:
        """The font whose glyphs fill a square of ``size`` px."""
        font = QFont(self._family)
        font.setPixelSize(max(1, round(size)))
        return font

    def paint(self, painter: QPainter, name: str, where: QRectF | QPointF, color: QColor, size: float = 0) -> None:
        """Draw an icon centred in a rectangle, or with its top left corner at a point."""
        side = size or (min(where.width(), where.height()) if isinstance(where, QRectF) else 16)
        box = where if isinstance(where, QRectF) else QRectF(where.x(), where.y(), side, side)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setFont(self.font(side))
        painter.setPen(color)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
        painter.drawText(box, flags, glyph(name))
        painter.restore()

    def pixmap(self, name: str, color: QColor, size: int, ratio: float = 1.0) -> QPixmap:
        """The icon as a square picture of ``size`` px for a screen of that device pixel ratio."""
        key = (name, color.rgba(), size, round(ratio * 100))
        if key not in self._kept:
            picture = QPixmap(round(size * ratio), round(size * ratio))
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            self.paint(painter, name, QRectF(0, 0, size, size), color)
            painter.end()
            self._kept[key] = picture
        return self._kept[key]
