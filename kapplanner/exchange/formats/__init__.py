"""One file per format. A file here that defines ``FORMAT`` is a format; nothing else needs to name it.

Only the module of the format asked for is imported, because some bring large libraries with them.
"""

from importlib import import_module
from pkgutil import iter_modules

from kapplanner.domain.errors import NotFound
from kapplanner.exchange.format import Format


def format_names() -> tuple[str, ...]:
    """The ids of all formats, in order of the alphabet."""
    return tuple(sorted(module.name for module in iter_modules(__path__)))


def format_named(name: str) -> Format:
    """The format of that id, or a sentence that lists the ones there are."""
    if name not in format_names():
        raise NotFound(
            "There is no format “{name}”. Choose one of: {formats}.", name=name[:40], formats=", ".join(format_names())
        )
    found = import_module(f"{__name__}.{name}").FORMAT
    assert isinstance(found, Format)
    return found
