"""What to print and how: packs and documents at the left of the print studio, settings at its right."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kapplanner.documents import document_kinds
from kapplanner.documents.content import Reader
from kapplanner.domain.plan import Plan
from kapplanner.i18n import nt, t
from kapplanner.settings import Settings
from kapplanner.ui.editors.choices import ChoiceCombo, Option
from kapplanner.ui.editors.group import Group
from kapplanner.ui.editors.parts import text_label
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.buttons import Segmented, push_button


@dataclass(frozen=True, slots=True)
class Look:
    """How papers look, as far as the studio lets one choose. ``name_form``: "short", "full" or "code"."""

    paper: str = "a4"
    size: int = 14
    language: str = "en"
    twelve_hour: bool = True
    show_dose: bool = False
    name_form: str = "short"

    def name_of(self, plan: Plan) -> str:
        """The patient's name in the form chosen; "" lets papers shorten it."""
        return {"full": plan.patient.name.strip(), "code": plan.code}.get(self.name_form, "")


def first_look(plan: Plan, settings: Settings) -> Look:
    """The patient's own text size and language, the rest as this clinic prefers."""
    size = max(plan.patient.print_size, settings.print_size)
    return Look(settings.paper, size, plan.patient.language, settings.twelve_hour)


class DocumentList(QFrame):
    """Packs and a checklist of documents. ``changed`` when another set is chosen, ``largeWanted`` for 18 points."""

    changed = Signal()
    largeWanted = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("ground", "panel")
        self.setAccessibleName(t("Documents"))
        self.kinds = document_kinds()
        self.boxes: dict[str, QCheckBox] = {}
        self.counts = {kind.id: text_label(role="small", ink="text2") for kind in self.kinds}
        self.packs = {
            "patient": self._pack(t("Patient pack"), "account-heart-outline"),
            "large": self._pack(t("Large print"), "format-font-size-increase"),
            "team": self._pack(t("Team papers"), "stethoscope"),
        }
        self.total = text_label(weight=600)
        self.total_words = text_label(role="small", ink="text2", wraps=True)
        self._lay_out()
        for name, button in self.packs.items():
            button.setProperty("pack", name)
            button.clicked.connect(self._choose_pack)
        self.choose(self._of_patient_pack())

    def _pack(self, words: str, icon: str) -> QPushButton:
        made = push_button(words, theme=self._theme, icon=icon)
        made.setCheckable(True)
        made.setMinimumHeight(self._theme.px(32))
        return made

    def _lay_out(self) -> None:
        px = self._theme.px
        page = QWidget()
        page.setProperty("ground", "panel")
        column = QVBoxLayout(page)
        column.setContentsMargins(px(14), px(12), px(14), px(12))
        column.setSpacing(px(2))
        self._grid = QGridLayout()
        self._grid.setSpacing(px(8))
        self.show_roomy(True)
        column.addLayout(self._grid)
        for reader, title in ((Reader.PATIENT, t("Patient papers")), (Reader.TEAM, t("Team papers"))):
            column.addSpacing(px(10))
            column.addWidget(text_label(title, role="small", ink="text2", weight=500))
            for kind in self.kinds:
                if kind.reader is reader:
                    column.addLayout(self._row(kind.id, t(kind.title)))
        column.addSpacing(px(10))
        line = QFrame()
        line.setProperty("rule", "top")
        line.setFixedHeight(1)
        column.addWidget(line)
        column.addSpacing(px(6))
        column.addWidget(self.total)
        column.addWidget(self.total_words)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(PaneHead(self._theme, t("Documents")))
        whole.addWidget(area, 1)

    def show_roomy(self, roomy: bool) -> None:
        """Packs two in a row where there is room, else one below the other."""
        columns = 2 if roomy else 1
        for place, button in enumerate(self.packs.values()):
            self._grid.addWidget(button, place // columns, place % columns)

    def _row(self, kind_id: str, title: str) -> QHBoxLayout:
        box = QCheckBox(title)
        box.setAccessibleName(title)
        box.toggled.connect(self._ticked)
        self.boxes[kind_id] = box
        row = QHBoxLayout()
        row.addWidget(box, 1)
        row.addWidget(self.counts[kind_id])
        return row

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the documents ticked, in the order of the list."""
        return tuple(kind.id for kind in self.kinds if self.boxes[kind.id].isChecked())

    def choose(self, ids: tuple[str, ...]) -> None:
        """Tick exactly these documents."""
        quiet = self.blockSignals(True)
        for kind_id, box in self.boxes.items():
            box.setChecked(kind_id in ids)
        self.blockSignals(quiet)
        self._show_packs()
        self.changed.emit()

    def show_counts(self, counts: Mapping[str, int], total: int) -> None:
        """Say how many pages each document and the whole have; what stands inside another says so."""
        for kind in self.kinds:
            inside = kind.stands_in and kind.id in self.chosen and kind.stands_in in self.chosen
            n = counts.get(kind.id, 0)
            words = t("in day pages") if inside else nt("{n} page", "{n} pages", n) if n else ""
            self.counts[kind.id].setText(words)
        self.total.setText(nt("{n} page", "{n} pages", total) if total else t("Nothing to print"))

    def show_large(self, large: bool) -> None:
        """Remember whether the text is large, for the pack that means it."""
        self._large = large
        self._show_packs()

    def _of_patient_pack(self) -> tuple[str, ...]:
        return tuple(kind.id for kind in self.kinds if kind.in_patient_pack)

    def _of_team(self) -> tuple[str, ...]:
        return tuple(kind.id for kind in self.kinds if kind.reader is Reader.TEAM)

    _large = False

    def _choose_pack(self) -> None:
        sender = self.sender()
        name = str(sender.property("pack")) if sender is not None else ""
        if name in {"patient", "large"}:
            self.largeWanted.emit(name == "large")
        self.choose(self._of_team() if name == "team" else self._of_patient_pack())

    def _ticked(self) -> None:
        self._show_packs()
        self.changed.emit()

    def _show_packs(self) -> None:
        patient = self.chosen == self._of_patient_pack()
        self.packs["patient"].setChecked(patient and not self._large)
        self.packs["large"].setChecked(patient and self._large)
        self.packs["team"].setChecked(self.chosen == self._of_team())
        words = ""
        if patient:
            words = t("Patient pack: one page a day")
        self.total_words.setText(words)
        self.total_words.setVisible(bool(words))


class Switch(Segmented):
    """A segmented switch over values. ``picked`` carries the value."""

    picked = Signal(object)

    def __init__(self, name: str, options: tuple[tuple[str, object], ...]) -> None:
        super().__init__(name, tuple(words for words, _ in options))
        self._values = [value for _, value in options]
        for button in self.buttons:
            button.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.buttons[0])
        self.group.idClicked.connect(self._clicked)

    def set_value(self, value: object) -> None:
        """Show a value without telling anyone."""
        if value in self._values:
            self.choose(self._values.index(value))

    def _clicked(self, place: int) -> None:
        self.picked.emit(self._values[place])


class LookPanel(Group):
    """Language, paper, text size, clock style, name and dose. ``changed`` carries the look."""

    changed = Signal(object)

    def __init__(self, theme: Theme, look: Look) -> None:
        super().__init__(theme, t("Settings"), label_width=84)
        self.title.hide()
        self.aside.hide()
        self.look = look
        self.language = ChoiceCombo(theme, t("Language"))
        self.language.set_options((Option(t("English (US)"), "en"), Option(t("Spanish"), "es")))
        self.paper = Switch(t("Paper"), ((t("A4"), "a4"), (t("Letter"), "letter")))
        self.text_size = Switch(t("Text size"), (("14", 14), ("18", 18)))
        self.time = Switch(t("Time"), ((t("9:30 am"), True), (t("09:30"), False)))
        self.name = ChoiceCombo(theme, t("Name shown"))
        self.dose = QCheckBox(t("Dose on patient papers"))
        self.dose.setAccessibleName(t("Dose on patient papers"))
        for words, field in (
            (t("Language"), self.language),
            (t("Paper"), self.paper),
            (t("Text size"), self.text_size),
            (t("Time"), self.time),
            (t("Name shown"), self.name),
        ):
            self.add_row(words, field)
        self.add_wide(self.dose)
        self.language.chosen.connect(self._choose_language)
        self.paper.picked.connect(self._choose_paper)
        self.text_size.picked.connect(self.choose_size)
        self.time.picked.connect(self._choose_time)
        self.name.chosen.connect(self._choose_name)
        self.dose.toggled.connect(self._choose_dose)
        self._show()

    def offer_names(self, plan: Plan, short: str) -> None:
        """The forms of the patient's name that papers may carry."""
        short = short.replace("\u00a0", " ")
        full = plan.patient.name.strip()
        forms = [Option(short or t("No name"), "short")]
        if full and (full != short or self.look.name_form == "full"):
            forms.append(Option(t("{name} (in full)", name=full) if full == short else full, "full"))
        forms.append(Option(t("Plan code {code} only", code=plan.code), "code"))
        self.name.set_options(tuple(forms))
        self.name.set_value(self.look.name_form)

    def choose_size(self, size: int) -> None:
        """Take another text size for patient papers."""
        self._take(replace(self.look, size=size))

    def _show(self) -> None:
        self.language.set_value(self.look.language)
        self.paper.set_value(self.look.paper)
        self.text_size.set_value(self.look.size)
        self.time.set_value(self.look.twelve_hour)
        self.name.set_value(self.look.name_form)
        quiet = self.dose.blockSignals(True)
        self.dose.setChecked(self.look.show_dose)
        self.dose.blockSignals(quiet)

    def _take(self, look: Look) -> None:
        if look != self.look:
            self.look = look
            self._show()
            self.changed.emit(look)

    def _choose_language(self, language: str) -> None:
        self._take(replace(self.look, language=language))

    def _choose_paper(self, paper: str) -> None:
        self._take(replace(self.look, paper=paper))

    def _choose_time(self, twelve_hour: bool) -> None:
        self._take(replace(self.look, twelve_hour=twelve_hour))

    def _choose_name(self, name: str) -> None:
        self._take(replace(self.look, name_form=name))

    def _choose_dose(self, shown: bool) -> None:
        self._take(replace(self.look, show_dose=shown))


class PaneHead(QFrame):
    """The 34 px head of a pane with its name."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("rule", "bottom")
        self._row = QHBoxLayout(self)
        self._row.addWidget(text_label(words, role="small", ink="text2", weight=500))
        self._fit()
        theme.changed.connect(self._fit)

    def _fit(self) -> None:
        px = self._theme.px
        self.setFixedHeight(px(34))
        self._row.setContentsMargins(px(14), 0, px(14), 0)
