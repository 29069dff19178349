"""The list of templates with its filters: a line of text, and chips for length, count a week, route and modality."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from kapplanner.domain.library import FindingCounts
from kapplanner.domain.session import Route
from kapplanner.domain.template import Template
from kapplanner.i18n import nt, t
from kapplanner.rules.words import modality_word
from kapplanner.ui.models.library import findings_words
from kapplanner.ui.theme import ROUTE_NAMES, ROUTE_WORDS, Theme
from kapplanner.ui.widgets.buttons import PressButton, WornIcon, restyle
from kapplanner.ui.widgets.chips import paint_findings
from kapplanner.ui.widgets.course_strip import paint_course
from kapplanner.ui.widgets.flow import FlowLayout
from kapplanner.ui.widgets.texts import button_text, plain_label, tooltip_text
from kapplanner.ui.widgets.topbar import SearchField

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 64


@dataclass(frozen=True, slots=True)
class Offered:
    """A template with what it gives by its own choices."""

    template: Template
    course: str
    findings: FindingCounts
    first_route: Route

    @property
    def facts(self) -> str:
        """ "2 weeks, 3 a week, lozenge"."""
        defaults = self.template.defaults
        weeks = nt("{n} week", "{n} weeks", defaults.weeks)
        per_week = t("{n} a week", n=defaults.per_week)
        route = t(ROUTE_WORDS[self.first_route])
        return f"{weeks}, {per_week}, {route[0].lower()}{route[1:]}"


@dataclass(frozen=True, slots=True)
class Filter:
    """What is looked for; None and False do not restrict."""

    text: str = ""
    weeks: tuple[int, int] | None = None
    three_to_five: bool = False
    route: Route | None = None
    modality: str | None = None

    def takes(self, offered: Offered) -> bool:
        """Whether some combination of the template is what is looked for."""
        template = offered.template
        words = f"{template.title} {template.summary} {template.catalogue} {offered.facts}".casefold()
        fitting = [
            choice
            for choice in template.choices
            if self._takes_numbers(choice.weeks, choice.per_week)
            and (self.route is None or self.route in choice.routes)
        ]
        has_method = self.modality is None or self.modality in template.modalities
        return bool(fitting) and has_method and all(word in words for word in self.text.casefold().split())

    def _takes_numbers(self, weeks: int, per_week: int) -> bool:
        in_length = self.weeks is None or self.weeks[0] <= weeks <= self.weeks[1]
        return in_length and (not self.three_to_five or 3 <= per_week <= 5)

    def is_named_by(self, offered: Offered) -> bool:
        """Whether title and facts alone, with the template's own choices, are what is looked for."""
        words = f"{offered.template.title} {offered.facts}".casefold()
        defaults = offered.template.defaults
        return self._takes_numbers(defaults.weeks, defaults.per_week) and all(
            word in words for word in self.text.casefold().split()
        )


class TemplateRows(QAbstractListModel):
    """The templates that the filter takes."""

    def __init__(self, offered: list[Offered]) -> None:
        super().__init__()
        self._all = offered
        self.rows = list(offered)

    def narrow(self, wanted: Filter) -> None:
        """Show what a filter takes, first what it names outright."""
        self.beginResetModel()
        taken = [offered for offered in self._all if wanted.takes(offered)]
        self.rows = sorted(taken, key=lambda offered: not wanted.is_named_by(offered))
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        offered = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return offered.template.title
        if role == Qt.ItemDataRole.UserRole:
            return offered
        if role == Qt.ItemDataRole.AccessibleTextRole:
            findings = findings_words(offered.findings)
            return t("{title}, {facts}, findings: {f}", title=offered.template.title, facts=offered.facts, f=findings)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip_text(offered.template.summary)
        return None


