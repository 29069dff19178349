"""What an exchange format is, and what it gets to write from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from kapplanner.domain.plan import Plan
from kapplanner.rules.finding import Report
from kapplanner.rules.rule_set import RuleSet


class Privacy(StrEnum):
    """How much the titles in a calendar tell to whoever looks at it."""

    APPOINTMENT = "appointment"
    CLINIC_VISIT = "clinic-visit"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """A plan on its way out, with what was judged about it. ``exported_at`` carries a zone.

    ``carried`` is what a newer version of the program had put into the plan file and this one does not know.
    """

    plan: Plan
    rule_set: RuleSet
    report: Report
    exported_at: datetime
    privacy: Privacy = Privacy.APPOINTMENT
    carried: Any = None


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file. ``title`` and ``warning`` are texts for translation; ``warning`` is said after writing."""

    id: str
    title: str
    extension: str
    warning: str
    write: Callable[[ExportRequest], bytes]
