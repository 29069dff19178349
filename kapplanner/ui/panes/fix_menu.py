"""The fixes of one finding as a menu: the smallest first, each in a whole sentence."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from kapplanner.i18n import nt, t
from kapplanner.rules.repairs.repair import Repair
from kapplanner.ui.widgets.texts import button_text


class FixMenu(QMenu):
    """Enter takes the first; Esc leaves everything as it is."""

    def __init__(self, repairs: tuple[Repair, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(t("Fixes"))
        self._repairs: dict[QAction, Repair] = {}
        for repair in repairs:
            self._repairs[self.addAction(button_text(_words(repair)))] = repair
        self.setActiveAction(next(iter(self._repairs)))

    def chosen_at(self, place: QPoint) -> Repair | None:
        """Let one be chosen; None where none was."""
        return self._repairs.get(self.exec(place))


def _words(repair: Repair) -> str:
    if not repair.lower:
        return repair.sentence
    return f"{repair.sentence} {nt('{n} lesser finding comes.', '{n} lesser findings come.', repair.lower)}"
