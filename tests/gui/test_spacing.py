"""Gaps and margins in step with the text size, and rows that go on in the next line."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.flow import FlowLayout
from kapplanner.ui.widgets.spacing import SpacingKeeper
from tests.support.look import light_theme


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = light_theme()
    yield theme
    theme.choose(text_percent=100)


class Pane(QWidget):
    """A pane with sizes given once, as most are written."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._keeper = SpacingKeeper(self, theme)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.px(9), theme.px(7), theme.px(0), theme.px(3))
        self.column.setSpacing(theme.px(5))
        self.row = QHBoxLayout()
        self.row.addSpacing(theme.px(11))
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(theme.px(12))
        self.grid.setColumnMinimumWidth(0, theme.px(152))
        self.line = QLineEdit()
        self.line.setMaximumWidth(theme.px(190))
        self.label = QLabel()
        self.label.setFixedWidth(theme.px(70))
        self.row.addWidget(self.line)
        self.grid.addWidget(self.label, 0, 0)
        self.column.addLayout(self.row)
        self.column.addLayout(self.grid)

    def sizes(self) -> list[object]:
        spacer = self.row.itemAt(0)
        assert spacer is not None
        return [
            self.column.contentsMargins(),
            self.column.spacing(),
            spacer.sizeHint().width(),
            self.grid.horizontalSpacing(),
            self.grid.columnMinimumWidth(0),
            self.line.maximumWidth(),
            (self.label.minimumWidth(), self.label.maximumWidth()),
        ]


def test_a_pane_whose_text_grew_has_the_gaps_of_one_made_with_large_text(qtbot: QtBot, theme: Theme) -> None:
    pane = Pane(theme)
    qtbot.addWidget(pane)
    small = pane.sizes()
    for percent in (110, 125, 150, 200):
        theme.choose(text_percent=percent)
        fresh = Pane(theme)
        qtbot.addWidget(fresh)
        assert pane.sizes() == fresh.sizes()
    theme.choose(text_percent=100)
    assert pane.sizes() == small, "there and back again loses nothing to rounding"


def test_what_a_pane_sets_itself_after_the_text_grew_has_the_last_word(qtbot: QtBot, theme: Theme) -> None:
    pane = Pane(theme)
    qtbot.addWidget(pane)

    def own_sizes() -> None:
        pane.column.setSpacing(theme.px(6))

    theme.changed.connect(own_sizes)
    theme.choose(text_percent=200)
    assert pane.column.spacing() == 12
    theme.choose(text_percent=150)
    assert pane.column.spacing() == 9
    theme.changed.disconnect(own_sizes)


def test_a_row_of_widgets_goes_on_in_the_next_line_where_the_room_ends(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    row = FlowLayout(6)
    host.setLayout(row)
    for _ in range(3):
        part = QWidget()
        part.setFixedSize(100, 20)
        row.addWidget(part)
    assert row.sizeHint().width() == 312
    assert row.heightForWidth(312) == 20
    assert row.heightForWidth(311) == 46
    assert row.heightForWidth(100) == 72
    first = QWidget()
    first.setFixedSize(50, 20)
    row.insertWidget(0, first)
    host.resize(160, 200)
    host.show()
    tops = [row.itemAt(n).geometry().topLeft().toTuple() for n in range(row.count())]  # type: ignore[union-attr]
    assert tops == [(0, 0), (56, 0), (0, 26), (0, 52)]
