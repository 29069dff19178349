"""What a clinician types in one line, and the session it is read as (ui.md 7.5). Plan: Sunday 6 December 2026 is day 1.

The day in focus is day 2, Monday 7 December, 14:00; today is Tuesday 1 December 2026.
"""

from dataclasses import replace
from datetime import date, datetime

import pytest

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.domain.people import Patient, Practitioner, Role
from kapplanner.domain.places import Retreat, Room
from kapplanner.domain.plan import Plan
from kapplanner.domain.quantities import BodyMass
from kapplanner.domain.session import Route, Session
from kapplanner.editing.quick_entry import Part, Setting, Typed, read_back, read_session
from tests.support import build

RULES = rule_set_named("intensive")
TODAY = date(2026, 12, 1)

ROOMS = (Room("r2", "Room 2"), Room("r3", "Room 3"), Room("quiet", "Quiet room"), Room("desk", "Front desk"))
TEAM = (
    Practitioner("lee", "Dr A. Lee", (Role.THERAPIST,)),
    Practitioner("lind", "Dr Sofia Lindqvist", (Role.PRESCRIBER,)),
    Practitioner("okafor", "R. Okafor, RN", (Role.MONITOR, Role.NURSE)),
    Practitioner("park", "Kim Park", (Role.SITTER,)),
    Practitioner("mrpark", "Mr Jo Park", ()),
)


def plan(**more: object) -> Plan:
    values: dict[str, object] = {"rooms": ROOMS, "practitioners": TEAM, **more}
    return build.plan(
        build.session("screening", "D-10", "10:00", 60),
        build.session("integration", "D9", "10:00", 90, modality="cbt"),
        build.session("rest", "D10", "15:00", 45),
        build.session("follow-up", "D21", "11:00", 30),
        **values,  # type: ignore[arg-type]
    )


def setting(of: Plan | None = None, focus: datetime | None = None) -> Setting:
    return Setting(of or plan(), RULES, focus or build.at("D2", "14:00"), TODAY)


def read(line: str, of: Setting | None = None) -> Typed:
    return read_session(line, of or setting(), "new")


def shape(session: Session | None) -> str:
    """A session in short: "medicine IM 45 mg D3 09:00 180 r2"."""
    assert session is not None
    parts = [session.kind.value]
    if session.medicine is not None:
        parts += [session.medicine.route.value, str(session.medicine.dose).replace("\u00a0", " ")]
    parts += [session.modality or "", session.travel or ""]
    parts += [f"D{plan().day_number(session.day)}", f"{session.start:%H:%M}", str(session.minutes), session.room or ""]
    parts += [f"{entry.role}={entry.practitioner}" for entry in session.people]
    parts += [session.attendance.value if session.attendance != "on site" else ""]
    parts += [f"“{session.title}”" if session.title else ""]
    return " ".join(part for part in parts if part)


