"""How a card looks: ground, edge, lines of text by height, badge. One painter serves all cards and the ghost."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap

from kapplanner.domain.session import SessionKind, SessionState
from kapplanner.i18n import t
from kapplanner.rules.words import clock
from kapplanner.ui.board.facts import CardFacts, is_contactless
from kapplanner.ui.theme import KEPT_ICON, ROUTE_ICONS, Theme
from kapplanner.ui.theme.patterns import paint_edge, paint_lines, rounded

OBSERVED_SHARE = 0.42
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_FLAGS = int(_LEFT | Qt.TextFlag.TextSingleLine)


@dataclass(frozen=True, slots=True)
class CardState:
    """What is true of a card beside its facts: hovered, dimmed while another is carried, carried away itself."""

    hovered: bool = False
    dimmed: bool = False
    away: bool = False


Way = tuple[str, QFont]


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a line: the ways to write it, longest first. ``whole``: a number or time is never cut, it goes."""

    ways: tuple[Way, ...]
    whole: bool = False

    def way_for(self, room: float) -> Way | None:
        """The longest way that fits; what may be cut is cut in its last way; None where it has to go."""
        for text, font in self.ways:
            if QFontMetrics(font).horizontalAdvance(text) <= room:
                return text, font
        if self.whole:
            return None
        text, font = self.ways[-1]
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(room))
        return (shown, font) if shown not in {"", "…"} else None

    def fits(self, room: float) -> bool:
        return any(QFontMetrics(font).horizontalAdvance(text) <= room for text, font in self.ways)


class _Pen:
    """Writes lines from the top of a card downwards, inside its right edge."""

    def __init__(self, painter: QPainter, box: QRectF, ink: QColor, scale: float, *, edged: bool) -> None:
        self.painter = painter
        self.ink = ink
        # Without an edge, icons take back the free space that their glyphs have at the left.
        self._icon_shift = 0 if edged else 2 * scale
        self.left = box.left() + 10 * scale
        self.right = box.right() - 3 * scale
        self.top = box.top() + 2 * scale
        self.bottom = box.bottom()
        self._scale = scale

    def has_room(self, height: float) -> bool:
        return self.top + height <= self.bottom + 1.5 * self._scale

    def write(
        self,
        parts: list[_Part],
        height: float,
        icon: QPixmap | None = None,
        less: float = 0,
        behind: QPixmap | None = None,
    ) -> None:
        """One line of parts; ``less`` px are kept free at the right. The icon goes before the first part is cut.

        ``behind`` is a sign that follows the text.
        """
        left, gap = self.left, 4 * self._scale
        right = self.right - less
        if behind is not None:
            right -= behind.deviceIndependentSize().width() + gap
        if icon is not None:
            size = icon.deviceIndependentSize()
            after = left - self._icon_shift + size.width() + gap
            if parts[0].fits(right - after):
                self.painter.drawPixmap(QPointF(left - self._icon_shift, self._middle(height, icon)), icon)
                left = after
        self.painter.setPen(self.ink)
        for part in parts:
            way = part.way_for(right - left)
            if way is None:
                continue
            text, font = way
            self.painter.setFont(font)
            self.painter.drawText(QRectF(left, self.top, right - left + 1, height), _FLAGS, text)
            left += QFontMetrics(font).horizontalAdvance(text) + gap
        if behind is not None:
            self.painter.drawPixmap(QPointF(left, self._middle(height, behind)), behind)
        self.top += height

    def _middle(self, height: float, picture: QPixmap) -> float:
        return round(self.top + (height - picture.deviceIndependentSize().height()) / 2)


