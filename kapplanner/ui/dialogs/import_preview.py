"""A colleague's plan before it comes in: what is new, what differs, what the rules here say. Nothing is overwritten."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kapplanner.codec.plans import PlanFile
from kapplanner.codec.strict_json import SIZE_LIMIT
from kapplanner.domain.errors import NotFound, PlannerError
from kapplanner.domain.library import PlanLibrary
from kapplanner.domain.plan import Plan
from kapplanner.exchange.formats import kap
from kapplanner.exchange.import_preview import ImportPreview, ImportState, SessionComparison, preview_import
from kapplanner.i18n import nt, t
from kapplanner.rules.finding import State, Tier
from kapplanner.rules.rule_set import RuleSet
from kapplanner.rules.words import day_and_clock, session_name, short_day
from kapplanner.ui.dialogs.room import RoomyDialog, open_as
from kapplanner.ui.editors.parts import button, text_label
from kapplanner.ui.library_desk import longer_title
from kapplanner.ui.services import Services
from kapplanner.ui.theme import Theme

_VERSIONS_COMPARED = 10
_DIFFERS = 3


class FileNotRead(PlannerError):
    """The file could not be read at all."""


@dataclass(frozen=True, slots=True)
class Received:
    """A plan that may come in: ready to be stored as a new one, with where it came from in words."""

    plan: Plan
    origin: str
    carried: object = None


def read_plan_file(path: Path) -> PlanFile:
    """The plan file at a path; PlannerError in words where it cannot be read or is none."""
    try:
        if path.exists() and not path.is_file():  # reading from a pipe or a device may never end
            raise FileNotRead("{name} is not a file. Choose a plan file such as “plan.kap”.", name=path.name)
        with path.open("rb") as file:
            data = file.read(SIZE_LIMIT + 1)
        if len(data) > SIZE_LIMIT:
            raise FileNotRead("{name} is larger than any plan file. It was not opened.", name=path.name)
    except OSError as error:
        raise FileNotRead(
            "{name} could not be opened: {why}.", name=path.name, why=error.strerror or str(error)
        ) from error
    return kap.read(data)


def receive_file(
    path: Path, library: PlanLibrary, services: Services, theme: Theme, parent: QWidget | None = None
) -> Received | None:
    """Show what comes in with a file, and answer the plan to store as a new one; None where it is left outside.

    PlannerError where the file cannot be read. A plan that is here already is never overwritten: it can be kept
    beside the one here, as a copy with an id and a code of its own.
    """
    file = read_plan_file(path)
    rules, known = _rules_for(file.plan, services)
    stored, earlier = _stored(file.plan.id, library)
    preview = preview_import(file.plan, stored, rules, earlier)
    dialog = ImportDialog(theme, preview, file, path.name, rules, rules_known=known, parent=parent)
    accepted = dialog.exec()
    dialog.deleteLater()
    if not accepted:
        return None
    plan = file.plan if known else file.plan.with_changes(rule_set=rules.reference, checked=None, sign_off=None)
    if stored is not None:
        title = longer_title(plan.title, t("received"))
        plan = plan.with_changes(
            id=services.ids.new_id(), code=services.ids.new_code(), title=title, checked=None, sign_off=None, version=1
        )
    return Received(plan, origin_words(file, path.name), file.carried)


def origin_words(file: PlanFile, name: str) -> str:
    """Where a plan came from: "week.kap, written Mon 23 Nov 2026 by KAP Planner 1.0"."""
    return t(
        "{name}, written {when} by {program}",
        name=name,
        when=short_day(file.written_at.date(), year=True),
        program=file.written_by,
    )


def _rules_for(plan: Plan, services: Services) -> tuple[RuleSet, bool]:
    """The rules of this computer that the plan asks for; the default set and False where they are not here."""
    try:
        return services.rule_shelf.for_plan(plan.rule_set).rule_set, True
    except NotFound:
        return services.rule_shelf.in_force()[0].rule_set, False


def _stored(plan_id: str, library: PlanLibrary) -> tuple[Plan | None, list[Plan]]:
    try:
        stored = library.read(plan_id).plan
        versions = library.earlier_versions(plan_id)[:_VERSIONS_COMPARED]
        return stored, [library.read_version(plan_id, version.revision) for version in versions]
    except NotFound:
        return None, []


def state_words(preview: ImportPreview) -> str:
    """What the received plan is to the library here."""
    return {
        ImportState.NEW: t("This plan is not in your library yet."),
        ImportState.UNCHANGED: t("This plan is in your library already, exactly like this."),
        ImportState.CHANGED: t("This plan is in your library in another state. The one here stays as it is."),
        ImportState.CONFLICT: t("Both you and the sender changed this plan. The one here stays as it is."),
        ImportState.ONLY_HERE: t("This plan is in your library in another state. The one here stays as it is."),
    }[preview.state]


class ImportDialog(RoomyDialog):
    """Shows a preview. Accepted means: store it as a new plan, beside the one here if there is one."""

    def __init__(
        self,
        theme: Theme,
        preview: ImportPreview,
        file: PlanFile,
        name: str,
        rules: RuleSet,
        *,
        rules_known: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._preview = theme, preview
        self.setWindowTitle(t("Open plan file"))
        plan = preview.received
        title = plan.patient.name.strip() or plan.code
        self.title = text_label(title, role="title", wraps=True)
        self.subtitle = text_label(plan.title, ink="text2", wraps=True)
        self.origin = text_label(origin_words(file, name), role="small", ink="text2", wraps=True)
        self.state = text_label(state_words(preview), weight=500, wraps=True)
        self.counts = text_label(_counts_words(preview), ink="text2", wraps=True)
        self.safety = text_label(_safety_words(preview, rules, rules_known), wraps=True)
        self.sessions = self._table()
        is_known = preview.state is ImportState.UNCHANGED
        self.take = button(self._take_words(), primary=not is_known)
        self.leave = button(t("Do not add"), primary=is_known)
        (self.leave if is_known else self.take).setDefault(True)
        self._lay_out()
        self.take.clicked.connect(self.accept)
        self.leave.clicked.connect(self.reject)

    def _take_words(self) -> str:
        return t("Add to library") if self._preview.state is ImportState.NEW else t("Keep both: add as a copy")

    def _lay_out(self) -> None:
        px = self._theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(6))
        for label in (self.title, self.subtitle, self.origin):
            column.addWidget(label)
        column.addSpacing(px(6))
        column.addWidget(self.state)
        column.addWidget(self.counts)
        column.addWidget(self.sessions, 1)
        if not self.sessions.rowCount():
            self.sessions.hide()
            column.addStretch(1)
        column.addWidget(text_label(t("By the rules of this computer"), role="small", ink="text2", weight=500))
        column.addWidget(self.safety)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.take)
        column.addSpacing(px(6))
        column.addLayout(row)
        open_as(self, self._theme, 700, 560)

    def _table(self) -> QTableWidget:
        rows = [
            row
            for row in self._preview.sessions
            if self._preview.here is None or row.state is not ImportState.UNCHANGED
        ]
        table = QTableWidget(len(rows), 4)
        table.setAccessibleName(t("Sessions that come in or differ"))
        table.setHorizontalHeaderLabels([t("State"), t("Session"), t("When"), t("Differs in")])
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self._theme.px(28))
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setStretchLastSection(True)
        for place, comparison in enumerate(rows):
            for column, words in enumerate(self._row_words(comparison)):
                table.setItem(place, column, QTableWidgetItem(words))
        table.setColumnHidden(_DIFFERS, not any(row.fields for row in rows))
        return table

    def _row_words(self, row: SessionComparison) -> tuple[str, str, str, str]:
        session = row.received or row.here
        assert session is not None
        plan = self._preview.received if row.received is not None or self._preview.here is None else self._preview.here
        state = {
            ImportState.NEW: t("New"),
            ImportState.CHANGED: t("Changed by sender"),
            ImportState.ONLY_HERE: t("Only here"),
            ImportState.CONFLICT: t("Changed by both"),
            ImportState.UNCHANGED: t("Unchanged"),
        }[row.state]
        differs = ", ".join(t(name.replace("_", " ")) for name in row.fields)
        return state, session_name(plan, session), day_and_clock(session.start), differs


def _counts_words(preview: ImportPreview) -> str:
    parts = [
        nt("{n} session is new", "{n} sessions are new", preview.count(ImportState.NEW)),
        nt("{n} changed by the sender", "{n} changed by the sender", preview.count(ImportState.CHANGED)),
        nt("{n} changed by both", "{n} changed by both", preview.count(ImportState.CONFLICT)),
        nt("{n} only here", "{n} only here", preview.count(ImportState.ONLY_HERE)),
        nt("{n} unchanged", "{n} unchanged", preview.count(ImportState.UNCHANGED)),
    ]
    shown = [part for part in parts if not part.startswith("0 ")]
    fields = [t(name.replace("_", " ")) for name in preview.fields]
    if fields:
        shown.append(t("also different: {fields}", fields=", ".join(fields)))
    return "; ".join(shown) + "." if shown else t("The plan has no sessions.")


def _safety_words(preview: ImportPreview, rules: RuleSet, rules_known: bool) -> str:
    counts = preview.report.counts
    lines = [t("Checked against {rules}, version {version}.", rules=rules.name, version=rules.version)]
    if not rules_known:
        asked = preview.received.rule_set
        lines.append(
            t(
                "The plan asks for rules “{id}”, which are not on this computer. It will use the rules above.",
                id=asked.id,
            )
        )
    elif preview.asks_for_other_rules:
        lines.append(t("The plan was made with version {version} of them.", version=preview.received.rule_set.version))
    lines.append(
        t("{stop} Stop, {caution} Caution, {note} Note, {unknown} could not be checked.", stop=counts.stop,
          caution=counts.caution, note=counts.note, unknown=counts.not_checked)
        if preview.report.findings or counts.not_checked else t("No findings from these rules.")
    )  # fmt: skip
    stops = [f.sentence for f in preview.report.findings if f.tier is Tier.STOP and f.state is not State.KEPT]
    lines += [t("Stop: {sentence}", sentence=sentence) for sentence in stops[:3]]
    if preview.kept_findings:
        lines.append(
            nt("{n} finding was kept by the sender, with a reason.",
               "{n} findings were kept by the sender, with reasons.", preview.kept_findings)
        )  # fmt: skip
    return "\n".join(lines)