UNDERSTOOD = [
    # the six of the request
    ("IM 45 mg Tue 9-12 Room 2", "medicine IM 45 mg D3 09:00 180 r2"),
    ("EMDR Wed 10am 90 min", "integration emdr D4 10:00 90"),
    ("prep D-3 17:00 60m with Dr Lee", "preparation D-3 17:00 60 therapist=lee"),
    ("SL 0.5 mg/kg 3 dec 9:30 2h30", "medicine SL 0.5 mg/kg D-3 09:30 150"),
    ("rest 12-13", "rest D2 12:00 60"),
    ("follow-up +3d 11 phone", "follow-up D5 11:00 30 phone"),
    # kinds and their short forms; what is not typed: day and start in focus, the plan's last length of the kind
    ("screening", "screening D2 14:00 60"),
    ("screen tue 8:00", "screening D3 08:00 60"),
    ("Preparation session tue 8:00", "preparation D3 08:00 60"),
    ("med IM tue 9:00", "medicine IM undecided D3 09:00 180"),
    ("medicine session by IV tue 9:00 low dose", "medicine IV low D3 09:00 150"),
    ("dosing PO tue 9:00", "medicine PO undecided D3 09:00 210"),
    ("integration", "integration D2 14:00 90"),
    ("int EMDR", "integration emdr D2 14:00 90"),
    ("measure tue 9:00 20 min", "measure D3 09:00 20"),
    ("home practice tue 19:00 20 min", "practice D3 19:00 20"),
    ("homework tue 19:00 20 min", "practice D3 19:00 20"),
    ("rest", "rest D2 14:00 45"),
    ("break 12:00", "rest D2 12:00 45"),
    ("fu +1w 11:00", "follow-up D9 11:00 30"),
    ("f/u +1w 11:00", "follow-up D9 11:00 30"),
    ("Follow up +1w 11:00", "follow-up D9 11:00 30"),
    ("follow-up call +1w 11:00", "follow-up D9 11:00 30 phone"),
    ("travel D1 15:00", "travel D1 15:00 60"),
    ("arrival D1 15:00", "travel arrival D1 15:00 60"),
    ("travel departure day 14 noon", "travel departure D14 12:00 60"),
    # methods imply integration
    ("CBT", "integration cbt D2 14:00 90"),
    ("ART tue 10:00", "integration art D3 10:00 90"),
    ("IFS session tue 10:00", "integration ifs D3 10:00 90"),
    ("act tue 10:00", "integration values D3 10:00 90"),
    ("values and meaning tue 10:00", "integration values D3 10:00 90"),
    ("exposure tue 10:00", "integration exposure D3 10:00 90"),
    ("somatic tue 10:00", "integration somatic D3 10:00 90"),
    ("Behavioural experiment tue 10:00", "integration behavioural-experiment D3 10:00 90"),
    ("behavioral experiment tue 10:00", "integration behavioural-experiment D3 10:00 90"),
    ("imagery rescripting tue 10:00", "integration imagery-rescripting D3 10:00 90"),
    ("ImRs tue 10:00", "integration imagery-rescripting D3 10:00 90"),
    ("supportive tue 10:00", "integration supportive D3 10:00 90"),
    # routes, with the block of the rule set
    ("sl low tue 9:00", "medicine SL low D3 09:00 180"),
    ("lozenge 100 mg tue 9:00", "medicine SL 100 mg D3 09:00 180"),
    ("oral 100 mg tue 9:00", "medicine PO 100 mg D3 09:00 210"),
    ("IN 40 mg tue 9:00", "medicine IN 40 mg D3 09:00 180"),
    ("in 40 mg tue 9:00", "medicine IN 40 mg D3 09:00 180"),
    ("nasal ketamine 40 mg tue 9:00", "medicine IN 40 mg D3 09:00 180"),
    ("esk 56 mg tue 9:00", "medicine ESK 56 mg D3 09:00 150"),
    ("nasal ESK 56 mg tue 9:00", "medicine ESK 56 mg D3 09:00 150"),
    ("IM injection 45 mg tue 9:00", "medicine IM 45 mg D3 09:00 180"),
    ("subcutaneous 0.3 mg/kg tue 9:00", "medicine SC 0.3 mg/kg D3 09:00 150"),
    ("drip 0.5mg/kg tue 9:00", "medicine IV 0.5 mg/kg D3 09:00 150"),
    # doses are exact
    ("IM 45mg tue 9-12", "medicine IM 45 mg D3 09:00 180"),
    ("IM 45,5 mg tue 9-12", "medicine IM 45.5 mg D3 09:00 180"),
    ("IM 0,5 mg / kg tue 9-12", "medicine IM 0.5 mg/kg D3 09:00 180"),
    ("IM 0.1234 mg/kg tue 9-12", "medicine IM 0.1234 mg/kg D3 09:00 180"),
    ("SL 1500 mg tue 9-12", "medicine SL 1500 mg D3 09:00 180"),
    ("IM undecided tue 9-12", "medicine IM undecided D3 09:00 180"),
    ("IM high dose tue 9-12", "medicine IM high D3 09:00 180"),
    # days
    ("CBT 7 10:00", "integration cbt D2 10:00 90"),
    ("CBT on 9 10:00", "integration cbt D4 10:00 90"),
    ("CBT 7 dec 10:00", "integration cbt D2 10:00 90"),
    ("CBT Dec 9, 2026, 10:00", "integration cbt D4 10:00 90"),
    ("CBT 9 December 2026 10:00", "integration cbt D4 10:00 90"),
    ("CBT 2026-12-09 10:00", "integration cbt D4 10:00 90"),
    ("CBT 31.12. 10:00", "integration cbt D26 10:00 90"),
    ("CBT 30/12 10:00", "integration cbt D25 10:00 90"),
    ("CBT mon 10:00", "integration cbt D2 10:00 90"),
    ("CBT Sunday 10:00", "integration cbt D8 10:00 90"),
    ("CBT Tue, 8 dec 10:00", "integration cbt D3 10:00 90"),
    ("CBT 8 dec Tue 10:00", "integration cbt D3 10:00 90"),
    ("CBT tue 8 10:00", "integration cbt D3 10:00 90"),
    ("CBT tue 8 dec 10", "integration cbt D3 10:00 90"),
    ("CBT -1d 10:00", "integration cbt D1 10:00 90"),
    ("CBT +2 weeks 10:00", "integration cbt D16 10:00 90"),
    ("CBT day 5 10:00", "integration cbt D5 10:00 90"),
    ("CBT d5 10:00", "integration cbt D5 10:00 90"),
    ("CBT tomorrow 10:00", "integration cbt D-4 10:00 90"),
    ("CBT today 10:00", "integration cbt D-5 10:00 90"),
    # times and spans
    ("CBT tue 930", "integration cbt D3 09:30 90"),
    ("CBT tue 0930", "integration cbt D3 09:30 90"),
    ("CBT tue 9.30", "integration cbt D3 09:30 90"),
    ("CBT tue 1430", "integration cbt D3 14:30 90"),
    ("CBT tue 2p", "integration cbt D3 14:00 90"),
    ("CBT tue 2:30 p.m.", "integration cbt D3 14:30 90"),
    ("CBT tue at 10", "integration cbt D3 10:00 90"),
    ("CBT tue 10", "integration cbt D3 10:00 90"),
    ("CBT tue noon", "integration cbt D3 12:00 90"),
    ("CBT tue 12am", "integration cbt D3 00:00 90"),
    ("CBT tue 9:30–11", "integration cbt D3 09:30 90"),
    ("CBT tue 9.30-11.15", "integration cbt D3 09:30 105"),
    ("CBT tue 2p-4p", "integration cbt D3 14:00 120"),
    ("CBT tue 9 am to 11 am", "integration cbt D3 09:00 120"),
    ("CBT tue from 9 until 11:30", "integration cbt D3 09:00 150"),
    ("CBT tue 8-10pm", "integration cbt D3 20:00 120"),
    ("CBT tue 10-1pm", "integration cbt D3 10:00 180"),
    ("CBT tue 7pm-9", "integration cbt D3 19:00 120"),
    ("CBT tue 11am-1", "integration cbt D3 11:00 120"),
    ("CBT tue 10:00 until 11:00", "integration cbt D3 10:00 60"),
    ("rest until 15:30", "rest D2 14:00 90"),
    ("rest 20-24", "rest D2 20:00 240"),
    ("rest 20:00-midnight", "rest D2 20:00 240"),
    ("rest 9pm-12am", "rest D2 21:00 180"),
    ("rest 22-2 next day", "rest D2 22:00 240"),
    ("rest 22:00 4h", "rest D2 22:00 240"),
    # lengths
    ("CBT tue 10:00 90m", "integration cbt D3 10:00 90"),
    ("CBT tue 10:00 1h30", "integration cbt D3 10:00 90"),
    ("CBT tue 10:00 1 h 30 min", "integration cbt D3 10:00 90"),
    ("CBT tue 10:00 1½ h", "integration cbt D3 10:00 90"),
    ("CBT tue 10:00 1.5 h", "integration cbt D3 10:00 90"),
    ("CBT tue 10:00 2 h", "integration cbt D3 10:00 120"),
    ("CBT tue 10:00 for 1:30", "integration cbt D3 10:00 90"),
    ("CBT tue 10:00 for 75", "integration cbt D3 10:00 75"),
    ("CBT tue 10:00 75", "integration cbt D3 10:00 75"),
    ("CBT tue 10-11 60 min", "integration cbt D3 10:00 60"),
    ("SL 2 h 30 mg tue 10:00", "medicine SL 30 mg D3 10:00 120"),
    ("CBT 60 min tue 9h30", "integration cbt D3 09:30 60"),
    # rooms and people
    ("CBT tue 10:00 in room 3", "integration cbt D3 10:00 90 r3"),
    ("CBT tue 10:00 quiet room", "integration cbt D3 10:00 90 quiet"),
    ("CBT tue 10:00 in quiet", "integration cbt D3 10:00 90 quiet"),
    ("CBT tue 10:00 desk", "integration cbt D3 10:00 90 desk"),
    ("CBT tue 10:00 Dr Lee", "integration cbt D3 10:00 90 therapist=lee"),
    ("CBT tue 10:00 with A. Lee", "integration cbt D3 10:00 90 therapist=lee"),
    ("CBT tue 10:00 with S Lindqvist", "integration cbt D3 10:00 90 prescriber=lind"),
    ("CBT tue 10:00 with Lee as sitter", "integration cbt D3 10:00 90 sitter=lee"),
    ("CBT tue 10:00 nurse R. Okafor, RN", "integration cbt D3 10:00 90 nurse=okafor"),
    ("CBT tue 10:00 with Kim Park and Lee", "integration cbt D3 10:00 90 therapist=lee sitter=park"),
    ("IM tue 9-12 monitor Okafor, nurse Lee", "medicine IM undecided D3 09:00 180 monitor=okafor nurse=lee"),
    # where the patient takes part, and titles
    ("prep tue 10:00 online", "preparation D3 10:00 60 remote"),
    ("prep tue 10:00 by video", "preparation D3 10:00 60 remote"),
    ("prep tue 10:00 in person", "preparation D3 10:00 60"),
    ("fu tue 10:00 by phone", "follow-up D3 10:00 30 phone"),
    ('CBT tue 10:00 "Worry record"', "integration cbt D3 10:00 90 “Worry record”"),
    ("CBT tue 10:00 „Erste Sitzung“", "integration cbt D3 10:00 90 “Erste Sitzung”"),
    ("«Tue 9-12, IM» CBT tue 10:00", "integration cbt D3 10:00 90 “Tue 9-12, IM”"),
    # spaces, commas, capitals, and the same said twice
    ("  CBT ,tue;  10:00 ,90 min ", "integration cbt D3 10:00 90"),
    ("TUE 10AM CBT 90 MIN IN ROOM 2", "integration cbt D3 10:00 90 r2"),
    ("CBT\u00a0tue 10:00\u202f90\u00a0min", "integration cbt D3 10:00 90"),
    ("CBT tue Tuesday 10:00 10am", "integration cbt D3 10:00 90"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), UNDERSTOOD)
