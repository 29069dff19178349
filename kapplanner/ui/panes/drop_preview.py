"""What the findings would be if a carried session were dropped here: which appear, go away and stay.

Nothing here is pressed, for the hand holds a session meanwhile; so it is one painted picture with its words.
"""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kapplanner.domain.plan import Plan
from kapplanner.i18n import t
from kapplanner.rules.finding import Finding, Tier
from kapplanner.ui.board.changes import FindingChanges
from kapplanner.ui.panes.finding_words import place_words
from kapplanner.ui.panes.findings_view import ROW
from kapplanner.ui.theme import Theme

_PLACE, _RULE, _CHANGE = 140, 252, 96
_RULE_FROM = 900


@dataclass(frozen=True, slots=True)
class DropRow:
    """One finding and what would become of it, in words."""

    finding: Finding
    place: str
    change: str
    leaves: bool = False
    stays: bool = False


def drop_rows(now: Plan, then: Plan, changes: FindingChanges) -> tuple[DropRow, ...]:
    """Stops and Cautions that appear, then what goes away, then the rest."""
    grave = tuple(f for f in changes.appearing if f.tier is not Tier.NOTE)
    slight = tuple(f for f in changes.appearing if f.tier is Tier.NOTE)
    return (
        *(DropRow(f, place_words(then, f), t("appears")) for f in grave),
        *(DropRow(f, place_words(now, f), t("goes away"), leaves=True) for f in changes.leaving),
        *(DropRow(f, place_words(then, f), t("appears")) for f in slight),
        *(DropRow(f, place_words(then, f), t("stays"), stays=True) for f in changes.staying),
    )


class DropPreview(QWidget):
    """Rows as high as those of the findings; what has no room is counted in the last one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: tuple[DropRow, ...] = ()
        self.setProperty("ground", "board")

    @property
    def rows(self) -> tuple[DropRow, ...]:
        return self._rows

    def show_rows(self, rows: tuple[DropRow, ...]) -> None:
        """Show these."""
        if rows != self._rows:
            self._rows = rows
            self.setAccessibleName(". ".join(f"{row.change}: {row.finding.sentence}" for row in rows))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, high = self._theme, self._theme.px(ROW)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.color("board"))
        room = max(1, self.height() // high)
        shown = self._rows if len(self._rows) <= room else self._rows[: room - 1]
        for place, row in enumerate(shown):
            self._paint_row(painter, QRect(0, place * high, self.width(), high), row)
        rest = len(self._rows) - len(shown)
        if rest or not self._rows:
            words = t("and {n} more", n=rest) if rest else t("No findings from these rules.")
            box = QRect(theme.px(34), len(shown) * high, self.width() - theme.px(40), high)
            self._write(painter, box, words, "text2", theme.font("small"))
        painter.end()

    def _paint_row(self, painter: QPainter, box: QRect, row: DropRow) -> None:
        theme, px = self._theme, self._theme.px
        look = theme.tier(row.finding.tier)
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.color("grid"))
        icon, token = ("check", "text2") if row.leaves else (look.icon, look.token)
        theme.paint_icon(painter, icon, QRectF(box.left() + px(12), box.top(), px(16), box.height()), token)
        word = t("Cleared") if row.leaves else look.word
        ink = "text2" if row.leaves else f"{look.token}_ink"
        tier = QRect(box.left() + px(34), box.top(), px(62), box.height())
        self._write(painter, tier, word, ink, theme.font("base", 500))
        right = box.right() - px(_CHANGE)
        self._paint_change(painter, QRect(right, box.top(), px(_CHANGE) - px(12), box.height()), row.change)
        for width, words in (
            (px(_RULE) if self.width() >= px(_RULE_FROM) else 0, row.finding.title),
            (px(_PLACE), row.place),
        ):
            if width:
                right -= width
                cell = QRect(right + px(6), box.top(), width - px(14), box.height())
                self._write(painter, cell, words, "text2", theme.font("small"))
        font = theme.font("base")
        font.setStrikeOut(row.leaves)
        sentence = QRect(box.left() + px(102), box.top(), right - box.left() - px(110), box.height())
        self._write(painter, sentence, row.finding.sentence, "text2" if row.leaves else "text", font)

    def _paint_change(self, painter: QPainter, box: QRect, words: str) -> None:
        theme, px = self._theme, self._theme.px
        font = theme.font("small")
        painter.setFont(font)
        width = min(box.width(), painter.fontMetrics().horizontalAdvance(words) + px(14))
        chip = QRectF(box.right() - width, box.center().y() - px(10), width, px(20))
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("raised"))
        painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4))
        painter.setPen(theme.color("text2"))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, words)

    def _write(self, painter: QPainter, box: QRect, words: str, token: str, font: QFont) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.color(token))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, max(0, box.width()))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), shown)
