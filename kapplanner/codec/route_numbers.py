"""The numbers of one route as they stand in a rule set: read strictly and held to bounds that no set may leave."""

import tomllib
from collections.abc import Mapping
from datetime import time
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any

import msgspec

from kapplanner.codec.rule_document import named_sources
from kapplanner.domain.errors import PlannerError
from kapplanner.domain.evidence import Source
from kapplanner.domain.quantities import PlannedDose
from kapplanner.domain.routes import RouteProfile
from kapplanner.domain.session import Route
from kapplanner.resources import resource


class _RouteBlock(msgspec.Struct, forbid_unknown_fields=True):
    block: int
    observation: int
    solids: int
    fluids: int
    accompanied: int
    vital_signs: list[int]
    low_edge: str
    standard_edge: str
    share_absorbed: float
    driving_not_before: time
    night_until: time
    after_infusion: int | None = None
    infusion: int | None = None
    sources: list[str] = []


@cache
def _bounds() -> dict[str, list[float]]:
    return tomllib.loads(resource("rules", "bounds.toml").read_text(encoding="utf-8"))


def route_bounds(name: str) -> tuple[float, float] | None:
    """Within which bounds a number of a route may lie; None where it has none."""
    low, high = _bounds().get(name, (None, None))
    return None if low is None or high is None else (low, high)


def route_numbers(route: Route, raw: dict[str, Any], sources: Mapping[str, Source]) -> RouteProfile:
    """The numbers of a route; PlannerError with route and field where they cannot be used."""
    try:
        block = msgspec.convert(raw, _RouteBlock)
        _refuse_outside(block)
        edges = _edges(block)
        return RouteProfile(
            route=route,
            block_minutes=block.block,
            observation_minutes=block.observation,
            solids_minutes=block.solids,
            fluids_minutes=block.fluids,
            accompanied_minutes=block.accompanied,
            vital_signs_minutes=tuple(block.vital_signs),
            low_edge=edges[0],
            standard_edge=edges[1],
            share_absorbed=Decimal(str(block.share_absorbed)),
            driving_not_before=block.driving_not_before,
            night_until=block.night_until,
            after_infusion_minutes=block.after_infusion,
            infusion_minutes=block.infusion,
            sources=named_sources(block.sources, sources),
        )
    except (PlannerError, msgspec.MsgspecError) as cause:
        raise PlannerError("route {route}: {problem}", route=route, problem=str(cause)) from cause


def _refuse_outside(block: _RouteBlock) -> None:
    for name, (low, high) in _bounds().items():
        given = getattr(block, name)
        for value in given if isinstance(given, list) else [] if given is None else [given]:
            if not low <= value <= high:
                raise PlannerError(
                    "{name}: it is {value}; it must be from {low} to {high}.",
                    name=name,
                    value=value,
                    low=low,
                    high=high,
                )
    if not block.vital_signs or any(later <= earlier for earlier, later in pairwise(block.vital_signs)):
        raise PlannerError("vital_signs: name at least one minute, and each once, in order.")


def _edges(block: _RouteBlock) -> tuple[PlannedDose, PlannedDose]:
    """The upper edges of the low and the standard band: amounts of one unit, the second above the first."""
    low, standard = PlannedDose.parse(block.low_edge), PlannedDose.parse(block.standard_edge)
    if low.value is None or standard.value is None or low.unit is not standard.unit or low.value >= standard.value:
        raise PlannerError("low_edge, standard_edge: two amounts of one unit, the second above the first.")
    return low, standard
