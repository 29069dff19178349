"""Plan files and results on disk, with a sentence for everything a disk can refuse."""

import errno
from pathlib import Path
from typing import Any

import click

from kapplanner.codec.plans import DocumentRefused, PlanFile
from kapplanner.codec.strict_json import SIZE_LIMIT
from kapplanner.domain.errors import PlannerError
from kapplanner.exchange.formats import kap
from kapplanner.i18n import t
from kapplanner.settings.files import atomic_write


class LibraryPlace(click.Path):
    """The path of a library. None at all is refused: it would be read as the folder one happens to be in."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not str(value).strip():
            self.fail(t("Name the library: a file, or the folder it lies in."), param, ctx)
        return super().convert(value, param, ctx)


class FileProblem(PlannerError):
    """A file that cannot be read or written; the sentence names it and says what to do."""


def read_plan_file(path: Path) -> PlanFile:
    """The plan in a file from anybody; a FileProblem names the file, the place in it and what is wrong."""
    return read_plan(path, read_bounded(path))


def read_plan(path: Path, data: bytes) -> PlanFile:
    """The plan in the bytes of a file; a FileProblem names the file, the place in it and what is wrong."""
    try:
        return kap.read(data)
    except DocumentRefused as refusal:
        raise FileProblem(
            "“{file}”: {problem}", file=path.name, problem=t(refusal.message, **refusal.values)
        ) from refusal


def read_bounded(path: Path) -> bytes:
    """The bytes of a file, read no further than a plan file may be long."""
    try:
        if not path.exists():
            raise FileProblem("There is no file “{file}”. Check the name and the folder.", file=str(path))
        if not path.is_file():
            raise FileProblem("“{file}” is not a file. Name a plan file such as “plan.kap”.", file=str(path))
        with path.open("rb") as file:
            return file.read(SIZE_LIMIT + 1)
    except OSError as problem:
        raise FileProblem(
            "“{file}” could not be read: {reason}.", file=str(path), reason=problem.strerror or t("the disk refused")
        ) from problem


def write_result(path: Path, data: bytes) -> None:
    """Put a result in its place as a whole; a FileProblem says why not, and what was there before stays."""
    try:
        atomic_write(path, data)
    except OSError as problem:
        raise FileProblem(
            _why_not(problem), file=str(path), reason=problem.strerror or type(problem).__name__
        ) from problem


def refuse_place_of_plan(output: Path, plan: Path) -> None:
    """Refuse to put papers and calendars where a plan lies: it would be lost."""
    if output.suffix.lower() == kap.FORMAT.extension or _is_same(output, plan):
        raise FileProblem(
            "Only a plan file takes the place of a plan file: “{file}” was left as it is. Name another with -o.",
            file=str(output),
        )


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def make_folder(path: Path) -> None:
    """Make a folder for results where there is none."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise FileProblem(
            "The folder “{file}” could not be made: {reason}. Choose another with -o.",
            file=str(path),
            reason=problem.strerror or type(problem).__name__,
        ) from problem


def _why_not(problem: OSError) -> str:
    if problem.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return "“{file}” was not written: the disk is full. Free some room and try again."
    if problem.errno == errno.EISDIR:
        return "“{file}” is a folder. Name a file with -o."
    if problem.errno == errno.EEXIST:
        return "“{file}” is no ordinary file and was left as it is. Name a file with -o."
    if problem.errno in {errno.ENOENT, errno.ENOTDIR}:
        return "“{file}” was not written: its folder does not exist. Make the folder, or name another with -o."
    if problem.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return "“{file}” was not written: the folder may not be written to. Name another with -o."
    if problem.errno == errno.ENAMETOOLONG:
        return "The name of the file is too long. Choose a shorter one with -o."
    return "“{file}” was not written: {reason}. Name another place with -o."
