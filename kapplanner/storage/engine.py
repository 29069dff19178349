"""The engine: SQLCipher through SQLAlchemy, with pragmas that are read back, a real pool, and explicit transactions.

TRUNCATE with FULL loses nothing on a power cut and leaves one file to copy. The dialect's own pool would close the
connections of other threads. The driver's implicit transactions would leave DDL outside of them.
"""

import unicodedata
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from kapplanner.domain.library import LibraryError, WrongPassphrase

LONGEST_PASSPHRASE: Final = 1024
BUSY_SECONDS: Final = 5.0
_SETTINGS: Final = (
    ("cipher_log_level", "NONE", None),
    ("journal_mode", "TRUNCATE", "truncate"),
    ("synchronous", "FULL", 2),
    ("fullfsync", "ON", 1),
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("secure_delete", "ON", 1),
    ("temp_store", "MEMORY", 2),
)
"""Pragma, the value it is set to, and what it must answer afterwards (None: it answers nothing)."""
_KIND: Final = "kind_of_transaction"


def make_engine(path: Path, key: str, *, create: bool = False, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """An engine for the library file. Without ``create`` a missing file is an error and is never made.

    ``key`` is a passphrase, or a raw key as ``x'…'``.
    """
    engine = create_engine(
        URL.create(
            "sqlite+pysqlcipher",
            password=_passphrase(key),
            database=path.absolute().as_uri().replace("file://", "file:"),
            query={"mode": "rwc" if create else "rw", "uri": "true"},
        ),
        poolclass=QueuePool,
        pool_size=2,
        max_overflow=2,
        hide_parameters=True,
        connect_args={"timeout": busy_seconds},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def reading(engine: Engine) -> Engine:
    """The same engine for reads: its transactions take no write lock."""
    return engine.execution_options(**{_KIND: "read"})


def without_transaction(engine: Engine) -> Engine:
    """The same engine for the few statements that cannot run inside a transaction."""
    return engine.execution_options(**{_KIND: "none"})


def _passphrase(text: str) -> str:
    """NFC, so that the same passphrase typed on another keyboard opens the library."""
    passphrase = unicodedata.normalize("NFC", text)
    if not passphrase or "\x00" in passphrase or len(passphrase) > LONGEST_PASSPHRASE:
        raise WrongPassphrase(
            "A passphrase has from 1 to {most} characters and no NUL character.", most=LONGEST_PASSPHRASE
        )
    return passphrase


def _prepare(connection: Any, _record: object) -> None:
    """Set every pragma on a new connection and read it back; refuse to go on with any other answer."""
    connection.isolation_level = None
    if not connection.execute("PRAGMA cipher_version").fetchone():
        raise LibraryError("This build of SQLite cannot encrypt: SQLCipher is missing. Install KAP Planner again.")
    for name, value, expected in _SETTINGS:
        connection.execute(f"PRAGMA {name}={value}").close()
        if expected is None:
            continue
        answer = connection.execute(f"PRAGMA {name}").fetchone()
        if answer is None or answer[0] != expected:
            raise LibraryError(
                "The library cannot be opened safely: {name} is “{answer}” and not “{expected}”.",
                name=name,
                answer=None if answer is None else answer[0],
                expected=expected,
            )


def _begin(connection: Connection) -> None:
    kind = connection.get_execution_options().get(_KIND, "write")
    if kind != "none":
        connection.exec_driver_sql("BEGIN" if kind == "read" else "BEGIN IMMEDIATE")
