"""The page of methods that may fit: what it is based on, suggestions, reminders, orders of steps, and the letters."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from kapplanner.domain.people import ClinicalProfile
from kapplanner.i18n import t
from kapplanner.rules.guidance import Guidance
from kapplanner.ui.dialogs.guidance_cards import BasisCard, MethodCard, UseButton, diagnosis_card, order_card
from kapplanner.ui.dialogs.guidance_words import basis_of, letters_words, origin_words, why_suggested
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.texts import plain_label


class MethodsPage(QScrollArea):
    """Made once of a profile, which does not change while the page is shown. ``used`` carries the id of a method.

    ``templates`` are the titles of templates by their id.
    """

    used = Signal(str)

    def __init__(
        self, theme: Theme, guidance: Guidance, templates: Mapping[str, str], profile: ClinicalProfile
    ) -> None:
        super().__init__()
        self._theme, self._guidance, self._templates = theme, guidance, templates
        self.basis = BasisCard(theme, basis_of(profile))
        self.cards: list[MethodCard] = []
        page = QWidget()
        page.setProperty("ground", "board")
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._add_intro()
        self._add_suggestions(profile)
        self._add_what_holds_always()
        self._column.addStretch(1)
        self.setWidgetResizable(True)
        self.setAccessibleName(t("Methods that may fit"))
        self.setWidget(page)

    @property
    def use_buttons(self) -> list[UseButton]:
        """The buttons that give a method to the selected session, from top to bottom."""
        return [button for card in self.cards for button in card.buttons]

    def _add_intro(self) -> None:
        words = t(
            "Hints from what the profile says, with what is known about them. Nothing is applied by itself, and no "
            "method here, alone or with ketamine, promises an effect. A clinician decides."
        )
        self._say(words, ink="text")
        self._head(t("Based on"))
        self._column.addWidget(self.basis)

    def _add_suggestions(self, profile: ClinicalProfile) -> None:
        suggestions = self._guidance.suggestions(profile)
        self._head(t("May fit, by the profile"))
        for suggestion in suggestions:
            self._add(MethodCard(self._theme, self._guidance, suggestion.row, why_suggested(suggestion)))
        if not suggestions:
            self._say(t("Nothing is rated, so nothing is suggested. That does not mean that no method fits."))
        row = self._guidance.of_diagnosis(profile.diagnosis)
        if row is not None and profile.diagnosis is not None:
            titles = "; ".join(self._templates.get(name, name) for name in row.templates)
            title = t("Ketamine for {diagnosis}", diagnosis=t(profile.diagnosis.value))
            self._column.addWidget(diagnosis_card(self._theme, title, row, titles))

    def _add_what_holds_always(self) -> None:
        self._head(t("For every patient"))
        for reminder in self._guidance.reminders:
            self._add(MethodCard(self._theme, self._guidance, reminder, ""))
        self._head(t("Order of steps around a dose"))
        for order in self._guidance.orders:
            self._column.addWidget(order_card(self._theme, order))
        self._head(t("What the letters mean"))
        self._say(letters_words(self._guidance))
        self._say(origin_words(self._guidance))

    def _add(self, card: MethodCard) -> None:
        card.wanted.connect(self.used)
        self.cards.append(card)
        self._column.addWidget(card)

    def _head(self, words: str) -> None:
        px = self._theme.px
        head = plain_label(words, role="small", ink="text2", weight=500)
        head.setProperty("ground", "panel")
        head.setContentsMargins(px(20), px(6), px(20), px(6))
        self._column.addWidget(head)

    def _say(self, words: str, ink: str = "text2") -> None:
        px = self._theme.px
        label = plain_label(words, ink=ink, wraps=True)
        label.setContentsMargins(px(20), px(8), px(20), px(10))
        self._column.addWidget(label)
