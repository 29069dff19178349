"""The sample plan: fictional, from the shipped two-week template, with one Caution left in on purpose."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from kapplanner.codec.clinical_lists import condition_list, medicine_list
from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.codec.templates import template_named
from kapplanner.domain.identity import CountedIds, IdSource
from kapplanner.domain.people import (
    Answer,
    Assignment,
    ClinicalProfile,
    ConditionAnswer,
    Consent,
    Contact,
    Diagnosis,
    EarlierKetamine,
    EarlierTreatment,
    Escort,
    EscortKind,
    Examinations,
    Medicine,
    Patient,
    Practitioner,
    Presentation,
    PresentationStrength,
    Role,
    Score,
    VitalSigns,
)
from kapplanner.domain.places import Room, Site
from kapplanner.domain.plan import Plan
from kapplanner.domain.quantities import BloodPressure, BodyMass, PlannedDose
from kapplanner.domain.session import (
    Attendance,
    LozengeHandling,
    Modality,
    Route,
    Session,
    SessionKind,
)
from kapplanner.domain.template import Choices, instantiate
from kapplanner.rules.medicine_list import Asked

FIRST_DAY: Final = date(2026, 12, 6)
# From the second session by injection: 75 mg as a lozenge and 30 mg as an injection reach the blood in about the same
# amount, so that changing the route gives no finding of its own; the steps after it stay small.
_DOSES: Final = ("75 mg", "30 mg", "36 mg", "42 mg", "45 mg", "45 mg")
_URINE_TEST: Final = {1: ("urine drug test",), 4: ("urine drug test",)}  # once a week, before the first dose of it
_PRESCRIBER, _NURSE, _THERAPIST = "lindqvist", "okafor", "moreau"
_MEDICINE_ROOM, _TALK_ROOM, _QUIET_ROOM, _DESK = "room-2", "room-3", "quiet-room", "front-desk"


def sample_plan(first_day: date | None = None, ids: IdSource | None = None) -> Plan:
    """A fictional patient's plan, well filled, whose one Caution is an EMDR session 3 h 30 min after a dose (R26)."""
    start = first_day or FIRST_DAY
    numbers = ids or CountedIds("sample")
    template = template_named("gad-two-weeks")
    plan = instantiate(
        template,
        Choices(start, first_route=Route.SL, route=Route.IM),
        routes=rule_set_named(template.rule_set).routes,
        ids=numbers,
        site=_site(),
        practitioners=_practitioners(),
        rooms=_rooms(),
    )
    screened, consented = _day_of(plan, SessionKind.SCREENING), _day_of(plan, SessionKind.PREPARATION)
    plan = plan.with_changes(
        patient=_patient(weighed=screened),
        profile=_profile(screened, consented),
        sample=True,
        evening_food_stop="23:00",
        retreat=replace(plan.retreat, night_cover=Answer.YES) if plan.retreat else None,
    )
    plan = _with_days_of_its_own(plan)
    plan = plan.with_sessions((*_around_medicine(plan, numbers), *_talks(plan, numbers)))
    return plan.with_sessions(tuple(_with_care(plan, session) for session in plan.sessions))


def _with_days_of_its_own(plan: Plan) -> Plan:
    """The first days shaped by hand, and the EMDR session that comes too soon after the dose of day 4."""
    shaped = (
        _at(plan, 1, "15:30").with_changes(start=_clock(plan, 1, "15:15"), minutes=45),
        _at(plan, 1, "16:30").with_changes(start=_clock(plan, 1, "16:15")),
        _at(plan, 4, "16:00").with_changes(
            start=_clock(plan, 4, "13:00"),
            minutes=60,
            modality=Modality.EMDR.value,
            title="Resting your mind on a safe place",
            new_target=Answer.NO,
        ),
        _at(plan, 5, "10:00").with_changes(
            start=_clock(plan, 5, "09:30"), modality=Modality.EMDR.value, title="Target 1", new_target=Answer.YES
        ),
        _at(plan, 10, "10:00").with_changes(
            modality=Modality.EMDR.value, title="Target 1, finish", new_target=Answer.NO, closing=Answer.YES
        ),
    )
    return plan.with_sessions(shaped)


