"""The top of the session pane: shape, name and day of what is selected, and its findings by tier."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from kapplanner.domain.session import SessionKind
from kapplanner.i18n import nt
from kapplanner.rules.finding import State, Tier
from kapplanner.rules.words import day_words, kind_word, plain_day, session_name
from kapplanner.ui.editors.parts import text_label
from kapplanner.ui.editors.sight import Sight
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.texts import set_plain_tooltip


class SessionHead(QFrame):
    """The kind's shape, the session's name and day, and how many findings it has of each tier."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("rule", "bottom")
        self.tile = _KindTile(theme)
        self.name = text_label(role="strong", wraps=True)
        self.day = text_label(role="small", ink="text2", wraps=True)
        self._badges = QHBoxLayout()
        self._badges.setSpacing(theme.px(4))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.day)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(14), theme.px(12), theme.px(14), theme.px(12))
        row.setSpacing(theme.px(10))
        row.addWidget(self.tile)
        row.addLayout(words, 1)
        row.addLayout(self._badges)

    def show_sight(self, sight: Sight) -> None:
        """Show what is selected."""
        one = sight.one
        kinds = {session.kind for session in sight.sessions}
        self.tile.show_kind(kinds.pop() if len(kinds) == 1 else None)
        if one is not None:
            self.name.setText(one.title if not one.is_medicine and one.title else session_name(sight.plan, one))
            self.day.setText(f"{plain_day(one.day)}, {day_words(one.day, sight.plan.first_day)}")
        else:
            self.name.setText(nt("{n} session", "{n} sessions", len(sight.sessions)))
            words = sorted({kind_word(session.kind) for session in sight.sessions})
            self.day.setText(", ".join(words))
        self._show_badges(sight)

    def _show_badges(self, sight: Sight) -> None:
        while self._badges.count():
            item = self._badges.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        ids = sight.ids
        for tier in Tier:
            n = sum(
                1
                for f in sight.report.findings
                if f.tier is tier and f.state is not State.KEPT and not ids.isdisjoint(f.sessions)
            )
            if n:
                self._badges.addWidget(TierBadge(self._theme, tier, n))


class _KindTile(QWidget):
    """The shape of a kind of session on its colour, 34 px."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._kind: SessionKind | None = None
        self.setFixedSize(theme.px(34), theme.px(34))

    def show_kind(self, kind: SessionKind | None) -> None:
        """Show a kind; None for several."""
        self._kind = kind
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        box = QRectF(self.rect())
        if self._kind is None:
            painter.setBrush(theme.color("hover"))
            icon, ink = "layers-outline", theme.color("text2")
        else:
            look = theme.kind(self._kind)
            filled = self._kind is SessionKind.MEDICINE
            painter.setBrush(look.mark if filled else look.tint)
            icon, ink = look.icon, theme.color("on_med") if filled else look.ink
        painter.drawRoundedRect(box, theme.px(6), theme.px(6))
        theme.paint_icon(painter, icon, box, ink, theme.px(18))
        painter.end()


class TierBadge(QLabel):
    """Shape and number of a tier on its tint."""

    def __init__(self, theme: Theme, tier: Tier, count: int) -> None:
        super().__init__()
        self._theme = theme
        self._look = theme.tier(tier)
        self._count = count
        self.setAccessibleName(f"{count} {self._look.word}")
        set_plain_tooltip(self, f"{count} {self._look.word}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(str(self._count))
        return QSize(self._theme.px(28) + wide, self._theme.px(20))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, look = self._theme, self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.tint)
        painter.drawRoundedRect(QRectF(self.rect()), theme.px(4), theme.px(4))
        theme.paint_icon(
            painter, look.icon, QRectF(theme.px(5), 0, theme.px(13), self.height()), look.mark, theme.px(13)
        )
        painter.setPen(look.ink)
        painter.setFont(theme.font("small", 600))
        where = QRectF(theme.px(21), 0, self.width(), self.height())
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, str(self._count))
        painter.end()
