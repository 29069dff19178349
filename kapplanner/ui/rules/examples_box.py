"""Examples of a rule that must hold: a small plan in words, what must be said about it, and what is really said."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from kapplanner.codec.rule_sets import Problem
from kapplanner.i18n import t
from kapplanner.rules.example import Outcome
from kapplanner.rules.example_check import Tried
from kapplanner.ui.editors.choices import ChoiceCombo, Option
from kapplanner.ui.editors.texts import TypedLine
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.banner import IconMark
from kapplanner.ui.widgets.buttons import icon_button, push_button
from kapplanner.ui.widgets.tab_order import tab_before
from kapplanner.ui.widgets.texts import plain_label

_FIRST = "medicine D1 10:00 IM; medicine D3 10:00 IM"


class ExampleRow(QWidget):
    """One example: words, outcome, what was said, and a way to take it out."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self.plan = TypedLine(t("Example {n}: the plan in words", n=number))
        self.outcome = ChoiceCombo(theme, t("Example {n}: what the rule must say", n=number))
        self.outcome.set_options(tuple(Option(each.words, each.value) for each in Outcome))
        self.mark = IconMark(theme, "check", "fit", 16)
        self.said = plain_label(role="small", ink="text2", wraps=True)
        self.remove: QToolButton = icon_button(theme, "close", t("Take out example {n}", n=number), size=16)
        top = QHBoxLayout()
        top.setSpacing(theme.px(8))
        for part, share in ((self.mark, 0), (self.plan, 1), (self.outcome, 0), (self.remove, 0)):
            top.addWidget(part, share)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addLayout(top)
        column.addWidget(self.said)

    def show_example(self, example: dict[str, Any], wrong: str, tried: Tried | None) -> None:
        """Show an example with what is wrong with it, or what the rule said."""
        self.plan.set_text(str(example.get("plan", "")))
        self.outcome.set_value(example.get("outcome"))
        holds = tried is not None and tried.holds
        words = wrong
        if not wrong and tried is not None and not tried.holds:
            said = tried.said.words if tried.said is not None else tried.problem
            words = t("The rule says: {said}. {sentence}", said=said, sentence=tried.sentence).strip()
        self.mark.show_icon(
            "check" if holds else "alert" if words else "help-circle-outline",
            "fit" if holds else "caut" if words else "text2",
        )
        self.mark.setAccessibleName(t("holds") if holds else t("does not hold") if words else t("not tried"))
        self.said.setText(words)
        self.said.setVisible(bool(words))


class ExamplesBox(QWidget):
    """``given`` carries all examples as they stand in a file."""

    given = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._examples: list[dict[str, Any]] = []
        self.rows: list[ExampleRow] = []
        self.add = push_button(t("Add example"), small=True, theme=theme, icon="plus")
        self.add.clicked.connect(self._add)
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.px(6))
        how = t(
            "A plan in words, parts parted by semicolons: “medicine D1 10:00 IM 45 mg; integration D2 10:00 emdr; "
            "weight 72 kg”. A version is put in force only when every example holds."
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.px(6))
        whole.addWidget(plain_label(how, role="small", ink="text2", wraps=True))
        whole.addLayout(self._column)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        whole.addLayout(foot)

    def show_examples(self, examples: object, problems: tuple[Problem, ...], tried: tuple[Tried, ...]) -> None:
        """Show examples, what is wrong with them, and what came of trying them."""
        listed = examples if isinstance(examples, list) else []
        self._examples = [each for each in listed if isinstance(each, dict)]
        self._fit_rows()
        wrong = {p.field: p.sentence for p in problems}
        for place, (row, example) in enumerate(zip(self.rows, self._examples, strict=True)):
            found = tried[place] if len(tried) == len(self._examples) else None
            row.show_example(example, wrong.get(f"examples.{place + 1}", ""), found)

    def _fit_rows(self) -> None:
        while len(self.rows) > len(self._examples):
            row = self.rows.pop()
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self.rows) < len(self._examples):
            row = ExampleRow(self._theme, len(self.rows) + 1)
            for part in (row.plan, row.outcome, row.remove):
                part.setProperty("place", len(self.rows))
            row.plan.typed.connect(self._typed)
            row.plan.left.connect(self.left)
            row.outcome.chosen.connect(self._chosen)
            row.remove.clicked.connect(self._remove)
            self.rows.append(row)
            self._column.addWidget(row)
        tab_before(self.add, *self.rows)

    def _place(self) -> int:
        sender = self.sender()
        assert sender is not None
        return int(sender.property("place"))

    def _typed(self, text: str) -> None:
        self._change(self._place(), plan=text)

    def _chosen(self, outcome: object) -> None:
        self._change(self._place(), outcome=outcome)
        self.left.emit()

    def _change(self, place: int, **parts: object) -> None:
        examples = list(self._examples)
        examples[place] = {**examples[place], **parts}
        self.given.emit(examples)

    def _add(self) -> None:
        self.given.emit([*self._examples, {"plan": _FIRST, "outcome": Outcome.PASSED.value}])
        self.left.emit()
        self.rows[-1].plan.setFocus()
        self.rows[-1].plan.selectAll()

    def _remove(self) -> None:
        place = self._place()
        left = self._examples[:place] + self._examples[place + 1 :]
        self.given.emit(left or None)
        self.left.emit()
