"""The closed lists of words for sessions: kinds, routes, modalities and the rest. Light enough for a start."""

from enum import StrEnum
from typing import Final


class SessionKind(StrEnum):
    """What a session is for."""

    SCREENING = "screening"
    PREPARATION = "preparation"
    MEDICINE = "medicine"
    INTEGRATION = "integration"
    MEASURE = "measure"
    PRACTICE = "practice"
    REST = "rest"
    FOLLOW_UP = "follow-up"
    TRAVEL = "travel"


CONTACT_KINDS: Final = frozenset(
    {
        SessionKind.SCREENING,
        SessionKind.PREPARATION,
        SessionKind.MEDICINE,
        SessionKind.INTEGRATION,
        SessionKind.MEASURE,
        SessionKind.FOLLOW_UP,
    }
)
"""Kinds in which staff are with the patient; rest, travel and practice alone are not contact time."""


class Route(StrEnum):
    """How ketamine is given."""

    SL = "SL"
    PO = "PO"
    IN = "IN"
    ESK = "ESK"
    IM = "IM"
    SC = "SC"
    IV = "IV"


class Modality(StrEnum):
    """Shipped methods of an integration session; a clinic's own are further ids of the same form."""

    SUPPORTIVE = "supportive"
    CBT = "cbt"
    IFS = "ifs"
    EMDR = "emdr"
    ART = "art"
    SOMATIC = "somatic"
    EXPOSURE = "exposure"
    BEHAVIOURAL_EXPERIMENT = "behavioural-experiment"
    IMAGERY_RESCRIPTING = "imagery-rescripting"
    VALUES = "values"


class Phase(StrEnum):
    """The first course, or maintenance after it."""

    COURSE = "course"
    MAINTENANCE = "maintenance"


class Attendance(StrEnum):
    """Where the patient takes part."""

    ON_SITE = "on site"
    REMOTE = "remote"
    PHONE = "phone"


class SessionState(StrEnum):
    """Whether a session is still to come."""

    PLANNED = "planned"
    DONE = "done"
    CANCELLED = "cancelled"


class TravelDirection(StrEnum):
    """Coming or leaving."""

    ARRIVAL = "arrival"
    DEPARTURE = "departure"


class LozengeHandling(StrEnum):
    """What happens with the lozenge's liquid at the end; it changes how much is absorbed."""

    SPIT = "spit"
    SWALLOW = "swallow"


class ExposureNeed(StrEnum):
    """What an exposure task asks of the patient that the medicine may make dangerous."""

    DRIVING = "driving"
    HEIGHTS = "heights"
    WATER = "water"
    MACHINERY = "machinery"
    BEING_ALONE = "being alone"
