"""The plan file of this program: whoever opens it in the program has the whole plan."""

from typing import Final

from kapplanner import __version__
from kapplanner.codec.carried import NOTHING_CARRIED
from kapplanner.codec.plans import Carried, PlanFile, document_to_plan, plan_to_document
from kapplanner.domain.plan import Plan
from kapplanner.domain.time import Clock
from kapplanner.exchange.format import ExportRequest, Format

WRITTEN_BY: Final = f"kapplanner {__version__}"


def write(plan: Plan, clock: Clock, carried: Carried = NOTHING_CARRIED) -> bytes:
    """The plan as a file; ``carried`` is what a newer version had put into it and goes out untouched."""
    return plan_to_document(plan, written_by=WRITTEN_BY, written_at=clock.now(), carried=carried)


def read(data: bytes) -> PlanFile:
    """A plan file from anybody. DocumentRefused says in words what is wrong, and where."""
    return document_to_plan(data)


def _export(request: ExportRequest) -> bytes:
    return plan_to_document(
        request.plan, written_by=WRITTEN_BY, written_at=request.exported_at, carried=request.carried or NOTHING_CARRIED
    )


FORMAT: Final = Format(
    id="kap",
    title="Plan file for a colleague",
    extension=".kap",
    warning="The file is not encrypted: readable by anyone who has the file.",
    write=_export,
)
