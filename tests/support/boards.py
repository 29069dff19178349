"""A plan shown in the real plan view, for tests that drive it with mouse and keys."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.domain.identity import CountedIds, IdSource
from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Session
from kapplanner.editing.workspace import Workspace
from kapplanner.settings.options import Settings
from kapplanner.ui.board.card import Card
from kapplanner.ui.bridge import PlanBridge
from kapplanner.ui.theme import Theme
from kapplanner.ui.views.plan_view import PlanView


class StandingClock:
    """It is always noon of Tuesday 1 December 2026 in Greenwich."""

    def now(self) -> datetime:
        return datetime(2026, 12, 1, 12, tzinfo=UTC)


@dataclass
class Around:
    """The services that the plan view asks for."""

    clock: StandingClock = field(default_factory=StandingClock)
    ids: IdSource = field(default_factory=lambda: CountedIds("new"))
    settings: Settings = field(default_factory=Settings)
    rule_shelf: None = None


@lru_cache(maxsize=1)
def _worn() -> Theme:
    """One theme for all desks: to dress the application anew costs more than a whole plan view."""
    theme = Theme("light")
    theme.apply(QApplication.instance())  # type: ignore[arg-type]
    return theme


class Desk:
    """A plan view on the screen, with short ways to look at it and to drive it."""

    def __init__(self, qtbot: QtBot, plan: Plan, *, width: int = 1440, height: int = 800) -> None:
        self.theme = _worn()
        self.bridge = PlanBridge(Workspace(plan, rule_set_named("intensive")))
        self.view = PlanView(self.bridge, self.theme, Around())  # type: ignore[arg-type]
        self.refusals: list[str] = []
        self.bridge.refused.connect(self.refusals.append)
        qtbot.addWidget(self.view)
        self.view.resize(width, height)
        self.view.show()
        qtbot.waitExposed(self.view)
        QApplication.processEvents()

    @property
    def plan(self) -> Plan:
        return self.bridge.workspace.plan

    @property
    def board(self):  # type: ignore[no-untyped-def]
        return self.view.board

    @property
    def canvas(self):  # type: ignore[no-untyped-def]
        return self.view.board.canvas

    def card(self, session_id: str) -> Card:
        return self.canvas.cards[session_id]

    def session(self, session_id: str) -> Session:
        return self.plan.session(session_id)

    def middle(self, session_id: str) -> QPoint:
        """The middle of a card, in the canvas."""
        return self.card(session_id).box.center()

    def at(self, moment: datetime) -> QPoint:
        """The point of a time, in the middle of its column."""
        grid = self.canvas.grid
        column = grid.column_of(moment.date())
        assert column is not None
        x = grid.column_left(column) + grid.column_width(column) // 2
        return QPoint(x, grid.y_of(moment.hour * 60 + moment.minute))

    def press(self, point: QPoint, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.mousePress(self.canvas, Qt.MouseButton.LeftButton, modifier, point)

    def move(self, point: QPoint) -> None:
        QTest.mouseMove(self.canvas, point)
        QApplication.processEvents()

    def release(self, point: QPoint, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.mouseRelease(self.canvas, Qt.MouseButton.LeftButton, modifier, point)

    def click(self, point: QPoint, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.press(point, modifier)
        self.release(point, modifier)

    def drag(self, start: QPoint, end: QPoint) -> None:
        """Press, move in a few steps, let go."""
        self.press(start)
        for step in (1, 2, 3):
            self.move(start + (end - start) * step / 3)
        self.release(end)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key to whatever has the keyboard."""
        focused = self.view.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key, modifier)
