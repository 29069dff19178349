"""How a row of the pane is painted: a finding with its sign, shape and day; a plan with both its counts."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kapplanner.domain.library import FindingCounts
from kapplanner.i18n import t
from kapplanner.ui.rules.try_boxes import chips_width
from kapplanner.ui.rules.try_rows import ROW_ROLE, CountsRow, FindingRow
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.chips import HEIGHT as CHIP
from kapplanner.ui.widgets.chips import paint_findings

Index = QModelIndex | QPersistentModelIndex
_SIDE = 14
_SIGN, _ICON = 16, 24
_GAP = 8


class TryDelegate(QStyledItemDelegate):
    """Paints a finding as sign, shape and sentence with tier and day below; a plan as its name and both counts."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width, px = self._view.viewport().width(), self._theme.px
        row = index.data(ROW_ROLE)
        if isinstance(row, FindingRow):
            text = _laid_out(row.sentence, self._theme.font("base"), self._text_width(row, width))
            small = self._theme.line_height("small")
            return QSize(width, px(_GAP) * 2 + round(text.boundingRect().height()) + px(2) + small)
        lines = 1 if self._fits_in_a_line(row, width) else 2
        return QSize(width, px(32) if lines == 1 else px(_GAP) * 2 + self._theme.line_height() + px(4) + px(CHIP))

    def _text_left(self, row: FindingRow) -> int:
        return self._theme.px(_SIDE) + (self._theme.px(_SIGN) if row.sign else 0) + self._theme.px(_ICON)

    def _text_width(self, row: FindingRow, width: int) -> int:
        return max(self._theme.px(60), width - self._text_left(row) - self._theme.px(_SIDE))

    def _fits_in_a_line(self, row: CountsRow, width: int) -> bool:
        name = QFontMetrics(self._theme.font("base")).horizontalAdvance(row.name)
        counts = self._counts_width(row.before) + self._counts_width(row.after) + self._arrow_width()
        return bool(name + counts + self._theme.px(2 * _SIDE + 10) <= width)

    def _counts_width(self, counts: FindingCounts) -> int:
        if counts == FindingCounts():
            return QFontMetrics(self._theme.font("small")).horizontalAdvance(t("none"))
        return chips_width(self._theme, counts)

    def _arrow_width(self) -> int:
        return QFontMetrics(self._theme.font("small")).horizontalAdvance("→") + 2 * self._theme.px(7)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box = QRectF(option.rect)
        painter.save()
        self._paint_ground(painter, option, box)
        row = index.data(ROW_ROLE)
        if isinstance(row, FindingRow):
            self._paint_finding(painter, box, row)
        else:
            self._paint_counts(painter, box, row)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF) -> None:
        state = option.state
        color = self._theme.color
        current = bool(state & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
        if current:
            painter.fillRect(box, color("sel"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, color("hover"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), color("grid"))
        if current:
            for side in (
                QRectF(box.left(), box.top(), box.width(), 2),
                QRectF(box.left(), box.bottom() - 3, box.width(), 2),
                QRectF(box.left(), box.top(), 2, box.height() - 1),
                QRectF(box.right() - 2, box.top(), 2, box.height() - 1),
            ):
                painter.fillRect(side, color("focus"))

    def _paint_finding(self, painter: QPainter, box: QRectF, row: FindingRow) -> None:
        theme, px = self._theme, self._theme.px
        look = theme.tier(row.tier)
        line, top, left = theme.line_height(), box.top() + px(_GAP), box.left() + px(_SIDE)
        if row.sign:
            painter.setFont(theme.font("base", 600))
            painter.setPen(theme.color("text"))
            painter.drawText(QRectF(left, top, px(_SIGN), line), Qt.AlignmentFlag.AlignVCenter, row.sign)
            left += px(_SIGN)
        theme.paint_icon(painter, look.icon, QRectF(left, top, px(15), line), look.token)
        left = box.left() + self._text_left(row)
        width = self._text_width(row, int(box.width()))
        text = _laid_out(row.sentence, theme.font("base"), width)
        painter.setPen(theme.color("text"))
        text.draw(painter, QPointF(left, top))
        below = QRectF(left, top + text.boundingRect().height() + px(2), width, theme.line_height("small"))
        words = t("{tier}, {place}", tier=look.word, place=row.place)
        self._write(painter, below, words, theme.font("small"), "text2")

    def _paint_counts(self, painter: QPainter, box: QRectF, row: CountsRow) -> None:
        theme, px = self._theme, self._theme.px
        left, right = box.left() + px(_SIDE), box.right() - px(_SIDE)
        if self._fits_in_a_line(row, int(box.width())):
            name = QRectF(left, box.top(), right - left, box.height() - 1)
            chips = box.top() + (box.height() - 1 - px(CHIP)) / 2
        else:
            name = QRectF(left, box.top() + px(_GAP), right - left, theme.line_height())
            chips = name.bottom() + px(4)
        self._write(painter, name, row.name, theme.font("base"), "text")
        right -= self._paint_chips(painter, right, chips, row.after)
        arrow = self._arrow_width()
        middle = QRectF(right - arrow, chips, arrow, px(CHIP))
        self._write(painter, middle, "→", theme.font("small"), "text2", Qt.AlignmentFlag.AlignHCenter)
        self._paint_chips(painter, right - arrow, chips, row.before)

    def _paint_chips(self, painter: QPainter, right: float, top: float, counts: FindingCounts) -> float:
        """Counts that end at the right, or that there are none; answer their width."""
        if counts != FindingCounts():
            return paint_findings(painter, self._theme, counts, QPointF(right, top), align_right=True)
        width = self._counts_width(counts)
        place = QRectF(right - width - 1, top, width + 1, self._theme.px(CHIP))
        self._write(painter, place, t("none"), self._theme.font("small"), "text2")
        return width

    def _write(
        self,
        painter: QPainter,
        box: QRectF,
        words: str,
        font: QFont,
        token: str,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.color(token))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()) + 1)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | align | Qt.TextFlag.TextSingleLine), shown)


def _laid_out(words: str, font: QFont, width: int) -> QTextLayout:
    """A text broken into lines of a width, within a word where one is too long."""
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    top = 0.0
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height()
        line = layout.createLine()
    layout.endLayout()
    return layout
