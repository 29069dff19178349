"""The plan's team and rooms: add, rename, roles, trainings, remove what no session names."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QListWidget, QScrollArea, QVBoxLayout, QWidget

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.identity import IdSource
from kapplanner.domain.people import Practitioner, Role
from kapplanner.domain.places import Room
from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Modality
from kapplanner.editing.commands.plan import (
    AddPractitioner,
    AddRoom,
    ChangePractitioner,
    ChangeRoom,
    RemovePractitioner,
    RemoveRoom,
)
from kapplanner.i18n import t
from kapplanner.rules.words import modality_word
from kapplanner.ui.bridge import PlanBridge
from kapplanner.ui.editors.choices import TickList
from kapplanner.ui.editors.group import Group
from kapplanner.ui.editors.medicine_fields import CountField
from kapplanner.ui.editors.parts import button, show_tick, text_label
from kapplanner.ui.editors.people import role_word
from kapplanner.ui.editors.texts import TypedLine
from kapplanner.ui.theme import Theme

_LIFE_SUPPORT = ("BLS", "ACLS")


class TeamPage(QWidget):
    """The team at the left, one person's name, phone, roles and trainings at the right."""

    def __init__(self, bridge: PlanBridge, theme: Theme, ids: IdSource) -> None:
        super().__init__()
        self._bridge, self._ids = bridge, ids
        self._people: tuple[Practitioner, ...] = ()
        self.list = QListWidget()
        self.list.setAccessibleName(t("Team"))
        self.add = button(t("Add person"), small=True)
        self.remove = button(t("Remove person"), small=True)
        self.form = Group(theme, t("Person"), last=True)
        self.name = TypedLine(t("Name"))
        self.phone = TypedLine(t("Phone"))
        self.roles = {role: QCheckBox(role_word(role)) for role in Role}
        self.asked = QCheckBox(t("Trainings were asked"))
        self.trainings = TickList(theme, t("Trainings"))
        self._lay_out(theme)
        self.list.currentRowChanged.connect(self._show_person)
        self.add.clicked.connect(self.add_person)
        self.remove.clicked.connect(self.remove_person)
        self.name.typed.connect(self._rename)
        self.phone.typed.connect(self._change_phone)
        self.asked.toggled.connect(self._ask_trainings)
        self.trainings.ticked.connect(self._tick_training)
        for box in self.roles.values():
            box.toggled.connect(self._change_roles)

    def _lay_out(self, theme: Theme) -> None:
        px = theme.px
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        left.addWidget(self.add)
        left.addWidget(self.remove)
        self.form.add_row(t("Name"), self.name)
        self.form.add_row(t("Phone"), self.phone)
        boxes = QWidget()
        grid = QGridLayout(boxes)
        grid.setContentsMargins(0, 0, 0, 0)
        for place, box in enumerate(self.roles.values()):
            grid.addWidget(box, place // 2, place % 2)
        self.form.add_row(t("Roles"), boxes)
        self.form.add_row(t("Trainings"), self.asked)
        self.form.add_wide(self.trainings)
        page = QWidget()
        page.setProperty("ground", "panel")
        right = QVBoxLayout(page)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.form)
        right.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName(t("Person"))
        area.setWidget(page)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(14), px(14), px(14), px(14))
        row.setSpacing(px(12))
        row.addLayout(left, 2)
        row.addWidget(area, 3)

    def show_plan(self, plan: Plan) -> None:
        """Show the team as the plan has it; the chosen person stays chosen."""
        chosen = self.person.id if self.person else None
        self._people = plan.practitioners
        quiet = self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([person.name or t("No name yet") for person in self._people])
        place = next((n for n, person in enumerate(self._people) if person.id == chosen), 0 if self._people else -1)
        self.list.setCurrentRow(place)
        self.list.blockSignals(quiet)
        self._show_person(place)

    @property
    def person(self) -> Practitioner | None:
        """The person chosen."""
        place = self.list.currentRow()
        return self._people[place] if 0 <= place < len(self._people) else None

    def choose(self, person_id: str) -> None:
        """Show a person of the team."""
        place = next((n for n, person in enumerate(self._people) if person.id == person_id), -1)
        if place >= 0:
            self.list.setCurrentRow(place)

    def add_person(self) -> None:
        """Add a person without a name and let the name be typed."""
        new = Practitioner(self._ids.new_id(), "")
        if self._bridge.do(AddPractitioner(new), self) is not None:
            self.choose(new.id)
            self.name.setFocus()

    def remove_person(self) -> None:
        """Take the chosen person out of the team; while a session names them, say where instead."""
        if self.person is not None:
            self._bridge.do(RemovePractitioner(self.person.id), self)

    def _show_person(self, place: int) -> None:
        person = self.person
        self.remove.setEnabled(person is not None)
        self.form.set_why("" if person else t("Nobody is in the team yet."), rows=person is not None)
        if person is None:
            return
        self.name.set_text(person.name)
        self.phone.set_text(person.phone)
        for role, box in self.roles.items():
            show_tick(box, role in person.roles)
        show_tick(self.asked, person.trainings is not None)
        self.trainings.setEnabled(person.trainings is not None)
        known = (*_LIFE_SUPPORT, *(modality.value for modality in Modality))
        self.trainings.set_items(known, (person.trainings or (),))
        for word, box in self.trainings.boxes.items():
            box.setText(word if word in _LIFE_SUPPORT else modality_word(word))

    def _change(self, **values: Any) -> None:
        if self.person is None:
            return
        try:
            person = replace(self.person, **values)
        except PlannerError as error:
            self._bridge.refuse(error)
            return
        self._bridge.do(ChangePractitioner(person), self)

    def _rename(self, name: str) -> None:
        self._change(name=name)

    def _change_phone(self, phone: str) -> None:
        self._change(phone=phone)

    def _change_roles(self) -> None:
        self._change(roles=tuple(r for r, box in self.roles.items() if box.checkState() is Qt.CheckState.Checked))

    def _ask_trainings(self) -> None:
        self._change(trainings=() if self.asked.isChecked() else None)

    def _tick_training(self, word: str, wanted: bool) -> None:
        person = self.person
        if person is not None and person.trainings is not None:
            others = tuple(held for held in person.trainings if held != word)
            self._change(trainings=(*others, word) if wanted else others)


