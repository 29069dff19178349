"""A library that lives in memory, with the same promises as the stored one; and services around it for the window."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from kapplanner.domain.errors import NotFound
from kapplanner.domain.library import (
    EarlierVersion,
    FindingCounts,
    LibraryError,
    LibraryReadOnly,
    PlanStatus,
    PlanSummary,
    RevisionConflict,
    Shelf,
    StoredPlan,
)
from kapplanner.domain.plan import Plan
from kapplanner.domain.session import SessionKind
from kapplanner.rules.readiness import stands_as_checked

_LETTERS = {
    SessionKind.MEDICINE: "M",
    SessionKind.INTEGRATION: "I",
    SessionKind.PREPARATION: "P",
    SessionKind.REST: "R",
    SessionKind.FOLLOW_UP: "F",
    SessionKind.SCREENING: "S",
    SessionKind.TRAVEL: "T",
    SessionKind.MEASURE: "T",
}


class SteppedClock:
    """A clock that stands still until it is moved."""

    def __init__(self, start: datetime = datetime(2026, 12, 1, 14, 32, tzinfo=UTC)) -> None:
        self.moment = start

    def now(self) -> datetime:
        return self.moment

    def pass_by(self, **length: int) -> None:
        self.moment += timedelta(**length)


def course_of(plan: Plan) -> str:
    """One letter a day from D1 to the last day within the first four weeks."""
    last = min(plan.last_day, plan.first_day + timedelta(days=27))
    letters = []
    for offset in range((last - plan.first_day).days + 1):
        kinds = {s.kind for s in plan.sessions if s.day == plan.first_day + timedelta(days=offset)}
        letters.append(next((letter for kind, letter in _LETTERS.items() if kind in kinds), "."))
    return "".join(letters).rstrip("FST.")


@dataclass
class _Row:
    plan: Plan
    revision: int
    findings: FindingCounts
    changed_at: datetime
    status: PlanStatus | None
    archived: bool = False
    deleted: bool = False
    origin: str = ""
    carried: object = None
    step: str = ""
    versions: list[tuple[int, datetime, str, Plan]] = field(default_factory=list)


class MemoryLibrary:
    """Plans in a dictionary. ``fails`` is raised by the next write, as a full disk would."""

    def __init__(self, clock: SteppedClock, *, read_only: bool = False) -> None:
        self._clock = clock
        self._rows: dict[str, _Row] = {}
        self.is_read_only = read_only
        self.notice: LibraryError | None = LibraryReadOnly("Opened to look at only.") if read_only else None
        self.fails: LibraryError | None = None
        self.is_closed = False
        self.damage: LibraryError | None = None

    def check(self) -> None:
        if self.damage is not None:
            self.notice, self.is_read_only = self.damage, True
            raise self.damage

    @property
    def place(self) -> str:
        return "in memory"

    def _write(self) -> None:
        if self.fails is not None:
            raise self.fails

    def _row(self, plan_id: str) -> _Row:
        if plan_id not in self._rows:
            raise NotFound("This plan is no longer in the library.")
        return self._rows[plan_id]

    def plans(self, search: str = "", shelf: Shelf = Shelf.ALL) -> list[PlanSummary]:
        rows = [self._summary(row) for row in self._rows.values() if not row.deleted]
        words = search.casefold().split()
        found = [s for s in rows if _stands_on(s, shelf) and all(w in _searched(s) for w in words)]
        return sorted(found, key=lambda s: s.changed_at, reverse=True)

    def shelf_counts(self) -> dict[Shelf, int]:
        rows = [self._summary(row) for row in self._rows.values() if not row.deleted]
        return {shelf: sum(_stands_on(s, shelf) for s in rows) for shelf in Shelf}

    def read(self, plan_id: str) -> StoredPlan:
        row = self._row(plan_id)
        return StoredPlan(row.plan, row.revision, row.carried)

    def glance(self, plan_id: str) -> Plan:
        return self._row(plan_id).plan

    def add(
        self,
        plan: Plan,
        findings: FindingCounts,
        *,
        origin: str = "",
        status: PlanStatus | None = None,
        carried: object = None,
    ) -> int:
        self._write()
        self._rows[plan.id] = _Row(plan, 1, findings, self._clock.now(), status, origin=origin, carried=carried)
        return 1

    def save(self, plan: Plan, revision: int, findings: FindingCounts, step: str = "") -> int:
        self._write()
        row = self._row(plan.id)
        if row.revision != revision:
            raise RevisionConflict("The stored plan was changed elsewhere.")
        row.versions.append((row.revision, row.changed_at, row.step, row.plan))
        row.step = step
        row.plan, row.revision, row.findings, row.changed_at = plan, revision + 1, findings, self._clock.now()
        return row.revision

    def set_archived(self, plan_id: str, archived: bool) -> None:
        self._write()
        self._row(plan_id).archived = archived

    def mark_printed(self, plan_id: str) -> None:
        self._write()
        self._row(plan_id).status = PlanStatus.PRINTED

    def delete(self, plan_id: str) -> None:
        self._write()
        self._row(plan_id).deleted = True

    def restore(self, plan_id: str) -> None:
        self._write()
        self._row(plan_id).deleted = False

    def earlier_versions(self, plan_id: str) -> list[EarlierVersion]:
        held = self._rows[plan_id].versions if plan_id in self._rows else []
        kept = [
            EarlierVersion(number, at, step, plan.sign_off is not None or stands_as_checked(plan))
            for number, at, step, plan in held
        ]
        return kept[::-1]

    def read_version(self, plan_id: str, revision: int) -> Plan:
        held = self._rows[plan_id].versions if plan_id in self._rows else []
        found = next((plan for number, _, _, plan in held if number == revision), None)
        if found is None:
            raise NotFound("This earlier version is no longer kept.")
        return found

    def close(self) -> None:
        self.is_closed = True

    def _summary(self, row: _Row) -> PlanSummary:
        plan = row.plan
        status = row.status or (PlanStatus.SAMPLE if plan.sample else PlanStatus.DRAFT)
        return PlanSummary(
            id=plan.id,
            code=plan.code,
            name=plan.patient.name,
            title=plan.title,
            first_day=plan.first_day,
            last_day=plan.last_day,
            course=course_of(plan),
            status=PlanStatus.CHECKED if plan.checked is not None and row.status is None else status,
            findings=row.findings,
            medicine_sessions=len(plan.medicine_sessions),
            changed_at=row.changed_at,
            revision=row.revision,
            archived=row.archived,
            sample=plan.sample,
            origin=row.origin,
        )


def _stands_on(summary: PlanSummary, shelf: Shelf) -> bool:
    if shelf is Shelf.ARCHIVED or summary.archived:
        return summary.archived and shelf is Shelf.ARCHIVED
    return {
        Shelf.ALL: True,
        Shelf.RUNNING: summary.status is PlanStatus.RUNNING,
        Shelf.DRAFTS: summary.status in {PlanStatus.DRAFT, PlanStatus.RECEIVED},
        Shelf.OPEN_FINDINGS: summary.findings != FindingCounts(),
        Shelf.FINISHED: summary.status is PlanStatus.FINISHED,
    }[shelf]


def _searched(summary: PlanSummary) -> str:
    day: date = summary.first_day
    return f"{summary.name} {summary.title} {summary.code} {day:%a} {day.day} {day:%b} {day.year}".casefold()


class MemoryServices:
    """What the window needs, with a library in memory and everything else real."""

    def __init__(self, folder: Path, library: MemoryLibrary, clock: SteppedClock, settings: object = None) -> None:
        from kapplanner.domain.identity import CountedIds
        from kapplanner.settings import Settings

        self.clock = clock
        self.ids = CountedIds("new")
        self.settings = settings or Settings()
        self.remarks: tuple[str, ...] = ()
        self.library_path = folder / "library.kapdb"
        self.library = library
        self.problem: LibraryError | None = None
        self.faults: list[BaseException] = []
        self.passphrases: list[str | None] = []

    def save_settings(self, settings: object) -> None:
        self.settings = settings

    def first_look(self) -> None:
        return None

    def open_library(self, passphrase: str | None = None, *, view_only: LibraryError | None = None) -> MemoryLibrary:
        if view_only is not None:
            self.library.notice, self.library.is_read_only = view_only, True
            return self.library
        self.passphrases.append(passphrase)
        if self.problem is not None:
            raise self.problem
        return self.library

    def templates(self):  # type: ignore[no-untyped-def]
        from kapplanner.codec.templates import templates

        return templates()

    @property
    def rule_shelf(self):  # type: ignore[no-untyped-def]
        from kapplanner.storage.rule_folder import RuleFolder

        return RuleFolder(self.library_path.parent / "rules")

    @property
    def words_shelf(self):  # type: ignore[no-untyped-def]
        from kapplanner.storage.words_folder import WordsFolder

        return WordsFolder(self.library_path.parent / "words")

    def sample_plan(self) -> Plan:
        from kapplanner.codec.sample import sample_plan

        return sample_plan(date(2026, 12, 6), ids=self.ids)

    def record_fault(self, error: BaseException) -> str:
        self.faults.append(error)
        return "f00d"
