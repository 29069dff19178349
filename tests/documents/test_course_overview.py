"""The course overview: what stands where on the picture, and that the same is said in sentences."""

from dataclasses import replace
from datetime import date

import pytest

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.documents import print_findings, print_pdf
from kapplanner.documents.chart import CourseChart, Edge, Place
from kapplanner.documents.content import sheet_text
from kapplanner.documents.kinds.course_overview import write
from kapplanner.documents.layout.chart import lay_chart
from kapplanner.documents.layout.styles import TEAM
from kapplanner.documents.marks import Mark
from kapplanner.documents.printing import laid_pages
from kapplanner.documents.request import PrintRequest
from kapplanner.domain.plan import Plan
from kapplanner.domain.quantities import PlannedDose
from kapplanner.domain.session import Booster, SessionState
from kapplanner.rules.finding import State, Tier
from kapplanner.rules.rule_set import RuleSet
from tests.documents.support import KEPT, MONITOR_MISSING, ROUTE_SWITCH, SITE, course, pages_of, report, request, spaced
from tests.support.build import medicine, plan, session

INTENSIVE = rule_set_named("intensive")


def asked(made: Plan | None = None, rules: RuleSet = INTENSIVE, **more: object) -> PrintRequest:
    return request(documents=("course-overview",), plan=made or course(), rule_set=rules, **more)


def charts(made: Plan | None = None, rules: RuleSet = INTENSIVE, **more: object) -> list[CourseChart]:
    """The picture of each sheet."""
    sheets = write(asked(made, rules, **more))
    return [block for sheet in sheets for block in sheet.blocks if isinstance(block, CourseChart)]


def chart(made: Plan | None = None, **more: object) -> CourseChart:
    return charts(made, **more)[0]


def week(*more: object, **values: object) -> Plan:
    """A lozenge of 75 mg on day 2, injections of 30 mg on day 4 and 45 mg on day 7."""
    return plan(
        medicine("D2", route="SL", dose="75 mg", id="one"),
        medicine("D4", route="IM", dose="30 mg", id="two"),
        medicine("D7", "14:30", route="IM", dose="45 mg", id="three"),
        *more,  # type: ignore[arg-type]
        site=SITE,
        **values,
    )


def test_every_day_of_a_short_course_has_a_column_and_far_days_are_folded() -> None:
    days = chart().days
    assert [day.date for day in days] == ["29", *(str(n) for n in range(6, 13)), "10"]
    assert [day.name for day in days] == ["Nov", "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Jan"]
    assert [day.number for day in days] == ["D−7", *(f"D{n}" for n in range(1, 8)), "D36"]
    assert [day.follows_folded for day in days] == [False, True, *[False] * 6, True]
    assert [day.has_medicine for day in days] == [False, False, True, False, True, False, True, False, False]


def test_the_month_is_named_where_it_changes() -> None:
    """Folded days hide the turn of the month: 20 December, then 3 and 4 January."""
    made = plan(medicine("D1"), medicine("D15"), medicine("D29"), session("integration", "D30", "10:00"), site=SITE)
    dates = {day.number: day.date for day in chart(made).days}
    assert (dates["D1"], dates["D15"], dates["D29"], dates["D30"]) == ("6", "20", "3 Jan", "4")


def test_bars_are_as_high_as_the_estimated_amount_absorbed() -> None:
    """75 mg x 0.30 = 22.5, 30 mg x 0.93 = 27.9, 45 mg x 0.93 = 41.85 mg."""
    doses = chart(week()).doses
    assert [(dose.words.replace("\u00a0", " "), dose.below) for dose in doses] == [
        ("75 mg", "1, SL"), ("30 mg", "2, IM"), ("45 mg", "3, IM"),
    ]  # fmt: skip
    assert [dose.height for dose in doses] == pytest.approx([22.5 / 41.85, 27.9 / 41.85, 1])
    assert [(words, round(height * 41.85, 6)) for height, words in chart(week()).scale] == [("20", 20), ("40", 40)]


def test_a_dose_that_is_not_known_is_an_outline_with_its_band() -> None:
    made = plan(medicine("D1", route="IM", dose="low"), medicine("D3", route="IM"), medicine("D5", dose="0.5 mg/kg"))
    assert [(dose.words.replace("\u00a0", " "), dose.height) for dose in chart(made).doses] == [
        ("low", None), ("open", None), ("0.5 mg/kg", None),
    ]  # fmt: skip
    assert chart(made).scale == ()


