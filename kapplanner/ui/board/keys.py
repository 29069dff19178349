"""The keys of the board: which key asks for what."""

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

_KEYS = Qt.Key
_NONE = Qt.KeyboardModifier.NoModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier


class Asked(StrEnum):
    """What a key on the board asks for."""

    LEFT = "day before"
    RIGHT = "day after"
    UP = "stop before"
    DOWN = "stop after"
    FIRST = "first of the day"
    LAST = "last of the day"
    PAGE_BACK = "week before"
    PAGE_FORWARD = "week after"
    OPEN = "open"
    TOGGLE = "select or not"
    CLEAR = "clear"
    ADD = "add"
    DELETE = "delete"
    MOVE_LEFT = "move a day back"
    MOVE_RIGHT = "move a day on"
    MOVE_UP = "move a step earlier"
    MOVE_DOWN = "move a step later"
    FINE_UP = "move five minutes earlier"
    FINE_DOWN = "move five minutes later"
    SHORTER = "shorter"
    LONGER = "longer"
    DUPLICATE = "duplicate"
    MOVE_TO = "move to"
    SAME_KIND = "all of this kind"
    ALL = "all"
    CUT = "cut"
    COPY = "copy"
    PASTE = "paste"
    ALL_EARLIER = "move all that follow a day back"
    ALL_LATER = "move all that follow a day on"


KEYS: Final = {
    (_KEYS.Key_Left, _NONE): Asked.LEFT,
    (_KEYS.Key_Right, _NONE): Asked.RIGHT,
    (_KEYS.Key_Up, _NONE): Asked.UP,
    (_KEYS.Key_Down, _NONE): Asked.DOWN,
    (_KEYS.Key_Home, _NONE): Asked.FIRST,
    (_KEYS.Key_End, _NONE): Asked.LAST,
    (_KEYS.Key_PageUp, _NONE): Asked.PAGE_BACK,
    (_KEYS.Key_PageDown, _NONE): Asked.PAGE_FORWARD,
    (_KEYS.Key_Return, _NONE): Asked.OPEN,
    (_KEYS.Key_Enter, _NONE): Asked.OPEN,
    (_KEYS.Key_F2, _NONE): Asked.OPEN,
    (_KEYS.Key_Space, _NONE): Asked.TOGGLE,
    (_KEYS.Key_Space, _CTRL): Asked.TOGGLE,
    (_KEYS.Key_Escape, _NONE): Asked.CLEAR,
    (_KEYS.Key_Insert, _NONE): Asked.ADD,
    (_KEYS.Key_Return, _CTRL): Asked.ADD,
    (_KEYS.Key_Enter, _CTRL): Asked.ADD,
    (_KEYS.Key_Delete, _NONE): Asked.DELETE,
    (_KEYS.Key_Backspace, _NONE): Asked.DELETE,
    (_KEYS.Key_Left, _CTRL): Asked.MOVE_LEFT,
    (_KEYS.Key_Right, _CTRL): Asked.MOVE_RIGHT,
    (_KEYS.Key_Up, _CTRL): Asked.MOVE_UP,
    (_KEYS.Key_Down, _CTRL): Asked.MOVE_DOWN,
    (_KEYS.Key_Up, _CTRL | _ALT): Asked.FINE_UP,
    (_KEYS.Key_Down, _CTRL | _ALT): Asked.FINE_DOWN,
    (_KEYS.Key_Up, _CTRL | _SHIFT): Asked.SHORTER,
    (_KEYS.Key_Down, _CTRL | _SHIFT): Asked.LONGER,
    (_KEYS.Key_D, _CTRL): Asked.DUPLICATE,
    (_KEYS.Key_G, _CTRL | _SHIFT): Asked.MOVE_TO,
    (_KEYS.Key_A, _CTRL | _SHIFT): Asked.SAME_KIND,
    (_KEYS.Key_A, _CTRL): Asked.ALL,
    (_KEYS.Key_X, _CTRL): Asked.CUT,
    (_KEYS.Key_C, _CTRL): Asked.COPY,
    (_KEYS.Key_V, _CTRL): Asked.PASTE,
    (_KEYS.Key_Left, _CTRL | _SHIFT): Asked.ALL_EARLIER,
    (_KEYS.Key_Right, _CTRL | _SHIFT): Asked.ALL_LATER,
}
"""Ctrl is Cmd on macOS. Ctrl+G, undo and the views belong to the whole plan view."""


def asked_by(event: QKeyEvent) -> Asked | None:
    """What a key press asks for, None where the board has no use for it."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return KEYS.get((Qt.Key(event.key()), modifiers))


def shortcut_words(asked: Asked) -> str:
    """The first key of an act as the platform writes it."""
    key, modifiers = next(combination for combination, act in KEYS.items() if act is asked)
    return QKeySequence(QKeyCombination(modifiers, key)).toString(QKeySequence.SequenceFormat.NativeText)
