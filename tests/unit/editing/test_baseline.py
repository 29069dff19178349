"""Looking back: the state in which a plan was last checked, and what has left its place since."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

from kapplanner.domain.errors import NotFound
from kapplanner.domain.library import EarlierVersion
from kapplanner.domain.plan import CheckedMark, Plan
from kapplanner.editing.baseline import Baseline, as_checked, baseline_of, was_words
from kapplanner.rules.fingerprint import plan_fingerprint
from tests.support.build import medicine, plan, session

AT = datetime(2026, 12, 1, 14, 5, tzinfo=UTC)  # 09:05 at the place of the plan
FIRST = plan(
    medicine("D2", "09:30", id="dose"),
    session("integration", "D3", "10:00", 60, id="talk"),
    session("rest", "D3", "12:00", 30, id="rest"),
)


def checked(given: Plan) -> Plan:
    return given.with_changes(checked=CheckedMark("Dr Vega", AT, plan_fingerprint(given), given.rule_set))


def library_of(*versions: Plan, gone: bool = False) -> SimpleNamespace:
    """A library that holds these earlier versions, last first."""
    listed = [
        EarlierVersion(n, AT, "", each.checked is not None and each.checked.fingerprint == plan_fingerprint(each))
        for n, each in enumerate(versions)
    ]

    def read(plan_id: str, revision: int) -> Plan:
        if gone:
            raise NotFound("This earlier version is no longer kept.")
        return versions[revision]

    return SimpleNamespace(earlier_versions=lambda plan_id: listed, read_version=read)


def test_what_was_moved_made_longer_or_deleted_has_left_its_place_and_nothing_else() -> None:
    talk, rest = FIRST.session("talk"), FIRST.session("rest")
    now = FIRST.with_sessions(
        (talk.with_changes(start=talk.start + timedelta(days=1)), rest.with_changes(title="Quiet room"))
    ).without_sessions(frozenset({"dose"}))
    left = Baseline(FIRST, "then").left_behind(now)
    assert set(left) == {"talk", "dose"}
    assert left["talk"] == talk
    longer = FIRST.with_session(rest.with_changes(minutes=45))
    assert set(Baseline(FIRST, "then").left_behind(longer)) == {"rest"}
    assert Baseline(FIRST, "then").left_behind(FIRST) == {}
    added = FIRST.with_session(session("rest", "D9", "10:00", id="new"))
    assert Baseline(FIRST, "then").left_behind(added) == {}


def test_a_plan_that_stands_as_checked_is_its_own_baseline_with_the_time_at_its_place() -> None:
    given = checked(FIRST).with_changes()
    found = baseline_of(given, library_of())  # type: ignore[arg-type]
    assert found is not None
    assert found.plan == given
    assert found.name.replace("\u00a0", " ") == "when it was checked, Tue 1 Dec, 09:05"


def test_the_last_version_that_was_checked_is_found_behind_later_ones() -> None:
    moved = checked(FIRST).with_session(FIRST.session("talk").with_changes(minutes=90))
    earlier = checked(FIRST.with_changes(title="Before"))
    found = baseline_of(moved, library_of(moved, checked(FIRST), earlier))  # type: ignore[arg-type]
    assert found is not None
    assert found.plan == checked(FIRST)


def test_without_a_checked_version_or_where_it_is_no_longer_kept_there_is_none() -> None:
    assert baseline_of(FIRST, library_of(FIRST)) is None  # type: ignore[arg-type]
    moved = checked(FIRST).with_session(FIRST.session("talk").with_changes(minutes=90))
    assert baseline_of(moved, library_of(checked(FIRST), gone=True)) is None  # type: ignore[arg-type]


def test_where_a_session_was_is_said_in_words() -> None:
    words = was_words(FIRST.session("talk"), as_checked(checked(FIRST)).name).replace("\u00a0", " ")
    assert words == "It was on Tue 8 Dec, 10:00, for 1 h, when it was checked, Tue 1 Dec, 09:05."
