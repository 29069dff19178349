"""Soft and hard limits: on which side of them a value lies."""

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from kapplanner.domain.session import Route
from kapplanner.i18n import t
from kapplanner.rules import words
from kapplanner.rules.fields import ByRoute
from kapplanner.rules.finding import Tier
from kapplanner.rules.form import Side, Tiers

_MANY_ROUTES: Final = 4


def above(value: Decimal, soft: Decimal | None, hard: Decimal | None) -> tuple[Side, Decimal] | None:
    """The side and the limit that a value passes upwards; a value on the limit keeps it."""
    if hard is not None and value > hard:
        return Side.HARD, hard
    if soft is not None and value > soft:
        return Side.SOFT, soft
    return None


def below(value: Decimal, soft: Decimal | None, hard: Decimal | None) -> tuple[Side, Decimal] | None:
    """The side and the limit that a value passes downwards; a value on the limit keeps it."""
    if hard is not None and value < hard:
        return Side.HARD, hard
    if soft is not None and value < soft:
        return Side.SOFT, soft
    return None


def decimal(value: int | None) -> Decimal | None:
    """A count as a decimal, None as None."""
    return None if value is None else Decimal(value)


def tier_word(tier: Tier) -> str:
    """The tier as it stands in sentences: "Stop"."""
    return t(tier.value.capitalize())


def sides(tiers: Tiers, soft: str | None, hard: str | None, preposition: str) -> str:
    """ "2 (Caution above), 3 (Stop above)" for the limits that are set."""
    parts = [
        t("{limit} ({tier} {preposition})", limit=limit, tier=tier_word(tiers.of(side)), preposition=t(preposition))
        for side, limit in ((Side.SOFT, soft), (Side.HARD, hard))
        if limit is not None
    ]
    return ", ".join(parts)


def of_route(limits: ByRoute | None, route: Route | None) -> Decimal | None:
    """The number for a route; None where no limit is set."""
    return None if limits is None else limits.of(route)


def by_route(limits: ByRoute | None, spoken: Callable[[Decimal], str]) -> str | None:
    """Limits in words, routes of one number together: "SL/PO/IN 24 h, IM/SC/IV 40 h"; None where none is set.

    One number for most routes is said the other way round: "50 % by any route but ESK".
    """
    if limits is None:
        return None
    if limits.every is not None:
        return spoken(limits.every)
    routes: dict[Decimal, list[Route]] = {}
    for route, value in limits.routes.items():
        routes.setdefault(value, []).append(route)
    if len(routes) == 1 and len(limits.routes) > _MANY_ROUTES:
        ((value, names),) = routes.items()
        if len(names) == len(Route):
            return spoken(value)
        return t("{limit} by {routes}", limit=spoken(value), routes=words.routes(names))
    return ", ".join(f"{'/'.join(names)} {spoken(value)}" for value, names in routes.items())
