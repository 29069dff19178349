"""How each plan was last looked at: its view and the height of its hours, for the plans opened last."""

from dataclasses import replace
from typing import Final

from kapplanner.settings.options import TEXT_LIMIT, Settings

_PARTS: Final = 3


def looked_at(settings: Settings, plan_id: str) -> tuple[str, int] | None:
    """The name of the view and the zoom in steps that a plan was left in; None where that is not remembered."""
    for line in settings.plan_views.split(";"):
        parts = line.split(" ")
        if len(parts) == _PARTS and parts[0] == plan_id and parts[2].lstrip("-").isdecimal():
            return parts[1], int(parts[2])
    return None


def remembering(settings: Settings, plan_id: str, view: str, zoom: int) -> Settings:
    """Settings that remember how a plan is left; the plans longest ago are forgotten where there is no more room."""
    others = [line for line in settings.plan_views.split(";") if line and line.split(" ")[0] != plan_id]
    lines = [f"{plan_id} {view} {zoom}", *others]
    while len(text := ";".join(lines)) > TEXT_LIMIT:
        lines.pop()
    return replace(settings, plan_views=text)
