"""The pane that tries a draft: what would change in the open plan, the stored plans and the templates, in words."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapplanner.codec.rule_set_document import RuleSetDocument
from kapplanner.domain.library import FindingCounts, LibraryDamaged
from kapplanner.domain.people import Patient
from kapplanner.domain.plan import Override, OverrideReason, Plan, RuleSetReference
from kapplanner.editing.rule_draft import RuleDraft
from kapplanner.editing.rule_impact import only
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.finding import Tier
from kapplanner.ui.rules.try_pane import TryPane
from kapplanner.ui.rules.try_rows import CountsRow, FindingRow
from kapplanner.ui.rules.try_section import TrySection
from kapplanner.ui.theme import Theme
from tests.support.build import medicine, plan
from tests.support.frame import HOSTILE_NAMES
from tests.support.look import light_theme
from tests.support.memory_library import MemoryLibrary, MemoryServices, SteppedClock
from tests.support.screen import nameless, too_small
from tests.support.versions import GAP, OWN, SHIPPED, gap_of, rules, with_parts, with_values

SECOND = replace(OWN, version="2")
"""The clinic's version in force in most tests; a draft of it is compared with it."""


def course(plan_id: str, *days: int, rule_set: str = "harbour 2", name: str = "Sam R.", **more: object) -> Plan:
    """Medicine by injection at 09:30 on these days of the plan: D2 is Monday 7 December; two days are 48 h."""
    sessions = (medicine(f"D{day}", "09:30", route="IM", id=f"{plan_id}-{day}") for day in days)
    patient = Patient(name=name)
    return plan(*sessions, id=plan_id, rule_set=RuleSetReference(*rule_set.split()), patient=patient, **more)


def kept(given: Plan, *reasons: OverrideReason) -> Plan:
    """The plan with its findings about gaps kept, each for the next of these reasons."""
    report = evaluate(given, only(rules(SECOND), frozenset({GAP})))
    at = datetime(2026, 12, 1, tzinfo=UTC)
    marks = zip(report.findings, reasons, strict=True)
    overrides = tuple(Override(GAP, f.rule_version, f.fingerprint, reason, "Dr A.", at) for f, reason in marks)
    return replace(given, overrides=overrides)


def only_gaps(document: RuleSetDocument) -> RuleSetDocument:
    """The document with no rule on but that on gaps, so that findings can be counted by hand."""
    for raw in document.rules:
        if raw["id"] != GAP:
            document = with_parts(document, raw["id"], enabled=False, off_reason="Not in this test.")
    return document


IN_FORCE = only_gaps(SECOND)


class Shown:
    """A pane on the screen over a library in memory, with ways to wait for it and to read it."""

    def __init__(self, qtbot: QtBot, theme: Theme, folder: Path) -> None:
        self.qtbot = qtbot
        clock = SteppedClock()
        self.library = MemoryLibrary(clock)
        self.services = MemoryServices(folder, self.library, clock)
        self.theme = theme
        self.parent = QObject()
        self.pane: TryPane | None = None

    def store(self, *plans: Plan) -> None:
        for each in plans:
            self.library.add(each, FindingCounts())

    def show(
        self,
        now: RuleSetDocument,
        base: RuleSetDocument = IN_FORCE,
        *,
        opened: Plan | None = None,
        rule: str | None = GAP,
        library: bool = True,
    ) -> TryPane:
        """The pane after all is known about this draft."""
        pane = TryPane(self.theme, self.parent, self.services, opened, self.library if library else None)
        self.qtbot.addWidget(pane)
        self.pane = pane
        pane.resize(340, 800)
        pane.show()
        pane.show_draft(RuleDraft(now, base), rule)
        self.wait()
        return pane

    def wait(self, holds: Callable[[], bool] | None = None) -> None:
        pane = self.pane
        assert pane is not None
        self.qtbot.waitUntil(holds or (lambda: not pane.is_busy), timeout=20_000)

    def close(self) -> None:
        if self.pane is not None:
            self.pane.stop()
            self.qtbot.waitUntil(lambda: not self.pane.is_busy, timeout=20_000)  # type: ignore[union-attr]


