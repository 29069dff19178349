"""Whether a window can be opened here at all, found out before the toolkit would abort over it. Imports no toolkit."""

import ctypes
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from kapplanner.domain.errors import PlannerError

_EVERY_WINDOW: Final = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libX11.so.6": "libx11-6",
}
_X11_WINDOW: Final = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""System libraries that the toolkit's wheel leaves to the system, and the Debian and Ubuntu packages that hold them."""

LINUX_PACKAGES: Final = tuple(sorted({*_EVERY_WINDOW.values(), *_X11_WINDOW.values()}))


class NoWindow(PlannerError):
    """No window can be opened on this machine as it is; the sentence says what to do instead."""


def require_screen(environment: Mapping[str, str], load: Callable[[str], Any] = ctypes.CDLL) -> None:
    """Raise NoWindow where there is no screen, it does not answer, or a system library is missing.

    Only Linux needs this: elsewhere a screen and its libraries are part of the system.
    """
    if not sys.platform.startswith("linux"):
        return
    platform = _platform(environment)
    if platform is None:
        raise NoWindow(
            "There is no screen here to open a window on. “kapplanner demo” shows the work without one, and"
            " “kapplanner --help” lists the rest."
        )
    _require_libraries({**_EVERY_WINDOW, **(_X11_WINDOW if platform == "xcb" else {})}, load)
    if platform == "xcb":
        _require_answer(environment.get("DISPLAY", ""), load)
    elif platform == "wayland":
        _require_socket(environment)


def _platform(environment: Mapping[str, str]) -> str | None:
    """The toolkit's way to the screen; None where there is none."""
    chosen = environment.get("QT_QPA_PLATFORM", "").split(";")[0].split(":")[0].strip()
    if chosen in {"", "xcb"} and environment.get("DISPLAY"):
        wants_wayland = environment.get("XDG_SESSION_TYPE") == "wayland" and environment.get("WAYLAND_DISPLAY")
        return "wayland" if wants_wayland and not chosen else "xcb"
    if chosen in {"", "wayland"} and environment.get("WAYLAND_DISPLAY"):
        return "wayland"
    return chosen if chosen not in {"", "xcb", "wayland"} else None


def _require_libraries(needed: Mapping[str, str], load: Callable[[str], Any]) -> None:
    missing = [name for name in needed if not _loads(name, load)]
    if missing:
        raise NoWindow(
            "The window needs system libraries that are not installed: {libraries}. On Debian or Ubuntu install them"
            " with “sudo apt-get install {packages}”. Without a window, “kapplanner demo” works as it is.",
            libraries=", ".join(missing),
            packages=" ".join(sorted({needed[name] for name in missing})),
        )


def _loads(name: str, load: Callable[[str], Any]) -> bool:
    try:
        load(name)
    except OSError:
        return False
    return True


def _require_answer(display: str, load: Callable[[str], Any]) -> None:
    """Ask the X server for a connection, as the toolkit will, and give it back."""
    xcb = load("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    if failed:
        raise _no_answer(display)


def _require_socket(environment: Mapping[str, str]) -> None:
    socket = Path(environment.get("XDG_RUNTIME_DIR", "/")) / environment["WAYLAND_DISPLAY"]
    if not socket.exists():
        raise _no_answer(environment["WAYLAND_DISPLAY"])


def _no_answer(display: str) -> NoWindow:
    return NoWindow(
        "The screen “{display}” does not answer, so no window can be opened. “kapplanner demo” shows the work without"
        " one.",
        display=display,
    )


def missing_by_import(error: ImportError) -> NoWindow:
    """The sentence for a toolkit that could not be loaded at all."""
    return NoWindow(
        "The window toolkit could not be loaded ({reason}). Set the program up again as the README says.",
        reason=str(error)[:200],
    )
