"""How sessions look in the course view: a chip for each, and a bar for each dose."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from kapplanner.domain.session import Attendance, SessionKind, SessionState
from kapplanner.i18n import t
from kapplanner.ui.board.card_paint import CardState
from kapplanner.ui.board.facts import CardFacts, is_contactless
from kapplanner.ui.course.facts import Dose
from kapplanner.ui.course.geometry import Lanes
from kapplanner.ui.theme import KEPT_ICON, ROUTE_ICONS, Theme
from kapplanner.ui.theme.patterns import paint_dashed_box, paint_edge, rounded

_MIDDLE = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine)
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)


def badge_of(facts: CardFacts, theme: Theme) -> tuple[str, str] | None:
    """Icon and colour token of the worst finding, or of findings that are kept; None without any."""
    if facts.worst is not None:
        look = theme.tier(facts.worst)
        return look.icon, look.token
    return (KEPT_ICON, "text2") if facts.kept else None


class ChipPainter:
    """A session as one line: its edge, its method or kind, and the shape of its worst finding."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def paint(self, painter: QPainter, box: QRectF, facts: CardFacts, state: CardState) -> None:
        """Paint a chip into its box."""
        theme, scale = self._theme, self._theme.scale
        look = theme.kind(facts.session.kind)
        is_planned = facts.session.state is SessionState.PLANNED
        ink = look.ink if is_planned else theme.color("text2")
        self._paint_ground(painter, box, facts)
        left, right = box.left() + 10 * scale, box.right() - 3 * scale
        badge = badge_of(facts, theme)
        if badge is not None:
            size = (14 if box.width() >= 52 * scale else 11) * scale
            theme.paint_icon(painter, badge[0], QRectF(right - size, box.center().y() - size / 2, size, size), badge[1])
            right -= size + scale
        self._paint_words(painter, QRectF(left, box.top(), right - left, box.height()), facts, ink)

    def _paint_words(self, painter: QPainter, box: QRectF, facts: CardFacts, ink: QColor) -> None:
        theme, scale = self._theme, self._theme.scale
        look = theme.kind(facts.session.kind)
        size = 13 * scale
        icon = QRectF(box.left(), box.center().y() - size / 2, size, size)
        ways = [(words, theme.font(role, 500)) for words in chip_words(facts) for role in ("small", "micro")]
        words, font = next((way for way in ways if _wide(way) <= box.width()), ("", ways[0][1]))
        if not words:
            if box.width() >= size:
                theme.paint_icon(painter, look.icon, icon, ink)
            return
        if _wide((words, font)) + size + 4 * scale <= box.width():
            theme.paint_icon(painter, look.icon, icon, ink)
            box = box.adjusted(size + 4 * scale, 0, 0, 0)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(box, _LEFT, words)

    def _paint_ground(self, painter: QPainter, box: QRectF, facts: CardFacts) -> None:
        theme, scale = self._theme, self._theme.scale
        look = theme.kind(facts.session.kind)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = rounded(box, 4 * scale)
        is_quiet = facts.session.kind is SessionKind.REST or not facts.session.is_active
        painter.fillPath(shape, theme.color("board") if is_quiet else look.tint)
        if theme.is_high_contrast and not is_contactless(facts.session.kind):
            painter.setPen(QPen(look.mark, 1))
            painter.drawPath(rounded(box.adjusted(0.5, 0.5, -0.5, -0.5), 4 * scale))
        if not facts.session.is_active:
            paint_dashed_box(painter, box, theme.color("control"), scale, 4)
            return
        painter.save()
        painter.setClipPath(shape)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, is_contactless(facts.session.kind))
        paint_edge(painter, box, look.edge, look.mark, scale)
        painter.restore()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _wide(way: tuple[str, QFont]) -> int:
    return QFontMetrics(way[1]).horizontalAdvance(way[0])


