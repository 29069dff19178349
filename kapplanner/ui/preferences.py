"""Settings of this machine as the window uses them: kept at once, and the theme follows."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kapplanner.i18n import t
from kapplanner.ui.theme import Theme
from kapplanner.ui.theme.tokens import TEXT_PERCENTS

if TYPE_CHECKING:
    from kapplanner.settings import Settings
    from kapplanner.ui.services import Services


class Preferences(QObject):
    """``kept`` carries the settings that hold from now on, ``said`` why they could not be written."""

    kept = Signal(object)
    said = Signal(str)

    def __init__(self, services: "Services", theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._theme = theme

    def show(self, setting: str, over: QWidget) -> None:
        """Clinic, phones, paper, appearance: applied at once; at the field of a setting where one is named."""
        from kapplanner.ui.dialogs.settings import SettingsDialog  # noqa: PLC0415 - start-up: lists all time zones

        dialog = SettingsDialog(self._theme, self._services.settings, str(self._services.library_path), over)
        dialog.chosen.connect(self.use)
        if setting:
            dialog.show_setting(setting)
        dialog.exec()
        dialog.deleteLater()

    def larger_text(self) -> None:
        self.use_percent(next((p for p in TEXT_PERCENTS if p > self._theme.text_percent), 200))

    def smaller_text(self) -> None:
        self.use_percent(next((p for p in reversed(TEXT_PERCENTS) if p < self._theme.text_percent), 100))

    def usual_text(self) -> None:
        self.use_percent(100)

    def use_percent(self, percent: int) -> None:
        """Text of this size, in percent of the usual one."""
        self.use(replace(self._services.settings, text_percent=percent))

    def use_light(self) -> None:
        self._use_appearance("light")

    def use_dark(self) -> None:
        self._use_appearance("dark")

    def use_contrast(self) -> None:
        self._use_appearance("contrast")

    def use_system(self) -> None:
        self._use_appearance("system")

    def _use_appearance(self, appearance: str) -> None:
        self.use(replace(self._services.settings, appearance=appearance))

    def use(self, settings: "Settings") -> None:
        """Use these settings from now on, and show the window as they say."""
        self.keep(settings)
        if (settings.appearance, settings.text_percent) != (self._theme.appearance, self._theme.text_percent):
            self._theme.choose(settings.appearance, settings.text_percent)
        self.kept.emit(settings)

    def keep(self, settings: "Settings") -> None:
        """Write these settings, and say so where they cannot be written."""
        try:
            self._services.save_settings(settings)
        except OSError as error:
            self.said.emit(t("The settings could not be kept: {reason}", reason=error.strerror or str(error.errno)))


def has_phones(settings: "Settings") -> bool:
    """Whether a patient would find a number on paper, by day and by night."""
    return bool(settings.phone_day.strip() and settings.phone_night.strip())