class TemplateDelegate(QStyledItemDelegate):
    """Paints a template: title, facts, findings at the right, and the course as a strip under them."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        offered: Offered = index.data(Qt.ItemDataRole.UserRole)
        px = self._theme.px
        box = QRectF(option.rect)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, self._theme.color("sel"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, self._theme.color("hover"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), self._theme.color("line"))
        if chosen and self._has_focus():
            self._paint_ring(painter, box)
        right = box.right() - px(16)
        shown = FindingCounts(offered.findings.stop, offered.findings.caution, offered.findings.note)
        chips = paint_findings(painter, self._theme, shown, QPointF(right, box.top() + px(9)), align_right=True)
        self._paint_text(painter, box, chips, offered)
        painter.restore()

    def _paint_text(self, painter: QPainter, box: QRectF, chips: float, offered: Offered) -> None:
        px = self._theme.px
        left, right = box.left() + px(16), box.right() - px(16)
        painter.setFont(self._theme.font("base", 600))
        painter.setPen(self._theme.color("text"))
        line = QRectF(left, box.top() + px(9), right - left - chips - px(8), px(20))
        self._draw(painter, line, offered.template.title)
        cells = max(1, len(offered.course))
        strip = min(px(9) * cells, (right - left) * 0.5)
        place = QRectF(right - strip, box.top() + px(32), strip, px(20))
        paint_course(painter, self._theme, offered.course, place, px(9), align_right=True)
        painter.setFont(self._theme.font("small"))
        painter.setPen(self._theme.color("text2"))
        self._draw(painter, QRectF(left, box.top() + px(31), place.left() - left - px(8), px(20)), offered.facts)

    def _has_focus(self) -> bool:
        view = self.parent()
        return isinstance(view, QWidget) and view.hasFocus()

    def _paint_ring(self, painter: QPainter, box: QRectF) -> None:
        color = self._theme.color("focus")
        inner = box.adjusted(0, 0, 0, -1)
        for side in (
            QRectF(inner.left(), inner.top(), inner.width(), 2),
            QRectF(inner.left(), inner.bottom() - 2, inner.width(), 2),
            QRectF(inner.left(), inner.top(), 2, inner.height()),
            QRectF(inner.right() - 2, inner.top(), 2, inner.height()),
        ):
            painter.fillRect(side, color)

    def _draw(self, painter: QPainter, box: QRectF, text: str) -> None:
        elided = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, elided)


Picks = list[tuple[str, Any]]


class PickChip(PressButton):
    """A chip that shows what is picked, with a menu of what can be; marked while it restricts."""

    picked = Signal()

    def __init__(self, theme: Theme, name: str, picks: Picks) -> None:
        super().__init__()
        self._name = name
        self._picks = picks
        self._place = 0
        self.setAutoDefault(False)
        self.setProperty("chip", "true")
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the words
        self._arrow = WornIcon(self, theme, "chevron-down", "text2", 14)
        self.clicked.connect(self._show_menu)
        self._show()

    @property
    def value(self) -> Any:
        """What is picked; the first pick restricts nothing."""
        return self._picks[self._place][1]

    def _show(self) -> None:
        words = self._picks[self._place][0] if self._place else self._name
        self.setText(button_text(words))
        self.setAccessibleName(f"{self._name}: {self._picks[self._place][0]}")
        restyle(self, on=bool(self._place))
        self._arrow.change("chevron-down", "board" if self._place else "text2")

    def _show_menu(self) -> None:
        menu = QMenu(self)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, (words, _) in enumerate(self._picks):
            action = menu.addAction(button_text(words))
            action.setCheckable(True)
            action.setChecked(place == self._place)
            action.setData(place)
        menu.triggered.connect(self._pick)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _pick(self, action: Any) -> None:
        self.pick(action.data())

    def pick(self, place: int) -> None:
        """Pick the entry at a place of the menu."""
        self._place = place
        self._show()
        self.picked.emit()


class TemplateList(QFrame):
    """``chosen`` carries the template of the current row; ``entered`` when Enter asks for its choices."""

    chosen = Signal(object)
    entered = Signal()

    def __init__(self, theme: Theme, offered: list[Offered]) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("ground", "panel")
        words = nt("Filter {n} template", "Filter {n} templates", len(offered))
        self.line = SearchField(theme, words, words)
        self.model = TemplateRows(offered)
        self.length = PickChip(theme, t("Any length"), _lengths())
        self.three_to_five = PressButton(t("3 to 5 a week"))
        self.three_to_five.setAccessibleName(t("3 to 5 a week"))
        self.three_to_five.setProperty("chip", "true")
        self.three_to_five.setCheckable(True)
        self.three_to_five.setAutoDefault(False)
        self.route = PickChip(theme, t("Route"), _routes(offered))
        self.modality = PickChip(theme, t("Modality"), _modalities(offered))
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(TemplateDelegate(theme, self.view))
        self.view.setAccessibleName(t("Templates"))
        self.view.setMouseTracking(True)
        self.view.setUniformItemSizes(True)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setProperty("ground", "panel")
        self.none = plain_label(t("No template matches these filters."), ink="text2", wraps=True)
        self.none.hide()
        self._build()
        self._connect()
        self._fit()
        theme.changed.connect(self._fit)

    def _build(self) -> None:
        px = self._theme.px
        head = QVBoxLayout()
        head.setContentsMargins(px(16), px(12), px(16), px(12))
        head.setSpacing(px(9))
        head.addWidget(self.line)
        chips = FlowLayout(px(6))
        for chip in (self.length, self.three_to_five, self.route, self.modality):
            chips.addWidget(chip)
        head.addLayout(chips)
        group = QFrame()
        group.setProperty("rule", "top")
        label = QHBoxLayout(group)
        label.setContentsMargins(px(16), px(5), px(16), px(5))
        label.addWidget(plain_label(t("Shipped"), role="small", ink="text2", weight=500))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.none.setContentsMargins(px(16), px(12), px(16), px(12))
        column.addLayout(head)
        column.addWidget(group)
        column.addWidget(self.none)
        column.addWidget(self.view, 1)

    def _connect(self) -> None:
        for chip in (self.length, self.route, self.modality):
            chip.picked.connect(self._narrow)
        self.three_to_five.toggled.connect(self._narrow)
        self.line.textChanged.connect(self._narrow)
        self.line.returnPressed.connect(self._enter)
        self.line.goes_on_in(self.view)
        self.view.selectionModel().currentChanged.connect(self._tell)
        self.view.activated.connect(self._enter)

    def _fit(self) -> None:
        self.setMinimumWidth(self._theme.px(280))
        self.view.doItemsLayout()

    def _narrow(self) -> None:
        current = self.current
        wanted = Filter(
            self.line.text(), self.length.value, self.three_to_five.isChecked(), self.route.value, self.modality.value
        )
        self.model.narrow(wanted)
        self.none.setVisible(not self.model.rows)
        rows = [
            n for n, offered in enumerate(self.model.rows) if current and offered.template.id == current.template.id
        ]
        self.choose_row(rows[0] if rows else 0)

    def choose_row(self, row: int) -> None:
        """Make a row the current one."""
        if self.model.rows:
            self.view.setCurrentIndex(self.model.index(row))

    @property
    def current(self) -> Offered | None:
        """The current row."""
        index = self.view.currentIndex()
        return index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None

    def _tell(self, current: QModelIndex, previous: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(current.data(Qt.ItemDataRole.UserRole))

    def _enter(self) -> None:
        if self.current is not None:
            self.entered.emit()


def _lengths() -> Picks:
    return [
        (t("Any length"), None),
        (t("Up to one week"), (1, 1)),
        (t("Two weeks"), (2, 2)),
        (t("Three to six weeks"), (3, 6)),
        (t("Longer"), (7, 104)),
    ]


def _routes(offered: list[Offered]) -> Picks:
    used = {route for one in offered for route in one.template.routes}
    return [(t("Any route"), None), *((t(ROUTE_NAMES[route]), route) for route in Route if route in used)]


def _modalities(offered: list[Offered]) -> Picks:
    used = dict.fromkeys(modality for one in offered for modality in one.template.modalities)
    rows: list[tuple[str, Any]] = sorted(((modality_word(m), m) for m in used), key=_first)
    return [(t("Any modality"), None), *rows]


def _first(pair: tuple[str, Any]) -> str:
    return pair[0].casefold()
