"""The open plan: steps, watchers, previews."""

from datetime import UTC, datetime

import pytest

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.codec.rule_shelf import Adoption, InForce
from kapplanner.domain.errors import NotFound, PlannerError
from kapplanner.domain.plan import Plan, RuleSetReference
from kapplanner.editing.commands import AddSession, ChangePlan, ChangeRuleSet, DeleteSessions, MoveSession
from kapplanner.editing.commands.changes import changes
from kapplanner.editing.rule_book import RuleBook
from kapplanner.editing.workspace import PlanChanged, ReadOnlyPlan, Workspace
from kapplanner.rules.evaluate import evaluate
from tests.support.build import medicine, plan, session

INTENSIVE = rule_set_named("intensive")


def opened(whole: Plan | None = None, *, read_only: bool = False) -> Workspace:
    return Workspace(whole or plan(session("rest", "D1", "10:00", id="a")), INTENSIVE, read_only=read_only)


def test_a_step_is_judged_told_and_named() -> None:
    workspace = opened()
    told: list[PlanChanged] = []
    workspace.watch(told.append)
    workspace.do(MoveSession("a", datetime(2026, 12, 7, 10, 0)), initiator="board")
    (happened,) = told
    assert happened.difference.changed == {"a"}
    assert happened.initiator == "board"
    assert happened.report == evaluate(workspace.plan, INTENSIVE)
    assert workspace.undo_label == "move Rest to Mon\u00a07\u00a0Dec, 10:00"


def test_a_command_that_changes_nothing_is_no_step() -> None:
    workspace = opened()
    told: list[PlanChanged] = []
    workspace.watch(told.append)
    assert workspace.do(MoveSession("a", workspace.plan.session("a").start)) is None
    assert (told, workspace.undo_label) == ([], None)


def test_a_refused_command_leaves_plan_steps_and_watchers_alone() -> None:
    workspace = opened()
    before = workspace.plan
    with pytest.raises(PlannerError):
        workspace.do(DeleteSessions(frozenset({"gone"})))
    assert workspace.plan is before
    assert workspace.undo_label is None


def test_undo_and_redo_restore_exactly() -> None:
    workspace = opened()
    before = workspace.plan
    workspace.do(AddSession(medicine("D2")))
    after, report = workspace.plan, workspace.report
    workspace.undo()
    assert workspace.plan == before
    assert workspace.report == evaluate(before, INTENSIVE)
    workspace.redo()
    assert (workspace.plan, workspace.report) == (after, report)


def test_typing_in_one_field_is_one_step_until_it_is_left() -> None:
    workspace = opened()
    for text in ("a", "ab", "abc"):
        workspace.do(ChangePlan(changes({"note": text}), "note"))
    workspace.field_left()
    workspace.do(ChangePlan(changes({"note": "abcd"}), "note"))
    workspace.undo()
    assert workspace.plan.note == "abc"
    workspace.undo()
    assert workspace.plan.note == ""


def test_a_preview_changes_nothing() -> None:
    workspace = opened()
    before = workspace.plan
    preview = workspace.preview(AddSession(session("rest", "D1", "10:30", id="b")))
    assert preview.plan.has_session("b")
    assert preview.report == evaluate(preview.plan, INTENSIVE)
    assert workspace.plan is before


def test_a_plan_open_to_look_at_only_is_not_changed() -> None:
    workspace = opened(read_only=True)
    with pytest.raises(ReadOnlyPlan, match="look at only"):
        workspace.do(DeleteSessions(frozenset({"a"})))


def test_a_watcher_may_not_change_the_plan_while_it_is_told() -> None:
    workspace = opened()
    workspace.watch(lambda happened: workspace.undo())  # type: ignore[arg-type, return-value]
    with pytest.raises(RuntimeError):
        workspace.do(DeleteSessions(frozenset({"a"})))


def test_whoever_stops_watching_is_no_longer_told() -> None:
    workspace = opened()
    told: list[PlanChanged] = []
    stop = workspace.watch(told.append)
    stop()
    workspace.do(DeleteSessions(frozenset({"a"})))
    assert told == []


def test_another_rule_set_judges_the_same_plan_anew_and_is_no_step() -> None:
    workspace = opened()
    outpatient = rule_set_named("outpatient")
    workspace.judge_by(outpatient)
    assert workspace.report.rule_set == outpatient.reference
    assert workspace.undo_label is None


OUTPATIENT = rule_set_named("outpatient")
CONSERVATIVE = rule_set_named("conservative")


