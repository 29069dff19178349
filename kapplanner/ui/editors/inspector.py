"""The session pane: everything about the selected sessions, changed at once and undone step by step."""

from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.session import Session
from kapplanner.domain.time import Clock
from kapplanner.editing.command import Command
from kapplanner.editing.commands.sessions import LockSessions
from kapplanner.editing.workspace import PlanChanged
from kapplanner.i18n import t
from kapplanner.ui.board.carry import Carried
from kapplanner.ui.bridge import PlanBridge
from kapplanner.ui.editors.fields import ReadField
from kapplanner.ui.editors.group import Group
from kapplanner.ui.editors.medicine import MedicineGroup
from kapplanner.ui.editors.parts import text_label
from kapplanner.ui.editors.patient_words import WordsGroup
from kapplanner.ui.editors.people import PeopleGroup
from kapplanner.ui.editors.session_bar import SessionBar
from kapplanner.ui.editors.session_head import SessionHead
from kapplanner.ui.editors.sight import Sight
from kapplanner.ui.editors.texts import NoteField, TypedLine
from kapplanner.ui.editors.timeline import TimelineGroup
from kapplanner.ui.editors.what import ListsGroup, WhatGroup
from kapplanner.ui.editors.when import WhenGroup
from kapplanner.ui.theme import Theme

WIDTH = 312


