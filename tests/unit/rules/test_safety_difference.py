"""From one plan to another: sessions, facts, findings, and what could be checked."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.codec.sample import sample_plan
from kapplanner.codec.templates import template_named
from kapplanner.domain.identity import CountedIds
from kapplanner.domain.people import (
    Answer,
    ClinicalProfile,
    ConditionAnswer,
    Consent,
    Contact,
    Escort,
    EscortKind,
    Medicine,
    Patient,
    Practitioner,
    Presentation,
    PresentationStrength,
    VitalSigns,
)
from kapplanner.domain.places import Retreat, Room, Site
from kapplanner.domain.plan import Acknowledgement, CheckedMark, Override, OverrideReason, Plan, TemplateReference
from kapplanner.domain.quantities import BloodPressure, BodyMass, PlannedDose
from kapplanner.domain.session import Booster, ExposureNeed, Session, Window
from kapplanner.domain.template import Choices, instantiate
from kapplanner.rules import field_changes
from kapplanner.rules.difference_words import balance, difference_chapters, moved, resized
from kapplanner.rules.field_changes import OF_A_PLAN, OF_A_SESSION
from kapplanner.rules.fields import ByRoute
from kapplanner.rules.safety_difference import Aspect, Outcome, judged, safety_difference
from tests.support.build import FIRST_DAY, assigned, medicine, plan, session

RULES = rule_set_named("intensive")
NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
GAP = "gap-between-medicine-sessions"


def compared(before: Plan, after: Plan, rules=RULES, rules_after=None, **more):
    return safety_difference(judged(before, rules), judged(after, rules_after or rules), **more)


def only(*rules: str):
    """The rule set with these rows alone."""
    return replace(RULES, rules=tuple(rule for rule in RULES.rules if rule.id in rules))


def rule_of(catalogue: int) -> str:
    return next(rule.id for rule in RULES.rules if rule.catalogue == catalogue)


def lines(difference, heading: str) -> tuple[str, ...]:
    return next((c.lines for c in difference_chapters(difference) if c.heading == heading), ())


def session_lines(before: Session, after: Session, **more) -> tuple[str, ...]:
    return tuple(line.replace("\u00a0", " ") for line in lines(compared(plan(before), plan(after), **more), "Sessions"))


CBT = session("integration", "D3", "10:00", 60, id="cbt", modality="cbt")
ONE = medicine("D2", "09:30", id="one")


def test_a_plan_does_not_differ_from_itself():
    difference = compared(sample_plan(), sample_plan())
    assert difference.is_empty
    assert difference_chapters(difference) == ()
    assert difference.unchanged == len(difference.before.report.findings) > 0


# ---------------------------------------------------------------- Sessions


def test_a_session_that_only_the_later_plan_has_was_added_and_the_reverse_removed():
    there = compared(plan(ONE), plan(ONE, CBT))
    assert (there.sessions_added, there.sessions_removed) == ((CBT,), ())
    assert lines(there, "Sessions") == ("Added: CBT, Tue\u00a08\u00a0Dec, 10:00.",)
    back = compared(plan(ONE, CBT), plan(ONE))
    assert (back.sessions_added, back.sessions_removed) == ((), (CBT,))
    assert lines(back, "Sessions") == ("Removed: CBT, Tue\u00a08\u00a0Dec, 10:00.",)


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (15, "15 min later"),
        (-90, "1 h 30 min earlier"),
        (1439, "23 h 59 min later"),
        (1440, "1 day later"),
        (-2880, "2 days earlier"),
        (1560, "1 day and 2 h later"),
        (-3015, "2 days and 2 h 15 min earlier"),
    ],
)
def test_how_far_a_session_moved_is_said_in_days_and_hours(minutes, said):
    assert moved(minutes).replace("\u00a0", " ") == said


def test_a_move_over_the_night_of_a_clock_change_is_told_as_the_clock_shows_it():
    # New York goes back on Sunday 7 November 2027; 10:00 to 10:00 is one day, although 25 hours pass.
    before = medicine("D1", "10:00", id="one", first_day=date(2027, 11, 6))
    after = medicine("D2", "10:00", id="one", first_day=date(2027, 11, 6))
    assert compared(plan(before), plan(after)).sessions_changed[0].minutes_moved == 1440


def test_a_longer_and_a_shorter_session_say_by_how_much():
    assert resized(150, 180).replace("\u00a0", " ") == "30 min longer (3 h, was 2 h 30 min)"
    assert resized(60, 45).replace("\u00a0", " ") == "15 min shorter (45 min, was 1 h)"
    assert session_lines(CBT, CBT.with_changes(minutes=90)) == (
        "CBT, Tue 8 Dec, 10:00: 30 min longer (1 h 30 min, was 1 h).",
    )


def test_route_dose_and_method_are_told_with_what_they_were():
    other = medicine("D3", "10:30", id="one", route="IM", dose="45 mg")
    before = medicine("D2", "09:30", id="one", dose="40 mg")
    assert session_lines(before, other) == (
        "Medicine 1 of 1, Mon 7 Dec, 09:30: 1 day and 1 h later (Tue 8 Dec, 10:30); "
        "route: Injection IM (was Lozenge); dose: 45 mg (was 40 mg).",
    )
    assert session_lines(CBT, CBT.with_changes(modality=None)) == ("CBT, Tue 8 Dec, 10:00: method: none (was CBT).",)


def test_the_same_dose_per_kilogram_is_another_amount_for_another_weight():
    given = medicine("D2", id="one", route="IM", dose="0.5 mg/kg")
    fixed = medicine("D4", id="two", route="IM", dose="40 mg")
    difference = compared(plan(given, fixed, weight="72 kg"), plan(given, fixed, weight="80 kg"))
    assert [change.after.id for change in difference.sessions_changed] == ["one"]
    assert [change.words for change in difference.sessions_changed[0].fields] == ["amount by weight: 40 mg (was 36 mg)"]
    unweighed = compared(plan(given), plan(given, weight="80 kg")).sessions_changed[0].fields
    assert [change.words for change in unweighed] == ["amount by weight: 40 mg (was not known)"]
    assert compared(plan(given, weight="72 kg"), plan(given, weight="72.0 kg")).sessions_changed == ()


def test_people_are_told_by_role_and_by_name_only_when_asked():
    people = (Practitioner("p1", "Dr. Kay"), Practitioner("p2", "Dr. Lou"))

    def of(*roles):
        return plan(ONE.with_changes(people=roles), practitioners=people)

    def told(before, after, **more):
        return [c.words for change in compared(before, after, **more).sessions_changed for c in change.fields]

    first, second = of(assigned("monitor", "p1")), of(assigned("monitor", "p2"))
    assert told(first, second) == ["monitor changed"]
    assert told(first, second, texts=True) == ["monitor: “Dr. Lou” (was “Dr. Kay”)"]
    assert told(of(), first) == ["monitor: entered (was not entered)"]
    assert told(first, of(assigned("monitor", None))) == ["monitor: entered as none (was entered)"]
    assert told(of(assigned("monitor", None)), of()) == ["monitor: not entered (was entered as none)"]
    assert told(of(assigned("nurse", "gone")), of(), texts=True) == ["nurse: not entered (was “gone”)"]
    assert told(first, first) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": "Secret"}, "title changed"),
        ({"note": "Secret"}, "note changed"),
        ({"patient_text": "Secret"}, "words for the patient changed"),
        ({"low_dose_exception_by": "Secret"}, "clinician of the low-dose exception changed"),
        ({"room": "secret"}, "room changed"),
        ({"checklist": ("Secret",)}, "checklist changed"),
        ({"locked": True}, "locked: yes (was no)"),
        ({"new_target": Answer.YES}, "opens a new target: yes (was not asked)"),
        ({"window": Window(2, 1)}, "window: 2 days before to 1 day after (was not entered)"),
        ({"exposure_needs": ()}, "what the exposure needs: none (was not entered)"),
        (
            {"exposure_needs": (ExposureNeed.WATER, ExposureNeed.DRIVING)},
            "what the exposure needs: water, driving (was not entered)",
        ),
    ],
)
def test_what_a_person_wrote_is_named_and_never_shown_unless_asked(changes, said):
    (line,) = session_lines(CBT, CBT.with_changes(**changes))
    assert line == f"CBT, Tue 8 Dec, 10:00: {said}."
    assert "Secret" not in line


def test_texts_are_shown_when_asked_for():
    (line,) = session_lines(CBT.with_changes(note="Old"), CBT.with_changes(checklist=("Fasting",)), texts=True)
    assert line.endswith("checklist: “Fasting” (was none); note: not entered (was “Old”).")


def test_a_booster_is_told_as_a_whole_when_new_and_by_its_parts_when_changed():
    def boosted(dose: str, minutes: int):
        return medicine("D2", id="one", details={"booster": Booster(PlannedDose.parse(dose), minutes)})

    assert "booster: 50 mg after 30 min (was not entered)" in session_lines(ONE, boosted("50 mg", 30))[0]
    assert "booster’s dose: 40 mg (was 50 mg)" in session_lines(boosted("50 mg", 30), boosted("40 mg", 30))[0]


def test_plans_that_share_no_session_are_compared_by_kind_method_and_order():
    before = plan(
        medicine("D2", id="a"), medicine("D4", id="b"), session("rest", "D5", "10:00", id="r"), weight="72 kg"
    )
    after = plan(medicine("D3", id="x"), session("measure", "D5", "10:00", id="m"), weight="72 kg", id="plan-2")
    difference = compared(before, after)
    assert difference.in_order
    assert [(c.before.id, c.after.id, c.minutes_moved) for c in difference.sessions_changed] == [("a", "x", 1440)]
    assert [s.id for s in difference.sessions_added] == ["m"]
    assert [s.id for s in difference.sessions_removed] == ["b", "r"]
    assert lines(difference, "Sessions")[0].startswith("The plans share no session")


def test_findings_and_missing_facts_of_plans_made_apart_are_matched_through_their_sessions():
    rules = only(GAP, "dose-per-kilogram", "learning-window")
    before = plan(medicine("D2", "10:00", id="s.1"), medicine("D3", "09:00", id="s.1.b"))
    after = plan(medicine("D2", "10:00", id="x"), medicine("D3", "09:00", id="y"), id="plan-2")
    difference = compared(before, after, rules)
    assert difference.before.report.findings and difference.before.report.not_checked
    assert difference.findings_added == difference.findings_changed == difference.rules_changed == ()
    assert difference.findings_cleared == ()
    assert difference.unchanged == len(difference.after.report.findings)


# ---------------------------------------------------------------- Findings


def pair(second: str = "09:00", **more) -> Plan:
    """Two lozenge sessions on D1 at 10:00 and D2: 23 h apart by default, where R3 asks for 24 h."""
    return plan(medicine("D1", "10:00", id="one"), medicine("D2", second, id="two"), **more)


def test_a_finding_that_a_move_makes_was_added_and_one_that_a_move_mends_cleared():
    rules = only(GAP)
    worse = compared(pair("10:00"), pair("09:59"), rules)
    assert [finding.rule for finding in worse.findings_added] == [GAP]
    assert lines(worse, "Findings added")[0].startswith("Caution R3: ")
    better = compared(pair("09:59"), pair("10:00"), rules)
    assert [(c.finding.rule, c.rule_now) for c in better.findings_cleared] == [(GAP, Outcome.CHECKED)]
    assert balance(better) == "Stop 0 → 0, Caution 1 → 0, Note 0 → 0; could not be checked 0 → 0"


def test_a_finding_whose_number_changes_says_what_was_measured():
    difference = compared(pair("09:00"), pair("08:00"), only(GAP))
    (change,) = difference.findings_changed
    assert change.aspects == (Aspect.MEASURED, Aspect.WORDS)
    (line,) = lines(difference, "Findings changed")
    assert line.endswith("Was: measured 23 h.")


def test_a_finding_that_grows_to_a_stop_says_what_tier_it_was():
    difference = compared(pair("09:00"), pair("03:00"), only(GAP))
    (change,) = difference.findings_changed
    assert change.aspects[:2] == (Aspect.TIER, Aspect.MEASURED)
    (line,) = lines(difference, "Findings changed")
    assert line.startswith("Stop R3: ") and "Was: Caution; measured 23 h" in line


def test_a_finding_that_only_moves_with_its_sessions_stands_as_it_was():
    later = plan(medicine("D2", "10:00", id="one"), medicine("D3", "09:00", id="two"))
    difference = compared(pair(), later, only(GAP))
    assert [change.aspects for change in difference.findings_changed] == [(Aspect.WORDS,)]
    assert lines(difference, "Findings changed") == (
        "1 finding stands as it was, at another time or with other words.",
    )


def test_two_pairs_too_close_are_two_matters_when_one_is_mended_and_the_other_made():
    def three(second: str) -> Plan:
        return plan(medicine("D1", "10:00", id="a"), medicine(*second.split(), id="b"), medicine("D3", "10:00", id="c"))

    difference = compared(three("D2 09:00"), three("D2 11:00"), only(GAP))
    assert [c.finding.sessions for c in difference.findings_cleared] == [("a", "b")]
    assert [finding.sessions for finding in difference.findings_added] == [("b", "c")]


def test_a_finding_about_more_sessions_is_the_same_one_grown():
    days = [medicine(f"D{n}", id=f"m{n}") for n in range(1, 8)]
    rules = only(rule_of(1))
    difference = compared(plan(*days[:4]), plan(*days[:5]), rules)
    (change,) = difference.findings_changed
    assert {Aspect.MEASURED, Aspect.SESSIONS} <= set(change.aspects)
    assert "Was: measured 4 sessions; about 4 sessions." in lines(difference, "Findings changed")[0]


def test_a_finding_that_is_kept_and_one_whose_keeping_lapses_are_told():
    rules = only(GAP)
    finding = judged(pair(), rules).report.findings[0]
    mark = Override(finding.rule, finding.rule_version, finding.fingerprint, OverrideReason.AGREED, "Dr. K.", NOW)
    kept = compared(pair(), pair(overrides=(mark,)), rules)
    assert [change.aspects for change in kept.findings_changed] == [(Aspect.STATE,)]
    assert lines(kept, "Findings changed")[0].endswith("(kept with a reason) Was: open.")
    lapsed = compared(pair(overrides=(mark,)), pair("08:00", overrides=(mark,)), rules)
    assert lapsed.findings_changed[0].aspects[0] is Aspect.STATE
    assert "(was kept; facts changed) Was: kept; measured 23 h" in lines(lapsed, "Findings changed")[0]


def test_one_condition_in_place_of_another_is_one_finding_gone_and_another_come():
    def having(code: str) -> Plan:
        profile = ClinicalProfile(conditions=(ConditionAnswer(code, Answer.YES),))
        return plan(ONE, profile=profile)

    sentences = {}
    for code in [condition.code for condition in RULES.conditions.conditions if condition.statements]:
        mine = [f for f in judged(having(code), RULES).report.findings if f.about.startswith(f"{code}-")]
        if mine:
            sentences[code] = mine[0].about
    first, second = list(sentences)[:2]
    difference = compared(having(first), having(second))
    assert [c.finding.about for c in difference.findings_cleared] == [sentences[first]]
    assert [finding.about for finding in difference.findings_added] == [sentences[second]]
    assert difference.findings_changed == ()


# ---------------------------------------------------------------- What could be checked


def test_a_rule_that_loses_its_facts_can_no_longer_be_checked_and_its_finding_counts_as_perhaps_still_there():
    rules = only(rule_of(15))
    heavy = medicine("D2", id="one", route="IM", dose="90 mg")
    difference = compared(plan(heavy, weight="72 kg"), plan(heavy), rules)
    (cleared,) = difference.findings_cleared
    assert cleared.rule_now is Outcome.NOT_CHECKED
    assert lines(difference, "Findings cleared")[0].endswith("could not be fully checked, so it may still be there.")
    (change,) = difference.rules_changed
    assert (change.before, change.after, change.missing) == (Outcome.CHECKED, Outcome.NOT_CHECKED, ("patient.weight",))
    (line,) = lines(difference, "What could be checked")
    assert line.startswith("R15 ") and line.endswith("can no longer be checked. Missing: the patient’s weight.")
    known = compared(plan(heavy), plan(heavy, weight="72 kg"), rules)
    (back,) = known.rules_changed
    assert lines(known, "What could be checked")[0].endswith("can now be checked.")
    assert (back.after, back.found) == (Outcome.CHECKED, ("patient.weight",))


def test_an_acknowledgement_given_and_one_that_no_longer_fits_are_told():
    rules = only(rule_of(15))
    undecided = medicine("D2", id="one", dose="45 mg")
    gap = judged(plan(undecided), rules).report.not_checked[0]
    known = Acknowledgement(gap.rule, gap.rule_version, gap.missing, "Dr. K.", NOW)
    given = compared(plan(undecided), plan(undecided, acknowledgements=(known,)), rules)
    assert lines(given, "What could be checked")[0].endswith("could not be checked, and that is acknowledged.")
    more = plan(undecided, medicine("D4", id="two"), acknowledgements=(known,))
    lost = compared(plan(undecided, acknowledgements=(known,)), more, rules)
    (line,) = lines(lost, "What could be checked")
    assert "what was acknowledged no longer fits. Missing: the dose." in line


def test_a_rule_that_lacks_more_or_less_than_before_still_could_not_be_checked():
    rules = only(rule_of(15))
    one, two = medicine("D2", id="one"), medicine("D4", id="two")
    more = compared(plan(one), plan(one, two), rules)
    assert "still could not be checked. Missing: the dose." in lines(more, "What could be checked")[0]
    less = compared(plan(one, two), plan(one), rules)
    assert lines(less, "What could be checked")[0].endswith("could not be checked; less is missing.")


def test_rules_that_start_or_stop_to_apply_are_told():
    rules = only(rule_of(27))
    stops = compared(plan(ONE, CBT), plan(CBT), rules)
    assert lines(stops, "What could be checked")[0].endswith("no longer applies.")
    starts = compared(plan(CBT), plan(ONE, CBT), rules)
    assert lines(starts, "What could be checked")[0].endswith("now applies.")
    dosed = medicine("D2", id="one", dose="45 mg")
    unknown = compared(plan(CBT), plan(CBT, dosed), only(rule_of(15)))
    assert "now applies and could not be checked. Missing:" in lines(unknown, "What could be checked")[0]


@pytest.mark.parametrize(("how", "end"), [("off", Outcome.TURNED_OFF), ("out", Outcome.NOT_IN_SET)])
def test_a_finding_of_a_rule_that_was_turned_off_or_taken_out_is_not_mended(how, end):
    rules = only(GAP)
    off = replace(rules, rules=(replace(rules.rules[0], enabled=False),) if how == "off" else (), version="2.0")
    difference = compared(pair(), pair(), rules, off)
    assert difference.findings_cleared[0].rule_now is end
    assert "Not mended: " in lines(difference, "Findings cleared")[0]
    assert [change.after for change in difference.rules_changed] == [end]
    assert not difference.same_rules
    assert "“2.0" not in lines(difference, "Rule set")[0] and "2.0" in lines(difference, "Rule set")[0]
    assert lines(difference, "What could be checked")[0].endswith(
        "is turned off." if how == "off" else "is not in the rule set any more."
    )


def test_a_finding_of_a_rule_that_no_longer_applies_says_so():
    difference = compared(plan(ONE), plan(CBT), only(rule_of(27)))
    assert difference.findings_cleared[0].rule_now is Outcome.NOT_APPLICABLE
    assert lines(difference, "Findings cleared")[0].endswith("The rule no longer applies.")


def test_a_limit_that_the_rule_set_changed_is_told_with_what_it_was():
    strict = only(GAP)
    rule = strict.rules[0]
    near = replace(rule.form, soft_least=ByRoute(every=Decimal(30)))
    difference = compared(pair(), pair(), strict, replace(strict, rules=(replace(rule, form=near),), version="2.0"))
    (change,) = difference.findings_changed
    assert Aspect.LIMIT in change.aspects
    assert "limit 24 h" in lines(difference, "Findings changed")[0]


# ---------------------------------------------------------------- Facts of the plan


def facts(before: dict[str, object], after: dict[str, object], **more) -> list[str]:
    difference = compared(plan(**before), plan(**after), only(), **more)
    return [change.words for change in difference.plan_changes]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({"weight": "72 kg"}, {"weight": "80 kg"}, ["weight: 80\u00a0kg (was 72\u00a0kg)"]),
        ({}, {"weight": "80 kg"}, ["weight: 80\u00a0kg (was not entered)"]),
        ({"title": "One"}, {"title": "Two"}, ["title changed"]),
        ({}, {"sample": True}, ["sample: yes (was no)"]),
        ({}, {"template": TemplateReference("t", "1.0")}, ["template: t 1.0 (was not entered)"]),
        ({}, {"rooms": (Room("r", "Blue"),)}, ["rooms: 1 entered (was none entered)"]),
        ({"rooms": (Room("r", "Blue"),)}, {"rooms": (Room("r", "Red"),)}, ["rooms changed"]),
        (
            {},
            {"retreat": Retreat(FIRST_DAY, date(2026, 12, 9))},
            ["stay: Sun\u00a06\u00a0Dec to Wed\u00a09\u00a0Dec (was not entered)"],
        ),
        (
            {"site": Site(zone="America/New_York")},
            {"site": Site(zone="America/Chicago", emergency_minutes=20)},
            [
                "time zone of all clock times: America/Chicago (was America/New_York)",
                "time until emergency care: 20\u00a0min (was not entered)",
            ],
        ),
        (
            {"patient": Patient(escort=Escort(EscortKind.TAXI))},
            {"patient": Patient(escort=Escort(EscortKind.NAMED_ADULT, "Jo", "555", 12))},
            [
                "escort: named adult (was taxi)",
                "escort’s name changed",
                "escort’s phone changed",
                "how long the escort stays: 12 h (was not entered)",
            ],
        ),
        ({}, {"patient": Patient("Sam R.", escort=Escort(EscortKind.TAXI))}, ["escort: taxi (was not entered)"]),
        (
            {"patient": Patient(support_person=Contact("Jo"))},
            {"patient": Patient(support_person=None)},
            ["support person: not entered (was entered)"],
        ),
        (
            {"patient": Patient()},
            {"patient": Patient(support_person=Contact())},
            ["support person: entered as none (was not entered)"],
        ),
        (
            {"patient": Patient("A")},
            {"patient": Patient("B", birth_date=date(1990, 1, 2))},
            ["name changed", "birth date changed"],
        ),
        (
            {},
            {"checked": CheckedMark("Dr. K.", NOW, "mark", RULES.reference)},
            ["mark as checked: entered (was not entered)"],
        ),
    ],
)
def test_facts_of_patient_and_place_are_named_and_only_closed_kinds_show_their_values(before, after, said):
    assert facts(before, after) == said


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            {"medicines": None},
            {"medicines": (Medicine("Secretine"),)},
            "medicines the patient takes: 1 entered (was not asked)",
        ),
        ({"medicines": (Medicine("A"),)}, {"medicines": (Medicine("B"),)}, "medicines the patient takes changed"),
        ({"triggers": "a"}, {"triggers": "b"}, "triggers changed"),
        ({}, {"anticipatory_anxiety": 7}, "anxiety about the medicine (0 to 10): 7 (was not entered)"),
        (
            {},
            {"presentation": (PresentationStrength(Presentation.SOMATIC, 2),)},
            "presentation: somatic 2 (was not entered)",
        ),
        ({"consent": Consent(Answer.NO)}, {"consent": Consent(Answer.YES)}, "written consent: yes (was no)"),
        ({}, {"vital_signs": VitalSigns()}, "vital signs: entered (was not entered)"),
        (
            {"vital_signs": VitalSigns(BloodPressure(120, 80))},
            {"vital_signs": VitalSigns(BloodPressure(150, 95))},
            "blood pressure: 150/95\u00a0mmHg (was 120/80\u00a0mmHg)",
        ),
        (
            {"conditions": (ConditionAnswer("own-code", Answer.NO),)},
            {"conditions": (ConditionAnswer("own-code", Answer.NO, "Secret"),)},
            "conditions changed",
        ),
        (
            {"conditions": (ConditionAnswer("own-code", Answer.NO),)},
            {"conditions": (ConditionAnswer("own-code", Answer.YES),)},
            "own-code: yes (was no)",
        ),
        ({"conditions": (ConditionAnswer("own-code", Answer.NO),)}, {}, "own-code: not asked (was no)"),
    ],
)
def test_facts_of_the_profile_are_told_by_their_labels(before, after, said):
    assert facts({"profile": ClinicalProfile(**before)}, {"profile": ClinicalProfile(**after)}) == [said]


def test_a_condition_of_the_clinics_list_is_told_by_its_name_there():
    condition = RULES.conditions.conditions[1]
    profile = ClinicalProfile(conditions=(ConditionAnswer(condition.code, Answer.YES),))
    assert facts({}, {"profile": profile}) == [f"{condition.name}: yes (was not asked)"]
    without = replace(only(), conditions=None)
    told = safety_difference(judged(plan(), without), judged(plan(profile=profile), without)).plan_changes
    assert [change.words for change in told] == [f"{condition.code}: yes (was not asked)"]


def test_names_and_lists_are_shown_when_asked_for():
    before = {"profile": ClinicalProfile(medicines=(Medicine("Alprazolam"),))}
    after = {"profile": ClinicalProfile(medicines=(Medicine("Diazepam", diazepam_equivalent=Decimal("5.0")),))}
    assert facts(before, after, texts=True) == ["medicines the patient takes: “Diazepam”, 5 (was “Alprazolam”)"]
    assert facts({"patient": Patient("A")}, {"patient": Patient("B")}, texts=True) == ["name: “B” (was “A”)"]
    born = {"patient": Patient(birth_date=date(1990, 1, 2))}
    assert facts({"patient": Patient()}, born, texts=True) == [
        "birth date: Tue\u00a02\u00a0Jan\u00a01990 (was not entered)"
    ]
    heavy = {"patient": Patient(weight=BodyMass(Decimal(80)))}
    assert facts({"patient": Patient()}, heavy, texts=True) == ["weight: 80\u00a0kg (was not entered)"]


def test_no_field_of_a_plan_can_change_without_being_told():
    own_ways = {"start", "minutes", "people"}
    assert set(OF_A_SESSION) | {"id"} | own_ways == {field.name for field in fields(Session)}
    assert set(OF_A_PLAN) | {"sessions"} == {field.name for field in fields(Plan)}
    for kind, told in field_changes._PARTS.items():
        assert set(told) == {field.name for field in fields(kind)}, kind


@pytest.mark.parametrize(("first", "second"), [("gad-one-week", "gad-two-weeks"), ("weekly-six", "long-weekend")])
def test_every_session_finding_and_rule_of_both_plans_is_accounted_for_once(first, second):
    before, after = (
        judged(instantiate(template_named(name), Choices(FIRST_DAY), routes=RULES.routes, ids=CountedIds(name)), RULES)
        for name in (first, second)
    )
    there, back = safety_difference(before, after), safety_difference(after, before)
    matched = there.unchanged + len(there.findings_changed)
    assert len(after.report.findings) == matched + len(there.findings_added)
    assert len(before.report.findings) == matched + len(there.findings_cleared)
    assert len(before.plan.sessions) - len(there.sessions_removed) == len(after.plan.sessions) - len(
        there.sessions_added
    )
    assert there.findings_added == tuple(cleared.finding for cleared in back.findings_cleared)
    assert there.sessions_removed == back.sessions_added
    ends = [(change.rule, change.before, change.after) for change in there.rules_changed]
    assert ends == [(change.rule, change.after, change.before) for change in back.rules_changed]
