"""Allowed places while a session is carried: bands with words, the nearest fit by N, and nothing left behind."""

from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kapplanner.codec.sample import sample_plan
from kapplanner.rules.places import Fit
from kapplanner.ui.board.fits import Band
from kapplanner.ui.dialogs.move_to import MoveTo
from tests.support.boards import Desk

EMDR = "sample-11"
WEDNESDAY = datetime(2026, 12, 9)


def carrying(qtbot: QtBot, session_id: str = EMDR) -> Desk:
    desk = Desk(qtbot, sample_plan())
    desk.board.hand._pick_up(session_id, by_edge=False)
    desk.board.hand.fitting.finish()
    return desk


def bands_of(desk: Desk, day: datetime) -> list[Band]:
    return [band for band in desk.canvas.fits.bands if band.day == day.date()]


def band_at(desk: Desk, when: datetime) -> Band:
    minute = when.hour * 60 + when.minute
    return next(band for band in bands_of(desk, when) if band.start <= minute < band.end)


def test_a_day_is_covered_by_bands_without_a_gap(qtbot: QtBot) -> None:
    bands = bands_of(carrying(qtbot), WEDNESDAY)
    assert bands[0].start == 0 and bands[-1].end == 24 * 60
    assert all(first.end == second.start for first, second in pairwise(bands))


def test_a_place_over_another_session_is_never_green_and_names_it(qtbot: QtBot) -> None:
    desk = carrying(qtbot)
    band = band_at(desk, WEDNESDAY.replace(hour=15))  # the rest lies from 14:30 to 16:00
    assert (band.fit, band.words) == (Fit.STOP, "Overlaps Rest")
    assert band_at(desk, WEDNESDAY.replace(hour=10)).fit is Fit.STOP


def test_the_hours_the_whole_session_may_lie_in_are_green(qtbot: QtBot) -> None:
    desk = carrying(qtbot)
    # EMDR of an hour fits from 13:30, four hours after the dose, to the rest at 14:30
    for minute in (30, 45):
        assert band_at(desk, WEDNESDAY.replace(hour=13, minute=minute)).fit is Fit.FITS
    assert band_at(desk, WEDNESDAY.replace(hour=14, minute=15)).fit is Fit.FITS
    assert band_at(desk, WEDNESDAY.replace(hour=12, minute=45)).fit is Fit.CAUTION


def test_n_jumps_to_the_nearest_fit_and_the_drop_mends_the_caution(qtbot: QtBot) -> None:
    desk = carrying(qtbot)
    hand = desk.board.hand
    hand.carry.carry_to(WEDNESDAY.replace(hour=13, minute=15))
    QTest.keyClick(desk.board, Qt.Key.Key_N)
    assert hand.carry.state.target == WEDNESDAY.replace(hour=13, minute=30)
    hand.carry.drop()
    assert desk.plan.session(EMDR).start == WEDNESDAY.replace(hour=13, minute=30)
    assert desk.bridge.workspace.report.counts.caution == 0


def test_esc_takes_the_bands_away_and_stops_judging(qtbot: QtBot) -> None:
    desk = Desk(qtbot, sample_plan())
    before = desk.plan
    desk.board.hand._pick_up(EMDR, by_edge=False)
    QTest.keyClick(desk.board, Qt.Key.Key_Escape)
    assert desk.canvas.fits.bands == ()
    assert desk.canvas.fits.isHidden()
    assert desk.plan is before
    assert desk.board.hand.fitting.nearest(WEDNESDAY) is None


def test_pulling_a_lower_edge_shows_no_places(qtbot: QtBot) -> None:
    desk = Desk(qtbot, sample_plan())
    desk.board.hand._pick_up(EMDR, by_edge=True)
    desk.board.hand.fitting.finish()
    assert desk.canvas.fits.bands == ()
    desk.board.hand.carry.cancel()


def test_every_band_but_one_without_reason_has_a_label(qtbot: QtBot) -> None:
    desk = carrying(qtbot, "sample-10")
    assert all(band.words for band in desk.canvas.fits.bands)
    words = {band.words for band in desk.canvas.fits.bands if band.fit is Fit.STOP}
    assert "One medicine session a day" in words


def test_move_to_lists_the_places_of_the_day_with_their_sentences(qtbot: QtBot) -> None:
    desk = Desk(qtbot, sample_plan())
    dialog = MoveTo(desk.bridge.workspace, desk.theme, EMDR, WEDNESDAY.date)
    qtbot.addWidget(dialog)
    rows = [dialog.places.item(row).text() for row in range(dialog.places.count())]
    assert "13:30: fits" in rows
    assert "13:15: Caution. EMDR on Wed 9 Dec, 13:15 starts 3 h 45 min after the IM dose; at least 4 h." in rows
    assert any(row.startswith("13:45 to 15:45: Stop. ") for row in rows)


def test_a_place_chosen_from_the_list_becomes_the_time(qtbot: QtBot) -> None:
    desk = Desk(qtbot, sample_plan())
    dialog = MoveTo(desk.bridge.workspace, desk.theme, EMDR, WEDNESDAY.date)
    qtbot.addWidget(dialog)
    rows = [dialog.places.item(row) for row in range(dialog.places.count())]
    dialog.places.itemActivated.emit(next(row for row in rows if row.text() == "13:30: fits"))
    assert dialog.start == WEDNESDAY.replace(hour=13, minute=30)
    assert any("goes away" in sentence for sentence in dialog.outcome.sentences)
