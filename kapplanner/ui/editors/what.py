"""What a session is: kind, method, how it takes part, what is checked and measured in it."""

from datetime import timedelta
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QWidget

from kapplanner.domain.plan import Plan
from kapplanner.domain.session import (
    Attendance,
    ExposureNeed,
    MedicineDetails,
    Modality,
    Phase,
    Route,
    Session,
    SessionKind,
    SessionState,
    TravelDirection,
)
from kapplanner.editing.command import Command
from kapplanner.editing.commands.sessions import ChangeSession
from kapplanner.i18n import t
from kapplanner.rules.words import kind_word, modality_word
from kapplanner.ui.editors.choices import AnswerCombo, ChoiceCombo, Option, TickList
from kapplanner.ui.editors.following import FollowingField, following_session
from kapplanner.ui.editors.group import Group
from kapplanner.ui.editors.parts import icon_button, show_tick, text_label
from kapplanner.ui.editors.sight import MIXED, Desk, Sight, fill, shared
from kapplanner.ui.editors.texts import TypedLine
from kapplanner.ui.theme import Theme

_TARGETED: Final = frozenset({Modality.EMDR.value, Modality.ART.value})
_TASKED: Final = frozenset({Modality.EXPOSURE.value, Modality.BEHAVIOURAL_EXPERIMENT.value})


