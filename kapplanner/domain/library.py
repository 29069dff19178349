"""What a library of plans is to the rest of the program: values, the errors it may raise, and its interface."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from kapplanner.domain.errors import PlannerError

if TYPE_CHECKING:
    from kapplanner.domain.plan import Plan


class LibraryError(PlannerError):
    """The library cannot be read or written; nothing was changed."""


class WrongPassphrase(LibraryError):
    """Passphrase wrong, file damaged, or not a library at all: these look the same (M1)."""


class LibraryMissing(LibraryError):
    """No library at that place, or a file of another kind (M2)."""


class DiskFull(LibraryError):
    """No room left; nothing was changed and the edit is still on screen (M3)."""


class LibraryReadOnly(LibraryError):
    """The folder or file may not be written: opened view-only (M4)."""


class LibraryBusy(LibraryError):
    """Another program holds the file (M5)."""


class LibraryDamaged(LibraryError):
    """The file failed its integrity check and is opened read-only (M6)."""


class LibraryTooNew(LibraryError):
    """Made by a newer version of the program; untouched (M7)."""


class RevisionConflict(LibraryError):
    """The stored plan is not the one that was read: stop and show both, never overwrite."""


class PlanStatus(StrEnum):
    """Where a plan stands in the library."""

    DRAFT = "draft"
    CHECKED = "checked"
    PRINTED = "printed"
    RUNNING = "running"
    FOLLOW_UP = "follow-up"
    FINISHED = "finished"
    RECEIVED = "received"
    SAMPLE = "sample"


class Shelf(StrEnum):
    """The lists of the library's side bar."""

    ALL = "all"
    RUNNING = "running"
    DRAFTS = "drafts"
    OPEN_FINDINGS = "open findings"
    FINISHED = "finished"
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True)
class FindingCounts:
    """Open findings of a plan when it was last saved, by the rule set in use then."""

    stop: int = 0
    caution: int = 0
    note: int = 0
    not_checked: int = 0


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """One row of the library. ``course`` is one letter a day from D1 to the last residential or course day:
    M medicine, I integration, P preparation, R rest, F follow-up, S screening, T travel or measure only, . nothing.
    """

    id: str
    code: str
    name: str
    title: str
    first_day: date
    last_day: date
    course: str
    status: PlanStatus
    findings: FindingCounts
    medicine_sessions: int
    changed_at: datetime
    revision: int
    archived: bool = False
    sample: bool = False
    origin: str = ""


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """A plan as read, with the revision that the next save must name.

    ``carried`` is what a newer version of the program had put into it: handed on untouched where the plan is copied or
    written to a file; None where there is nothing.
    """

    plan: "Plan"
    revision: int
    carried: object = None


@dataclass(frozen=True, slots=True)
class EarlierVersion:
    """An earlier state of a plan: its revision, when it was saved, and the name of the step that led to it.

    ``signed_off``: it was marked as checked in just this state, or signed off.
    """

    revision: int
    saved_at: datetime
    step: str
    signed_off: bool = False


@dataclass(frozen=True, slots=True)
class FirstLook:
    """The list of a library read at once, while it is still being opened: all plans but archived ones, and counts."""

    plans: tuple[PlanSummary, ...]
    counts: dict[Shelf, int]


class PlanLibrary(Protocol):
    """Where plans are kept. Every method may raise a LibraryError; none loses what was stored before."""

    @property
    def is_read_only(self) -> bool: ...

    @property
    def notice(self) -> LibraryError | None:
        """Why plans can be looked at only, for a banner; None where they can be changed."""
        ...

    @property
    def place(self) -> str:
        """The library's path, for the status bar and messages."""
        ...

    def plans(self, search: str = "", shelf: Shelf = Shelf.ALL) -> list[PlanSummary]:
        """Rows, last changed first; ``search`` matches name, title, code, people and dates in words."""
        ...

    def shelf_counts(self) -> dict[Shelf, int]: ...

    def read(self, plan_id: str) -> StoredPlan: ...

    def glance(self, plan_id: str) -> "Plan":
        """A plan to be looked at only, one of many: quicker than ``read``, and nothing to be saved again."""
        ...

    def add(
        self,
        plan: "Plan",
        findings: FindingCounts,
        *,
        origin: str = "",
        status: PlanStatus | None = None,
        carried: object = None,
    ) -> int:
        """Store a new plan, with what came along of a newer version, and answer its revision."""
        ...

    def save(self, plan: "Plan", revision: int, findings: FindingCounts, step: str = "") -> int:
        """Store a plan over the revision last read and answer the new one; RevisionConflict if another is stored."""
        ...

    def set_archived(self, plan_id: str, archived: bool) -> None: ...

    def mark_printed(self, plan_id: str) -> None: ...

    def delete(self, plan_id: str) -> None:
        """Put a plan aside; ``restore`` brings it back until the library is closed and 30 days have passed."""
        ...

    def restore(self, plan_id: str) -> None: ...

    def earlier_versions(self, plan_id: str) -> list[EarlierVersion]:
        """Earlier states of a plan that are kept, last first; none of a plan that is not here."""
        ...

    def read_version(self, plan_id: str, revision: int) -> "Plan":
        """An earlier state as it was; NotFound where it is not kept."""
        ...

    def check(self) -> None:
        """Look at the whole file, which may take seconds: LibraryDamaged, and view-only from then on, if not whole."""
        ...

    def close(self) -> None: ...
