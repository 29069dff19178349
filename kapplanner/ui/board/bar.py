"""The bar above the board: views, page, restrictions, add; while a session is carried, what the place would bring."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QWidget

from kapplanner.i18n import t
from kapplanner.rules.finding import Tier
from kapplanner.rules.places import Fit
from kapplanner.ui.board.carry import Carried
from kapplanner.ui.board.changes import FindingChanges
from kapplanner.ui.board.fit_layer import fit_brush, fit_look
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.buttons import Segmented, icon_button, push_button
from kapplanner.ui.widgets.texts import ElidedLabel, button_text, plain_label, set_plain_tooltip

WEEK, DAY, COURSE, LIST = "week", "day", "course", "list"
VIEWS = (DAY, WEEK, COURSE, LIST)


class BoardBar(QStackedWidget):
    """Two faces: the usual bar, and the one while a session is carried."""

    viewChosen = Signal(str)
    turned = Signal(int)
    addPressed = Signal()
    restrictionsToggled = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tight = False
        self._has_pages = True
        self.setProperty("ground", "panel")
        self.usual = QWidget(self)
        self.views = Segmented(t("View"), (t("Day"), t("Week"), t("Course"), t("List")))
        self.previous_button = icon_button(theme, "chevron-left", t("Previous week"), token="text")
        self.next_button = icon_button(theme, "chevron-right", t("Next week"), token="text")
        self.page = plain_label(role="strong", weight=600)
        self.span = ElidedLabel(role="base", ink="text2")
        self.restrictions = push_button(t("Restrictions"), theme=theme, icon="car-off", quiet=True)
        self.add_button = push_button(t("Add session"), theme=theme, icon="plus", primary=True)
        self.carrying = CarryBar(theme)
        self._build()
        self.addWidget(self.usual)
        self.addWidget(self.carrying)

    def _build(self) -> None:
        px = self._theme.px
        self.views.choose(VIEWS.index(WEEK))
        self.views.group.idClicked.connect(self._view_clicked)
        self.previous_button.clicked.connect(self._back)
        self.next_button.clicked.connect(self._forward)
        self.add_button.clicked.connect(self.addPressed)
        self.restrictions.setCheckable(True)
        self.restrictions.setChecked(True)
        set_plain_tooltip(self.restrictions, t("Show when the patient may not eat, is watched and may not drive"))
        self.restrictions.toggled.connect(self.restrictionsToggled)
        row = self._row = QHBoxLayout(self.usual)
        row.setContentsMargins(px(12), 0, px(12), 0)
        row.setSpacing(px(6))
        row.addWidget(self.views, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(px(10))
        row.addWidget(self.previous_button)
        row.addWidget(self.next_button)
        row.addSpacing(px(4))
        row.addWidget(self.page)
        row.addWidget(self.span, 1)
        row.addWidget(self.restrictions)
        row.addWidget(self.add_button)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(400), self._theme.px(40))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._theme.px(40))

    def show_page(self, page: str, span: str, short: str) -> None:
        """ "Week 1 of 2" and "Sun 6 to Sat 12 Dec 2026"; ``short`` stands for both where there is little room."""
        self.page.setText(page)
        self.span.show_text(short if self._tight else span)

    def name_pages(self, days: int) -> None:
        """What previous and next turn: weeks, or so many days."""
        if days == 7:
            names = (t("Previous week"), t("Next week"))
        elif days == 1:
            names = (t("Previous day"), t("Next day"))
        else:
            names = (t("Previous {n} days", n=days), t("Next {n} days", n=days))
        for button, name in zip((self.previous_button, self.next_button), names, strict=True):
            button.setAccessibleName(name)
            set_plain_tooltip(button, name)

    def choose_view(self, view: str) -> None:
        """Show a view as chosen, without a signal."""
        self.views.choose(VIEWS.index(view))
        self._has_pages = view in {DAY, WEEK}
        for widget in (self.previous_button, self.next_button):
            widget.setVisible(self._has_pages)
        self.restrictions.setVisible(self._has_pages and not self._tight)

    def shorten(self, *, words: bool, page: bool, tight: bool) -> None:
        """Where the bar is narrow: drop the word of Restrictions, the page's name, then all words but the dates.

        A tight bar leaves Restrictions to the View menu, for dates must not be cut.
        """
        self._tight = tight
        self.restrictions.setVisible(self._has_pages and not tight)
        px, side = self._theme.px, 2 if tight else 12
        self._row.setSpacing(px(2 if tight else 6))
        self._row.setContentsMargins(px(side), 0, px(side), 0)
        self.add_button.setText("" if tight else button_text(t("Add session")))
        set_plain_tooltip(self.add_button, t("Add session") if tight else "")
        self.restrictions.setText(button_text(t("Restrictions")) if words else "")
        self.page.setVisible(page)

    def show_carried(self, state: Carried | None) -> None:
        """Show the face for a carry, or the usual one."""
        if state is None:
            self.setCurrentWidget(self.usual)
            return
        self.carrying.show_state(state)
        self.setCurrentWidget(self.carrying)

    def _view_clicked(self, number: int) -> None:
        self.viewChosen.emit(VIEWS[number])

    def _back(self) -> None:
        self.turned.emit(-1)

    def _forward(self) -> None:
        self.turned.emit(1)


class Swatch(QWidget):
    """A sample of how a place of one verdict is painted."""

    def __init__(self, theme: Theme, fit: Fit) -> None:
        super().__init__()
        self._theme = theme
        self._fit = fit
        self.setFixedSize(theme.px(20), theme.px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), fit_brush(self._theme, self._fit, self.devicePixelRatioF()))
        painter.setPen(self._theme.color(fit_look(self._theme, self._fit)[1]))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class CarryBar(QWidget):
    """Where a carried session would lie and which findings would come and go, in words and counts.

    The place comes first: without room for all, the legend goes, then the session's name.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._state: Carried | None = None
        self.legend = QWidget()
        self.words = ElidedLabel(role="strong", weight=600)
        self._cross = QLabel()
        self.chips = {tier: plain_label() for tier in Tier}
        self.outcome = ElidedLabel(role="small", ink="text2")
        px = theme.px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), 0, px(12), 0)
        row.setSpacing(px(8))
        row.addWidget(self._cross)
        row.addWidget(self.words)
        for chip in self.chips.values():
            chip.setTextFormat(Qt.TextFormat.PlainText)
            row.addWidget(chip, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.outcome, 1)
        signs = QHBoxLayout(self.legend)
        signs.setContentsMargins(0, 0, px(6), 0)
        signs.setSpacing(px(8))
        for fit, words in ((Fit.FITS, t("Fits")), (Fit.CAUTION, t("Asks for a reason")), (Fit.STOP, t("Not allowed"))):
            signs.addWidget(Swatch(theme, fit), 0, Qt.AlignmentFlag.AlignVCenter)
            signs.addWidget(plain_label(words, role="small", ink="text2"))
        row.addWidget(self.legend)
        key = plain_label(t("Esc"), role="small", ink="text2")
        key.setProperty("outlined", "true")
        row.addWidget(key, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(plain_label(t("cancel"), role="small", ink="text2"))

    def show_state(self, state: Carried) -> None:
        """Show a Carried."""
        self._state = state
        self._cross.setPixmap(self._theme.pixmap("cursor-move", "text", 18))
        self._show_changes(None if state.refusal else state.changes)
        self.outcome.show_text(state.refusal or self._outcome(state))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._state is None:
            return
        self.words.show_text(self._state.words)
        row = self.layout()
        assert row is not None
        self.legend.show()
        self.legend.setVisible(row.sizeHint().width() <= self.width())
        if row.sizeHint().width() > self.width():
            self.words.show_text(self._state.where)

    def _outcome(self, state: Carried) -> str:
        if not state.moved:
            return t("Nothing changes here.")
        if state.changes is None:
            return ""
        return "" if state.changes.appearing or state.changes.leaving else t("No finding comes or goes.")

    def _show_changes(self, changes: FindingChanges | None) -> None:
        theme, px = self._theme, self._theme.px
        for tier, chip in self.chips.items():
            more, less = changes.count(tier) if changes is not None else (0, 0)
            chip.setVisible(bool(more or less))
            if not (more or less):
                continue
            look = theme.tier(tier)
            counts = " ".join(part for part in (f"+{more}" if more else "", f"−{less}" if less else "") if part)
            chip.setText(f"{look.word} {counts}")
            chip.setStyleSheet(
                f"background: {look.tint.name()}; color: {look.ink.name()}; border-radius: {px(4)}px;"
                f" padding: {px(2)}px {px(6)}px; font-size: {px(12)}px; font-weight: 500;"
            )
