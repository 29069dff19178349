"""The printers of this machine, as far as it can print at all, and pages put on them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QDialog, QWidget

from kapplanner.documents.preview import page_count, render_page
from kapplanner.ui.views.print_pages import image_of

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_DPI = 300


def has_printer() -> bool:
    """Whether there is a printer to choose. A machine without the print system's library has none."""
    try:
        from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415 - needs libcups, which a machine may lack
    except ImportError:
        return False
    return bool(QPrinterInfo.availablePrinterNames())


def ask_for_printer(parent: QWidget) -> "QPrinter | None":
    """The printer a person chose, with copies and pages as they asked; None where they left the dialog."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - only once has_printer() is true

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if accepted else None


def print_pages(printer: "QPrinter", pdf: bytes, paper: str) -> bool:
    """Print a file page by page as pictures, each in its own orientation; False where the printer takes nothing."""
    size = QPageSize.PageSizeId.Letter if paper == "letter" else QPageSize.PageSizeId.A4
    printer.setPageSize(QPageSize(size))
    printer.setFullPage(True)
    painter = QPainter()
    for index in _pages_asked_for(printer, page_count(pdf)):
        picture = image_of(render_page(pdf, index, _width_in_dots(paper)))
        sideways = picture.width() > picture.height()
        printer.setPageOrientation(QPageLayout.Orientation.Landscape if sideways else QPageLayout.Orientation.Portrait)
        if painter.isActive():
            printer.newPage()
        elif not painter.begin(printer):
            return False
        page = printer.pageLayout().fullRectPixels(printer.resolution())
        painter.drawImage(QRectF(0, 0, page.width(), page.height()), picture)
    painter.end()
    return True


def _pages_asked_for(printer: "QPrinter", count: int) -> range:
    """The places of the pages that the print dialog was asked for, all where no range was given."""
    first, last = printer.fromPage(), printer.toPage()
    return range(first - 1, min(last, count)) if first > 0 and last > 0 else range(count)


def _width_in_dots(paper: str) -> int:
    """The long side of a page at the printer's resolution: enough for either way round."""
    return round((11.0 if paper == "letter" else 11.69) * _DPI)
