"""The library of plans: lists, search, saving with revisions, putting aside, earlier versions."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update

from kapplanner import __version__
from kapplanner.codec.carried import NOTHING_CARRIED, Carried
from kapplanner.domain.errors import NotFound
from kapplanner.domain.library import (
    EarlierVersion,
    FindingCounts,
    LibraryDamaged,
    LibraryError,
    PlanStatus,
    PlanSummary,
    RevisionConflict,
    Shelf,
    StoredPlan,
)
from kapplanner.domain.plan import Plan
from kapplanner.domain.time import Clock
from kapplanner.rules.readiness import stands_as_checked
from kapplanner.storage import tables
from kapplanner.storage.earlier import earlier_document, earlier_versions, keep_earlier
from kapplanner.storage.engine import reading
from kapplanner.storage.faults import missing, replaced, told_in_words
from kapplanner.storage.instance_lock import InstanceLock
from kapplanner.storage.projection import summary_values, write_details
from kapplanner.storage.rows import shelf_counts, standing_query, summaries, summary_query
from kapplanner.storage.soundness import check_soundness
from kapplanner.storage.status import stands_on

WRITTEN_BY = f"kapplanner {__version__}"


class SqlPlanLibrary:
    """A library in one SQLCipher file. May be used from several threads; writes go one after the other.

    ``notice`` is why the library is open for viewing only, None when it may be written.
    """

    def __init__(
        self, engine: Engine, path: Path, lock: InstanceLock, clock: Clock, notice: LibraryError | None
    ) -> None:
        self._engine = engine
        self._reading = reading(engine)
        self._path = path
        self._lock = lock
        self._clock = clock
        self._one_writer = threading.Lock()
        self._file = _identity(path)
        self.notice = notice

    @property
    def is_read_only(self) -> bool:
        return self.notice is not None

    @property
    def place(self) -> str:
        return str(self._path)

    def plans(self, search: str = "", shelf: Shelf = Shelf.ALL) -> list[PlanSummary]:
        """Rows, last changed first; every word of ``search`` must be found in name, title, code, people or dates."""
        with self._read() as connection:
            rows = connection.exec_driver_sql(*summary_query(search)).fetchall()
        return [row for row in summaries(rows, self._clock.now()) if _stands_on(shelf, row)]

    def shelf_counts(self) -> dict[Shelf, int]:
        """How many plans stand on each shelf."""
        with self._read() as connection:
            rows = connection.exec_driver_sql(*standing_query()).fetchall()
        return shelf_counts(rows, self._clock.now())

    def read(self, plan_id: str) -> StoredPlan:
        """The plan with the revision that the next save must name."""
        plan = tables.plan.c
        query = select(plan.document, plan.revision, plan.carried).where(plan.id == plan_id, plan.deleted_at.is_(None))
        with self._read() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise _gone()
        return StoredPlan(_plan(row.document), row.revision, _carried(row.carried) if row.carried else None)

    def glance(self, plan_id: str) -> Plan:
        """The plan to be looked at only: read in a quarter of the time, without what came along of a newer version."""
        from kapplanner.codec.glance import glance  # noqa: PLC0415 - start-up: a list of plans needs no msgspec

        return glance(self.document(plan_id))

    def document(self, plan_id: str) -> bytes:
        """The plan file as it is stored, with the fields of a newer version that came with it."""
        query = select(tables.plan.c.document).where(tables.plan.c.id == plan_id, tables.plan.c.deleted_at.is_(None))
        with self._read() as connection:
            found = connection.execute(query).scalar()
        if found is None:
            raise _gone()
        return bytes(found)

    def add(
        self,
        plan: Plan,
        findings: FindingCounts,
        *,
        origin: str = "",
        status: PlanStatus | None = None,
        carried: object = None,
    ) -> int:
        """Store a new plan and answer its revision; RevisionConflict where a plan of that id is already stored."""
        received = int(status is PlanStatus.RECEIVED)
        kept = carried if isinstance(carried, Carried) else NOTHING_CARRIED
        with self._write() as connection:
            stored = _stored(connection, plan.id)
            if stored is not None and stored.deleted_at is None:
                raise RevisionConflict("A plan with this id is already in the library. Keep both, or open that one.")
            if stored is not None:
                keep_earlier(connection, plan.id, self._clock.now())
            revision = 1 if stored is None else stored.revision + 1
            self._put(connection, plan, revision, findings, "", kept, stored is None)
            changes = {"origin": origin, "received": received, "archived": 0, "printed_fingerprint": ""}
            connection.execute(update(tables.summary).where(tables.summary.c.plan_id == plan.id).values(**changes))
        return revision

    def save(self, plan: Plan, revision: int, findings: FindingCounts, step: str = "") -> int:
        """Store a plan over the revision last read and answer the new one; RevisionConflict if another is stored."""
        with self._write() as connection:
            stored = _stored(connection, plan.id)
            if stored is None or stored.deleted_at is not None:
                raise RevisionConflict(
                    "The plan is no longer in the library: it was deleted elsewhere. Save it as a new plan to keep it."
                )
            if stored.revision != revision:
                raise RevisionConflict(
                    "The plan was changed elsewhere since it was opened (revision {stored} is stored, {read} was "
                    "read). Nothing was overwritten. Compare the two and choose.",
                    stored=stored.revision,
                    read=revision,
                )
            keep_earlier(connection, plan.id, self._clock.now())
            self._put(connection, plan, revision + 1, findings, step, _carried(stored.carried), False)
        return revision + 1

    def set_archived(self, plan_id: str, archived: bool) -> None:
        """Put a plan on the shelf of archived ones, or take it from there."""
        self._change_summary(plan_id, archived=int(archived))

    def mark_printed(self, plan_id: str) -> None:
        """Remember that the plan was printed as it stands; a later change makes the mark lapse."""
        self._change_summary(plan_id, printed_fingerprint=tables.summary.c.fingerprint)

    def delete(self, plan_id: str) -> None:
        """Put a plan aside; ``restore`` brings it back until the library is opened again after 30 days."""
        self._set_deleted(plan_id, self._now())

    def restore(self, plan_id: str) -> None:
        """Bring back a plan that was put aside."""
        self._set_deleted(plan_id, None)

    def earlier_versions(self, plan_id: str) -> list[EarlierVersion]:
        """Earlier states, last first."""
        with self._read() as connection:
            return earlier_versions(connection, plan_id)

    def read_version(self, plan_id: str, revision: int) -> Plan:
        """An earlier state of a plan."""
        with self._read() as connection:
            document = earlier_document(connection, plan_id, revision)
        if document is None:
            raise NotFound("This earlier version is no longer kept.")
        return _plan(document)

    def check(self) -> None:
        """Look at every page of the file, about 13 ms for each megabyte: LibraryDamaged where one is not as written.

        Opening does it for libraries of usual size; larger ones are checked by whoever has a thread for it.
        """
        with self._noticing():
            check_soundness(self._engine, self._path)

    def close(self) -> None:
        """Close every connection and let another program have the library."""
        self._engine.dispose()
        self._lock.release()

    def _put(
        self,
        connection: Connection,
        plan: Plan,
        revision: int,
        findings: FindingCounts,
        step: str,
        carried: Carried,
        is_new: bool,
    ) -> None:
        now = self._clock.now()
        values = {
            "revision": revision,
            "changed_at": self._now(),
            "step": step,
            "signed_off": int(plan.sign_off is not None or stands_as_checked(plan)),
            "deleted_at": None,
            "carried": "" if carried.is_empty else json.dumps([carried.version, carried.fields]),
            "document": _document(plan, now, carried),
        }
        row = {
            "revision": revision,
            "changed_at": values["changed_at"],
            "deleted": 0,
            "received": 0,
            **summary_values(plan, findings),
        }
        if is_new:
            first = {"archived": 0, "printed_fingerprint": "", "origin": ""}
            connection.execute(insert(tables.plan).values(id=plan.id, **values))
            connection.execute(insert(tables.summary).values(plan_id=plan.id, **row, **first))
        else:
            connection.execute(update(tables.plan).where(tables.plan.c.id == plan.id).values(**values))
            connection.execute(update(tables.summary).where(tables.summary.c.plan_id == plan.id).values(**row))
        write_details(connection, plan)

    def _change_summary(self, plan_id: str, **values: Any) -> None:
        summary = tables.summary
        with self._write() as connection:
            changed = connection.execute(
                update(summary).where(summary.c.plan_id == plan_id, summary.c.deleted == 0).values(**values)
            )
            if changed.rowcount == 0:
                raise _gone()

    def _set_deleted(self, plan_id: str, deleted_at: str | None) -> None:
        plan, summary = tables.plan, tables.summary
        with self._write() as connection:
            changed = connection.execute(update(plan).where(plan.c.id == plan_id).values(deleted_at=deleted_at))
            if changed.rowcount == 0:
                raise _gone()
            connection.execute(
                update(summary).where(summary.c.plan_id == plan_id).values(deleted=int(deleted_at is not None))
            )

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with self._noticing(), told_in_words(self._path), self._reading.begin() as connection:
            yield connection

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        if self.notice is not None:
            raise type(self.notice)(self.notice.message, **self.notice.values)
        with self._one_writer:
            self._same_file()
            with self._noticing(), told_in_words(self._path), self._engine.begin() as connection:
                yield connection

    @contextmanager
    def _noticing(self) -> Iterator[None]:
        """Once a page was found damaged, nothing more is written to this file."""
        try:
            yield
        except LibraryDamaged as damage:
            self.notice = damage
            raise

    def _same_file(self) -> None:
        """Refuse to write to a file that is no longer at the library's place: the edit would be lost with it."""
        now = _identity(self._path)
        if now is None:
            raise missing(self._path)
        if now != self._file:
            raise replaced(self._path)

    def _now(self) -> str:
        return self._clock.now().astimezone(UTC).isoformat()


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _stands_on(shelf: Shelf, row: PlanSummary) -> bool:
    counts = row.findings
    return stands_on(shelf, row.status, row.archived, bool(counts.stop or counts.caution or counts.note))


def _stored(connection: Connection, plan_id: str) -> Any:
    plan = tables.plan.c
    return connection.execute(select(plan.revision, plan.deleted_at, plan.carried).where(plan.id == plan_id)).first()


def _document(plan: Plan, now: datetime, carried: Carried) -> bytes:
    from kapplanner.codec.plans import plan_to_document  # noqa: PLC0415 - start-up: a list of plans needs no msgspec

    return plan_to_document(plan, written_by=WRITTEN_BY, written_at=now, carried=carried)


def _plan(document: bytes) -> Plan:
    """A plan as stored. Ids that lead nowhere are no reason to withhold what is the clinic's own."""
    from kapplanner.codec.plans import stored_plan  # noqa: PLC0415 - start-up: a list of plans needs no msgspec

    return stored_plan(document)


def _carried(kept: str) -> Carried:
    return Carried(*json.loads(kept)) if kept else NOTHING_CARRIED


def _gone() -> NotFound:
    return NotFound("This plan is no longer in the library.")
