"""Copied sessions on the system's clipboard: for this program as a document, for every other one as lines to read."""

from typing import Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard

from kapplanner.codec.clips import Clip, clip_to_document, document_to_clip
from kapplanner.domain.errors import NotFound

MIME: Final = "application/x-kapplanner-sessions"


class SessionClipboard:
    """Puts sessions on a clipboard and takes them from it, also what another window of the program put there."""

    def __init__(self, clipboard: QClipboard) -> None:
        self._clipboard = clipboard

    def put(self, clip: Clip, text: str) -> None:
        """Lay copied sessions on the clipboard, with ``text`` for programs that know no sessions."""
        data = QMimeData()
        data.setData(MIME, clip_to_document(clip))
        data.setText(text)
        self._clipboard.setMimeData(data)

    def take(self) -> Clip:
        """The sessions on the clipboard, which keeps them; a PlannerError where it holds none that can be read."""
        data = self._clipboard.mimeData()
        if data is None or not data.hasFormat(MIME):
            raise NotFound("There are no sessions to paste. Select sessions and copy them first.")
        return document_to_clip(bytes(data.data(MIME).data()))
