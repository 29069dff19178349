"""A course drawn day by day: dose bars by band, words of integration, rest; what lies before and after in words."""

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kapplanner.domain.plan import Plan
from kapplanner.domain.quantities import Band
from kapplanner.domain.session import Session, SessionKind
from kapplanner.i18n import nt, t
from kapplanner.rules.rule_set import RuleSet
from kapplanner.rules.words import listed, modality_word, month_short, weekday_short
from kapplanner.ui.theme import ROUTE_ICONS, Theme
from kapplanner.ui.theme.patterns import paint_dashed_box, paint_edge, rounded

MOST_WHOLE_DAYS = 16
LEAST_COLUMN = 64
HEIGHT = 176
_HEAD, _BAR_TOP, _BAR_FOOT, _WORDS_TOP, _LINE = 28, 34, 104, 112, 24
_BAND_WORDS = {Band.LOW: "Low", Band.STANDARD: "Standard", Band.HIGH: "High"}
_BAND_HEIGHTS = {Band.LOW: 0.65, Band.STANDARD: 0.94, Band.HIGH: 1.0, None: 0.8}
_COURSE_KINDS = {SessionKind.MEDICINE, SessionKind.INTEGRATION, SessionKind.REST, SessionKind.TRAVEL}
_LETTERS = {
    SessionKind.MEDICINE: "M",
    SessionKind.INTEGRATION: "I",
    SessionKind.PREPARATION: "P",
    SessionKind.REST: "R",
    SessionKind.FOLLOW_UP: "F",
    SessionKind.SCREENING: "S",
    SessionKind.TRAVEL: "T",
    SessionKind.MEASURE: "T",
}


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day of the course itself."""

    first: date
    last: date


def course_span(plan: Plan) -> Span:
    """From D1 to the last day of medicine, integration, rest or travel that belongs to the course."""
    days = [s.day for s in plan.sessions if s.kind in _COURSE_KINDS and s.day >= plan.first_day]
    return Span(plan.first_day, max(days, default=plan.first_day))


def course_letters(plan: Plan) -> str:
    """One letter a day of the course, for a strip."""
    span = course_span(plan)
    kinds: dict[date, set[SessionKind]] = {}
    for session in plan.sessions:
        kinds.setdefault(session.day, set()).add(session.kind)
    days = (span.first + timedelta(days=n) for n in range((span.last - span.first).days + 1))
    return "".join(next((x for k, x in _LETTERS.items() if k in kinds.get(day, ())), ".") for day in days)


def before_words(plan: Plan) -> str:
    """ "Before: screening 22 Nov, preparation 29 Nov"; empty where nothing lies before."""
    parts = [_dated(s, plan) for s in plan.sessions if s.day < plan.first_day]
    return t("Before: {sessions}", sessions=", ".join(parts)) if parts else ""


def after_words(plan: Plan) -> str:
    """ "After: follow-up 20 Dec, 28 Dec"; empty where nothing lies after."""
    last = course_span(plan).last
    by_word: dict[str, list[str]] = {}
    for session in plan.sessions:
        if session.day > last:
            days = by_word.setdefault(_kind_word(session), [])
            days += [day] if (day := _short(session.day, plan)) not in days else []
    parts = [f"{word} {listed(days, 'and')}" for word, days in by_word.items()]
    return t("After: {sessions}", sessions=", ".join(parts)) if parts else ""


def _dated(session: Session, plan: Plan) -> str:
    return f"{_kind_word(session)} {_short(session.day, plan)}"


def _kind_word(session: Session) -> str:
    return t(session.kind.value)


def _short_word(session: Session, word: str) -> str:
    """A word short enough for a day's column."""
    return t("Prepare") if session.kind is SessionKind.PREPARATION else word


def _short(day: date, plan: Plan) -> str:
    year = f" {day.year}" if day.year != plan.first_day.year else ""
    return f"{day.day} {month_short(day)}{year}"


