"""How everything looks: tokens, type, icons, patterns, and the Theme that joins them."""

from kapplanner.ui.theme.looks import (
    FITS_ICON,
    KEPT_ICON,
    ROUTE_ICONS,
    ROUTE_NAMES,
    ROUTE_WORDS,
    STATUS_PARTS,
    UNKNOWN_ICON,
    Edge,
    KindLook,
    TierLook,
)
from kapplanner.ui.theme.theme import APPEARANCES, Theme

__all__ = [
    "APPEARANCES",
    "FITS_ICON",
    "KEPT_ICON",
    "ROUTE_ICONS",
    "ROUTE_NAMES",
    "ROUTE_WORDS",
    "STATUS_PARTS",
    "UNKNOWN_ICON",
    "Edge",
    "KindLook",
    "Theme",
    "TierLook",
]
