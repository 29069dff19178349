"""Who gives a session and where: "not entered" and "none" are different answers."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QWidget

from kapplanner.domain.people import Role
from kapplanner.domain.session import Session
from kapplanner.editing.command import Command
from kapplanner.editing.commands.sessions import NOT_ENTERED, AssignRole, NotEntered
from kapplanner.i18n import t
from kapplanner.rules.finding import State, Tier
from kapplanner.ui.editors.choices import ChoiceCombo, Option, PersonCombo
from kapplanner.ui.editors.group import Group
from kapplanner.ui.editors.medicine import EscortRows
from kapplanner.ui.editors.parts import text_label
from kapplanner.ui.editors.sight import Desk, Sight, fill, shared
from kapplanner.ui.editors.texts import TypedLine
from kapplanner.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class AddPerson:
    """The last entry of a combo box: not a value, but the way to where people and rooms are added."""


ADD: Final = AddPerson()


def role_word(role: Role) -> str:
    """ "Prescriber", "Monitor" …"""
    return {
        Role.PRESCRIBER: t("Prescriber"),
        Role.MONITOR: t("Monitor"),
        Role.THERAPIST: t("Therapist"),
        Role.SITTER: t("Sitter"),
        Role.NURSE: t("Nurse"),
    }[role]


class PeopleGroup(Group):
    """Roles, escort and room."""

    def __init__(self, theme: Theme, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(theme, t("People and room"), parent=parent)
        self._desk = desk
        self._sight: Sight | None = None
        self.roles = {role: PersonCombo(theme, role_word(role)) for role in Role}
        for role, combo in self.roles.items():
            combo.setProperty("role_value", role.value)
            combo.chosen.connect(self._assign)
            self.add_row(role_word(role), combo)
        self.escort = EscortRows(theme, self, desk)
        self.room = ChoiceCombo(theme, t("Room"))
        self.room.chosen.connect(self._change_room)
        self.add_row(t("Room"), self.room)
        self.taken = text_label(role="small", ink="caut_ink", wraps=True)
        self.add_wide(self.taken)
        self.show_taken("")
        self.exception = TypedLine(t("Low-dose exception by"), t("not used"))
        self.exception.typed.connect(self._change_exception)
        self.add_row(t("Low-dose exception by"), self.exception)

    @property
    def fields(self) -> tuple[QWidget, ...]:
        return self.escort.fields

    def show_sight(self, sight: Sight) -> None:
        """Show who gives the selected sessions."""
        self._sight = sight
        for role, combo in self.roles.items():
            combo.set_options(_people(sight, role))
            value = shared(_filled(session, role) for session in sight.sessions)
            fill(combo, value)
            combo.set_tier(_tier_of_none(sight, role) if value is None else None)
        self.escort.show_sight(sight)
        rooms = tuple(Option(room.name, room.id) for room in sight.plan.rooms)
        self.room.set_options((Option(t("Not entered"), None), *rooms, Option(t("Add room…"), ADD, "plus")))
        fill(self.room, sight.of_sessions(lambda session: session.room))
        self.show_row(self.exception, all(session.modality for session in sight.sessions))
        by = sight.of_sessions(lambda session: session.low_dose_exception_by or "")
        fill(self.exception, by)

    def show_taken(self, words: str) -> None:
        """Say which room or person another plan has at the same time; empty for none."""
        self.taken.setText(words)
        self.taken.setAccessibleName(words)
        self.taken.setVisible(bool(words))

    def _assign(self, practitioner: str | NotEntered | AddPerson | None) -> None:
        combo, sight = self.sender(), self._sight
        if not isinstance(combo, PersonCombo) or sight is None:
            return
        role = Role(combo.property("role_value"))
        if isinstance(practitioner, AddPerson):
            self.show_sight(sight)
            self._desk.want("practitioners")
            return

        def assigned(session: Session) -> Command:
            return AssignRole(session.id, role, practitioner)

        self._desk.submit(sight.each(assigned, role_word(role).lower()), combo)

    def _change_room(self, room: str | AddPerson | None) -> None:
        if self._sight is None:
            return
        if isinstance(room, AddPerson):
            self.show_sight(self._sight)
            self._desk.want("rooms")
            return
        self._desk.submit(self._sight.change(t("room"), room=room), self.room)

    def _change_exception(self, name: str) -> None:
        if self._sight is not None:
            command = self._sight.change(t("low-dose exception"), typed=True, low_dose_exception_by=name or None)
            self._desk.submit(command, self.exception)


def _filled(session: Session, role: Role) -> str | NotEntered | None:
    entry = session.practitioner_as(role)
    return NOT_ENTERED if entry is None else entry.practitioner


def _people(sight: Sight, role: Role) -> tuple[Option, ...]:
    """Those who have the role first, then the rest of the team."""
    team = sorted(sight.plan.practitioners, key=lambda person: role not in person.roles)
    known = {person.id for person in team}
    strangers = {_filled(session, role) for session in sight.sessions} - known - {None, NOT_ENTERED}
    return (
        Option(t("Not entered"), NOT_ENTERED),
        *(Option(person.name, person.id) for person in team),
        *(Option(t("Somebody no longer in the team"), stranger) for stranger in sorted(map(str, strangers))),
        Option(t("None"), None),
        Option(t("Add person…"), ADD, "plus"),
    )


def _tier_of_none(sight: Sight, role: Role) -> Tier | None:
    """The strongest tier of an open finding of these sessions that speaks of the role."""
    word = role.value
    found = [
        finding.tier
        for finding in sight.report.findings
        if finding.state is not State.KEPT
        and any(session.id in finding.sessions for session in sight.sessions)
        and (word in finding.rule or word in finding.field)
    ]
    return min(found, key=lambda tier: tier.rank, default=None)
