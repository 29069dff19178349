"""The way to a page that is made when it is asked for and let go when it is left."""

from typing import Generic, Protocol, TypeVar, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from kapplanner.ui.services import Services
from kapplanner.ui.theme import Theme


class Keeper(Protocol):
    """Holds what is written on a page."""

    def keep_now(self) -> bool: ...


class Written(Protocol):
    """A page on which something is written, that can be left."""

    left: Signal

    @property
    def desk(self) -> Keeper: ...


P = TypeVar("P", bound=Written)


class Door(QObject, Generic[P]):
    """Holds the page while there is one. ``left``: back to where one came from; ``made`` carries a new page."""

    made = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, services: Services, pages: QStackedWidget) -> None:
        super().__init__(pages)
        self._theme, self._services, self._pages = theme, services, pages
        self.page: P | None = None

    def _enter(self, page: P) -> P:
        """Put the page in place of the one before."""
        self.close()
        page.left.connect(self.left)  # type: ignore[attr-defined]
        self.page = page
        self._pages.addWidget(cast(QWidget, page))
        self.made.emit(page)
        return page

    def close(self) -> None:
        """Keep what is written as far as it can be, and let the page go."""
        page, self.page = self.page, None
        if page is not None:
            page.desk.keep_now()
            self._pages.removeWidget(cast(QWidget, page))
            cast(QWidget, page).deleteLater()
