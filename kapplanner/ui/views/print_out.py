"""Papers go out: as a file that is whole or absent, or on a printer; always of the plan as it is at that moment."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from kapplanner.documents import CannotPrint, PrintRequest, print_pdf
from kapplanner.i18n import t
from kapplanner.settings.files import atomic_write
from kapplanner.ui.bridge import PlanBridge
from kapplanner.ui.services import Services
from kapplanner.ui.views.print_choices import LookPanel
from kapplanner.ui.views.print_documents import DocumentList
from kapplanner.ui.views.print_memory import remember
from kapplanner.ui.views.print_progress import with_progress
from kapplanner.ui.views.printers import ask_for_printer, print_pages

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class GoesOut(QWidget):
    """What has papers to save and print. ``papersMade`` tells that they went out, and whether they were final ones."""

    papersMade = Signal(bool)

    _bridge: PlanBridge
    _services: Services
    documents: DocumentList
    look: LookPanel
    foot: QLabel

    def request(self) -> PrintRequest | None:
        """What would print now; None where nothing is chosen."""
        raise NotImplementedError

    def look_up_words(self) -> None:
        """Take the clinic's words as they are now."""
        raise NotImplementedError

    def make_again(self) -> None:
        """Show the papers anew."""
        raise NotImplementedError

    def ask_and_save(self) -> None:
        """Ask for a file and write the papers there."""
        folder = Path(self._services.settings.last_folder or Path.home())
        suggestion = str(folder / f"{self._bridge.workspace.plan.code}.pdf")
        chosen, _ = QFileDialog.getSaveFileName(self, t("Save PDF"), suggestion, t("PDF files (*.pdf)"))
        if chosen:
            self.save_to(Path(chosen if chosen.lower().endswith(".pdf") else f"{chosen}.pdf"))

    def save_to(self, path: Path) -> bool:
        """Write the papers of the plan as it is now; the file appears whole or not at all."""
        pdf = self._fresh_pdf()
        if pdf is None:
            return False
        try:
            atomic_write(path, pdf[1])
        except OSError as error:
            why = error.strerror or str(error)
            self._bridge.refused.emit(
                t("The file {name} could not be written: {why}. Choose another folder.", name=path.name, why=why)
            )
            return False
        final = pdf[0].final
        self._bridge.announce(t("Saved {name}.", name=path.name))
        where = {"name": path.name, "folder": str(path.parent)}
        self.foot.setText(
            t("Saved {name} in {folder}.", **where) if final else t("Saved {name} in {folder}, as drafts.", **where)
        )
        remember(self._bridge.workspace.plan, self._services, self.documents, self.look)
        self.papersMade.emit(final)
        return True

    def ask_and_print(self) -> None:
        """Ask for a printer and print the papers there."""
        printer = ask_for_printer(self)
        if printer is not None:
            self.print_on(printer)

    def print_on(self, printer: "QPrinter") -> bool:
        """Print the papers of the plan as it is now, page by page as pictures of the very same file."""
        fresh = self._fresh_pdf(on_paper=True)
        if fresh is None:
            return False
        request, pdf = fresh
        if not print_pages(printer, pdf, request.paper):
            self._bridge.refused.emit(t("The printer did not take the papers. Choose another, or save a PDF."))
            return False
        remember(self._bridge.workspace.plan, self._services, self.documents, self.look)
        self.papersMade.emit(request.final)
        return True

    def _fresh_pdf(self, *, on_paper: bool = False) -> tuple[PrintRequest, bytes] | None:
        """The file for the plan as it is at this moment, with the time of printing; None where it cannot be.

        Paper asks for no password and carries no file.
        """
        self.look_up_words()
        request = self.request()
        if request is None:
            return None
        if self.look.password.is_refused and not on_paper:
            self.look.password.setFocus(Qt.FocusReason.OtherFocusReason)
            self._bridge.refused.emit(self.look.password.reason.text())
            return None
        if on_paper:
            request = replace(request, password="", carries_plan=False)
        try:
            pdf = with_progress(self, lambda watch: print_pdf(request, watch))
        except CannotPrint as refusal:
            self._bridge.refuse(refusal)
            self.make_again()
            return None
        return None if pdf is None else (request, pdf)
