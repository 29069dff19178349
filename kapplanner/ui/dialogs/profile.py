"""Patient, health, place, team and rooms of a plan: every fact that rules ask for, with "not asked" apart from "no"."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QStackedWidget, QVBoxLayout, QWidget

from kapplanner.domain.identity import IdSource, RandomIds
from kapplanner.domain.people import Diagnosis
from kapplanner.domain.time import Clock, SystemClock, local_time
from kapplanner.editing.workspace import PlanChanged
from kapplanner.i18n import t
from kapplanner.ui.bridge import PlanBridge
from kapplanner.ui.dialogs.facts_page import FactsPage
from kapplanner.ui.dialogs.people_rooms import RoomsPage, TeamPage
from kapplanner.ui.dialogs.profile_contacts import ContactRows, PatientEscortRows
from kapplanner.ui.dialogs.profile_facts import field_for, has_no_field
from kapplanner.ui.dialogs.profile_fields import ConditionsEditor, DaysField, PressureField
from kapplanner.ui.dialogs.profile_lists import MedicinesEditor, TreatmentsEditor
from kapplanner.ui.dialogs.profile_presentation import PresentationEditor
from kapplanner.ui.dialogs.room import RoomyDialog, open_as
from kapplanner.ui.editors.choices import AnswerCombo, ChoiceCombo, Option
from kapplanner.ui.editors.fields import DateField, WeightField
from kapplanner.ui.editors.medicine_fields import CountField
from kapplanner.ui.editors.parts import button, mark, text_label
from kapplanner.ui.editors.texts import NoteField, TypedLine
from kapplanner.ui.theme import Theme


class ProfileDialog(RoomyDialog):
    """Topics at the left, fields at the right. Nothing is confirmed: every field is a step that can be undone."""

    def __init__(
        self,
        bridge: PlanBridge,
        theme: Theme,
        *,
        clock: Clock | None = None,
        ids: IdSource | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._theme = theme
        self._clock = clock or SystemClock()
        self.setWindowTitle(t("Patient, team and place"))
        self.topics = QListWidget()
        self.topics.setAccessibleName(t("Topics"))
        self.stack = QStackedWidget()
        self.hint = text_label(role="small", ink="text2", wraps=True)
        self.close_button = button(t("Close"), primary=True)
        self._rows: list[ContactRows | PatientEscortRows] = []
        self.patient = self._patient_page()
        self.consent = self._consent_page()
        self.health = self._health_page()
        self.place = self._place_page()
        self.team = TeamPage(bridge, theme, ids or RandomIds())
        self.rooms = RoomsPage(bridge, theme, ids or RandomIds())
        self._lay_out()
        open_as(self, theme, 760, 620)
        self._mark_ends_of_typing()
        bridge.changed.connect(self._changed)
        bridge.refused.connect(self._refused)
        self.refresh()

    @property
    def pages(self) -> tuple[FactsPage, ...]:
        return (self.patient, self.consent, self.health, self.place)

    def refresh(self) -> None:
        """Show the plan as it is now."""
        plan = self._bridge.workspace.plan
        for page in (*self.pages, self.team, self.rooms, *self._rows):
            page.show_plan(plan)
        stay = self.place.fields.get("retreat.night_cover")
        if isinstance(stay, ChoiceCombo):
            stay.setEnabled(plan.retreat is not None)

    def show_field(self, fact: str) -> bool:
        """Put the focus into the field of a fact; False where it has none here."""
        if fact == "rooms" or fact.startswith("practitioner"):
            self._show_people(fact)
            return True
        name = field_for(fact)
        for place, page in enumerate(self.pages):
            field = page.fields.get(name)
            if field is None:
                continue
            self.topics.setCurrentRow(place)
            page.ensureWidgetVisible(field)
            (field.focusProxy() or field).setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        self.hint.setText(has_no_field(fact))
        self.hint.setVisible(bool(self.hint.text()))
        return False

    def _show_people(self, fact: str) -> None:
        self.topics.setCurrentRow(5 if fact == "rooms" else 4)
        if fact.startswith("practitioner."):
            self.team.choose(fact.removeprefix("practitioner.").removesuffix(".trainings"))
            self.team.asked.setFocus(Qt.FocusReason.OtherFocusReason)

    def today(self) -> date:
        """The date now at the plan's place."""
        return local_time(self._clock.now(), self._bridge.workspace.plan.zone).date()

    def done(self, result: int) -> None:
        """Stop listening, whatever closed the dialog."""
        self._bridge.changed.disconnect(self._changed)
        self._bridge.refused.disconnect(self._refused)
        super().done(result)

    def _changed(self, happened: PlanChanged) -> None:
        self.hint.hide()
        self.refresh()

    def _refused(self, sentence: str) -> None:
        self.hint.setText(sentence)
        mark(self.hint, "ink", "stop_ink")
        self.hint.show()

    def _lay_out(self) -> None:
        px = self._theme.px
        titles = (t("Patient"), t("Consent and ketamine"), t("Health"), t("Place and nights"), t("Team"), t("Rooms"))
        for title, page in zip(titles, (*self.pages, self.team, self.rooms), strict=True):
            self.topics.addItem(title)
            self.topics.item(self.topics.count() - 1).setSizeHint(QSize(px(120), px(30)))
            self.stack.addWidget(page)
        self.topics.setFixedWidth(px(176))
        self.topics.setSpacing(px(1))
        self.topics.currentRowChanged.connect(self.stack.setCurrentIndex)
        self.topics.setCurrentRow(0)
        self.hint.hide()
        self.close_button.clicked.connect(self.accept)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.topics)
        body.addWidget(self.stack, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(px(14), px(8), px(14), px(12))
        note = text_label(t("Every change is kept at once and can be undone."), role="small", ink="text2")
        foot.addWidget(note)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        self.hint.setContentsMargins(px(14), px(6), px(14), 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body, 1)
        column.addWidget(self.hint)
        column.addLayout(foot)

    def _mark_ends_of_typing(self) -> None:
        for widget in self.findChildren(QWidget):
            if isinstance(widget, (TypedLine, NoteField)):
                widget.left.connect(self._field_left)

    def _field_left(self) -> None:
        self._bridge.workspace.field_left()

    def _day(self, name: str) -> DateField:
        field = DateField(
            self._theme, name, today=self.today, near=self._bridge.workspace.plan.first_day, optional=True
        )
        field.edit.setMinimumWidth(self._theme.px(160))
        return field

    def _answer(self, name: str) -> AnswerCombo:
        return AnswerCombo(self._theme, name)

    def _rows_of(self, page: FactsPage, rows: tuple[tuple[str, str], ...], make: Callable[[str], QWidget]) -> None:
        for name, words in rows:
            page.add(name, words, make(words))

    def _patient_page(self) -> FactsPage:
        theme, page = self._theme, FactsPage(self._bridge, self._theme, t("Patient"))
        page.group(t("Person"))
        page.add("patient.name", t("Name"), TypedLine(t("Name"), t("a name, a first name with initial, or a code")))
        page.add("patient.birth_date", t("Birth date"), self._day(t("Birth date")))
        page.add("patient.age", t("Age, if no birth date"), CountField(theme, t("Age in years"), unit=t("years")))
        page.add("patient.weight", t("Weight"), WeightField(theme, t("Weight"), optional=True))
        page.add("patient.weighed_on", t("Weighed on"), self._day(t("Weighed on")))
        page.add("patient.phone", t("Phone"), TypedLine(t("Phone"), t("not entered")))
        page.group(t("Papers"))
        language = ChoiceCombo(theme, t("Language of papers"))
        language.set_options((Option(t("English"), "en"), Option(t("Spanish"), "es")))
        size = ChoiceCombo(theme, t("Text size of papers"))
        size.set_options((Option(t("14 points"), 14), Option(t("18 points, large print"), 18)))
        page.add("patient.language", t("Language"), language)
        page.add("patient.print_size", t("Text size"), size)
        support = ContactRows(self._bridge, theme, page.group(t("Support person")))
        page.show_under("patient.support_person", support.kind)
        self._rows.append(support)
        self._rows.append(PatientEscortRows(self._bridge, theme, page.group(t("Way home after medicine"))))
        return page

    def _consent_page(self) -> FactsPage:
        theme, page = self._theme, FactsPage(self._bridge, self._theme, t("Consent and ketamine"))
        page.group(t("Consent"))
        page.add("profile.consent.given", t("Written consent given"), self._answer(t("Written consent given")))
        page.add("profile.consent.given_on", t("Given on"), self._day(t("Consent given on")))
        rows = (
            ("profile.consent.off_label_explained", t("Off-label use explained")),
            ("profile.consent.compounded_explained", t("Compounded medicine explained")),
            ("profile.crisis_plan", t("Crisis plan made")),
        )
        self._rows_of(page, rows, self._answer)
        page.group(t("Earlier ketamine"))
        page.add(
            "profile.earlier_ketamine.experienced", t("Had ketamine before"), self._answer(t("Had ketamine before"))
        )
        near = self._bridge.workspace.plan.first_day
        page.add("profile.earlier_ketamine.days", t("On these days"), DaysField(theme, t("Days of ketamine"), near))
        page.add("profile.earlier_ketamine.count", t("Sessions so far"), CountField(theme, t("Sessions so far")))
        page.add("profile.earlier_ketamine.last_route", t("Last route"), TypedLine(t("Last route"), t("not entered")))
        page.add(
            "profile.adverse_event_open", t("Adverse event still open"), self._answer(t("Adverse event still open"))
        )
        return page

    def _health_page(self) -> FactsPage:
        theme, page = self._theme, FactsPage(self._bridge, self._theme, t("Health"))
        page.group(t("Anxiety"))
        diagnosis = ChoiceCombo(theme, t("Diagnosis"))
        words = tuple(Option(t(d.value)[:1].upper() + t(d.value)[1:], d) for d in Diagnosis)
        diagnosis.set_options((Option(t("Not entered"), None), *words))
        page.add("profile.diagnosis", t("Diagnosis"), diagnosis)
        rating = CountField(theme, t("Anxiety about the medicine, 0 to 10"))
        page.add("profile.anticipatory_anxiety", t("Anxiety about the medicine, 0 to 10"), rating)
        page.add(
            "profile.fear_of_losing_control", t("Fear of losing control"), self._answer(t("Fear of losing control"))
        )
        page.add("profile.triggers", t("Triggers"), NoteField(theme, t("Triggers"), lines=2))
        page.watch_presentation(PresentationEditor(theme, page.group(t("How anxiety shows itself"))))
        page.group(t("Body"))
        rows = (
            ("profile.frail", t("Frail")),
            ("profile.insulin_or_sulfonylurea", t("Insulin or a sulfonylurea")),
            ("profile.child_bearing_potential", t("Pregnancy possible")),
            ("profile.breastfeeding", t("Breastfeeding")),
        )
        self._rows_of(page, rows, self._answer)
        page.group(t("Vital signs at rest"))
        page.add("profile.vital_signs.blood_pressure", t("Blood pressure"), PressureField(theme, t("Blood pressure")))
        page.add("profile.vital_signs.pulse", t("Pulse a minute"), CountField(theme, t("Pulse a minute")))
        oxygen = CountField(theme, t("Oxygen saturation"), unit="%")
        page.add("profile.vital_signs.oxygen_saturation", t("Oxygen saturation"), oxygen)
        page.add("profile.vital_signs.taken_on", t("Taken on"), self._day(t("Vital signs taken on")))
        page.group(t("Medicines"))
        page.add("profile.medicines", t("Takes medicines"), MedicinesEditor(theme))
        page.group(t("Tried before"))
        page.add("profile.earlier_treatments", t("Treatments before"), TreatmentsEditor(theme))
        self._add_conditions(page)
        page.group(t("Examinations done on"))
        self._rows_of(page, _examinations(), self._day)
        page.add("profile.examinations.audit_c", t("AUDIT-C score"), CountField(theme, t("AUDIT-C score")))
        page.add("profile.examinations.dast_10", t("DAST-10 score"), CountField(theme, t("DAST-10 score")))
        page.group(t("Note"))
        page.add("profile.note", t("Clinical note"), NoteField(theme, t("Clinical note"), lines=3))
        return page

    def _add_conditions(self, page: FactsPage) -> None:
        """Conditions that the plan holds or that rules ask for."""
        workspace = self._bridge.workspace
        prefix = "profile.conditions."
        asked = [name.removeprefix(prefix) for row in workspace.report.not_checked for name in row.missing
                 if name.startswith(prefix)]  # fmt: skip
        held = [entry.condition for entry in workspace.plan.profile.conditions]
        codes = tuple(dict.fromkeys([*held, *asked]))
        if not codes:
            return
        group = page.group(t("Conditions"))
        editor = ConditionsEditor(self._theme, group, codes)
        page.watch_conditions(editor)

    def _place_page(self) -> FactsPage:
        theme, page = self._theme, FactsPage(self._bridge, self._theme, t("Place and nights"))
        page.group(t("Place"))
        for name, words in (
            ("site.name", t("Name of the place")),
            ("site.address", t("Address")),
            ("site.phone_day", t("Phone by day")),
            ("site.phone_night", t("Phone by night")),
            ("site.emergency_number", t("Emergency number")),
        ):
            page.add(name, words, TypedLine(words, t("not entered")))
        minutes = CountField(theme, t("Minutes until emergency care arrives"), unit=t("min"))
        page.add("site.emergency_minutes", t("Emergency care arrives in"), minutes)
        page.group(t("Nights"))
        page.add("retreat.night_cover", t("Staff on call at night"), self._answer(t("Staff on call at night")))
        return page


def _examinations() -> tuple[tuple[str, str], ...]:
    return (
        ("profile.examinations.psychiatric_assessment_on", t("Psychiatric assessment")),
        ("profile.examinations.medical_assessment_on", t("Medical assessment")),
        ("profile.examinations.ecg_on", t("ECG")),
        ("profile.examinations.liver_tests_on", t("Liver tests")),
        ("profile.examinations.thyroid_on", t("Thyroid test")),
        ("profile.examinations.urinary_questions_on", t("Urinary questions")),
        ("profile.examinations.pregnancy_test_on", t("Pregnancy test")),
        ("profile.examinations.urine_drug_test_on", t("Urine drug test")),
    )


def open_profile(
    bridge: PlanBridge,
    theme: Theme,
    field: str = "",
    *,
    clock: Clock | None = None,
    ids: IdSource | None = None,
    parent: QWidget | None = None,
) -> None:
    """Show the profile, at the field of a fact if one is named ("patient.weight", "practitioners", "rooms")."""
    dialog = ProfileDialog(bridge, theme, clock=clock, ids=ids, parent=parent)
    if field:
        dialog.show_field(field)
    dialog.exec()
    dialog.deleteLater()