def chip_words(facts: CardFacts) -> tuple[str, ...]:
    """What a chip says, the longest way first: the method where there is one, else the kind."""
    session = facts.session
    if session.state is SessionState.CANCELLED:
        return (t("Cancelled"),)
    if facts.method:
        return (facts.method,)
    short = {
        SessionKind.PREPARATION: t("Prep"),
        SessionKind.SCREENING: t("Screen"),
        SessionKind.FOLLOW_UP: t("Phone") if session.attendance is Attendance.PHONE else t("Visit"),
    }
    return (facts.headline, short[session.kind]) if session.kind in short else (facts.headline,)


class DosePainter:
    """A dose as a bar: the dose above it, the route on it, its number and route below. ``lanes`` and ``doses``: set
    before painting."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.lanes: Lanes | None = None
        self.doses: dict[str, Dose] = {}

    def paint(self, painter: QPainter, box: QRectF, facts: CardFacts, state: CardState) -> None:
        """Paint a dose into its column of the lane; the bar stands on the lane's base line."""
        dose, lanes = self.doses.get(facts.session.id), self.lanes
        if dose is None or lanes is None:
            return
        scale = self._theme.scale
        below = 20 * scale
        height = min(lanes.bar_height(dose), box.height() - below - 34 * scale)
        inset = max(2 * scale, (box.width() - 56 * scale) / 2)
        bar = QRectF(box.left() + inset, box.bottom() - below - height, box.width() - 2 * inset, height)
        self._paint_bar(painter, bar, facts, dose)
        self._paint_words(painter, box, bar, facts)
        badge = badge_of(facts, self._theme)
        if badge is not None:
            size = 16 * scale
            place = QRectF(bar.right() - size, bar.top() - 32 * scale, size, size)
            self._theme.paint_icon(painter, badge[0], place, badge[1])

    def _paint_bar(self, painter: QPainter, bar: QRectF, facts: CardFacts, dose: Dose) -> None:
        theme, scale = self._theme, self._theme.scale
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_known = dose.absorbed is not None
        if is_known:
            is_done = facts.session.state is SessionState.DONE
            painter.fillPath(rounded(bar, 3 * scale), theme.color("med_obs" if is_done else "med"))
        else:
            painter.fillPath(rounded(bar, 3 * scale), theme.color("med_tint"))
            paint_dashed_box(painter, bar, theme.color("med"), scale, 3)
        size = min(16 * scale, bar.width() - 2, bar.height() - 2)
        if facts.session.medicine is not None and size >= 9 * scale:
            place = QRectF(
                bar.center().x() - size / 2, bar.top() + min(6 * scale, (bar.height() - size) / 2), size, size
            )
            icon = ROUTE_ICONS[facts.session.medicine.route]
            theme.paint_icon(painter, icon, place, "on_med" if is_known else "med_ink")

    def _paint_words(self, painter: QPainter, box: QRectF, bar: QRectF, facts: CardFacts) -> None:
        theme, scale = self._theme, self._theme.scale
        painter.setPen(theme.color("med_ink"))
        above = QRectF(box.left(), bar.top() - 17 * scale, box.width(), 16 * scale)
        self._write(painter, above, (facts.dose,), "small", 600)
        painter.setPen(theme.color("text2"))
        below = QRectF(box.left(), bar.bottom() + 2 * scale, box.width(), 17 * scale)
        number = str(facts.number or "")
        route = facts.session.medicine.route.value if facts.session.medicine is not None else ""
        self._write(painter, below, (f"{number}, {facts.route}", f"{number}, {route}", number), "micro", 400)

    def _write(self, painter: QPainter, box: QRectF, ways: tuple[str, ...], role: str, weight: int) -> None:
        """The first way that fits; the last one is cut where even that does not."""
        font = self._theme.font(role, weight)
        metrics = QFontMetrics(font)
        text = next((way for way in ways if metrics.horizontalAdvance(way) <= box.width()), ways[-1])
        painter.setFont(font)
        painter.drawText(box, _MIDDLE, metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()) + 1))


def diamond(center: QPointF, reach: float) -> tuple[QPointF, ...]:
    """The corners of a diamond."""
    x, y = center.x(), center.y()
    return QPointF(x, y - reach), QPointF(x + reach, y), QPointF(x, y + reach), QPointF(x - reach, y)
