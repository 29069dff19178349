"""How anxiety shows itself: six ways, each rated from absent to strong, or not rated, which is not absent."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kapplanner.domain.people import Presentation, PresentationStrength
from kapplanner.i18n import t
from kapplanner.ui.editors.choices import ChoiceCombo, Option
from kapplanner.ui.editors.group import Group
from kapplanner.ui.theme import Theme

FACT: Final = "profile.presentation"


def presentation_words(presentation: Presentation) -> str:
    """A way in which anxiety shows itself, as it stands before its rating."""
    return {
        Presentation.COGNITIVE: t("Worry, rumination"),
        Presentation.SOMATIC: t("Tension, bodily feelings"),
        Presentation.BEHAVIOURAL: t("Avoidance, safety behaviours"),
        Presentation.ORIGIN_IN_EVENTS: t("Origin in trauma or an event"),
        Presentation.INTRUSIVE_IMAGES: t("Intrusive images"),
        Presentation.PROTECTIVE_PARTS: t("Protective parts, shame"),
    }[presentation]


def rating_words(strength: int | None) -> str:
    """A rating in words; None where nobody rated."""
    if strength is None:
        return t("Not rated")
    return (t("0, absent"), t("1, slight"), t("2, clear"), t("3, strong"))[strength]


def field_of(presentation: Presentation) -> str:
    """The name under which the profile leads to the rating of one presentation."""
    return f"{FACT}.{presentation.value}"


class PresentationEditor(QWidget):
    """A rating for each presentation. ``changed`` carries all of them in the order of ``Presentation``."""

    changed = Signal(object)

    def __init__(self, theme: Theme, group: Group) -> None:
        super().__init__()
        self._ratings: dict[Presentation, int] = {}
        self.combos: dict[Presentation, ChoiceCombo] = {}
        for presentation in Presentation:
            words = presentation_words(presentation)
            combo = ChoiceCombo(theme, words)
            combo.set_options(tuple(Option(rating_words(strength), strength) for strength in (None, 0, 1, 2, 3)))
            combo.setProperty("presentation", presentation.value)
            combo.chosen.connect(self._rated)
            group.add_row(words, combo)
            self.combos[presentation] = combo

    def set_value(self, value: tuple[PresentationStrength, ...]) -> None:
        """Show the ratings."""
        self._ratings = {entry.presentation: entry.strength for entry in value}
        for presentation, combo in self.combos.items():
            combo.set_value(self._ratings.get(presentation))

    def _rated(self, strength: int | None) -> None:
        combo = self.sender()
        if not isinstance(combo, ChoiceCombo):
            return
        rated: dict[Presentation, int | None] = {
            **self._ratings,
            Presentation(combo.property("presentation")): strength,
        }
        entries = ((presentation, rated.get(presentation)) for presentation in Presentation)
        self.changed.emit(tuple(PresentationStrength(p, n) for p, n in entries if n is not None))
