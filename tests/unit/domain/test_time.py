"""Wall-clock times and instants over clock changes."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from kapplanner.domain.errors import ImpossibleTime, ImpossibleValue
from kapplanner.domain.time import instant, later, local_time, zone_named

NEW_YORK = "America/New_York"


def test_a_clock_time_becomes_the_instant_of_its_zone() -> None:
    assert instant(datetime(2026, 12, 6, 9, 30), NEW_YORK) == datetime(2026, 12, 6, 14, 30, tzinfo=UTC)
    assert instant(datetime(2026, 12, 6, 9, 30), "Asia/Kolkata") == datetime(2026, 12, 6, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("local", "exists"),
    [
        (datetime(2027, 3, 14, 1, 59), True),
        (datetime(2027, 3, 14, 2, 0), False),
        (datetime(2027, 3, 14, 2, 59), False),
        (datetime(2027, 3, 14, 3, 0), True),
    ],
)
def test_a_time_that_the_clock_skips_is_refused_in_words(local: datetime, exists: bool) -> None:
    if exists:
        assert local_time(instant(local, NEW_YORK), NEW_YORK) == local
    else:
        with pytest.raises(ImpossibleTime, match="does not exist in America/New_York"):
            instant(local, NEW_YORK)


@pytest.mark.parametrize(
    ("local", "once"),
    [
        (datetime(2026, 11, 1, 0, 59), True),
        (datetime(2026, 11, 1, 1, 0), False),
        (datetime(2026, 11, 1, 1, 59), False),
        (datetime(2026, 11, 1, 2, 0), True),
    ],
)
def test_a_time_that_happens_twice_is_refused_in_words(local: datetime, once: bool) -> None:
    if once:
        assert local_time(instant(local, NEW_YORK), NEW_YORK) == local
    else:
        with pytest.raises(ImpossibleTime, match="happens twice in America/New_York"):
            instant(local, NEW_YORK)


def test_real_minutes_are_counted_over_a_clock_change() -> None:
    saturday_evening = datetime(2027, 3, 13, 21, 30)
    assert later(saturday_evening, 12 * 60, NEW_YORK) == datetime(2027, 3, 14, 10, 30)
    assert later(datetime(2026, 10, 31, 21, 30), 12 * 60, NEW_YORK) == datetime(2026, 11, 1, 8, 30)


def test_an_offset_in_a_session_time_is_refused() -> None:
    with pytest.raises(ImpossibleTime, match="carries no offset"):
        instant(datetime(2026, 12, 6, 9, 30, tzinfo=timezone(timedelta(hours=-5))), NEW_YORK)


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc/passwd", "/etc/passwd", "a" * 300, "America/\x00"])
def test_a_zone_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(ImpossibleValue, match="no time zone"):
        zone_named(name)
