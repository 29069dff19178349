"""The pages as they will print: a list of small ones, one large, and its words to read."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kapplanner.documents.preview import PageImage
from kapplanner.i18n import t
from kapplanner.ui.editors.parts import icon_button, text_label
from kapplanner.ui.theme import Theme
from kapplanner.ui.views.print_choices import Switch
from kapplanner.ui.views.print_job import Papers
from kapplanner.ui.widgets.texts import tooltip_text

THUMB = 66
ZOOMS = (50, 64, 80, 100, 125, 150, 200)
_FIT = 0
_TIGHT = 380
_DOTS = 96
_POINTS = 72
_UPRIGHT = (595.0, 842.0)


def image_of(page: PageImage) -> QImage:
    """A page as a picture of the toolkit, with pixels of its own."""
    return QImage(page.rgba, page.width, page.height, page.width * 4, QImage.Format.Format_RGBA8888).copy()


class PageArea(QScrollArea):
    """Holds the large page. ``resized`` tells that there is another room for it."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class PageView(QFrame):
    """``pictureWanted`` asks for the current page at a width in pixels."""

    pictureWanted = Signal(int, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._papers: Papers | None = None
        self._zoom = _FIT
        self._width_now = 0
        self._is_roomy = True
        self.setProperty("ground", "window")
        self.setAccessibleName(t("Pages"))
        self.mode = Switch(t("Show pages as"), ((t("Preview"), 0), (t("Read as text"), 1)))
        self.mode.set_value(0)
        self.previous = icon_button(theme, "chevron-left", t("Previous page"))
        self.next = icon_button(theme, "chevron-right", t("Next page"))
        self.number = text_label()
        self.smaller = icon_button(theme, "magnify-minus-outline", t("Smaller"))
        self.zoom_words = text_label(role="small", ink="text2")
        self.larger = icon_button(theme, "magnify-plus-outline", t("Larger"))
        self.fit = icon_button(theme, "fit-to-page-outline", t("Fit the page"))
        self.thumbs = QListWidget()
        self.thumbs.setAccessibleName(t("List of pages"))
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setAccessibleName(t("Words of the page"))
        self.message = text_label(ink="text2", wraps=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        px = self._theme.px
        bar = self._bar = QFrame()
        bar.setProperty("ground", "panel")
        bar.setProperty("rule", "bottom")
        tools = self._tools = QHBoxLayout()
        for part in (None, self.previous, self.number, self.next, None):
            tools.addStretch(1) if part is None else tools.addWidget(part)
        for part in (self.smaller, self.zoom_words, self.larger, self.fit):
            tools.addWidget(part)
        row = self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, bar)
        row.addWidget(self.mode, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(tools, 1)
        self.thumbs.setViewMode(QListWidget.ViewMode.IconMode)
        self.thumbs.setFlow(QListWidget.Flow.TopToBottom)
        self.thumbs.setWrapping(False)
        self.thumbs.setMovement(QListWidget.Movement.Static)
        self.thumbs.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.thumbs.setWordWrap(True)
        self.thumbs.setProperty("ground", "window")
        self.area = PageArea()
        self.area.setAccessibleName(t("Page"))
        self.area.setProperty("page", "true")
        self.area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area.setWidget(self.picture)
        self.stack = QStackedWidget()
        message = QWidget()
        box = QVBoxLayout(message)
        box.setContentsMargins(px(32), px(32), px(32), px(32))
        box.addWidget(self.message)
        box.addStretch(1)
        for page in (self.area, self.words, message):
            self.stack.addWidget(page)
        self.stack.setCurrentIndex(2)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.thumbs)
        body.addWidget(self.stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addLayout(body, 1)
        self._fit()

    def _fit(self) -> None:
        """Bar, small pages and their words grow with the text."""
        px = self._theme.px
        tight = not self._is_roomy and self.width() < px(_TIGHT)
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if tight else QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(px(2 if tight else 6))
        self._row.setContentsMargins(px(14), px(4 if tight else 0), px(14), px(4 if tight else 0))
        self._bar.setFixedHeight(px(72 if tight else 40))
        self._make_room()
        self.thumbs.setFixedWidth(px(136))
        self.thumbs.setIconSize(QSize(px(THUMB), px(94)))
        self.thumbs.setGridSize(QSize(px(118), px(140)))
        self.thumbs.setFont(self._theme.font("micro"))

    def _make_room(self) -> None:
        """The bar is never narrower than its words."""
        wide = max(self.mode.sizeHint().width(), self._tools.sizeHint().width())
        self.setMinimumWidth(wide + self._theme.px(28))

    def _connect(self) -> None:
        self.mode.picked.connect(self._show_mode)
        self.previous.clicked.connect(self._back)
        self.next.clicked.connect(self._on)
        self.smaller.clicked.connect(self._zoom_out)
        self.larger.clicked.connect(self._zoom_in)
        self.fit.clicked.connect(self._zoom_fit)
        self.thumbs.currentRowChanged.connect(self._page_chosen)
        self.area.resized.connect(self._area_resized)
        self._theme.changed.connect(self._fit)

    @property
    def index(self) -> int:
        """The page shown, from 0; -1 while there is none."""
        return self.thumbs.currentRow()

    def show_roomy(self, roomy: bool) -> None:
        """Show the list of small pages and the figures of the zoom where there is room for them."""
        for part in (self.thumbs, self.zoom_words, self.fit):
            part.setVisible(roomy)
        self._is_roomy = roomy
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_papers(self, papers: Papers) -> None:
        """Show the pages of a file, at the page that was shown before; or why there are none."""
        before = max(0, self.index)
        self._papers = papers
        quiet = self.thumbs.blockSignals(True)
        self.thumbs.clear()
        for n, caption in enumerate(papers.pages, 1):
            item = QListWidgetItem(f"{n}, {caption.place}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, t("Page {n}: {document}, {place}", n=n,
                         document=caption.document, place=caption.place))  # fmt: skip
            item.setToolTip(tooltip_text(caption.place))
            item.setSizeHint(self.thumbs.gridSize())
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            self.thumbs.addItem(item)
        self.thumbs.blockSignals(quiet)
        if papers.refusal is not None and not papers.pages:
            self.show_message(t(papers.refusal.message, **papers.refusal.values))
        else:
            self.thumbs.setCurrentRow(min(before, len(papers.pages) - 1))
            self._page_chosen()

    def show_message(self, words: str) -> None:
        """Say why there is no page to show."""
        self.message.setText(words)
        self.stack.setCurrentIndex(2)
        self._show_number()

    def show_thumbs(self, pictures: tuple[PageImage, ...]) -> None:
        """Give the small pages their pictures."""
        for place, picture in enumerate(pictures):
            item = self.thumbs.item(place)
            if item is not None:
                item.setIcon(QIcon(QPixmap.fromImage(image_of(picture))))

    def show_picture(self, index: int, picture: PageImage) -> None:
        """Show a page large, if it is still the one wanted."""
        if index != self.index:
            return
        pixels = QPixmap.fromImage(image_of(picture))
        pixels.setDevicePixelRatio(self.devicePixelRatioF())
        self.picture.setPixmap(pixels)
        self.picture.setStyleSheet(f"border: 1px solid {self._theme.hex('control')};")
        self.picture.resize(pixels.deviceIndependentSize().toSize() + QSize(2, 2))
        place = self._papers.pages[index].place if self._papers else ""
        self.picture.setAccessibleName(t("Picture of page {n}, {place}", n=index + 1, place=place))
        self._show_mode(1 if self.mode.buttons[1].isChecked() else 0)

    def go_to_page(self, page: int) -> None:
        """Show a page by its number from 1."""
        self.thumbs.setCurrentRow(max(0, min(page, self.thumbs.count()) - 1))

    def _area_resized(self) -> None:
        if self._zoom == _FIT:
            self._ask()

    def _page_chosen(self) -> None:
        self._show_number()
        if self._papers is not None and 0 <= self.index < len(self._papers.texts):
            self.words.setPlainText(self._papers.texts[self.index])
            self._ask(always=True)

    def _show_number(self) -> None:
        count = self.thumbs.count()
        self.number.setText(t("{n} of {total}", n=self.index + 1, total=count) if count else "")
        self._make_room()
        self.previous.setEnabled(self.index > 0)
        self.next.setEnabled(0 <= self.index < count - 1)

    def _show_mode(self, mode: int) -> None:
        if self.thumbs.count():
            self.stack.setCurrentIndex(mode)

    def _back(self) -> None:
        self.thumbs.setCurrentRow(self.index - 1)

    def _on(self) -> None:
        self.thumbs.setCurrentRow(self.index + 1)

    def _zoom_in(self) -> None:
        self._take_zoom(next((z for z in ZOOMS if z > self._percent), ZOOMS[-1]))

    def _zoom_out(self) -> None:
        self._take_zoom(next((z for z in reversed(ZOOMS) if z < self._percent), ZOOMS[0]))

    def _zoom_fit(self) -> None:
        self._take_zoom(_FIT)

    def _take_zoom(self, zoom: int) -> None:
        self._zoom = zoom
        self._ask(always=True)

    @property
    def _percent(self) -> float:
        width, _ = self._page_points()
        return self._width_now / (width * _DOTS / _POINTS) * 100 if width else 100

    def _page_points(self) -> tuple[float, float]:
        """Width and height of the current page in points; an upright A4 sheet while there is none."""
        if self._papers is None or not 0 <= self.index < len(self._papers.pages):
            return _UPRIGHT
        page = self._papers.pages[self.index]
        return page.width, page.height

    def _ask(self, *, always: bool = False) -> None:
        if self._papers is None or self.index < 0:
            return
        width, height = self._page_points()
        if self._zoom == _FIT:
            room = self.area.viewport().size()
            margin = self._theme.px(32)
            wanted = min(room.width() - margin, (room.height() - margin) * width / height)
        else:
            wanted = width * _DOTS / _POINTS * self._zoom / 100
        wanted = max(120, round(wanted))
        if wanted == self._width_now and not always:
            return
        self._width_now = wanted
        self.zoom_words.setText(t("{n} %", n=round(self._percent)))
        self.pictureWanted.emit(self.index, round(wanted * self.devicePixelRatioF()))
