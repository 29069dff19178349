"""Methods that may fit: hints from the profile with their evidence, and the learning window after each dose.

Nothing here is applied by itself: a method goes to a session only by a button, as one step that can be undone.
"""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from kapplanner.domain.session import Session, SessionKind
from kapplanner.editing.commands.sessions import ChangeSession
from kapplanner.editing.workspace import PlanChanged
from kapplanner.i18n import t
from kapplanner.rules.difference_words import finding_line
from kapplanner.rules.guidance import Guidance
from kapplanner.rules.safety_difference import Judged, safety_difference
from kapplanner.rules.words import day_and_clock, modality_word
from kapplanner.ui.bridge import PlanBridge
from kapplanner.ui.dialogs.coverage_page import CoveragePage
from kapplanner.ui.dialogs.guidance_page import MethodsPage
from kapplanner.ui.dialogs.guidance_words import new_findings_words
from kapplanner.ui.dialogs.room import RoomyDialog, open_as
from kapplanner.ui.editors.choices import ChoiceCombo, Option
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.buttons import Segmented, push_button
from kapplanner.ui.widgets.flow import FlowLayout
from kapplanner.ui.widgets.texts import plain_label

METHODS: Final = 0
WINDOWS: Final = 1


class GuidanceDialog(RoomyDialog):
    """Shows what may fit; ``wanted_fact`` names the fact of the profile that the person wants to enter, "" for none.

    ``templates`` are the titles of templates by their id.
    """

    def __init__(
        self,
        bridge: PlanBridge,
        theme: Theme,
        guidance: Guidance,
        templates: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._theme = bridge, theme
        self.wanted_fact = ""
        self.setWindowTitle(t("Methods that may fit"))
        self.pages = Segmented(t("Shown"), (t("Methods"), t("Learning windows")))
        self.session = ChoiceCombo(theme, t("Session that gets a method"))
        self._session_row = QWidget()
        self.session_label = plain_label(t("Integration session"), role="small", ink="text2")
        self.session_why = plain_label(role="small", ink="text2", wraps=True)
        self.status = plain_label(role="small", ink="text2", wraps=True)
        self.close_button = push_button(t("Close"), primary=True)
        self.coverage = CoveragePage(theme)
        self.methods = MethodsPage(theme, guidance, templates, bridge.workspace.plan.profile)
        self._stack = QStackedWidget()
        self._lay_out()
        open_as(self, theme, 800, 660)
        self._connect()
        self.refresh()

    def show_page(self, page: int) -> None:
        """Show METHODS or WINDOWS."""
        self.pages.choose(page)
        self._turn(page)

    def done(self, result: int) -> None:
        """Stop listening, whatever closed the dialog."""
        self._bridge.changed.disconnect(self._changed)
        self._bridge.refused.disconnect(self.status.setText)
        super().done(result)

    def refresh(self) -> None:
        """Show the sessions of the plan, and what can be done for the selected one."""
        workspace = self._bridge.workspace
        plan = workspace.plan
        sessions = [session for session in plan.sessions if session.kind is SessionKind.INTEGRATION]
        self.session.set_options(tuple(Option(self._name(session), session.id) for session in sessions))
        chosen = self._chosen
        self.session.set_value(chosen.id if chosen is not None else "")
        self.session.setEnabled(bool(sessions))
        self.session_why.setText(self._why(bool(sessions), chosen))
        self._show_session_row()
        name = self._name(chosen) if chosen is not None else ""
        for button in self.methods.use_buttons:
            now = chosen.modality if chosen is not None else None
            button.offer(name, now, allowed=not workspace.is_read_only)
        self.coverage.show_plan(plan, workspace.rule_set)

    @property
    def _chosen(self) -> Session | None:
        """The one selected session of the plan, where it is one that has a method."""
        selection = self._bridge.selection
        session = self._bridge.workspace.plan.session(selection[0]) if len(selection) == 1 else None
        return session if session is not None and session.kind is SessionKind.INTEGRATION else None

    def _name(self, session: Session) -> str:
        method = modality_word(session.modality) if session.modality else t("no method yet")
        return t("{when}: {method}", when=day_and_clock(session.start), method=method)

    def _why(self, has_sessions: bool, chosen: Session | None) -> str:
        if self._bridge.workspace.is_read_only:
            return t("The plan can be looked at only.")
        if not has_sessions:
            return t("The plan has no integration session yet; only these have a method.")
        return "" if chosen is not None else t("Choose the session that a method is to be used for.")

    # How it is laid out

    def _lay_out(self) -> None:
        px = self._theme.px
        top = QVBoxLayout()
        top.setContentsMargins(px(20), px(14), px(20), px(10))
        top.setSpacing(px(8))
        self.session_label.setBuddy(self.session)
        self.session.setMinimumWidth(px(240))
        asked = QHBoxLayout(self._session_row)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(px(8))
        asked.addWidget(self.session_label)
        asked.addWidget(self.session)
        line = QWidget()
        row = FlowLayout(px(16))
        line.setLayout(row)
        row.addWidget(self.pages)
        row.addWidget(self._session_row)
        top.addWidget(line)
        top.addWidget(self.session_why)
        self._stack.addWidget(self.methods)
        windows = QScrollArea()
        windows.setWidgetResizable(True)
        windows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        windows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        windows.setAccessibleName(t("Learning windows"))
        windows.setWidget(self.coverage)
        self._stack.addWidget(windows)
        foot = QHBoxLayout()
        foot.setContentsMargins(px(20), px(8), px(20), px(12))
        foot.addWidget(self.status, 1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)
        self.pages.choose(METHODS)

    def _connect(self) -> None:
        self.pages.group.idClicked.connect(self._turn)
        self.session.chosen.connect(self._choose)
        self.methods.used.connect(self._use)
        self.methods.basis.wanted.connect(self._want)
        self.close_button.clicked.connect(self.accept)
        self._bridge.changed.connect(self._changed)
        self._bridge.refused.connect(self.status.setText)

    # What a person does here

    def _turn(self, page: int) -> None:
        self._stack.setCurrentIndex(page)
        self._show_session_row()

    def _show_session_row(self) -> None:
        """The session is asked for where its method can be chosen."""
        shown = self._stack.currentWidget() is self.methods
        self._session_row.setVisible(shown)
        self.session_why.setVisible(shown and bool(self.session_why.text()))

    def _choose(self, session_id: str) -> None:
        """Select a session here and on the board."""
        self._bridge.show_day(self._bridge.workspace.plan.session(session_id).day)
        self._bridge.select((session_id,), self)
        self.refresh()

    def _use(self, method: str) -> None:
        session = self._chosen
        if session is not None:
            self._bridge.do(ChangeSession(session.id, (("modality", method),), t("method")), self)

    def _want(self, fact: str) -> None:
        self.wanted_fact = fact
        self.accept()

    def _changed(self, happened: PlanChanged) -> None:
        """Say what was done, and which findings came with it."""
        self.refresh()
        rules = self._bridge.workspace.rule_set
        before = Judged(happened.before, rules, happened.previous_report)
        new = safety_difference(before, Judged(happened.after, rules, happened.report)).findings_added
        done = t("Done: {step}. It can be undone.", step=happened.step)
        lines = [f"{done} {new_findings_words(len(new))}", *(finding_line(finding) for finding in new)]
        self.status.setText("\n".join(lines))
        self._bridge.announce(self.status.text())
