"""Where the panes of a plan lie: outline and board side by side, safety under them, the session's pane at the right.

In a narrow window the session's pane is a sheet over the board. Sizes follow a Density; what else depends on it is
told by ``taken``.
"""

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from kapplanner.ui.board.outline import Outline
from kapplanner.ui.editors.inspector import Inspector
from kapplanner.ui.panes.safety import SafetyPanel
from kapplanner.ui.theme import Theme
from kapplanner.ui.views.density import Density, density_for

LEAST_OUTLINE, MOST_OUTLINE, MOST_INSPECTOR = 120, 340, 440
LEAST_SAFETY_ROWS = 3


class Arrangement(QObject):
    """Lays four panes out in a view and keeps them fitting. ``taken`` carries the Density that holds from now on.

    ``upper``, ``left`` and ``whole`` are there before the panes, which are made inside of them and then given to
    ``fill``: a pane that changes hands is dressed anew with all it holds.
    """

    taken = Signal(object)

    _outline: Outline
    _safety: SafetyPanel
    _session: Inspector

    def __init__(self, view: QWidget, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self.density = Density()
        self._is_spread = False
        self.whole = QSplitter(Qt.Orientation.Horizontal, view)
        self.left = QSplitter(Qt.Orientation.Vertical, self.whole)
        self.upper = QSplitter(Qt.Orientation.Horizontal, self.left)

    def fill(self, outline: Outline, middle: QWidget, safety: SafetyPanel, session: Inspector) -> None:
        """Put the panes where they belong."""
        self._outline, self._safety, self._session = outline, safety, session
        for splitter, parts in (
            (self.whole, (self.left, session)),
            (self.left, (self.upper, safety)),
            (self.upper, (outline, middle)),
        ):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(1)
            for part in parts:
                splitter.addWidget(part)
                part.raise_()  # a splitter lowers what it takes; assistive technology reads from the bottom up
        self.upper.setStretchFactor(1, 1)
        self.left.setStretchFactor(0, 1)
        self.whole.setStretchFactor(0, 1)
        row = QVBoxLayout(self._view)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.whole)
        safety.foldChanged.connect(self.share_height)

    @property
    def has_open_sheet(self) -> bool:
        """Whether the session's pane lies over the board now."""
        return self._is_sheet and self._session.isVisible()

    @property
    def _is_sheet(self) -> bool:
        return self.density.sheet or self._is_spread

    def spread(self, spread: bool) -> None:
        """Give the middle the whole window: no outline, the session's pane as a sheet, the safety panel folded."""
        if spread != self._is_spread:
            self._is_spread = spread
            self._take()

    def fit(self) -> None:
        """Take the density of the present size; the text's size counts as if the window were smaller."""
        scale = self._theme.scale
        density = density_for(self._view.width() / scale, self._view.height() / scale)
        if density != self.density or self.upper.sizes()[0] == 0:
            self.density = density
            QTimer.singleShot(0, self, self._take)
        if self.has_open_sheet:
            self._place_sheet()

    def renew(self) -> None:
        """Take the sizes of another text size."""
        self.fit()
        QTimer.singleShot(0, self, self._take)

    def open_session(self) -> None:
        """In a narrow window, let the session's pane come over the board."""
        if self._is_sheet:
            self._place_sheet()
            self._session.show()
            self._session.raise_()

    def close_session(self) -> None:
        """Let the sheet go; beside the board the pane stays."""
        if self.has_open_sheet:
            self._session.hide()

    def share_height(self) -> None:
        """The safety panel takes its head and the rows of the present density; the rest is the board's."""
        head_and_row = self._theme.px(34)
        rows = 0 if self._safety.is_folded else max(1, self.density.safety_rows or LEAST_SAFETY_ROWS)
        below = head_and_row * (1 + rows)
        self.left.setSizes([max(1, self._view.height() - below), below])

    def _take(self) -> None:
        density, px = self.density, self._theme.px
        self._outline.setVisible(not self._is_spread)
        self._outline.fold(density.rail)
        least, most = (density.outline, density.outline) if density.rail else (LEAST_OUTLINE, MOST_OUTLINE)
        self._outline.setMinimumWidth(px(least))
        self._outline.setMaximumWidth(px(most))
        self.upper.setSizes([px(density.outline), self._view.width()])
        self._take_sheet()
        self._safety.fold(density.safety_rows == 0 or self._is_spread)
        self.share_height()
        self.taken.emit(density)

    def _take_sheet(self) -> None:
        """Put the session's pane beside the board, or over it as a sheet that opens when asked for."""
        density, px, session = self.density, self._theme.px, self._session
        if self._is_sheet:
            session.setParent(self._view)
            session.hide()
            return
        if self.whole.indexOf(session) < 0:
            self.whole.addWidget(session)
        session.setMinimumWidth(px(density.inspector))
        session.setMaximumWidth(px(MOST_INSPECTOR))
        session.show()
        self.whole.setSizes([self._view.width() - px(density.inspector), px(density.inspector)])

    def _place_sheet(self) -> None:
        width = min(self._view.width(), self._theme.px(self.density.inspector))
        self._session.setFixedWidth(width)
        self._session.setGeometry(self._view.width() - width, 0, width, self._view.height())
