"""What happens in a medicine session, as the pane tells it."""

from datetime import time

import pytest
from pytestqt.qtbot import QtBot

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.domain.quantities import PlannedDose
from kapplanner.domain.session import Booster
from kapplanner.ui.editors.timeline import timeline
from tests.support import build
from tests.support.boards import Desk

RULES = rule_set_named("intensive")


def told(**details: object) -> list[tuple[str, str]]:
    given = build.medicine("D2", "09:30", 180, id="dose", **details)
    plan = build.plan(given, weight="75 kg")
    return [(f"{moment:%H:%M}", words) for moment, words in timeline(plan, plan.session("dose"), RULES)]


def test_dose_vital_signs_end_of_the_block_and_leaving_stand_in_order() -> None:
    found = told(route="IM", dose="45 mg", details={"minutes_to_dose": 30, "vital_signs_minutes": (0, 15, 60)})
    assert found == [
        ("09:30", "begins"),
        ("10:00", "vital signs, then the dose, 45\u00a0mg"),
        ("10:15", "vital signs"),
        ("11:00", "vital signs"),
        ("12:30", "the block ends, observation ends and vital signs and leaving checks"),
    ]


def test_a_booster_and_a_drip_have_their_times() -> None:
    booster = Booster(PlannedDose.parse("20 mg"), 20)
    assert ("09:50", "booster, 20\u00a0mg") in told(route="SL", dose="75 mg", details={"booster": booster})
    assert ("10:10", "the drip ends") in told(route="IV", dose="40 mg", details={"infusion_minutes": 40})


def test_observation_longer_than_the_block_ends_after_it() -> None:
    given = build.medicine("D2", "09:30", 60, route="IM", dose="45 mg", id="dose")
    plan = build.plan(given, weight="75 kg")
    *_, before, last = timeline(plan, plan.session("dose"), RULES)
    assert (before[0].time(), before[1]) == (time(10, 30), "the block ends")
    assert last[0].time() == time(11, 30)
    assert last[1].startswith("observation ends")


def test_another_session_has_none() -> None:
    plan = build.plan(build.session("rest", "D2", "10:00", id="rest"))
    assert timeline(plan, plan.session("rest"), RULES) == ()


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    medicine = build.medicine("D2", "09:30", 180, route="IM", dose="45 mg", id="dose")
    return Desk(qtbot, build.plan(medicine, build.session("rest", "D3", "10:00", id="rest"), weight="75 kg"))


def test_the_pane_shows_it_for_one_medicine_session(desk: Desk) -> None:
    group = desk.view.inspector.timeline
    desk.bridge.select(("dose",))
    assert group.isVisible()
    assert group.lines.text().startswith("09:30  begins")
    assert group.why.text() == "No vital signs are entered yet."
    desk.bridge.select(("rest",))
    assert not desk.view.inspector.timeline.isVisible()
    desk.bridge.select(("dose", "rest"))
    assert not desk.view.inspector.timeline.isVisible()
