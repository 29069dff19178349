"""The people around the patient: who is at hand, and who usually takes them home."""

from PySide6.QtCore import Qt

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.people import Contact, Escort, EscortKind
from kapplanner.domain.plan import Plan
from kapplanner.i18n import t
from kapplanner.ui.bridge import PlanBridge
from kapplanner.ui.dialogs.profile_facts import FactPath
from kapplanner.ui.editors.choices import ChoiceCombo, Option
from kapplanner.ui.editors.group import Group
from kapplanner.ui.editors.medicine_fields import CountField
from kapplanner.ui.editors.texts import TypedLine
from kapplanner.ui.theme import Theme

_NOT_ENTERED, _NAMED, _NONE = "not entered", "named", "none"


class ContactRows:
    """Who is at hand: not entered, none, or a person by name with phone and relation.

    In a plan a person without a name means that there is none.
    """

    def __init__(self, bridge: PlanBridge, theme: Theme, group: Group) -> None:
        self._bridge = bridge
        self.kind = ChoiceCombo(theme, t("Support person"))
        self.kind.set_options(
            (
                Option(t("Not entered"), _NOT_ENTERED),
                Option(t("A named person"), _NAMED),
                Option(t("None"), _NONE),
            )
        )
        self.edits = {
            "name": TypedLine(t("Support person's name"), t("not entered")),
            "phone": TypedLine(t("Support person's phone"), t("not entered")),
            "relation": TypedLine(t("Support person's relation"), t("not entered")),
        }
        group.add_row(t("Support person"), self.kind)
        for (name, edit), words in zip(self.edits.items(), (t("Name"), t("Phone"), t("Relation")), strict=True):
            edit.setProperty("part", name)
            edit.typed.connect(self._typed)
            group.add_row(words, edit)
        self.kind.chosen.connect(self._choose)

    def show_plan(self, plan: Plan) -> None:
        """Show the support person."""
        entered = plan.patient.support_person
        contact = entered or Contact()
        self.kind.set_value(_NOT_ENTERED if entered is None else _NAMED if contact.name.strip() else _NONE)
        for name, edit in self.edits.items():
            edit.set_text(getattr(contact, name))

    def _choose(self, kind: str) -> None:
        if kind == _NAMED:
            self.edits["name"].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._tell(Contact() if kind == _NONE else None)

    def _typed(self) -> None:
        try:
            contact = Contact(**{name: edit.text() for name, edit in self.edits.items()})
        except PlannerError as error:
            self._bridge.refuse(error)
            return
        self._tell(None if contact == Contact() else contact)

    def _tell(self, contact: Contact | None) -> None:
        path = FactPath("patient.support_person", t("support person"))
        self._bridge.do(path.change(self._bridge.workspace.plan, contact), self)


class PatientEscortRows:
    """Who usually takes the patient home; a session may name somebody else."""

    def __init__(self, bridge: PlanBridge, theme: Theme, group: Group) -> None:
        self._bridge = bridge
        self.kind = ChoiceCombo(theme, t("Escort"))
        self.kind.set_options(
            (
                Option(t("Not entered"), None),
                Option(t("Named adult"), EscortKind.NAMED_ADULT),
                Option(t("Staff on site"), EscortKind.ON_SITE_STAFF),
                Option(t("Taxi"), EscortKind.TAXI),
                Option(t("None"), EscortKind.NONE),
            )
        )
        self.name = TypedLine(t("Escort's name"), t("not entered"))
        self.phone = TypedLine(t("Escort's phone"), t("not entered"))
        self.hours = CountField(theme, t("Hours the escort stays"), unit=t("h"))
        for words, field in (
            (t("Escort"), self.kind),
            (t("Name"), self.name),
            (t("Phone"), self.phone),
            (t("Stays"), self.hours),
        ):
            group.add_row(words, field)
        self.kind.chosen.connect(self._tell)
        self.name.typed.connect(self._tell)
        self.phone.typed.connect(self._tell)
        self.hours.committed.connect(self._tell)

    def show_plan(self, plan: Plan) -> None:
        """Show the usual escort."""
        escort = plan.patient.escort
        self.kind.set_value(escort.kind if escort else None)
        self.name.set_text(escort.name if escort else "")
        self.phone.set_text(escort.phone if escort else "")
        self.hours.set_value(escort.hours if escort else None, keep_refused=True)
        for field in (self.name, self.phone, self.hours):
            field.setEnabled(escort is not None and escort.kind is not EscortKind.NONE)

    def _tell(self) -> None:
        kind = self.kind.value
        try:
            escort = Escort(kind, self.name.text(), self.phone.text(), self.hours.value) if kind is not None else None
        except PlannerError as error:
            self._bridge.refuse(error)
            return
        command = FactPath("patient.escort", t("escort")).change(self._bridge.workspace.plan, escort)
        self._bridge.do(command, self)
