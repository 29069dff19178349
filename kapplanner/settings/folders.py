"""Where this program keeps its files on this machine."""

from dataclasses import dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True, slots=True)
class Folders:
    """The user's folders for settings, the library, the clinic's own rule sets and words of papers, and the log."""

    settings_file: Path
    library: Path
    rules: Path
    words: Path
    log_file: Path


def user_folders() -> Folders:
    """The folders that the system's habits name; nothing is created."""
    config = Path(platformdirs.user_config_dir("kapplanner", appauthor=False))
    data = Path(platformdirs.user_data_dir("kapplanner", appauthor=False))
    log = Path(platformdirs.user_log_dir("kapplanner", appauthor=False))
    return Folders(
        settings_file=config / "settings.toml",
        library=data / "library.kapdb",
        rules=data / "rules",
        words=data / "words",
        log_file=log / "kapplanner.log",
    )
