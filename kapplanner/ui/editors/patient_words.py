"""Words for the patient's papers, and the team's own note."""

from PySide6.QtWidgets import QWidget

from kapplanner.i18n import t
from kapplanner.ui.editors.group import Group
from kapplanner.ui.editors.parts import text_label
from kapplanner.ui.editors.sight import Desk, Sight, fill
from kapplanner.ui.editors.texts import NoteField
from kapplanner.ui.theme import Theme


class WordsGroup(Group):
    """Two notes, taken over as they are typed; typing in one of them is one step."""

    def __init__(self, theme: Theme, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(theme, t("Words for the patient"), last=True, parent=parent)
        self._desk = desk
        self._sight: Sight | None = None
        self.patient_text = NoteField(
            theme, t("Words for the patient"), placeholder=t("Plain words that print on the patient's papers.")
        )
        self.refused = text_label(role="small", ink="stop_ink", wraps=True)
        self.refused.hide()
        self.note_label = text_label(t("Note for the team"), weight=600)
        self.note = NoteField(theme, t("Note for the team"), lines=2, placeholder=t("Not printed for the patient."))
        self.note_label.setBuddy(self.note)
        for widget in (self.patient_text, self.refused, self.note_label, self.note):
            self.add_wide(widget)
        self.title.setBuddy(self.patient_text)
        self.patient_text.typed.connect(self._change_words)
        self.note.typed.connect(self._change_note)

    def show_sight(self, sight: Sight) -> None:
        """Show the notes of the selected sessions; a text that waits to be mended stays while they are the same."""
        waits = not self.refused.isHidden() and self._sight is not None and self._sight.ids == sight.ids
        self._sight = sight
        if waits:
            return
        self.refused.hide()
        fill(self.patient_text, sight.of_sessions(lambda session: session.patient_text))
        fill(self.note, sight.of_sessions(lambda session: session.note))

    def refuse(self, sentence: str) -> None:
        """Say why the text cannot be; it stays on screen to be mended and is not in the plan."""
        self.refused.setText(sentence)
        self.refused.show()

    @property
    def unread_words(self) -> str:
        """What is to be said where a refused text is about to go; "" without one."""
        if self.refused.isHidden():
            return ""
        return t("Words for the patient or the note are not in the plan: {reason}", reason=self.refused.text())

    def forget_refused(self) -> None:
        """Let a text go that waits to be mended; the notes of the plan are shown next."""
        self.refused.hide()

    def _change_words(self, text: str) -> None:
        self._change(t("words for the patient"), patient_text=text)

    def _change_note(self, text: str) -> None:
        self._change(t("note"), note=text)

    def _change(self, what: str, **values: str) -> None:
        self.refused.hide()
        if self._sight is not None:
            self._desk.submit(self._sight.change(what, typed=True, **values), self)
