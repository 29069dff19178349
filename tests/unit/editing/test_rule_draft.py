"""A rule set being written: steps, what is wrong with it, what differs from the version in force."""

import pytest

from kapplanner.codec.rule_set_document import document_at
from kapplanner.domain.session import Route
from kapplanner.editing.rule_draft import RuleDraft
from kapplanner.resources import resource

GAP = "gap-between-medicine-sessions"
DAYS = "medicine-days-in-a-row"
SHIPPED = document_at(resource("rules", "intensive.toml"))
OWN = SHIPPED.copied("harbour", "Harbour Clinic rules")


@pytest.fixture
def draft() -> RuleDraft:
    return RuleDraft(OWN, SHIPPED)


def with_hours(draft: RuleDraft, rule_id: str = GAP, **hours: object) -> dict[str, object]:
    """A rule of the draft as written, with other values."""
    raw = draft.document.rule(rule_id)
    return {**raw, "with": {**raw["with"], **hours}}


def test_a_new_draft_differs_in_nothing_and_has_no_steps(draft: RuleDraft) -> None:
    assert draft.document is OWN
    assert draft.changed == frozenset()
    assert (draft.undo_label, draft.redo_label) == (None, None)
    assert draft.now.problems == ()


def test_a_changed_rule_is_one_named_step_and_can_be_taken_back_and_done_again(draft: RuleDraft) -> None:
    draft.put({**draft.document.rule(GAP), "soft": "note"})
    assert draft.changed == {GAP}
    assert draft.undo_label == "change of “Gap between medicine sessions”"
    draft.undo()
    assert draft.document == OWN
    assert draft.redo_label == "change of “Gap between medicine sessions”"
    draft.redo()
    assert draft.document.rule(GAP)["soft"] == "note"


def test_where_there_is_no_step_undo_and_redo_change_nothing_and_tell_nobody(draft: RuleDraft) -> None:
    told: list[str] = []
    draft.watch(lambda: told.append("told"))
    draft.undo()
    draft.redo()
    assert draft.document is OWN
    assert told == []


def test_a_change_to_the_same_is_no_step(draft: RuleDraft) -> None:
    draft.put(dict(draft.document.rule(GAP)))
    assert draft.undo_label is None


def test_typing_in_one_field_is_one_step_until_the_field_is_left(draft: RuleDraft) -> None:
    draft.put(with_hours(draft, hard_least=2), merge_key=(GAP, "hard_least"))
    draft.put(with_hours(draft, hard_least=20), merge_key=(GAP, "hard_least"))
    draft.field_left()
    draft.put(with_hours(draft, hard_least=21), merge_key=(GAP, "hard_least"))
    draft.undo()
    assert draft.document.rule(GAP)["with"]["hard_least"] == 20
    draft.undo()
    assert draft.document == OWN


def test_whoever_watches_is_told_after_each_change_until_they_stop(draft: RuleDraft) -> None:
    seen: list[object] = []
    stop = draft.watch(lambda: seen.append(draft.document.rule(GAP)["soft"]))
    draft.put({**draft.document.rule(GAP), "soft": "note"})
    draft.undo()
    stop()
    draft.redo()
    assert seen == ["note", "caution"]


def test_a_watcher_may_stop_watching_while_it_is_told_and_the_others_still_hear_it(draft: RuleDraft) -> None:
    heard: list[str] = []
    stop = draft.watch(lambda: (heard.append("first"), stop()))
    draft.watch(lambda: heard.append("second"))
    draft.put({**draft.document.rule(GAP), "soft": "note"})
    draft.undo()
    assert heard == ["first", "second", "second"]


def test_new_and_removed_rules_count_as_changed(draft: RuleDraft) -> None:
    draft.put({**draft.document.rule(GAP), "id": "our-gap", "title": "Our gap"})
    draft.change(draft.document.without_rule(DAYS), "take out a rule")
    assert draft.changed == {"our-gap", DAYS}
    assert draft.undo_label == "take out a rule"


def test_what_is_wrong_is_told_for_its_rule_only_and_no_rule_set_comes_of_it(draft: RuleDraft) -> None:
    draft.put(with_hours(draft, hard_least="soon"))
    assert [problem.field for problem in draft.problems_of(GAP)] == ["with.hard_least"]
    assert draft.problems_of(DAYS) == ()
    assert draft.now.rule_set is None
    assert draft.now.rules == {}
    assert draft.now.tried(GAP) == ()


def test_what_is_wrong_with_the_set_as_a_whole_is_told_beside_no_rule(draft: RuleDraft) -> None:
    draft.change(draft.document.without_rule(DAYS), "take out a rule")
    assert [(problem.rule, problem.field) for problem in draft.now.problems] == [("", "")]
    assert "medicine-days-in-a-row" in draft.now.problems[0].sentence


def test_the_sentence_follows_the_numbers(draft: RuleDraft) -> None:
    before = draft.sentence_of(GAP)
    draft.put(with_hours(draft, hard_least=20))
    assert before.count("18\u00a0h") + before.count("18 h") == 1
    assert draft.sentence_of(GAP) == before.replace("18", "20")


def test_a_rule_keeps_its_sentence_while_another_is_wrong(draft: RuleDraft) -> None:
    whole = draft.sentence_of(DAYS)
    draft.put(with_hours(draft, hard_least="soon"))
    assert draft.sentence_of(DAYS) == whole
    assert draft.sentence_of(GAP) == ""


def test_a_rule_that_is_not_there_has_no_sentence(draft: RuleDraft) -> None:
    """A new rule was shown, and the step that made it is undone."""
    draft.put({**draft.document.rule(GAP), "id": "our-gap", "title": "Our gap"})
    assert draft.sentence_of("our-gap") != ""
    draft.undo()
    assert draft.sentence_of("our-gap") == ""


def test_every_example_is_tried_with_the_rule_as_it_now_stands(draft: RuleDraft) -> None:
    example = {"plan": "medicine D1 10:00 IM; medicine D2 10:00 IM", "outcome": "caution"}
    draft.put({**draft.document.rule(GAP), "examples": [example, {**example, "outcome": "passed"}]})
    tried = draft.now.tried(GAP)
    assert [(str(each.said), each.holds) for each in tried] == [("caution", True), ("caution", False)]
    assert draft.base.document is SHIPPED
    assert GAP in draft.base.rules


def test_the_numbers_of_a_route_are_a_step_named_after_it(draft: RuleDraft) -> None:
    draft.put_route(Route.IM, {**draft.document.routes[Route.IM], "observation": 150})
    assert draft.undo_label == "numbers of IM"
    assert draft.document.routes[Route.IM]["observation"] == 150
