"""A room that another plan has at the same time is told where it is seen."""

from datetime import datetime

from pytestqt.qtbot import QtBot

from kapplanner.domain.places import Room
from kapplanner.editing.commands.sessions import MoveSession
from tests.support.frame import Frame, services_with


def test_a_room_that_two_plans_have_at_once_is_told_in_a_strip_on_the_card_and_in_the_pane(
    tmp_path, qtbot: QtBot
) -> None:
    services = services_with(tmp_path, "Sam R.", "Ines M.")
    for row in services.library.plans():
        stored = services.library.read(row.id)
        dose = stored.plan.medicine_sessions[0]
        roomed = stored.plan.with_changes(rooms=(Room("r2", "Room 2"),)).with_session(dose.with_changes(room="r2"))
        services.library.save(roomed, stored.revision, row.findings)
    frame = Frame(qtbot, services)
    frame.open("Sam R.")
    page = frame.window.bench.plan_page
    assert page is not None
    frame.wait(lambda: page.booking_banner.isVisible())
    dose = page.opened.plan.medicine_sessions[0]
    other = next(row.code for row in services.library.plans() if row.id != page.opened.plan.id)
    words = f"Room 2 is also taken by plan {other}, "
    assert (
        page.booking_banner.sentence.text() == "1 session takes a room or a person that another plan has at that time."
    )
    page.booking_banner.buttons[0].click()
    assert page.opened.bridge.selection == (dose.id,)
    view = page.plan_view
    assert words in view.board.canvas.cards[dose.id].accessibleDescription()
    assert words in view.inspector.people.taken.text()
    page.opened.bridge.do(MoveSession(dose.id, datetime.combine(dose.day, dose.start.time().replace(hour=16))))
    assert not page.booking_banner.isVisible()
    assert words not in view.board.canvas.cards[dose.id].accessibleDescription()
    assert view.inspector.people.taken.text() == ""