def test_a_line_is_read_as_the_session_that_was_meant(line: str, expected: str) -> None:
    typed = read(line)
    assert typed.problems == ()
    assert shape(typed.session) == expected


@pytest.mark.parametrize(("line", "expected"), UNDERSTOOD)
def test_what_is_read_back_can_be_typed_as_it_stands(line: str, expected: str) -> None:
    typed = read(line)
    assert read(typed.sentence).session == typed.session


REFUSED = [
    # not understood
    ("blorp", "blorp", "not understood"),
    ("CBT tue 10:00 sharp please", "sharp please", "“sharp please” was not understood"),
    ("CBT tue 10:00 🙂", "🙂", "not understood"),
    ("КПТ вторник 10:00", "КПТ вторник", "not understood"),
    ("CBT ٩:٣٠", "٩:٣٠", "not understood"),
    ("CBT 9:5", "9:5", "not understood"),
    ("IM 1e1 mg tue 9-12", "1e1 mg", "not understood"),
    ("CBT tue 10:00 - 90 min", "-", "not understood"),
    ("<b>CBT</b>", "<b>CBT</b>", "not understood"),
    # what it is
    ("tue 10:00", "tue 10:00", "Write what it is"),
    ("45 mg tue 9-12", "45 mg", "route of this dose"),
    ("med tue 9-12", "med", "route of this medicine session: SL, PO, IN, ESK, IM, SC or IV"),
    ("EMDR IM tue 9-12", "EMDR IM", "no session has both"),
    ("prep IM tue 9-12", "prep IM", "another kind"),
    ("prep EMDR tue 9-12", "prep EMDR", "another kind"),
    ("prep 45 mg tue 9-12", "45 mg", "Only a medicine session"),
    ("prep rest tue 9-12", "rest", "cannot both be meant"),
    ("EMDR CBT tue 9-12", "CBT", "cannot both be meant"),
    # routes
    ("IM IV tue 9-12", "IV", "“IM” and “IV” cannot both be meant"),
    ("nasal 40 mg tue 9-12", "nasal", "ketamine (IN) or Nasal spray, esketamine (ESK)"),
    ("spray 40 mg tue 9-12", "spray", "(IN) or"),
    ("injection 40 mg tue 9-12", "injection", "(IM) or Injection, under the skin (SC)"),
    ("IV injection 40 mg tue 9-12", "injection", "has no place"),
    ("in tue 9-12", "in", "can be the nasal route or a small word"),
    # doses
    ("IM 45 tue 9-12", "45", "a dose without its unit"),
    ("IM 25 9-12", "25", "a dose without its unit"),
    ("IM 33 tue 9-12", "33", "has no unit"),
    ("IM tue 9", "9", "a dose without its unit"),
    ("IM 45, mg tue 9-12", "45, mg", "a dose without its unit"),
    ("IM 1,500 mg tue 9-12", "1,500 mg", "Write 1500, or 1.5"),
    ("IM 0 mg tue 9-12", "0 mg", "above 0"),
    ("IM -45 mg tue 9-12", "-45 mg", "is not a dose"),
    ("IM 40-50 mg tue 9-12", "40-50 mg", "is not a dose"),
    ("IM 45 mcg tue 9-12", "45 mcg", "not in"),
    ("IM 45 g tue 9-12", "45 g", "not in g"),
    ("IM 45 mg/kg tue 9-12", "45 mg/kg", "at most 20 mg/kg"),
    ("IM 0.5 mg tue 9-12", "0.5 mg", "a tenth of a low dose"),
    ("SL 0.5 mg tue 9-12", "0.5 mg", "a tenth of a low dose"),
    ("IM 8 mg/kg tue 9-12", "8 mg/kg", "over ten times a standard dose"),
    ("IM 45 mg 50 mg tue 9-12", "50 mg", "cannot both be meant"),
    ("IM 45 mg low tue 9-12", "low", "cannot both be meant"),
    ("IM 0.12345 mg/kg tue 9-12", "0.12345 mg/kg", "is not a dose"),
    # days
    ("CBT tue wed 10:00", "wed", "“tue” and “wed” cannot both be meant"),
    ("CBT Mon 8 Dec 2026 10:00", "8 Dec 2026", "cannot both be meant"),
    ("CBT day 0 10:00", "day 0", "no day 0"),
    ("CBT 30 feb 10:00", "30 feb", "no date"),
    ("CBT 45 dec 10:00", "45 dec", "no date"),
    ("CBT 2026-13-01 10:00", "2026-13-01", "no date"),
    ("CBT 7/12 10:00", "7/12", "day first or month first"),
    ("CBT 7.12. 10:00", "7.12.", "day first or month first"),
    ("CBT 7.12", "7.12", "07:12 (7:12\u00a0am) or a date"),
    ("CBT 1 jan 1850 10:00", "1 jan 1850 10:00", "lies outside"),
    ("CBT 31 dec 9999 23:00 2h", "31 dec 9999 23:00 2h", "lies outside"),
    ("CBT wed 9", "9", "Wed 9 Dec 2026 (day 4) or start 09:00"),
    ("CBT 7 dec 10", "10", "Thu 10 Dec 2026 (day 5) or start 10:00"),
    ("CBT tue 14 10:00", "14", "has no place"),
    ("CBT tue 10:00 10", "10", "has no place"),
    ("CBT 31.04. 10:00", "31.04.", "There is no date"),
    # times
    ("2", "2", "02:00 or 14:00"),
    ("CBT 2", "2", "Wed 2 Dec 2026 (day -4) or 02:00 or 14:00"),
    ("CBT tue 2", "2", "“2” can be 02:00 or 14:00"),
    ("CBT tue 230", "230", "02:30 or 14:30"),
    ("CBT tue 120", "120", "01:20 or 13:20 or length 2\u00a0h"),
    ("CBT tue 15", "15", "start 15:00 (3:00\u00a0pm) or length 15\u00a0min"),
    ("CBT 12", "12", "Sat 12 Dec 2026 (day 7) or start 12:00"),
    ("CBT tue 9h30", "9h30", "start 09:30 (9:30\u00a0am) or length 9\u00a0h\u00a030\u00a0min"),
    ("CBT tue 2026", "2026", "year or a time"),
    ("CBT tue 24:00", "24:00", "end of this day"),
    ("CBT tue 25:00", "25:00", "no time"),
    ("CBT tue 9:75", "9:75", "no time"),
    ("CBT tue 13pm", "13pm", "no time"),
    ("CBT tue 12-9", "12-9", "The end, 09:00, is not after the start, 12:00"),
    ("CBT tue 10-10", "10-10", "is not after the start"),
    ("CBT tue 22:00-2:00am", "22:00-2:00am", "is not after the start"),
    ("CBT tue 10:00 11:00", "11:00", "cannot both be meant"),
    ("CBT tue 10-12 90 min", "10-12 90 min", "it does not last 1\u00a0h\u00a030\u00a0min"),
    ("CBT 14 mar 2027 2:30am", "14 mar 2027 2:30am", "does not exist in America/New_York"),
    ("CBT 1 nov 2026 1:30am", "1 nov 2026 1:30am", "happens twice in America/New_York"),
    ("CBT 1 nov 2026 00:00-1:30am", "1 nov 2026 00:00-1:30am", "happens twice"),
    # lengths
    ("CBT tue 10:00 25 h", "25 h", "from 1 minute to 24 hours"),
    ("CBT tue 10:00 0 min", "0 min", "from 1 minute to 24 hours"),
    ("CBT tue 10:00 for 5", "for 5", "hours or minutes"),
    ("CBT tue 10:00 1h75", "1h75", "beside hours, minutes go to 59"),
    ("CBT tue 10:00 60 min 90 min", "90 min", "cannot both be meant"),
    ("CBT tue 10:00 999", "999", "has no unit"),
    # rooms and people
    ("CBT tue 10:00 room", "room", "fits Room 2, Room 3 and Quiet room"),
    ("CBT tue 10:00 room 9", "room 9", "No room “room 9” in this plan. It has Room 2, Room 3,"),
    ("CBT tue 10:00 Room 2 Room 3", "Room 3", "cannot both be meant"),
    ("CBT tue 10:00 in garden", "in garden", ""),
    ("CBT tue 10:00 with Chan", "with Chan", "Nobody called “Chan”"),
    ("CBT tue 10:00 with Dr Chan", "with Dr Chan", "Nobody called “Dr Chan”"),
    ("CBT tue 10:00 with Park", "with Park", "fits Kim Park and Mr Jo Park"),
    ("CBT tue 10:00 with Okafor", "with Okafor", "Write “R. Okafor, RN as monitor”"),
    ("CBT tue 10:00 with Mr Park", "with Mr Park", "fits Kim Park and Mr Jo Park"),
    ("CBT tue 10:00 with Mr Lee", "with Mr Lee", "Nobody called “Mr Lee”"),
    ("CBT tue 10:00 with Jo Park", "with Jo Park", "Write “Mr Jo Park as prescriber”"),
    ("CBT tue 10:00 with Lee as nurse with Okafor as nurse", "with Okafor as nurse", "cannot both be meant"),
    ("CBT tue 10:00 phone online", "online", "cannot both be meant"),
    # titles and marks
    ('CBT tue 10:00 "Worry', '"Worry', "no partner"),
    ('CBT tue 10:00 ""', '""', "is empty"),
    ("CBT tue 10:00 “Worry\u200brecord”", None, "hidden character"),
    ("\u202eCBT tue 10:00", None, "hidden character"),
    ("CBT tue\t10:00", None, "hidden character"),
    ("CBT tue 10:00 \ud800", None, "hidden character"),
    ("x" * 10_000, None, "at most 1,000 fit"),
    ("CBT " * 2_500, None, "at most 1,000 fit"),
    ("y" * 300, None, "a run of more than 200 characters"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "place", "words"), REFUSED)
