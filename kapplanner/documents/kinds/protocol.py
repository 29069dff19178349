"""The clinician protocol sheet: one page for each medicine session, to work by on the day.

What is to be given, what holds or stops it, when to look, when the patient may leave, and what was decided. Every
limit is read from the rules in force; a rule that is turned off leaves no number here.
"""

from typing import Final

from kapplanner.documents.content import (
    Block,
    Cell,
    Column,
    Heading,
    ItemList,
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
from kapplanner.documents.decisions import decision
from kapplanner.documents.edition import Edition
from kapplanner.documents.kind import DocumentKind
from kapplanner.documents.medicine_order import order_box
from kapplanner.documents.medicine_session import MedicineSession, medicine_sessions
from kapplanner.documents.moments import unbroken
from kapplanner.documents.request import PrintRequest
from kapplanner.documents.session_checks import (
    PRESSURE_STEPS,
    before_leaving,
    before_the_dose,
    holding_rows,
    step_rows,
)
from kapplanner.domain.session import Session
from kapplanner.rules.finding import Finding, State, Tier
from kapplanner.rules.words import session_name

_MOST_READINGS: Final = 8
"""Columns that leave room to write between them; more readings are written on the session record."""
_MOST_AFTER: Final = 3
_MOST_KEPT: Final = 3
_MOST_OPEN: Final = 3
_GRID_ROWS: Final = ("pressure_row", "pulse", "oxygen", "alertness", "dissociation", "initials")


def write(request: PrintRequest) -> tuple[Sheet, ...]:
    """A sheet for each medicine session, in order."""
    edition = Edition.for_team(request)
    return tuple(_sheet(entry) for entry in medicine_sessions(edition))


def _sheet(entry: MedicineSession) -> Sheet:
    words = entry.edition.words
    blocks: list[Block] = [
        entry.head(entry.title),
        order_box(entry),
        SideBySide((Heading(words("protocol.before")), ItemList(before_the_dose(entry))), _holding(entry)),
        SideBySide((*_observation(entry), *_pressure(entry)), _leaving(entry), share=0.665),
        SideBySide(_after(entry), _findings(entry)),
        Signatures((words("protocol.sign_prescriber"), words("protocol.sign_monitor"))),
    ]
    return entry.sheet(KIND.id, words("protocol.name"), tuple(blocks))


def _holding(entry: MedicineSession) -> tuple[Block, ...]:
    words, rows = entry.edition.words, holding_rows(entry)
    heading = Heading(words("protocol.holding"))
    if not rows:
        return heading, Paragraph(plain(words("protocol.no_holding")))
    return heading, Table((Column("", 0.19), Column("", 0.81)), tuple(rows))


def _observation(entry: MedicineSession) -> tuple[Block, ...]:
    """Until when the patient is watched, and a column to write in for each planned reading."""
    words, profile = entry.edition.words, entry.profile
    until = entry.clock(entry.times.observe_until)
    key = "protocol.observation" if profile.after_infusion_minutes is None else "protocol.observation_infusion"
    heading = Heading(words(key, time=until, minutes=profile.observation_minutes, after=profile.after_infusion_minutes))
    columns = _reading_columns(entry)
    if len(columns) > _MOST_READINGS:
        minutes = ", ".join(map(str, entry.readings))
        return heading, Paragraph(plain(words("protocol.many_readings", n=len(columns), minutes=minutes)))
    if not columns:
        return heading, Paragraph(plain(words("protocol.no_readings")))
    share = 0.68 / len(columns)
    by_rules = entry.medicine.vital_signs_minutes is None
    heads = (
        Column(words("protocol.minutes_by_rules" if by_rules else "protocol.minutes"), 0.32),
        *(Column(head, share, centred=True) for head, _ in columns),
    )
    clocks = (Cell((plain(words("protocol.clock")),)), *(Cell((plain(clock),)) for _, clock in columns))
    rows = [clocks]
    rows += [(Cell((plain(words(f"protocol.{row}")),)), *(Cell(()) for _ in columns)) for row in _GRID_ROWS]
    note = Paragraph(plain(words("protocol.not_done")), Size.SMALL)
    return heading, Table(heads, tuple(rows), look=TableLook.CLOSE_GRID), note


def _reading_columns(entry: MedicineSession) -> list[tuple[str, str]]:
    """Head and clock time of each planned reading; the one of minute 0 is taken before the dose."""
    words = entry.edition.words
    columns = [(str(minute), entry.edition.moments.clock(entry.after(minute))) for minute in entry.readings]
    if entry.medicine.vital_signs_before_leaving and columns:
        columns.append((words("protocol.before_leaving"), entry.edition.moments.clock(entry.times.observe_until)))
    return columns


def _pressure(entry: MedicineSession) -> tuple[Block, ...]:
    """The steps for high blood pressure under the effect, with whom to call."""
    words, rows = entry.edition.words, step_rows(entry, PRESSURE_STEPS)
    number = entry.edition.plan.site.emergency_number.strip()
    call = words("protocol.call", number=unbroken(number)) if number else words("protocol.no_number")
    if not rows:
        return Heading(words("protocol.pressure")), Paragraph(joined(plain(words("protocol.no_pressure")), bold(call)))
    rows[-1] = (rows[-1][0], Cell((joined(*rows[-1][1].paragraphs, bold(call)),)))
    return Heading(words("protocol.pressure")), Table((Column("", 0.21), Column("", 0.79)), tuple(rows))


def _leaving(entry: MedicineSession) -> tuple[Block, ...]:
    words = entry.edition.words
    return (
        Heading(words("protocol.leaving")),
        ItemList(before_leaving(entry)),
        WriteIn(words("protocol.cleared_by")),
    )


def _after(entry: MedicineSession) -> tuple[Block, ...]:
    """What follows until the night, and until when the patient does not drive and is not alone."""
    words, moments = entry.edition.words, entry.edition.moments
    later = _later(entry)
    shown = later if len(later) <= _MOST_AFTER else later[: _MOST_AFTER - 1]
    cells = [(Cell((plain(entry.clock(s.start)),)), Cell((_what(entry, s),))) for s in shown]
    if len(later) > len(shown):
        cells.append((Cell(()), Cell((plain(words("protocol.more_after", n=len(later) - len(shown))),))))
    drive = words("protocol.driving", date=moments.clinical(entry.times.driving_again.date()))
    alone = words("protocol.alone", time=entry.clock(entry.times.accompanied_until))
    cells.append((Cell((plain(words("protocol.then")),)), Cell((plain(f"{drive} {alone}"),))))
    return Heading(words("protocol.after")), Table((Column("", 0.17), Column("", 0.83)), tuple(cells))


def _later(entry: MedicineSession) -> list[Session]:
    """The sessions that begin after this one and before driving is allowed again."""
    begins, ends = entry.session.start, entry.times.driving_again
    return [s for s in entry.edition.plan.sessions if s.is_active and begins < s.start < ends]


def _what(entry: MedicineSession, session: Session) -> Text:
    """ "EMDR, L. Moreau, Room 3, not before 13:30"."""
    plan = entry.edition.plan
    room = plan.room(session.room) if session.room else None
    people = (plan.practitioner(each.practitioner) for each in session.people if each.practitioner)
    parts = [session_name(plan, session), *(person.name for person in people if person), room.name if room else ""]
    text = bold(parts[0])
    rest = ", ".join(part for part in parts[1:] if part)
    limit = entry.rules.not_before(session)
    if limit is not None:
        told = entry.edition.words("protocol.not_before", time=entry.clock(limit))
        rest = f"{rest}, {told}" if rest else told
    return (*text, *plain(f", {rest}" if rest else ""))


def _findings(entry: MedicineSession) -> tuple[Block, ...]:
    """What was kept for this session, with reason and names; what is still open, by name."""
    words = entry.edition.words
    found = [each for each in entry.edition.request.report.findings if entry.session.id in each.sessions]
    kept = [each for each in found if each.state is State.KEPT]
    still_open = [each for each in found if each.state is not State.KEPT and each.tier is not Tier.NOTE]
    told = [Paragraph(_kept(entry.edition, finding)) for finding in kept[:_MOST_KEPT]]
    if len(kept) > _MOST_KEPT:
        told.append(Paragraph(plain(words("protocol.more_findings", n=len(kept) - _MOST_KEPT))))
    if still_open:
        names = [f"{words(f'safety-report.{each.tier}')}, {each.title}" for each in still_open[:_MOST_OPEN]]
        if len(still_open) > _MOST_OPEN:
            names.append(words("protocol.more_open", n=len(still_open) - _MOST_OPEN))
        told.append(Paragraph(words.spans("protocol.still_open", findings="; ".join(names))))
    report = entry.edition.request.report
    unknown = sum(1 for row in report.not_checked if row.tier is Tier.STOP and entry.session.id in row.sessions)
    if unknown:
        told.append(Paragraph(plain(words.count("protocol.unknown", unknown))))
    return Heading(words("protocol.findings")), *(told or [Paragraph(plain(words("protocol.no_findings")))])


def _kept(edition: Edition, finding: Finding) -> Text:
    """ "**Caution**, Route switch: … **Kept.** Extra monitoring arranged. Dr A. Lindqvist, Thu 03-Dec-2026 14:40"."""
    tier = bold(f"{edition.words(f'safety-report.{finding.tier}')},")
    return joined(tier, plain(f"{finding.title}: {finding.sentence}"), *decision(edition, finding))


KIND = DocumentKind("protocol", "Clinician protocol sheets", Reader.TEAM, 110, write)
