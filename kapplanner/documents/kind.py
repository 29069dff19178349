"""A kind of paper."""

from collections.abc import Callable
from dataclasses import dataclass

from kapplanner.documents.content import Reader, Sheet
from kapplanner.documents.request import PrintRequest


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A printed kind. ``title`` is a text for translation, ``order`` its place in lists, ``write`` its content.

    ``in_patient_pack``: printed with "patient pack". ``stands_in``: id of the kind whose pages already hold it.
    """

    id: str
    title: str
    reader: Reader
    order: int
    write: Callable[[PrintRequest], tuple[Sheet, ...]]
    in_patient_pack: bool = False
    stands_in: str = ""