class Looking:
    """Looks rule sets up by name and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.remark = ""
        self.gone = False

    def __call__(self, reference: RuleSetReference) -> InForce:
        self.asked.append(reference.id)
        if self.gone or reference.id == "harbour":
            raise NotFound("There is no such rule set here.")
        return InForce(rule_set_named(reference.id), None, self.remark)


@pytest.fixture
def looking() -> Looking:
    return Looking()


@pytest.fixture
def judged(looking: Looking) -> Workspace:
    return Workspace(plan(session("rest", "D1", "10:00", id="a")), RuleBook(looking))


def test_naming_another_rule_set_is_one_step_that_judges_by_it_and_undo_judges_as_before(judged: Workspace) -> None:
    told: list[PlanChanged] = []
    judged.watch(told.append)
    judged.do(ChangeRuleSet(OUTPATIENT.reference))
    assert judged.rule_set is OUTPATIENT
    assert (told[0].report, told[0].previous_report) == (
        evaluate(told[0].after, OUTPATIENT),
        evaluate(told[0].before, INTENSIVE),
    )
    assert judged.undo_label == "change the rule set"
    judged.undo()
    assert (judged.plan.rule_set, judged.rule_set) == (INTENSIVE.reference, INTENSIVE)
    assert judged.report == evaluate(judged.plan, INTENSIVE)
    judged.redo()
    assert (judged.plan.rule_set, judged.rule_set) == (OUTPATIENT.reference, OUTPATIENT)


def test_a_preview_of_another_rule_set_is_judged_by_it(judged: Workspace) -> None:
    assert judged.preview(ChangeRuleSet(CONSERVATIVE.reference)).report.rule_set == CONSERVATIVE.reference
    assert judged.report.rule_set == INTENSIVE.reference


def test_each_rule_set_is_looked_up_once_however_often_the_plan_is_edited(judged: Workspace, looking: Looking) -> None:
    judged.do(ChangeRuleSet(OUTPATIENT.reference))
    for text in ("a", "ab", "abc"):
        judged.do(ChangePlan(changes({"note": text}), "note"))
        judged.field_left()
        judged.preview(DeleteSessions(frozenset({"a"})))
    while judged.undo():
        pass
    assert looking.asked == ["intensive", "outpatient"]


def test_a_rule_set_that_cannot_be_had_is_refused_and_nothing_has_happened(judged: Workspace) -> None:
    before = judged.plan
    with pytest.raises(NotFound):
        judged.do(ChangeRuleSet(RuleSetReference("harbour", "1")))
    assert (judged.plan, judged.undo_label, judged.rule_set) == (before, None, INTENSIVE)


def test_a_plan_that_stays_with_one_rule_set_refuses_every_other() -> None:
    workspace = opened()
    with pytest.raises(NotFound, match="no rule set “outpatient”, version"):
        workspace.do(ChangeRuleSet(OUTPATIENT.reference))


def test_putting_a_rule_set_in_force_changes_neither_plan_nor_findings(judged: Workspace, looking: Looking) -> None:
    adoption = Adoption(INTENSIVE.reference, "Dr A. Lindqvist", datetime(2026, 11, 26, 8, tzinfo=UTC))
    before, report = judged.plan, judged.report
    judged.do(ChangeRuleSet(OUTPATIENT.reference))
    judged.adopted(adoption)
    assert judged.in_force.adoption is None
    judged.undo()
    assert judged.in_force == InForce(INTENSIVE, adoption)
    assert (judged.plan, judged.report) == (before, report)
    assert looking.asked == ["intensive", "outpatient"]


def test_rules_that_are_looked_up_again_tell_all_watchers_and_are_no_step(judged: Workspace, looking: Looking) -> None:
    told: list[PlanChanged] = []
    judged.watch(told.append)
    looking.remark = "The file was damaged."
    judged.look_up_rules_again("rules page")
    assert judged.in_force.remark == "The file was damaged."
    assert [(each.step, each.initiator) for each in told] == [("", "rules page")]
    assert judged.undo_label is None


def test_rules_that_are_gone_when_looked_up_again_stay_in_use(judged: Workspace, looking: Looking) -> None:
    looking.gone = True
    judged.look_up_rules_again()
    assert judged.rule_set is INTENSIVE


def test_what_can_be_done_again_is_named_after_its_step() -> None:
    workspace = opened()
    workspace.do(DeleteSessions(frozenset({"a"})))
    assert workspace.redo_label is None
    workspace.undo()
    assert (workspace.undo_label, workspace.redo_label) == (None, "delete Rest on Sun\u00a06\u00a0Dec, 10:00")
