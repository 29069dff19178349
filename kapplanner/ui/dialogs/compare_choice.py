"""What to compare a plan with: an earlier version of it, another plan of the library, or a plan file."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.library import PlanLibrary
from kapplanner.i18n import nt, t
from kapplanner.ui.dialogs.compare_sides import Other, earlier_choices, file_choice, plan_choices
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.buttons import Segmented, push_button
from kapplanner.ui.widgets.table_rows import LinedRows
from kapplanner.ui.widgets.texts import plain_label, tooltip_text
from kapplanner.ui.worker import Worker

EARLIER: Final = 0
PLANS: Final = 1
FILES: Final = 2
_MOST = 200
"""Plans listed at once; typing finds the rest."""
_SETTLE = 120


class CompareChoice(QWidget):
    """``chosen`` carries an Other; ``refused`` a PlannerError. Lists are read in the worker."""

    chosen = Signal(object)
    refused = Signal(object)

    def __init__(self, theme: Theme, library: PlanLibrary, worker: Worker, plan_id: str, folder: str) -> None:
        super().__init__()
        self._theme, self._library, self._worker, self._plan_id = theme, library, worker, plan_id
        self._folder = folder
        self._others: tuple[Other, ...] = ()
        self._files: tuple[Other, ...] = ()
        self._wanted = ""
        self._asked = 0
        self.kinds = Segmented(t("Compare with"), (t("Earlier version"), t("Another plan"), t("Plan file")))
        self.search = QLineEdit()
        self.search.setAccessibleName(t("Find a plan to compare with"))
        self.search.setPlaceholderText(t("Name, title or date"))
        self.open_file = push_button(t("Choose a plan file…"), theme=theme, icon="folder-open-outline")
        self.list = QListWidget()
        self.note = plain_label(role="small", ink="text2", wraps=True)
        self._settled = self._timer(self._tell)
        self._typed = self._timer(self.refresh)
        self._lay_out()
        self._connect()

    @property
    def others(self) -> tuple[Other, ...]:
        """What the list offers, from the top."""
        return self._others

    @property
    def current(self) -> Other | None:
        """The row chosen; None where none is."""
        row = self.list.currentRow()
        return self._others[row] if 0 <= row < len(self._others) else None

    def show_kind(self, kind: int, key: str = "") -> None:
        """Offer EARLIER versions, PLANS or FILES; ``key`` is what is to be chosen in the list."""
        self.kinds.choose(kind)
        if kind == FILES and key:
            self._files = (file_choice(Path(key.removeprefix("file "))),)
        self._wanted = key
        self.refresh()

    def take_file(self, path: Path) -> None:
        """Compare with this file."""
        other = file_choice(path)
        self._files = (other, *(file for file in self._files if file.key != other.key))
        self.show_kind(FILES, other.key)

    def refresh(self) -> None:
        """List again what can be chosen."""
        kind = self.kinds.chosen
        self.search.setVisible(kind == PLANS)
        self.open_file.setVisible(kind == FILES)
        self._asked += 1
        asked, library, plan_id, search = self._asked, self._library, self._plan_id, self.search.text()
        if kind == FILES:
            self._show(self._files)
            return

        def listed() -> tuple[Other, ...]:
            if kind == PLANS:
                return plan_choices(library, plan_id, search)
            return earlier_choices(library, plan_id)

        def show(answer: object) -> None:
            if asked != self._asked:
                return
            if isinstance(answer, PlannerError):
                self._show(())
                self.refused.emit(answer)
            elif isinstance(answer, tuple):
                self._show(answer)

        self._worker.run(listed, show)

    def stop(self) -> None:
        """Tell nothing any more."""
        self._settled.stop()
        self._typed.stop()

    def _show(self, others: Sequence[Other]) -> None:
        quiet = self.list.blockSignals(True)
        self._others = tuple(others[:_MOST])
        self.list.clear()
        for other in self._others:
            item = QListWidgetItem(f"{other.name}\n{other.about}")
            item.setToolTip(tooltip_text(f"{other.name}, {other.about}"))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{other.name}, {other.about}")
            self.list.addItem(item)
        self.list.blockSignals(quiet)
        self.list.setVisible(bool(self._others))
        self._say(len(others))
        wanted = next((row for row, other in enumerate(self._others) if other.key == self._wanted), None)
        if wanted is None and self.kinds.chosen == EARLIER and self._others:
            wanted = 0
        if wanted is not None:
            self.list.setCurrentRow(wanted)
        self._wanted = ""

    def _say(self, count: int) -> None:
        if count > _MOST:
            words = nt("{n} more plan. Type to find it.", "{n} more plans. Type to find them.", count - _MOST)
        elif count:
            words = ""
        else:
            words = {
                EARLIER: t(
                    "No earlier version is kept yet. What was stored ten minutes or longer is kept when it is changed."
                ),
                PLANS: t("No other plan matches.") if self.search.text() else t("The library has no other plan."),
                FILES: t("Nothing of the file is stored; it is only compared."),
            }[self.kinds.chosen]
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def ask_for_file(self) -> None:
        """Let the person choose a file."""
        kinds = t("Plan files (*.kap);;All files (*)")
        path, _ = QFileDialog.getOpenFileName(self, t("Compare with a plan file"), self._folder, kinds)
        if path:
            self.take_file(Path(path))

    def _choose_kind(self, kind: int) -> None:
        self.show_kind(kind, self._files[0].key if kind == FILES and self._files else "")

    def _row_changed(self) -> None:
        self._settled.start()

    def _tell(self) -> None:
        if self.current is not None:
            self.chosen.emit(self.current)

    def _timer(self, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(_SETTLE)
        timer.timeout.connect(call)
        return timer

    def _search_typed(self) -> None:
        self._typed.start()

    def _connect(self) -> None:
        self.kinds.group.idClicked.connect(self._choose_kind)
        self.search.textEdited.connect(self._search_typed)
        self.open_file.clicked.connect(self.ask_for_file)
        self.list.currentRowChanged.connect(self._row_changed)

    def _lay_out(self) -> None:
        px = self._theme.px
        self.list.setAccessibleName(t("What to compare with"))
        self.list.setItemDelegate(LinedRows(self._theme, self.list))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addWidget(self.search)
        column.addWidget(self.open_file, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.note)
        column.addWidget(self.list, 1)
        column.addStretch(0)
