"""Draws the pictures that the style sheet needs as files (it takes no glyphs): resources/icons/*.png."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from kapplanner.resources import resource
from kapplanner.ui.theme.icons import IconFont
from kapplanner.ui.theme.tokens import TOKENS, Scheme


def main() -> None:
    app = QApplication([])
    font = IconFont()
    for scheme in Scheme:
        for name, glyph, token in (
            ("tick", "check-bold", "on_primary"),
            ("dash", "minus-thick", "on_primary"),
            ("chevron-down", "chevron-down", "text2"),
        ):
            picture = font.pixmap(glyph, QColor(TOKENS[scheme][token]), 42)
            picture.save(str(resource("icons", f"{name}-{scheme}.png")))
    app.quit()


if __name__ == "__main__":
    main()