@pytest.fixture
def shown(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Shown]:
    made = Shown(qtbot, light_theme(), tmp_path)
    yield made
    made.close()


def told(section: TrySection) -> tuple[str, list[object]] | None:
    """The heading of a section and its rows; None where it is not shown."""
    if section.isHidden():
        return None
    return section.heading.text(), list(section.list.rows.rows)


def shown_words(pane: TryPane) -> str:
    return "" if pane.told.isHidden() else pane.told.text()


def spoken(section: TrySection) -> list[str]:
    """The rows as a screen reader names them."""
    interface = QAccessible.queryAccessibleInterface(section.list)
    names = [interface.child(row).text(QAccessible.Text.Name) for row in range(interface.childCount())]
    return [name.replace("\u00a0", " ") for name in names]


# ---------------------------------------------------------------- The open plan


def test_findings_that_would_appear_are_counted_and_listed_with_their_day(shown: Shown) -> None:
    """Two gaps of 48 h, Mon to Wed and Wed to Fri: at 50 h there are two Cautions more."""
    pane = shown.show(gap_of(50, IN_FORCE), opened=course("p", 2, 4, 6))
    boxes = pane.opened.boxes
    assert (boxes.before.name, boxes.before.counts) == ("Version 2", FindingCounts())
    assert (boxes.after.name, boxes.after.counts) == ("Draft", FindingCounts(caution=2))
    assert boxes.before.accessibleName() == "Version 2: none from these rules"
    assert boxes.after.accessibleName() == "Draft: 2 Caution"
    heading, rows = told(pane.opened.appear) or ("", [])
    assert heading == "Would appear, 2"
    assert [(row.sign, row.tier, row.place.replace("\u00a0", " ")) for row in rows if isinstance(row, FindingRow)] == [
        ("+", Tier.CAUTION, "Wed 9 Dec, 09:30"),
        ("+", Tier.CAUTION, "Fri 11 Dec, 09:30"),
    ]
    assert told(pane.opened.vanish) is None
    assert pane.opened.words.isHidden()
    first = spoken(pane.opened.appear)[0]
    assert first.startswith("Caution: 48 h from start of medicine") and first.endswith(". Wed 9 Dec, 09:30.")


def test_findings_that_would_go_away_are_listed_apart(shown: Shown) -> None:
    """24 h are too near for 40 h and not for 24 h."""
    pane = shown.show(gap_of(24, IN_FORCE), opened=course("p", 2, 3))
    heading, rows = told(pane.opened.vanish) or ("", [])
    assert heading == "Would go away, 1"
    assert [row.sign for row in rows if isinstance(row, FindingRow)] == ["−"]
    assert told(pane.opened.appear) is None
    assert (pane.opened.boxes.before.counts, pane.opened.boxes.after.counts) == (
        FindingCounts(caution=1),
        FindingCounts(),
    )


def test_a_finding_against_another_limit_is_neither_new_nor_gone(shown: Shown) -> None:
    pane = shown.show(gap_of(46, IN_FORCE), opened=course("p", 2, 3))
    heading, rows = told(pane.opened.other) or ("", [])
    assert (heading, len(rows)) == ("Would say something else, 1", 1)
    assert told(pane.opened.appear) is None and told(pane.opened.vanish) is None


def test_kept_findings_of_a_rule_with_a_new_version_would_need_a_fresh_look(shown: Shown) -> None:
    given = kept(course("p", 2, 3), OverrideReason.TOLERATED)
    pane = shown.show(with_parts(IN_FORCE, GAP, version="9"), opened=given)
    assert (told(pane.opened.reopened) or ("",))[0] == "Would need a fresh look, 1"
    assert (pane.opened.boxes.before.counts, pane.opened.boxes.after.counts) == (
        FindingCounts(),
        FindingCounts(caution=1),
    )


