"""The table of findings with a button in every row that can be answered.

The buttons stand above the table, not in its cells: what lies inside a table's cells is not there for assistive
technology. Only rows in sight have buttons, and Tab stops only at those of the current row.
"""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from kapplanner.i18n import t
from kapplanner.rules.finding import Finding, State
from kapplanner.rules.repairs.repair import Repair
from kapplanner.ui.panes.finding_words import act_words, fix_words, sentence_of
from kapplanner.ui.panes.findings_model import ACT, FIX
from kapplanner.ui.panes.findings_view import FindingsView
from kapplanner.ui.panes.fix_finder import FixFinder
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.tab_order import tab_after
from kapplanner.ui.widgets.texts import button_text, set_plain_tooltip

_BUTTON = 24


class RowButton(QPushButton):
    """What can be done about the finding of one row. ``answered`` carries that finding."""

    answered = Signal(object)

    def __init__(self, parent: QWidget, finding: Finding) -> None:
        super().__init__(parent)
        self.finding = finding
        self.setProperty("small", "true")
        self.setAutoDefault(False)
        self.clicked.connect(self._press)

    def show_act(self, finding: Finding, words: str) -> None:
        """Offer this for a finding; its name tells apart buttons of the same words."""
        self.finding = finding
        if self.text() != button_text(words):
            self.setText(button_text(words))
        self.setAccessibleName(f"{words.rstrip('…')}: {sentence_of(finding)}")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the table under the button."""
        event.ignore()

    def _press(self) -> None:
        self.answered.emit(self.finding)


class FixButton(RowButton):
    """The smallest fix of one row's finding; pressed, it is applied. ``more`` asks for all of its fixes."""

    more = Signal(object, object)

    def show_fixes(self, finding: Finding, fixes: tuple[Repair, ...], width: int) -> None:
        """Offer these fixes in so much room; a label too long is elided, and told whole by name and tooltip."""
        self.show_act(finding, self.fontMetrics().elidedText(fixes[0].label, Qt.TextElideMode.ElideRight, width))
        self.setAccessibleName(t("Fix: {fix} {finding}", fix=fixes[0].sentence, finding=sentence_of(finding)))
        set_plain_tooltip(self, fix_words(fixes[0]))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """All fixes of the row, under the mouse."""
        self.more.emit(self.finding, event.globalPos())


class MoreButton(RowButton):
    """Opens the list of all fixes of one row's finding."""

    def __init__(self, parent: QWidget, finding: Finding) -> None:
        super().__init__(parent, finding)
        self.setText("…")


