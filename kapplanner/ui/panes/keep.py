"""Keeping one finding: a coded reason, a name, and a second name where the rule asks for two."""

from datetime import datetime

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.plan import Override, OverrideReason, Plan
from kapplanner.domain.time import Clock
from kapplanner.i18n import t
from kapplanner.rules.finding import Finding
from kapplanner.ui.dialogs.room import RoomyDialog
from kapplanner.ui.editors.parts import button, text_label
from kapplanner.ui.editors.texts import NoteField
from kapplanner.ui.panes.finding_words import reason_words, session_words
from kapplanner.ui.theme import Theme


class SameName(PlannerError):
    """The second name is the first once more."""


def keeping(finding: Finding, reason: OverrideReason, words: str, by: str, second_by: str, at: datetime) -> Override:
    """The override for a finding; PlannerError where a name is missing or both are the same."""
    if finding.needs_second_name:
        if not second_by.strip():
            raise SameName("This rule asks for a second name. Enter the colleague who agrees.")
        if second_by.strip().casefold() == by.strip().casefold():
            raise SameName("The second name must be another person's.")
    return Override(
        rule=finding.rule,
        rule_version=finding.rule_version,
        fingerprint=finding.fingerprint,
        reason=reason,
        by=by.strip(),
        at=at,
        words=words.strip(),
        second_by=second_by.strip() if finding.needs_second_name else "",
    )


class KeepDialog(RoomyDialog):
    """Answers with ``override`` when accepted. Digits choose a reason; nothing is kept without a name."""

    def __init__(
        self, theme: Theme, plan: Plan, finding: Finding, clock: Clock, *, by: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._finding = finding
        self._clock = clock
        self.override: Override | None = None
        self.setWindowTitle(t("Keep finding with reason"))
        self.reasons = {reason: QRadioButton() for reason in OverrideReason}
        self._group = QButtonGroup(self)
        self.words = NoteField(theme, t("In words"), lines=2, placeholder=t("In words (needed for “other”)"))
        self.by = QLineEdit(by)
        self.by.setAccessibleName(t("Your name"))
        self.second_by = QLineEdit()
        self.second_by.setAccessibleName(t("Second name"))
        self.refused = text_label(role="small", ink="stop_ink", wraps=True)
        self.refused.hide()
        self.keep = button(t("Keep with reason"), primary=True)
        self.cancel = button(t("Cancel"))
        self._lay_out(plan)
        self.keep.setDefault(True)
        self.keep.clicked.connect(self._try)
        self.cancel.clicked.connect(self.reject)
        self.by.textChanged.connect(self._weigh)
        self.second_by.textChanged.connect(self._weigh)
        self._group.idClicked.connect(self._weigh)
        self._weigh()

    def _lay_out(self, plan: Plan) -> None:
        px = self._theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(4))
        look = self._theme.tier(self._finding.tier)
        column.addWidget(text_label(f"{look.word}: {self._finding.sentence}", weight=500, wraps=True))
        column.addWidget(text_label(session_words(plan, self._finding), role="small", ink="text2", wraps=True))
        column.addSpacing(px(6))
        for number, (reason, radio) in enumerate(self.reasons.items(), 1):
            radio.setText(f"{number}  {reason_words(reason)}")
            radio.setAccessibleName(reason_words(reason))
            self._group.addButton(radio, number)
            column.addWidget(radio)
        column.addWidget(self.words)
        column.addSpacing(px(6))
        names = [(t("Your name"), self.by)]
        if self._finding.needs_second_name:
            names.append((t("Second name"), self.second_by))
        for words, edit in names:
            label = text_label(words, role="small", ink="text2")
            label.setBuddy(edit)
            column.addWidget(label)
            column.addWidget(edit)
        column.addWidget(self.refused)
        note = t("It holds for exactly these facts. If time, dose, route or the rule change, it needs a fresh look.")
        column.addWidget(text_label(note, role="small", ink="text2", wraps=True))
        column.addSpacing(px(8))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.keep)
        column.addLayout(row)
        self.setMinimumWidth(px(460))

    @property
    def reason(self) -> OverrideReason | None:
        """The reason chosen; None while none is."""
        number = self._group.checkedId()
        return tuple(self.reasons)[number - 1] if number > 0 else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit chooses a reason while no text is being typed."""
        place = event.text()
        if place.isdecimal() and 1 <= int(place) <= len(self.reasons):
            tuple(self.reasons.values())[int(place) - 1].click()
            self.by.setFocus()
            return
        super().keyPressEvent(event)

    def _weigh(self) -> None:
        self.refused.hide()
        named = bool(self.by.text().strip())
        second = bool(self.second_by.text().strip()) or not self._finding.needs_second_name
        self.keep.setEnabled(self.reason is not None and named and second)

    def _try(self) -> None:
        reason = self.reason
        if reason is None:
            return
        try:
            self.override = keeping(
                self._finding,
                reason,
                self.words.toPlainText(),
                self.by.text(),
                self.second_by.text(),
                self._clock.now(),
            )
        except PlannerError as error:
            self.refused.setText(t(error.message, **error.values))
            self.refused.show()
            return
        self.accept()
