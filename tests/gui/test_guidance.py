"""Methods that may fit: what they are based on, with what evidence, and that nothing is applied by itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kapplanner.codec.guidance import guidance
from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.domain.people import Answer, ClinicalProfile, Diagnosis, Presentation, PresentationStrength
from kapplanner.domain.plan import Plan
from kapplanner.domain.session import SessionKind
from kapplanner.ui.bridge import PlanBridge
from kapplanner.ui.dialogs.coverage_page import COUNT, MEDICINE, SESSIONS, WINDOW
from kapplanner.ui.dialogs.guidance import METHODS, WINDOWS, GuidanceDialog
from kapplanner.ui.dialogs.profile import ProfileDialog
from kapplanner.ui.editors.choices import ChoiceCombo
from kapplanner.ui.theme import Theme
from tests.support import build
from tests.support.frame import Frame, services_with
from tests.support.look import light_theme
from tests.support.panes import opened
from tests.support.screen import nameless, too_small

RULES = rule_set_named("intensive")


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return light_theme()


@pytest.fixture
def frame(qtbot: QtBot, tmp_path: Path) -> Iterator[Frame]:
    made = Frame(qtbot, services_with(tmp_path, "Sam R."))
    yield made
    made.close()


def rated(*pairs: tuple[str, int], **more: object) -> ClinicalProfile:
    entries = tuple(PresentationStrength(Presentation[name], strength) for name, strength in pairs)
    return ClinicalProfile(presentation=entries, **more)  # type: ignore[arg-type]


def two_sessions(profile: ClinicalProfile, modality: str | None = None) -> Plan:
    """A lozenge on Monday 7 December at 09:30 and a session of 60 minutes on the next day at 10:00."""
    talk = build.session("integration", "D3", "10:00", id="talk", modality=modality)
    return build.plan(build.medicine("D2", id="dose"), talk, profile=profile)


def shown(qtbot: QtBot, theme: Theme, bridge: PlanBridge) -> GuidanceDialog:
    dialog = GuidanceDialog(bridge, theme, guidance(), {"gad-one-week": "Anxiety, one week"})
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def said(widget: QWidget) -> list[str]:
    """All labels of a widget, with ordinary spaces."""
    return [label.text().replace("\u00a0", " ") for label in widget.findChildren(QLabel) if label.text()]


# ---------------------------------------------------------------- What is shown


def test_suggestions_stand_from_strong_to_slight_with_what_they_are_based_on(qtbot: QtBot, theme: Theme) -> None:
    profile = rated(("SOMATIC", 1), ("COGNITIVE", 3), fear_of_losing_control=Answer.YES)
    dialog = shown(qtbot, theme, opened(two_sessions(profile), RULES))
    heads = [said(card)[:2] for card in dialog.methods.cards[:3]]
    assert heads == [
        ["Worry, rumination, catastrophic thinking", "rated 3, strong"],
        ["Tension, palpitations, gut, breath, fear of bodily feelings", "rated 1, slight"],
        ["Fear of losing control or of dissociation", "noted in the profile"],
    ]


def test_a_suggestion_says_its_evidence_alone_and_with_ketamine_with_note_and_source(
    qtbot: QtBot, theme: Theme
) -> None:
    dialog = shown(qtbot, theme, opened(two_sessions(rated(("COGNITIVE", 2))), RULES))
    words = said(dialog.methods.cards[0])
    rows = dict(zip(words[2::2], words[3::2], strict=True))
    assert rows["Evidence, by itself"] == (
        "A: several randomised trials or a meta-analysis in this presentation. CBT in generalised anxiety: A. IFS in "
        "generalised anxiety: D. General knowledge, held with high confidence, not checked again in a document."
    )
    assert rows["Evidence, with ketamine in anxiety"] == (
        "C to D: uncontrolled studies only; expert opinion or theory only. CBT after infusions for depression: a "
        "difference on self-report only. No trial in generalised anxiety. Read in an abstract or summary of the source."
    )
    assert rows["Note"] == "Ketamine with cognitive therapy was studied in depression, not in worry."
    assert rows["Sources"].startswith("Wilkinson et al. 2021: Cognitive behavioural therapy to sustain")


def test_evidence_without_a_letter_says_that_there_is_none(qtbot: QtBot, theme: Theme) -> None:
    profile = rated(fear_of_losing_control=Answer.YES)
    dialog = shown(qtbot, theme, opened(two_sessions(profile), RULES))
    words = said(dialog.methods.cards[0])
    alone = words[words.index("Evidence, by itself") + 1]
    assert alone.startswith("No grade. Expert opinion.")


def test_what_nobody_asked_is_named_and_no_suggestion_is_not_told_as_no_fit(qtbot: QtBot, theme: Theme) -> None:
    dialog = shown(qtbot, theme, opened(two_sessions(ClinicalProfile()), RULES))
    assert said(dialog.methods.basis) == [
        "Diagnosis",
        "Not entered.",
        "How anxiety shows itself",
        "Not rated: Worry, rumination; Tension, bodily feelings; Avoidance, safety behaviours; "
        "Origin in trauma or an event; Intrusive images; Protective parts, shame.",
        "Fear of losing control",
        "Not asked.",
    ]
    assert [button.text() for button in dialog.methods.basis.buttons] == ["Enter…"] * 3
    assert "Nothing is rated, so nothing is suggested. That does not mean that no method fits." in said(dialog)


def test_a_presentation_rated_absent_is_told_as_absent_and_suggests_nothing(qtbot: QtBot, theme: Theme) -> None:
    dialog = shown(qtbot, theme, opened(two_sessions(rated(("BEHAVIOURAL", 0))), RULES))
    assert "Avoidance, safety behaviours: 0, absent" in said(dialog.methods.basis)
    assert "Avoidance and safety behaviours" not in said(dialog)


def test_a_diagnosis_brings_what_is_known_of_ketamine_for_it(qtbot: QtBot, theme: Theme) -> None:
    profile = rated(diagnosis=Diagnosis.SPECIFIC_PHOBIA)
    words = said(shown(qtbot, theme, opened(two_sessions(profile), RULES)))
    place = words.index("Ketamine for specific phobia")
    assert words[place + 2].startswith("None found.")
    assert words[place + 4].startswith("Offer one-session exposure first")


def test_every_letter_is_explained(qtbot: QtBot, theme: Theme) -> None:
    words = "\n".join(said(shown(qtbot, theme, opened(two_sessions(ClinicalProfile()), RULES))))
    for letter in ("A: several", "B: randomised", "C: uncontrolled", "D: expert"):
        assert letter in words


# ---------------------------------------------------------------- Nothing is applied by itself


def test_looking_changes_nothing_and_a_button_gives_one_method_to_the_selected_session_as_one_step(
    qtbot: QtBot, theme: Theme
) -> None:
    bridge = opened(two_sessions(rated(("ORIGIN_IN_EVENTS", 3))), RULES)
    plan = bridge.workspace.plan
    bridge.select(("talk",))
    dialog = shown(qtbot, theme, bridge)
    assert bridge.workspace.plan is plan
    emdr = next(button for button in dialog.methods.use_buttons if button.method == "emdr")
    assert emdr.text() == "Use EMDR for the selected session"
    assert emdr.accessibleName().replace("\u00a0", " ") == "Use EMDR for Tue 8 Dec, 10:00: no method yet"
    emdr.setFocus()
    QTest.keyClick(emdr, Qt.Key.Key_Space)
    assert bridge.workspace.plan == plan.with_session(plan.session("talk").with_changes(modality="emdr"))
    assert dialog.status.text().startswith("Done: change method of Integration. It can be undone.")
    assert not emdr.isEnabled() and emdr.text() == "EMDR is the method of the selected session"
    bridge.undo()
    assert bridge.workspace.plan == plan
    assert bridge.workspace.undo_label is None


def test_a_finding_that_comes_with_a_method_is_told_at_once(qtbot: QtBot, theme: Theme) -> None:
    """EMDR three hours and a half after the dose: closer than the rule on memory work (R26) allows."""
    talk = build.session("integration", "D2", "13:00", id="talk", modality="cbt")
    plan = build.plan(build.medicine("D2", id="dose"), talk, profile=rated(("ORIGIN_IN_EVENTS", 2)))
    bridge = opened(plan, RULES)
    bridge.select(("talk",))
    dialog = shown(qtbot, theme, bridge)
    next(button for button in dialog.methods.use_buttons if button.method == "emdr").click()
    assert "Caution R26:" in dialog.status.text()


@pytest.mark.parametrize("selection", [(), ("dose",), ("dose", "talk")])
def test_without_one_selected_integration_session_no_method_can_be_used_until_one_is_chosen(
    qtbot: QtBot, theme: Theme, selection: tuple[str, ...]
) -> None:
    bridge = opened(two_sessions(rated(("COGNITIVE", 2))), RULES)
    bridge.select(selection)
    dialog = shown(qtbot, theme, bridge)
    assert not any(button.isEnabled() for button in dialog.methods.use_buttons)
    assert dialog.session_why.text() == "Choose the session that a method is to be used for."
    dialog.session.activated.emit(0)
    assert bridge.selection == ("talk",)
    assert dialog.session_why.isHidden()
    assert all(button.isEnabled() for button in dialog.methods.use_buttons)


def test_a_plan_to_be_looked_at_only_gets_no_method(qtbot: QtBot, theme: Theme) -> None:
    bridge = opened(two_sessions(rated(("COGNITIVE", 2))), RULES, read_only=True)
    bridge.select(("talk",))
    dialog = shown(qtbot, theme, bridge)
    assert not any(button.isEnabled() for button in dialog.methods.use_buttons)
    assert dialog.session_why.text() == "The plan can be looked at only."


# ---------------------------------------------------------------- The learning windows


def row(dialog: GuidanceDialog, number: int) -> list[str]:
    table = dialog.coverage.table
    items = [table.item(number, column) for column in (MEDICINE, WINDOW, COUNT, SESSIONS)]
    return [item.text().replace("\u00a0", " ") if item else "" for item in items]


def test_what_falls_into_each_learning_window_stands_in_the_table(qtbot: QtBot, theme: Theme) -> None:
    """12 to 72 h after each dose, by the intensive set; the second dose has nothing after it."""
    plan = two_sessions(ClinicalProfile(), "cbt").with_session(build.medicine("D5", id="second"))
    dialog = shown(qtbot, theme, opened(plan, RULES))
    dialog.show_page(WINDOWS)
    assert row(dialog, 0) == [
        "Medicine 1 of 2\nDose Mon 7 Dec, 09:30",
        "Mon 7 Dec, 21:30 to Thu 10 Dec, 09:30",
        "1, 1 asked",
        "CBT, Tue 8 Dec, 10:00, 24 h 30 min after the dose",
    ]
    assert row(dialog, 1)[2:] == ["0, 1 asked", "None. No learning session follows this dose."]
    assert dialog.coverage.summary.text() == (
        "After 1 dose, fewer learning sessions lie in the window than the rule asks for."
    )
    assert "12 to 72 h" in dialog.coverage.rule.text().replace("\u00a0", " ")
    assert "House default: " in dialog.coverage.rule.text()


def test_a_used_method_is_counted_in_the_window_at_once(qtbot: QtBot, theme: Theme) -> None:
    bridge = opened(two_sessions(rated(("COGNITIVE", 2))), RULES)
    bridge.select(("talk",))
    dialog = shown(qtbot, theme, bridge)
    assert row(dialog, 0)[2] == "0, 1 asked"
    dialog.methods.use_buttons[0].click()
    assert row(dialog, 0)[2] == "1, 1 asked"


def test_without_medicine_the_table_says_why_it_is_empty(qtbot: QtBot, theme: Theme) -> None:
    dialog = shown(qtbot, theme, opened(build.plan(build.session("integration", "D3", "10:00")), RULES))
    dialog.show_page(WINDOWS)
    assert dialog.coverage.summary.text() == "The plan has no medicine session yet."
    assert dialog.coverage.table.isHidden()


def test_the_session_is_asked_for_only_where_a_method_can_be_chosen(qtbot: QtBot, theme: Theme) -> None:
    dialog = shown(qtbot, theme, opened(two_sessions(ClinicalProfile()), RULES))
    assert dialog.session.isVisible()
    dialog.pages.buttons[WINDOWS].click()
    assert dialog.coverage.isVisible() and not dialog.session.isVisible()
    dialog.pages.buttons[METHODS].click()
    assert dialog.session.isVisible()


@pytest.mark.parametrize("page", [METHODS, WINDOWS])
def test_every_control_has_a_name_and_a_target_of_24_px(qtbot: QtBot, theme: Theme, page: int) -> None:
    profile = rated(("COGNITIVE", 2), ("BEHAVIOURAL", 2), diagnosis=Diagnosis.GAD)
    dialog = shown(qtbot, theme, opened(two_sessions(profile), RULES))
    dialog.show_page(page)
    assert nameless(dialog) == []
    assert too_small(dialog) == []


# ---------------------------------------------------------------- In the window


def test_the_menu_and_the_button_beside_the_method_open_it(frame: Frame, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[QDialog] = []
    monkeypatch.setattr(GuidanceDialog, "exec", lambda dialog: seen.append(dialog))
    bench = frame.window.bench
    assert not bench.acts.by_id["methods"].isEnabled(), "no plan is open yet"
    frame.open("Sam R.")
    page = bench.plan_page
    assert page is not None
    bench.acts.by_id["methods"].trigger()
    talk = next(s for s in page.opened.plan.sessions if s.kind is SessionKind.INTEGRATION)
    page.plan_view.show_session(talk.id)
    assert page.plan_view.inspector.what.methods.accessibleName() == "Methods that may fit…"
    page.plan_view.inspector.what.methods.click()
    assert len(seen) == 2
    assert isinstance(seen[1], GuidanceDialog) and seen[1].session.value == talk.id


def test_a_missing_fact_leads_to_its_field_and_back_here(frame: Frame, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []

    def look(dialog: GuidanceDialog) -> None:
        rated_now = [e.strength for e in dialog._bridge.workspace.plan.profile.presentation]
        steps.append(f"guidance {rated_now}")
        if not rated_now:
            dialog.methods.basis.buttons[1].click()

    def rate(dialog: ProfileDialog) -> None:
        field = dialog.focusWidget()
        assert isinstance(field, ChoiceCombo)
        steps.append(field.accessibleName())
        field.activated.emit(field.findText("2, clear"))

    monkeypatch.setattr(GuidanceDialog, "exec", look)
    monkeypatch.setattr(ProfileDialog, "exec", rate)
    frame.open("Sam R.")
    frame.window.bench.plans.show_guidance()
    assert steps == ["guidance []", "Worry, rumination", "guidance [2]"]


# ---------------------------------------------------------------- The ratings in the profile


def test_each_rating_is_one_step_and_not_rated_is_not_absent(qtbot: QtBot, theme: Theme) -> None:
    bridge = opened(two_sessions(rated(("SOMATIC", 2))), RULES)
    dialog = ProfileDialog(bridge, theme)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.show_field("profile.presentation.cognitive")
    field = dialog.health.fields["profile.presentation.cognitive"]
    assert isinstance(field, ChoiceCombo) and field.currentText() == "Not rated"
    field.activated.emit(field.findText("0, absent"))
    assert bridge.workspace.plan.profile == rated(("COGNITIVE", 0), ("SOMATIC", 2))
    assert bridge.workspace.undo_label == "change how anxiety shows itself"
    field.activated.emit(field.findText("Not rated"))
    assert bridge.workspace.plan.profile == rated(("SOMATIC", 2))
    bridge.undo()
    bridge.undo()
    assert bridge.workspace.plan.profile == rated(("SOMATIC", 2))
    assert bridge.workspace.undo_label is None
    assert nameless(dialog) == [] and too_small(dialog.health) == []
