"""What becomes of a verdict in the report: findings with all they carry, their order, gaps, and what came nearest."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import ClassVar

import pytest

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.domain.plan import Acknowledgement, Override, OverrideReason, Plan, PlanType
from kapplanner.rules.clinical_lists import Confidence, Ground
from kapplanner.rules.evaluate import evaluate, findings_of, verdict_of, was_not_run
from kapplanner.rules.finding import Finding, Quantity, Report
from kapplanner.rules.form import Problem, RuleForm, Side, Tiers, Verdict
from kapplanner.rules.index import PlanIndex
from kapplanner.rules.rule_set import OverridePolicy, Rule, RuleSet
from kapplanner.rules.rule_set import Report as Mode
from kapplanner.rules.tier import State, Tier
from tests.spec.rule_tables import plan_of
from tests.support.build import FIRST_DAY
from tests.unit.rules.verdicts.asking import MEDICINE, index_of, reported, set_of

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
SOURCES = rule_set_named("intensive").rule("gap-between-medicine-sessions").sources
DOSE = {"select": MEDICINE, "attribute": "dose", "soft_most": 200, "hard_most": 400}
GAP = {"select": MEDICINE, "soft_least": 48, "hard_least": 24}


@dataclass(frozen=True, slots=True)
class Says(RuleForm):
    """A form that says these problems about the medicine sessions, "1" about the first; None: it fails."""

    problems: tuple[tuple[str, Side, int], ...] | None
    form: ClassVar[str] = "says"

    def judge(self, index: PlanIndex) -> Verdict:
        assert self.problems is not None
        return Verdict(
            1,
            [
                Problem(side, "So it is.", tuple(index.medicine[int(n) - 1] for n in which), excess=Decimal(excess))
                for which, side, excess in self.problems
            ],
        )

    def sentence(self, tiers: Tiers) -> str:
        return "Says."


TIERS = Tiers(Tier.CAUTION, Tier.STOP)


def rule(*problems: tuple[str, Side, int], tiers: Tiers = TIERS, **more: object) -> Rule:
    """A rule that finds these problems, one finding for each."""
    values = {"report": Mode.EACH, "id": "says", "catalogue": 7, "sources": SOURCES, "house_default": False, **more}
    form = Says(problems)
    return Rule(version="2.1", title="A rule", form=form, tiers=tiers, rationale="", evidence="", **values)  # type: ignore[arg-type]


def judged(plan: Plan, *rules: Rule) -> Report:
    """The report of these rules."""
    return evaluate(plan, RuleSet("some", "1.0", "Some rules", rules, {}))


THREE = plan_of("medicine D1 09:30; medicine D3 09:30; medicine D5 09:30")


def test_a_finding_carries_what_its_rule_carries() -> None:
    (finding,) = judged(THREE, rule(("2", Side.SOFT, 0))).findings
    assert (finding.rule, finding.rule_version, finding.catalogue, finding.title) == ("says", "2.1", 7, "A rule")
    assert (finding.tier, finding.sessions, finding.state) == (Tier.CAUTION, ("medicine-2",), State.OPEN)
    assert (finding.sources, finding.house_default) == (SOURCES, False)
    assert SOURCES


@pytest.mark.parametrize(
    ("policy", "side", "may_be_kept", "second"),
    [
        (OverridePolicy.SECOND_NAME, Side.HARD, True, True),
        (OverridePolicy.SECOND_NAME, Side.SOFT, True, False),
        (OverridePolicy.ONE_NAME, Side.HARD, True, False),
        (OverridePolicy.NEVER, Side.HARD, False, False),
    ],
)
def test_the_rule_says_who_may_keep_its_findings(
    policy: OverridePolicy, side: Side, may_be_kept: bool, second: bool
) -> None:
    (finding,) = judged(THREE, rule(("1", side, 0), override=policy)).findings
    assert (finding.may_be_kept, finding.needs_second_name) == (may_be_kept, second)


@pytest.mark.parametrize(
    ("tiers", "soft", "hard"),
    [
        (Tiers(Tier.NOTE, Tier.STOP), Tier.NOTE, Tier.STOP),
        (Tiers(Tier.NOTE, None), Tier.NOTE, Tier.NOTE),
        (Tiers(None, Tier.CAUTION), Tier.CAUTION, Tier.CAUTION),
    ],
)
def test_a_rule_with_one_tier_uses_it_for_both_limits(tiers: Tiers, soft: Tier, hard: Tier) -> None:
    found = judged(THREE, rule(("1", Side.SOFT, 0), ("2", Side.HARD, 0), tiers=tiers)).findings
    assert {finding.sessions[0]: finding.tier for finding in found} == {"medicine-1": soft, "medicine-2": hard}


def test_a_rule_that_could_not_be_run_is_a_stop_with_what_its_rule_carries() -> None:
    broken = replace(rule(), form=Says(None))
    (finding,) = judged(THREE, broken).findings
    assert (finding.rule, finding.rule_version, finding.catalogue, finding.title) == ("says", "2.1", 7, "A rule")
    assert (finding.tier, finding.sessions, finding.state) == (Tier.STOP, (), State.OPEN)
    assert (finding.sources, finding.house_default, finding.may_be_kept) == (SOURCES, False, False)
    assert was_not_run(finding)
    assert judged(THREE, replace(broken, house_default=True)).findings[0].house_default


def test_only_the_stand_in_for_a_rule_that_failed_was_not_run() -> None:
    (finding,) = judged(THREE, rule(("1", Side.SOFT, 0))).findings
    assert not was_not_run(finding)
    (stop,) = judged(THREE, replace(rule(), form=Says(None))).findings
    (of_another,) = judged(THREE, replace(rule(), form=Says(None), id="other", version="3")).findings
    assert stop.fingerprint != of_another.fingerprint
    assert not was_not_run(replace(stop, rule="other"))
    assert verdict_of(replace(rule(), form=Says(None)), index_of(THREE)) is None
    said = verdict_of(rule(("1", Side.SOFT, 0)), index_of(THREE))
    assert said is not None and len(said.problems) == 1


@pytest.mark.parametrize(
    ("problems", "tier", "named"),
    [
        ((("1", Side.SOFT, 1), ("2", Side.SOFT, 3), ("3", Side.SOFT, 2)), Tier.CAUTION, "two"),
        ((("1", Side.SOFT, 9), ("2", Side.HARD, 1), ("3", Side.SOFT, 2)), Tier.STOP, "two"),
        ((("1", Side.HARD, 1), ("2", Side.HARD, 3), ("3", Side.SOFT, 9)), Tier.STOP, "two"),
    ],
)
def test_for_the_plan_the_worst_place_speaks_and_the_sessions_of_all_are_named(
    problems: tuple[tuple[str, Side, int], ...], tier: Tier, named: str
) -> None:
    whole = rule(*reversed(problems), report=Mode.PLAN)
    (finding,) = judged(THREE, whole).findings
    assert (finding.tier, finding.sessions) == (tier, ("medicine-1", "medicine-2", "medicine-3"))
    assert finding.sentence == "So it is. (and 2 more)"


def test_the_worst_place_lends_its_numbers() -> None:
    doses = "medicine D1 09:30 250 mg; medicine D3 09:30 500 mg; medicine D5 09:30 300 mg"
    (finding,) = reported("value range", DOSE, doses).findings
    assert (finding.tier, finding.measured, finding.limit) == (
        Tier.STOP,
        Quantity(Decimal(500), "mg"),
        Quantity(Decimal(400), "mg"),
    )
    assert finding.interval is not None and finding.interval.start.day == FIRST_DAY.day + 2
    assert len(reported("value range", DOSE, doses, report="each").findings) == 3


def test_of_places_equally_bad_the_first_speaks() -> None:
    doses = "medicine D1 09:30 250 mg; medicine D3 09:30 250 mg"
    (finding,) = reported("value range", DOSE, doses).findings
    assert finding.interval is not None and finding.interval.start.day == FIRST_DAY.day


def kept(finding: Finding, **more: str) -> Override:
    """A clinician keeps a finding."""
    mark = {"rule": finding.rule, "rule_version": finding.rule_version, "fingerprint": finding.fingerprint, **more}
    return Override(reason=OverrideReason.AGREED, by="Dr. K.", at=NOW, **mark)


def state(plan: Plan, of: Plan) -> State:
    """What became of the one finding about doses of the first plan in the second, where it was kept in the first."""
    (finding,) = reported("value range", DOSE, plan).findings
    (again,) = reported("value range", DOSE, replace(of, overrides=(kept(finding),))).findings
    return again.state


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ("medicine D1 09:30 250 mg; medicine D3 09:30 300 mg", State.KEPT),
        ("medicine D1 09:30 251 mg; medicine D3 09:30 300 mg", State.LAPSED),
        ("medicine D1 09:30 250 mg; medicine D3 09:30 301 mg", State.LAPSED),
        ("medicine D1 09:30 250 mg; medicine D3 09:30 450 mg", State.LAPSED),
        ("medicine D1 09:30 250 mg; medicine D3 09:30 100 mg", State.OPEN),
        ("medicine D1 09:30 250 mg; medicine D3 09:30 300 mg; weight 80 kg", State.LAPSED),
    ],
)
def test_a_finding_about_several_places_lapses_when_one_of_them_changes(later: str, expected: State) -> None:
    assert state(plan_of("medicine D1 09:30 250 mg; medicine D3 09:30 300 mg"), plan_of(later)) is expected


def test_what_is_kept_is_kept_for_its_own_rule_and_place_only() -> None:
    given = plan_of("medicine D1 09:30 250 mg")
    (finding,) = reported("value range", DOSE, given).findings
    for override, expected in (
        (kept(finding), State.KEPT),
        (kept(finding, rule="another"), State.OPEN),
        (kept(finding, fingerprint="0123-4567"), State.OPEN),
        (kept(finding, fingerprint=f"{finding.fingerprint.partition('-')[0]}-0"), State.LAPSED),
        (kept(finding, fingerprint=f"0-{finding.fingerprint.partition('-')[2]}"), State.OPEN),
    ):
        (again,) = reported("value range", DOSE, replace(given, overrides=(override,))).findings
        assert again.state is expected
    never = reported("value range", DOSE, replace(given, overrides=(kept(finding),)), override="never").findings
    assert [each.state for each in never] == [State.OPEN]


def test_one_of_several_overrides_is_enough() -> None:
    given = plan_of("medicine D1 09:30 250 mg")
    (finding,) = reported("value range", DOSE, given).findings
    place = finding.fingerprint.partition("-")[0]
    marks = (kept(finding, fingerprint=f"{place}-0"), kept(finding), kept(finding, rule="another"))
    assert reported("value range", DOSE, replace(given, overrides=marks)).findings[0].state is State.KEPT
    lapsed = (kept(finding, fingerprint="0-0"), kept(finding, fingerprint=f"{place}-1"))
    assert reported("value range", DOSE, replace(given, overrides=lapsed)).findings[0].state is State.LAPSED


def test_findings_are_in_order_of_tier_time_number_and_name() -> None:
    rules = (
        rule(("3", Side.SOFT, 0), ("1", Side.SOFT, 0), id="b", catalogue=9),
        rule(("1", Side.SOFT, 0), ("2", Side.HARD, 0), id="a", catalogue=10),
        rule(("1", Side.SOFT, 0), ("12", Side.SOFT, 0), id="d", catalogue=None),
        rule(("1", Side.SOFT, 0), ("", Side.SOFT, 0), id="c", catalogue=None),
    )
    found = judged(THREE, *rules)
    assert [(finding.rule, "".join(name[-1] for name in finding.sessions)) for finding in found.findings] == [
        ("a", "2"),
        ("c", ""),
        ("b", "1"),
        ("a", "1"),
        ("c", "1"),
        ("d", "1"),
        ("d", "12"),
        ("b", "3"),
    ]


LACKING = "medicine D1 09:30; medicine D3 09:30 100 mg; medicine D5 09:30 booster 50 mg after 30 min"


def test_all_that_is_missing_is_one_gap_with_each_fact_once_and_sessions_in_order_of_time() -> None:
    (gap,) = reported("value range", {**DOSE, "attribute": "dose per kg"}, LACKING).not_checked
    assert (gap.rule, gap.rule_version, gap.catalogue, gap.title) == ("table", "1.0", None, "Table")
    assert gap.missing == (
        "session.medicine-1.medicine.dose",
        "patient.weight",
        "session.medicine-3.medicine.dose",
    )
    assert (gap.sessions, gap.tier, gap.acknowledged) == (("medicine-1", "medicine-2", "medicine-3"), Tier.STOP, False)


def test_a_gap_at_the_first_limit_only_has_the_tier_of_that_limit() -> None:
    soft = {"select": MEDICINE, "attribute": "dose", "soft_most": 200}
    (gap,) = reported("value range", soft, "medicine D1 09:30").not_checked
    assert gap.tier is Tier.CAUTION
    mixed = {"select": MEDICINE, "attribute": "dose", "soft_most": 200, "hard_most": {"IM": 300}}
    (gap,) = reported("value range", mixed, "medicine D1 09:30 SL; medicine D3 09:30 IM").not_checked
    assert gap.tier is Tier.STOP


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, True),
        ({"rule": "another"}, False),
        ({"rule_version": "0.9"}, False),
        ({"missing": ("patient.weight", "session.medicine-1.medicine.dose", "site.equipment")}, True),
        ({"missing": ("patient.weight",)}, False),
        ({"missing": ()}, False),
    ],
)
def test_a_gap_is_acknowledged_for_its_rule_and_all_its_facts(values: dict[str, object], expected: bool) -> None:
    missing = ("session.medicine-1.medicine.dose",)
    known = replace(Acknowledgement("table", "1.0", missing, "K.", NOW), **values)  # type: ignore[arg-type]
    given = replace(plan_of("medicine D1 09:30"), acknowledgements=(known,))
    assert reported("value range", DOSE, given).not_checked[0].acknowledged is expected


def test_gaps_are_in_order_of_tier_number_and_name() -> None:
    doses = set_of("value range", {"select": MEDICINE, "attribute": "dose", "hard_most": 9}).rules[0]

    def lacking(name: str, tier: str, number: int | None) -> Rule:
        return replace(doses, id=name, catalogue=number, tiers=Tiers(None, Tier(tier)))

    rules = [
        lacking("none-b", "stop", None),
        lacking("none-a", "stop", None),
        lacking("nine", "stop", 9),
        lacking("ten", "stop", 10),
        lacking("one", "note", 1),
        lacking("two", "caution", 2),
    ]
    said = judged(plan_of("medicine D1 09:30"), *rules)
    assert [gap.rule for gap in said.not_checked] == ["nine", "ten", "none-a", "none-b", "two", "one"]


def test_what_came_nearest_is_in_order_of_its_share_of_the_limit() -> None:
    def doses(name: str, most: int) -> Rule:
        return set_of("value range", {"select": MEDICINE, "attribute": "dose", "hard_most": most}, id=name).rules[0]

    none = {"select": MEDICINE, "counted": "days in a row", "soft_most": 1}
    rules = (doses("far", 400), doses("near", 110), doses("b-on", 100), doses("a-on", 100))
    said = judged(plan_of("medicine D1 09:30 100 mg"), *rules, set_of("count in window", none, id="row").rules[0])
    assert [near.rule for near in said.nearest] == ["a-on", "b-on", "row", "near", "far"]
    assert said.nearest[3].measured == Quantity(Decimal(100), "mg")
    assert said.nearest[3].limit == Quantity(Decimal(110), "mg")
    assert said.nearest[3].title == "Table"
    assert said.passed == ("far", "near", "b-on", "a-on", "row")


def test_beside_a_finding_or_a_gap_nothing_comes_near() -> None:
    both = "medicine D1 09:30 199 mg; medicine D3 09:30 201 mg"
    assert (reported("value range", DOSE, both).nearest, reported("value range", DOSE, both).passed) == ((), ())
    lacking = reported("value range", DOSE, "medicine D1 09:30 199 mg; medicine D3 09:30")
    assert (lacking.nearest, lacking.passed, len(lacking.not_checked)) == ((), (), 1)


FRAIL = {"fact": "profile.frail", "value": True}
OLD = {"fact": "patient.age", "operator": "at least", "value": 65.0}
TOO_MUCH = "medicine D1 09:30 300 mg; medicine D3 09:30 100 mg; medicine D5 09:30 250 mg"


@pytest.mark.parametrize(
    ("guard", "known", "outcome"),
    [
        ({"any_of": [FRAIL, OLD]}, "", "missing profile.frail patient.age"),
        ({"any_of": [FRAIL, OLD]}, "; age 70", "found"),
        ({"any_of": [FRAIL, OLD]}, "; age 60", "missing profile.frail"),
        ({"any_of": [OLD]}, "; age 60", "not applicable"),
        ({"all_of": [FRAIL, OLD]}, "", "missing profile.frail patient.age"),
        ({"all_of": [FRAIL, OLD]}, "; age 60", "not applicable"),
        ({"all_of": [FRAIL, OLD]}, "; age 70", "missing profile.frail"),
        ({"all_of": [OLD]}, "; age 70", "found"),
        ({"all_of": [OLD], "any_of": [FRAIL]}, "; age 70", "missing profile.frail"),
        ({"all_of": [OLD], "any_of": [OLD]}, "", "missing patient.age"),
        ({"all_of": [OLD], "any_of": [FRAIL]}, "", "missing patient.age profile.frail"),
        ({"unless": [OLD]}, "", "found"),
        ({"unless": [OLD]}, "; age 60", "found"),
        ({"unless": [OLD]}, "; age 70", "not applicable"),
        ({"unless": [FRAIL, OLD]}, "; age 70", "not applicable"),
        ({"routes": ["IM"]}, "", "not applicable"),
        ({"routes": ["IM", "SL"]}, "", "found"),
        ({"residential": True}, "", "not applicable"),
        ({"residential": True}, "; stay D1 to D5", "found"),
        ({"residential": True}, "; arrival D1 08:00", "found"),
    ],
)
def test_a_guard_leaves_out_plans_and_what_it_does_not_know_leaves_the_findings_open(
    guard: dict[str, object], known: str, outcome: str
) -> None:
    said = reported("value range", DOSE, TOO_MUCH + known, guard=guard)
    if outcome == "found":
        assert len(said.findings) == 1
    elif outcome == "not applicable":
        assert said.not_applicable == ("table",)
        assert said.not_in_force == ()
    else:
        (gap,) = said.not_checked
        assert (said.findings, gap.missing) == ((), tuple(outcome.split()[1:]))
        assert (gap.sessions, gap.tier) == (("medicine-1", "medicine-3"), Tier.STOP)


def test_what_a_guard_does_not_know_leaves_a_rule_passed_that_would_find_nothing() -> None:
    assert reported("value range", DOSE, "medicine D1 09:30 100 mg", guard={"any_of": [FRAIL]}).passed == ("table",)
    (gap,) = reported("value range", DOSE, "medicine D1 09:30", guard={"any_of": [FRAIL]}).not_checked
    assert gap.missing == ("session.medicine-1.medicine.dose", "profile.frail")


@pytest.mark.parametrize(
    ("dates", "is_in_force"),
    [
        ({"effective_from": "2026-12-06"}, True),
        ({"effective_from": "2026-12-07"}, False),
        ({"effective_to": "2026-12-06"}, True),
        ({"effective_to": "2026-12-05"}, False),
        ({"effective_from": "2026-12-06", "effective_to": "2026-12-06"}, True),
        ({"effective_from": "2026-12-01", "effective_to": "2026-12-05"}, False),
    ],
)
def test_a_rule_is_in_force_from_its_first_day_to_its_last(dates: dict[str, str], is_in_force: bool) -> None:
    days = {name: datetime.fromisoformat(day).date() for name, day in dates.items()}
    said = reported("value range", DOSE, TOO_MUCH, **days)
    if is_in_force:
        assert (len(said.findings), said.not_in_force) == (1, ())
    else:
        assert said.not_applicable == ("table",)
        assert [(each.rule, each.title) for each in said.not_in_force] == [("table", "Table")]


def test_the_rows_of_a_list_keep_their_own_tier_ground_and_mark() -> None:
    report = evaluate(
        plan_of("medicine D1 09:30; condition schizophrenia yes; condition psychosis yes"), rule_set_named("intensive")
    )
    listed = [finding for finding in report.findings if finding.field == "profile.conditions.schizophrenia"]
    (finding,) = listed
    row = next(c for c in rule_set_named("intensive").conditions.conditions if c.code == "schizophrenia")  # type: ignore[union-attr]
    assert finding.tier in {statement.tier for statement in row.statements}
    assert finding.about == f"schizophrenia-{finding.tier.value}"
    assert finding.sources == row.ground.sources
    assert finding.house_default is bool(row.ground.house_default)


def test_the_plan_is_ready_only_without_open_stops() -> None:
    assert not reported("value range", DOSE, "medicine D1 09:30 500 mg").is_ready
    assert reported("value range", DOSE, "medicine D1 09:30 300 mg").is_ready
    assert not reported("value range", DOSE, "medicine D1 09:30").is_ready


def marks(*problems: Problem, mode: Mode = Mode.PLAN) -> list[str]:
    """The marks of the findings that these problems make."""
    index = index_of(THREE)
    return [each.fingerprint for each in findings_of(replace(rule(), report=mode), index, Verdict(1, list(problems)))]


def about(number: int, side: Side = Side.SOFT, **more: object) -> Problem:
    """A problem about one of the medicine sessions: 36 h beside 48 h."""
    numbers = {"measured": Quantity(Decimal(36), "h"), "limit": Quantity(Decimal(48), "h"), **more}
    return Problem(side, "So it is.", (index_of(THREE).medicine[number - 1],), **numbers)  # type: ignore[arg-type]


OTHERS = [
    about(2, Side.HARD),
    about(2, measured=Quantity(Decimal(37), "h")),
    about(2, limit=Quantity(Decimal(47), "h")),
    about(2, measured=None),
    about(2, facts=("ann",)),
]


@pytest.mark.parametrize("other", OTHERS)
def test_keeping_lapses_when_a_number_or_fact_of_any_place_changes(other: Problem) -> None:
    worst = about(1, Side.HARD, excess=Decimal(9))
    (before,), (after,) = marks(worst, about(2)), marks(worst, other)
    assert before != after
    assert before.partition("-")[0] == after.partition("-")[0]


@pytest.mark.parametrize("other", OTHERS[1:])
def test_keeping_one_place_lapses_when_its_number_or_fact_changes(other: Problem) -> None:
    (before,), (after,) = marks(about(2), mode=Mode.EACH), marks(other, mode=Mode.EACH)
    assert before != after
    assert before.partition("-")[0] == after.partition("-")[0]


def test_rows_of_a_list_are_places_of_their_own() -> None:
    first, second = marks(about(2, about="one"), about(2, about="two"), mode=Mode.EACH)
    assert first.partition("-")[0] != second.partition("-")[0]


@pytest.mark.parametrize("reason", ["", "No study sets it."])
def test_a_row_of_a_list_lends_its_ground(reason: str) -> None:
    ground = Ground("A label.", Confidence.FOUND, (), reason)
    (finding,) = findings_of(
        rule(), index_of(THREE), Verdict(1, [about(1, ground=ground, tier=Tier.NOTE, about="row")])
    )
    assert (finding.sources, finding.house_default) == ((), bool(reason))
    assert (finding.tier, finding.about) == (Tier.NOTE, "row")
    assert finding.needs_second_name is False


def test_one_place_alone_speaks_in_its_own_words() -> None:
    (finding,) = judged(THREE, rule(("1", Side.SOFT, 0), report=Mode.PLAN)).findings
    assert finding.sentence == "So it is."


def test_a_rule_that_is_off_leaves_those_after_it_to_be_judged() -> None:
    off, on = rule(("1", Side.SOFT, 0), id="off", enabled=False), rule(("1", Side.SOFT, 0), id="on")
    said = judged(THREE, off, on)
    assert (said.turned_off, [finding.rule for finding in said.findings]) == (("off",), ["on"])
    assert (said.rule_set_name, said.rule_set.id, said.rule_set.version) == ("Some rules", "some", "1.0")


def test_beside_a_limit_of_none_the_distance_is_the_number_itself() -> None:
    def least(name: str, number: float) -> Rule:
        return set_of("value range", {"select": MEDICINE, "attribute": "dose", "hard_least": number}, id=name).rules[0]

    said = judged(plan_of("medicine D1 09:30 100 mg"), least("none", 0), least("one-and-a-half", 1.5))
    assert [near.rule for near in said.nearest] == ["one-and-a-half", "none"]  # 65.7 and 100 times the limit


def test_of_two_limits_of_one_rule_one_of_none_is_as_near_as_the_number() -> None:
    both = {"select": MEDICINE, "attribute": "dose", "hard_least": 0, "soft_least": 1.5}
    (near,) = reported("value range", both, "medicine D1 09:30 100 mg").nearest
    assert near.limit == Quantity(Decimal("1.5"), "mg")


def test_a_guard_by_kind_of_plan_leaves_out_plans_of_other_kinds() -> None:
    given = plan_of(TOO_MUCH)
    own, other = given.plan_type, next(each for each in PlanType if each is not given.plan_type)
    assert len(reported("value range", DOSE, given, guard={"plan_types": [own.value]}).findings) == 1
    assert reported("value range", DOSE, given, guard={"plan_types": [other.value]}).not_applicable == ("table",)
    assert len(reported("value range", DOSE, given, guard={"plan_types": [other.value, own.value]}).findings) == 1