class CourseDays(QWidget):
    """The days of a course as columns. Of a long course only the days on which something happens are drawn."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._plan: Plan | None = None
        self._rule_set: RuleSet | None = None
        self._days: list[date] = []
        self._by_day: dict[date, list[Session]] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_plan(self, plan: Plan, rule_set: RuleSet) -> None:
        """Draw the course of a plan."""
        self._plan, self._rule_set = plan, rule_set
        span = course_span(plan)
        count = (span.last - span.first).days + 1
        self._by_day = {}
        for session in plan.sessions:
            if span.first <= session.day <= span.last:
                self._by_day.setdefault(session.day, []).append(session)
        days = [span.first + timedelta(days=n) for n in range(count)]
        self._days = days if count <= MOST_WHOLE_DAYS else [day for day in days if day in self._by_day]
        doses = nt("{n} medicine session", "{n} medicine sessions", len(plan.medicine_sessions))
        self.setAccessibleName(t("Course of {n} days, {doses}", n=count, doses=doses))
        self.setAccessibleDescription("; ".join(self._day_words(day) for day in self._days))
        self.updateGeometry()
        self.update()

    def _day_words(self, day: date) -> str:
        words = [t(s.kind.value) for s in self._by_day.get(day, [])]
        return f"{weekday_short(day)} {day.day} {month_short(day)}: {', '.join(words) or t('nothing')}"

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(LEAST_COLUMN) * max(1, len(self._days)), self._theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._plan is None or not self._days:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setClipPath(rounded(frame, self._theme.px(8)))
        painter.fillRect(frame, self._theme.color("board"))
        width = frame.width() / len(self._days)
        for place, day in enumerate(self._days):
            column = QRectF(frame.left() + place * width, frame.top(), width, frame.height())
            self._paint_day(painter, day, column, place)
        painter.setClipping(False)
        painter.setPen(QPen(self._theme.color("line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, self._theme.px(8), self._theme.px(8))
        painter.end()

    def _paint_day(self, painter: QPainter, day: date, box: QRectF, place: int) -> None:
        sessions = self._by_day.get(day, [])
        if any(s.is_medicine for s in sessions):
            painter.fillRect(box, self._theme.color("med_tint"))
        if place:
            new_week = (day - self._days[0]).days // 7 != (self._days[place - 1] - self._days[0]).days // 7
            color = self._theme.color("line" if new_week else "grid")
            painter.fillRect(QRectF(box.left(), box.top(), 2 if new_week else 1, box.height()), color)
        self._paint_head(painter, day, box)
        for session in sessions:
            if session.is_medicine:
                self._paint_dose(painter, session, box)
        self._paint_words(painter, sessions, box)

    def _paint_head(self, painter: QPainter, day: date, box: QRectF) -> None:
        px = self._theme.px
        number = str(day.day)
        painter.setPen(self._theme.color("text"))
        painter.setFont(self._theme.font("small", 600))
        line = QRectF(box.left() + px(7), box.top() + px(6), box.width() - px(8), px(18))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, number)
        line.adjust(QFontMetrics(painter.font()).horizontalAdvance(number) + px(4), 0, 0, 0)
        painter.setFont(self._theme.font("small"))
        whole = len(self._days) <= MOST_WHOLE_DAYS
        words = weekday_short(day) if whole else f"{month_short(day)}"
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_dose(self, painter: QPainter, session: Session, box: QRectF) -> None:
        assert session.medicine is not None and self._plan is not None and self._rule_set is not None
        px = self._theme.px
        profile = self._rule_set.route(session.medicine.route)
        band = profile.band(session.medicine.dose, self._plan.patient.weight)
        height = (px(_BAR_FOOT) - px(_BAR_TOP)) * _BAND_HEIGHTS[band]
        bar = QRectF(box.left() + px(7), box.top() + px(_BAR_FOOT) - height, box.width() - px(14), height)
        painter.fillPath(rounded(bar, px(3)), self._theme.color("med"))
        icon = QRectF(bar.center().x() - px(7), bar.top() + px(8), px(14), px(14))
        self._theme.paint_icon(painter, ROUTE_ICONS[session.medicine.route], icon, "on_med")
        painter.setFont(self._theme.font("micro"))
        painter.setPen(self._theme.color("on_med"))
        words = t(_BAND_WORDS[band]) if band is not None else t("Undecided")
        line = QRectF(bar.left(), bar.top() + px(24), bar.width(), px(16))
        elided = QFontMetrics(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, int(bar.width()) - 2)
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, elided)

    def _paint_words(self, painter: QPainter, sessions: list[Session], box: QRectF) -> None:
        px = self._theme.px
        shown = [s for s in sessions if not s.is_medicine and s.kind is not SessionKind.TRAVEL]
        has_medicine = any(s.is_medicine for s in sessions)
        if has_medicine:
            shown = [s for s in shown if s.kind is SessionKind.INTEGRATION]
        top = box.top() + px(_WORDS_TOP)
        room = int((box.bottom() - top) // px(_LINE))
        if len(shown) == 1 and shown[0].kind is SessionKind.REST:
            self._paint_rest(painter, QRectF(box.left() + px(4), top, box.width() - px(8), px(42)))
            return
        for session in shown[:room]:
            line = QRectF(box.left() + px(3), top, box.width() - px(5), px(20))
            self._paint_word(painter, session, line)
            top += px(_LINE)

    def _paint_word(self, painter: QPainter, session: Session, line: QRectF) -> None:
        px = self._theme.px
        look = self._theme.kind(session.kind)
        painter.setFont(self._theme.font("micro", 600))
        words = look.word
        left = px(10)
        if session.kind is SessionKind.INTEGRATION:
            painter.fillPath(rounded(line, px(3)), look.tint)
            paint_edge(painter, line.adjusted(px(1), 0, 0, 0), look.edge, look.mark, self._theme.scale)
            words = modality_word(session.modality) if session.modality else look.word
        else:
            icon = QRectF(line.left() + px(2), line.center().y() - px(6), px(12), px(12))
            self._theme.paint_icon(painter, look.icon, icon, look.mark)
            left = px(17)
            words = _short_word(session, look.word)
        painter.setPen(look.ink)
        room = line.adjusted(left, 0, -px(2), 0)
        elided = QFontMetrics(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, elided)

    def _paint_rest(self, painter: QPainter, box: QRectF) -> None:
        px = self._theme.px
        look = self._theme.kind(SessionKind.REST)
        paint_dashed_box(painter, box, look.mark, self._theme.scale, 4)
        painter.setFont(self._theme.font("micro", 600))
        width = QFontMetrics(painter.font()).horizontalAdvance(look.word)
        left = box.center().x() - (width + px(16)) / 2
        icon = QRectF(left, box.center().y() - px(6), px(12), px(12))
        self._theme.paint_icon(painter, look.icon, icon, look.mark)
        painter.setPen(look.ink)
        words = QRectF(left + px(16), box.top(), width + 4, box.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, look.word)
