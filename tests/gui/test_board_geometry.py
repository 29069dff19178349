"""Between times and pixels, without a window. A day column of 100 px; an hour is 48 px, so a minute is 0.8 px."""

from datetime import date, datetime

import pytest

from kapplanner.ui.board.geometry import Box, Grid, Piece, in_lanes, moment_at, pieces_of, snapped, snapped_start

SUNDAY = date(2026, 12, 6)
GRID = Grid(first_day=SUNDAY, days=7, gutter=55, width=755, hour=48)


def piece(name: str, start: int, end: int, day: date = SUNDAY) -> Piece:
    return Piece(name, day, start, end)


def lanes(*pieces: Piece) -> dict[str, tuple[int, int]]:
    return {p.session: (p.lane, p.lanes) for p in in_lanes(pieces)}


def test_an_hour_is_as_high_as_the_grid_says() -> None:
    assert GRID.y_of(60) == 48
    assert GRID.y_of(9 * 60 + 30) == 456
    assert GRID.height == 1152


def test_columns_share_the_width_to_the_pixel() -> None:
    odd = Grid(SUNDAY, 7, 55, 1000, 48)
    assert [odd.column_left(n) for n in range(8)] == [55, 190, 325, 460, 595, 730, 865, 1000]
    assert sum(odd.column_width(n) for n in range(7)) == 945


def test_a_point_belongs_to_the_column_it_lies_in() -> None:
    assert GRID.column_at(55) == 0
    assert GRID.column_at(154.9) == 0
    assert GRID.column_at(155) == 1


def test_points_outside_belong_to_the_nearest_column() -> None:
    assert GRID.column_at(-10) == 0
    assert GRID.column_at(9999) == 6


def test_a_day_that_is_not_shown_has_no_column() -> None:
    assert GRID.column_of(date(2026, 12, 5)) is None
    assert GRID.column_of(date(2026, 12, 12)) == 6
    assert GRID.column_of(date(2026, 12, 13)) is None


@pytest.mark.parametrize(("minutes", "at"), [(0, 0), (7, 0), (7.5, 15), (22, 15), (23, 30), (-8, -15)])
def test_minutes_snap_to_the_nearest_quarter(minutes: float, at: int) -> None:
    assert snapped(minutes, 15) == at


def test_a_start_stays_inside_its_day() -> None:
    assert snapped_start(-40, 15) == 0
    assert snapped_start(24 * 60, 15) == 23 * 60 + 45
    assert snapped_start(24 * 60, 5) == 23 * 60 + 55


def test_a_card_is_inset_and_leaves_a_pixel_below() -> None:
    box = GRID.box_of(piece("a", 9 * 60 + 30, 12 * 60 + 30))
    assert box == Box(left=58, top=456, width=94, height=143)


def test_a_very_short_session_is_still_to_be_seen() -> None:
    assert GRID.box_of(piece("a", 600, 605)).height == 12


def test_sessions_one_after_the_other_have_the_whole_width() -> None:
    assert lanes(piece("a", 540, 600), piece("b", 600, 660)) == {"a": (0, 1), "b": (0, 1)}


def test_two_sessions_at_once_share_the_width() -> None:
    assert lanes(piece("a", 540, 601), piece("b", 600, 660)) == {"a": (0, 2), "b": (1, 2)}


def test_a_chain_of_overlaps_shares_lanes_and_uses_a_free_one_again() -> None:
    found = lanes(piece("a", 540, 660), piece("b", 600, 720), piece("c", 660, 780))
    assert found == {"a": (0, 2), "b": (1, 2), "c": (0, 2)}


def test_three_at_once_get_a_third_each() -> None:
    found = lanes(piece("a", 540, 600), piece("b", 540, 600), piece("c", 540, 600))
    assert sorted(found.values()) == [(0, 3), (1, 3), (2, 3)]


def test_days_do_not_share_lanes() -> None:
    assert lanes(piece("a", 540, 600), piece("b", 540, 600, date(2026, 12, 7))) == {"a": (0, 1), "b": (0, 1)}


def test_lanes_lie_side_by_side_within_the_column() -> None:
    left, right = in_lanes([piece("a", 540, 600), piece("b", 540, 600)])
    assert (GRID.box_of(left).left, GRID.box_of(left).width) == (58, 45)
    assert (GRID.box_of(right).left, GRID.box_of(right).right) == (105, 152)


def test_a_session_over_midnight_is_cut_there() -> None:
    first, second = pieces_of("a", datetime(2026, 12, 6, 23, 0), datetime(2026, 12, 7, 1, 30))
    assert (first.day, first.start, first.end, first.is_first) == (SUNDAY, 1380, 1440, True)
    assert (second.day, second.start, second.end, second.is_first) == (date(2026, 12, 7), 0, 90, False)


def test_a_session_that_ends_at_midnight_stays_on_its_day() -> None:
    (only,) = pieces_of("a", datetime(2026, 12, 6, 23, 0), datetime(2026, 12, 7, 0, 0))
    assert (only.start, only.end) == (1380, 1440)


def test_minutes_beyond_a_day_lead_to_the_next() -> None:
    assert moment_at(SUNDAY, 24 * 60 + 15) == datetime(2026, 12, 7, 0, 15)
