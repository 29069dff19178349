"""The rules of a set as a list in groups: on or off, how strongly, what is changed, what is wrong."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kapplanner.codec.rule_set_document import RawRule
from kapplanner.codec.rule_sets import route_key
from kapplanner.domain.session import Route
from kapplanner.i18n import t
from kapplanner.rules.finding import Tier
from kapplanner.rules.outcomes import RuleOutcome
from kapplanner.rules.words import route_name
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.texts import tooltip_text

Index = QModelIndex | QPersistentModelIndex
GROUPS: Final = (
    ((*range(1, 15), 51), "Schedule"),
    (range(15, 22), "Dose"),
    (range(22, 31), "Preparation, integration, methods"),
    (range(31, 36), "People and place"),
    (range(36, 44), "Day of the session"),
    (range(44, 51), "Screening and eligibility"),
)
_ROW = Qt.ItemDataRole.UserRole + 1
_HEAD_HEIGHT, _HEIGHT = 30, 36


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A row: a rule, or the head of a group (``rule_id`` is "")."""

    title: str
    rule_id: str = ""
    tier: Tier | None = None
    on: bool = True
    changed: bool = False
    wrong: bool = False
    catalogue: int | None = None
    outcome: str = ""

    @property
    def words(self) -> str:
        """The row as assistive technology reads it."""
        if not self.rule_id:
            return self.title
        parts = [
            t("Rule {n}", n=self.catalogue) if self.catalogue is not None else "",
            self.title,
            t("up to {tier}", tier=t(self.tier.value.capitalize())) if self.tier is not None else "",
            "" if self.on else t("turned off"),
            t("changed in this draft") if self.changed else "",
            t("something is wrong") if self.wrong else "",
            t("this plan: {outcome}", outcome=self.outcome) if self.outcome else "",
        ]
        return ", ".join(filter(None, parts))


def group_of(catalogue: int | None) -> str:
    """The group that a row of the catalogue stands in; rules of the clinic's own stand last."""
    return next((title for rows, title in GROUPS if catalogue in rows), "Other and own rules")


def rows_of(
    rules: tuple[RawRule, ...],
    changed: frozenset[str] = frozenset(),
    wrong: frozenset[str] = frozenset(),
    find: str = "",
    outcomes: Mapping[str, RuleOutcome] | None = None,
    routes: Iterable[Route] = (),
) -> list[RuleRow]:
    """The rows for rules as written, with a head over each group.

    ``find``: words that must stand in a row. ``outcomes``: how the rules came out for the open plan.
    """
    wanted = find.casefold().split()
    found: dict[str, list[RuleRow]] = {title: [] for _, title in (*GROUPS, ((), "Other and own rules"))}
    for raw in sorted(rules, key=_order):
        row = _row(raw, changed, wrong)
        said = (outcomes or {}).get(row.rule_id)
        row = replace(row, outcome=said.words) if said is not None and row.on else row
        if _has(row, wanted):
            found[group_of(row.catalogue)].append(row)
    numbers = [row for row in _route_rows(routes, changed, wrong) if _has(row, wanted)]
    listed = {**found, "Numbers by route": numbers}
    return [each for title, rows in listed.items() if rows for each in (RuleRow(t(title)), *rows)]


def _route_rows(routes: Iterable[Route], changed: frozenset[str], wrong: frozenset[str]) -> Iterator[RuleRow]:
    for route in routes:
        key = route_key(route)
        yield RuleRow(route_name(route), key, changed=key in changed, wrong=key in wrong)


def _has(row: RuleRow, wanted: list[str]) -> bool:
    text = f"{row.words} {row.rule_id} R{row.catalogue}".casefold()
    return all(word in text for word in wanted)


def _order(raw: RawRule) -> tuple[int, str]:
    number = raw.get("catalogue")
    return (number if isinstance(number, int) else 10_000, str(raw.get("title", "")))


def _row(raw: RawRule, changed: frozenset[str], wrong: frozenset[str]) -> RuleRow:
    rule_id = str(raw.get("id", ""))
    tiers = [tier for tier in Tier if tier.value in (raw.get("soft"), raw.get("hard"))]
    number = raw.get("catalogue")
    return RuleRow(
        title=t(str(raw.get("title", rule_id))),
        rule_id=rule_id,
        tier=min(tiers, key=lambda tier: tier.rank) if tiers else None,
        on=raw.get("enabled", True) is True,
        changed=rule_id in changed,
        wrong=rule_id in wrong,
        catalogue=number if isinstance(number, int) else None,
    )