def _around_medicine(plan: Plan, ids: IdSource) -> Iterator[Session]:
    """The check before and the rest after each medicine session, bound to it."""
    for number, medicine in enumerate(plan.medicine_sessions, 1):
        yield Session(
            id=ids.new_id(),
            kind=SessionKind.MEASURE,
            start=medicine.start - timedelta(minutes=50),
            minutes=20,
            title="Check before the dose",
            bound_to=medicine.id,
            checklist=("suicide-risk screen", "vital signs", "fasting", *_URINE_TEST.get(number, ())),
            measures=("C-SSRS", "SUDS"),
        )
        wait = 120 if number == 2 else 30  # the second is followed by EMDR first
        yield Session(
            id=ids.new_id(),
            kind=SessionKind.REST,
            start=medicine.wall_end + timedelta(minutes=wait),
            minutes=90,
            title="Quiet room, light lunch",
            bound_to=medicine.id,
        )


def _talks(plan: Plan, ids: IdSource) -> Iterator[Session]:
    """More talks of the first week."""
    for day, clock, minutes, modality, title in (
        (3, "14:00", 60, Modality.IFS, "Meeting the worrying part"),
        (5, "11:30", 60, Modality.SOMATIC, "Breath, grounding"),
    ):
        start = _clock(plan, day, clock)
        yield Session(ids.new_id(), SessionKind.INTEGRATION, start, minutes, title=title, modality=modality.value)
    yield Session(
        id=ids.new_id(),
        kind=SessionKind.FOLLOW_UP,
        start=_clock(plan, 5, "13:30"),
        minutes=30,
        title="Call with the support person",
        checklist=("suicide-risk screen",),
        attendance=Attendance.PHONE,
    )
    yield Session(
        id=ids.new_id(),
        kind=SessionKind.FOLLOW_UP,
        start=_clock(plan, 7, "14:00"),
        minutes=45,
        title="Plan review",
        checklist=("suicide-risk screen",),
        people=(Assignment(Role.PRESCRIBER, _PRESCRIBER),),
    )


def _with_care(plan: Plan, session: Session) -> Session:
    """The session with people, room and, for medicine, the dose and the escort."""
    roles, room = {
        SessionKind.SCREENING: ((Role.PRESCRIBER, Role.NURSE), _TALK_ROOM),
        SessionKind.PREPARATION: ((Role.THERAPIST,), _TALK_ROOM),
        SessionKind.MEDICINE: ((Role.PRESCRIBER, Role.MONITOR, Role.THERAPIST), _MEDICINE_ROOM),
        SessionKind.INTEGRATION: ((Role.THERAPIST,), _TALK_ROOM),
        SessionKind.MEASURE: ((Role.NURSE,), _DESK if session.bound_to else _TALK_ROOM),
        SessionKind.PRACTICE: ((), None),
        SessionKind.REST: ((), _QUIET_ROOM),
        SessionKind.FOLLOW_UP: ((Role.THERAPIST,), _TALK_ROOM),
        SessionKind.TRAVEL: ((), None),
    }[session.kind]
    people = {Role.PRESCRIBER: _PRESCRIBER, Role.MONITOR: _NURSE, Role.NURSE: _NURSE, Role.THERAPIST: _THERAPIST}
    session = session.with_changes(
        people=session.people or tuple(Assignment(role, people[role]) for role in roles),
        room=room if session.attendance is Attendance.ON_SITE else None,
    )
    number = plan.medicine_number(session)
    if session.medicine is None or number is None:
        return session
    lozenge = LozengeHandling.SPIT if session.medicine.route is Route.SL else None
    dose = PlannedDose.parse(_DOSES[number - 1])
    medicine = replace(session.medicine, dose=dose, lozenge=lozenge, escort=_escort(), group_size=1)
    return session.with_changes(medicine=medicine)


def _at(plan: Plan, day: int, clock: str) -> Session:
    moment = _clock(plan, day, clock)
    return next(session for session in plan.sessions if session.start == moment)


def _day_of(plan: Plan, kind: SessionKind) -> date:
    """The day of the first session of a kind."""
    return next(session.day for session in plan.sessions if session.kind is kind)


def _clock(plan: Plan, day: int, clock: str) -> datetime:
    return datetime.combine(plan.date_of(day), time.fromisoformat(clock))


def _escort() -> Escort:
    return Escort(EscortKind.ON_SITE_STAFF, name="Night staff", phone="(555) 010-4477", hours=18)


