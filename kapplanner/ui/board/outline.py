"""The left pane: the days before the course, its weeks and the days after it, with icons and findings."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from kapplanner.domain.session import SessionKind
from kapplanner.i18n import nt, t
from kapplanner.rules.finding import Tier
from kapplanner.rules.words import kind_word, month_short, weekday_short
from kapplanner.ui.board.day_head import day_sentence
from kapplanner.ui.board.facts import CardFacts, DayFacts, PlanFacts
from kapplanner.ui.board.kinds import KindChips
from kapplanner.ui.board.weeks import Course, course_of
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.texts import plain_label, tooltip_text

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """A heading, or a day."""

    heading: str = ""
    facts: DayFacts | None = None
    in_course: bool = False


def rows_of(facts: PlanFacts, course: Course) -> tuple[Row, ...]:
    """Before: days with a session. Weeks: every day of a residential-length course, else days with a session. After."""
    days = facts.days()
    rows: list[Row] = []
    before = [day for day in days if day < course.first_day]
    after = [day for day in days if day > course.last_day]
    if before:
        rows += [Row(heading=t("Before")), *(Row(facts=facts.day(day)) for day in before)]
    for week in range(course.weeks):
        first = course.first_day + timedelta(days=7 * week)
        shown = [first + timedelta(days=n) for n in range(7)]
        if course.weeks > 3:
            held = set(days)
            shown = [day for day in shown if day in held]
        rows.append(Row(heading=t("Week {n}", n=week + 1)))
        rows += [Row(facts=facts.day(day), in_course=True) for day in shown]
    if after:
        rows += [Row(heading=t("After")), *(Row(facts=facts.day(day)) for day in after)]
    return tuple(rows)


def shown_of(sessions: tuple[CardFacts, ...], room: int) -> tuple[CardFacts, ...]:
    """The sessions whose icons have a place: all, or one fewer than there is room for and the medicine among them."""
    if len(sessions) <= room:
        return sessions
    places = max(1, room - 1)
    first = sorted(sessions, key=lambda card: card.session.kind is not SessionKind.MEDICINE)[:places]
    return tuple(card for card in sessions if card in first)


LEAST_WITH_KINDS: Final = 380
"""The height, in px at 100 %, from which the kinds of session have room under the days."""


class OutlineModel(QAbstractListModel):
    """Rows of the outline; the text of a day is its whole sentence for assistive technology.

    ``daysDiffer`` carries the rows to draw again. It stands in for dataChanged, upon which a list view lays out and
    paints all of its rows.
    """

    daysDiffer = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these rows; where only some days differ, only those are drawn again."""
        if [(r.heading, r.facts.day if r.facts else None) for r in rows] == [
            (r.heading, r.facts.day if r.facts else None) for r in self.rows
        ]:
            before, self.rows = self.rows, rows
            self.daysDiffer.emit([place for place, new in enumerate(rows) if new != before[place]])
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.rows[index.row()].facts is None:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return row.heading or self._sentence(row.facts)
        if role == Qt.ItemDataRole.ToolTipRole and row.facts is not None:
            return tooltip_text(self._sentence(row.facts))
        return None

    def _sentence(self, facts: DayFacts | None) -> str:
        if facts is None:
            return ""
        kinds = ", ".join(kind_word(card.session.kind) for card in facts.sessions)
        parts = [day_sentence(facts), kinds]
        if facts.worst is not None:
            tier = {Tier.STOP: t("Stop"), Tier.CAUTION: t("Caution"), Tier.NOTE: t("Note")}[facts.worst]
            found = nt("{n} finding, worst: {tier}", "{n} findings, worst: {tier}", facts.findings, tier=tier)
            parts.append(found)
        return "; ".join(part for part in parts if part)