class CardPainter:
    """Paints cards in the present theme. Fonts are made once for each theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.renew()

    def renew(self) -> None:
        """Take the theme's present fonts and sizes."""
        theme = self._theme
        self.scale = theme.scale
        self._word = theme.font("small", 600)
        self._word_micro = theme.font("micro", 600)
        self._method = theme.font("base", 600)
        self._micro = theme.font("micro", 400)

    def badge_box(self, box: QRectF, facts: CardFacts) -> QRectF | None:
        """Where the badge lies, None where there is none."""
        if facts.worst is None and not facts.kept:
            return None
        scale = self.scale
        if facts.session.is_medicine and box.height() >= 38 * scale:
            return QRectF(box.right() - 21 * scale, box.top() + 18 * scale, 18 * scale, 18 * scale)
        size = min(16 * scale, box.height() - 1)
        top = box.top() + (3 * scale if box.height() > 30 * scale else (box.height() - size) / 2)
        return QRectF(box.right() - 3 * scale - size, top, size, size)

    def paint(self, painter: QPainter, box: QRectF, facts: CardFacts, state: CardState, *, tail: bool = False) -> None:
        """Paint a card into its box; ``tail`` is the part of it that runs on after midnight."""
        if state.dimmed and not self._theme.is_high_contrast:
            painter.setOpacity(0.55)
        self._paint_ground(painter, box, facts, state)
        ink = self._ink(facts)
        pen = _Pen(painter, box, ink, self.scale, edged=not self._is_solid(facts))
        if tail:
            self._paint_tail(pen, facts)
        elif facts.session.is_medicine and box.height() >= 38 * self.scale:
            self._paint_medicine(pen, box, facts)
        else:
            self._paint_plain(pen, box, facts)
        if not tail:
            self._paint_badge(painter, box, facts)

    def _is_solid(self, facts: CardFacts) -> bool:
        return facts.session.is_medicine and facts.session.is_active

    def _ink(self, facts: CardFacts) -> QColor:
        if self._is_solid(facts):
            return self._theme.color("on_med")
        if facts.session.state is SessionState.PLANNED:
            return self._theme.kind(facts.session.kind).ink
        return self._theme.color("text2")

    def _ink_token(self, facts: CardFacts) -> str:
        if self._is_solid(facts):
            return "on_med"
        if facts.session.state is SessionState.PLANNED:
            return self._theme.kind(facts.session.kind).token
        return "text2"

    def _paint_ground(self, painter: QPainter, box: QRectF, facts: CardFacts, state: CardState) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        look = theme.kind(facts.session.kind)
        shape = rounded(box, 5 * self.scale)
        ground = look.tint
        if self._is_solid(facts):
            ground = theme.color("med_obs") if facts.session.state is SessionState.DONE else look.mark
        elif facts.session.kind is SessionKind.REST:
            ground = theme.color("board")
        if state.hovered and not self._is_solid(facts):
            ground = ground.darker(104) if not theme.is_dark else ground.lighter(115)
        painter.fillPath(shape, ground)
        if theme.is_high_contrast and not is_contactless(facts.session.kind):
            painter.setPen(QPen(look.mark, 1))
            painter.drawPath(rounded(box.adjusted(0.5, 0.5, -0.5, -0.5), 5 * self.scale))
        if self._is_solid(facts):
            return
        painter.save()
        painter.setClipPath(shape)
        if is_contactless(facts.session.kind):
            paint_edge(painter, box, look.edge, look.mark, self.scale)
        else:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            paint_edge(painter, box, look.edge, look.mark, self.scale)
        painter.restore()

    def _icon(self, name: str, facts: CardFacts) -> QPixmap:
        return self._theme.pixmap(name, self._ink_token(facts), 13)

    def _kind_icon(self, facts: CardFacts) -> QPixmap:
        return self._icon(self._theme.kind(facts.session.kind).icon, facts)

    def _paint_plain(self, pen: _Pen, box: QRectF, facts: CardFacts) -> None:
        height, scale = box.height(), self.scale
        badge = self.badge_box(box, facts)
        less = badge.width() + 2 * scale if badge is not None else 0
        icon = self._kind_icon(facts)
        start = clock(facts.session.start)
        if height < 30 * scale:
            pen.top = box.top()
            less += self._paint_signs(pen, box, facts, less, height)
            word = self._headline(facts, small=height < 20 * scale)
            pen.write([word, self._exact(start)], height, icon, less)
            return
        if height < 46 * scale:
            first, second = (16 * scale, 14 * scale) if height >= 34 * scale else (15 * scale, 13 * scale)
            pen.top -= 0 if height >= 34 * scale else 1
            signs = self._paint_signs(pen, box, facts, less, first)
            pen.write([self._headline(facts)], first, icon, less + signs)
            pen.write(self._short_line(facts, start), second)
            return
        pen.write([self._headline(facts)], 16 * scale, icon, less)
        if facts.method:
            pen.write([_Part(((facts.method, self._method),))], 15 * scale)
        place = "" if facts.place.casefold() in facts.topic.casefold() else facts.place
        self._write_span(pen, facts, 13.5 * scale, 0)
        for text in (facts.topic, place):
            if text and pen.has_room(13 * scale):
                pen.write([_Part(((text, self._micro),))], 13.5 * scale)

    def _write_span(self, pen: _Pen, facts: CardFacts, height: float, less: float) -> None:
        """From when to when, with a tick before it for a done session and a lock behind it for a locked one."""
        tick = self._icon("check", facts) if facts.session.state is SessionState.DONE else None
        lock = self._icon("lock-outline", facts) if facts.session.locked else None
        pen.write([self._exact(facts.span, clock(facts.session.start))], height, tick, less, lock)

    def _headline(self, facts: CardFacts, *, small: bool = False) -> _Part:
        """The kind word with its number, smaller where it would not fit, then without "of 6"."""
        shorter = facts.headline_short
        ways = ((facts.headline, self._word), (facts.headline, self._word_micro), (shorter, self._word_micro))
        return _Part(ways[1:] if small else ways)

    def _exact(self, *texts: str, font: QFont | None = None) -> _Part:
        """Numbers and times: written in the first way that fits, never cut."""
        return _Part(tuple((text, font or self._micro) for text in texts), whole=True)

    def _short_line(self, facts: CardFacts, start: str) -> list[_Part]:
        if facts.method:
            return [_Part(((facts.method, self._word_micro),)), self._exact(start)]
        return [self._exact(start), _Part(((facts.topic, self._micro),))]

    def _paint_signs(self, pen: _Pen, box: QRectF, facts: CardFacts, less: float, height: float) -> float:
        """Draw the tick of a done and the lock of a locked session at the right; answer the width they take."""
        names = [name for name, shown in self._signs(facts) if shown]
        left = box.right() - 5 * self.scale - less
        for name in names:
            picture = self._icon(name, facts)
            left -= 14 * self.scale
            pen.painter.drawPixmap(QPointF(left, round(pen.top + (height - 13 * self.scale) / 2)), picture)
        return 14 * self.scale * len(names)

    def _signs(self, facts: CardFacts) -> tuple[tuple[str, bool], ...]:
        return (
            ("lock-outline", facts.session.locked),
            ("check", facts.session.state is SessionState.DONE),
        )

    def _paint_medicine(self, pen: _Pen, box: QRectF, facts: CardFacts) -> None:
        scale = self.scale
        badge = self.badge_box(box, facts)
        less = badge.width() + 2 * scale if badge is not None else 0
        pen.write([self._headline(facts)], 16 * scale, self._kind_icon(facts))
        self._write_span(pen, facts, 14 * scale, less)
        lower = self._paint_observed(pen, box, facts)
        pen.bottom = lower
        medicine = facts.session.medicine
        assert medicine is not None
        if pen.has_room(15 * scale):
            pen.top += 5 * scale if pen.has_room(36 * scale) else 0
            pen.write(
                [_Part(((facts.route, self._word), (facts.route, self._word_micro)))],
                16 * scale,
                self._icon(ROUTE_ICONS[medicine.route], facts),
            )
        if pen.has_room(14 * scale):
            dose = _Part(
                ((facts.dose, self._word), (facts.dose, self._word_micro)), whole=medicine.dose.value is not None
            )
            pen.write([dose, self._exact(facts.dose_beside)], 15 * scale)

    def _paint_observed(self, pen: _Pen, box: QRectF, facts: CardFacts) -> float:
        """The observation lines and the eye with its time; answers where the free part of the card ends."""
        scale = self.scale
        foot = 17 * scale
        if not facts.observe or box.height() < 64 * scale:
            return box.bottom()
        line_top = box.bottom() - foot
        top = box.top() + box.height() * (1 - OBSERVED_SHARE)
        pen.top, kept = line_top, pen.top
        pen.write([self._exact(facts.observe, facts.observe_short)], foot - 1, self._icon("eye-outline", facts))
        pen.top = kept
        # Without room for lines below the dose the text goes first: the foot says in words what the lines show.
        text_bottom = kept + 36 * scale
        top = max(top, text_bottom + 2)
        if line_top - top >= 8 * scale and facts.session.state is not SessionState.DONE and self._is_solid(facts):
            width = 2 if self._theme.is_high_contrast else 1.5
            lines = QRectF(box.left(), top, box.width(), line_top - top)
            stripe = self._theme.color("med_stripe")
            paint_lines(pen.painter, lines, stripe, width=width * scale, pitch=9 * scale)
            return top
        return line_top

    def _paint_tail(self, pen: _Pen, facts: CardFacts) -> None:
        until = t("to {time}", time=clock(facts.end))
        pen.write([self._headline(facts, small=True), self._exact(until)], 15 * self.scale)

    def _paint_badge(self, painter: QPainter, box: QRectF, facts: CardFacts) -> None:
        badge = self.badge_box(box, facts)
        if badge is None:
            return
        if self._is_solid(facts):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("raised"))
            painter.drawRoundedRect(badge, 3 * self.scale, 3 * self.scale)
        if facts.worst is None:
            name, token = KEPT_ICON, "text2"
        else:
            look = self._theme.tier(facts.worst)
            name, token = look.icon, look.token
        picture = self._theme.pixmap(name, token, 14)
        size = picture.deviceIndependentSize()
        left = badge.center().x() - size.width() / 2
        painter.drawPixmap(QPointF(round(left), round(badge.center().y() - size.height() / 2)), picture)
