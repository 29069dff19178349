"""The clinic and the settings: what stands on papers, and how the screen looks. Everything applies at once."""

from dataclasses import replace
from zoneinfo import available_timezones

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.places import Site
from kapplanner.i18n import t
from kapplanner.settings import Settings
from kapplanner.ui.dialogs.room import RoomyDialog, open_as
from kapplanner.ui.dialogs.setting_names import SETTING_NAMES
from kapplanner.ui.theme import Theme
from kapplanner.ui.theme.tokens import TEXT_PERCENTS
from kapplanner.ui.widgets.buttons import push_button, restyle
from kapplanner.ui.widgets.spacing import SpacingKeeper
from kapplanner.ui.widgets.texts import AddressLabel, plain_label

APPEARANCE_WORDS = (
    ("system", "As the system"),
    ("light", "Light"),
    ("dark", "Dark"),
    ("contrast", "High contrast"),
)


class SettingsDialog(RoomyDialog):
    """``chosen`` carries the settings after every change that can be used; a refused text stays with its reason."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, settings: Settings, library_place: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._settings = settings
        self._spacing = SpacingKeeper(self, theme)
        self.setWindowTitle(t("Clinic and settings"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(8))
        self._grid.setColumnMinimumWidth(0, theme.px(170))
        self._grid.setColumnStretch(1, 1)
        self.refused: dict[str, QLabel] = {}
        self.lines: dict[str, QLineEdit] = {}
        self.boxes: dict[str, QComboBox] = {}
        self._build_clinic()
        self._build_papers()
        self._build_screen()
        self._head(t("Library"))
        self._add(t("Kept in"), AddressLabel(library_place, ink="text2"))
        self._frame()

    def _frame(self) -> None:
        px = self._theme.px
        page = QWidget()
        page.setLayout(self._grid)
        self._grid.setContentsMargins(px(24), px(16), px(24), px(16))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        foot = QFrame()
        foot.setProperty("rule", "top")
        row = QHBoxLayout(foot)
        row.setContentsMargins(px(24), px(10), px(24), px(10))
        row.addWidget(plain_label(t("Changes are kept at once."), ink="text2"), 1)
        self.done_button = push_button(t("Close"), primary=True)
        self.done_button.clicked.connect(self.accept)
        row.addWidget(self.done_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(area, 1)
        column.addWidget(foot)
        open_as(self, self._theme, 620, 720)

    def _head(self, words: str) -> None:
        label = plain_label(words, weight=600)
        label.setContentsMargins(0, self._theme.px(8 if self._grid.rowCount() > 1 else 0), 0, 0)
        self._grid.addWidget(label, self._grid.rowCount(), 0, 1, 2)

    def _add(self, words: str, widget: QWidget, buddy: QWidget | None = None) -> None:
        label = plain_label(words, ink="text2")
        label.setBuddy(buddy or widget)
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(widget, row, 1)

    def _line(self, key: str, hint: str = "") -> None:
        words = t(SETTING_NAMES[key])
        line = QLineEdit(str(getattr(self._settings, key)))
        line.setAccessibleName(words)
        line.setPlaceholderText(hint)
        line.setObjectName(key)
        line.editingFinished.connect(self._take_line)
        self.lines[key] = line
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(2))
        self.refused[key] = plain_label(role="small", ink="stop_ink", wraps=True)
        self.refused[key].hide()
        column.addWidget(line)
        column.addWidget(self.refused[key])
        self._add(words, holder, line)

    def _build_clinic(self) -> None:
        self._head(t("Clinic, on papers and in new plans"))
        self._line("clinic_name")
        self._line("phone_day", t("for patient papers"))
        self._line("phone_night", t("for patient papers"))
        self._line("emergency_number")
        self._line("zone", "America/New_York")
        completer = QCompleter(sorted(available_timezones()), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.lines["zone"].setCompleter(completer)
        self._line("clinician_name", t("filled in where you keep or check something"))

    def _build_papers(self) -> None:
        self._head(t("Papers"))
        self.paper = self._box("paper", (("a4", t("A4")), ("letter", t("Letter"))))
        sizes = ((14, t("14 point")), (18, t("18 point, large print")))
        self.print_size = self._box("print_size", sizes)
        self.twelve_hour = QCheckBox(t("Show 2:30 PM instead of 14:30 on patient papers"))
        self.twelve_hour.setAccessibleName(self.twelve_hour.text())
        self.twelve_hour.setChecked(self._settings.twelve_hour)
        self.twelve_hour.toggled.connect(self._take_twelve_hour)
        self._add(t(SETTING_NAMES["twelve_hour"]), self.twelve_hour)

    def _build_screen(self) -> None:
        self._head(t("Screen"))
        looks = tuple((key, t(words)) for key, words in APPEARANCE_WORDS)
        self.appearance = self._box("appearance", looks)
        percents = tuple((n, t("{n} %", n=n)) for n in TEXT_PERCENTS)
        self.text_percent = self._box("text_percent", percents)

    def _box(self, key: str, entries: tuple[tuple[object, str], ...]) -> QComboBox:
        words = t(SETTING_NAMES[key])
        box = QComboBox()
        self.boxes[key] = box
        box.setAccessibleName(words)
        box.setObjectName(key)
        for value, label in entries:
            box.addItem(label, value)
        box.setCurrentIndex(max(0, box.findData(getattr(self._settings, key))))
        box.currentIndexChanged.connect(self._take_box)
        self._add(words, box)
        return box

    def show_setting(self, key: str) -> None:
        """Give the keyboard to the field of a setting."""
        fields: dict[str, QWidget] = {**self.lines, **self.boxes, "twelve_hour": self.twelve_hour}
        fields[key].setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_box(self) -> None:
        box = self.sender()
        if isinstance(box, QComboBox):
            self._take(**{box.objectName(): box.currentData()})

    def _take_twelve_hour(self, chosen: bool) -> None:
        self._take(twelve_hour=chosen)

    def _take_line(self) -> None:
        line = self.sender()
        if isinstance(line, QLineEdit):
            self.take_line(line.objectName())

    def take_line(self, key: str) -> None:
        """Use the text of a line from now on, or say why it cannot be."""
        line, text = self.lines[key], self.lines[key].text().strip()
        try:
            _refuse_unusable(key, text)
        except PlannerError as error:
            restyle(line, wrong=True)
            self.refused[key].setText(t(error.message, **error.values))
            self.refused[key].show()
            return
        restyle(line, wrong=False)
        self.refused[key].hide()
        self._take(**{key: text})

    def _take(self, **changes: object) -> None:
        settings = replace(self._settings, **changes)  # type: ignore[arg-type]
        if settings != self._settings:
            self._settings = settings
            self.chosen.emit(settings)


def _refuse_unusable(key: str, text: str) -> None:
    """Papers and plans must be able to hold the text: the site of a plan is asked."""
    names = {"clinic_name": "name", "zone": "zone", "clinician_name": "name"}
    Site(**{names.get(key, key): text})  # type: ignore[arg-type]
