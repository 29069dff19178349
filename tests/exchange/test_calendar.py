"""The calendar file, read back with a calendar library."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from kapplanner.domain.people import Assignment, Patient, Practitioner, Role
from kapplanner.domain.places import Room, Site
from kapplanner.domain.plan import Plan, RuleSetReference
from kapplanner.domain.session import Attendance, SessionState, TravelDirection
from kapplanner.exchange.format import Privacy
from kapplanner.exchange.formats import ics
from kapplanner.rules.finding import Report
from tests.exchange.rule_sets import READY, RULE_SET, report, stop, unchecked
from tests.support.build import medicine, plan, session

AT = datetime(2026, 12, 1, 14, 0, tzinfo=UTC)
NEW_YORK = ZoneInfo("America/New_York")
HOSTILE = "Doe; BEGIN:VEVENT, \\n <b>x</b> \u05d0\u05d1 😀"


def _calendar(
    written: Plan, privacy: Privacy = Privacy.FULL, judged: Report = READY, at: datetime = AT
) -> tuple[Calendar, str]:
    data = ics.write(written, judged, RULE_SET, exported_at=at, privacy=privacy)
    calendar = Calendar.from_ical(data)
    assert isinstance(calendar, Calendar)
    return calendar, data.decode()


def _events(written: Plan, privacy: Privacy = Privacy.FULL, judged: Report = READY, at: datetime = AT) -> list[Event]:
    return list(_calendar(written, privacy, judged, at)[0].walk("VEVENT"))


def _one(written: Plan, title: str, privacy: Privacy = Privacy.FULL) -> Event:
    found = [event for event in _events(written, privacy) if event["summary"] == title]
    assert len(found) == 1
    return found[0]


def _alarm_times(event: Event) -> dict[str, datetime]:
    start = event.decoded("dtstart")
    return {
        str(alarm["description"]).replace("\u00a0", " "): (start.astimezone(UTC) + alarm.decoded("trigger")).astimezone(
            NEW_YORK
        )
        for alarm in event.walk("VALARM")
    }


def test_each_session_is_one_entry_at_its_clock_time_in_the_plans_zone() -> None:
    written = plan(medicine("D2", "09:30"), session("integration", "D3", "10:00", 90, modality="emdr"))
    events = _events(written, Privacy.APPOINTMENT)
    assert [(e.decoded("dtstart"), e.decoded("dtend")) for e in events] == [
        (datetime(2026, 12, 7, 9, 30, tzinfo=NEW_YORK), datetime(2026, 12, 7, 12, 30, tzinfo=NEW_YORK)),
        (datetime(2026, 12, 8, 10, 0, tzinfo=NEW_YORK), datetime(2026, 12, 8, 11, 30, tzinfo=NEW_YORK)),
    ]
    assert [e["dtstart"].params["TZID"] for e in events] == ["America/New_York"] * 2


def test_the_same_plan_at_the_same_time_gives_the_same_bytes() -> None:
    written = plan(medicine("D2"))
    assert _calendar(written)[1] == _calendar(written)[1]


def test_a_moved_session_keeps_its_id_and_its_sequence_rises() -> None:
    before = medicine("D2", "09:30", id="m1")
    after = before.with_changes(start=before.start + timedelta(hours=1))
    old = _events(plan(before), Privacy.APPOINTMENT)[0]
    new = _events(plan(after), Privacy.APPOINTMENT, at=AT + timedelta(seconds=1))[0]
    assert old["uid"] == new["uid"]
    assert new["sequence"] == old["sequence"] + 1
    assert 0 < new["sequence"] < 2**31


def test_every_entry_has_an_id_of_its_own() -> None:
    events = _events(plan(medicine("D2"), medicine("D4"), session("rest", "D3", "10:00")))
    assert len({event["uid"] for event in events}) == len(events) == 3 + 2 * 4


def test_ids_do_not_change_with_the_patient_and_do_not_show_it() -> None:
    one = plan(medicine("D2", id="sam-r-1"), patient=Patient(name="Sam R."))
    other = plan(medicine("D2", id="sam-r-1"), patient=Patient(name="Kim Q."))
    assert [e["uid"] for e in _events(one)] == [e["uid"] for e in _events(other)]
    assert "sam" not in str(_events(one)[0]["uid"])


def test_two_plans_never_share_an_id() -> None:
    one, other = plan(medicine("D2", id="m1")), plan(medicine("D2", id="m1"), id="plan-2")
    assert _events(one)[0]["uid"] != _events(other)[0]["uid"]


@pytest.mark.parametrize("judged", [report(stop("overlap", "x")), report(not_checked=(unchecked("r15", "weight"),))])
def test_a_plan_that_is_not_ready_goes_out_as_tentative(judged: Report) -> None:
    assert {str(e["status"]) for e in _events(plan(medicine("D2")), judged=judged)} == {"TENTATIVE"}


def test_a_plan_whose_own_rules_are_not_here_goes_out_as_tentative() -> None:
    elsewhere = plan(medicine("D2"), rule_set=RuleSetReference("bayside", "3"))
    assert {str(e["status"]) for e in _events(elsewhere)} == {"TENTATIVE"}


def test_a_ready_plan_goes_out_as_confirmed() -> None:
    assert {str(e["status"]) for e in _events(plan(medicine("D2")))} == {"CONFIRMED"}


def test_a_cancelled_session_and_its_restrictions_stay_as_cancelled() -> None:
    written = plan(medicine("D2", state=SessionState.CANCELLED), session("rest", "D3", "10:00"))
    cancelled = [e for e in _events(written) if e["status"] == "CANCELLED"]
    assert len(cancelled) == 5
    assert all(not e.walk("VALARM") for e in cancelled)


def test_titles_at_appointment_level_tell_nothing() -> None:
    written = plan(
        medicine("D2", title="Ketamine 3", patient_text="Bring socks", note="secret"),
        site=Site(name="Harbour Ketamine Clinic", zone="America/New_York"),
        patient=Patient(name="Marker Patient"),
    )
    text = _calendar(written, Privacy.APPOINTMENT)[1]
    assert [str(e["summary"]) for e in _events(written, Privacy.APPOINTMENT)] == ["Appointment"]
    for word in ("Ketamine", "Harbour", "socks", "secret", "Marker", "eat", "Test plan", "K7-0042", "edicine"):
        assert word not in text


def test_titles_at_clinic_level_name_the_place_and_not_the_treatment() -> None:
    written = plan(medicine("D2", title="Ketamine 3"), session("follow-up", "D9", "10:00", attendance=Attendance.PHONE))
    events = _events(written, Privacy.CLINIC_VISIT)
    assert str(events[0]["summary"]) == "Clinic visit"
    assert str(events[0]["location"]) == "Harbour Clinic"
    assert str(events[-1]["summary"]) == "Call with the clinic"
    assert "location" not in events[-1]
    assert "Ketamine" not in _calendar(written, Privacy.CLINIC_VISIT)[1]


def test_full_titles_say_what_where_and_with_whom_and_never_notes_or_doses() -> None:
    written = plan(
        medicine(
            "D2",
            dose="45 mg",
            route="IM",
            room="r1",
            patient_text="Bring socks",
            note="secret",
            people=(Assignment(Role.THERAPIST, "p1"), Assignment(Role.MONITOR, None)),
        ),
        rooms=(Room("r1", "Blue room"),),
        practitioners=(Practitioner("p1", "Ana López"),),
    )
    event = _one(written, "Medicine 1 of 1")
    lines = str(event["description"]).split("\n")
    assert lines == [
        "Injection, intramuscular (IM)",
        "Room: Blue room",
        "With: Ana López",
        "Bring socks",
        "Plan K7-0042",
    ]
    text = _calendar(written)[1]
    assert "secret" not in text
    assert "mg" not in text


def test_text_from_people_cannot_break_out_of_its_place() -> None:
    written = plan(session("integration", "D3", "10:00", title=HOSTILE, patient_text=HOSTILE))
    calendar, text = _calendar(written)
    events = calendar.walk("VEVENT")
    assert len(events) == 1
    assert str(events[0]["summary"]) == f"Integration: {HOSTILE}"
    assert str(events[0]["description"]).startswith(HOSTILE)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_restriction_periods_are_transparent_and_stand_at_the_times_of_the_route() -> None:
    written = plan(medicine("D2", "14:00", details={"minutes_to_dose": 30}))
    periods = {
        str(e["summary"]): (e.decoded("dtstart").replace(tzinfo=None), e.decoded("dtend").replace(tzinfo=None))
        for e in _events(written)
        if e["transp"] == "TRANSPARENT"
    }
    monday, tuesday = date(2026, 12, 7), date(2026, 12, 8)
    assert periods == {
        "Nothing to eat": (datetime.combine(monday, time(10, 30)), datetime.combine(monday, time(17, 0))),
        "Nothing to drink": (datetime.combine(monday, time(12, 30)), datetime.combine(monday, time(17, 0))),
        "No driving until the next day after sleep": (
            datetime.combine(monday, time(14, 30)),
            datetime.combine(tuesday, time(9, 0)),
        ),
        "An adult stays with you": (
            datetime.combine(monday, time(14, 30)),
            datetime.combine(tuesday, time(14, 30)),
        ),
    }


def test_reminders_come_before_arriving_and_when_eating_must_stop() -> None:
    event = _one(plan(medicine("D2", "14:00")), "Medicine 1 of 1")
    assert _alarm_times(event) == {
        "Be at the clinic at 14:00": datetime(2026, 12, 7, 13, 30, tzinfo=NEW_YORK),
        "Nothing to eat from Mon 7 Dec, 10:00": datetime(2026, 12, 7, 10, 0, tzinfo=NEW_YORK),
    }


def test_a_stop_eating_time_in_the_night_is_told_the_evening_before() -> None:
    event = _one(plan(medicine("D2", "09:30", route="IM")), "Medicine 1 of 1")
    assert _alarm_times(event)["Nothing to eat from Mon 7 Dec, 01:30"] == datetime(2026, 12, 6, 21, tzinfo=NEW_YORK)


def test_a_stop_eating_time_late_in_the_evening_is_told_at_nine() -> None:
    event = _one(plan(medicine("D2", "05:30", route="IM")), "Medicine 1 of 1")
    assert _alarm_times(event)["Nothing to eat from Sun 6 Dec, 21:30"] == datetime(2026, 12, 6, 21, tzinfo=NEW_YORK)


def test_a_reminder_keeps_its_clock_time_over_a_clock_change() -> None:
    """The clocks go back on Sunday 1 November 2026; the reminder the evening before lies on the other side of it."""
    day = date(2026, 11, 1)
    written = plan(medicine("D1", "09:30", route="IM", first_day=day), first_day=day)
    event = _one(written, "Medicine 1 of 1")
    assert _alarm_times(event)["Nothing to eat from Sun 1 Nov, 01:30"] == datetime(2026, 10, 31, 21, tzinfo=NEW_YORK)


def test_rest_and_practice_leave_the_patients_time_free() -> None:
    written = plan(session("practice", "D3", "10:00"), session("measure", "D3", "12:00"))
    assert [str(e["transp"]) for e in _events(written)] == ["TRANSPARENT", "OPAQUE"]


def test_travel_to_the_retreat_gets_a_reminder_and_travel_home_none() -> None:
    written = plan(
        session("travel", "D1", "15:00", travel=TravelDirection.ARRIVAL),
        session("travel", "D7", "15:00", travel=TravelDirection.DEPARTURE),
    )
    assert [len(e.walk("VALARM")) for e in _events(written)] == [1, 0]


def test_a_session_that_ends_in_the_hour_that_comes_twice_gives_its_length() -> None:
    day = date(2026, 11, 1)
    written = plan(session("rest", "D1", "00:30", 120, first_day=day), first_day=day)
    event = _events(written)[0]
    assert "dtend" not in event
    assert event.decoded("duration") == timedelta(hours=2)


def test_an_empty_plan_gives_an_empty_calendar() -> None:
    assert _events(plan()) == []


@pytest.mark.parametrize(
    ("zone", "first", "parts"),
    [
        ("America/New_York", date(2026, 12, 6), 1),
        ("America/New_York", date(2026, 3, 1), 2),
        ("America/New_York", date(2026, 10, 25), 2),
        ("Asia/Kolkata", date(2026, 3, 1), 1),
        ("Europe/Dublin", date(2026, 10, 20), 2),
        ("Australia/Lord_Howe", date(2026, 3, 30), 2),
    ],
)
def test_the_zone_in_the_file_gives_the_offsets_of_the_plans_days(zone: str, first: date, parts: int) -> None:
    days = [f"D{n}" for n in range(1, 15)]
    written = plan(*(session("rest", day, "10:00", first_day=first) for day in days), first_day=first, zone=zone)
    calendar, _ = _calendar(written)
    component = calendar.walk("VTIMEZONE")[0]
    onsets = sorted(
        (part["dtstart"].dt - part["tzoffsetfrom"].td, part["tzoffsetto"].td) for part in component.subcomponents
    )
    assert len(onsets) == parts
    for entry in written.sessions:
        moment = written.start(entry).replace(tzinfo=None)
        offset = [to for begin, to in onsets if begin <= moment][-1]
        assert offset == entry.start.replace(tzinfo=ZoneInfo(zone)).utcoffset()


def test_clocks_that_go_forward_change_at_the_clock_time_before_the_change() -> None:
    """RFC 5545 reads DTSTART in TZOFFSETFROM: 02:00 at -0500, not 03:00."""
    first = date(2026, 3, 1)
    written = plan(session("rest", "D10", "10:00", first_day=first), first_day=first)
    summer = _calendar(written)[0].walk("DAYLIGHT")[0]
    assert summer["dtstart"].to_ical() == b"20260308T020000"
    assert (summer["tzoffsetfrom"].td, summer["tzoffsetto"].td) == (timedelta(hours=-5), timedelta(hours=-4))


def test_without_a_name_of_the_place_and_a_room_there_is_no_location() -> None:
    (event,) = _events(plan(session("rest", "D1", "14:00"), site=Site(name="", zone="America/New_York")))
    assert "location" not in event
