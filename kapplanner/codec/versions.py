"""Format marker and version of the plan file: which documents this program can read."""

import re
from typing import Any, Final

from kapplanner.codec.refused import DocumentRefused

FORMAT: Final = "kapplanner-plan"
MAJOR: Final = 1
MINOR: Final = 0
VERSION: Final = f"{MAJOR}.{MINOR}"
_PATTERN: Final = re.compile(r"(0|[1-9][0-9]{0,3})\.(0|[1-9][0-9]{0,3})\Z")


def readable_version(document: dict[str, Any]) -> str:
    """The document's version where this program can read it; a DocumentRefused otherwise.

    The same major version is readable. A newer minor version may hold fields this program does not know: they are
    carried along. A newer major version is refused, because what it says may mean something else.
    """
    if document.get("format") != FORMAT:
        raise DocumentRefused("This is not a KAP Planner plan: the mark “{mark}” is missing.", mark=FORMAT)
    version = document.get("version")
    match = _PATTERN.match(version) if isinstance(version, str) else None
    if match is None:
        raise DocumentRefused("The plan file does not say its version as text such as “{version}”.", version=VERSION)
    major = int(match[1])
    if major > MAJOR:
        raise DocumentRefused(
            "This plan was written by a newer version of KAP Planner (format {version}; this program reads up to "
            "{major}). Update KAP Planner to open it. The file was not changed.",
            version=match[0],
            major=f"{MAJOR}.x",
        )
    if major < MAJOR:
        raise DocumentRefused("There is no plan format {version}.", version=match[0])
    return match[0]


def is_newer_minor(version: str) -> bool:
    """Whether a readable version may hold fields that this program does not know."""
    return int(version.partition(".")[2]) > MINOR
