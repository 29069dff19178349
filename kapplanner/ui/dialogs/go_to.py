"""Go to a date or a day number."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kapplanner.domain.plan import Plan
from kapplanner.i18n import t
from kapplanner.ui.dialogs.room import RoomyDialog
from kapplanner.ui.editors.fields import DateField
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.buttons import push_button
from kapplanner.ui.widgets.texts import plain_label


class GoTo(RoomyDialog):
    """``chosen`` is the day after it was accepted."""

    def __init__(
        self, plan: Plan, theme: Theme, near: date, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(t("Go to a day"))
        self.setMinimumWidth(theme.px(340))
        self.day = DateField(theme, t("Date or day number"), first_day=plan.first_day, today=today)
        self.day.set_value(near)
        self.day.edit.selectAll()
        self.show_button = push_button(t("Show day"), primary=True)
        self.show_button.setDefault(True)
        self.show_button.clicked.connect(self.accept)
        cancel = push_button(t("Cancel"))
        cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        column.setSpacing(theme.px(12))
        label = plain_label(
            t("Date or day number, such as “9 dec”, “mon”, “+7d” or “day 4”"), role="small", ink="text2", wraps=True
        )
        label.setBuddy(self.day.edit)
        column.addWidget(label)
        column.addWidget(self.day)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.show_button)
        column.addLayout(row)

    @property
    def chosen(self) -> date:
        """The day that was read."""
        day: date = self.day.value
        return day

    def accept(self) -> None:
        """A text that cannot be read keeps the dialog open, with the reason beside it."""
        self.day.commit()
        if not self.day.is_refused:
            super().accept()
