"""Doses, weights and pressures."""

from decimal import Decimal

import pytest

from kapplanner.domain.errors import ImpossibleValue
from kapplanner.domain.quantities import Band, BloodPressure, BodyMass, DoseUnit, PlannedDose


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("45 mg", "45", DoseUnit.MG),
        ("45mg", "45", DoseUnit.MG),
        ("45\u00a0mg", "45", DoseUnit.MG),
        ("0.5 mg/kg", "0.5", DoseUnit.MG_PER_KG),
        ("0,5 mg / kg", "0.5", DoseUnit.MG_PER_KG),
        (" 37.5 MG ", "37.5", DoseUnit.MG),
    ],
)
def test_a_dose_is_read_with_its_unit(text: str, value: str, unit: DoseUnit) -> None:
    assert PlannedDose.parse(text) == PlannedDose(Decimal(value), unit)


@pytest.mark.parametrize(("text", "band"), [("low", Band.LOW), ("Standard", Band.STANDARD), ("HIGH", Band.HIGH)])
def test_a_band_is_read_as_a_band_and_never_as_an_amount(text: str, band: Band) -> None:
    dose = PlannedDose.parse(text)
    assert dose.band is band
    assert dose.milligrams(BodyMass(Decimal(70))) is None


@pytest.mark.parametrize(
    "text", ["45", "0.5", "45 g", "45 mcg", "45 µg", "45 ml", "mg", "-5 mg", "4 5 mg", "1e3 mg", "٤٥ mg x"]
)
def test_a_dose_without_a_unit_we_use_is_refused(text: str) -> None:
    with pytest.raises(ImpossibleValue):
        PlannedDose.parse(text)


@pytest.mark.parametrize("text", ["1,500 mg", "1,000mg", "12,500 mg", "1,250 mg/kg"])
def test_a_comma_that_may_stand_for_thousands_is_never_taken_for_a_fraction(text: str) -> None:
    with pytest.raises(ImpossibleValue, match="can be read in two ways"):
        PlannedDose.parse(text)


def test_a_dose_with_a_comma_that_has_one_meaning_is_read() -> None:
    assert PlannedDose.parse("0,125 mg").value == Decimal("0.125")
    assert PlannedDose.parse("37,5 mg").value == Decimal("37.5")


def test_a_weight_with_a_comma_that_may_stand_for_thousands_is_refused_with_both_readings() -> None:
    with pytest.raises(ImpossibleValue, match=r"“80,000” can be read in two ways. Write 80000, or 80."):
        BodyMass.parse("80,000 kg")
    with pytest.raises(ImpossibleValue, match="two ways"):
        BodyMass.parse("1,000 lb")
    assert BodyMass.parse("72,5 kg").kilograms == Decimal("72.5")


def test_a_bare_number_is_told_that_the_unit_is_missing() -> None:
    with pytest.raises(ImpossibleValue, match="no unit"):
        PlannedDose.parse("45")


@pytest.mark.parametrize(
    ("value", "unit", "fits"),
    [
        ("0.001", DoseUnit.MG, True),
        ("0", DoseUnit.MG, False),
        ("-5", DoseUnit.MG, False),
        ("2000", DoseUnit.MG, True),
        ("2000.1", DoseUnit.MG, False),
        ("20", DoseUnit.MG_PER_KG, True),
        ("20.01", DoseUnit.MG_PER_KG, False),
        ("NaN", DoseUnit.MG, False),
        ("Infinity", DoseUnit.MG, False),
        ("0.12345", DoseUnit.MG, False),
    ],
)
def test_an_amount_that_can_only_be_a_slip_is_refused(value: str, unit: DoseUnit, fits: bool) -> None:
    if fits:
        assert PlannedDose(Decimal(value), unit).value == Decimal(value)
    else:
        with pytest.raises(ImpossibleValue):
            PlannedDose(Decimal(value), unit)


def test_per_kilogram_is_exact_at_the_weight() -> None:
    assert PlannedDose.per_kilogram("0.6").milligrams(BodyMass(Decimal(75))) == Decimal("45.0")
    assert PlannedDose.amount(45).milligrams_per_kilogram(BodyMass(Decimal(75))) == Decimal("0.6")


def test_an_amount_per_kilogram_is_not_known_without_a_weight() -> None:
    assert PlannedDose.per_kilogram("0.5").milligrams(None) is None
    assert PlannedDose.amount(45).milligrams_per_kilogram(None) is None


@pytest.mark.parametrize(
    ("dose", "written"),
    [
        (PlannedDose.amount("45.0"), "45\u00a0mg"),
        (PlannedDose.amount("0.50"), "0.5\u00a0mg"),
        (PlannedDose.amount(100), "100\u00a0mg"),
        (PlannedDose.per_kilogram("0.25"), "0.25\u00a0mg/kg"),
        (PlannedDose.in_band(Band.LOW), "low"),
        (PlannedDose(), "undecided"),
    ],
)
def test_a_dose_is_written_with_a_leading_and_without_a_trailing_zero(dose: PlannedDose, written: str) -> None:
    assert str(dose) == written


def test_an_amount_and_a_band_together_are_refused() -> None:
    with pytest.raises(ImpossibleValue, match="not both"):
        PlannedDose(Decimal(45), DoseUnit.MG, Band.LOW)


@pytest.mark.parametrize(
    ("text", "kilograms"),
    [("72kg", "72"), ("72 kg", "72"), ("158 lb", "71.7"), ("158 lbs", "71.7"), ("72,5 kg", "72.5")],
)
def test_a_weight_is_read_with_its_unit(text: str, kilograms: str) -> None:
    assert BodyMass.parse(text).kilograms == Decimal(kilograms)


@pytest.mark.parametrize("text", ["72", "", "72 stone", "19.9 kg", "400.1 kg", "-72 kg", "72 kg kg"])
def test_a_weight_without_unit_or_sense_is_refused(text: str) -> None:
    with pytest.raises(ImpossibleValue):
        BodyMass.parse(text)


def test_a_blood_pressure_upside_down_is_refused() -> None:
    assert str(BloodPressure(120, 80)) == "120/80\u00a0mmHg"
    with pytest.raises(ImpossibleValue):
        BloodPressure(80, 120)