class RuleModel(QAbstractListModel):
    """Rows that a delegate paints and assistive technology reads."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[RuleRow] = []

    def show_rows(self, rows: list[RuleRow]) -> None:
        """Show these rows; where they are of the same rules, only their looks change."""
        same = [row.rule_id for row in rows] == [row.rule_id for row in self.rows]
        if same:
            self.rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as the toolkit declares it
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == _ROW:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return row.words if role == Qt.ItemDataRole.AccessibleTextRole else row.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip_text(row.words)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not self.rows[index.row()].rule_id:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class RuleDelegate(QStyledItemDelegate):
    """Icon of the tier, title, and what is to know about it at the right."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(_ROW)
        return QSize(0, self._theme.px(_HEIGHT if row.rule_id else _HEAD_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: RuleRow = index.data(_ROW)
        theme, px = self._theme, self._theme.px
        box: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(box, theme.color("sel" if chosen else "panel" if not row.rule_id else "board"))
        painter.setPen(QPen(theme.color("grid"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if row.rule_id:
            self._paint_rule(painter, box, row, chosen)
        else:
            painter.setFont(theme.font("small", 600))
            painter.setPen(theme.color("text2"))
            painter.drawText(box.adjusted(px(14), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, row.title)
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -2))
        painter.restore()

    def _paint_rule(self, painter: QPainter, box: QRect, row: RuleRow, chosen: bool) -> None:
        theme, px = self._theme, self._theme.px
        look = theme.tier(row.tier) if row.tier is not None else None
        plain = "timer-outline" if row.rule_id.startswith("routes.") else "help-circle-outline"
        icon = "circle-off-outline" if not row.on else look.icon if look is not None else plain
        token = look.token if look is not None and row.on else "text3"
        middle = box.center().y()
        theme.paint_icon(painter, icon, _square(box.left() + px(14), middle, px(16)), token)
        right = box.right() - px(12)
        if row.wrong:
            theme.paint_icon(painter, "alert-circle-outline", _square(right - px(16), middle, px(16)), "stop")
            right -= px(22)
        painter.setFont(theme.font("small"))
        note = t("off") if not row.on else t("changed") if row.changed else row.outcome
        if note:
            wide = painter.fontMetrics().horizontalAdvance(note)
            painter.setPen(theme.color("text2"))
            painter.drawText(QRect(right - wide, box.top(), wide, box.height()), Qt.AlignmentFlag.AlignVCenter, note)
            right -= wide + px(8)
        painter.setFont(theme.font("base", 600 if row.changed else 400))
        painter.setPen(theme.color("sel_text" if chosen else "text" if row.on else "text3"))
        place = QRect(box.left() + px(40), box.top(), right - box.left() - px(40), box.height())
        words = painter.fontMetrics().elidedText(row.title, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)


def _square(left: int, middle: int, side: int) -> QRectF:
    return QRectF(left, middle - side / 2, side, side)


class RuleList(QListView):
    """``chosen`` carries the id of the rule that became the current one."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._model = RuleModel(self)
        self.setModel(self._model)
        self.setItemDelegate(RuleDelegate(theme, self))
        self.setAccessibleName(t("Rules"))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._tell)
        theme.changed.connect(self.doItemsLayout)

    @property
    def rows(self) -> list[RuleRow]:
        return self._model.rows

    def show_rows(self, rows: list[RuleRow], current: str) -> None:
        """Show these rows; the rule of that id, or else the first, is the current one."""
        self._model.show_rows(rows)
        places = {row.rule_id: place for place, row in enumerate(rows) if row.rule_id}
        place = places.get(current, min(places.values(), default=-1))
        if place >= 0 and self.currentIndex().row() != place:
            self.setCurrentIndex(self._model.index(place))

    @property
    def current(self) -> str:
        """The id of the current rule, "" without one."""
        index = self.currentIndex()
        return self._model.rows[index.row()].rule_id if index.isValid() else ""

    def _tell(self) -> None:
        if self.current:
            self.chosen.emit(self.current)
