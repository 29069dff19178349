"""The places of one day for one session as a list: from when to when it may start, how that fits, and why."""

from datetime import date, datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from kapplanner.editing.workspace import Workspace
from kapplanner.i18n import t
from kapplanner.rules.places import Fit, Places, Stretch, stretches
from kapplanner.rules.trial import Bench
from kapplanner.rules.words import clock
from kapplanner.ui.board.fit_layer import fit_look
from kapplanner.ui.theme import Theme

_START = Qt.ItemDataRole.UserRole


class PlacesOfDay(QListWidget):
    """``chosen`` carries the first start of the row that was pressed or entered."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, workspace: Workspace, session_id: str) -> None:
        super().__init__()
        self._theme = theme
        self._places = Places(Bench(workspace.plan, workspace.rule_set), session_id)
        self._day: date | None = None
        self.setAccessibleName(t("Places on this day"))
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(theme.px(150))
        self.itemActivated.connect(self._choose)
        self.itemClicked.connect(self._choose)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(380), self._theme.px(200))

    def show_day(self, day: date) -> None:
        """List the places of a day; what lies outside the plan's own hours of the day stays in the list too."""
        if day == self._day:
            return
        self._day = day
        self.clear()
        for stretch in stretches(self._places.on((day,))):
            self.addItem(self._item(stretch))

    def _item(self, stretch: Stretch) -> QListWidgetItem:
        icon, token = fit_look(self._theme, stretch.fit)
        item = QListWidgetItem(self._theme.icon(icon, token), self._words(stretch))
        item.setData(_START, stretch.first)
        return item

    def _words(self, stretch: Stretch) -> str:
        """ "09:00 to 10:15: Caution. Ends at 19:00, after 18:00." """
        first, last = clock(stretch.first), clock(stretch.last)
        when = first if first == last else t("{first} to {last}", first=first, last=last)
        if stretch.fit is Fit.FITS:
            return t("{when}: fits", when=when)
        word = t("Stop") if stretch.fit is Fit.STOP else t("Caution")
        sentence = next((r.sentence for r in self._places.reasons(stretch.first) if r.rule == stretch.rule), "")
        return t("{when}: {tier}. {sentence}", when=when, tier=word, sentence=sentence)

    def _choose(self, item: QListWidgetItem) -> None:
        start = item.data(_START)
        if isinstance(start, datetime):
            self.chosen.emit(start)
