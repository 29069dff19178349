"""The bundled text face: Fira Sans in three weights, with figures of equal width."""

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

WEIGHTS = {400: "FiraSans-Regular", 500: "FiraSans-Medium", 600: "FiraSans-SemiBold"}


@lru_cache(maxsize=1)
def load_text_face() -> str:
    """Make the bundled weights known to Qt and answer the family's name; the system's sans serif if they lack."""
    spec = find_spec("fontpkg_fira_sans")
    if spec is None or spec.origin is None:
        return QFont().family()
    folder = Path(spec.origin).parent / "files"
    numbers = [QFontDatabase.addApplicationFont(str(folder / f"{name}.ttf")) for name in WEIGHTS.values()]
    families = [family for number in numbers for family in QFontDatabase.applicationFontFamilies(number)]
    return families[0] if families else QFont().family()


def text_font(family: str, pixels: int, weight: int) -> QFont:
    """A font of that size and weight (400, 500, 600) with tabular figures."""
    font = QFont(family)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    font.setFeature(QFont.Tag.fromString("tnum"), 1)
    return font
