"""Lists of the profile that may never have been asked for: medicines taken now, treatments tried before."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kapplanner.domain.errors import ImpossibleValue, PlannerError
from kapplanner.domain.people import Answer, EarlierTreatment, Medicine
from kapplanner.domain.quantities import plain
from kapplanner.i18n import t
from kapplanner.ui.editors.choices import AnswerCombo, ChoiceCombo, Option
from kapplanner.ui.editors.parts import button, icon_button, text_label
from kapplanner.ui.theme import Theme


class EntryRow(QWidget):
    """One entry of a list. ``edited`` after a change, ``removed`` when it is to go."""

    edited = Signal()
    removed = Signal()

    def __init__(self, theme: Theme, remove: str) -> None:
        super().__init__()
        self.name = QLineEdit()
        self.remove = icon_button(theme, "close", remove, size=16)
        self.remove.clicked.connect(self.removed)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(theme.px(5))

    def entry(self) -> Any:
        """What the row says; PlannerError where it cannot be."""
        raise NotImplementedError

    def _line(self, name: str, text: str) -> QLineEdit:
        edit = QLineEdit(text)
        edit.setAccessibleName(name)
        edit.setPlaceholderText(name)
        edit.editingFinished.connect(self.edited)
        return edit


class AskedList(QWidget):
    """Not asked, none, or rows. ``changed`` carries None or a tuple."""

    changed = Signal(object)

    def __init__(self, theme: Theme, name: str, question: str, add: str, make: Callable[[Any], EntryRow]) -> None:
        super().__init__()
        self._make = make
        self._shown: Any = ()
        self.rows: list[EntryRow] = []
        self.setAccessibleName(name)
        self.asked = AnswerCombo(theme, question)
        self.add = button(add, small=True)
        self.refused = text_label(role="small", ink="stop_ink", wraps=True)
        self.refused.hide()
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.px(5))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.px(5))
        for part in (self.asked, self._column, self.refused, self.add):
            whole.addLayout(part) if isinstance(part, QVBoxLayout) else whole.addWidget(part)
        self.asked.chosen.connect(self._answered)
        self.add.clicked.connect(self.add_row)
        self.setFocusProxy(self.asked)

    def set_value(self, entries: tuple[Any, ...] | None) -> None:
        """Show what is entered; None where nobody asked."""
        if entries == self._shown:
            return
        self._shown = entries
        self.asked.set_value(Answer.NOT_ASKED if entries is None else Answer.YES if entries else Answer.NO)
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = []
        for entry in entries or ():
            self._append(entry)
        self.add.setVisible(bool(entries))

    def set_mixed(self) -> None:
        """One patient never differs from themselves."""

    def add_row(self) -> None:
        """An empty row to type an entry into."""
        self._append(None)
        self.add.show()
        self.rows[-1].name.setFocus()

    def _append(self, entry: Any) -> None:
        row = self._make(entry)
        row.edited.connect(self._tell)
        row.removed.connect(self._remove)
        self.rows.append(row)
        self._column.addWidget(row)

    def _answered(self, answer: Answer) -> None:
        if answer is Answer.YES:
            self.add_row()
            return
        self._shown = object()
        self.changed.emit(None if answer is Answer.NOT_ASKED else ())

    def _remove(self) -> None:
        row = self.sender()
        if isinstance(row, EntryRow):
            self.rows.remove(row)
            row.hide()
            row.deleteLater()
            self._tell()

    def _tell(self) -> None:
        try:
            entries = tuple(row.entry() for row in self.rows if row.name.text().strip())
        except PlannerError as error:
            self.refused.setText(t(error.message, **error.values))
            self.refused.show()
            return
        self.refused.hide()
        if entries != self._shown:
            self._shown = entries
            self.changed.emit(entries)


class MedicinesEditor(AskedList):
    """Medicines the patient takes."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme, t("Medicines"), t("Takes medicines"), t("Add medicine"), lambda entry: MedicineRow(theme, entry)
        )


class MedicineRow(EntryRow):
    """Name, daily amount, group and diazepam equivalent of one medicine."""

    def __init__(self, theme: Theme, medicine: Medicine | None) -> None:
        super().__init__(theme, t("Remove medicine"))
        self.name = self._line(t("Medicine"), medicine.name if medicine else "")
        self.amount = self._line(t("Daily amount"), medicine.daily_amount if medicine else "")
        self.group = self._line(t("Group, such as benzodiazepine"), medicine.group if medicine else "")
        equivalent = medicine.diazepam_equivalent if medicine else None
        self.equivalent = self._line(t("Diazepam mg a day"), "" if equivalent is None else plain(equivalent))
        for edit, share in ((self.name, 3), (self.amount, 2), (self.group, 3), (self.equivalent, 2)):
            self.row.addWidget(edit, share)
        self.row.addWidget(self.remove)

    def entry(self) -> Medicine:
        """The medicine as typed; PlannerError where it cannot be."""
        text = self.equivalent.text().strip().replace(",", ".")
        try:
            equivalent = Decimal(text) if text else None
        except InvalidOperation as cause:
            raise ImpossibleValue("“{text}” is not a number of mg.", text=text[:40]) from cause
        return Medicine(
            self.name.text().strip(), self.group.text().strip().lower(), self.amount.text().strip(), equivalent
        )


class TreatmentsEditor(AskedList):
    """Treatments of the anxiety that were tried before."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme,
            t("Earlier treatments"),
            t("Treatments before"),
            t("Add treatment"),
            lambda entry: TreatmentRow(theme, entry),
        )


class TreatmentRow(EntryRow):
    """Kind and name of one treatment, and whether it was an adequate trial."""

    def __init__(self, theme: Theme, treatment: EarlierTreatment | None) -> None:
        super().__init__(theme, t("Remove treatment"))
        self.kind = ChoiceCombo(theme, t("Kind of treatment"))
        self.kind.set_options(
            (
                Option(t("Psychotherapy"), "psychotherapy"),
                Option(t("Medicine"), "medicine"),
                Option(t("Other"), "other"),
            )
        )
        self.kind.set_value(treatment.kind if treatment else "psychotherapy")
        self.name = self._line(t("Treatment, such as CBT, 16 sessions"), treatment.name if treatment else "")
        self.adequate = AnswerCombo(theme, t("Adequate trial"))
        self.adequate.set_value(treatment.adequate if treatment else Answer.NOT_ASKED)
        self.row.addWidget(self.kind, 2)
        self.row.addWidget(self.name, 4)
        self.row.addWidget(text_label(t("adequate"), role="small", ink="text2"))
        self.row.addWidget(self.adequate, 2)
        self.row.addWidget(self.remove)
        for combo in (self.kind, self.adequate):
            combo.chosen.connect(self._chosen)

    def entry(self) -> EarlierTreatment:
        """The treatment as typed; PlannerError where it cannot be."""
        return EarlierTreatment(self.kind.value, self.name.text().strip(), self.adequate.value)

    def _chosen(self) -> None:
        self.edited.emit()
