"""Runs the whole job in one process and prints what it did that it never should: networks, pickles, archives, XML.

    python watched.py FOLDER [window]

An audit hook cannot be taken out again, so this is a process of its own.
"""

import contextlib
import io
import sys
from pathlib import Path

FORBIDDEN_EVENTS = ("socket.", "pickle.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.", "subprocess.")
READERS = ("pickle", "shelve", "zipfile", "tarfile", "yaml", "lxml", "xml.dom", "xml.etree", "xml.sax.expatreader")
"""Modules that read what a received file must never be; printing may load some (the PDF library writes XML)."""
NETWORK = ("PySide6.QtNetwork", "PySide6.QtWebEngine")
found: set[str] = set()


def watch(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(FORBIDDEN_EVENTS):
        found.add(event)


def receive(folder: Path) -> None:
    """Read a plan file and take it in. The database toolkit loads readers of its own, so they are counted before."""
    plan = str(folder / "plan.kap")
    run("new", "gad-two-weeks", "--start", "2026-12-06", "--patient", "Sam R.", "--weight", "72kg", "-o", plan)
    run("check", plan, "--json")
    found.update(name for name in sys.modules if name.startswith(READERS))
    run("import", plan, "--library", str(folder / "library.kapdb"))


def work(folder: Path) -> None:
    """Everything else that is done without a window."""
    plan = str(folder / "plan.kap")
    run("print", plan, "--documents", "all", "-o", str(folder / "out.pdf"))
    run("export", plan, "--to", "ics", "-o", str(folder / "out.ics"))
    run("export", plan, "--to", "kap", "-o", str(folder / "out.kap"))
    run("rules", "intensive")
    run("templates")
    run("schema")


def run(*arguments: str) -> None:
    from kapplanner.bootstrap import command_line

    with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO(), encoding="utf-8")):
        assert command_line(arguments) in {0, 1}, arguments


def window(folder: Path) -> None:
    from PySide6.QtWidgets import QApplication

    from kapplanner.bootstrap import Program
    from kapplanner.settings.folders import user_folders
    from kapplanner.ui.theme import Theme
    from kapplanner.ui.window import MainWindow

    app = QApplication(["kapplanner"])
    theme = Theme()
    theme.apply(app)
    shown = MainWindow(Program(user_folders(), folder / "library.kapdb"), theme)
    shown.show()
    shown.furnish()
    _until(app, lambda: shown.bench.desk.library is not None)
    shown.bench.open_sample()
    _until(app, lambda: shown.bench.plan_page is not None)
    shown.bench.new_plan()
    app.processEvents()
    shown.close()


def _until(app: object, holds: object) -> None:
    import time

    end = time.monotonic() + 20
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < end, "the window did not get there"
        app.processEvents()  # type: ignore[attr-defined]


if __name__ == "__main__":
    sys.addaudithook(watch)
    receive(Path(sys.argv[1]))
    work(Path(sys.argv[1]))
    if "window" in sys.argv:
        window(Path(sys.argv[1]))
    found.update(name for name in sys.modules if name.startswith(NETWORK))
    print("\n".join(sorted(found)))
