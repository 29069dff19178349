"""Add a session: pick a kind by letter or click, then when and how long. Answers a session; adds nothing itself."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.identity import IdSource
from kapplanner.domain.routes import RouteProfile
from kapplanner.domain.session import Modality, Route, Session, SessionKind
from kapplanner.editing.commands.sessions import AddSession
from kapplanner.editing.new_session import medicine_by, usual_minutes
from kapplanner.editing.workspace import Workspace
from kapplanner.i18n import t
from kapplanner.rules.words import clock, modality_word, route_name
from kapplanner.ui.board.changes import finding_changes
from kapplanner.ui.dialogs.move_to import Outcome
from kapplanner.ui.dialogs.room import RoomyDialog
from kapplanner.ui.editors.fields import DateField, LengthField, TimeField
from kapplanner.ui.theme import ROUTE_ICONS, Theme
from kapplanner.ui.widgets.buttons import WornIcon, push_button
from kapplanner.ui.widgets.texts import plain_label

LETTERS: Final = {
    SessionKind.MEDICINE: "M",
    SessionKind.PREPARATION: "P",
    SessionKind.INTEGRATION: "I",
    SessionKind.MEASURE: "E",
    SessionKind.PRACTICE: "C",
    SessionKind.REST: "R",
    SessionKind.FOLLOW_UP: "F",
    SessionKind.SCREENING: "S",
    SessionKind.TRAVEL: "T",
}


class KindButtons(QWidget):
    """One button a kind, with its icon, word and letter."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.group = QButtonGroup(self)
        self.buttons: dict[SessionKind, QPushButton] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(6))
        for place, (kind, letter) in enumerate(LETTERS.items()):
            look = theme.kind(kind)
            button = push_button(f"{look.word}  ({letter})")
            button.setAccessibleName(t("{kind}, letter {letter}", kind=look.word, letter=letter))
            button.setCheckable(True)
            WornIcon(button, theme, look.icon, look.token, 16)
            self.group.addButton(button, place)
            self.buttons[kind] = button
            grid.addWidget(button, place // 3, place % 3)

    @property
    def kind(self) -> SessionKind:
        """The kind chosen."""
        return list(LETTERS)[max(0, self.group.checkedId())]


class AddSessionDialog(RoomyDialog):
    """``session`` is the session to add after it was accepted.

    While the focus is on the kinds, a letter chooses one; Enter adds. A medicine session takes route, length and
    vital signs from the last one of the plan, or the rule set's numbers for the route.
    """

    def __init__(
        self,
        workspace: Workspace,
        theme: Theme,
        ids: IdSource,
        start: datetime,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._id = ids.new_id()
        self._length_typed = False
        self.setWindowTitle(t("Add session"))
        self.setMinimumWidth(theme.px(460))
        self.kinds = KindButtons(theme)
        self.day = DateField(theme, t("Day"), first_day=workspace.plan.first_day, today=today)
        self.day.set_value(start.date())
        self.time = TimeField(theme, t("Start"))
        self.time.set_value(start.time())
        self.length = LengthField(theme, t("Length"))
        self.length.speak = self._end_words
        self.method = QComboBox()
        self.route = QComboBox()
        self.outcome = Outcome(theme)
        self.add_button = push_button(t("Add session"), primary=True)
        self.cancel_button = push_button(t("Cancel"))
        self._fill_choices(theme)
        self._build(theme)
        self._connect()
        self.kinds.buttons[SessionKind.INTEGRATION].setChecked(True)
        self._take_kind()
        self.kinds.buttons[SessionKind.INTEGRATION].setFocus()

    def _fill_choices(self, theme: Theme) -> None:
        self.method.setAccessibleName(t("Method"))
        self.method.addItem(t("Not decided"), None)
        for modality in Modality:
            self.method.addItem(modality_word(modality), modality.value)
        self.route.setAccessibleName(t("Route"))
        for route in self._workspace.rule_set.routes:
            self.route.addItem(theme.icon(ROUTE_ICONS[route]), route_name(route), route.value)
        last = next((s.medicine for s in reversed(self._workspace.plan.medicine_sessions)), None)
        if last is not None:
            self.route.setCurrentIndex(max(0, self.route.findData(last.route.value)))

    def _build(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        column.setSpacing(theme.px(12))
        column.addWidget(self.kinds)
        self.form = QFormLayout()
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows: tuple[tuple[str, QWidget, QWidget], ...] = (
            (t("Method"), self.method, self.method),
            (t("Route"), self.route, self.route),
            (t("Day"), self.day, self.day.edit),
            (t("Start"), self.time, self.time.edit),
            (t("Length"), self.length, self.length.edit),
        )
        for words, field, buddy in rows:
            label = plain_label(words, role="small", ink="text2")
            label.setBuddy(buddy)
            self.form.addRow(label, field)
        column.addLayout(self.form)
        column.addWidget(plain_label(t("What it would bring"), role="small", weight=600))
        column.addWidget(self.outcome)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.add_button)
        column.addLayout(row)

    def _connect(self) -> None:
        self.kinds.group.idClicked.connect(self._take_kind)
        self.route.currentIndexChanged.connect(self._take_route)
        self.method.currentIndexChanged.connect(self._judge)
        for field in (self.day, self.time):
            field.committed.connect(self._judge)
        self.length.committed.connect(self._take_length)
        self.add_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self.add_button.setDefault(True)

    @property
    def session(self) -> Session:
        """The session as it is entered now; a PlannerError where it cannot be."""
        kind = self.kinds.kind
        is_medicine = kind is SessionKind.MEDICINE
        modality = self.method.currentData() if kind is SessionKind.INTEGRATION else None
        return Session(
            id=self._id,
            kind=kind,
            start=datetime.combine(self.day.value, self.time.value),
            minutes=self.length.value,
            modality=modality,
            medicine=medicine_by(self._profile()) if is_medicine else None,
        )

    def _profile(self) -> RouteProfile:
        return self._workspace.rule_set.route(Route(self.route.currentData()))

    def choose_kind(self, kind: SessionKind) -> None:
        """Choose a kind as by its letter."""
        self.kinds.buttons[kind].setChecked(True)
        self.kinds.buttons[kind].setFocus()
        self._take_kind()

    def _take_kind(self) -> None:
        kind = self.kinds.kind
        self.form.setRowVisible(self.method, kind is SessionKind.INTEGRATION)
        self.form.setRowVisible(self.route, kind is SessionKind.MEDICINE)
        self._take_route()

    def _take_route(self) -> None:
        if not self._length_typed:
            self.length.set_value(self._usual_minutes())
        self._judge()

    def _usual_minutes(self) -> int:
        """The block of the route for medicine; for others the length that the plan's last one of this kind has."""
        kind = self.kinds.kind
        if kind is SessionKind.MEDICINE:
            return self._profile().block_minutes
        return usual_minutes(self._workspace.plan, kind)

    def _take_length(self) -> None:
        self._length_typed = True
        self._judge()

    def _end_words(self, minutes: int) -> str:
        start = datetime.combine(self.day.value, self.time.value)
        return t("ends {time}", time=clock(start + timedelta(minutes=minutes)))

    def _judge(self) -> None:
        """Try the session on the plan and say what it would bring."""
        if self.day.is_refused or self.time.is_refused or self.length.is_refused:
            self.add_button.setEnabled(False)
            return
        try:
            preview = self._workspace.preview(AddSession(self.session))
        except PlannerError as error:
            self.outcome.refuse(t(error.message, **error.values))
            QTimer.singleShot(0, self, self.grow)
            self.add_button.setEnabled(False)
            return
        self.add_button.setEnabled(True)
        self.outcome.show_changes(finding_changes(self._workspace.report, preview.report))
        QTimer.singleShot(0, self, self.grow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter chooses a kind, while no text is being typed."""
        kind = next((k for k, letter in LETTERS.items() if event.text().upper() == letter), None)
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}
        if kind is not None and plain and self.kinds.isAncestorOf(self.focusWidget() or self):
            self.choose_kind(kind)
            return
        super().keyPressEvent(event)

    def accept(self) -> None:
        """Read what is still being typed first; a text that cannot be read keeps the dialog open."""
        for field in (self.day, self.time, self.length):
            field.commit()
        self._judge()
        if self.add_button.isEnabled():
            super().accept()
