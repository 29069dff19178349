"""What ships with the program: rule sets, templates, words, fonts' licences, pictures."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def resource(*parts: str) -> Path:
    """The path of a shipped file or folder, e.g. resource("rules", "intensive.toml").

    An installed wheel carries the tree inside the package as ``_resources``; a checkout has it beside the package.
    In an editable install of a checkout the copy inside the package may be missing or stale, so the tree beside
    the package wins whenever the project file stands there too.
    """
    beside = _PACKAGE.parent / "resources"
    if (_PACKAGE.parent / "pyproject.toml").is_file() and beside.is_dir():
        return beside.joinpath(*parts)
    return (_PACKAGE / "_resources").joinpath(*parts)