def test_a_booster_counts_and_is_told() -> None:
    extra = Booster(PlannedDose.amount(15), 20)
    made = plan(
        medicine("D1", route="IM", dose="30 mg", details={"booster": extra}), medicine("D3", route="IM", dose="30 mg")
    )
    first, second = chart(made).doses
    assert first.words.endswith("mg +")
    assert second.height == pytest.approx(30 / 45)


def test_gaps_are_told_from_start_to_start() -> None:
    assert [(gap.start, gap.end, gap.words) for gap in chart(week()).gaps] == [(1, 3, "48 h"), (3, 6, "77 h")]
    far = plan(medicine("D1"), medicine("D6"), medicine("D20"))
    told = [gap.words.replace("\u00a0", " ") for each in charts(far) for gap in each.gaps]
    assert told == ["5 days", "14 days"]


def test_a_learning_window_is_that_of_the_rule_with_what_counts_in_it() -> None:
    """12 h to 72 h after 09:30 on day 2: 21:30 that day to 09:30 on day 5; CBT on day 3 counts, IFS does not."""
    window = chart().windows[0]
    assert window.dose == Place(2, 9.5 / 24)
    assert window.opens == Place(2, 21.5 / 24)
    assert window.closes == Place(5, 9.5 / 24)
    assert (window.inside, window.counted, window.is_covered) == ((Place(3, 10 / 24), Place(4, 13.5 / 24)), "2", True)


def test_a_rule_that_is_off_draws_no_window_and_says_so() -> None:
    rules = tuple(replace(r, enabled=r.id != "learning-window", off_reason="Not here.") for r in INTENSIVE.rules)
    off = charts(rules=replace(INTENSIVE, rules=rules))[0]
    assert off.windows == ()
    assert off.names[1].more == "no such rule"
    assert chart().names[1].more == "12 to 72 h after the dose"


def test_talks_and_other_care_stand_in_lanes_of_their_own() -> None:
    shown = chart()
    assert [(chip.column, chip.words, chip.edge) for chip in shown.talks if chip.column in {3, 4}] == [
        (3, "CBT", Edge.DOUBLE), (3, "IFS", Edge.DOUBLE), (4, "EMDR", Edge.DOUBLE), (4, "Rest", Edge.DASHED),
    ]  # fmt: skip
    assert [(chip.column, chip.words) for chip in shown.care if chip.column in {0, 1, 8}] == [
        (0, "Screen"), (1, "Arrive"), (1, "Measure"), (1, "Prepare"), (8, "Phone"),
    ]  # fmt: skip


def test_a_day_of_fourteen_rows_shows_the_first_and_counts_the_rest() -> None:
    clocks = [f"{13 + n // 4:02}:{15 * (n % 4):02}" for n in range(14)]
    busy = week(*(session("integration", "D2", clock, 15, modality="cbt") for clock in clocks))
    assert [chip.words for chip in chart(busy, report=report()).talks] == ["CBT", "CBT", "CBT", "+ 11"]


def test_the_strongest_open_finding_marks_a_session_and_a_kept_one_has_a_mark_of_its_own() -> None:
    kept_only = chart(report=report(findings=(ROUTE_SWITCH,)))
    assert [dose.mark for dose in kept_only.doses] == [Mark.NONE, Mark.KEPT, Mark.NONE]
    both = chart(report=report(findings=(MONITOR_MISSING, replace(ROUTE_SWITCH, state=State.OPEN))))
    assert both.doses[1].mark is Mark.STOP


def test_what_a_mark_stands_for_is_told_below_with_the_decision() -> None:
    made = write(asked(course(overrides=(KEPT,)), report=report(findings=(MONITOR_MISSING, ROUTE_SWITCH))))[0]
    text = spaced(sheet_text(made))
    assert "Roles named. Medicine session 2 has no medical monitor. Open." in text
    assert (
        "Route switch. First injection after a lozenge: estimated exposure rises 86 %. Kept. Extra monitoring" in text
    )


