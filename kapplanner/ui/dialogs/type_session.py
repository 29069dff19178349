"""Type a session: one line, read back while it is typed, with what the rules would newly say. Adds nothing itself."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kapplanner.domain.session import Session
from kapplanner.editing.commands.sessions import AddSession
from kapplanner.editing.quick_entry import Part, Typed
from kapplanner.editing.workspace import Workspace
from kapplanner.i18n import t
from kapplanner.rules.finding import Tier
from kapplanner.rules.words import listed
from kapplanner.ui.board.changes import FindingChanges, finding_changes
from kapplanner.ui.dialogs.move_to import Outcome
from kapplanner.ui.dialogs.room import RoomyDialog
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.buttons import push_button, restyle
from kapplanner.ui.widgets.texts import plain_label

JUDGED_AFTER_MS: Final = 250
"""How long after the last key the rules are asked, and what was read is spoken."""
MOST_FINDINGS: Final = 2
"""How many findings are told in full, the strongest first; the count tells the rest."""
_ENTER: Final = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


def count_words(changes: FindingChanges, theme: Theme) -> str:
    """How many Stops and Cautions would appear: "1 Stop, 2 Caution"."""
    counted = ((changes.count(tier)[0], theme.tier(tier).word) for tier in (Tier.STOP, Tier.CAUTION))
    return ", ".join(f"{count} {word}" for count, word in counted if count) or t("no Stop, no Caution")


class TypeSession(RoomyDialog):
    """``session`` is the session to add after it was accepted; ``addWanted`` carries one while the dialog stays open.

    ``read``: reads a line against the plan as it is then. Enter adds; Ctrl+Enter adds and goes on with the next.
    """

    addWanted = Signal(object)

    def __init__(
        self, workspace: Workspace, theme: Theme, read: Callable[[str], Typed], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._theme = theme
        self._read = read
        self._typed = Typed()
        self._spoken = ""
        self.setWindowTitle(t("Type a session"))
        self.setMinimumWidth(theme.px(560))
        self.line = QLineEdit()
        self.line.setAccessibleName(t("Session in one line"))
        self.line.setPlaceholderText(t("For example: EMDR Wed 10am 90 min Room 2"))
        self.read_back = plain_label(wraps=True)
        self.remark = plain_label(role="small", ink="text2", wraps=True)
        self.reason = plain_label(role="small", ink="text2", wraps=True)
        self.heading = plain_label(role="small", weight=600)
        self.outcome = Outcome(theme, most=MOST_FINDINGS)
        self.add_button = push_button(t("Add session"), primary=True)
        self.next_button = push_button(t("Add and type the next"))
        self.cancel_button = push_button(t("Cancel"))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(JUDGED_AFTER_MS)
        self._build(theme)
        self._connect()
        self._show()

    def _build(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        column.setSpacing(theme.px(8))
        label = plain_label(t("What, when, how long, where and with whom, in any order"), role="small", ink="text2")
        label.setBuddy(self.line)
        column.addWidget(label)
        for part in (self.line, self.read_back, self.remark, self.reason, self.heading, self.outcome):
            column.addWidget(part)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        for button in (self.cancel_button, self.next_button, self.add_button):
            row.addWidget(button)
        column.addLayout(row)
        self.add_button.setDefault(True)

    def _connect(self) -> None:
        self.line.textChanged.connect(self._show)
        self._rest.timeout.connect(self.judge)
        self.add_button.clicked.connect(self.accept)
        self.next_button.clicked.connect(self.add_and_go_on)
        self.cancel_button.clicked.connect(self.reject)

    @property
    def session(self) -> Session | None:
        """The session as it is typed now; None where the line is none yet."""
        return self._typed.session

    def _show(self) -> None:
        """Read the line anew; the rules are asked once typing rests."""
        typed = self._typed = self._read(self.line.text())
        self.read_back.setText(typed.sentence or (_examples() if not typed.problems else ""))
        restyle(self.read_back, ink="text" if typed.sentence else "text2")
        self.remark.setText(" ".join((*typed.notes, *_assumed(typed))))
        self.reason.setText("\n".join(problem.sentence for problem in typed.problems))
        self._mark(wrong=False)
        for label in (self.read_back, self.remark, self.reason):
            label.setVisible(bool(label.text()))
        for part in (self.heading, self.outcome):
            part.setVisible(False)
        for button in (self.add_button, self.next_button):
            button.setEnabled(typed.session is not None)
        self._describe()
        self._rest.start()

    def judge(self) -> None:
        """Ask the rules about what is typed, show their answer, and speak what was read."""
        self._rest.stop()
        said = [self.reason.text() or self._typed.sentence]
        if self._typed.session is not None:
            preview = self._workspace.preview(AddSession(self._typed.session))
            changes = finding_changes(self._workspace.report, preview.report)
            counts = count_words(changes, self._theme)
            self.heading.setText(t("What it would bring: {counts}", counts=counts))
            self.outcome.show_changes(changes)
            self.heading.setVisible(True)
            self.outcome.setVisible(True)
            said += [self.remark.text(), self.heading.text() + ".", *self.outcome.sentences[:1]]
        self._describe()
        self._speak(" ".join(filter(None, said)))
        QTimer.singleShot(0, self, self.grow)

    def _describe(self) -> None:
        """All that is said below the line, for whoever cannot see it there."""
        parts = [part.text() for part in (self.read_back, self.remark, self.reason) if part.text()]
        if not self.heading.isHidden():
            parts += [f"{self.heading.text()}.", *self.outcome.sentences]
        self.line.setAccessibleDescription(" ".join(parts))

    def _speak(self, sentence: str) -> None:
        if sentence and sentence != self._spoken:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.line, sentence))
        self._spoken = sentence

    def _mark(self, *, wrong: bool) -> None:
        restyle(self.line, wrong="true" if wrong else None)
        restyle(self.reason, ink="stop_ink" if wrong else "text2")

    def accept(self) -> None:
        """Close with the session; a line that is none keeps the dialog open and leads to what has to be mended."""
        if self.session is not None:
            super().accept()
        else:
            self._lead_to_problem()

    def add_and_go_on(self) -> None:
        """Have the session added, and begin the next line where that worked."""
        session = self.session
        if session is None:
            self._lead_to_problem()
            return
        sentence = self._typed.sentence
        self.addWanted.emit(session)
        if self._workspace.plan.has_session(session.id):
            self.line.clear()
            self.read_back.setText(t("Added: {session}", session=sentence))
            self.cancel_button.setText(t("Close"))
            self._describe()
        self.line.setFocus()

    def _lead_to_problem(self) -> None:
        self.line.setFocus()
        if not self._typed.problems:
            self._speak(self.read_back.text())
            return
        problem, text = self._typed.problems[0], self.line.text()
        self._mark(wrong=True)
        start = _units(text[: problem.start])
        self.line.setSelection(start, _units(text[: problem.end]) - start)
        self._spoken = ""
        self._speak(self.reason.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the line adds, or leads to what has to be mended; with Ctrl the dialog stays for the next."""
        with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in _ENTER and with_ctrl:
            self.add_and_go_on()
        elif event.key() in _ENTER and self.line.hasFocus():
            self.accept()
        else:
            super().keyPressEvent(event)


def _units(text: str) -> int:
    """How long a text is for the toolkit, which counts UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _examples() -> str:
    return t(
        "Such as “prep D-3 17:00 60m by phone”, “IM 45 mg Tue 9-12 Room 2”, “rest 12-13”, “follow-up +3d 11:00”. "
        "A day or start that is not typed is that of the focused place."
    )


def _assumed(typed: Typed) -> tuple[str, ...]:
    """What was not typed, and where it comes from."""
    if typed.session is None:
        return ()
    from_focus = [t(part.value) for part in (Part.DAY, Part.START) if part in typed.assumed]
    said = []
    if from_focus:
        said.append(t("Not typed: {parts}, taken from the focused place.", parts=listed(from_focus, "and")))
    if Part.LENGTH in typed.assumed:
        said.append(
            t("The length is the usual one for this route.")
            if typed.session.is_medicine
            else t("The length is that of the last session of this kind, or one hour.")
        )
    return tuple(said)