def test_what_cannot_be_read_is_said_at_its_place_and_nothing_would_be_added(
    line: str, place: str | None, words: str
) -> None:
    typed = read(line)
    assert typed.session is None
    assert typed.problems != ()
    first = typed.problems[0]
    assert words in first.sentence
    covered = line[first.start : max(problem.end for problem in typed.problems)]
    assert covered == (line if place is None else place)


@pytest.mark.parametrize("line", ["", "   ", " , ; ( ) ", "\u00a0"])
def test_an_empty_line_is_neither_a_session_nor_a_problem(line: str) -> None:
    assert read(line) == Typed()


def test_the_sentence_read_back_names_all_of_the_session() -> None:
    typed = read('IM 45 mg Tue 9-12 Room 2 with Lindqvist "First dose" by phone')
    assert typed.sentence.replace("\u00a0", " ") == (
        "Medicine session by IM, 45 mg, Tue 8 Dec 2026 (day 3), 09:00 to 12:00 (9:00 am to 12:00 pm), in Room 2, "
        "by phone, with Dr Sofia Lindqvist as prescriber, “First dose”."
    )


def test_every_phrase_says_how_it_was_read_and_where_it_stands() -> None:
    line = "prep D-3 17:00, 60m with Dr Lee"
    reads = read(line).reads
    assert [line[each.start : each.end] for each in reads] == ["prep", "D-3", "17:00,", "60m", "with Dr Lee"]
    assert [each.meaning.words for each in reads] == [
        "Preparation",
        "Thu 3 Dec 2026 (day -3)",
        "start 17:00 (5:00\u00a0pm)",
        "length 1\u00a0h",
        "Dr A. Lee as therapist",
    ]


