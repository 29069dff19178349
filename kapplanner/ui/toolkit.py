"""Loads the toolkit's core, before everything else of the window.

Once loaded, the toolkit reads the source of every module that is imported after it, to see whether that module may ask
for other spellings of its names (``from __feature__ import …``). None of this program's does; without the reading, the
window is there a twentieth sooner.
"""

import contextlib
from types import ModuleType

import PySide6.QtCore  # noqa: F401 - loading it is what this module is for


def _may_ask(_module: ModuleType) -> bool:
    """What the toolkit takes any module for that mentions it."""
    return True


with contextlib.suppress(ImportError, AttributeError):  # a later toolkit may be built otherwise: only slower then
    import shibokensupport.feature as _feature

    _feature._mod_uses_pyside = _may_ask
