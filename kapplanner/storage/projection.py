"""Rows drawn from a plan for lists, search and questions across plans; written with it in one transaction."""

from typing import Any

from sqlalchemy import Connection, delete, insert

from kapplanner.domain.library import FindingCounts
from kapplanner.domain.plan import Plan
from kapplanner.rules.fingerprint import plan_fingerprint
from kapplanner.storage import tables
from kapplanner.storage.course import course_strip, last_course_day
from kapplanner.storage.searching import search_text


def summary_values(plan: Plan, findings: FindingCounts) -> dict[str, Any]:
    """The columns of a plan's summary that follow from the plan and its findings alone."""
    fingerprint = plan_fingerprint(plan)
    return {
        "sample": int(plan.sample),
        "checked": int(plan.checked is not None and plan.checked.fingerprint == fingerprint),
        "fingerprint": fingerprint,
        "code": plan.code,
        "name": plan.patient.name,
        "title": plan.title,
        "zone": plan.zone,
        "first_day": plan.first_day.isoformat(),
        "last_course_day": last_course_day(plan).isoformat(),
        "last_day": plan.last_day.isoformat(),
        "course": course_strip(plan),
        "medicine_sessions": len(plan.medicine_sessions),
        "stop": findings.stop,
        "caution": findings.caution,
        "note": findings.note,
        "not_checked": findings.not_checked,
        "search": search_text(plan),
    }


def write_details(connection: Connection, plan: Plan) -> None:
    """Replace a plan's rows of sessions and people."""
    for table in (tables.session, tables.person):
        connection.execute(delete(table).where(table.c.plan_id == plan.id))
    sessions = [
        {
            "plan_id": plan.id,
            "session_id": session.id,
            "kind": session.kind.value,
            "starts_at": plan.start(session).isoformat(),
            "ends_at": plan.end(session).isoformat(),
            "route": session.medicine.route.value if session.medicine else None,
            "room": session.room,
        }
        for session in plan.sessions
        if session.is_active
    ]
    people = [{"plan_id": plan.id, "practitioner_id": p.id, "name": p.name} for p in plan.practitioners]
    if sessions:
        connection.execute(insert(tables.session), sessions)
    if people:
        connection.execute(insert(tables.person), people)
