"""The day strip of a medicine day: no food, medicine and watch, no driving."""

from datetime import date, datetime
from typing import Final

from kapplanner.documents.content import DayStrip, Pattern, Stretch
from kapplanner.documents.edition import Edition
from kapplanner.domain.restrictions import Restrictions
from kapplanner.domain.session import Session

_MIDNIGHT: Final = datetime.min.time()
_DAY_MINUTES: Final = 24 * 60


def day_strip(edition: Edition, day: date, medicine: tuple[Session, ...], limits: tuple[Restrictions, ...]) -> DayStrip:
    """The day from midnight to midnight: what began before it starts at the left edge, what lies after is left out."""
    moments, words = edition.moments, edition.words
    stretches: list[Stretch] = []
    ticks: list[tuple[int, str]] = []
    for session, limit in zip(medicine, limits, strict=True):
        food, _ = moments.stop_clock(limit.food_stop)
        start, end = _minute(session.start, day), _minute(limit.observe_until, day)
        begin = _minute(limit.food_stop, day)
        stretches.append(Stretch(begin, start, Pattern.NO_FOOD, words("medicine-day.strip_food", time=food)))
        stretches.append(Stretch(start, end, Pattern.MEDICINE, words("medicine-day.strip_medicine")))
        if begin > 0:
            ticks.append((begin, moments.clock(limit.food_stop)))
        ticks.append((start, moments.clock(session.start)))
        if end < _DAY_MINUTES:
            ticks.append((end, moments.clock(limit.observe_until)))
    again = moments.weekday(limits[-1].driving_again.date())
    last = max(stretch.end for stretch in stretches)
    if last < _DAY_MINUTES:
        drive = words("medicine-day.strip_drive", weekday=again)
        stretches.append(Stretch(last, _DAY_MINUTES, Pattern.NO_DRIVING, drive))
    midnight = moments.clock(datetime.combine(day, _MIDNIGHT))
    described = words(
        "medicine-day.strip_described",
        food=moments.clock(limits[0].food_stop),
        start=moments.clock(medicine[0].start),
        end=moments.clock(limits[0].observe_until),
        weekday=again,
    )
    return DayStrip(tuple(stretches), ((0, midnight), *ticks, (_DAY_MINUTES, midnight)), described)


def _minute(moment: datetime, day: date) -> int:
    minutes = int((moment - datetime.combine(day, _MIDNIGHT)).total_seconds() // 60)
    return min(_DAY_MINUTES, max(0, minutes))
