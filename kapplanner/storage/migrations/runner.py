"""Bringing a library to the tables of this program: whose file it is, then the missing steps in one transaction."""

from pathlib import Path

from sqlalchemy import Connection, Engine

from kapplanner.domain.library import LibraryTooNew
from kapplanner.storage.engine import reading
from kapplanner.storage.faults import damaged, foreign
from kapplanner.storage.migrations import steps
from kapplanner.storage.migrations.steps import APPLICATION_ID, latest


def schema_version(engine: Engine, path: Path) -> int:
    """The library's schema version; LibraryMissing for another program's file, LibraryTooNew for a newer one."""
    with reading(engine).begin() as connection:
        application = _pragma(connection, "application_id")
        version = _pragma(connection, "user_version")
    if application != APPLICATION_ID:
        raise foreign(path)
    if version > latest():
        raise LibraryTooNew(
            "This library was made by a newer version of KAP Planner (schema {version}; this program knows {latest}). "
            "Update KAP Planner to open it. The file was not changed. ({place})",
            version=version,
            latest=latest(),
            place=str(path),
        )
    return version


def migrate(engine: Engine, path: Path) -> None:
    """Run the steps the library does not have yet; all of them or none."""
    with engine.begin() as connection:
        for number in range(_pragma(connection, "user_version") + 1, latest() + 1):
            for statement in steps.STEPS[number - 1]:
                connection.exec_driver_sql(statement)
            connection.exec_driver_sql(f"PRAGMA user_version={number}")
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise damaged(path)


def _pragma(connection: Connection, name: str) -> int:
    return int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())
