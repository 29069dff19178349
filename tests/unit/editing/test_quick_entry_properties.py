"""Whatever is typed as a session is read without a fault, and what is read back is read as the same session again."""

from datetime import datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.people import Assignment, Role
from kapplanner.domain.quantities import PlannedDose
from kapplanner.domain.session import Attendance, Modality, Route, Session, SessionKind, TravelDirection
from kapplanner.domain.time import instant
from kapplanner.editing.new_session import medicine_by
from kapplanner.editing.quick_entry import read_back
from tests.support import build
from tests.support.examples import examples
from tests.unit.editing.test_quick_entry import REFUSED, ROOMS, RULES, TEAM, UNDERSTOOD, plan, read

PIECES = sorted({word for line, *_ in (*UNDERSTOOD, *REFUSED) for word in line.split() if len(word) < 40})
DOSES = ("undecided", "low", "standard", "high", "50 mg", "45.25 mg", "0.5 mg/kg", "1.25 mg/kg", "500 mg")
LINES = st.one_of(
    st.text(max_size=120),
    st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=14).map(" ".join),
    st.text(alphabet="0123456789 -:.,hmpadrt/+½", max_size=40).map("CBT {}".format),
)
TITLES = st.text(
    st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"), exclude_characters="”"), max_size=60
)


@examples(250)
@given(LINES)
def test_whatever_is_typed_is_a_session_or_a_problem_at_its_place(line: str) -> None:
    typed = read(line)
    assert (typed.session is not None) is bool(typed.sentence)
    assert not (typed.session is not None and typed.problems)
    for each in (*typed.problems, *typed.reads):
        assert 0 <= each.start <= each.end <= len(line)
    if typed.session is not None:
        again = read(typed.sentence)
        assert (again.session, again.problems, again.assumed) == (typed.session, (), frozenset())


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """Any session that a line can say, also around the changes of the clocks in New York."""
    kind = draw(st.sampled_from(list(SessionKind)))
    day = draw(st.sampled_from(["D-30", "D-1", "D1", "D9", "D99", "D337", "D500"]))
    start = build.at(day, "00:00") + timedelta(minutes=draw(st.integers(0, 24 * 60 - 1)))
    roles = draw(st.lists(st.sampled_from(list(Role)), unique=True, max_size=3))
    people = [Assignment(role, draw(st.sampled_from(TEAM)).id) for role in sorted(roles, key=list(Role).index)]
    profile = RULES.route(draw(st.sampled_from(list(Route))))
    dose = PlannedDose.parse(draw(st.sampled_from(DOSES)))
    return Session(
        id="new",
        kind=kind,
        start=start,
        minutes=draw(st.integers(1, 24 * 60)),
        title=draw(TITLES).strip(),
        modality=draw(st.sampled_from([None, *(m.value for m in Modality)])) if kind == "integration" else None,
        medicine=medicine_by(profile, dose) if kind is SessionKind.MEDICINE else None,
        people=tuple(people),
        room=draw(st.sampled_from([None, *(room.id for room in ROOMS)])),
        attendance=draw(st.sampled_from(list(Attendance))),
        travel=draw(st.sampled_from([None, *TravelDirection])) if kind is SessionKind.TRAVEL else None,
    )


def _exists(moment: datetime) -> bool:
    try:
        instant(moment, plan().zone)
    except PlannerError:
        return False
    return True


@examples(150)
@given(sessions())
def test_every_session_that_can_be_said_is_read_from_its_sentence(session: Session) -> None:
    assume(_exists(session.start))
    typed = read(read_back(plan(), session))
    assert typed.problems == ()
    assert typed.session == session
