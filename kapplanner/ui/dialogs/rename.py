"""The name and the title by which a plan stands in the library and on paper."""

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.people import Patient
from kapplanner.domain.text import LINE_LIMIT, bounded
from kapplanner.i18n import t
from kapplanner.ui.dialogs.room import RoomyDialog
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.buttons import push_button
from kapplanner.ui.widgets.texts import plain_label


class RenameDialog(RoomyDialog):
    """Answers a name and a title that a plan can hold."""

    def __init__(self, theme: Theme, name: str, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(t("Rename the plan"))
        self.name_line = QLineEdit(name)
        self.name_line.setAccessibleName(t("Name of the patient, or a code"))
        self.title_line = QLineEdit(title)
        self.title_line.setAccessibleName(t("Title"))
        self.refused = plain_label(role="small", ink="stop_ink", wraps=True)
        self.rename = push_button(t("Rename"), primary=True)
        self.rename.setDefault(True)
        cancel = push_button(t("Cancel"))
        self.rename.clicked.connect(self._check)
        cancel.clicked.connect(self.reject)
        grid = QGridLayout()
        for row, (words, line) in enumerate(((t("Patient"), self.name_line), (t("Title"), self.title_line))):
            label = plain_label(words, ink="text2")
            label.setBuddy(line)
            grid.addWidget(label, row, 0)
            grid.addWidget(line, row, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.rename)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        column.setSpacing(theme.px(12))
        column.addLayout(grid)
        column.addWidget(self.refused)
        column.addLayout(buttons)
        self.setMinimumWidth(theme.px(440))

    @property
    def name(self) -> str:
        return self.name_line.text().strip()

    @property
    def title(self) -> str:
        return self.title_line.text().strip()

    def _check(self) -> None:
        try:
            Patient(name=self.name)
            bounded(self.title, "The plan's title", LINE_LIMIT)
        except PlannerError as error:
            self.refused.setText(t(error.message, **error.values))
            return
        self.accept()
