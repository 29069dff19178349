"""Check a paper: the code at its foot is typed, and the program says whether the paper is still current."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kapplanner.documents.paper_code import PaperCode
from kapplanner.documents.paper_standing import Standing, standing_in
from kapplanner.domain.errors import PlannerError
from kapplanner.domain.library import PlanLibrary
from kapplanner.i18n import t
from kapplanner.ui.dialogs.room import RoomyDialog, open_as
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.banner import IconMark
from kapplanner.ui.widgets.buttons import push_button, restyle
from kapplanner.ui.widgets.texts import plain_label

_LOOKS: Final = {
    Standing.CURRENT: ("fit", "check-circle-outline"),
    Standing.SUPERSEDED: ("stop", "alert-octagon"),
    Standing.NOT_CURRENT: ("stop", "alert-octagon"),
    Standing.OTHER_PLAN: ("stop", "alert-octagon"),
    Standing.UNKNOWN: ("caut", "alert"),
}
_REFUSED: Final = ("note", "information-outline")


class CheckPaper(RoomyDialog):
    """Enter checks; the answer stands below the line, and the next paper can be typed at once.

    ``shown``: id of the plan on the screen, "" where none is: a paper of any other is then told to be of another plan.
    """

    def __init__(self, theme: Theme, library: PlanLibrary, shown: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._library, self._shown = theme, library, shown
        px = theme.px
        self.setWindowTitle(t("Check a paper"))
        self.code = QLineEdit()
        self.code.setAccessibleName(t("Code at the foot of the paper"))
        self.code.setPlaceholderText("4F7-K2M-QXV")
        self.check = push_button(t("Check"), primary=True)
        self.check.setDefault(True)
        self.check.clicked.connect(self._look)
        close = push_button(t("Close"))
        close.clicked.connect(self.reject)
        self.answer = plain_label(wraps=True)
        self._mark = IconMark(theme, "information-outline", "note")
        self._box = QFrame()
        inside = self._inside = QHBoxLayout(self._box)
        inside.setContentsMargins(px(12), px(10), px(12), px(10))
        inside.setSpacing(px(10))
        inside.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        inside.addWidget(self.answer, 1, Qt.AlignmentFlag.AlignTop)
        self._box.setMinimumHeight(px(74))
        label = plain_label(t("Code at the foot of the paper"), role="small", ink="text2")
        label.setBuddy(self.code)
        line = QHBoxLayout()
        line.setSpacing(px(8))
        line.addWidget(self.code, 1)
        line.addWidget(self.check)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(8))
        column.addWidget(label)
        column.addLayout(line)
        column.addWidget(self._box)
        column.addStretch(1)
        column.addLayout(buttons)
        self.setMinimumWidth(px(460))
        open_as(self, theme, 460, 190)
        self._say(t("Type the nine letters and digits that stand at the foot of every page."), *_REFUSED)

    def _look(self) -> None:
        try:
            found = standing_in(PaperCode.read(self.code.text()), self._library, self._shown)
        except PlannerError as error:
            self._say(t(error.message, **error.values), *_REFUSED)
        else:
            self._say(found.sentence, *_LOOKS[found.standing])
        self.code.selectAll()
        self.code.setFocus()

    def _say(self, sentence: str, token: str, icon: str) -> None:
        restyle(self._box, ground=f"{token}_tint")
        restyle(self.answer, ink=f"{token}_ink")
        self._mark.show_icon(icon, token)
        self.answer.setText(sentence)
        self._box.setAccessibleName(sentence)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.code, sentence))
        self._make_room()

    def _make_room(self) -> None:
        """A plan's long title takes more lines than there are; the dialog grows, and keeps its size for the next."""
        self._inside.activate()
        self.grow()