def test_without_an_open_plan_the_pane_says_so_and_tries_the_rest(shown: Shown) -> None:
    shown.store(course("p", 2, 4))
    pane = shown.show(gap_of(50, IN_FORCE))
    assert pane.opened.words.text() == "No plan is open. Open one to see what would change in it."
    assert pane.opened.boxes.isHidden() and pane.head.name.isHidden()
    assert (told(pane.plans) or ("",))[0] == "Plans that change, 1 of 1"


def test_an_open_plan_of_another_rule_set_is_not_touched_and_that_is_said(shown: Shown) -> None:
    pane = shown.show(gap_of(50, IN_FORCE), opened=course("p", 2, 4, rule_set="outpatient 1.0"))
    assert pane.opened.words.text() == "Sam R. is judged by another rule set, so nothing changes in it."
    assert pane.opened.boxes.isHidden()
    assert told(pane.opened.appear) is None


def test_an_open_plan_of_an_older_version_is_compared_with_the_one_in_force_and_that_is_said(shown: Shown) -> None:
    pane = shown.show(gap_of(50, IN_FORCE), opened=course("p", 2, 5, rule_set="harbour 1"))
    assert pane.opened.words.text() == (
        "This plan is judged by version 1; here it is compared with version 2. Nothing changes in this plan."
    )


def test_another_plan_can_be_opened_beside_the_draft(shown: Shown) -> None:
    pane = shown.show(gap_of(50, IN_FORCE), opened=course("p", 2, 5))
    assert pane.opened.words.text() == "Nothing changes in this plan."
    pane.show_plan(course("q", 2, 4, name="Mira L."))
    shown.wait()
    assert pane.head.name.whole_text == "Mira L."
    assert pane.opened.boxes.after.counts == FindingCounts(caution=1)


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_names_are_shown_as_they_are(shown: Shown, name: str) -> None:
    given = course("p", 2, 4, name=name)
    shown.store(given)
    pane = shown.show(gap_of(50, IN_FORCE), opened=given)
    assert pane.head.name.whole_text == name
    (row,) = pane.plans.list.rows.rows
    assert isinstance(row, CountsRow) and row.name == name
    index = pane.plans.list.rows.index(0, 0)
    assert "<img" not in index.data(Qt.ItemDataRole.ToolTipRole)
    pane.grab()


# ---------------------------------------------------------------- Stored plans


def test_plans_that_change_are_told_with_their_counts_and_the_others_are_counted(shown: Shown) -> None:
    """Of four plans two are near; one of them has a gap of 24 h, too near by both. One belongs to other rules."""
    shown.store(
        course("near", 2, 4, 6, name="Near"),
        course("nearer", 2, 3, 5, name="Nearer", title="Two weeks", rule_set="harbour 1"),
        course("apart", 2, 5, name="Apart"),
        course("other", 2, 4, name="Other", rule_set="intensive 1.0"),
    )
    pane = shown.show(gap_of(50, IN_FORCE))
    heading, rows = told(pane.plans) or ("", [])
    assert heading == "Plans that change, 2 of 3"
    counts = {row.name: (row.before, row.after) for row in rows if isinstance(row, CountsRow)}
    assert counts == {
        "Near": (FindingCounts(), FindingCounts(caution=2)),
        "Nearer": (FindingCounts(caution=1), FindingCounts(caution=2)),
    }
    assert pane.plans.note.text() == (
        "Plans judged by any version of this set count. 1 plan is judged by another rule set and stays as it is."
    )
    assert "Nearer, Two weeks. Now: 1 Caution. Then: 2 Caution." in spoken(pane.plans)


def test_a_first_version_counts_the_plans_of_the_shipped_set_it_was_made_from(shown: Shown) -> None:
    shown.store(course("p", 2, 4, rule_set="intensive 1.0"), course("q", 2, 4, rule_set="outpatient 1.0"))
    pane = shown.show(gap_of(50), SHIPPED)
    assert (told(pane.plans) or ("",))[0] == "Plans that change, 1 of 1"
    assert pane.plans.note.text().startswith("Plans judged by “Intensive rules” count: this set was made from it.")
    assert "1 plan is judged by another rule set" in pane.plans.note.text()


