"""Fields of the profile that read small languages of their own: blood pressure, lists of days, conditions."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kapplanner.domain.errors import ImpossibleValue
from kapplanner.domain.people import Answer, ConditionAnswer
from kapplanner.domain.quantities import BloodPressure
from kapplanner.editing.typed_values import Reading, read_date
from kapplanner.i18n import t
from kapplanner.rules.words import plain_day
from kapplanner.ui.editors.choices import AnswerCombo
from kapplanner.ui.editors.fields import ReadField
from kapplanner.ui.editors.group import Group
from kapplanner.ui.theme import Theme


class PressureField(ReadField):
    """A blood pressure: "128/82"."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name, optional=True, width=110)

    def _read(self, text: str) -> Reading[BloodPressure]:
        parts = text.lower().removesuffix("mmhg").strip().split("/")
        if len(parts) != 2 or not all(part.strip().isascii() and part.strip().isdecimal() for part in parts):
            raise ImpossibleValue("“{text}” is not a blood pressure. Write it as “128/82”.", text=text[:40])
        return Reading(BloodPressure(int(parts[0]), int(parts[1])))

    def _written(self, value: BloodPressure) -> str:
        return f"{value.systolic}/{value.diastolic}"

    def _spoken(self, value: BloodPressure) -> str:
        return t("mmHg")


class DaysField(ReadField):
    """Dates apart by commas: "3 mar 2026, 10 mar 2026"; empty where none is known."""

    def __init__(self, theme: Theme, name: str, near: date) -> None:
        super().__init__(theme, name, width=None)
        self._near = near
        self.placeholder = t("none known")

    def _read(self, text: str) -> Reading[tuple[date, ...]]:
        parts = [part.strip() for part in text.split(",") if part.strip()]
        return Reading(tuple(sorted({read_date(part, near=self._near).value for part in parts})))

    def _written(self, value: tuple[date, ...]) -> str:
        return ", ".join(plain_day(day) for day in value)

    def _spoken(self, value: tuple[date, ...]) -> str:
        return ""


class ConditionsEditor(QWidget):
    """Yes, no or not asked for each condition that the rules or the plan name. ``changed`` carries a tuple."""

    changed = Signal(object)

    def __init__(self, theme: Theme, group: Group, codes: tuple[str, ...]) -> None:
        super().__init__()
        self._value: tuple[ConditionAnswer, ...] = ()
        self.combos: dict[str, AnswerCombo] = {}
        for code in codes:
            words = code.replace("-", " ").capitalize()
            combo = AnswerCombo(theme, words)
            combo.setProperty("code", code)
            combo.chosen.connect(self._answered)
            group.add_row(words, combo)
            self.combos[code] = combo

    def set_value(self, value: tuple[ConditionAnswer, ...]) -> None:
        """Show the answers."""
        self._value = value
        answers = {entry.condition: entry.answer for entry in value}
        for code, combo in self.combos.items():
            combo.set_value(answers.get(code, Answer.NOT_ASKED))

    def _answered(self, answer: Answer) -> None:
        combo = self.sender()
        if not isinstance(combo, AnswerCombo):
            return
        code = str(combo.property("code"))
        before = next((entry for entry in self._value if entry.condition == code), None)
        note = before.note if before else ""
        others = tuple(entry for entry in self._value if entry.condition != code)
        self.changed.emit((*others, ConditionAnswer(code, answer, note)))
