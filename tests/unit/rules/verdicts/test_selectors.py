"""Which sessions are meant, and which may be meant where nobody was asked."""

from dataclasses import replace

import pytest

from kapplanner.domain.people import Answer, Role
from kapplanner.domain.quantities import PlannedDose
from kapplanner.domain.session import (
    Booster,
    ExposureNeed,
    Phase,
    Route,
    Session,
    SessionKind,
    SessionState,
    TravelDirection,
)
from kapplanner.rules.index import PlanIndex, doubt
from kapplanner.rules.selector import Position, Selector
from tests.support.build import assigned, medicine, plan, session

BOOSTED = medicine("D2", id="boosted", details={"booster": Booster(PlannedDose.parse("50 mg"), 30)})
PLAIN = medicine("D1", id="plain", people=(assigned("monitor", None),))
TALK = session("integration", "D3", "10:00", id="talk", modality="emdr", measures=("PHQ-9", "GAD-7"))
OPENS = session("integration", "D4", "10:00", id="opens", modality="emdr", new_target=Answer.YES, closing=Answer.NO)
CLOSES = session("integration", "D5", "10:00", id="closes", modality="art", new_target=Answer.NO, closing=Answer.YES)
HEIGHTS = session("integration", "D6", "10:00", id="heights", modality="cbt", exposure_needs=(ExposureNeed.HEIGHTS,))
NOTHING = session("integration", "D7", "10:00", id="nothing", modality="exposure", exposure_needs=())
UNASKED = session("integration", "D8", "10:00", id="unasked", modality="exposure", room="blue")
REST = session("rest", "D8", "12:00", id="rest", measures=("PHQ-9",), phase=Phase.MAINTENANCE)
LEAVES = session("travel", "D8", "18:00", id="leaves", travel=TravelDirection.DEPARTURE, checklist=("keys",))
GIVEN = (PLAIN, BOOSTED, TALK, OPENS, CLOSES, HEIGHTS, NOTHING, UNASKED, REST, LEAVES)


def meant(**parts: object) -> list[str]:
    """The ids that a selector chooses of the sessions above."""
    return [entry.id for entry in PlanIndex(plan(*GIVEN), {}).select(Selector(**parts))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"booster": True}, "boosted"),
        ({"booster": False}, "plain talk opens closes heights nothing unasked rest leaves"),
        ({"kinds": (SessionKind.MEDICINE,), "booster": False}, "plain"),
        ({"measures_besides": ("PHQ-9",)}, "talk"),
        ({"measures_besides": ("PHQ-9", "GAD-7")}, ""),
        ({"measures_besides": ("ESS",)}, "talk rest"),
        ({"kinds": (SessionKind.INTEGRATION,), "new_target": True}, "talk opens heights nothing unasked"),
        ({"kinds": (SessionKind.INTEGRATION,), "new_target": False}, "talk closes heights nothing unasked"),
        ({"closing": True}, "closes"),
        ({"closing": False}, "opens"),
        ({"exposure_task": True}, "heights unasked"),
        ({"contact": True}, "plain boosted talk opens closes heights nothing unasked"),
        ({"contact": False}, "rest leaves"),
        ({"role": Role.MONITOR}, "plain"),
        ({"role": Role.NURSE}, ""),
        ({"room": "blue"}, "unasked"),
        ({"phase": Phase.MAINTENANCE}, "rest"),
        ({"travel": TravelDirection.DEPARTURE}, "leaves"),
        ({"travel": TravelDirection.ARRIVAL}, ""),
        ({"checklist": "keys"}, "leaves"),
        ({"modalities": ("emdr", "cbt")}, "talk opens heights"),
        ({"routes": (Route.SL,)}, "plain boosted"),
        ({"routes": (Route.IM,)}, ""),
        ({"without_kinds": (SessionKind.INTEGRATION,)}, "plain boosted rest leaves"),
        ({"day_of": TravelDirection.DEPARTURE}, "unasked rest leaves"),
        ({"weeks_from": 2}, "unasked rest leaves"),
        ({"weeks_to": 1}, "plain boosted talk opens closes heights nothing"),
        ({"weeks_from": 2, "weeks_to": 2, "contact": True}, "unasked"),
        ({"kinds": (SessionKind.INTEGRATION,), "position": Position.NTH, "nth": 3}, "closes"),
        ({"position": Position.NTH}, ""),
        ({"kinds": (SessionKind.INTEGRATION,), "position": Position.LATER}, "opens closes heights nothing unasked"),
        ({"kinds": (SessionKind.INTEGRATION,), "position": Position.FIRST}, "talk"),
        ({"kinds": (SessionKind.INTEGRATION,), "position": Position.LAST}, "unasked"),
    ],
)
def test_a_selector_means_these_sessions(parts: dict[str, object], expected: str) -> None:
    assert meant(**parts) == expected.split()
    selector = Selector(**{**parts, "position": Position.ALL, "nth": None})  # type: ignore[arg-type]
    if not {"day_of", "weeks_from", "weeks_to", "position"} & set(parts):
        assert [each.id for each in GIVEN if selector.matches(each)] == expected.split()


def test_by_route_the_first_of_each_and_each_first_of_another_route_are_meant() -> None:
    routes = ("SL", "SL", "IM", "SL", "IV", "IM")
    given = plan(*(medicine(f"D{n}", id=f"{route}-{n}", route=route) for n, route in enumerate(routes, 1)))

    def ids(position: Position) -> list[str]:
        chosen = Selector(kinds=(SessionKind.MEDICINE,), position=position)
        return [entry.id for entry in PlanIndex(given, {}).select(chosen)]

    assert ids(Position.FIRST_BY_ROUTE) == ["SL-1", "IM-3", "IV-5"]
    assert ids(Position.NEW_ROUTE) == ["IM-3", "IV-5"]


@pytest.mark.parametrize(
    ("parts", "of", "fact"),
    [
        ({"new_target": True}, TALK, "session.talk.new_target"),
        ({"new_target": False}, TALK, "session.talk.new_target"),
        ({"new_target": True}, OPENS, None),
        ({"exposure_task": True}, UNASKED, "session.unasked.exposure_needs"),
        ({"exposure_task": True}, NOTHING, None),
        ({"modalities": ("emdr",)}, TALK, None),
    ],
)
def test_a_session_that_nobody_was_asked_about_may_be_meant(
    parts: dict[str, object], of: Session, fact: str | None
) -> None:
    assert doubt(Selector(**parts), of) == fact  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"kinds": (SessionKind.MEDICINE,)}, True),
        ({"routes": (Route.IM,)}, True),
        ({"kinds": (SessionKind.MEDICINE, SessionKind.REST)}, False),
        ({}, False),
    ],
)
def test_medicine_sessions_only_are_meant_by_kind_or_route(parts: dict[str, object], expected: bool) -> None:
    assert Selector(**parts).is_medicine_only is expected  # type: ignore[arg-type]


def test_cancelled_sessions_do_not_count() -> None:
    off = TALK.with_changes(state=SessionState.CANCELLED)
    index = PlanIndex(plan(PLAIN, off, OPENS), {})
    assert [entry.id for entry in index.entries] == ["plain", "opens"]
    assert index.ids == frozenset({"plain", "opens"})
    assert [entry.id for entry in index.medicine] == ["plain"]


def test_sessions_are_in_order_of_time_and_those_of_one_start_by_id() -> None:
    later, first = replace(TALK, id="b"), replace(TALK, id="a")
    assert [entry.id for entry in PlanIndex(plan(OPENS, later, first, PLAIN), {}).entries] == [
        "plain",
        "a",
        "b",
        "opens",
    ]
