"""Small dialogs of the words page: who read the words of a block, and when they are to be read again."""

from datetime import date

from PySide6.QtWidgets import QWidget

from kapplanner.codec.paper_purposes import block_title
from kapplanner.codec.paper_words import Review, TextBlock
from kapplanner.domain.errors import ImpossibleValue
from kapplanner.i18n import t
from kapplanner.ui.editors.fields import DateField
from kapplanner.ui.rules.sheets import Sheet
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.texts import plain_label


class ReviewSheet(Sheet):
    """Asks by whom the words of a block were read, on which day, and by when they are to be read again."""

    def __init__(self, theme: Theme, block: TextBlock, by: str, today: date, parent: QWidget) -> None:
        sentence = t(
            "You have read every text of “{block}” as it prints now. A later change of any of them ends this review.",
            block=block_title(block.name),
        )
        super().__init__(theme, t("Mark as reviewed"), sentence, t("Mark as reviewed"), parent)
        self.name_line = self.line(t("Reviewed by"), by)
        self.on = self._day(t("Reviewed on"), today, today)
        self.next = self._day(t("Next review"), _in_a_year(today), today)
        self.name_line.textChanged.connect(self._fit)
        for field in (self.on, self.next):
            field.committed.connect(self._fit)
        self.close_with_foot()
        self._fit()

    def _day(self, label: str, value: date, today: date) -> DateField:
        field = DateField(self._theme, label, today=lambda: today, near=value)
        field.set_value(value)
        head = plain_label(label, ink="text2")
        head.setBuddy(field.edit)
        self.column.addWidget(head)
        self.column.addWidget(field)
        return field

    @property
    def review(self) -> Review | None:
        """The review as entered; None while something is missing or the next one is not after it."""
        if self.on.is_refused or self.next.is_refused:
            return None
        try:
            return Review(self.name_line.text().strip(), self.on.value, self.next.value)
        except ImpossibleValue:
            return None

    def _fit(self) -> None:
        self.refused.setText("")
        if not self.name_line.text().strip():
            self.refused.setText(t("Your name is needed."))
        elif self.next.value <= self.on.value:
            self.refused.setText(t("The next review must be after the day of this one."))
        self.do.setEnabled(self.review is not None)


def _in_a_year(day: date) -> date:
    """The same day a year on; 28 February after a leap day."""
    return date(day.year + 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)
