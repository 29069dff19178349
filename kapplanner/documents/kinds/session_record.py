"""The session record: two pages for each medicine session, written by hand while it happens.

The first: what was given, with lot, and what was asked and read before the start. The second: the readings, what
happened, and the list before leaving. It holds the fields of the esketamine REMS monitoring form for every route.
"""

from typing import Final

from kapplanner.documents.content import (
    Block,
    Box,
    Cell,
    Column,
    Heading,
    Paragraph,
    Reader,
    Sheet,
    SideBySide,
    Signatures,
    Size,
    Table,
    TableLook,
    Text,
    WriteIn,
    bold,
    joined,
    plain,
)
from kapplanner.documents.edition import Edition
from kapplanner.documents.kind import DocumentKind
from kapplanner.documents.medicine_order import booster, medication_line
from kapplanner.documents.medicine_session import MedicineSession, medicine_sessions
from kapplanner.documents.request import PrintRequest
from kapplanner.documents.session_checks import before_leaving, before_the_dose

_READINGS: Final = (
    ("minute", 0.08),
    ("planned_clock", 0.085),
    ("taken", 0.08),
    ("pressure", 0.115),
    ("pulse", 0.075),
    ("oxygen", 0.075),
    ("breaths", 0.09),
    ("alertness", 0.09),
    ("dissociation", 0.09),
    ("not_done", 0.13),
    ("initials", 0.09),
)
_GIVEN: Final = (("dose", 0.2), ("dose_time", 0.14), ("lot", 0.32), ("by", 0.17), ("seen_by", 0.17))
_TODAY: Final = ("sedatives", "stimulants", "maoi", "other_medicines")
_ROWS: Final = 7
"""Rows for planned readings and for what happened, together; three at least for the latter."""


def write(request: PrintRequest) -> tuple[Sheet, ...]:
    """Two sheets for each medicine session, in order."""
    edition = Edition.for_team(request)
    return tuple(sheet for entry in medicine_sessions(edition) for sheet in (_before(entry), _during(entry)))


def _before(entry: MedicineSession) -> Sheet:
    words = entry.edition.words
    blocks: list[Block] = [
        entry.head(words("session-record.title", what=entry.title)),
        Box("", (_planned(entry),)),
        Heading(words("session-record.given")),
        _given(entry),
        Heading(words("session-record.checks"), after=words("session-record.checks_how")),
        _checks(entry),
        Heading(words("session-record.today"), after=words("session-record.today_since")),
        _today(entry),
        Signatures((words("session-record.sign_start"), words("session-record.sign_prescriber"))),
    ]
    what = words("session-record.place_before", what=entry.title)
    return entry.sheet(KIND.id, words("session-record.name"), tuple(blocks), what=what)


def _planned(entry: MedicineSession) -> Text:
    words = entry.edition.words
    line = joined(bold(words("session-record.planned")), medication_line(entry))
    return joined((*line, *plain(".")), plain(booster(entry)))


def _columns(columns: tuple[tuple[str, float], ...], edition: Edition) -> tuple[Column, ...]:
    return tuple(Column(edition.words(f"session-record.{key}"), share) for key, share in columns)


def _empty(cells: int) -> tuple[Cell, ...]:
    return tuple(Cell(()) for _ in range(cells))


def _given(entry: MedicineSession) -> Table:
    """A row for the dose and one for a second."""
    rows = tuple(_empty(len(_GIVEN)) for _ in range(2))
    return Table(_columns(_GIVEN, entry.edition), rows, row_heads=False, look=TableLook.GRID)


def _checks(entry: MedicineSession) -> Table:
    """What is checked before the dose, and whether the vital signs are acceptable; each answered and signed for."""
    words = entry.edition.words
    items = [*before_the_dose(entry), *_equipment(entry), plain(words("session-record.acceptable_before"))]
    columns = (("item", 0.66), ("yes_no", 0.18), ("initials", 0.16))
    answer = Cell((plain(words("session-record.answers")),))
    rows = tuple((Cell((item,)), answer, Cell(())) for item in items)
    return Table(_columns(columns, entry.edition), rows, look=TableLook.CLOSE_GRID)