def test_an_empty_library_is_said_to_be_empty(shown: Shown) -> None:
    pane = shown.show(gap_of(50, IN_FORCE))
    assert told(pane.plans) == ("Plans that change, 0 of 0", [])
    assert pane.plans.note.text() == "No plan is stored yet."


def test_without_a_library_the_pane_says_so_until_one_is_open(shown: Shown) -> None:
    shown.store(course("p", 2, 4))
    pane = shown.show(gap_of(50, IN_FORCE), library=False)
    assert told(pane.plans) == ("Plans that change", [])
    assert pane.plans.note.text() == "The library is not open."
    assert told(pane.use) is None
    pane.show_library(shown.library)
    shown.wait()
    assert (told(pane.plans) or ("",))[0] == "Plans that change, 1 of 1"


def test_a_library_that_cannot_be_read_is_told_in_words(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged() -> None:
        raise LibraryDamaged("A page of the library is damaged.")

    monkeypatch.setattr(shown.library, "plans", damaged)
    pane = shown.show(gap_of(50, IN_FORCE))
    assert pane.plans.note.text() == "A page of the library is damaged."


def test_a_plan_that_cannot_be_read_is_counted(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    shown.store(course("p", 2, 4), course("bad", 2, 4))
    read = shown.library.glance

    def glance(plan_id: str) -> Plan:
        if plan_id == "bad":
            raise LibraryDamaged("A page of the library is damaged.")
        return read(plan_id)

    monkeypatch.setattr(shown.library, "glance", glance)
    pane = shown.show(gap_of(50, IN_FORCE))
    assert (told(pane.plans) or ("",))[0] == "Plans that change, 1 of 1"
    assert pane.plans.note.text() == "Plans judged by any version of this set count. 1 plan could not be read."


def test_of_many_plans_the_first_are_shown_and_all_on_demand(shown: Shown) -> None:
    shown.store(*(course(f"p{number}", 2, 4) for number in range(8)))
    pane = shown.show(gap_of(50, IN_FORCE))
    section = pane.plans
    assert (len(section.list.rows.rows), section.more.text()) == (5, "Show 3 more")
    assert section.more.accessibleName() == "Plans that change, 8 of 8: Show 3 more"
    section.more.click()
    assert (len(section.list.rows.rows), section.more.text()) == (8, "Show fewer")
    section.more.click()
    assert len(section.list.rows.rows) == 5


def test_more_plans_than_are_told_one_by_one_are_counted(shown: Shown) -> None:
    shown.store(*(course(f"p{number}", 2, 4) for number in range(103)))
    pane = shown.show(gap_of(50, IN_FORCE))
    assert (told(pane.plans) or ("",))[0] == "Plans that change, 103 of 103"
    assert pane.plans.note.text().startswith("3 more plans change. ")


# ---------------------------------------------------------------- Templates


def test_templates_that_change_are_told_and_those_that_would_start_badly_are_warned_of(shown: Shown) -> None:
    """Eight templates name the intensive set. At 50 h by every route, two weeks of three have four gaps too near."""
    every = with_values(IN_FORCE, GAP, soft_least=dict.fromkeys(IN_FORCE.rule(GAP)["with"]["soft_least"], 50))
    pane = shown.show(every)
    heading, rows = told(pane.templates) or ("", [])
    counts = {row.name: (row.before, row.after) for row in rows if isinstance(row, CountsRow)}
    assert heading.endswith(" of 15")
    assert counts["Anxiety, two weeks, six sessions"] == (FindingCounts(), FindingCounts(caution=4))
    assert counts["Anxiety, one week, three sessions"] == (FindingCounts(), FindingCounts(caution=2))
    assert "would start with more than 3 Cautions. People tend to skip long lists." in pane.warning.sentence.text()
    assert not pane.warning.isHidden()


def test_a_template_that_would_start_with_a_stop_is_warned_of(shown: Shown) -> None:
    every = with_values(IN_FORCE, GAP, soft_least=dict.fromkeys(IN_FORCE.rule(GAP)["with"]["soft_least"], 50))
    pane = shown.show(with_parts(every, GAP, soft="stop"))
    assert "would start with a Stop." in pane.warning.sentence.text()
    assert "Cautions" not in pane.warning.sentence.text()


def test_where_no_template_changes_there_is_no_warning(shown: Shown) -> None:
    pane = shown.show(gap_of(41, IN_FORCE))
    assert told(pane.templates) == ("Templates that change, 0 of 15", [])
    assert pane.warning.isHidden()


# ---------------------------------------------------------------- When there is nothing to try


def test_a_draft_that_says_the_same_changes_nothing_and_that_is_said(shown: Shown) -> None:
    shown.store(course("p", 2, 3))
    pane = shown.show(IN_FORCE, opened=course("p", 2, 3))
    assert shown_words(pane) == "The draft says the same as version 2: nothing changes."
    assert pane.opened.isHidden() and told(pane.plans) is None and told(pane.templates) is None
    assert pane.use.note.text() == "1 finding in 1 plan. None was kept."


def test_a_first_version_that_says_the_same_names_the_shipped_set(shown: Shown) -> None:
    pane = shown.show(OWN, SHIPPED)
    assert shown_words(pane) == "The draft says the same as Intensive rules, version 1.0: nothing changes."


def test_a_draft_that_differs_without_any_effect_says_so(shown: Shown) -> None:
    shown.store(course("p", 2, 5))
    pane = shown.show(gap_of(41, IN_FORCE), opened=course("p", 2, 5))
    assert shown_words(pane) == "The draft differs, but no plan and no template would be judged otherwise."
    assert told(pane.plans) == ("Plans that change, 0 of 1", [])


def test_a_draft_with_something_wrong_is_not_tried_and_tried_again_once_it_is_mended(shown: Shown) -> None:
    shown.store(course("p", 2, 3))
    pane = shown.show(with_values(IN_FORCE, GAP, hard_least="soon"), opened=course("p", 2, 4))
    assert shown_words(pane) == "Mend what is marked first. Then the draft can be tried."
    assert pane.opened.isHidden() and told(pane.plans) is None and told(pane.templates) is None
    assert pane.use.note.text() == "1 finding in 1 plan. None was kept."
    pane.show_draft(RuleDraft(gap_of(50, IN_FORCE), IN_FORCE), GAP)
    shown.wait()
    assert shown_words(pane) == ""
    assert pane.opened.boxes.after.counts == FindingCounts(caution=1)


def test_a_base_that_cannot_be_read_is_said(shown: Shown) -> None:
    pane = shown.show(IN_FORCE, with_values(IN_FORCE, GAP, hard_least="soon"))
    assert shown_words(pane) == "The version in force cannot be read, so there is nothing to compare the draft with."


# ---------------------------------------------------------------- The use of a rule


def test_the_use_of_the_rule_shown_is_told(shown: Shown) -> None:
    """Two findings in one plan, one in another; two kept, one of them because the rule does not fit."""
    shown.store(
        kept(course("a", 2, 3, 4), OverrideReason.TOLERATED, OverrideReason.RULE_DOES_NOT_FIT),
        course("b", 2, 3),
        course("c", 2, 5),
    )
    pane = shown.show(IN_FORCE)
    assert pane.use.heading.text() == "This rule in stored plans"
    assert pane.use.note.text() == ("3 findings in 2 plans. 2 were kept. Reason “Rule does not fit this case”: 1 time.")
    assert pane.hint.isHidden()


def test_a_rule_that_is_mostly_kept_asks_for_a_look(shown: Shown) -> None:
    """20 findings, 17 of them kept: 85 %."""
    near = [course(f"p{number}", 2, 3) for number in range(20)]
    shown.store(*(kept(each, OverrideReason.TOLERATED) for each in near[:17]), *near[17:])
    pane = shown.show(IN_FORCE)
    assert pane.hint.sentence.text() == (
        "85 % of 20 findings were kept. Look at the rule: it may ask too much, or apply to too many."
    )
    assert not pane.hint.isHidden()


def test_new_rules_and_rules_never_found_have_no_use_yet(shown: Shown) -> None:
    shown.store(course("p", 2, 5))
    new = IN_FORCE.with_rule({**IN_FORCE.rule(GAP), "id": "our-gap", "title": "Our gap"})
    pane = shown.show(new, rule="our-gap")
    assert pane.use.note.text() == "This rule is new: no stored plan was judged by it yet."
    pane.show_draft(RuleDraft(new, IN_FORCE), GAP)
    shown.wait()
    assert pane.use.note.text() == "Not found in any stored plan."
    pane.show_draft(RuleDraft(new, IN_FORCE), None)
    shown.wait()
    assert told(pane.use) is None


# ---------------------------------------------------------------- Work beside the window


class Gate:
    """Lets the worker read some plans and then holds it until it is opened."""

    def __init__(self, library: MemoryLibrary, after: int) -> None:
        self._read, self._left = library.glance, after
        self._open, self.is_reached = Event(), Event()
        library.glance = self.glance  # type: ignore[method-assign]

    def glance(self, plan_id: str) -> Plan:
        self._left -= 1
        if self._left < 0:
            self.is_reached.set()
            assert self._open.wait(20)
        return self._read(plan_id)

    def open(self) -> None:
        self._open.set()


def begun(shown: Shown, gate: Gate) -> TryPane:
    """The pane while the worker stands at the gate."""
    pane = TryPane(shown.theme, shown.parent, shown.services, None, shown.library)
    shown.qtbot.addWidget(pane)
    shown.pane = pane
    pane.resize(340, 800)
    pane.show()
    pane.show_draft(RuleDraft(gap_of(50, IN_FORCE), IN_FORCE), GAP)
    shown.wait(gate.is_reached.is_set)
    return pane


def test_what_takes_long_shows_how_far_it_is_and_can_be_left(shown: Shown) -> None:
    shown.store(*(course(f"p{number}", 2, 4) for number in range(6)))
    gate = Gate(shown.library, 4)
    pane = begun(shown, gate)
    assert pane.progress.isHidden()
    shown.wait(lambda: not pane.progress.isHidden())
    assert pane.progress.words.text() == "4 of 6 stored plans"
    assert (pane.progress.bar.value(), pane.progress.bar.maximum()) == (4, 6)
    pane.progress.cancel.click()
    gate.open()
    shown.wait()
    assert pane.progress.words.text() == "Left after 5 of 6 stored plans."
    assert (told(pane.plans) or ("",))[0] == "Plans that change, 5 of 5"
    pane.progress.again.click()
    shown.wait()
    assert pane.progress.isHidden()
    assert (told(pane.plans) or ("",))[0] == "Plans that change, 6 of 6"


def test_a_change_gives_up_what_is_being_tried_and_only_the_last_answer_is_shown(shown: Shown) -> None:
    shown.store(*(course(f"p{number}", 2, 4) for number in range(6)))
    gate = Gate(shown.library, 2)
    pane = begun(shown, gate)
    for hours in (49, 48):
        pane.show_draft(RuleDraft(gap_of(hours, IN_FORCE), IN_FORCE), GAP)
    gate.open()
    shown.wait()
    assert told(pane.plans) == ("Plans that change, 0 of 6", [])
    assert pane.progress.isHidden()


def test_a_pane_that_is_hidden_does_not_work_on_and_finishes_when_it_is_seen_again(shown: Shown) -> None:
    shown.store(*(course(f"p{number}", 2, 4) for number in range(6)))
    gate = Gate(shown.library, 2)
    pane = begun(shown, gate)
    pane.hide()
    gate.open()
    shown.wait()
    assert (told(pane.plans) or ("",))[0] == "Plans that change, 3 of 3"
    pane.show()
    assert pane.is_busy
    shown.wait()
    assert (told(pane.plans) or ("",))[0] == "Plans that change, 6 of 6"


def test_a_pane_that_is_hidden_before_it_began_tries_once_it_is_seen(shown: Shown) -> None:
    shown.store(course("p", 2, 4))
    pane = shown.show(gap_of(50, IN_FORCE))
    pane.show_draft(RuleDraft(IN_FORCE, IN_FORCE), GAP)
    pane.hide()
    shown.wait()
    assert (told(pane.plans) or ("",))[0] == "Plans that change, 1 of 1"
    pane.show()
    shown.wait()
    assert shown_words(pane) == "The draft says the same as version 2: nothing changes."


# ---------------------------------------------------------------- Keyboard, names, room


def test_every_control_has_a_name_and_is_large_enough(shown: Shown) -> None:
    shown.store(*(course(f"p{number}", 2, 4) for number in range(8)))
    pane = shown.show(gap_of(50, IN_FORCE), opened=course("p", 2, 4))
    assert nameless(pane) == []
    assert too_small(pane) == []


def test_tab_goes_from_list_to_list_and_arrows_move_in_one_and_bring_rows_into_view(shown: Shown) -> None:
    shown.store(*(course(f"p{number}", 2, 4) for number in range(5)))
    pane = shown.show(gap_of(50, IN_FORCE), opened=course("p", 2, 4, 6, 8, 10, 12))
    pane.resize(340, 300)
    pane.setFocus()
    assert pane.area.hasFocus()
    QTest.keyClick(pane.area, Qt.Key.Key_Tab)
    first = pane.opened.appear.list
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert first.currentIndex().row() == 2
    QTest.keyClick(first, Qt.Key.Key_Tab)
    plans = pane.plans.list
    assert plans.hasFocus()
    for _ in range(4):
        QTest.keyClick(plans, Qt.Key.Key_Down)
    place = plans.visualRect(plans.currentIndex())
    top = plans.viewport().mapTo(pane.area.viewport(), place.topLeft()).y()
    assert top >= 0 and top + place.height() <= pane.area.viewport().height()


@pytest.mark.parametrize(("hours", "width", "is_stacked"), [(50, 280, False), (0, 280, True), (0, 380, False)])
def test_boxes_stand_side_by_side_where_there_is_room(shown: Shown, hours: int, width: int, is_stacked: bool) -> None:
    """With one chip there is, at 280; "Intensive rules, 1.0" with its chips needs more than half of that."""
    now, base, named = (
        (gap_of(hours, IN_FORCE), IN_FORCE, "harbour 2") if hours else (gap_of(50), SHIPPED, "intensive 1.0")
    )
    pane = shown.show(now, base, opened=course("p", 2, 4, 6, rule_set=named))
    pane.resize(width, 800)
    boxes = pane.opened.boxes
    QApplication.processEvents()
    assert (boxes.after.y() > boxes.before.y()) is is_stacked
    assert pane.area.widget().width() <= pane.area.viewport().width()


def test_what_could_not_be_checked_is_counted_where_that_changes(shown: Shown) -> None:
    """The dose for each kilogram needs the weight, which was never entered."""
    dose = "dose-per-kilogram"
    pane = shown.show(with_parts(IN_FORCE, dose, enabled=True, off_reason=None), opened=course("p", 2))
    boxes = pane.opened.boxes
    assert (boxes.before.counts, boxes.after.counts) == (FindingCounts(), FindingCounts(not_checked=1))
    assert pane.opened.words.text() == "1 rule could no longer be checked."
    pane.show_draft(RuleDraft(with_parts(gap_of(50), dose, soft="note"), SHIPPED), GAP)
    pane.show_plan(course("q", 2, 4, rule_set="intensive 1.0"))
    shown.wait()
    assert (boxes.before.counts.not_checked, boxes.after.counts.not_checked) == (0, 0)


def test_texts_grow_and_nothing_is_wider_than_the_pane(shown: Shown) -> None:
    shown.store(course("p", 2, 4, name="O" * 60))
    pane = shown.show(gap_of(50, IN_FORCE), opened=course("p", 2, 4))
    plain = pane.opened.appear.list.height()
    pane._theme.choose(text_percent=200)
    try:
        pane.resize(560, 800)
        QApplication.processEvents()
        assert pane.minimumWidth() == 560
        assert pane.opened.appear.list.height() > plain * 1.5
        assert pane.area.widget().width() <= pane.area.viewport().width()
    finally:
        pane._theme.choose(text_percent=100)
