"""Preferences of this machine and user, and the files the program keeps there; never a clinical limit."""

from kapplanner.settings.options import Settings
from kapplanner.settings.store import SettingsStore

__all__ = ["Settings", "SettingsStore"]
