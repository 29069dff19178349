"""The patient's plan, day by day: a page a day, on medicine days the medicine-day sheet.

Every day with an appointment has a page, far days included. A day of the stay without appointments has a page too,
so that nobody wonders whether one is missing; a free day at home has none.
"""

from datetime import date, timedelta

from kapplanner.documents.content import Reader, Sheet
from kapplanner.documents.days import day_sheet
from kapplanner.documents.edition import Edition
from kapplanner.documents.kind import DocumentKind
from kapplanner.documents.request import PrintRequest
from kapplanner.domain.plan import Plan


def write(request: PrintRequest) -> tuple[Sheet, ...]:
    """A sheet for each day, in order."""
    edition = Edition.for_patient(request)
    return tuple(day_sheet(edition, day, KIND.id) for day in printed_days(request.plan))


def printed_days(plan: Plan) -> tuple[date, ...]:
    """Days with an appointment, and all days of the stay."""
    days = {session.day for session in plan.sessions if session.is_active}
    if plan.retreat is not None:
        stay = (plan.retreat.last_day - plan.retreat.first_day).days
        days |= {plan.retreat.first_day + timedelta(days=offset) for offset in range(stay + 1)}
    return tuple(sorted(days))


KIND = DocumentKind("itinerary", "Day pages", Reader.PATIENT, 20, write, in_patient_pack=True)
