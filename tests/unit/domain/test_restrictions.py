"""Clock times around a dose."""

from datetime import datetime, time
from decimal import Decimal

import pytest

from kapplanner.domain.errors import ImpossibleValue
from kapplanner.domain.people import Answer, ClinicalProfile
from kapplanner.domain.quantities import Band, BodyMass, PlannedDose
from kapplanner.domain.restrictions import restrictions
from kapplanner.domain.routes import RouteProfile
from kapplanner.domain.session import Route
from tests.support.build import medicine, plan, session


def profile(route: Route = Route.IM, **more: object) -> RouteProfile:
    values: dict[str, object] = {
        "route": route,
        "block_minutes": 180,
        "observation_minutes": 120,
        "solids_minutes": 360,
        "fluids_minutes": 120,
        "accompanied_minutes": 720,
        "vital_signs_minutes": (0, 15, 30, 60),
        "low_edge": PlannedDose.per_kilogram("0.5"),
        "standard_edge": PlannedDose.per_kilogram("0.75"),
        "share_absorbed": Decimal("0.93"),
        "driving_not_before": time(9, 0),
        "night_until": time(5, 0),
    }
    return RouteProfile(**{**values, **more})  # type: ignore[arg-type]


def test_an_injection_at_half_past_nine_stops_food_at_half_past_three() -> None:
    dose = medicine("D4", "09:30", 180, route="IM")
    times = restrictions(plan(dose), dose, profile())
    assert times.food_stop == datetime(2026, 12, 9, 3, 30)
    assert times.drink_stop == datetime(2026, 12, 9, 7, 30)
    assert times.observe_until == datetime(2026, 12, 9, 12, 30)
    assert times.driving_again == datetime(2026, 12, 10, 9, 0)
    assert times.accompanied_until == datetime(2026, 12, 9, 21, 30)


def test_everything_counts_from_the_dose_and_not_from_the_start() -> None:
    dose = medicine("D4", "09:30", 60, route="IM", details={"minutes_to_dose": 45})
    times = restrictions(plan(dose), dose, profile())
    assert times.dose == datetime(2026, 12, 9, 10, 15)
    assert times.food_stop == datetime(2026, 12, 9, 4, 15)
    assert times.observe_until == datetime(2026, 12, 9, 12, 15)


def test_a_drip_is_watched_an_hour_after_its_end_where_that_is_later() -> None:
    long_drip = medicine("D4", "09:30", 60, route="IV", details={"infusion_minutes": 90})
    iv = profile(Route.IV, after_infusion_minutes=60, infusion_minutes=40)
    assert restrictions(plan(long_drip), long_drip, iv).observe_until == datetime(2026, 12, 9, 12, 0)
    usual = medicine("D4", "09:30", 60, route="IV")
    assert restrictions(plan(usual), usual, iv).observe_until == datetime(2026, 12, 9, 11, 30)


def test_fasting_counts_real_hours_over_a_clock_change() -> None:
    dose = medicine("D1", "07:30", route="IM").with_changes(start=datetime(2027, 3, 14, 7, 30))
    assert restrictions(plan(dose), dose, profile()).food_stop == datetime(2027, 3, 14, 0, 30)
    autumn = dose.with_changes(start=datetime(2026, 11, 1, 6, 30))
    assert restrictions(plan(autumn), autumn, profile()).food_stop == datetime(2026, 11, 1, 1, 30)


@pytest.mark.parametrize(
    ("insulin", "clock", "food_stop", "rounded"),
    [
        (Answer.NO, "09:30", datetime(2026, 12, 8, 23, 0), True),
        (Answer.NO, "10:59", datetime(2026, 12, 8, 23, 0), True),
        (Answer.NO, "11:00", datetime(2026, 12, 9, 5, 0), False),
        (Answer.YES, "09:30", datetime(2026, 12, 9, 3, 30), False),
        (Answer.NOT_ASKED, "09:30", datetime(2026, 12, 9, 3, 30), False),
    ],
)
def test_a_fixed_evening_hour_moves_a_night_food_stop_back_but_never_with_insulin(
    insulin: Answer, clock: str, food_stop: datetime, rounded: bool
) -> None:
    dose = medicine("D4", clock, route="IM")
    evening = plan(dose, evening_food_stop="23:00", profile=ClinicalProfile(insulin_or_sulfonylurea=insulin))
    times = restrictions(evening, dose, profile())
    assert (times.food_stop, times.food_stop_rounded) == (food_stop, rounded)


@pytest.mark.parametrize(
    ("dose", "band"),
    [
        ("37.5 mg", Band.LOW),
        ("0.5 mg/kg", Band.LOW),
        ("37.6 mg", Band.STANDARD),
        ("0.75 mg/kg", Band.STANDARD),
        ("0.76 mg/kg", Band.HIGH),
        ("standard", Band.STANDARD),
    ],
)
def test_an_edge_belongs_to_its_band(dose: str, band: Band) -> None:
    assert profile().band(PlannedDose.parse(dose), BodyMass(Decimal(75))) is band


def test_a_band_is_not_known_without_the_weight_it_needs() -> None:
    assert profile().band(PlannedDose.parse("45 mg"), None) is None
    assert profile().band(PlannedDose.parse("0.5 mg/kg"), None) is Band.LOW
    assert profile().band(PlannedDose(), BodyMass(Decimal(75))) is None


def test_only_a_medicine_session_restricts_anything() -> None:
    talk = session("integration", "D3", "10:00")
    with pytest.raises(ImpossibleValue, match="Only a medicine session has restrictions"):
        restrictions(plan(talk), talk, profile())
