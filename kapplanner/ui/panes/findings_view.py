"""The table of findings as it is painted and driven: 34 px rows, tier by shape and word, one row current."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from kapplanner.i18n import t
from kapplanner.rules.finding import Finding, State
from kapplanner.ui.panes.findings_model import (
    ACT,
    FINDING_ROLE,
    FIX,
    LIT_ROLE,
    PLACE,
    RULE,
    SENTENCE,
    TIER,
    FindingsModel,
)
from kapplanner.ui.theme import Theme

ROW = 34
_WIDTHS = {TIER: 96, PLACE: 128, RULE: 128, FIX: 160, ACT: 150}
_NARROW = {TIER: 96, PLACE: 120, RULE: 0, FIX: 148, ACT: 140}
_NARROW_BELOW = 1040
_AROUND = 36
"""What a button takes beside its words."""
_NARROWEST = {TIER: 96, PLACE: 0, RULE: 0, FIX: 148, ACT: 0}
"""The sentence says the time; what is kept is kept in the details, or by its key."""
_NARROWEST_BELOW = 664


class FindingsView(QTableView):
    """``acted`` carries a finding to keep or open again, ``opened`` one whose details are wanted.

    ``current`` carries the finding that somebody went to, ``entered`` the one that is current when the keyboard comes.
    ``laidOut`` tells that rows or columns lie elsewhere, or that another row is current.
    """

    acted = Signal(object)
    opened = Signal(object)
    current = Signal(object)
    entered = Signal(object)
    laidOut = Signal()

    def __init__(self, theme: Theme, model: FindingsModel) -> None:
        super().__init__()
        self._theme = theme
        self._findings = model
        self.setModel(model)
        self.setItemDelegate(_RowDelegate(theme, self))
        self.setAccessibleName(t("Findings"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.horizontalHeader().hide()
        self.resize_rows()
        model.modelReset.connect(self._share_width)
        model.dataChanged.connect(self.laidOut)
        theme.changed.connect(self.resize_rows)

    def resize_rows(self) -> None:
        """Take the row height of the present text size."""
        self.verticalHeader().setMinimumSectionSize(self._theme.px(ROW))
        self.verticalHeader().setDefaultSectionSize(self._theme.px(ROW))
        self._share_width()

    def show_row(self, row: int) -> None:
        """Make a row current and bring it into view."""
        index = self.model().index(row, SENTENCE)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def has_button(self, finding: Finding, column: int) -> bool:
        """Whether a button stands in this cell of a finding's row."""
        if column == FIX:
            return bool(self._findings.fixes is not None and self._findings.fixes.fixes(finding))
        return column == ACT and finding.may_be_kept

    @property
    def current_finding(self) -> Finding | None:
        """The finding of the current row."""
        return self._findings.finding(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def finding_at(self, row: int) -> Finding | None:
        """The finding of a row; None below the last."""
        return self._findings.finding(row)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        finding = self._findings.finding(current.row()) if current.isValid() else None
        if finding is not None and current.row() != previous.row():
            self.current.emit(finding)
        self.laidOut.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The first row becomes current where none is; to pass through with Tab leads to no session."""
        quiet = self.blockSignals(True)
        super().focusInEvent(event)
        self.blockSignals(quiet)
        self.entered.emit(self.current_finding)
        self.laidOut.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the details, K keeps or reopens, Ctrl+. offers the fixes."""
        finding = self.current_finding
        if finding is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit(finding)
        elif finding is not None and event.key() == Qt.Key.Key_K:
            self.acted.emit(finding)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        finding = self._findings.finding(index.row()) if index.isValid() else None
        if finding is not None and event.button() is Qt.MouseButton.LeftButton:
            self.current.emit(finding)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        finding = self._findings.finding(index.row()) if index.isValid() else None
        if finding is not None:
            self.opened.emit(finding)

    def _share_width(self) -> None:
        whole = self.viewport().width()
        px = self._theme.px
        widths = _NARROWEST if whole < px(_NARROWEST_BELOW) else _NARROW if whole < px(_NARROW_BELOW) else _WIDTHS
        keep = self.fontMetrics().horizontalAdvance(t("Keep with reason…")) + px(_AROUND)
        room = {column: px(width) for column, width in widths.items()}
        room[ACT] = max(room[ACT], keep) if room[ACT] else 0
        for column, width in room.items():
            self.setColumnHidden(column, not width)
            self.setColumnWidth(column, width)
        self.setColumnWidth(SENTENCE, max(px(160), whole - sum(room.values())))
        self.laidOut.emit()


class _RowDelegate(QStyledItemDelegate):
    """Paints one cell; the tier has shape, colour and word, a row of a selected session a bar at its left."""

    def __init__(self, theme: Theme, view: FindingsView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self._theme.px(80), self._theme.px(ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        finding = index.data(FINDING_ROLE)
        if not isinstance(finding, Finding):
            return
        theme, box = self._theme, QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(box, theme.color("sel" if chosen else "board"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.color("grid"))
        if index.column() == TIER:
            self._paint_tier(painter, box, finding, bool(index.data(LIT_ROLE)))
        elif not self._view.has_button(finding, index.column()):
            self._paint_words(painter, box, finding, index.column(), str(index.data() or ""))
        if chosen and self._view.hasFocus():
            self._paint_focus(painter, box, index.column())
        painter.restore()

    def _paint_tier(self, painter: QPainter, box: QRectF, finding: Finding, lit: bool) -> None:
        theme = self._theme
        if lit:
            painter.fillRect(QRectF(box.left(), box.top(), theme.px(3), box.height() - 1), theme.color("focus"))
        icon, token = self._view._findings.icon_of(finding)
        kept = finding.state is State.KEPT
        theme.paint_icon(painter, icon, QRectF(box.left() + theme.px(12), box.top(), theme.px(16), box.height()), token)
        painter.setFont(theme.font("base", 500))
        painter.setPen(theme.color("text2" if kept else f"{token}_ink"))
        words = t("Kept") if kept else theme.tier(finding.tier).word
        painter.drawText(box.adjusted(theme.px(34), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_words(self, painter: QPainter, box: QRectF, finding: Finding, column: int, words: str) -> None:
        theme = self._theme
        main = column == SENTENCE
        kept = finding.state is State.KEPT
        painter.setFont(theme.font("base" if main else "small"))
        token = "text" if main and not kept else "text2"
        if column == FIX or (column == ACT and not finding.may_be_kept):
            token = "text3"
        painter.setPen(theme.color(token))
        inside = box.adjusted(theme.px(6), 0, -theme.px(8), 0)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(inside.width()))
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_focus(self, painter: QPainter, box: QRectF, column: int) -> None:
        """A ring around the whole row, drawn cell by cell."""
        theme = self._theme
        ring, thick = theme.color("focus"), 2
        painter.fillRect(QRectF(box.left(), box.top(), box.width(), thick), ring)
        painter.fillRect(QRectF(box.left(), box.bottom() - thick, box.width(), thick), ring)
        if column == TIER:
            painter.fillRect(QRectF(box.left(), box.top(), thick, box.height()), ring)
        if column == ACT:
            painter.fillRect(QRectF(box.right() - thick, box.top(), thick, box.height()), ring)
