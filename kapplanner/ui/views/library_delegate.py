"""How a row of the library is drawn: name and title, course strip, chips; the chosen row on the selection ground."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kapplanner.domain.library import FindingCounts, PlanSummary
from kapplanner.i18n import t
from kapplanner.ui.models.library import SUMMARY_ROLE, Column
from kapplanner.ui.theme import STATUS_PARTS, Theme
from kapplanner.ui.widgets.chips import HEIGHT, paint_findings
from kapplanner.ui.widgets.course_strip import paint_course

ROW_HEIGHT = 52


class PlanRowDelegate(QStyledItemDelegate):
    """Paints every cell of the library's table from the plan's summary."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self._theme.px(60), self._theme.px(ROW_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        plan: PlanSummary = index.data(SUMMARY_ROLE)
        box = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        self._paint_ground(painter, box, state, index.column())
        match Column(index.column()):
            case Column.PLAN:
                self._paint_plan(painter, box, index.data(), plan)
            case Column.COURSE:
                height = self._theme.px(22)
                strip = QRectF(box.left(), box.center().y() - height / 2 - 2, box.width() - self._theme.px(16), height)
                paint_course(painter, self._theme, plan.course, strip, self._theme.px(14))
            case Column.STATUS:
                self._paint_status(painter, box, index.data(), plan)
            case Column.FINDINGS:
                self._paint_findings(painter, box, plan.findings)
            case Column.MORE:
                self._theme.paint_icon(painter, "dots-horizontal", self._icon_box(box, 20), "text2")
            case _:
                ink = "text" if index.column() == Column.FIRST_DAY else "text2"
                self._paint_line(painter, box, index.data(), ink)
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag, column: int) -> None:
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, self._theme.color("sel"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, self._theme.color("off"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), self._theme.color("grid"))
        if not chosen:
            return
        if self._theme.is_high_contrast and column == Column.PLAN:
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), self._theme.color("focus"))
        view = self.parent()
        if isinstance(view, QWidget) and view.hasFocus():
            self._paint_ring(painter, box, column)

    def _paint_ring(self, painter: QPainter, box: QRectF, column: int) -> None:
        """The focus ring runs around the whole row, inside it."""
        color = self._theme.color("focus")
        painter.fillRect(QRectF(box.left(), box.top(), box.width(), 2), color)
        painter.fillRect(QRectF(box.left(), box.bottom() - 2, box.width(), 2), color)
        if column == Column.PLAN:
            painter.fillRect(QRectF(box.left(), box.top(), 2, box.height()), color)
        if column == Column.MORE:
            painter.fillRect(QRectF(box.right() - 2, box.top(), 2, box.height()), color)

    def _paint_plan(self, painter: QPainter, box: QRectF, name: str, plan: PlanSummary) -> None:
        px = self._theme.px
        inside = box.adjusted(px(20), 0, -px(16), 0)
        first = QRectF(inside.left(), box.top() + px(8), inside.width(), px(18))
        second = QRectF(inside.left(), box.top() + px(26), inside.width(), px(17))
        font = self._theme.font("base", 600)
        font.setPixelSize(px(14))
        painter.setFont(font)
        painter.setPen(self._theme.color("text"))
        self._draw(painter, first, name)
        painter.setFont(self._theme.font("small"))
        painter.setPen(self._theme.color("text2"))
        self._draw(painter, second, plan.title)

    def _paint_status(self, painter: QPainter, box: QRectF, word: str, plan: PlanSummary) -> None:
        icon = QRectF(box.left(), box.center().y() - self._theme.px(8), self._theme.px(16), self._theme.px(16))
        self._theme.paint_icon(painter, STATUS_PARTS[plan.status][1], icon, "text2")
        self._paint_line(painter, box.adjusted(self._theme.px(22), 0, 0, 0), word, "text2")

    def _paint_findings(self, painter: QPainter, box: QRectF, counts: FindingCounts) -> None:
        if counts == FindingCounts():
            painter.setFont(self._theme.font("small"))
            painter.setPen(self._theme.color("text2"))
            self._draw(painter, box, t("none from these rules"))
            return
        painter.setClipRect(box)
        top = box.center().y() - self._theme.px(HEIGHT) / 2
        paint_findings(painter, self._theme, counts, QPointF(box.left(), top))

    def _paint_line(self, painter: QPainter, box: QRectF, text: str, ink: str) -> None:
        painter.setFont(self._theme.font("base"))
        painter.setPen(QPen(self._theme.color(ink)))
        self._draw(painter, box, text)

    def _draw(self, painter: QPainter, box: QRectF, text: str) -> None:
        elided = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
        painter.drawText(box, flags, elided)

    def _icon_box(self, box: QRectF, size: int) -> QRectF:
        side = self._theme.px(size)
        return QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
