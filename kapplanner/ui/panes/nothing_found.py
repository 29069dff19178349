"""What stands where findings would."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kapplanner.codec.adoption_words import adoption_words, set_words
from kapplanner.codec.rule_shelf import InForce
from kapplanner.i18n import nt, t
from kapplanner.rules.finding import Report
from kapplanner.ui.editors.parts import text_label
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.buttons import push_button


class NothingFound(QWidget):
    """By which rules the plan was checked, that they found nothing, and what they could not check."""

    missingWanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("ground", "board")
        self.words = text_label(ink="text2", wraps=True)
        self.unknown = text_label(role="small", ink="text2", wraps=True)
        self.show_missing = push_button(t("Show what is missing"), small=True)
        self.show_missing.clicked.connect(self.missingWanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(14), theme.px(12), theme.px(14), theme.px(12))
        column.addWidget(self.words)
        column.addWidget(self.unknown)
        column.addSpacing(theme.px(8))
        column.addWidget(self.show_missing, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_report(self, report: Report, in_force: InForce, zone: str) -> None:
        """Name the rules, who put them in force, what they could not check, and which are not in force for the plan."""
        rules, adoption = set_words(in_force.rule_set), adoption_words(in_force.adoption, zone)
        self.words.setText(
            t("Checked against {rules}, {adoption}. No findings from these rules.", rules=rules, adoption=adoption)
            if not report.findings
            else t("No findings of this tier. Press the chip again to see all.")
        )
        count = report.counts.not_checked
        lines = [nt("{n} rule could not be checked.", "{n} rules could not be checked.", count)] if count else []
        lines += [t("Not {when}: {title}.", when=entry.words, title=entry.title) for entry in report.not_in_force]
        self.show_missing.setVisible(bool(count))
        self.unknown.setText("\n".join(lines))
