"""Earlier states of plans, packed: which are kept when a plan is saved over, and which go with time."""

import zlib
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, func, insert, select, text

from kapplanner.domain.library import EarlierVersion
from kapplanner.storage import tables

SHORTEST: Final = timedelta(minutes=10)
"""A state is kept when it stood so long, or when none was kept for so long."""
ALL_KEPT_FOR: Final = timedelta(days=30)
"""After so long only the last state of each day is kept."""

_THIN = text("""
    DELETE FROM version WHERE plan_id = :plan_id AND signed_off = 0 AND saved_at < :before AND revision NOT IN
    (SELECT max(revision) FROM version WHERE plan_id = :plan_id GROUP BY substr(saved_at, 1, 10))
""")


def is_kept(*, saved_at: datetime, replaced_at: datetime, last_kept_at: datetime | None, signed_off: bool) -> bool:
    """Whether the state saved at ``saved_at`` is kept as an earlier version when it is replaced."""
    if signed_off or last_kept_at is None:
        return True
    return replaced_at - saved_at >= SHORTEST or saved_at - last_kept_at >= SHORTEST


def keep_earlier(connection: Connection, plan_id: str, now: datetime) -> None:
    """Before a plan is saved over: put what is stored among the earlier versions where it is to be kept."""
    plan, version = tables.plan.c, tables.version
    stored = connection.execute(
        select(plan.revision, plan.changed_at, plan.step, plan.signed_off).where(plan.id == plan_id)
    ).one()
    last = connection.execute(select(func.max(version.c.saved_at)).where(version.c.plan_id == plan_id)).scalar()
    if not is_kept(
        saved_at=datetime.fromisoformat(stored.changed_at),
        replaced_at=now,
        last_kept_at=datetime.fromisoformat(last) if last else None,
        signed_off=bool(stored.signed_off),
    ):
        return
    document = connection.execute(select(plan.document).where(plan.id == plan_id)).scalar_one()
    values = {
        "plan_id": plan_id,
        "revision": stored.revision,
        "saved_at": stored.changed_at,
        "step": stored.step,
        "signed_off": stored.signed_off,
        "document": zlib.compress(document),
    }
    connection.execute(insert(version).values(values))
    connection.execute(_THIN, {"plan_id": plan_id, "before": (now - ALL_KEPT_FOR).isoformat()})


def earlier_versions(connection: Connection, plan_id: str) -> list[EarlierVersion]:
    """The states that are kept of a plan, last first."""
    version = tables.version.c
    query = select(version.revision, version.saved_at, version.step, version.signed_off)
    rows = connection.execute(query.where(version.plan_id == plan_id).order_by(version.revision.desc())).fetchall()
    return [EarlierVersion(row[0], datetime.fromisoformat(row[1]), row[2], bool(row[3])) for row in rows]


def earlier_document(connection: Connection, plan_id: str, revision: int) -> bytes | None:
    """The plan file of an earlier state, None where it is no longer kept."""
    version = tables.version.c
    query = select(version.document).where(version.plan_id == plan_id, version.revision == revision)
    kept = connection.execute(query).scalar()
    return None if kept is None else zlib.decompress(kept)