def _patient(weighed: date) -> Patient:
    return Patient(
        name="Sam R.",
        birth_date=date(1984, 5, 14),
        weight=BodyMass(Decimal(75)),
        weighed_on=weighed,
        phone="(555) 010-2210",
        support_person=Contact("Kim R.", "(555) 010-2213", "sister"),
        escort=_escort(),
    )


def _profile(screened: date, consented: date) -> ClinicalProfile:
    return ClinicalProfile(
        diagnosis=Diagnosis.GAD,
        scores=(
            Score("GAD-7", Decimal(15), screened),
            Score("PHQ-9", Decimal(9), screened),
            Score("OASIS", Decimal(11), screened),
        ),
        triggers="Health news, messages from work, being late.",
        earlier_treatments=(
            EarlierTreatment("psychotherapy", "CBT, 16 sessions", Answer.YES),
            EarlierTreatment("medicine", "Sertraline, 12 months", Answer.YES),
        ),
        presentation=(
            PresentationStrength(Presentation.COGNITIVE, 3),
            PresentationStrength(Presentation.SOMATIC, 2),
            PresentationStrength(Presentation.BEHAVIOURAL, 1),
            PresentationStrength(Presentation.ORIGIN_IN_EVENTS, 1),
            PresentationStrength(Presentation.INTRUSIVE_IMAGES, 1),
            PresentationStrength(Presentation.PROTECTIVE_PARTS, 2),
        ),
        anticipatory_anxiety=4,
        fear_of_losing_control=Answer.NO,
        frail=Answer.NO,
        child_bearing_potential=Answer.NO,
        breastfeeding=Answer.NO,
        insulin_or_sulfonylurea=Answer.NO,
        conditions=_conditions(),
        medicines=(Medicine("Sertraline", group="SSRI", daily_amount="50 mg"),),
        vital_signs=VitalSigns(BloodPressure(124, 78), pulse=72, oxygen_saturation=98, taken_on=screened),
        consent=Consent(Answer.YES, consented, Answer.YES, Answer.YES),
        earlier_ketamine=EarlierKetamine(Answer.NO, count=0),
        examinations=_examinations(screened),
        crisis_plan=Answer.YES,
        adverse_event_open=Answer.NO,
    )


def _conditions() -> tuple[ConditionAnswer, ...]:
    """Asked about every condition of the list and about alcohol and cannabis: no to all."""
    own = (
        condition.code
        for condition in condition_list().conditions
        if not condition.today and condition.when.fact == f"profile.conditions.{condition.code}"
    )
    asked = (
        effect.code for group in medicine_list().groups for effect in group.effects if effect.asked is Asked.ALWAYS
    )
    return tuple(ConditionAnswer(code, Answer.NO) for code in (*own, *asked))


def _examinations(screened: date) -> Examinations:
    return Examinations(
        psychiatric_assessment_on=screened,
        medical_assessment_on=screened,
        ecg_on=screened,
        liver_tests_on=screened,
        thyroid_on=screened,
        urinary_questions_on=screened,
        urine_drug_test_on=screened,
        audit_c=2,
        dast_10=0,
    )


def _site() -> Site:
    return Site(
        name="Harbour Clinic",
        zone="America/New_York",
        phone_day="(555) 010-4400",
        phone_night="(555) 010-4477",
        emergency_number="911",
        address="1 Harbour Road",
        equipment=(
            "oximeter",
            "blood pressure cuff",
            "oxygen",
            "suction",
            "bag-mask",
            "defibrillator",
            "rescue medicines",
            "emergency plan",
        ),
        emergency_minutes=12,
    )


def _practitioners() -> tuple[Practitioner, ...]:
    methods = tuple(modality.value for modality in Modality)
    return (
        Practitioner(_PRESCRIBER, "Dr A. Lindqvist", (Role.PRESCRIBER,), ("BLS", "ACLS"), "(555) 010-4401"),
        Practitioner(_NURSE, "R. Okafor, RN", (Role.MONITOR, Role.NURSE), ("BLS", "ACLS"), "(555) 010-4402"),
        Practitioner(_THERAPIST, "L. Moreau", (Role.THERAPIST,), ("BLS", *methods), "(555) 010-4403"),
    )


def _rooms() -> tuple[Room, ...]:
    return (
        Room(_MEDICINE_ROOM, "Room 2"),
        Room(_TALK_ROOM, "Room 3"),
        Room(_QUIET_ROOM, "Quiet room", capacity=3),
        Room(_DESK, "Front desk"),
    )
