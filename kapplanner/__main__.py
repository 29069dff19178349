"""Start the window, or a verb of the command line."""

import sys
from pathlib import Path

from kapplanner.bootstrap import command_line, open_window
from kapplanner.settings.streams import open_missing_streams


def main() -> None:
    """The command "kapplanner". For the window alone nothing of the command line is loaded."""
    open_missing_streams()
    match sys.argv[1:]:
        case []:
            sys.exit(open_window())
        case ["--library", place] if place.strip():
            sys.exit(open_window(Path(place)))
        case arguments:
            sys.exit(command_line(arguments))


if __name__ == "__main__":
    main()
