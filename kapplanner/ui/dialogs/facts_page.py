"""A page of the profile: groups of facts of one topic, each field a step of its own."""

from typing import Any

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.plan import Plan
from kapplanner.i18n import t
from kapplanner.ui.bridge import PlanBridge
from kapplanner.ui.dialogs.profile_facts import FactPath
from kapplanner.ui.dialogs.profile_fields import ConditionsEditor
from kapplanner.ui.dialogs.profile_lists import AskedList
from kapplanner.ui.dialogs.profile_presentation import FACT, PresentationEditor, field_of
from kapplanner.ui.editors.choices import ChoiceCombo
from kapplanner.ui.editors.fields import ReadField
from kapplanner.ui.editors.group import Group
from kapplanner.ui.editors.texts import NoteField, TypedLine
from kapplanner.ui.theme import Theme

LABELS = 190


class FactsPage(QScrollArea):
    """Groups of facts of one topic. Each field is a step of its own, applied at once."""

    def __init__(self, bridge: PlanBridge, theme: Theme, name: str) -> None:
        super().__init__()
        self._bridge = bridge
        self._theme = theme
        self._fields: dict[str, tuple[FactPath, QWidget]] = {}
        self._found: dict[str, QWidget] = {}
        self._group: Group | None = None
        self.setWidgetResizable(True)
        self.setAccessibleName(name)
        page = QWidget()
        page.setProperty("ground", "panel")
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.setWidget(page)

    @property
    def fields(self) -> dict[str, QWidget]:
        """The fields by the dotted name of their fact."""
        return {name: field for name, (_, field) in self._fields.items()} | self._found

    def group(self, title: str) -> Group:
        """Begin a group of rows."""
        self._group = Group(self._theme, title, label_width=LABELS)
        self._column.insertWidget(self._column.count() - 1, self._group)
        return self._group

    def add(self, name: str, words: str, field: QWidget) -> None:
        """A row for a fact; the field's signal tells when it changes."""
        assert self._group is not None
        self._fields[name] = FactPath(name, words.lower()), field
        field.setProperty("fact", name)
        self._group.add_row(words, field)
        for signal in ("committed", "chosen", "typed", "changed"):
            told = getattr(field, signal, None)
            if told is not None:
                told.connect(self._change)
                break

    def show_under(self, name: str, field: QWidget) -> None:
        """Lead to a field that tells the plan by itself, under the name of its fact."""
        self._found[name] = field

    def watch_conditions(self, editor: ConditionsEditor) -> None:
        """Show and change the conditions with the rest of the page."""
        editor.setParent(self)
        editor.hide()
        self._fields["profile.conditions"] = FactPath("profile.conditions", t("conditions")), editor
        editor.setProperty("fact", "profile.conditions")
        editor.changed.connect(self._change)
        for code, combo in editor.combos.items():
            self._found[f"profile.conditions.{code}"] = combo

    def watch_presentation(self, editor: PresentationEditor) -> None:
        """Show and change the ratings of how anxiety shows itself with the rest of the page."""
        editor.setParent(self)
        editor.hide()
        self._fields[FACT] = FactPath(FACT, t("how anxiety shows itself")), editor
        editor.setProperty("fact", FACT)
        editor.changed.connect(self._change)
        for presentation, combo in editor.combos.items():
            self._found[field_of(presentation)] = combo

    def show_plan(self, plan: Plan) -> None:
        """Show every fact as the plan has it."""
        for path, field in self._fields.values():
            value = path.read(plan)
            if isinstance(field, (TypedLine, NoteField)):
                field.set_text(value or "")
            elif isinstance(field, ReadField):
                field.set_value(value, keep_refused=True)
            elif isinstance(field, (ChoiceCombo, AskedList, ConditionsEditor, PresentationEditor)):
                field.set_value(value)

    def _change(self, value: Any) -> None:
        field = self.sender()
        if not isinstance(field, QWidget):
            return
        path, _ = self._fields[str(field.property("fact"))]
        plan = self._bridge.workspace.plan
        try:
            command = path.change(plan, value)
        except PlannerError as error:
            self._refuse(field, path, error)
            return
        heard: list[str] = []
        self._bridge.refused.connect(heard.append)
        self._bridge.do(command, self)
        self._bridge.refused.disconnect(heard.append)
        if heard and isinstance(field, ReadField):
            field.take_back(path.read(self._bridge.workspace.plan), heard[0])

    def _refuse(self, field: QWidget, path: FactPath, error: PlannerError) -> None:
        if isinstance(field, ReadField):
            field.take_back(path.read(self._bridge.workspace.plan), t(error.message, **error.values))
        self._bridge.refuse(error)