def test_the_picture_says_all_of_itself_in_sentences() -> None:
    said = spaced(chart(report=report(findings=(MONITOR_MISSING,))).described)
    assert (
        "Wed 09-Dec-2026: 08:40 Measure, 09:30 Medicine 2 of 3, 45 mg injection IM (Stop), 13:30 EMDR, 14:30 Rest."
        " 48 h after the medicine session before." in said
    )
    assert "Learning window Mon 7 Dec, 21:30 to Thu 10 Dec, 09:30: CBT, 24 h 30 min after the dose; 1 more." in said
    for made in course().sessions:
        assert f"{made.start:%H:%M} " in said


def test_cancelled_sessions_are_not_on_it() -> None:
    made = week()
    gone = made.with_session(made.session("two").with_changes(state=SessionState.CANCELLED))
    shown = chart(gone)
    assert [dose.below for dose in shown.doses] == ["1, SL", "2, IM"]
    assert [gap.words for gap in shown.gaps] == ["125 h"]


def weekly(weeks: int) -> Plan:
    """A dose each Sunday, a talk the day after, a call far behind."""
    doses = [medicine(f"D{1 + 7 * n}", route="SL", dose="75 mg", id=f"m{n}") for n in range(weeks)]
    talks = [session("integration", f"D{2 + 7 * n}", "10:00", modality="cbt") for n in range(weeks)]
    return plan(*doses, *talks, session("follow-up", f"D{7 * weeks + 60}", "10:00"), site=SITE)


def test_a_course_of_three_months_is_folded_to_its_days_with_sessions_and_parted() -> None:
    shown = charts(weekly(13))
    assert [len(each.days) for each in shown] == [14, 13]
    assert all(day.follows_folded for day in shown[0].days[2::2])
    first_gap = shown[1].gaps[0]
    assert (first_gap.start, first_gap.end, first_gap.words.replace("\u00a0", " ")) == (None, 0, "7 days")


def test_a_window_that_ends_on_a_folded_day_ends_at_the_fold() -> None:
    """After the dose of day 1 the window closes on day 4, between the shown days 2 and 8."""
    window = charts(weekly(13))[0].windows[0]
    assert (window.opens, window.closes) == (Place(0, 21.5 / 24), Place(1, 1.0))


def test_no_page_ends_on_a_medicine_day() -> None:
    for weeks in range(10, 24):
        shown = charts(weekly(weeks))
        assert sum(len(each.days) for each in shown) == 2 * weeks + 1
        assert not any(each.days[-1].has_medicine for each in shown[:-1])


def test_a_clock_change_and_midnight_keep_windows_in_place() -> None:
    """Clocks go back on 1 November 2026: 12 real hours after 21:00 is 08:00."""
    made = plan(
        medicine("D1", "21:00", route="IM", first_day=date(2026, 10, 31)), first_day=date(2026, 10, 31), site=SITE
    )
    assert chart(made).windows[0].opens == Place(1, 8 / 24)


def test_a_dose_is_never_cut() -> None:
    """Twenty columns, the narrowest there are, with a dose in each of fourteen."""
    doses = (medicine(f"D{n}", route="IM", dose="112.5 mg") for n in range(1, 15))
    talks = (session("integration", f"D{n}", "13:00", modality="emdr") for n in range(1, 15))
    calls = (session("follow-up", day, "10:00") for day in ("D-20", "D-10", "D-5", "D20", "D40", "D60"))
    made = plan(*doses, *talks, *calls, site=SITE)
    for paper in ("a4", "letter"):
        pages = pages_of(print_pdf(asked(made, paper=paper, report=report())))
        assert len(pages) == 1
        assert pages[0].count("112.5 mg") == 14
        assert pages[0].count("EMDR") == 14


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_page_lies_on_its_side_and_the_print_check_finds_nothing(paper: str) -> None:
    made = asked(paper=paper)
    assert len(pages_of(print_pdf(made))) == 1
    page = laid_pages(made, write(made))[0][0]
    assert page.width > page.height
    assert [finding for finding in print_findings(made) if finding.severity is not Tier.NOTE] == []


def test_columns_share_the_width_from_the_names_to_the_right_edge() -> None:
    picture = lay_chart(chart(), 700, TEAM, 0)
    columns = picture.columns
    assert columns.right(len(columns.lefts) - 1) == pytest.approx(700)
    assert columns.widths[0] == pytest.approx(0.8 * columns.widths[1])
    assert all(columns.lefts[n + 1] >= columns.right(n) - 1e-6 for n in range(len(columns.lefts) - 1))
