"""Marks that stand on paper in place of colour."""

from enum import StrEnum


class Mark(StrEnum):
    """Shapes that are drawn, because the face has no such glyphs."""

    DIAMOND = "diamond"
    STOP = "stop"
    CAUTION = "caution"
    NOTE = "note"
    QUESTION = "question"
    KEPT = "kept"
    NONE = "none"