def _equipment(entry: MedicineSession) -> tuple[Text, ...]:
    """Which equipment is meant."""
    items = entry.rules.equipment
    return (plain(entry.edition.words("session-record.equipment", items=", ".join(items))),) if items else ()


def _today(entry: MedicineSession) -> Table:
    """Medicines that the REMS form asks about, taken since the last contact."""
    words = entry.edition.words
    columns = (("medicines", 0.42), ("yes_no", 0.18), ("which", 0.4))
    answer = Cell((plain(words("session-record.answers")),))
    rows = tuple((Cell((plain(words(f"session-record.{key}")),)), answer, Cell(())) for key in _TODAY)
    return Table(_columns(columns, entry.edition), rows, look=TableLook.CLOSE_GRID)


def _during(entry: MedicineSession) -> Sheet:
    words = entry.edition.words
    until = words("session-record.until", time=entry.clock(entry.times.observe_until))
    blocks: list[Block] = [
        entry.head(words("session-record.title_during", what=entry.title), with_people=False),
        Heading(words("session-record.readings"), after=until),
        _readings(entry),
        Paragraph(plain(words("session-record.scales")), Size.SMALL),
        Heading(words("session-record.events"), after=words("session-record.events_how")),
        _events(entry),
        Heading(words("session-record.leaving")),
        _leaving(entry),
        *_left(entry),
        Signatures((words("session-record.sign_cleared"), words("session-record.sign_prescriber"))),
    ]
    what = words("session-record.place_during", what=entry.title)
    return entry.sheet(KIND.id, words("session-record.name"), tuple(blocks), what=what)


def _readings(entry: MedicineSession) -> Table:
    """A row for each planned reading, one before leaving, and one more where there is room."""
    words, moments = entry.edition.words, entry.edition.moments
    rows = [(str(minute), moments.clock(entry.after(minute))) for minute in entry.readings]
    rows.append((words("session-record.leave"), moments.clock(entry.times.observe_until)))
    if len(rows) < _ROWS - 1:
        rows.append(("", ""))
    columns = tuple(Column(words(f"session-record.{key}"), share, centred=True) for key, share in _READINGS)
    cells = ((Cell((bold(minute),)), Cell((plain(clock),)), *_empty(len(_READINGS) - 2)) for minute, clock in rows)
    return Table(columns, tuple(cells), look=TableLook.GRID)


def _events(entry: MedicineSession) -> Table:
    columns = (("taken", 0.1), ("happened", 0.4), ("done", 0.38), ("initials", 0.12))
    rows = tuple(_empty(len(columns)) for _ in range(max(3, _ROWS - len(entry.readings))))
    return Table(_columns(columns, entry.edition), rows, row_heads=False, look=TableLook.GRID)


def _leaving(entry: MedicineSession) -> Table:
    """The list before leaving in two columns, each item with a cell for initials."""
    words = entry.edition.words
    items = [*before_leaving(entry), plain(words("session-record.acceptable_after"))]
    half = (len(items) + 1) // 2
    pairs = [(items[place], items[place + half] if place + half < len(items) else ()) for place in range(half)]
    columns = (("item", 0.38), ("initials", 0.12), ("item", 0.38), ("initials", 0.12))
    rows = tuple((Cell((left,)), Cell(()), Cell((right,)), Cell(())) for left, right in pairs)
    return Table(_columns(columns, entry.edition), rows, row_heads=False, look=TableLook.CLOSE_GRID)


def _left(entry: MedicineSession) -> tuple[Block, ...]:
    """How long the patient was watched, when they were ready and left, and with whom."""
    words = entry.edition.words
    minutes = words("session-record.minutes_watched", minutes=entry.profile.observation_minutes)
    return (
        SideBySide((WriteIn(minutes),), (WriteIn(words("session-record.ready_at")),), share=0.5),
        SideBySide(
            (WriteIn(words("session-record.left_at")),), (WriteIn(words("session-record.left_with")),), share=0.5
        ),
    )


KIND = DocumentKind("session-record", "Session records", Reader.TEAM, 120, write)
