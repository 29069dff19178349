"""What holds for every plan: order does not matter, whole weeks do not matter, keeping one finding changes no other."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.domain.plan import Override, OverrideReason, Plan
from kapplanner.domain.quantities import PlannedDose
from kapplanner.domain.session import MedicineDetails, Route, Session, SessionKind
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.finding import State
from tests.support.build import FIRST_DAY, plan
from tests.support.examples import examples

RULES = rule_set_named("intensive")
DOSES = st.sampled_from(["low", "undecided", "50 mg", "100 mg", "300 mg", "0.5 mg/kg", "1.2 mg/kg"])
KINDS = st.sampled_from(["preparation", "integration", "measure", "follow-up", "rest", "medicine"])
MODALITIES = st.sampled_from([None, "cbt", "emdr", "exposure", "ifs"])


@st.composite
def sessions(draw, number: int) -> Session:
    kind = SessionKind(draw(KINDS))
    start = datetime.combine(FIRST_DAY, datetime.min.time()) + timedelta(minutes=15 * draw(st.integers(0, 96 * 20)))
    if kind is SessionKind.MEDICINE:
        medicine = MedicineDetails(Route(draw(st.sampled_from(list(Route)))), PlannedDose.parse(draw(DOSES)))
        return Session(f"s{number}", kind, start, draw(st.integers(30, 240)), medicine=medicine)
    modality = draw(MODALITIES) if kind is SessionKind.INTEGRATION else None
    return Session(f"s{number}", kind, start, draw(st.integers(10, 240)), modality=modality)


@st.composite
def plans(draw) -> Plan:
    count = draw(st.integers(0, 12))
    return plan(*(draw(sessions(number)) for number in range(count)), weight="70 kg", zone="Asia/Kolkata")


@examples(40)
@given(plans(), st.randoms(use_true_random=False))
def test_the_order_of_sessions_does_not_matter(given_plan, random):
    shuffled = list(given_plan.sessions)
    random.shuffle(shuffled)
    assert evaluate(replace(given_plan, sessions=tuple(shuffled)), RULES) == evaluate(given_plan, RULES)


@examples(40)
@given(plans(), st.integers(1, 100))
def test_whole_weeks_later_the_same_findings_stand(given_plan, weeks):
    step = timedelta(weeks=weeks)
    moved = replace(
        given_plan,
        first_day=given_plan.first_day + step,
        sessions=tuple(s.with_changes(start=s.start + step) for s in given_plan.sessions),
    )

    def shape(report):
        found = [(f.rule, f.tier, f.sessions, f.measured, f.limit) for f in report.findings]
        return found, [(n.rule, n.missing) for n in report.not_checked], report.passed, report.not_applicable

    assert shape(evaluate(moved, RULES)) == shape(evaluate(given_plan, RULES))


@examples(40)
@given(plans(), st.integers(0, 30))
def test_keeping_one_finding_changes_no_other(given_plan, which):
    before = evaluate(given_plan, RULES)
    if not before.findings:
        return
    kept = before.findings[which % len(before.findings)]
    override = Override(
        kept.rule,
        kept.rule_version,
        kept.fingerprint,
        OverrideReason.AGREED,
        "Dr. K.",
        datetime(2026, 12, 1, tzinfo=UTC),
    )
    after = evaluate(replace(given_plan, overrides=(override,)), RULES)
    assert [replace(f, state=State.OPEN) for f in after.findings] == list(before.findings)
    assert [f.fingerprint for f in after.findings if f.state is State.KEPT] == [kept.fingerprint]
    assert [f for f in after.findings if f.state is State.LAPSED] == []


@examples(60)
@given(plans())
def test_every_rule_stands_in_an_outcome_and_every_sentence_is_short(given_plan):
    report = evaluate(given_plan, RULES)
    told = {f.rule for f in report.findings} | {n.rule for n in report.not_checked}
    assert told | set(report.passed) | set(report.not_applicable) == {rule.id for rule in RULES.rules}
    assert not told & (set(report.passed) | set(report.not_applicable))
    assert all(len(f.sentence) < 140 for f in report.findings), [f.sentence for f in report.findings]
    assert not [f for f in report.findings if "could not be run" in f.sentence]
    fingerprints = [f.fingerprint for f in report.findings]
    assert len(set(fingerprints)) == len(fingerprints)