class RoomsPage(QWidget):
    """The rooms at the left, one room's name and how many patients it holds at the right."""

    def __init__(self, bridge: PlanBridge, theme: Theme, ids: IdSource) -> None:
        super().__init__()
        self._bridge, self._ids = bridge, ids
        self._rooms: tuple[Room, ...] = ()
        self.list = QListWidget()
        self.list.setAccessibleName(t("Rooms"))
        self.add = button(t("Add room"), small=True)
        self.remove = button(t("Remove room"), small=True)
        self.form = Group(theme, t("Room"), last=True)
        self.name = TypedLine(t("Name"))
        self.capacity = CountField(theme, t("Patients at once"))
        self.form.add_row(t("Name"), self.name)
        self.form.add_row(t("Patients at once"), self.capacity)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.list, 1)
        left.addWidget(self.add)
        left.addWidget(self.remove)
        right.addWidget(self.form)
        right.addWidget(text_label(t("Rooms of this plan only."), role="small", ink="text2", wraps=True))
        right.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(*[theme.px(14)] * 4)
        row.setSpacing(theme.px(12))
        row.addLayout(left, 2)
        row.addLayout(right, 3)
        self.list.currentRowChanged.connect(self._show_room)
        self.add.clicked.connect(self.add_room)
        self.remove.clicked.connect(self.remove_room)
        self.name.typed.connect(self._rename)
        self.capacity.committed.connect(self._change_capacity)

    def show_plan(self, plan: Plan) -> None:
        """Show the rooms as the plan has them; the chosen room stays chosen."""
        chosen = self.room.id if self.room else None
        self._rooms = plan.rooms
        quiet = self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([room.name or t("No name yet") for room in self._rooms])
        place = next((n for n, room in enumerate(self._rooms) if room.id == chosen), 0 if self._rooms else -1)
        self.list.setCurrentRow(place)
        self.list.blockSignals(quiet)
        self._show_room(place)

    @property
    def room(self) -> Room | None:
        """The room chosen."""
        place = self.list.currentRow()
        return self._rooms[place] if 0 <= place < len(self._rooms) else None

    def add_room(self) -> None:
        """Add a room without a name and let the name be typed."""
        new = Room(self._ids.new_id(), "")
        if self._bridge.do(AddRoom(new), self) is not None:
            self.list.setCurrentRow(len(self._rooms) - 1)
            self.name.setFocus()

    def remove_room(self) -> None:
        """Take the chosen room out of the plan; while a session takes place in it, say where instead."""
        if self.room is not None:
            self._bridge.do(RemoveRoom(self.room.id), self)

    def _show_room(self, place: int) -> None:
        room = self.room
        self.remove.setEnabled(room is not None)
        self.form.set_why("" if room else t("The plan has no room yet."), rows=room is not None)
        if room is not None:
            self.name.set_text(room.name)
            self.capacity.set_value(room.capacity, keep_refused=True)

    def _rename(self, name: str) -> None:
        self._change(name=name)

    def _change_capacity(self, capacity: int | None) -> None:
        if capacity is not None:
            self._change(capacity=capacity)

    def _change(self, **values: Any) -> None:
        if self.room is None:
            return
        try:
            changed = replace(self.room, **values)
        except PlannerError as error:
            self._bridge.refuse(error)
            return
        self._bridge.do(ChangeRoom(changed), self)