def test_a_medicine_session_brings_the_vital_signs_and_drip_of_its_route() -> None:
    medicine = read("IV 0.5 mg/kg tue 9:00").session.medicine  # type: ignore[union-attr]
    profile = RULES.route(medicine.route)  # type: ignore[union-attr]
    assert medicine is not None
    assert medicine.vital_signs_minutes == profile.vital_signs_minutes
    assert medicine.infusion_minutes == profile.infusion_minutes is not None
    assert medicine.minutes_to_dose == 0


@pytest.mark.parametrize(
    ("line", "assumed"),
    [
        ("rest", {Part.DAY, Part.START, Part.LENGTH}),
        ("rest tue", {Part.START, Part.LENGTH}),
        ("rest 12:00", {Part.DAY, Part.LENGTH}),
        ("rest tue 12-13", set()),
        ("rest tue 12:00 1 h", set()),
        ("rest tue until 15:00", {Part.START}),
    ],
)
def test_what_was_not_typed_is_told(line: str, assumed: set[Part]) -> None:
    assert read(line).assumed == assumed


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("CBT tue 2-4", "14:00"),
        ("CBT tue at 2", "For the night write 02:00"),
        ("CBT tue midnight", "Midnight as this day begins"),
        ("CBT tue 10:00 90", "Read as 1\u00a0h\u00a030\u00a0min."),
    ],
)
def test_what_was_worked_out_is_noted(line: str, words: str) -> None:
    typed = read(line)
    assert typed.session is not None
    assert words in " ".join(typed.notes)


