"""What can be done with rule sets: copy, change, put in force, discard, bring in, hand on; drafts are kept as made."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from kapplanner.codec.rule_set_document import MOST_BYTES, RuleSetDocument, as_toml, document_from
from kapplanner.codec.rule_shelf import OwnSet
from kapplanner.domain.errors import PlannerError
from kapplanner.domain.time import local_time
from kapplanner.editing.rule_draft import Judged, RuleDraft
from kapplanner.i18n import t
from kapplanner.settings.files import atomic_write
from kapplanner.ui.rules.choice import Shown, all_shown, base_of
from kapplanner.ui.rules.compare import CompareVersions
from kapplanner.ui.rules.sheets import CopySheet, ForceSheet, NewRuleSheet, short_name
from kapplanner.ui.theme import Theme

if TYPE_CHECKING:
    from kapplanner.ui.services import Services

_KEPT_AFTER = 400
"""Milliseconds after the last change until a draft is on disk."""


class RulesDesk(QObject):
    """Holds what is shown, and the open draft. ``shownAnew``: another set, ``drafted``: the draft changed.

    ``said`` carries a sentence and its undo, ``refused`` a sentence that stays; ``ruled``: what is in force changed.
    """

    shownAnew = Signal()
    drafted = Signal()
    said = Signal(str, object)
    refused = Signal(str)
    ruled = Signal()

    def __init__(self, theme: Theme, services: "Services", window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._services, self._window = theme, services, window
        self._shelf = services.rule_shelf
        self.choices: list[Shown] = all_shown(self._shelf)
        self.shown = self.choices[0]
        self.draft: RuleDraft | None = None
        self._read: Judged | None = None
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(_KEPT_AFTER)
        self._keep.timeout.connect(self.keep_now)

    @property
    def now(self) -> Judged:
        """The document that is shown, with what it comes to."""
        if self.draft is not None:
            return self.draft.now
        assert self._read is not None
        return self._read

    @property
    def own_set(self) -> OwnSet | None:
        """The clinic's set that is shown; None for a shipped one."""
        return next((each for each in self._shelf.own_sets() if each.id == self.shown.set_id), None)

    @property
    def problems(self) -> tuple[str, ...]:
        """What there is to tell about files of the clinic's sets."""
        return tuple(problem for own in self._shelf.own_sets() for problem in own.problems)

    def open_set(self, *wanted: str) -> None:
        """Show the first of these sets that is here, its draft before its version in force; else the first of all."""
        self.choices = all_shown(self._shelf)
        found = (each for set_id in wanted for each in self.choices if each.set_id == set_id)
        self.open(next(found, self.choices[0]))

    def open(self, shown: Shown) -> None:
        """Show a draft to change, or a version to read."""
        if not self.keep_now():
            return
        try:
            if shown.in_force is None:
                self._open_draft(shown)
            else:
                self.draft, self._read = None, Judged(self._shelf.document(shown.in_force.rule_set.reference))
        except PlannerError as error:
            self._refuse(error)
            return
        self.shown = shown
        self.shownAnew.emit()

    def open_version(self, version: str) -> None:
        """Show an earlier version of the set that is shown."""
        own = self.own_set
        found = next((each for each in own.versions if each.rule_set.version == version), None) if own else None
        if own is not None and found is not None:
            self.open(Shown(own.id, found.rule_set.name, version, True, found))

    def _open_draft(self, shown: Shown) -> None:
        own = next(each for each in self._shelf.own_sets() if each.id == shown.set_id)
        assert own.draft is not None
        self.draft = RuleDraft(own.draft, base_of(self._shelf, own.draft))
        self.draft.watch(self._changed)
        self._read = None

    def _refuse(self, error: PlannerError) -> None:
        self.refused.emit(t(error.message, **error.values))

    # Changing

    def _changed(self) -> None:
        self._keep.start()
        self.drafted.emit()

    def keep_now(self) -> bool:
        """Have the draft on disk; False, and a sentence, where that cannot be done. It stays on the screen then."""
        if self.draft is None or not self._keep.isActive():
            return True
        try:
            self._shelf.keep_draft(self.draft.document)
        except PlannerError as error:
            self._refuse(error)
            return False
        self._keep.stop()
        return True

    def go_on(self) -> None:
        """The next step: put a draft in force, change an own set, or copy a shipped one."""
        if self.draft is not None:
            self.put_in_force()
        elif self.shown.own:
            self._begin(replace(self.now.document, file="", files={}))
        else:
            self.copy()

    def copy(self) -> None:
        """Make the clinic's own copy of the set that is shown."""
        clinic = self._services.settings.clinic_name
        suggested = t("{clinic} rules", clinic=clinic) if clinic else t("Our rules")
        sheet = CopySheet(self._theme, self.now.document.name, suggested, self._window)
        if sheet.exec() == QDialog.DialogCode.Accepted:
            self._begin(self.now.document.copied(self._free_name(sheet.name), sheet.name))
        sheet.deleteLater()

    def _free_name(self, name: str) -> str:
        return short_name(name, {each.set_id for each in self.choices})

    def _begin(self, document: RuleSetDocument) -> None:
        try:
            self._shelf.keep_draft(document)
        except PlannerError as error:
            self._refuse(error)
            return
        self.open_set(document.id)

    def make_rule(self) -> str:
        """Make a rule from any form; its id, "" where the person thought better of it."""
        draft = self.draft
        assert draft is not None
        sheet = NewRuleSheet(self._theme, self._window)
        made = ""
        if sheet.exec() == QDialog.DialogCode.Accepted:
            taken = {str(raw.get("id")) for raw in draft.document.rules}
            today = local_time(self._services.clock.now(), self._services.settings.zone).date()
            raw = sheet.rule(taken, today, self._services.settings.clinician_name)
            draft.change(draft.document.with_rule(raw), t("new rule “{rule}”", rule=raw["title"]))
            made = str(raw["id"])
        sheet.deleteLater()
        return made

    def discard(self) -> None:
        """Let go of the draft; the toast takes it back."""
        if self.draft is None:
            return
        document = self.draft.document
        self._keep.stop()
        try:
            self._shelf.drop_draft(document.id)
        except PlannerError as error:
            self._refuse(error)
            return
        self.draft = None
        self.open_set(document.id, document.made_from.partition(" ")[0])
        self.said.emit(t("The draft of “{name}” is discarded.", name=document.name), _Again(self._begin, document))

    def put_in_force(self) -> None:
        """Make the draft the set's next version, by a named clinician."""
        draft, own = self.draft, self.own_set
        if draft is None or own is None or not self.keep_now():
            return
        version = str(1 + max((int(each.rule_set.version) for each in own.versions), default=0))
        sheet = ForceSheet(self._theme, draft, version, self._services.settings.clinician_name, self._window)
        accepted, name = sheet.exec() == QDialog.DialogCode.Accepted, sheet.name
        sheet.deleteLater()
        if not accepted:
            return
        try:
            made = self._shelf.put_in_force(draft.document, name, self._services.clock.now())
        except PlannerError as error:
            self._refuse(error)
            return
        self.draft = None
        self.open_set(own.id)
        words = t("{name}, version {version}, is in force.", name=made.rule_set.name, version=made.rule_set.version)
        self.said.emit(words, None)
        self.ruled.emit()

    # In and out

    def bring_in(self) -> None:
        """Take up a rule set of a colleague."""
        kinds = t("Rule sets (*.toml);;All files (*)")
        folder = self._services.settings.last_folder
        path, _ = QFileDialog.getOpenFileName(self._window, t("Import a rule set"), folder, kinds)
        if path:
            self.receive(Path(path))

    def receive(self, path: Path) -> None:
        """Take up the rule set of a file as a draft of its own: it judges nothing, and replaces nothing here."""
        try:
            with path.open("rb") as file:
                document = document_from(file.read(MOST_BYTES + 1), path.name)
        except PlannerError as error:
            self._refuse(error)
            return
        except OSError as error:
            reason = error.strerror or str(error.errno)
            self.refused.emit(t("“{file}” could not be read: {reason}.", file=path.name, reason=reason))
            return
        own = document.copied(self._free_name(document.id), document.name)
        self._begin(replace(own, made_from=document.made_from or own.made_from))

    def hand_on(self) -> None:
        """Write the set that is shown as a file for a colleague."""
        document = self.now.document
        suggested = Path(self._services.settings.last_folder) / f"{document.id}-{document.version}.toml"
        kinds = t("Rule sets (*.toml)")
        path, _ = QFileDialog.getSaveFileName(self._window, t("Export the rule set"), str(suggested), kinds)
        if path:
            self.write(Path(path))

    def write(self, path: Path) -> None:
        """Write the set that is shown to a file."""
        try:
            atomic_write(path, as_toml(self.now.document))
        except OSError as error:
            reason = error.strerror or str(error.errno)
            self.refused.emit(t("“{file}” could not be written: {reason}.", file=path.name, reason=reason))
            return
        self.said.emit(t("Written: {file}", file=str(path)), None)

    def compare(self) -> None:
        """Show what differs between two versions."""
        dialog = CompareVersions(self._theme, self._shelf, self.choices, self.now, self._window)
        dialog.exec()
        dialog.deleteLater()


class _Again:
    """Takes a document up again when called."""

    def __init__(self, begin: Callable[[RuleSetDocument], None], document: RuleSetDocument) -> None:
        self._begin, self._document = begin, document

    def __call__(self) -> None:
        self._begin(self._document)
