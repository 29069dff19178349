"""Which sessions a rule is about: said in words, changed part by part in a small sheet."""

from typing import Any

from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kapplanner.domain.errors import PlannerError
from kapplanner.i18n import t
from kapplanner.rules.fields import SELECTOR_PARTS, Sessions
from kapplanner.ui.dialogs.room import RoomyDialog, open_as
from kapplanner.ui.rules.value_fields import ValueField, simple_field
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.buttons import push_button
from kapplanner.ui.widgets.texts import plain_label


def sessions_words(field: Sessions, raw: object) -> str:
    """The sessions that a raw value means: "medicine sessions by IM"; what is wrong where it means none."""
    if raw is None:
        return t("not given")
    try:
        return field.read(raw).words
    except PlannerError as cause:
        return str(cause)


class SessionsValue(ValueField):
    """The words, and a button that opens the sheet."""

    def __init__(self, theme: Theme, field: Sessions, name: str, *, required: bool) -> None:
        super().__init__()
        self._theme, self._field, self._name, self._required = theme, field, name, required
        self._raw: object = None
        self.words = plain_label(wraps=True, weight=500)
        self.change = push_button(t("Change…"), small=True)
        self.change.setAccessibleName(t("Change which sessions: {name}", name=name))
        self.change.clicked.connect(self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.words, 1)
        row.addWidget(self.change)

    def show_raw(self, raw: object) -> None:
        self._raw = raw
        self.words.setText(sessions_words(self._field, raw))

    def _ask(self) -> None:
        sheet = SessionsSheet(self._theme, self._field, self._name, self._raw, self, required=self._required)
        if sheet.exec() == QDialog.DialogCode.Accepted:
            self.show_raw(sheet.raw)
            self.given.emit(sheet.raw)
            self.left.emit()
        sheet.deleteLater()


class SessionsSheet(RoomyDialog):
    """Every part of a choice of sessions; a part that is empty does not restrict."""

    def __init__(
        self, theme: Theme, field: Sessions, name: str, raw: object, parent: QWidget, *, required: bool
    ) -> None:
        super().__init__(parent)
        self._field = field
        self.raw: Any = dict(raw) if isinstance(raw, dict) else None if not required else {}
        self.setWindowTitle(t("Which sessions: {name}", name=name))
        self.words = plain_label(role="strong", wraps=True)
        self.fields: dict[str, ValueField] = {}
        page = QWidget()
        form = QFormLayout(page)
        form.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        form.setSpacing(theme.px(8))
        for part, each in SELECTOR_PARTS.items():
            value = simple_field(theme, each, t(each.label), required=False)
            value.setProperty("part", part)
            value.show_raw((self.raw or {}).get(part))
            value.given.connect(self._given)
            self.fields[part] = value
            form.addRow(plain_label(t(each.label), ink="text2"), value)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(page)
        area.setAccessibleName(t("Parts"))
        self.use = push_button(t("Use these sessions"), primary=True)
        self.use.setDefault(True)
        self.use.clicked.connect(self.accept)
        cancel = push_button(t("Cancel"))
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        if not required:
            nothing = push_button(t("Not given"))
            nothing.clicked.connect(self._take_none)
            foot.addWidget(nothing)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.use)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(14), theme.px(16), theme.px(14))
        column.setSpacing(theme.px(10))
        column.addWidget(self.words)
        column.addWidget(area, 1)
        column.addLayout(foot)
        open_as(self, theme, 620, 640)
        self._say()

    def _given(self, raw: object) -> None:
        field = self.sender()
        assert isinstance(field, ValueField)
        part = str(field.property("part"))
        self.raw = {**(self.raw or {}), part: raw}
        if raw is None or raw is False:  # a part that is off does not restrict
            self.raw.pop(part)
        self._say()

    def _say(self) -> None:
        self.words.setText(sessions_words(self._field, self.raw))
        try:
            self._field.read(self.raw if self.raw is not None else {})
        except PlannerError:
            self.use.setEnabled(False)
        else:
            self.use.setEnabled(True)

    def _take_none(self) -> None:
        self.raw = None
        self.accept()