# Weekdays and the plan


@pytest.mark.parametrize(
    ("focus", "line", "day"),
    [
        ("D2", "CBT mon 10:00", "D2"),
        ("D3", "CBT mon 10:00", "D9"),
        ("D20", "CBT sat 10:00", "D21"),
        ("D20", "CBT sun 10:00", "D15"),
        ("D-10", "CBT fri 10:00", "D-9"),
        ("D-11", "CBT thu 10:00", "D-10"),
        ("D-20", "CBT mon 10:00", "D-6"),
        ("D40", "CBT sat 10:00", "D21"),
    ],
)
def test_a_weekday_is_the_next_from_the_focus_inside_the_plan_where_it_can(focus: str, line: str, day: str) -> None:
    typed = read(line, setting(focus=build.at(focus, "14:00")))
    assert typed.session is not None
    assert typed.session.day == build.at(day, "00:00").date()


def test_a_weekday_led_back_into_the_plan_is_noted() -> None:
    typed = read("CBT sun 10:00", setting(focus=build.at("D20", "14:00")))
    assert typed.notes == ("Sun 20 Dec 2026 is the nearest such day inside the plan.",)


def test_a_weekday_that_the_plan_does_not_hold_is_the_next_one() -> None:
    empty = build.plan()
    typed = read("CBT wed 10:00", setting(empty, build.at("D2", "14:00")))
    assert typed.session is not None
    assert typed.session.day == date(2026, 12, 9)


