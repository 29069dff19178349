"""Any plan that the domain allows, for properties: every field of every value takes other values than its default."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from kapplanner.domain import people, places, plan, quantities, session
from kapplanner.domain.people import Answer

_LETTERS = st.sampled_from("abc XYZ äß漢字🙂'\"<&>{}\\/=+-@09.,;:")
_RTL_NAMES = st.sampled_from(["", "Łukasz O'Neil", "שלום", "李小龍", "Zoë <b>", "=1+1", "{name}"])
TEXTS = st.one_of(_RTL_NAMES, st.text(_LETTERS, max_size=30))
NOTES = st.one_of(TEXTS, st.just("first line\nsecond line\twith a tab"))
IDS = st.from_regex(r"\A[A-Za-z0-9][A-Za-z0-9._-]{0,12}\Z")
DAYS = st.dates(date(1990, 1, 1), date(2150, 12, 31))
ANSWERS = st.sampled_from(Answer)
_OFFSETS = st.integers(-720, 840).map(lambda minutes: timezone(timedelta(minutes=minutes)))
INSTANTS = st.datetimes(datetime(2000, 1, 1), datetime(2149, 1, 1), timezones=st.one_of(st.just(UTC), _OFFSETS))


def decimals(low: str, high: str, places: int) -> SearchStrategy[Decimal]:
    return st.decimals(Decimal(low), Decimal(high), places=places)


def maybe(strategy: SearchStrategy) -> SearchStrategy:
    return st.one_of(st.none(), strategy)


def tuples(strategy: SearchStrategy, most: int = 3, **more: object) -> SearchStrategy:
    return st.lists(strategy, max_size=most, **more).map(tuple)


DOSES = st.one_of(
    st.just(quantities.UNDECIDED),
    st.sampled_from(quantities.Band).map(quantities.PlannedDose.in_band),
    decimals("0.01", "2000", 2).map(quantities.PlannedDose.amount),
    decimals("0.01", "20", 4).map(quantities.PlannedDose.per_kilogram),
)
MASSES = decimals("20", "400", 2).map(quantities.BodyMass)
CONTACTS = st.builds(people.Contact, TEXTS, TEXTS, TEXTS)
ESCORTS = st.builds(people.Escort, st.sampled_from(people.EscortKind), TEXTS, TEXTS, maybe(st.integers(0, 168)))
PATIENTS = st.builds(
    people.Patient,
    name=TEXTS,
    birth_date=maybe(st.dates(date(1900, 1, 1), date(2026, 1, 1))),
    age=maybe(st.integers(0, 120)),
    weight=maybe(MASSES),
    weighed_on=maybe(DAYS),
    language=st.sampled_from(["en", "es"]),
    print_size=st.sampled_from([14, 18]),
    phone=TEXTS,
    support_person=maybe(CONTACTS),
    escort=maybe(ESCORTS),
)
PROFILES = st.builds(
    people.ClinicalProfile,
    diagnosis=maybe(st.sampled_from(people.Diagnosis)),
    scores=tuples(st.builds(people.Score, TEXTS, decimals("-1000", "1000", 3), maybe(DAYS))),
    triggers=NOTES,
    earlier_treatments=maybe(tuples(st.builds(people.EarlierTreatment, TEXTS, TEXTS, ANSWERS))),
    presentation=tuples(
        st.builds(people.PresentationStrength, st.sampled_from(people.Presentation), st.integers(0, 3))
    ),
    anticipatory_anxiety=maybe(st.integers(0, 10)),
    fear_of_losing_control=ANSWERS,
    frail=ANSWERS,
    child_bearing_potential=ANSWERS,
    breastfeeding=ANSWERS,
    insulin_or_sulfonylurea=ANSWERS,
    conditions=tuples(st.builds(people.ConditionAnswer, TEXTS, ANSWERS, NOTES)),
    medicines=maybe(tuples(st.builds(people.Medicine, TEXTS, TEXTS, TEXTS, maybe(decimals("0", "1000", 2))))),
    vital_signs=maybe(
        st.builds(
            people.VitalSigns,
            maybe(st.builds(quantities.BloodPressure, st.integers(121, 300), st.integers(20, 120))),
            maybe(st.integers(20, 250)),
            maybe(st.integers(50, 100)),
            maybe(DAYS),
        )
    ),
    consent=st.builds(people.Consent, ANSWERS, maybe(DAYS), ANSWERS, ANSWERS),
    earlier_ketamine=st.builds(
        people.EarlierKetamine, ANSWERS, tuples(DAYS), maybe(st.integers(0, 10_000)), st.sampled_from(["", "IM"])
    ),
    examinations=st.builds(
        people.Examinations, *([maybe(DAYS)] * 8), maybe(st.integers(0, 12)), maybe(st.integers(0, 10))
    ),
    crisis_plan=ANSWERS,
    adverse_event_open=ANSWERS,
    note=NOTES,
)
SITES = st.builds(
    places.Site,
    name=TEXTS,
    zone=st.sampled_from(["America/New_York", "Europe/Berlin", "UTC", "Australia/Lord_Howe", "Asia/Kathmandu"]),
    phone_day=TEXTS,
    phone_night=TEXTS,
    emergency_number=TEXTS,
    address=NOTES,
    equipment=maybe(tuples(st.sampled_from(["oxygen", "defibrillator"]))),
    emergency_minutes=maybe(st.integers(0, 120)),
)
VITAL_MINUTES = st.lists(st.integers(0, 1440), max_size=6, unique=True).map(lambda found: tuple(sorted(found)))
MEDICINE = st.builds(
    session.MedicineDetails,
    route=st.sampled_from(session.Route),
    dose=DOSES,
    minutes_to_dose=st.integers(0, 480),
    infusion_minutes=maybe(st.integers(1, 480)),
    booster=maybe(st.builds(session.Booster, DOSES, st.integers(1, 240))),
    lozenge=maybe(st.sampled_from(session.LozengeHandling)),
    vital_signs_minutes=maybe(VITAL_MINUTES),
    vital_signs_before_leaving=st.booleans(),
    escort=maybe(ESCORTS),
    group_size=maybe(st.integers(1, 100)),
)
MINUTES_OF_DAY = st.integers(5 * 60, 23 * 60).map(lambda minutes: time(minutes // 60, minutes % 60))


@st.composite
def sessions(
    draw: st.DrawFn, session_id: str, others: list[str], rooms: list[str], staff: list[str]
) -> session.Session:
    """A session that names only what the plan holds. No clock changes between 05:00 and 23:00 in the zones used."""
    kind = draw(st.sampled_from(session.SessionKind))
    roles = draw(st.lists(st.sampled_from(people.Role), unique=True, max_size=3))
    practitioner = maybe(st.sampled_from(staff)) if staff else st.none()
    return session.Session(
        id=session_id,
        kind=kind,
        start=datetime.combine(draw(DAYS), draw(MINUTES_OF_DAY)),
        minutes=draw(st.integers(1, 1440)),
        title=draw(TEXTS),
        modality=draw(maybe(st.sampled_from(["cbt", "emdr", "our-own-2"]))),
        medicine=draw(MEDICINE) if kind is session.SessionKind.MEDICINE else None,
        people=tuple(people.Assignment(role, draw(practitioner)) for role in roles),
        room=draw(maybe(st.sampled_from(rooms))) if rooms else None,
        attendance=draw(st.sampled_from(session.Attendance)),
        travel=draw(maybe(st.sampled_from(session.TravelDirection))),
        checklist=draw(tuples(TEXTS)),
        measures=draw(tuples(TEXTS)),
        phase=draw(st.sampled_from(session.Phase)),
        window=draw(maybe(st.builds(session.Window, st.integers(0, 365), st.integers(0, 365)))),
        bound_to=draw(maybe(st.sampled_from(others))),
        new_target=draw(ANSWERS),
        closing=draw(ANSWERS),
        exposure_needs=draw(maybe(tuples(st.sampled_from(session.ExposureNeed)))),
        low_dose_exception_by=draw(maybe(st.just("Dr Vega"))),
        patient_text=draw(NOTES),
        note=draw(NOTES),
        locked=draw(st.booleans()),
        state=draw(st.sampled_from(session.SessionState)),
    )


OVERRIDES = st.builds(
    plan.Override,
    rule=st.just("R26"),
    rule_version=st.just("1.0"),
    fingerprint=st.just("abcd-ef"),
    reason=st.sampled_from(plan.OverrideReason),
    by=st.just("Dr Vega"),
    at=INSTANTS,
    words=st.just("because it was\nagreed before"),
    second_by=TEXTS,
)
RULE_SETS = st.builds(plan.RuleSetReference, IDS, st.sampled_from(["1.0", "2.13"]))


@st.composite
def plans(draw: st.DrawFn) -> plan.Plan:
    """A plan with up to four sessions, three rooms and three practitioners."""
    session_ids = draw(st.lists(IDS, unique=True, max_size=4))
    rooms = draw(st.lists(IDS, unique=True, max_size=3))
    staff = draw(st.lists(IDS, unique=True, max_size=3))
    stay = draw(maybe(DAYS))
    roles = tuples(st.sampled_from(people.Role))
    return plan.Plan(
        id=draw(IDS),
        code=draw(st.sampled_from(["K7-0042", ""])),
        title=draw(TEXTS),
        first_day=draw(DAYS),
        rule_set=draw(RULE_SETS),
        patient=draw(PATIENTS),
        profile=draw(PROFILES),
        site=draw(SITES),
        rooms=tuple(places.Room(i, draw(TEXTS), draw(st.integers(1, 100))) for i in rooms),
        practitioners=tuple(
            people.Practitioner(i, draw(TEXTS), draw(roles), draw(maybe(tuples(st.just("BLS")))), draw(TEXTS))
            for i in staff
        ),
        retreat=places.Retreat(stay, stay, draw(ANSWERS)) if stay else None,
        plan_type=draw(st.sampled_from(plan.PlanType)),
        template=draw(maybe(st.builds(plan.TemplateReference, IDS, st.just("1.0")))),
        sessions=tuple(draw(sessions(i, session_ids, rooms, staff)) for i in session_ids),
        overrides=draw(tuples(OVERRIDES)),
        acknowledgements=draw(
            tuples(st.builds(plan.Acknowledgement, st.just("R4"), st.just("1"), tuples(IDS), TEXTS, INSTANTS))
        ),
        checked=draw(maybe(st.builds(plan.CheckedMark, TEXTS, INSTANTS, st.just("ff00"), RULE_SETS))),
        sign_off=draw(maybe(st.builds(plan.SignOff, TEXTS, INSTANTS, st.integers(1, 99), TEXTS))),
        evening_food_stop=draw(maybe(st.just("22:00"))),
        version=draw(st.integers(1, 1_000_000)),
        sample=draw(st.booleans()),
        note=draw(NOTES),
    )
