"""Patterns that survive grey print and red-green blindness: card edges, observation lines, stripes, dots, dashes."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from kapplanner.ui.theme.looks import Edge

EDGE_WIDTH = 4
DOUBLE_WIDTH = 6


def paint_edge(painter: QPainter, box: QRectF, edge: Edge, color: QColor, scale: float = 1.0) -> None:
    """Draw the left edge of a card inside its box, or the outline around it, in the kind's mark colour."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    width = EDGE_WIDTH * scale
    if edge is Edge.SOLID:
        painter.drawRect(QRectF(box.left(), box.top(), width, box.height()))
    elif edge is Edge.DOUBLE:
        for left in (0.0, 4.0 * scale):
            painter.drawRect(QRectF(box.left() + left, box.top(), 2 * scale, box.height()))
    elif edge in {Edge.DOTTED, Edge.DASHED}:
        _paint_broken(painter, box, width, (4 if edge is Edge.DOTTED else 9) * scale, 3 * scale)
    elif edge is Edge.SAW:
        _paint_saw(painter, box, width, 6 * scale)
    elif edge is Edge.OUTLINE:
        paint_dashed_box(painter, box, color, scale)
    painter.restore()


def _paint_broken(painter: QPainter, box: QRectF, width: float, on: float, off: float) -> None:
    top = box.top()
    while top < box.bottom():
        painter.drawRect(QRectF(box.left(), top, width, min(on, box.bottom() - top)))
        top += on + off


def _paint_saw(painter: QPainter, box: QRectF, width: float, height: float) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    top = box.top()
    while top < box.bottom():
        points = (QPointF(box.left(), top), QPointF(box.left() + width, top + height / 2))
        painter.drawPolygon(QPolygonF([*points, QPointF(box.left(), top + height)]))
        top += height


def paint_dashed_box(painter: QPainter, box: QRectF, color: QColor, scale: float = 1.0, radius: float = 5) -> None:
    """Draw a dashed outline just inside a box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(color, max(1.0, scale))
    pen.setDashPattern([4, 3])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = pen.widthF() / 2
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), radius * scale, radius * scale)
    painter.restore()


def paint_lines(painter: QPainter, box: QRectF, color: QColor, *, width: float = 1.5, pitch: float = 9) -> None:
    """Fill a box with 45 degree lines that rise to the right, ``pitch`` px apart, phase fixed to the box's corner."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(color, width))
    step = pitch * 2**0.5
    left = box.left() - box.height()
    while left < box.right() + box.height():
        low, high = QPointF(left, box.bottom()), QPointF(left + box.height(), box.top())
        painter.drawLine(low, high)
        left += step
    painter.restore()


def stripe_brush(color: QColor, ground: QColor, ratio: float = 1.0, scale: float = 1.0) -> QBrush:
    """Stripes of a place that a Stop forbids: 45 degrees, 1.5 px wide, each 10.5 px, as a tile."""
    side = max(4, round(10.5 * 2**0.5 * scale))
    tile = _tile(side, ground, ratio)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, 1.5 * scale))
    for shift in (-side, 0, side):
        painter.drawLine(QPointF(shift, side), QPointF(shift + side, 0))
    painter.end()
    return QBrush(tile)


def dot_brush(color: QColor, ground: QColor, ratio: float = 1.0, scale: float = 1.0) -> QBrush:
    """Dots of a place that a Caution asks about: radius 1 px, pitch 9 px, as a tile."""
    side = max(4, round(9 * scale))
    tile = _tile(side, ground, ratio)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawEllipse(QPointF(side / 2, side / 2), scale, scale)
    painter.end()
    return QBrush(tile)


def _tile(side: int, ground: QColor, ratio: float) -> QPixmap:
    tile = QPixmap(round(side * ratio), round(side * ratio))
    tile.setDevicePixelRatio(ratio)
    tile.fill(ground)
    return tile


def rounded(box: QRectF, radius: float) -> QPainterPath:
    """A rounded rectangle as a path, to fill or to clip to."""
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    return path