class WhatGroup(Group):
    """Kind, title, method and the facts that rules ask of some methods. ``methodsWanted``: which methods may fit."""

    methodsWanted = Signal()

    def __init__(self, theme: Theme, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(theme, t("What"), parent=parent)
        self._desk = desk
        self._sight: Sight | None = None
        self.kind = ChoiceCombo(theme, t("Kind"))
        self.kind.set_options(_kind_options(theme))
        self.name_line = TypedLine(t("Title"), t("none"))
        self.modality = ChoiceCombo(theme, t("Method"))
        self.methods = icon_button(theme, "book-open-variant", t("Methods that may fit…"))
        self.modality_why = text_label(role="small", ink="text2", wraps=True)
        self.following = FollowingField(theme)
        self.new_target = AnswerCombo(theme, t("New target"))
        self.closing = AnswerCombo(theme, t("Closing session"))
        self.needs = NeedsField(theme, t("The task needs"))
        self.direction = ChoiceCombo(theme, t("Direction"))
        self.direction.set_options(
            (Option(t("Arrival"), TravelDirection.ARRIVAL), Option(t("Departure"), TravelDirection.DEPARTURE))
        )
        self.attendance = ChoiceCombo(theme, t("Takes place"))
        self.attendance.set_options(tuple(Option(_sentence(t(a.value)), a) for a in Attendance))
        self.phase = ChoiceCombo(theme, t("Phase"))
        self.phase.set_options(tuple(Option(_sentence(t(p.value)), p) for p in Phase))
        self.state = ChoiceCombo(theme, t("State"))
        self.state.set_options(tuple(Option(_sentence(t(s.value)), s) for s in SessionState))
        self._lay_out_rows()
        self._connect()

    def _lay_out_rows(self) -> None:
        self.add_row(t("Kind"), self.kind)
        self.add_row(t("Followed by"), self.following)
        self.add_row(t("Title"), self.name_line)
        self.add_row(t("Method"), self._method_field())
        self.grid.addWidget(self.modality_why, self.grid.rowCount(), 1)
        for words, field in (
            (t("New target"), self.new_target),
            (t("Closing"), self.closing),
            (t("Task needs"), self.needs),
            (t("Direction"), self.direction),
            (t("Takes place"), self.attendance),
            (t("Phase"), self.phase),
            (t("State"), self.state),
        ):
            self.add_row(words, field)

    def _method_field(self) -> QWidget:
        """The choice of a method, and the way to what may fit."""
        field = QWidget()
        field.setFocusProxy(self.modality)
        row = QHBoxLayout(field)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.modality, 1)
        row.addWidget(self.methods)
        return field

    def _connect(self) -> None:
        self.methods.clicked.connect(self.methodsWanted)
        self.kind.chosen.connect(self._change_kind)
        self.following.clicked.connect(self._go_to_following)
        self.name_line.typed.connect(self._change_title)
        self.modality.chosen.connect(self._change_modality)
        self.new_target.chosen.connect(self._change_new_target)
        self.closing.chosen.connect(self._change_closing)
        self.needs.changed.connect(self._change_needs)
        self.direction.chosen.connect(self._change_direction)
        self.attendance.chosen.connect(self._change_attendance)
        self.phase.chosen.connect(self._change_phase)
        self.state.chosen.connect(self._change_state)

    def show_sight(self, sight: Sight) -> None:
        """Show what the selected sessions are."""
        self._sight = sight
        self.modality.set_options(_modality_options(sight.plan))
        for field, name in (
            (self.kind, "kind"),
            (self.name_line, "title"),
            (self.modality, "modality"),
            (self.new_target, "new_target"),
            (self.closing, "closing"),
            (self.direction, "travel"),
            (self.attendance, "attendance"),
            (self.phase, "phase"),
            (self.state, "state"),
        ):
            fill(field, shared(getattr(session, name) for session in sight.sessions))
        needs = sight.of_sessions(lambda session: session.exposure_needs)
        self.needs.show_needs(None if needs is MIXED else needs)
        self._show_what_fits(sight)

    def _show_what_fits(self, sight: Sight) -> None:
        one = sight.one
        self.show_row(self.following, one is not None and one.is_medicine)
        if one is not None and one.is_medicine:
            self.following.show_following(one, following_session(sight.plan, one))
        talks = sight.all_are(SessionKind.INTEGRATION)
        methods = {session.modality for session in sight.sessions}
        self.modality.setEnabled(talks)
        if not talks:
            why = t("Only integration has a method.")
        elif not methods <= (_TARGETED | _TASKED):
            why = t("EMDR and ART also ask for targets, exposure for what its task needs.")
        else:
            why = ""
        self.modality_why.setText(why)
        self.modality_why.setVisible(bool(why))
        self.show_row(self.new_target, talks and methods <= _TARGETED)
        self.show_row(self.closing, talks and methods <= _TARGETED)
        self.show_row(self.needs, talks and methods <= _TASKED)
        self.show_row(self.direction, sight.all_are(SessionKind.TRAVEL))

    def _change_kind(self, kind: SessionKind) -> None:
        sight = self._sight
        if sight is None:
            return
        route = _usual_route(sight.plan)
        profile = sight.rule_set.route(route)

        def made(session: Session) -> Command:
            medicine = session.medicine
            if kind is SessionKind.MEDICINE and medicine is None:
                medicine = MedicineDetails(
                    route,
                    vital_signs_minutes=profile.vital_signs_minutes,
                    infusion_minutes=profile.infusion_minutes,
                )
            values: tuple[tuple[str, Any], ...] = (
                ("kind", kind),
                ("medicine", medicine if kind is SessionKind.MEDICINE else None),
                ("modality", session.modality if kind is SessionKind.INTEGRATION else None),
                ("travel", session.travel if kind is SessionKind.TRAVEL else None),
            )
            return ChangeSession(session.id, values, t("kind"))

        self._desk.submit(sight.each(made, t("kind")), self.kind)

    def _go_to_following(self) -> None:
        one = self._sight.one if self._sight else None
        if one is None:
            return
        if self.following.session is not None:
            self._desk.lead_to(self.following.session.id)
        else:
            self._desk.want_session(one.start + timedelta(minutes=one.minutes))

    def _change(self, what: str, field: object, typed: bool = False, **values: Any) -> None:
        if self._sight is not None:
            self._desk.submit(self._sight.change(what, typed, **values), field)

    def _change_title(self, title: str) -> None:
        self._change(t("title"), self.name_line, typed=True, title=title)

    def _change_modality(self, modality: str | None) -> None:
        self._change(t("method"), self.modality, modality=modality)

    def _change_new_target(self, answer: object) -> None:
        self._change(t("new target"), self.new_target, new_target=answer)

    def _change_closing(self, answer: object) -> None:
        self._change(t("closing session"), self.closing, closing=answer)

    def _change_needs(self, needs: object) -> None:
        self._change(t("what the task needs"), self.needs, exposure_needs=needs)

    def _change_direction(self, direction: object) -> None:
        self._change(t("direction"), self.direction, travel=direction)

    def _change_attendance(self, attendance: object) -> None:
        self._change(t("where the patient takes part"), self.attendance, attendance=attendance)

    def _change_phase(self, phase: object) -> None:
        self._change(t("phase"), self.phase, phase=phase)

    def _change_state(self, state: object) -> None:
        self._change(t("state"), self.state, state=state)


