"""The head of the safety panel: counts by tier that filter, what could not be checked, the rule set, and the check."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from kapplanner.i18n import nt, t
from kapplanner.rules.finding import Report, Tier
from kapplanner.ui.editors.parts import button, icon_button, show_tick, text_label
from kapplanner.ui.theme import UNKNOWN_ICON, Theme
from kapplanner.ui.widgets.texts import ElidedLabel, set_plain_tooltip

HEAD = 34
_SPARE = 24
"""Kept free beside the words about the rules, px at 100 %."""
_LEAST_NEXT = 360
"""What the finding in a folded head needs to be read."""


class TierChip(QPushButton):
    """How many findings of a tier are open; pressed, only they are shown."""

    def __init__(self, theme: Theme, tier: Tier) -> None:
        super().__init__()
        self._theme = theme
        self.tier = tier
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_count(self, count: int) -> None:
        """Show the count; a tier without findings is a plain chip that says 0."""
        look = self._theme.tier(self.tier)
        self.setText(f"{count} {look.word}")
        self.setIcon(self._theme.icon(look.icon, look.token, 14))
        self.setIconSize(QSize(self._theme.px(14), self._theme.px(14)))
        only = t("only these are shown") if self.isChecked() else t("show only these")
        self.setAccessibleName(t("{count} {tier}, {only}", count=count, tier=look.word, only=only))
        set_plain_tooltip(self, t("Show only {tier}", tier=look.word))
        self.setVisible(count > 0 or self.isChecked())
        self._dress(look.mark.name(), look.tint.name(), look.ink.name(), look.on_mark.name())

    def _dress(self, mark: str, tint: str, ink: str, on_mark: str) -> None:
        px = self._theme.px
        focus = self._theme.hex("focus")
        sheet = (
            f"QPushButton {{ min-height: {px(22)}px; padding: 0 {px(7)}px; border: 1px solid {tint};"
            f" font-size: {px(12)}px;"
            f" border-radius: {px(4)}px; background: {tint}; color: {ink}; font-weight: 600; }}"
            f"QPushButton:hover {{ border-color: {mark}; }}"
            f"QPushButton:checked {{ border: 1px solid {mark}; background: {tint}; }}"
            f"QPushButton:focus {{ border: 2px solid {focus}; padding: 0 {px(7) - 1}px; }}"
        )
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)


class SafetyHead(QFrame):
    """``tierChosen`` carries a tier or None for all; the rest are presses of its buttons."""

    tierChosen = Signal(object)
    unknownToggled = Signal(bool)
    checkWanted = Signal()
    foldToggled = Signal()

    def __init__(self, theme: Theme, *, foldable: bool = True) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("ground", "panel")
        self.setProperty("rule", "bottom")
        self._height = HEAD if foldable else HEAD + 4
        self._previews = False
        self._unknown = 0
        self._rules: tuple[str, ...] = ()
        self.shield = QLabel()
        self.title = text_label(t("Safety"), role="small", weight=600)
        self.when = text_label(t("If dropped here"), role="small", ink="text2")
        self.when.hide()
        self.chips = {tier: TierChip(theme, tier) for tier in Tier}
        self.nothing = text_label(role="small", ink="text2")
        self.unknown = QPushButton()
        self.unknown.setCheckable(True)
        self.unknown.setAutoDefault(False)
        self.unknown.setProperty("chip", "true")
        self.next_words = ElidedLabel(role="small", ink="text2")
        self.rules = text_label(role="small", ink="text2")
        self.check = button(t("Mark as checked…"), small=True)
        self.fold = icon_button(theme, "chevron-down", t("Fold the safety panel"))
        self._lay_out()
        self.fold.setVisible(foldable)
        for chip in self.chips.values():
            chip.toggled.connect(self._chip_pressed)  # assistive technology toggles without a click
        self.unknown.toggled.connect(self.unknownToggled)
        self.check.clicked.connect(self.checkWanted)
        self.fold.clicked.connect(self.foldToggled)

    def _lay_out(self) -> None:
        px = self._theme.px
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(px(12), 0, px(8), 0)
        row.setSpacing(px(6))
        shown = (self.shield, self.title, self.when, *self.chips.values(), self.unknown, self.nothing)
        self._others: tuple[QWidget, ...] = (*shown, self.check, self.fold)
        row.addWidget(self.shield)
        row.addWidget(self.title)
        row.addWidget(self.when)
        row.addSpacing(px(2))
        for chip in self.chips.values():
            row.addWidget(chip)
        row.addWidget(self.unknown)
        row.addWidget(self.nothing)
        self.next_words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(self.next_words, 1)
        row.addWidget(self.rules)
        row.addWidget(self.check)
        row.addWidget(self.fold)

    def show_report(self, report: Report, rules: tuple[str, ...]) -> None:
        """Show the counts of a report, and by which rules it was made in as many words as there is room for."""
        self._previews = False
        self._show_counts(report)
        self._rules = rules
        for part in (self.rules, self.title):
            set_plain_tooltip(part, rules[0])
        self._share_width()

    def show_drop(self, report: Report | None) -> None:
        """While a session is carried: the counts that its place would bring, None while they are not known yet."""
        self._previews = True
        if report is not None:
            self._show_counts(report)
        self._rules = (t("Nothing changes until you drop."),)
        self._share_width()

    def _show_counts(self, report: Report) -> None:
        self.setFixedHeight(self._theme.px(self._height))
        counts = report.counts
        self.shield.setPixmap(self._theme.pixmap("shield-check-outline", "text2", 18))
        for tier, count in ((Tier.STOP, counts.stop), (Tier.CAUTION, counts.caution), (Tier.NOTE, counts.note)):
            self.chips[tier].show_count(count)
        self._unknown = counts.not_checked
        self.unknown.setAccessibleName(
            nt("{n} rule could not be checked, show what is missing",
               "{n} rules could not be checked, show what is missing", counts.not_checked)
        )  # fmt: skip
        self.unknown.setIcon(self._theme.icon(UNKNOWN_ICON, "board" if self.unknown.isChecked() else "text2", 14))
        self.unknown.setVisible(counts.not_checked > 0 or self.unknown.isChecked())
        self.nothing.setText("" if report.findings else t("No findings from these rules"))
        self.nothing.setVisible(not report.findings)

    def show_folded(self, folded: bool) -> None:
        """Point the fold button the other way and say what it does now."""
        words = t("Unfold the safety panel") if folded else t("Fold the safety panel")
        self.fold.setIcon(self._theme.icon("chevron-up" if folded else "chevron-down", "text2", 18))
        self.fold.setAccessibleName(words)
        set_plain_tooltip(self.fold, words)
        self._share_width()

    def show_next(self, words: str) -> None:
        """The finding that stands in the head while the panel is folded."""
        self.next_words.show_text(words)
        self._share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        self.when.setVisible(self._previews)
        self.check.setVisible(not self._previews)
        words = nt("{n} could not be checked", "{n} could not be checked", self._unknown)
        self.title.show()
        self.unknown.setText(words)
        if self._room() < 0:  # a very narrow window, or large text
            self.title.hide()
            self.unknown.setText(str(self._unknown))
        room = self._room() - (self._theme.px(_LEAST_NEXT) if self.next_words.whole_text else 0)
        measure = self.rules.fontMetrics().horizontalAdvance
        words = next((words for words in self._rules if measure(words) <= room), "")
        self.rules.setText(words)
        self.rules.setVisible(bool(words))

    def _room(self) -> int:
        """What is left beside the parts; the finding that stands in a folded head comes before the rules."""
        row = self._row
        margins = row.contentsMargins()
        others = [part for part in self._others if not part.isHidden()]
        taken = sum(part.sizeHint().width() + row.spacing() for part in others) + self._theme.px(_SPARE)
        return self.width() - margins.left() - margins.right() - taken

    def _chip_pressed(self) -> None:
        pressed = self.sender()
        for chip in self.chips.values():
            if chip is not pressed:
                show_tick(chip, False)
        chosen = next((chip.tier for chip in self.chips.values() if chip.isChecked()), None)
        self.tierChosen.emit(chosen)
