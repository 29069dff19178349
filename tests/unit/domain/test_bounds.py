"""What can be wrong is refused when it is built, in words; the last value that fits is taken."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from kapplanner.domain.errors import ImpossibleValue
from kapplanner.domain.identity import CountedIds, RandomIds, valid_id
from kapplanner.domain.people import (
    ClinicalProfile,
    Consent,
    Contact,
    EarlierKetamine,
    Escort,
    EscortKind,
    Examinations,
    Medicine,
    Patient,
    Practitioner,
    Presentation,
    PresentationStrength,
    Score,
    VitalSigns,
)
from kapplanner.domain.places import Retreat, Room, Site
from kapplanner.domain.plan import (
    MOST_SESSIONS,
    Acknowledgement,
    CheckedMark,
    Override,
    OverrideReason,
    RuleSetReference,
    SignOff,
)
from kapplanner.domain.quantities import DoseUnit, PlannedDose
from kapplanner.domain.session import Booster, MedicineDetails, Route, Session, SessionKind, Window
from kapplanner.domain.text import bounded
from kapplanner.domain.time import SystemClock
from tests.support.build import FIRST_DAY, assigned, medicine, plan, session

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
NAIVE = datetime(2026, 11, 23, 12, 0)
RULES = RuleSetReference("intensive", "1.0")


def details(**values: object) -> MedicineDetails:
    return MedicineDetails(Route.IM, **values)  # type: ignore[arg-type]


def kept(**values: object) -> Override:
    usual = {
        "rule": "r",
        "rule_version": "1",
        "fingerprint": "f",
        "reason": OverrideReason.AGREED,
        "by": "Ann",
        "at": NOW,
    }
    return Override(**{**usual, **values})  # type: ignore[arg-type]


FITS: list[Callable[[], object]] = [
    lambda: Escort(EscortKind.NAMED_ADULT, hours=168),
    lambda: Patient(age=0, print_size=18, birth_date=date(1900, 1, 1), weighed_on=date(2026, 1, 1)),
    lambda: Patient(age=120),
    lambda: PresentationStrength(Presentation.COGNITIVE, 3),
    lambda: Score("GAD-7", Decimal(21), FIRST_DAY),
    lambda: Medicine("diazepam", diazepam_equivalent=Decimal(0)),
    lambda: VitalSigns(pulse=20, oxygen_saturation=100, taken_on=FIRST_DAY),
    lambda: EarlierKetamine(count=10_000, days=(FIRST_DAY,)),
    lambda: ClinicalProfile(anticipatory_anxiety=10),
    lambda: Examinations(audit_c=12, dast_10=10, ecg_on=FIRST_DAY),
    lambda: Consent(given_on=FIRST_DAY),
    lambda: Practitioner("a", "Ann", trainings=("emdr",)),
    lambda: Site(equipment=("oximeter",), emergency_minutes=0),
    lambda: Room("r", "Room", 100),
    lambda: Retreat(FIRST_DAY, FIRST_DAY),
    lambda: Booster(PlannedDose.amount(20), 240),
    lambda: details(minutes_to_dose=480, infusion_minutes=480, vital_signs_minutes=(0, 1440), group_size=100),
    lambda: details(vital_signs_minutes=()),
    lambda: Window(365, 365),
    lambda: kept(reason=OverrideReason.OTHER, words="ten chars."),
    lambda: SignOff("Ann", NOW, 1),
    lambda: plan(evening_food_stop="17:00"),
    lambda: plan(version=1_000_000),
]

REFUSED: list[tuple[Callable[[], object], str]] = [
    (lambda: Escort(EscortKind.NAMED_ADULT, hours=169), "168 hours"),
    (lambda: Patient(age=121), "121 years"),
    (lambda: Contact("x" * 201), "contact's name"),
    (lambda: PlannedDose(Decimal(5)), "no unit"),
    (lambda: Patient(age=-1), "-1 years"),
    (lambda: Patient(birth_date=date(1899, 12, 31)), "before 1900"),
    (lambda: Patient(weighed_on=date(1, 1, 1)), "day of weighing"),
    (lambda: Patient(print_size=12), "14 or 18"),
    (lambda: PresentationStrength(Presentation.COGNITIVE, 4), "0 to 3"),
    (lambda: Score("GAD-7", Decimal("NaN")), "NaN"),
    (lambda: Score("GAD-7", Decimal(1), date(9999, 1, 1)), "day of a score"),
    (lambda: Medicine("diazepam", diazepam_equivalent=Decimal(-1)), "-1 mg"),
    (lambda: VitalSigns(pulse=19), "pulse of 19"),
    (lambda: VitalSigns(oxygen_saturation=101), "101 %"),
    (lambda: VitalSigns(taken_on=date(9999, 1, 1)), "vital signs"),
    (lambda: EarlierKetamine(count=-1), "count of -1"),
    (lambda: EarlierKetamine(days=(date(9999, 1, 1),)), "earlier ketamine"),
    (lambda: ClinicalProfile(anticipatory_anxiety=11), "0 to 10"),
    (lambda: Examinations(audit_c=13), "AUDIT-C"),
    (lambda: Examinations(dast_10=11), "DAST-10"),
    (lambda: Examinations(liver_tests_on=date(1, 1, 1)), "examination"),
    (lambda: Consent(given_on=date(1, 1, 1)), "consent"),
    (lambda: Site(emergency_minutes=-1), "Emergency care"),
    (lambda: Room("r", "Room", 0), "1 to 100"),
    (lambda: Retreat(FIRST_DAY, FIRST_DAY - timedelta(1)), "ends before"),
    (lambda: Booster(PlannedDose.amount(20), 0), "1 to 240"),
    (lambda: details(minutes_to_dose=-1), "0 to 480"),
    (lambda: details(infusion_minutes=0), "1 to 480"),
    (lambda: details(vital_signs_minutes=(0, 1441)), "1,440"),
    (lambda: details(vital_signs_minutes=(30, 15)), "must rise"),
    (lambda: details(vital_signs_minutes=(15, 15)), "must rise"),
    (lambda: details(group_size=0), "1 to 100"),
    (lambda: Window(-1, 0), "0 to 365"),
    (lambda: PlannedDose(unit=DoseUnit.MG), "no number"),
    (lambda: kept(by="  "), "name of the clinician"),
    (lambda: kept(reason=OverrideReason.OTHER, words="nine char"), "10 characters"),
    (lambda: kept(at=NAIVE), "time zone"),
    (lambda: Acknowledgement("r", "1", (), "Ann", NAIVE), "time zone"),
    (lambda: CheckedMark("Ann", NAIVE, "f", RULES), "time zone"),
    (lambda: SignOff("Ann", NAIVE, 1), "time zone"),
    (lambda: plan(evening_food_stop="16:59"), "between 17:00 and 23:59"),
    (lambda: plan(evening_food_stop="late"), "not a time of day"),
    (lambda: plan(version=0), "version number"),
    (lambda: plan(rooms=(Room("a", "A"), Room("a", "B"))), "Two rooms"),
    (lambda: plan(practitioners=(Practitioner("a", "A"), Practitioner("a", "B"))), "Two practitioners"),
    (lambda: session("rest", "D1", "10:00", modality="../x"), "id of a modality"),
    (lambda: session("rest", "D1", "10:00", people=(assigned("nurse", None), assigned("nurse", None))), "filled once"),
    (lambda: Session("a", SessionKind.MEDICINE, NAIVE, 60), "needs a route"),
    (lambda: Session("a", SessionKind.REST, NAIVE, 60, medicine=details()), "no other session has one"),
    (lambda: Session("a", SessionKind.REST, NOW, 60), "carries no offset"),
    (lambda: Session("a", SessionKind.REST, NAIVE.replace(second=1), 60), "whole minute"),
    (lambda: Session("a", SessionKind.REST, datetime(1, 1, 1), 60), "day of a session"),
    (lambda: valid_id("", "A room"), "A room has an id"),
    (lambda: valid_id("a/b", "A room"), "a/b"),
    (lambda: bounded(5, "The name", 10), "must be text"),  # type: ignore[arg-type]
]


@pytest.mark.parametrize("build", FITS)
def test_the_last_value_that_fits_is_taken(build: Callable[[], object]) -> None:
    assert build() is not None


@pytest.mark.parametrize(("build", "words"), REFUSED, ids=[words for _, words in REFUSED])
def test_the_first_that_does_not_fit_is_refused_in_words(build: Callable[[], object], words: str) -> None:
    with pytest.raises(ImpossibleValue) as refused:
        build()
    assert words in str(refused.value)


def test_a_plan_holds_so_many_sessions_and_no_more() -> None:
    one = session("rest", "D1", "10:00", id="a")
    many = tuple(one.with_changes(id=f"s{n}") for n in range(MOST_SESSIONS + 1))
    assert len(plan(*many[1:]).sessions) == MOST_SESSIONS
    with pytest.raises(ImpossibleValue, match="at most"):
        plan(*many)


@pytest.mark.parametrize(
    ("day", "age"), [(date(2026, 12, 5), 39), (date(2026, 12, 6), 40), (date(2027, 12, 5), 40), (date(2027, 12, 6), 41)]
)
def test_age_grows_on_the_birthday(day: date, age: int) -> None:
    assert Patient(birth_date=date(1986, 12, 6)).age_on(day) == age


def test_a_leap_day_child_grows_older_on_the_first_of_march() -> None:
    born = Patient(birth_date=date(2004, 2, 29))
    assert (born.age_on(date(2026, 2, 28)), born.age_on(date(2026, 3, 1))) == (21, 22)


def test_without_a_birth_date_the_age_entered_counts_and_none_is_not_known() -> None:
    assert Patient(age=44).age_on(FIRST_DAY) == 44
    assert Patient().age_on(FIRST_DAY) is None


def test_only_a_medicine_session_has_a_dose_time() -> None:
    rest = session("rest", "D1", "10:00")
    with pytest.raises(ImpossibleValue, match="dose time"):
        plan(rest).dose_time(rest)


def test_a_practitioner_or_room_that_is_not_there_is_none() -> None:
    whole = plan(rooms=(Room("a", "A"),), practitioners=(Practitioner("p", "P"),))
    assert (whole.room("a"), whole.room("b")) == (Room("a", "A"), None)
    assert (whole.practitioner("p"), whole.practitioner("q")) == (Practitioner("p", "P"), None)


def test_the_last_day_of_an_empty_plan_is_its_first() -> None:
    assert plan().last_day == FIRST_DAY
    assert plan(medicine("D4")).last_day == FIRST_DAY + timedelta(3)


def test_random_ids_and_codes_are_fit_for_use_and_differ() -> None:
    source = RandomIds()
    ids = {source.new_id() for _ in range(100)}
    assert len(ids) == 100
    for made in ids:
        valid_id(made, "A plan")
    code = source.new_code()
    assert len(code) == 7 and code[2] == "-"


def test_counted_ids_are_the_same_every_time() -> None:
    assert [CountedIds("s").new_id(), CountedIds("s").new_code()] == ["s-1", "S0-0000"]


def test_the_clock_knows_its_zone() -> None:
    assert SystemClock().now().tzinfo is not None
