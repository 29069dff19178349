"""The one word, one shape and one pattern by which a kind of session or a tier of finding is known everywhere."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtGui import QColor

from kapplanner.domain.kinds import Route, SessionKind
from kapplanner.domain.library import PlanStatus
from kapplanner.rules.tier import Tier


class Edge(StrEnum):
    """The pattern at the left edge of a card, or around it."""

    FILLED = "filled"
    SOLID = "solid"
    DOUBLE = "double"
    DOTTED = "dotted"
    DASHED = "dashed"
    SAW = "saw"
    OUTLINE = "outline"


@dataclass(frozen=True, slots=True)
class KindLook:
    """How a kind of session looks: its word (translated), icon name, colours and edge; ``token`` is its colour name."""

    word: str
    icon: str
    mark: QColor
    tint: QColor
    ink: QColor
    edge: Edge
    token: str


@dataclass(frozen=True, slots=True)
class TierLook:
    """How a tier looks: its word (translated), icon name and colours; ``on_mark`` is text on the mark itself."""

    word: str
    icon: str
    mark: QColor
    tint: QColor
    ink: QColor
    on_mark: QColor
    token: str


KIND_PARTS: Final = {
    SessionKind.MEDICINE: ("med", "Medicine", "rhombus", Edge.FILLED),
    SessionKind.PREPARATION: ("prep", "Preparation", "compass-outline", Edge.SOLID),
    SessionKind.INTEGRATION: ("integ", "Integration", "vector-link", Edge.DOUBLE),
    SessionKind.MEASURE: ("meas", "Measure", "gauge", Edge.DOTTED),
    SessionKind.REST: ("rest", "Rest", "sofa-outline", Edge.OUTLINE),
    SessionKind.FOLLOW_UP: ("follow", "Follow-up", "phone-outline", Edge.DASHED),
    SessionKind.PRACTICE: ("prac", "Practice", "meditation", Edge.SAW),
    SessionKind.SCREENING: ("screen", "Screening", "stethoscope", Edge.SOLID),
    SessionKind.TRAVEL: ("screen", "Travel", "bag-suitcase-outline", Edge.OUTLINE),
}

TIER_PARTS: Final = {
    Tier.STOP: ("stop", "Stop", "alert-octagon"),
    Tier.CAUTION: ("caut", "Caution", "alert"),
    Tier.NOTE: ("note", "Note", "information-outline"),
}

KEPT_ICON: Final = "comment-check-outline"
UNKNOWN_ICON: Final = "help-circle-outline"
FITS_ICON: Final = "check-circle-outline"

ROUTE_ICONS: Final = {
    Route.SL: "pill",
    Route.PO: "cup-water",
    Route.IN: "spray",
    Route.ESK: "spray",
    Route.IM: "needle",
    Route.SC: "needle",
    Route.IV: "iv-bag",
}

STATUS_PARTS: Final = {
    PlanStatus.DRAFT: ("Draft", "pencil-outline"),
    PlanStatus.CHECKED: ("Checked", "check-circle-outline"),
    PlanStatus.PRINTED: ("Printed", "printer-outline"),
    PlanStatus.RUNNING: ("Running", "play-circle-outline"),
    PlanStatus.FOLLOW_UP: ("Follow-up", "phone-outline"),
    PlanStatus.FINISHED: ("Finished", "flag-checkered"),
    PlanStatus.RECEIVED: ("Received", "tray-arrow-down"),
    PlanStatus.SAMPLE: ("Sample", "flask-outline"),
}
"""Word (for translation) and icon of each status of a plan."""

ROUTE_NAMES: Final = {
    Route.SL: "Lozenge, under the tongue (SL)",
    Route.PO: "Swallowed, oral (PO)",
    Route.IN: "Nasal spray, ketamine (IN)",
    Route.ESK: "Nasal spray, esketamine (ESK)",
    Route.IM: "Injection, intramuscular (IM)",
    Route.SC: "Injection, under the skin (SC)",
    Route.IV: "Drip, intravenous (IV)",
}
"""Full words (for translation) wherever a route is chosen."""

ROUTE_WORDS: Final = {
    Route.SL: "Lozenge",
    Route.PO: "Oral",
    Route.IN: "Nasal",
    Route.ESK: "Esketamine",
    Route.IM: "Injection IM",
    Route.SC: "Injection SC",
    Route.IV: "Drip",
}
"""Short words (for translation) on cards."""
