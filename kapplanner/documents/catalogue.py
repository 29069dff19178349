"""Finding the kinds of paper: one file each in ``kinds``."""

import importlib
import pkgutil
from functools import cache

from kapplanner.documents import kinds
from kapplanner.documents.kind import DocumentKind
from kapplanner.documents.request import CannotPrint


@cache
def document_kinds() -> tuple[DocumentKind, ...]:
    """All kinds, in the order in which they are listed and printed. A broken file stops the program."""
    found = [
        importlib.import_module(f"{kinds.__name__}.{module.name}").KIND
        for module in pkgutil.iter_modules(kinds.__path__)
    ]
    return tuple(sorted(found, key=lambda kind: (kind.order, kind.id)))


def kind_named(kind_id: str) -> DocumentKind:
    """The kind of an id; a sentence that names the kinds where there is none."""
    for kind in document_kinds():
        if kind.id == kind_id:
            return kind
    raise CannotPrint(
        "There is no document called “{name}”. There are: {kinds}.",
        name=kind_id[:40],
        kinds=", ".join(kind.id for kind in document_kinds()),
    )