class FindingsPage(QWidget):
    """``acted`` carries a finding that is to be kept, or opened again; ``fixed`` one whose smallest fix is wanted.

    ``fixesWanted`` carries a finding all of whose fixes are to be offered, and where.
    """

    acted = Signal(object)
    fixed = Signal(object)
    fixesWanted = Signal(object, object)

    def __init__(self, theme: Theme, view: FindingsView, finder: FixFinder) -> None:
        super().__init__()
        self._theme = theme
        self._view = view
        self._finder = finder
        self._buttons: dict[str, RowButton] = {}
        self._fixing: dict[str, tuple[FixButton, MoreButton]] = {}
        self.setProperty("ground", "board")
        self.setFocusProxy(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(view)
        view.verticalScrollBar().valueChanged.connect(self.place_buttons)
        view.laidOut.connect(self.place_buttons)
        finder.found.connect(self._fixes_found)

    @property
    def buttons(self) -> tuple[RowButton, ...]:
        """The buttons of the rows in sight, from top to bottom."""
        return tuple(self._buttons.values())

    @property
    def fix_buttons(self) -> tuple[FixButton, ...]:
        """The buttons of the smallest fixes of the rows in sight, from top to bottom."""
        return tuple(fix for fix, _ in self._fixing.values())

    def place_of_fixes(self, finding: Finding) -> QPoint:
        """Where the list of a finding's fixes opens, on the screen."""
        pair = self._fixing.get(finding.fingerprint)
        if pair is not None:
            return pair[0].mapToGlobal(pair[0].rect().bottomLeft())
        row = self._view.currentIndex().row()
        return self._view.viewport().mapToGlobal(
            self._view.visualRect(self._view.model().index(max(0, row), FIX)).bottomLeft()
        )

    def _fixes_found(self) -> None:
        self._view.viewport().update()
        self.place_buttons()

    def _place_fixes(self) -> None:
        """Let every row in sight whose finding has fixes have the buttons for them."""
        before, self._fixing = self._fixing, {}
        current = self._view.current_finding
        for finding, box in self._rows_in_sight(FIX):
            fixes = self._finder.fixes(finding) if finding.state is not State.KEPT else ()
            if not fixes or finding.fingerprint in self._fixing:
                continue
            pair = before.pop(finding.fingerprint, None) or self._made_pair(finding)
            self._fixing[finding.fingerprint] = pair
            takes_tab = finding is current or (current is None and len(self._fixing) == 1)
            self._show_pair(pair, finding, fixes, box, takes_tab=takes_tab)
        for pair in before.values():
            for gone in pair:
                if gone.hasFocus():
                    self._view.setFocus()
                gone.hide()
                gone.deleteLater()

    def _show_pair(
        self,
        pair: tuple[FixButton, MoreButton],
        finding: Finding,
        fixes: tuple[Repair, ...],
        cell: QRect,
        *,
        takes_tab: bool,
    ) -> None:
        px = self._theme.px
        fix, more = pair
        room = cell.width() - px(8) - (px(_BUTTON) + px(2) if len(fixes) > 1 else 0)
        fix.show_fixes(finding, fixes, room - px(22))
        top = cell.top() + (cell.height() - px(_BUTTON)) // 2
        width = min(fix.sizeHint().width(), room)
        fix.setGeometry(cell.left(), top, width, px(_BUTTON))
        more.finding = finding
        more.setAccessibleName(t("All fixes: {finding}", finding=sentence_of(finding)))
        more.setGeometry(cell.left() + width + px(2), top, px(_BUTTON), px(_BUTTON))
        for button in pair:
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if takes_tab else Qt.FocusPolicy.ClickFocus)
        fix.show()
        more.setVisible(len(fixes) > 1)

    def _made_pair(self, finding: Finding) -> tuple[FixButton, MoreButton]:
        fix, more = FixButton(self, finding), MoreButton(self, finding)
        set_plain_tooltip(more, t("All fixes of this finding"))
        fix.answered.connect(self.fixed)
        fix.more.connect(self.fixesWanted)
        more.answered.connect(self._more_wanted)
        return fix, more

    def _more_wanted(self, finding: Finding) -> None:
        self.fixesWanted.emit(finding, self.place_of_fixes(finding))

    def place_buttons(self) -> None:
        """Let every row in sight that can be answered have its button."""
        if not self.isVisible():
            return
        self._place_fixes()
        before, self._buttons = self._buttons, {}
        current = self._view.current_finding
        for finding, box in self._rows_in_sight(ACT):
            words = act_words(finding) if finding.may_be_kept else ""
            if not words or finding.fingerprint in self._buttons:
                continue
            button = before.pop(finding.fingerprint, None) or self._made(finding)
            button.show_act(finding, words)
            button.setGeometry(self._box_of(button, box))
            takes_tab = finding is current or (current is None and not self._buttons)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if takes_tab else Qt.FocusPolicy.ClickFocus)
            button.show()
            self._buttons[finding.fingerprint] = button
        for gone in before.values():
            if gone.hasFocus():
                self._view.setFocus()
            gone.hide()
            gone.deleteLater()
        tab_after(self._view, *(part for pair in self._fixing.values() for part in pair), *self._buttons.values())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.place_buttons()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place_buttons()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """What a button leaves of the wheel goes to the table."""
        self._view.wheelEvent(event)

    def _made(self, finding: Finding) -> RowButton:
        button = RowButton(self, finding)
        button.answered.connect(self.acted)
        return button

    def _rows_in_sight(self, column: int) -> list[tuple[Finding, QRect]]:
        view = self._view
        found: list[tuple[Finding, QRect]] = []
        if view.isColumnHidden(column):
            return []
        row = max(0, view.rowAt(0))
        while (finding := view.finding_at(row)) is not None:
            box = view.visualRect(view.model().index(row, column))
            if box.top() >= view.viewport().height():
                break
            found.append((finding, box.translated(view.viewport().mapTo(self, box.topLeft()) - box.topLeft())))
            row += 1
        return found

    def _box_of(self, button: QPushButton, cell: QRect) -> QRect:
        px = self._theme.px
        width = min(button.sizeHint().width(), cell.width() - px(8))
        return QRect(cell.left(), cell.top() + (cell.height() - px(_BUTTON)) // 2, width, px(_BUTTON))
