"""The side bar of the library: its shelves with counts, then what else can be opened from here."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from kapplanner.domain.library import Shelf
from kapplanner.i18n import t
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.banner import IconMark
from kapplanner.ui.widgets.texts import plain_label

SHELVES = (
    (Shelf.ALL, "All plans", "bookshelf"),
    (Shelf.RUNNING, "Running now", "play-circle-outline"),
    (Shelf.DRAFTS, "Drafts", "pencil-outline"),
    (Shelf.OPEN_FINDINGS, "Open findings", "shield-check-outline"),
    (Shelf.FINISHED, "Finished", "flag-checkered"),
    (Shelf.ARCHIVED, "Archived", "archive-outline"),
)


class SideButton(QAbstractButton):
    """A row of the side bar: icon, words, count at the right."""

    def __init__(self, theme: Theme, words: str, icon: str, *, checkable: bool = True) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self._count: int | None = None
        self.setText(words)
        self.setAccessibleName(words)
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.updateGeometry)

    def show_count(self, count: int | None) -> None:
        """Show a count; None while it is not known."""
        self._count = count
        self.setAccessibleName(self.text() if count is None else f"{self.text()}, {count}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(150), self._theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px = self._theme.px
        box = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(self._theme.color("pressed" if self.isChecked() else "hover"))
            painter.drawRoundedRect(box, px(5), px(5))
        ink = "text" if self.isChecked() else "text2"
        self._theme.paint_icon(painter, self._icon, QRectF(px(12), box.center().y() - px(8), px(16), px(16)), ink)
        painter.setFont(self._theme.font("base", 600 if self.isChecked() else 400))
        painter.setPen(self._theme.color(ink))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(box.adjusted(px(38), 0, -px(40), 0), flags | Qt.AlignmentFlag.AlignLeft, self.text())
        if self._count is not None:
            painter.setFont(self._theme.font("small"))
            painter.setPen(self._theme.color("text2"))
            words = f"{self._count:,}"
            painter.drawText(box.adjusted(0, 0, -px(12), 0), flags | Qt.AlignmentFlag.AlignRight, words)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(5), px(5))
        painter.end()


class SideBar(QFrame):
    """Shelves of the library and doors to templates and settings."""

    shelfChosen = Signal(object)
    templatesWanted = Signal()
    ruleSetsWanted = Signal()
    settingsWanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("rule", "right")
        self.setProperty("ground", "panel")
        self._group = QButtonGroup(self)
        self.shelves: dict[Shelf, SideButton] = {}
        self._column = QVBoxLayout(self)
        for number, (shelf, words, icon) in enumerate(SHELVES):
            button = SideButton(theme, t(words), icon)
            self._group.addButton(button, number)
            self.shelves[shelf] = button
            self._column.addWidget(button)
        self.shelves[Shelf.ALL].setChecked(True)
        self._group.idClicked.connect(self._choose)
        line = QFrame()
        line.setProperty("rule", "bottom")
        line.setFixedHeight(1)
        self._column.addSpacing(theme.px(9))
        self._column.addWidget(line)
        self._column.addSpacing(theme.px(9))
        self.templates = SideButton(theme, t("Templates"), "view-dashboard-outline", checkable=False)
        self.rule_sets = SideButton(theme, t("Rule sets"), "scale-balance", checkable=False)
        self.settings = SideButton(theme, t("Clinic and settings"), "cog-outline", checkable=False)
        self.templates.clicked.connect(self.templatesWanted)
        self.rule_sets.clicked.connect(self.ruleSetsWanted)
        self.settings.clicked.connect(self.settingsWanted)
        for door in (self.templates, self.rule_sets, self.settings):
            self._column.addWidget(door)
        self._column.addStretch(1)
        self._foot = self._offline()
        self._column.addWidget(self._foot)
        self._fit()
        theme.changed.connect(self._fit)

    def show_counts(self, counts: dict[Shelf, int]) -> None:
        """Show how many plans stand on each shelf."""
        for shelf, button in self.shelves.items():
            button.show_count(counts.get(shelf, 0))

    def choose(self, shelf: Shelf) -> None:
        """Mark a shelf as chosen without a signal."""
        self.shelves[shelf].setChecked(True)

    def _choose(self, number: int) -> None:
        self.shelfChosen.emit(SHELVES[number][0])

    def _offline(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("rule", "top")
        row = QHBoxLayout(foot)
        row.setContentsMargins(self._theme.px(10), self._theme.px(10), 0, self._theme.px(2))
        row.setSpacing(self._theme.px(8))
        row.addWidget(IconMark(self._theme, "lan-disconnect", "text3", 14))
        words = t("Works offline. Plans stay on this computer.")
        row.addWidget(plain_label(words, role="small", ink="text2", wraps=True), 1)
        return foot

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_way()

    def _give_way(self) -> None:
        """Where the window is too low for all, the sentence at the foot goes rather than lose half its letters."""
        margins, foot = self._column.contentsMargins(), self._foot
        inside = self.width() - margins.left() - margins.right()
        rows = [*self.shelves.values(), self.templates, self.rule_sets, self.settings]
        taken = sum(row.sizeHint().height() for row in rows) + 2 * self._theme.px(9) + 1
        room = self.height() - margins.top() - margins.bottom() - taken
        foot.setVisible(room >= foot.heightForWidth(inside))

    def _fit(self) -> None:
        px = self._theme.px
        self.setFixedWidth(px(212))
        self._column.setContentsMargins(px(8), px(12), px(8), px(10))
        self._column.setSpacing(0)
        self._give_way()
