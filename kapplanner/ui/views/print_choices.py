"""How papers look and how they go out: the settings at the right of the print studio."""

from dataclasses import dataclass, field, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from kapplanner.codec.paper_words import LANGUAGES
from kapplanner.documents.password import ready_password
from kapplanner.domain.errors import ImpossibleValue
from kapplanner.domain.plan import Plan
from kapplanner.i18n import t
from kapplanner.settings import Settings
from kapplanner.ui.editors.choices import ChoiceCombo, Option
from kapplanner.ui.editors.group import Group
from kapplanner.ui.editors.parts import show_tick, text_label
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.buttons import Segmented
from kapplanner.ui.widgets.texts import set_plain_tooltip


@dataclass(frozen=True, slots=True)
class Look:
    """How papers look and go out, as far as the studio lets one choose. ``name_form``: "short", "full" or "code".

    ``also_language``: "" for one language. ``password`` is one that can be used, "" for none.
    """

    paper: str = "a4"
    size: int = 14
    language: str = "en"
    twelve_hour: bool = True
    show_dose: bool = False
    name_form: str = "short"
    also_language: str = ""
    carries_plan: bool = False
    password: str = field(default="", repr=False)

    def name_of(self, plan: Plan) -> str:
        """The patient's name in the form chosen; "" lets papers shorten it."""
        return {"full": plan.patient.name.strip(), "code": plan.code}.get(self.name_form, "")


def language_words(language: str) -> str:
    """A language of patient papers by its name."""
    return {"en": t("English (US)"), "es": t("Spanish")}.get(language, language)


def first_look(plan: Plan, settings: Settings) -> Look:
    """The patient's own text size and language, the rest as this clinic prefers."""
    size = max(plan.patient.print_size, settings.print_size)
    return Look(settings.paper, size, plan.patient.language, settings.twelve_hour)


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
    """Languages, paper, text size, clock style, name, dose, and what the file holds and asks for.

    ``changed`` carries the look.
    """

    changed = Signal(object)

    def __init__(self, theme: Theme, look: Look) -> None:
        super().__init__(theme, t("Settings"), label_width=84)
        self.title.hide()
        self.aside.hide()
        self.look = look
        self.language = ChoiceCombo(theme, t("Language"))
        self.language.set_options(tuple(Option(language_words(each), each) for each in LANGUAGES))
        self.also = ChoiceCombo(theme, t("Second language"))
        self.paper = Switch(t("Paper"), ((t("A4"), "a4"), (t("Letter"), "letter")))
        self.text_size = Switch(t("Text size"), (("14", 14), ("18", 18)))
        self.time = Switch(t("Time"), ((t("9:30 am"), True), (t("09:30"), False)))
        self.name = ChoiceCombo(theme, t("Name shown"))
        self.dose = QCheckBox(t("Dose on patient papers"))
        self.dose.setAccessibleName(t("Dose on patient papers"))
        self.carries = QCheckBox(t("Carry the plan file"))
        self.carries.setAccessibleName(t("Carry the plan file"))
        self.password = PasswordField(theme)
        self._rows()
        self._connect()
        self.allow_plan_file(False)
        self._show()

    def _rows(self) -> None:
        for words, part in (
            (t("Language"), self.language),
            (t("Also in"), self.also),
            (t("Paper"), self.paper),
            (t("Text size"), self.text_size),
            (t("Time"), self.time),
            (t("Name shown"), self.name),
        ):
            self.add_row(words, part)
        self.add_wide(self.dose)
        self.add_wide(self.carries)
        self.add_row(t("Password"), self.password)

    def _connect(self) -> None:
        self.language.chosen.connect(self._choose_language)
        self.also.chosen.connect(self._choose_also)
        self.carries.toggled.connect(self._choose_carries)
        self.password.committed.connect(self._choose_password)
        self.paper.picked.connect(self._choose_paper)
        self.text_size.picked.connect(self.choose_size)
        self.time.picked.connect(self._choose_time)
        self.name.chosen.connect(self._choose_name)
        self.dose.toggled.connect(self._choose_dose)

    def allow_plan_file(self, allowed: bool) -> None:
        """The plan file goes inside papers for the team only: it holds doses and notes."""
        self.carries.setEnabled(allowed)
        why = "" if allowed else t("The plan file goes inside papers for the team only.")
        set_plain_tooltip(self.carries, why)

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
        others = [each for each in LANGUAGES if each != self.look.language]
        self.also.set_options((Option(t("No second language"), ""), *(Option(language_words(o), o) for o in others)))
        self.also.set_value(self.look.also_language)
        self.paper.set_value(self.look.paper)
        self.text_size.set_value(self.look.size)
        self.time.set_value(self.look.twelve_hour)
        self.name.set_value(self.look.name_form)
        show_tick(self.dose, self.look.show_dose)
        show_tick(self.carries, self.look.carries_plan)

    def _take(self, look: Look) -> None:
        if look != self.look:
            self.look = look
            self._show()
            self.changed.emit(look)

    def _choose_language(self, language: str) -> None:
        also = self.look.also_language
        self._take(replace(self.look, language=language, also_language="" if also == language else also))

    def _choose_also(self, language: str) -> None:
        self._take(replace(self.look, also_language=language))

    def choose_second_language(self, language: str) -> None:
        """Take up a second language, where it is another than the first."""
        if language in LANGUAGES and language != self.look.language:
            self._choose_also(language)

    def _choose_carries(self, carried: bool) -> None:
        self._take(replace(self.look, carries_plan=carried))

    def _choose_password(self, password: str) -> None:
        self._take(replace(self.look, password=password))

    def _choose_paper(self, paper: str) -> None:
        self._take(replace(self.look, paper=paper))

    def _choose_time(self, twelve_hour: bool) -> None:
        self._take(replace(self.look, twelve_hour=twelve_hour))

    def _choose_name(self, name: str) -> None:
        self._take(replace(self.look, name_form=name))

    def _choose_dose(self, shown: bool) -> None:
        self._take(replace(self.look, show_dose=shown))


class PasswordField(QWidget):
    """What the saved file asks for when it is opened. ``committed`` carries it once it can be used, "" for none."""

    committed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setAccessibleName(t("Password of the saved file"))
        self.edit.setPlaceholderText(t("none"))
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.shown = QCheckBox(t("Show"))
        self.shown.setAccessibleName(t("Show the password"))
        self.reason = text_label(role="small", ink="stop_ink", wraps=True)
        self.reason.hide()
        row = QHBoxLayout()
        row.setSpacing(theme.px(6))
        row.addWidget(self.edit, 1)
        row.addWidget(self.shown)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addLayout(row)
        column.addWidget(self.reason)
        self.setFocusProxy(self.edit)
        self.edit.textEdited.connect(self._typed)
        self.shown.toggled.connect(self._show)

    @property
    def is_refused(self) -> bool:
        """Whether what stands in the field cannot be a password."""
        return bool(self.reason.text())

    def _typed(self, text: str) -> None:
        """Judged as it is typed: a file must not go out unprotected because the field was not left yet."""
        try:
            ready = ready_password(text) if text else ""
            why = ""
        except ImpossibleValue as refusal:
            ready, why = "", t(refusal.message, **refusal.values)
        self.reason.setText(why)
        self.reason.setVisible(bool(why))
        self.edit.setAccessibleDescription(why)
        self.committed.emit(ready)

    def _show(self, shown: bool) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)


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