class Inspector(QFrame):
    """Shows nothing, one or several selected sessions. Each field is a step of its own; only touched fields change.

    What needs more than a field is asked of the view around: ``moveWanted``, ``sameKindWanted`` for all sessions of
    the kinds shown, ``duplicateWanted``, ``addWanted`` with the time of a new session, ``menuWanted`` with a point of
    the screen, ``methodsWanted`` for methods that may fit.
    """

    moveWanted = Signal()
    sameKindWanted = Signal()
    duplicateWanted = Signal()
    addWanted = Signal(object)
    menuWanted = Signal(object)
    methodsWanted = Signal()

    def __init__(
        self, bridge: PlanBridge, theme: Theme, clock: Clock | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._theme = theme
        self._asking: object = None
        self.setAccessibleName(t("Session"))
        self.setProperty("ground", "panel")
        self._clock = clock
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._build()
        bridge.changed.connect(self._plan_changed)
        bridge.selectionChanged.connect(self._selection_changed)
        bridge.refused.connect(self._refused)
        bridge.fieldWanted.connect(self._lead_to)
        theme.changed.connect(self._renew)
        self.refresh()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(WIDTH), self._theme.px(560))

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups from top to bottom."""
        return (self.when, self.what, self.medicine, self.timeline, self.people, self.lists, self.words)

    def submit(self, command: Command, field: object = None) -> None:
        """Carry out a command as one step; what is impossible is said beside the field that asked."""
        self._asking = field
        before = self._bridge.workspace.plan
        self._bridge.do(command, self)
        if self._bridge.workspace.plan is before and field is not self.words:
            self.refresh(keep=True)
        self._asking = None

    def refuse(self, error: PlannerError) -> None:
        """Say why a value cannot be, and show again what the plan has."""
        self._bridge.refuse(error)
        self.refresh(keep=True)

    def want(self, fact: str) -> None:
        """Lead to where a fact of the plan is entered."""
        self._bridge.fieldWanted.emit(fact)

    def lead_to(self, session_id: str) -> None:
        """Select another session and bring it into view."""
        self._bridge.show_day(self._bridge.workspace.plan.session(session_id).day)
        self._bridge.select((session_id,), self)

    def want_session(self, start: datetime) -> None:
        """Ask for a new session at that time."""
        self.addWanted.emit(start)

    def show_field(self, name: str) -> bool:
        """Put the focus into the field of a fact of a selected session ("medicine.dose"); False if none."""
        field = self._field_named(name)
        if field is None:
            return False
        self.area.ensureWidgetVisible(field)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    @property
    def first_choice(self) -> QWidget | None:
        """What is changed first where several sessions are open: their route or their method; None for one session.

        A date for all of them is hardly ever meant.
        """
        sight = self._sight()
        if sight is None or sight.one is not None:
            return None
        choices = (self.medicine.route, self.what.modality)
        return next((box for box in choices if box.isVisibleTo(self) and box.isEnabled()), None)

    def unread_words(self) -> list[str]:
        """What to say of each text here that could not be read or was refused, and so is not in the plan."""
        said = [field.unread_words for field in self._whole.findChildren(ReadField)]
        return [words for words in (*said, self.words.unread_words) if words]

    def refresh(self, keep: bool = False) -> None:
        """Show the selected sessions as the plan has them now; ``keep`` leaves a text that waits to be mended."""
        sight = self._sight()
        if not keep:
            self._forget_refused()
        self._pages.setCurrentIndex(0 if sight is None else 1)
        self.bar.show_sight(sight)
        if sight is None:
            return
        self.head.show_sight(sight)
        for group in (self.when, self.what, self.medicine, self.timeline, self.people, self.lists, self.words):
            group.show_sight(sight)

    def show_carried(self, state: Carried | None) -> None:
        """While sessions are carried, show when they would take place; with None when they do."""
        if state is None:
            self.refresh(keep=True)
            return
        workspace = self._bridge.workspace
        if state.plan is None:
            return
        held = tuple(s for s in state.plan.sessions if s.id in self._bridge.selection)
        if held:
            self.when.show_carried(Sight(state.plan, held, workspace.report, workspace.rule_set))

    def _sight(self) -> Sight | None:
        workspace = self._bridge.workspace
        held = tuple(s for s in workspace.plan.sessions if s.id in self._bridge.selection)
        return Sight(workspace.plan, held, workspace.report, workspace.rule_set) if held else None

    def _plan_changed(self, happened: PlanChanged) -> None:
        self.refresh(keep=True)

    def _selection_changed(self, ids: tuple[str, ...], origin: object) -> None:
        self.refresh()

    def _refused(self, sentence: str) -> None:
        field = self._asking
        if isinstance(field, ReadField):
            field.take_back(self._value_in_plan(field), sentence)
        elif isinstance(field, WordsGroup):
            field.refuse(sentence)

    def _value_in_plan(self, field: ReadField) -> object:
        """What the plan still has where a field's new value was refused; None where several differ."""
        sight = self._sight()
        if sight is None or sight.one is None:
            return None
        shown = {id(f): value for f, value in _values(self, sight.one)}
        return shown.get(id(field))

    def _lead_to(self, fact: str) -> None:
        """A fact of a session is entered here; those of patient and plan elsewhere."""
        sight = self._sight()
        if sight is not None and sight.one is not None:
            own = f"session.{sight.one.id}."
            if fact.startswith(own):
                self.show_field(fact.removeprefix(own))

    def _forget_refused(self) -> None:
        """Other sessions are shown: a text that could not be read goes, but not without a word."""
        words = self.unread_words()
        for field in self._whole.findChildren(ReadField):
            if field.is_refused:
                field.restore()
        self.words.forget_refused()
        if words:
            self._bridge.refused.emit("\n".join(words))

    def _field_named(self, name: str) -> QWidget | None:
        people = {f"people.{role.value}": combo for role, combo in self.people.roles.items()}
        fields: dict[str, QWidget] = {
            "medicine.dose": self.medicine.dose,
            "medicine.booster.dose": self.medicine.booster,
            "medicine.infusion_minutes": self.medicine.drip,
            "medicine.vital_signs_minutes": self.medicine.readings,
            "medicine.group_size": self.medicine.group_size,
            "medicine.escort": self.people.escort.kind,
            "new_target": self.what.new_target,
            "closing": self.what.closing,
            "exposure_needs": self.what.needs,
            "checklist": self.lists.checklist.entry,
            "measures": self.lists.measures.entry,
            "people": self.people.roles[next(iter(self.people.roles))],
            "room": self.people.room,
            "low_dose_exception_by": self.people.exception,
            "patient_text": self.words.patient_text,
            "note": self.words.note,
            **people,
        }
        return fields.get(name)

    def _build(self) -> None:
        """From the outside in: a widget that changes hands is dressed anew with all it holds, which takes longer."""
        theme = self._theme
        column = _column(self._frame())
        self.head = SessionHead(theme)
        column.addWidget(self.head)
        page = column.parentWidget()
        self.when = WhenGroup(theme, self, self._clock, page)
        self.what = WhatGroup(theme, self, page)
        self.medicine = MedicineGroup(theme, self, page)
        self.timeline = TimelineGroup(theme, page)
        self.people = PeopleGroup(theme, self, page)
        self.lists = ListsGroup(theme, self, page)
        self.words = WordsGroup(theme, self, page)
        for group in self.groups:
            column.addWidget(group)
        column.addStretch(1)
        self.bar.lockPressed.connect(self._toggle_lock)
        self.bar.sameKindWanted.connect(self.sameKindWanted)
        self.bar.duplicateWanted.connect(self.duplicateWanted)
        self.bar.menuWanted.connect(self.menuWanted)
        self.when.move_button.clicked.connect(self.moveWanted)
        self.what.methodsWanted.connect(self.methodsWanted)
        self._mark_ends_of_typing()

    def _frame(self) -> QWidget:
        """The bar and, below it, the empty page of the groups in a scroll area."""
        self._whole = QWidget(self)
        self._column.addWidget(self._whole)
        whole = _column(self._whole)
        self.bar = SessionBar(self._theme)
        whole.addWidget(self.bar)
        self._pages = QStackedWidget()
        whole.addWidget(self._pages, 1)
        self._pages.addWidget(_NothingSelected(self._theme))
        self.area = QScrollArea()
        self._pages.addWidget(self.area)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        page.setProperty("ground", "panel")
        self.area.setWidget(page)
        return page

    def _renew(self) -> None:
        """Build the pane anew: colours of icons and widths of columns belong to the scheme and text size."""
        self._forget_refused()
        self._column.removeWidget(self._whole)
        self._whole.hide()
        self._whole.deleteLater()
        self._build()
        self.refresh()

    def _toggle_lock(self) -> None:
        sight = self._sight()
        if sight is not None:
            locked = not all(session.locked for session in sight.sessions)
            self.submit(LockSessions(sight.ids, locked), self.bar)

    def _mark_ends_of_typing(self) -> None:
        for line in self.findChildren(TypedLine):
            line.left.connect(self._field_left)
        for note in self.findChildren(NoteField):
            note.left.connect(self._field_left)

    def _field_left(self) -> None:
        self._bridge.workspace.field_left()


def _column(widget: QWidget) -> QVBoxLayout:
    """What a widget holds, one below the other without gaps."""
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column


def _values(pane: Inspector, session: Session) -> tuple[tuple[ReadField, object], ...]:
    medicine = session.medicine
    when = (
        (pane.when.date, session.day),
        (pane.when.start, session.start.time()),
        (pane.when.length, session.minutes),
    )
    if medicine is None:
        return when
    return (
        *when,
        (pane.medicine.dose, medicine.dose),
        (pane.medicine.delay, medicine.minutes_to_dose),
        (pane.medicine.drip, medicine.infusion_minutes),
        (pane.medicine.booster, medicine.booster),
        (pane.medicine.group_size, medicine.group_size),
        (pane.people.escort.hours, medicine.escort.hours if medicine.escort else None),
    )


class _NothingSelected(QWidget):
    """What the pane says while no session is selected."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(14), theme.px(16), theme.px(14), theme.px(16))
        column.setSpacing(theme.px(6))
        column.addWidget(text_label(t("No session selected"), role="strong"))
        hint = t("Select a session on the board to see and change it here. Select several to change them together.")
        column.addWidget(text_label(hint, ink="text2", wraps=True))
        column.addStretch(1)
