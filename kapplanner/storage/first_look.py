"""The list of a library at once, before everything that opening it for good needs is loaded.

Only where nothing is out of the ordinary: a library with its key file, of this program's schema, that was closed
properly. Anything else is answered with None, and opening it tells what is the matter. Nothing is written.
"""

from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2

from kapplanner.domain.library import FirstLook, WrongPassphrase
from kapplanner.storage.key_file import as_raw_key, read_key
from kapplanner.storage.migrations.steps import APPLICATION_ID, latest
from kapplanner.storage.rows import shelf_counts, standing_query, summaries, summary_query

_SETTINGS: Final = ("cipher_log_level=NONE", "trusted_schema=OFF", "cell_size_check=ON", "temp_store=MEMORY")
_PATIENCE_SECONDS: Final = 0.05


def first_look(path: Path, now: datetime) -> FirstLook | None:
    """All plans and the shelf counts of the library at ``path``; None where it is to be opened first."""
    path = path.absolute()
    try:
        key = read_key(path)
        if key is None or path.stat().st_size == 0 or _was_left_in_the_middle(path):
            return None
        place = f"{path.as_uri().replace('file://', 'file:')}?mode=ro"
        with closing(dbapi2.connect(place, uri=True, timeout=_PATIENCE_SECONDS)) as connection:
            return _read(connection, as_raw_key(key), now)
    except (WrongPassphrase, OSError, dbapi2.Error):
        return None


def _was_left_in_the_middle(path: Path) -> bool:
    journal = path.with_name(path.name + "-journal")
    return journal.exists() and journal.stat().st_size > 0


def _read(connection: Any, key: str, now: datetime) -> FirstLook | None:
    connection.execute(f'PRAGMA key="{key}"')
    if not connection.execute("PRAGMA cipher_version").fetchone():
        return None
    for setting in _SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    marks = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
    if marks != [APPLICATION_ID, latest()]:
        return None
    plans = summaries(connection.execute(*summary_query()).fetchall(), now)
    return FirstLook(tuple(plan for plan in plans if not plan.archived), _counts(connection, now))


def _counts(connection: Any, now: datetime) -> dict[Any, int]:
    return shelf_counts(connection.execute(*standing_query()).fetchall(), now)
