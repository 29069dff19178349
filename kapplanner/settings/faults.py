"""What is written down when the program itself is at fault: an id, the kind of error and where; never any data."""

import contextlib
import os
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Final

_MOST_BYTES: Final = 200_000


def record_fault(error: BaseException, log_file: Path, at: datetime) -> str:
    """Append the places a fault went through to the log and answer its id.

    Neither the error's own text nor any value is written: both may hold what a patient is called. A log that cannot
    be written changes nothing; the id still tells faults apart.
    """
    fault = os.urandom(4).hex()
    lines = [f"{at.isoformat(timespec='seconds')} fault {fault}", *_places(error)]
    with contextlib.suppress(OSError):
        log_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if log_file.exists() and log_file.stat().st_size > _MOST_BYTES:
            log_file.replace(log_file.with_suffix(".old"))
        with log_file.open("a", encoding="utf-8") as log:
            log.write("\n".join(lines) + "\n")
        log_file.chmod(0o600)
    return fault


def _places(error: BaseException | None) -> list[str]:
    lines: list[str] = []
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        lines.append(f"  {type(error).__module__}.{type(error).__qualname__}")
        lines.extend(_frames(error.__traceback__))
        error = error.__cause__ or error.__context__
    return lines


def _frames(trace: TracebackType | None) -> list[str]:
    return [
        f"    {Path(frame.f_code.co_filename).name}:{line} {frame.f_code.co_qualname}"
        for frame, line in traceback.walk_tb(trace)
    ]