class OutlineDelegate(QStyledItemDelegate):
    """Paints a heading of 24 or a day of 25 px: number, weekday and day, icons of its sessions, findings."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._widest: tuple[float, int] | None = None
        self.rail = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        return QSize(self._theme.px(40), self._theme.px(24 if row.facts is None else 25))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        box: QRect = option.rect
        state = option.state
        theme, px = self._theme, self._theme.px
        painter.save()
        if row.facts is None:
            painter.setFont(theme.font("small", 500))
            painter.setPen(theme.color("text3"))
            flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
            left = px(4) if self.rail else px(12)
            shown = QFontMetrics(painter.font()).elidedText(
                row.heading, Qt.TextElideMode.ElideRight, box.width() - left
            )
            painter.drawText(box.adjusted(left, 0, 0, 0), flags, shown)
            painter.restore()
            return
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(box, theme.color("sel"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.color("hover"))
        if self.rail:
            self._paint_rail(painter, box, row.facts, selected)
        else:
            self._paint_day(painter, box, row, row.facts, selected)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.color("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)  # a finding's chip leaves its own behind, which would cover the row
            painter.drawRect(box.adjusted(0, 0, -1, -1))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()

    def _paint_rail(self, painter: QPainter, box: QRect, facts: DayFacts, selected: bool) -> None:
        """Day number, and the diamond of a medicine day or the worst finding."""
        theme, px = self._theme, self._theme.px
        painter.setFont(theme.font("small", 600 if facts.has_medicine else 400))
        painter.setPen(theme.color("sel_text" if selected else "text"))
        marked = facts.worst is not None or facts.has_medicine
        spot = box.adjusted(px(2), 0, -px(20) if marked else -px(2), 0)
        painter.drawText(spot, int(Qt.AlignmentFlag.AlignCenter), str(facts.number))
        place = QPoint(box.right() - px(18), box.top() + (box.height() - px(13)) // 2)
        if facts.worst is not None:
            look = theme.tier(facts.worst)
            painter.drawPixmap(place, theme.pixmap(look.icon, look.token, 13))
        elif facts.has_medicine:
            painter.drawPixmap(place, theme.pixmap("rhombus", "med", 13))

    def _paint_day(self, painter: QPainter, box: QRect, row: Row, facts: DayFacts, selected: bool) -> None:
        theme, px = self._theme, self._theme.px
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        if row.in_course:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("text2"))
            right = int(Qt.AlignmentFlag.AlignRight) | flags
            painter.drawText(QRect(box.left() + px(10), box.top(), px(18), box.height()), right, str(facts.number))
            name = f"{weekday_short(facts.day)} {facts.day.day}"
        else:
            name = f"{facts.day.day} {month_short(facts.day)}"
        bold = facts.has_medicine or selected
        painter.setFont(theme.font("base", 600 if bold and facts.has_medicine else (500 if bold else 400)))
        painter.setPen(theme.color("sel_text" if selected else "text"))
        wide = self._name_width()
        painter.drawText(QRect(box.left() + px(36), box.top(), wide, box.height()), flags, name)
        end = self._paint_findings(painter, box, facts)
        self._paint_kinds(painter, box, facts, end)

    def _name_width(self) -> int:
        """Room for the widest weekday with a day of two figures, in the words of the language."""
        theme = self._theme
        if self._widest is None or self._widest[0] != theme.scale:
            metrics = QFontMetrics(theme.font("base", 600))
            monday = date(2024, 1, 1)
            names = (f"{weekday_short(monday + timedelta(days=n))} 28" for n in range(7))
            self._widest = (
                theme.scale,
                max(theme.px(50), *(metrics.horizontalAdvance(name) + theme.px(4) for name in names)),
            )
        return self._widest[1]

    def _paint_kinds(self, painter: QPainter, box: QRect, facts: DayFacts, end: int) -> None:
        """One icon a session; what has no room becomes "+2", and that is never the medicine."""
        theme, px = self._theme, self._theme.px
        left, pitch = box.left() + px(36) + self._name_width(), px(15)
        room = max(1, (end - left + px(1)) // pitch)
        shown = shown_of(facts.sessions, room)
        top = box.top() + (box.height() - px(14)) // 2
        for place, card in enumerate(shown):
            look = theme.kind(card.session.kind)
            painter.drawPixmap(left + place * pitch, top, theme.pixmap(look.icon, look.token, 14))
        rest = len(facts.sessions) - len(shown)
        if rest:
            painter.setFont(theme.font("micro"))
            painter.setPen(theme.color("text2"))
            spot = QRect(left + len(shown) * pitch, box.top(), px(24), box.height())
            painter.drawText(spot, int(Qt.AlignmentFlag.AlignVCenter), f"+{rest}")

    def _paint_findings(self, painter: QPainter, box: QRect, facts: DayFacts) -> int:
        """A chip with the worst tier's shape and the count; answers where it begins."""
        theme, px = self._theme, self._theme.px
        if facts.worst is None:
            return box.right() - px(6)
        look = theme.tier(facts.worst)
        font = theme.font("small", 500)
        count = str(facts.findings)
        width = px(25) + QFontMetrics(font).horizontalAdvance(count)
        chip = QRect(box.right() - px(8) - width, box.top() + (box.height() - px(18)) // 2, width, px(18))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.tint)
        painter.drawRoundedRect(chip, px(4), px(4))
        painter.drawPixmap(chip.left() + px(4), chip.top() + px(2), theme.pixmap(look.icon, look.token, 14))
        painter.setFont(font)
        painter.setPen(look.ink)
        painter.drawText(chip.adjusted(px(21), 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), count)
        return chip.left() - px(2)


class OutlineList(QListView):
    """Arrow keys move over days; Enter and a click show the day."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)


class Outline(QWidget):
    """The pane. ``dayChosen`` carries a day that is to be shown, ``dayEntered`` one to which the keyboard goes on."""

    dayChosen = Signal(object)
    dayEntered = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._quiet = False
        self.setProperty("ground", "panel")
        self.head = plain_label(t("Outline"), role="small", ink="text2", weight=500)
        self.list = OutlineList()
        self.model = OutlineModel(self)
        self.delegate = OutlineDelegate(theme, self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self.delegate)
        self.list.setAccessibleName(t("Outline"))
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setProperty("ground", "panel")
        self.list.selectionModel().currentChanged.connect(self._current_changed)
        self.model.daysDiffer.connect(self._draw_again)
        self.list.activated.connect(self._activated)
        self.list.clicked.connect(self._clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.head.setFixedHeight(theme.px(34))
        self.head.setIndent(theme.px(12))
        column.addWidget(self.head)
        column.addWidget(self.list, 1)
        self.kinds = KindChips(theme)
        column.addWidget(self.kinds)

    def show_facts(self, facts: PlanFacts) -> None:
        """Show the days of this plan."""
        chosen = self.chosen_day
        self._quiet = True
        self.model.show_rows(rows_of(facts, course_of(facts.plan)))
        self._quiet = False
        if chosen is not None:
            self.choose(chosen)

    @property
    def chosen_day(self) -> date | None:
        """The day that is marked."""
        index = self.list.currentIndex()
        if not index.isValid():
            return None
        facts = self.model.rows[index.row()].facts
        return facts.day if facts is not None else None

    def choose(self, day: date) -> None:
        """Mark a day without showing it elsewhere; no day where the outline does not have it."""
        for place, row in enumerate(self.model.rows):
            if row.facts is not None and row.facts.day == day:
                self._quiet = True
                self.list.setCurrentIndex(self.model.index(place))
                self._quiet = False
                return
        self.list.clearSelection()
        self.list.setCurrentIndex(QModelIndex())

    def fold(self, rail: bool) -> None:
        """Show as a rail of day numbers, or whole."""
        if rail != self.delegate.rail:
            self.delegate.rail = rail
            self.head.setVisible(not rail)
            self._make_room()
            bars = Qt.ScrollBarPolicy
            self.list.setVerticalScrollBarPolicy(bars.ScrollBarAlwaysOff if rail else bars.ScrollBarAsNeeded)
            self.list.doItemsLayout()
            self.list.viewport().update()

    def renew_theme(self) -> None:
        """Take the theme's present sizes."""
        self.head.setFixedHeight(self._theme.px(34))
        self.kinds.renew_theme()
        self.list.doItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """The kinds stand under the days where enough of those can still be seen."""
        self.kinds.setVisible(not self.delegate.rail and self.height() >= self._theme.px(LEAST_WITH_KINDS))

    def _draw_again(self, places: list[int]) -> None:
        for place in places:
            self.list.update(self.model.index(place))

    def _day_at(self, index: Index) -> date | None:
        facts = self.model.rows[index.row()].facts if index.isValid() else None
        return facts.day if facts is not None else None

    def _current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        day = self._day_at(current)
        if day is not None and not self._quiet:
            self.dayChosen.emit(day)

    def _clicked(self, index: QModelIndex) -> None:
        day = self._day_at(index)
        if day is not None:
            self.dayChosen.emit(day)

    def _activated(self, index: QModelIndex) -> None:
        day = self._day_at(index)
        if day is not None:
            self.dayEntered.emit(day)