def test_the_stay_belongs_to_the_plan() -> None:
    stay = build.plan(retreat=Retreat(date(2026, 12, 6), date(2026, 12, 12)))
    typed = read("CBT mon 10:00", setting(stay, build.at("D6", "14:00")))
    assert typed.session is not None
    assert typed.session.day == date(2026, 12, 7)


# The weight and the slip of a unit


@pytest.mark.parametrize(
    ("weight", "line", "is_read"),
    [
        # IM: low up to 0.5 mg/kg; a tenth of it is 0.05 mg/kg: at 80 kg 4 mg, at the lightest 20 kg 1 mg
        ("80 kg", "IM 4.1 mg tue 9-12", True),
        ("80 kg", "IM 4 mg tue 9-12", False),
        (None, "IM 1.1 mg tue 9-12", True),
        (None, "IM 1 mg tue 9-12", False),
        # IM: standard up to 0.75 mg/kg; ten times that is 7.5 mg/kg: at 80 kg 600 mg
        ("80 kg", "IM 600 mg tue 9-12", True),
        ("80 kg", "IM 601 mg tue 9-12", False),
        (None, "IM 7.5 mg/kg tue 9-12", True),
        (None, "IM 7.6 mg/kg tue 9-12", False),
        # SL: low up to 75 mg, standard up to 200 mg; 2,000 mg at 100 kg are 20 mg/kg
        ("100 kg", "SL 20 mg/kg tue 9-12", True),
        ("101 kg", "SL 20 mg/kg tue 9-12", False),
        ("80 kg", "SL 0.09 mg/kg tue 9-12", False),
        (None, "SL 7.5 mg tue 9-12", False),
        (None, "SL 7.6 mg tue 9-12", True),
    ],
)
def test_an_amount_ten_times_beyond_the_bands_is_taken_for_a_slip(weight: str | None, line: str, is_read: bool) -> None:
    patient = Patient(name="Sam R.", weight=BodyMass.parse(weight) if weight else None)
    assert (read(line, setting(plan(patient=patient))).session is not None) is is_read


# Clock changes: in New York the clocks go forward on 14 March 2027 at 02:00 and back on 7 November 2027 at 02:00


def test_a_span_over_the_clock_change_lasts_the_hours_that_pass() -> None:
    forward, back = read("rest 14 mar 2027 1:00am-4:00am"), read("rest 7 nov 2027 00:00-4:00am")
    assert forward.session is not None and back.session is not None
    assert (forward.session.minutes, back.session.minutes) == (120, 300)
    assert forward.sentence == "Rest session, Sun 14 Mar 2027 (day 99), 01:00 (1:00\u00a0am) for 2\u00a0h."
    assert forward.notes == ("The clocks change that night: it lasts 2\u00a0h and ends 04:00.",)
    for typed in (forward, back):
        assert read(typed.sentence).session == typed.session


def test_an_end_that_the_clock_shows_twice_is_said_by_the_length() -> None:
    typed = read("rest 7 nov 2027 00:00 90 min")
    assert typed.sentence.endswith("00:00 (12:00\u00a0am) for 1\u00a0h\u00a030\u00a0min.")
    assert read(typed.sentence).session == typed.session


def test_a_length_beside_a_span_is_checked_in_real_time() -> None:
    assert read("rest 14 mar 2027 1:00am-4:00am 2 h").session is not None
    assert read("rest 14 mar 2027 1:00am-4:00am 3 h").session is None


