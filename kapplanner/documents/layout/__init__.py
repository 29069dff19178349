"""From plain content to placed pieces on pages: fonts, lines, boxes, tables."""

import sys


def _import_reportlab() -> None:
    """ReportLab loads HarfBuzz where it is installed, 20 ms before the first page; here only texts that need it do."""
    name = "uharfbuzz"
    if name in sys.modules:
        return
    sys.modules[name] = None  # type: ignore[assignment]  # this is how Python says that a module cannot be imported
    try:
        import reportlab.pdfbase.ttfonts  # noqa: F401, PLC0415  # after the line above, not at the top
    finally:
        del sys.modules[name]


_import_reportlab()
