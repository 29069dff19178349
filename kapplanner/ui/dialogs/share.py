"""Handing a plan on: as a plan file for a colleague or as a calendar, with plain words of what goes out."""

from pathlib import Path

from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.time import zone_named
from kapplanner.exchange.format import ExportRequest, Privacy
from kapplanner.exchange.formats import format_named
from kapplanner.i18n import t
from kapplanner.rules.readiness import stands_in
from kapplanner.settings.files import atomic_write
from kapplanner.ui.bridge import PlanBridge
from kapplanner.ui.dialogs.room import RoomyDialog
from kapplanner.ui.dialogs.share_words import calendar_contents, plan_file_contents
from kapplanner.ui.editors.choices import ChoiceCombo, Option
from kapplanner.ui.editors.parts import button, mark, text_label
from kapplanner.ui.services import Services
from kapplanner.ui.theme import Theme

_FORMATS = ("kap", "ics")


class ShareDialog(RoomyDialog):
    """Chooses a kind of file, shows exactly what goes out, and writes it whole or not at all."""

    def __init__(
        self,
        bridge: PlanBridge,
        theme: Theme,
        services: Services,
        parent: QWidget | None = None,
        *,
        carried: object = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._theme, self._services = bridge, theme, services
        self._carried = carried
        self.written: Path | None = None
        self.setWindowTitle(t("Share plan"))
        self.choices = {name: QRadioButton(t(format_named(name).title)) for name in _FORMATS}
        self._group = QButtonGroup(self)
        self.privacy = ChoiceCombo(theme, t("What titles say"))
        self.privacy.set_options(
            (
                Option(t("“Appointment” only"), Privacy.APPOINTMENT),
                Option(t("“Clinic visit”, with place and restrictions"), Privacy.CLINIC_VISIT),
                Option(t("Everything"), Privacy.FULL),
            )
        )
        self.privacy.set_value(Privacy(services.settings.calendar_privacy))
        self.contents = text_label(wraps=True)
        self.warning = text_label(ink="caut_ink", wraps=True)
        self.status = text_label(role="small", ink="text2", wraps=True)
        self.save = button(t("Save file…"), primary=True)
        self.save.setDefault(True)
        self.close_button = button(t("Close"))
        self._lay_out()
        self._group.idClicked.connect(self._show)
        self.privacy.chosen.connect(self._show)
        self.save.clicked.connect(self.ask_and_save)
        self.close_button.clicked.connect(self.reject)
        self.choices["kap"].setChecked(True)
        self._show()

    def _lay_out(self) -> None:
        px = self._theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(6))
        for place, (name, radio) in enumerate(self.choices.items()):
            radio.setAccessibleName(radio.text())
            self._group.addButton(radio, place)
            column.addWidget(radio)
            if name == "ics":
                row = QHBoxLayout()
                row.setContentsMargins(px(26), 0, 0, 0)
                label = text_label(t("Titles say"), role="small", ink="text2")
                label.setBuddy(self.privacy)
                row.addWidget(label)
                row.addWidget(self.privacy, 1)
                column.addLayout(row)
        box = QFrame()
        box.setProperty("boxed", "true")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(px(12), px(10), px(12), px(10))
        inside.addWidget(text_label(t("This goes out"), role="small", ink="text2", weight=500))
        inside.addWidget(self.contents)
        column.addWidget(box)
        self.warning.setProperty("ground", "caut_tint")
        self.warning.setContentsMargins(*[px(8)] * 4)
        column.addWidget(self.warning)
        column.addWidget(self.status)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.close_button)
        row.addWidget(self.save)
        column.addLayout(row)
        self.setMinimumWidth(px(520))

    @property
    def chosen(self) -> str:
        """The id of the format chosen."""
        return _FORMATS[max(0, self._group.checkedId())]

    def ask_and_save(self) -> None:
        """Ask for a file and write it there."""
        form = format_named(self.chosen)
        folder = Path(self._services.settings.last_folder or Path.home())
        suggestion = str(folder / f"{self._bridge.workspace.plan.code}{form.extension}")
        kinds = f"{t(form.title)} (*{form.extension})"
        chosen, _ = QFileDialog.getSaveFileName(self, t("Save file"), suggestion, kinds)
        if chosen:
            path = Path(chosen)
            self.save_to(path if path.suffix.lower() == form.extension else path.with_name(path.name + form.extension))

    def save_to(self, path: Path) -> bool:
        """Write the chosen kind of file of the plan as it is now; it appears whole or not at all."""
        workspace = self._bridge.workspace
        form = format_named(self.chosen)
        request = ExportRequest(
            plan=workspace.plan,
            rule_set=workspace.rule_set,
            report=workspace.report,
            exported_at=self._services.clock.now().astimezone(zone_named(workspace.plan.zone)),
            privacy=self.privacy.value or Privacy.APPOINTMENT,
            carried=self._carried,
        )
        try:
            atomic_write(path, form.write(request))
        except PlannerError as error:
            return self._failed(t(error.message, **error.values))
        except OSError as error:
            why = error.strerror or str(error)
            return self._failed(
                t("The file {name} could not be written: {why}. Choose another folder.", name=path.name, why=why)
            )
        self.written = path
        mark(self.status, "ink", "text2")
        saved = t("Saved {name} in {folder}.", name=path.name, folder=str(path.parent))
        self.status.setText(f"{saved} {t(form.warning)}")
        self._bridge.announce(self.status.text())
        return True

    def _failed(self, sentence: str) -> bool:
        mark(self.status, "ink", "stop_ink")
        self.status.setText(sentence)
        self._bridge.announce(sentence)
        return False

    def _show(self) -> None:
        plan, report = self._bridge.workspace.plan, self._bridge.workspace.report
        calendar = self.chosen == "ics"
        self.privacy.setEnabled(calendar)
        privacy = self.privacy.value or Privacy.APPOINTMENT
        lines = calendar_contents(plan, privacy) if calendar else plan_file_contents(plan)
        self.contents.setText("\n".join(lines))
        warning = t(format_named(self.chosen).warning)
        if calendar and (stands_in(plan, report) or not report.is_ready):
            warning += " " + t("The plan is not ready, so its entries go out as tentative.")
        self.warning.setText(warning)
        self.status.setText("")
