"""What to print: packs, a checklist of documents, and of which days, at the left of the print studio."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kapplanner.documents import document_kinds
from kapplanner.documents.content import Reader
from kapplanner.documents.packs import Pack, packs
from kapplanner.domain.plan import Plan
from kapplanner.i18n import nt, t
from kapplanner.rules.words import plain_day
from kapplanner.ui.editors.choices import ChoiceCombo, Option
from kapplanner.ui.editors.parts import show_tick, text_label
from kapplanner.ui.theme import Theme
from kapplanner.ui.views.print_choices import PaneHead
from kapplanner.ui.widgets.buttons import push_button

_ICONS = {
    "patient": "account-heart-outline",
    "large": "format-font-size-increase",
    "team": "stethoscope",
    "day": "calendar-today",
}


def pack_words(pack: str) -> str:
    """A pack by its name."""
    return {
        "patient": t("Patient pack"),
        "large": t("Large print"),
        "team": t("Team papers"),
        "day": t("One day"),
    }[pack]


_LINES = 4
"""What the lines around the list take."""


class DocumentList(QFrame):
    """Packs and a checklist of documents. ``changed`` when another set is chosen, ``largeWanted`` for 18 points.

    ``wordsWanted``: the words of the papers are to be changed.
    """

    changed = Signal()
    largeWanted = Signal(bool)
    wordsWanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._large = False
        self._next_day: date | None = None
        self.setProperty("ground", "panel")
        self.setAccessibleName(t("Documents"))
        self.kinds = document_kinds()
        self._packs: dict[str, Pack] = {pack.id: pack for pack in packs()}
        self.boxes: dict[str, QCheckBox] = {}
        self.counts = {kind.id: text_label(role="small", ink="text2") for kind in self.kinds}
        self.packs = {name: self._pack(name) for name in self._packs}
        self.days = ChoiceCombo(theme, t("Days"))
        self.total = text_label(weight=600)
        self.total_words = text_label(role="small", ink="text2", wraps=True)
        self.words = push_button(t("Words on paper…"), theme=theme, icon="text-box-edit-outline")
        self._lay_out()
        self.days.set_options((Option(t("All days"), None),))
        self.days.set_value(None)
        self.days.chosen.connect(self._ticked)
        self.words.clicked.connect(self.wordsWanted)
        self.choose(self._packs["patient"].documents)

    def _pack(self, name: str) -> QPushButton:
        made = push_button(pack_words(name), theme=self._theme, icon=_ICONS[name])
        made.setCheckable(True)
        made.setMinimumHeight(self._theme.px(32))
        made.setProperty("pack", name)
        made.clicked.connect(self._choose_pack)
        return made

    def _lay_out(self) -> None:
        px = self._theme.px
        page = self._page = QWidget()
        page.setProperty("ground", "panel")
        column = QVBoxLayout(page)
        column.setContentsMargins(px(14), px(12), px(14), px(12))
        column.setSpacing(px(2))
        self._grid = QGridLayout()
        self._grid.setSpacing(px(8))
        self.show_roomy(True)
        column.addLayout(self._grid)
        column.addSpacing(px(10))
        column.addWidget(self.days)
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
        column.addSpacing(px(10))
        column.addWidget(self.words, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        area = self._area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(PaneHead(self._theme, t("Documents")))
        whole.addWidget(area, 1)

    @property
    def least_width(self) -> int:
        """What its words need beside the bar that scrolls them."""
        return self._page.minimumSizeHint().width() + self._area.verticalScrollBar().sizeHint().width() + _LINES

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

    @property
    def day(self) -> date | None:
        """The one day to print, None for all."""
        return self.days.value  # type: ignore[no-any-return]

    @property
    def only_for_team(self) -> bool:
        """Whether nothing of what is chosen is for the patient."""
        chosen = self.chosen
        return bool(chosen) and all(kind.reader is Reader.TEAM for kind in self.kinds if kind.id in chosen)

    @property
    def remembered(self) -> str:
        """The choice as it is remembered: the name of a pack, or the documents; the day itself is not."""
        found = next((name for name, button in self.packs.items() if button.isChecked()), "")
        return "patient" if found == "large" else found or "+".join(self.chosen)

    def choose(self, ids: tuple[str, ...]) -> None:
        """Tick exactly these documents."""
        quiet = self.blockSignals(True)
        for kind_id, box in self.boxes.items():
            box.setChecked(kind_id in ids)
        self.blockSignals(quiet)
        self._show_packs()
        self.changed.emit()

    def choose_remembered(self, remembered: str) -> None:
        """Take up a choice as it was remembered; documents that are not here any more are left out."""
        if remembered in self._packs:
            self._take_pack(self._packs[remembered])
            return
        ids = tuple(kind_id for kind_id in remembered.split("+") if kind_id in self.boxes)
        if ids:
            self.choose(ids)

    def offer_days(self, plan: Plan, today: date) -> None:
        """The days with something to print; "One day" begins with the next of them."""
        medicine = {session.day for session in plan.medicine_sessions}
        days = sorted({session.day for session in plan.sessions if session.is_active})
        self._next_day = next((day for day in days if day >= today), days[0] if days else None)
        options = [Option(t("All days"), None)]
        for day in days:
            words = t("{day}, medicine", day=plain_day(day)) if day in medicine else plain_day(day)
            options.append(Option(words, day))
        if self.day is not None and self.day not in days:
            self.days.set_value(None)
        self.days.set_options(tuple(options))

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

    def _choose_pack(self) -> None:
        sender = self.sender()
        if sender is not None:
            self._take_pack(self._packs[str(sender.property("pack"))])

    def _take_pack(self, pack: Pack) -> None:
        self.days.set_value((self.day or self._next_day) if pack.one_day else None)
        if pack.id in {"patient", "large"}:
            self.largeWanted.emit(pack.large)
        self.choose(pack.documents)

    def _ticked(self) -> None:
        self._show_packs()
        self.changed.emit()

    def _show_packs(self) -> None:
        for name, button in self.packs.items():
            pack = self._packs[name]
            fits = self.chosen == pack.documents and pack.one_day == (self.day is not None)
            for_patient = name in {"patient", "large"}
            show_tick(button, fits and (not for_patient or pack.large == self._large))
        words = ""
        if self.packs["patient"].isChecked() or self.packs["large"].isChecked():
            words = t("Patient pack: one page a day")
        elif self.day is not None:
            words = t("Only the pages of {day}", day=plain_day(self.day))
        self.total_words.setText(words)
        self.total_words.setVisible(bool(words))
