"""What one appointment is in the patient's words: what happens, where, and the short form for the calendar."""

from kapplanner.codec.templates import shared_wording
from kapplanner.documents.content import Event, EventLook, Text, bold, flat, joined, plain
from kapplanner.documents.edition import Edition
from kapplanner.domain.session import Attendance, Session, SessionKind, TravelDirection

_LOOKS = {
    SessionKind.MEDICINE: EventLook.MEDICINE,
    SessionKind.INTEGRATION: EventLook.TALK,
    SessionKind.REST: EventLook.REST,
}


def what_happens(edition: Edition, session: Session) -> Text:
    """The kind, then the clinician's words for the patient where there are any, else the house's words."""
    name = bold(name_of(edition, session))
    route: Text = ()
    if session.is_medicine:
        route = plain(edition.words("visits.medicine_by", route=route_words(edition, session)))
    told = _without(name_of(edition, session), _told(edition, session)) or _more(edition, session)
    return joined(name, route, plain(told), _stay(edition, session))


def has_own_words(session: Session) -> bool:
    """Whether somebody wrote words for the patient, other than those that come with every template."""
    return bool(session.patient_text.strip()) and not shared_wording().says(session.patient_text)


def _told(edition: Edition, session: Session) -> str:
    """The clinician's words; those of the templates in the language of the paper, and for the route of today."""
    if has_own_words(session) or not session.patient_text.strip():
        return session.patient_text
    return shared_wording(edition.words.language).for_session(session)


def _without(name: str, text: str) -> str:
    """The clinician's words without the kind's name where they begin with it: "Rest. Light food" after "Rest."."""
    begins = text.casefold().startswith(name.rstrip(".").casefold())
    rest = text[len(name.rstrip(".")) :] if begins else text
    return rest.lstrip(" .:,") if begins and not rest[:1].isalnum() else text


def _stay(edition: Edition, session: Session) -> Text:
    """How long the patient stays where the watch after the dose outlasts the session."""
    if not session.is_medicine:
        return ()
    until = edition.restrictions(session).observe_until
    if until <= edition.plan.local_end(session):
        return ()
    return edition.words.spans("visits.stay", time=edition.moments.said(until))


def where(edition: Edition, session: Session) -> str:
    """The room, or how to take part from home."""
    if session.attendance is not Attendance.ON_SITE:
        return edition.words(f"visits.where_{session.attendance.name.lower()}")
    room = edition.plan.room(session.room) if session.room else None
    if session.kind in {SessionKind.TRAVEL, SessionKind.PRACTICE} and room is None:
        return ""
    return room.name if room else edition.words("visits.where_clinic")


def time_of(edition: Edition, session: Session) -> str:
    """From when to when; only the start for coming, leaving and calls."""
    if session.kind is SessionKind.TRAVEL:
        return edition.moments.clock(session.start)
    return edition.span(session)


def event(edition: Edition, session: Session) -> Event:
    """The short form for a calendar cell."""
    return Event(
        time=edition.moments.clock(session.start),
        word=edition.words(f"visits.{_key(session)}_short"),
        more=_short_more(edition, session),
        look=_LOOKS.get(session.kind, EventLook.OTHER),
    )


def route_words(edition: Edition, session: Session) -> str:
    """How the medicine is given, and how much where the clinic prints doses for patients."""
    if session.medicine is None:
        return ""
    given = edition.words(f"visits.route_{session.medicine.route.value}")
    if edition.request.show_dose and session.medicine.dose.value is not None:
        return edition.words("visits.route_and_dose", route=given, dose=str(session.medicine.dose))
    return given


def _key(session: Session) -> str:
    if session.kind is SessionKind.TRAVEL:
        return "leave" if session.travel is TravelDirection.DEPARTURE else "arrive"
    if session.attendance is Attendance.PHONE:
        return "call"
    if session.kind is SessionKind.MEASURE and session.bound_to is not None:
        return "check"
    return session.kind.name.lower()


def name_of(edition: Edition, session: Session) -> str:
    """What kind of appointment it is: "Talk session."."""
    return edition.words(f"visits.{_key(session)}")


def _modality(edition: Edition, session: Session) -> str:
    if session.modality is None:
        return ""
    key = f"visits.modality_{session.modality}"
    return edition.words(key) if edition.words.has(key) else session.modality.replace("-", " ").capitalize()


def _more(edition: Edition, session: Session) -> str:
    if session.kind is SessionKind.INTEGRATION:
        return _modality(edition, session)
    key = f"visits.{_key(session)}_more"
    return edition.words(key) if edition.words.has(key) else ""


def _short_more(edition: Edition, session: Session) -> str:
    if session.is_medicine:
        return route_words(edition, session)
    if session.kind is SessionKind.INTEGRATION and session.modality:
        key = f"visits.modality_{session.modality}_short"
        return edition.words(key) if edition.words.has(key) else _modality(edition, session)
    if session.attendance is Attendance.REMOTE:
        return edition.words("visits.remote_short")
    return ""


def spoken(edition: Edition, session: Session) -> str:
    """What happens, as plain words."""
    return flat(what_happens(edition, session))
