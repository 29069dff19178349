"""Which page of help fits where one is."""

from typing import Final

from PySide6.QtWidgets import QWidget

PAGE_OF: Final = {
    "LibraryPage": "first-plan",
    "GalleryPage": "first-plan",
    "PlanView": "board",
    "Inspector": "sessions",
    "AddSessionDialog": "sessions",
    "MoveTo": "sessions",
    "TypeSession": "sessions",
    "DuplicateDaysDialog": "copies",
    "SafetyPanel": "findings",
    "KeepDialog": "keeping",
    "CheckSheet": "keeping",
    "ProfileDialog": "people",
    "RulesPage": "clinic-rules",
    "PrintStudio": "printing",
    "WordsPage": "paper-words",
    "SettingsDialog": "printing",
    "ShareDialog": "sharing",
    "ImportDialog": "sharing",
    "CompareDialog": "safekeeping",
    "ShortcutsSheet": "keyboard",
    "Palette": "keyboard",
}
"""From the class of a part of the window to its page; a part without one belongs to what holds it."""


def page_for(part: QWidget | None) -> str:
    """The id of the page that fits a part of the window, "" where nothing that holds it has one."""
    while part is not None:
        for kind in type(part).__mro__:
            if kind.__name__ in PAGE_OF:
                return PAGE_OF[kind.__name__]
        part = part.parentWidget()
    return ""
