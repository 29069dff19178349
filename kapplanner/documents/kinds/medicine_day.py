"""The medicine-day sheet: one page for each day with medicine."""

from kapplanner.documents.content import Reader, Sheet
from kapplanner.documents.days import day_sheet
from kapplanner.documents.edition import Edition
from kapplanner.documents.kind import DocumentKind
from kapplanner.documents.request import PrintRequest


def write(request: PrintRequest) -> tuple[Sheet, ...]:
    """A sheet for each medicine day, in order."""
    edition = Edition.for_patient(request)
    days = sorted({session.day for session in request.plan.medicine_sessions})
    return tuple(day_sheet(edition, day, KIND.id) for day in days)


KIND = DocumentKind("medicine-day", "Medicine-day sheets", Reader.PATIENT, 30, write, stands_in="itinerary")
