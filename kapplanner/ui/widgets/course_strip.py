"""The course of a plan as a strip: one cell a day, medicine at full height, other days lower, told apart by form."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kapplanner.domain.kinds import SessionKind
from kapplanner.ui.theme import Theme

LOWER_SHARE = 0.42
_KINDS = {
    "P": SessionKind.PREPARATION,
    "I": SessionKind.INTEGRATION,
    "R": SessionKind.REST,
    "F": SessionKind.FOLLOW_UP,
    "S": SessionKind.SCREENING,
    "T": SessionKind.TRAVEL,
}


def paint_course(
    painter: QPainter, theme: Theme, course: str, box: QRectF, cell: float = 14, *, align_right: bool = False
) -> None:
    """Paint a course of one letter a day into a box, standing on its foot; ``cell`` is px a day at most."""
    if not course:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    step = min(cell, box.width() / len(course))
    gap = 2 * theme.scale if step >= 6 * theme.scale else step * 0.2
    left = box.right() - step * len(course) + gap if align_right else box.left()
    for letter in course:
        _paint_day(painter, theme, letter, QRectF(left, box.top(), step - gap, box.height()))
        left += step
    painter.restore()


def _paint_day(painter: QPainter, theme: Theme, letter: str, cell: QRectF) -> None:
    radius = min(2.0, cell.width() / 4) * theme.scale
    low = QRectF(cell.left(), cell.bottom() - cell.height() * LOWER_SHARE, cell.width(), cell.height() * LOWER_SHARE)
    if letter == "M":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("med"))
        painter.drawRoundedRect(cell, radius, radius)
    elif letter == "P":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("prep"))
        painter.drawRoundedRect(low, radius, radius)
    elif letter in _KINDS:
        _paint_outlined(painter, theme, letter, low, radius)
    else:
        painter.setPen(QPen(theme.color("control"), 1))
        foot = cell.bottom() - 0.5
        painter.drawLine(QPointF(cell.left() + 1, foot), QPointF(cell.right() - 1, foot))


def _paint_outlined(painter: QPainter, theme: Theme, letter: str, low: QRectF, radius: float) -> None:
    look = theme.kind(_KINDS[letter])
    pen = QPen(look.mark, 1 * theme.scale)
    if letter in "RT":
        pen.setDashPattern([2, 1.5])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush if letter == "R" else look.tint)
    inset = pen.widthF() / 2
    painter.drawRoundedRect(low.adjusted(inset, inset, -inset, -inset), radius, radius)
    if letter == "F":
        painter.fillRect(QRectF(low.left() + inset, low.center().y() - 0.5, low.width() - 2 * inset, 1), look.mark)


class CourseStrip(QWidget):
    """A course strip as a widget, for the first-run cards and lists of templates. It is a picture, not a control."""

    def __init__(self, theme: Theme, course: str = "", *, cell: int = 14, height: int = 22) -> None:
        super().__init__()
        self._theme = theme
        self._course = course
        self._cell = cell
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_course(self, course: str, words: str = "") -> None:
        """Show another course, said in words for assistive technology."""
        self._course = course
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(self._cell * max(1, len(self._course))), self._theme.px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        if len(self._course) == 1 and self._course != "M":
            # A single low day stands for its kind in a legend: it is drawn in the middle of the line.
            low = self._theme.px(9)
            box = QRectF(0, box.center().y() + low / 2 - low / LOWER_SHARE, box.width(), low / LOWER_SHARE)
        paint_course(painter, self._theme, self._course, box, self._theme.px(self._cell))
        painter.end()