class ListsGroup(Group):
    """What is ticked off in a session and which measures are taken."""

    def __init__(self, theme: Theme, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(theme, t("Checklist and measures"), parent=parent)
        self._desk = desk
        self._sight: Sight | None = None
        self.checklist = TickList(theme, t("Checklist"))
        self.measures = TickList(theme, t("Measures"))
        self.add_wide(text_label(t("Checklist"), role="small", ink="text2"))
        self.add_wide(self.checklist)
        self.add_wide(text_label(t("Measures"), role="small", ink="text2"))
        self.add_wide(self.measures)
        self.checklist.ticked.connect(self._tick_item)
        self.measures.ticked.connect(self._tick_measure)

    def show_sight(self, sight: Sight) -> None:
        """Show the lists of the selected sessions, offering what sessions of the same kind hold elsewhere."""
        self._sight = sight
        kinds = {session.kind for session in sight.sessions}
        alike = tuple(session for session in sight.plan.sessions if session.kind in kinds)
        for field, name in ((self.checklist, "checklist"), (self.measures, "measures")):
            known = tuple(dict.fromkeys(word for session in alike for word in getattr(session, name)))
            field.set_items(known, tuple(getattr(session, name) for session in sight.sessions))

    def _tick_item(self, word: str, wanted: bool) -> None:
        self._tick("checklist", t("checklist"), word, wanted)

    def _tick_measure(self, word: str, wanted: bool) -> None:
        self._tick("measures", t("measures"), word, wanted)

    def _tick(self, name: str, what: str, word: str, wanted: bool) -> None:
        def ticked(session: Session) -> Command:
            others = tuple(held for held in getattr(session, name) if held != word)
            held = getattr(session, name) if word in getattr(session, name) else (*others, word)
            return ChangeSession(session.id, ((name, held if wanted else others),), what)

        if self._sight is not None:
            self._desk.submit(self._sight.each(ticked, what))


class NeedsField(QWidget):
    """What an exposure task asks of the patient: not asked, or any of five. ``changed`` carries None or a tuple."""

    changed = Signal(object)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.asked = QCheckBox(t("Asked"))
        self.asked.setAccessibleName(t("{what}: asked", what=name))
        self.boxes = {need: QCheckBox(_sentence(t(need.value))) for need in ExposureNeed}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        grid.addWidget(self.asked, 0, 0, 1, 2)
        for place, (need, box) in enumerate(self.boxes.items()):
            box.setAccessibleName(f"{name}: {t(need.value)}")
            grid.addWidget(box, 1 + place // 2, place % 2)
            box.toggled.connect(self._tell)  # assistive technology toggles without a click
        self.asked.toggled.connect(self._tell)
        self.setFocusProxy(self.asked)

    def show_needs(self, needs: tuple[ExposureNeed, ...] | None) -> None:
        """Show what was answered, None where nobody asked."""
        show_tick(self.asked, needs is not None)
        for need, box in self.boxes.items():
            show_tick(box, needs is not None and need in needs)
            box.setEnabled(needs is not None)

    def _tell(self) -> None:
        ticked = tuple(need for need, box in self.boxes.items() if box.checkState() is Qt.CheckState.Checked)
        self.changed.emit(ticked if self.asked.isChecked() else None)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _kind_options(theme: Theme) -> tuple[Option, ...]:
    return tuple(Option(kind_word(kind), kind, theme.kind(kind).icon, theme.kind(kind).token) for kind in SessionKind)


def _modality_options(plan: Plan) -> tuple[Option, ...]:
    own = {session.modality for session in plan.sessions if session.modality} - {m.value for m in Modality}
    shipped = tuple(Option(modality_word(m), m.value) for m in Modality)
    return (Option(t("Not entered"), None), *shipped, *(Option(modality_word(m), m) for m in sorted(own)))


def _usual_route(plan: Plan) -> Route:
    medicines = [session.medicine for session in plan.medicine_sessions if session.medicine is not None]
    return medicines[-1].route if medicines else Route.SL
