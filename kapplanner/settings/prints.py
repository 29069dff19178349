"""What was last printed of each plan: its documents and the second language; and what this clinic prints first."""

from dataclasses import dataclass, replace
from typing import Final

from kapplanner.settings.options import TEXT_LIMIT, Settings

_PARTS: Final = 3
_NONE: Final = "-"


@dataclass(frozen=True, slots=True)
class Printed:
    """``documents``: a pack ("patient", "team"), or ids of documents joined by "+". ``also``: "" for one language."""

    documents: str
    also: str = ""


def last_printed(settings: Settings, plan_id: str) -> Printed | None:
    """What was last printed of a plan; the clinic's last choice for a plan not printed yet, None before the first."""
    lines = [line.split(" ") for line in settings.plan_prints.split(";")]
    known = [parts for parts in lines if len(parts) == _PARTS and all(parts)]
    found = next((parts for parts in known if parts[0] == plan_id), None)
    if found is not None:
        return Printed(found[1], "" if found[2] == _NONE else found[2])
    return Printed(known[0][1]) if known else None


def remembering_print(settings: Settings, plan_id: str, printed: Printed) -> Settings:
    """Settings that remember what was printed; the plans longest ago are forgotten where there is no more room."""
    others = [line for line in settings.plan_prints.split(";") if line and line.split(" ")[0] != plan_id]
    lines = [f"{plan_id} {printed.documents or _NONE} {printed.also or _NONE}", *others]
    while len(text := ";".join(lines)) > TEXT_LIMIT:
        lines.pop()
    return replace(settings, plan_prints=text)
