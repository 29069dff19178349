"""The library that cannot be shown: why, and a way to try again."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.library import WrongPassphrase
from kapplanner.i18n import t
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.buttons import push_button
from kapplanner.ui.widgets.texts import plain_label


class LibraryProblem(QWidget):
    """``openAgainWanted`` carries the passphrase typed, "" without one."""

    openAgainWanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.words = plain_label(wraps=True, role="strong")
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(t("Passphrase of the library"))
        self.passphrase.setPlaceholderText(t("Passphrase, if the library has one"))
        self.passphrase.setMaximumWidth(theme.px(420))
        self.try_again = push_button(t("Try again"), primary=True)
        self.passphrase.returnPressed.connect(self._try_again)
        self.try_again.clicked.connect(self._try_again)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(40), theme.px(40), theme.px(40), theme.px(40))
        column.addStretch(1)
        column.addWidget(self.words)
        column.addWidget(self.passphrase)
        column.addWidget(self.try_again, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(2)

    def tell(self, error: PlannerError) -> None:
        """Say why; a passphrase is asked for where it may be the reason."""
        self.words.setText(t(error.message, **error.values))
        self.passphrase.setVisible(isinstance(error, WrongPassphrase))

    def _try_again(self) -> None:
        self.openAgainWanted.emit(self.passphrase.text())
