"""The first tables: plans as documents, their projections for lists and search, and earlier versions."""

from typing import Final

STATEMENTS: Final = (
    """
    CREATE TABLE plan (
        id TEXT PRIMARY KEY NOT NULL,
        revision INTEGER NOT NULL CHECK (revision >= 1),
        changed_at TEXT NOT NULL,
        step TEXT NOT NULL,
        signed_off INTEGER NOT NULL CHECK (signed_off IN (0, 1)),
        deleted_at TEXT,
        carried TEXT NOT NULL,
        document BLOB NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE summary (
        plan_id TEXT PRIMARY KEY NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
        revision INTEGER NOT NULL,
        changed_at TEXT NOT NULL,
        deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
        archived INTEGER NOT NULL CHECK (archived IN (0, 1)),
        sample INTEGER NOT NULL CHECK (sample IN (0, 1)),
        received INTEGER NOT NULL CHECK (received IN (0, 1)),
        checked INTEGER NOT NULL CHECK (checked IN (0, 1)),
        fingerprint TEXT NOT NULL,
        printed_fingerprint TEXT NOT NULL,
        origin TEXT NOT NULL,
        code TEXT NOT NULL,
        name TEXT NOT NULL,
        title TEXT NOT NULL,
        zone TEXT NOT NULL,
        first_day TEXT NOT NULL,
        last_course_day TEXT NOT NULL,
        last_day TEXT NOT NULL,
        course TEXT NOT NULL,
        medicine_sessions INTEGER NOT NULL,
        stop INTEGER NOT NULL,
        caution INTEGER NOT NULL,
        note INTEGER NOT NULL,
        not_checked INTEGER NOT NULL,
        search TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX summary_changed ON summary (changed_at DESC)",
    """
    CREATE TABLE session (
        plan_id TEXT NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
        session_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        starts_at TEXT NOT NULL,
        ends_at TEXT NOT NULL,
        route TEXT,
        room TEXT,
        PRIMARY KEY (plan_id, session_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX session_time ON session (starts_at)",
    """
    CREATE TABLE person (
        plan_id TEXT NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
        practitioner_id TEXT NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY (plan_id, practitioner_id)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE version (
        plan_id TEXT NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
        revision INTEGER NOT NULL,
        saved_at TEXT NOT NULL,
        step TEXT NOT NULL,
        signed_off INTEGER NOT NULL CHECK (signed_off IN (0, 1)),
        document BLOB NOT NULL,
        PRIMARY KEY (plan_id, revision)
    ) STRICT
    """,
    """
    CREATE TRIGGER version_stays_as_it_was BEFORE UPDATE ON version
    BEGIN SELECT RAISE(ABORT, 'an earlier version is never changed'); END
    """,
)