# Names that are words of their own


def named(*rooms: str) -> Setting:
    return setting(plan(rooms=tuple(Room(f"r{n}", name) for n, name in enumerate(rooms))))


def test_a_room_called_like_a_kind_is_asked_about_and_can_be_told_apart() -> None:
    around = named("Rest")
    assert read("CBT rest tue 10:00", around).session.room == "r0"  # type: ignore[union-attr]
    assert read("rest tue 10:00", around).session is None
    assert read("rest session in Rest tue 10:00", around).session.room == "r0"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("CBT", "prep CBT"),
        ("Prep", "IM prep 9-12"),
        ("Prep", "CBT prep"),
        ("Low", "CBT low"),
        ("Noon", "CBT 9-10 noon"),
    ],
)
def test_a_room_called_like_another_word_is_meant_where_the_word_cannot_be(room: str, line: str) -> None:
    assert read(line, named(room)).session.room == "r0"  # type: ignore[union-attr]


def test_somebody_who_left_the_team_is_not_read_back() -> None:
    session = build.session(
        "rest", "D3", "10:00", people=(build.assigned("sitter", "gone"), build.assigned("nurse", None))
    )
    assert read_back(plan(), session).endswith("(10:00\u00a0am to 11:00\u00a0am).")


def test_the_whole_name_comes_before_a_part_of_another() -> None:
    around = named("Room 2", "Room 2 annex")
    assert read("CBT room 2", around).session.room == "r0"  # type: ignore[union-attr]
    assert read("CBT annex", around).session.room == "r1"  # type: ignore[union-attr]


def test_two_rooms_of_one_name_cannot_be_told_apart() -> None:
    assert "fits Room 2 and Room 2" in read("CBT Room 2", named("Room 2", "Room 2")).problems[0].sentence


def test_a_plan_without_rooms_says_where_to_add_them() -> None:
    assert "no rooms yet" in read("CBT room 2", named()).problems[0].sentence


def test_a_capital_in_before_a_room_is_the_route() -> None:
    assert shape(read("IN Room 2 40 mg tue 9-12").session) == "medicine IN 40 mg D3 09:00 180 r2"


def test_a_name_that_is_room_and_person_is_asked_about() -> None:
    both = plan(rooms=(Room("r", "Kim"),), practitioners=(Practitioner("k", "Kim", (Role.THERAPIST,)),))
    assert "can be Kim or Kim as therapist" in read("CBT Kim", setting(both)).problems[0].sentence
    assert read("CBT in Kim", setting(both)).session.room == "r"  # type: ignore[union-attr]
    assert read("CBT with Kim", setting(both)).session.people  # type: ignore[union-attr]


def test_a_person_whose_name_begins_like_a_role_is_found() -> None:
    team = plan(practitioners=(Practitioner("n", "Nurse Joy", (Role.NURSE,)),))
    assert shape(read("CBT Nurse Joy", setting(team)).session).endswith("nurse=n")


def test_quotation_marks_in_a_name_are_left_out_when_it_is_read_back() -> None:
    team = setting(plan(practitioners=(Practitioner("k", 'Kim "KJ" Park', (Role.SITTER,)),)))
    typed = read("CBT Kim Park", team)
    assert "with Kim KJ Park as sitter" in typed.sentence
    assert read(typed.sentence, team).session == typed.session


def test_a_method_of_the_clinics_own_is_known_where_the_plan_has_it() -> None:
    own = build.plan(
        build.session("integration", "D4", "10:00", modality="act"),
        build.session("integration", "D5", "10:00", modality="breath-work"),
    )
    assert shape(read("ACT tue 10:00", setting(own)).session).startswith("integration act")
    assert shape(read("Breath work tue 10:00", setting(own)).session).startswith("integration breath-work")


def test_nasal_is_the_one_nasal_route_of_a_rule_set_that_knows_one() -> None:
    without = replace(RULES, routes={r: profile for r, profile in RULES.routes.items() if r is not Route.ESK})
    around = replace(setting(), rule_set=without)
    assert shape(read("nasal 40 mg tue 9-12", around).session).startswith("medicine IN 40 mg")


def test_a_route_without_numbers_in_the_rule_set_is_said() -> None:
    around = replace(setting(), rule_set=replace(RULES, routes={Route.IM: RULES.route(Route.IM)}))
    assert "has no numbers for IN" in read("IN tue 9:00", around).problems[0].sentence
    assert "not understood" in read("IV tue 9:00", around).problems[0].sentence


def test_reading_changes_nothing_and_the_step_adds_the_session() -> None:
    before = plan()
    typed = read("CBT tue 10:00", setting(before))
    assert typed.session is not None and not before.has_session("new")
    assert read_back(before, typed.session) == typed.sentence
