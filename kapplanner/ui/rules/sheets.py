"""Small dialogs of the rules page: naming a copy, making a rule, putting a version in force."""

import re
from collections.abc import Collection
from datetime import date

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from kapplanner.codec.rule_set_document import RawRule
from kapplanner.codec.rule_starts import new_rule
from kapplanner.domain.text import LINE_LIMIT
from kapplanner.editing.rule_draft import RuleDraft
from kapplanner.i18n import nt, t
from kapplanner.rules.library import rule_forms
from kapplanner.rules.rule_set_difference import RuleChange, rule_set_difference
from kapplanner.ui.dialogs.room import RoomyDialog, open_as
from kapplanner.ui.editors.choices import ChoiceCombo, Option
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.buttons import push_button
from kapplanner.ui.widgets.texts import plain_label

_MOST = 40


def short_name(name: str, taken: Collection[str]) -> str:
    """The short name for a name: small letters, figures, hyphens; another one where it is taken."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:_MOST].strip("-") or "own"
    numbers = (f"{plain[: _MOST - 4]}-{n}" for n in range(2, 1000))
    return plain if plain not in taken else next(each for each in numbers if each not in taken)


class Sheet(RoomyDialog):
    """A sentence, parts, and two buttons."""

    def __init__(self, theme: Theme, title: str, sentence: str, verb: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._theme = theme
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        self.column.setSpacing(theme.px(10))
        self.column.addWidget(plain_label(sentence, wraps=True))
        self.refused = plain_label(role="small", ink="stop_ink", wraps=True)
        self.do = push_button(verb, primary=True)
        self.do.setDefault(True)
        self.do.clicked.connect(self.accept)
        cancel = push_button(t("Cancel"))
        cancel.clicked.connect(self.reject)
        self._foot = QHBoxLayout()
        self._foot.addStretch(1)
        self._foot.addWidget(cancel)
        self._foot.addWidget(self.do)
        self.setMinimumWidth(theme.px(460))

    def close_with_foot(self) -> None:
        """Add the buttons under what was added so far."""
        self.column.addWidget(self.refused)
        self.column.addLayout(self._foot)

    def line(self, label: str, text: str) -> QLineEdit:
        """A labelled line."""
        line = QLineEdit(text)
        line.setAccessibleName(label)
        line.setMaxLength(LINE_LIMIT)
        head = plain_label(label, ink="text2")
        head.setBuddy(line)
        self.column.addWidget(head)
        self.column.addWidget(line)
        return line


class CopySheet(Sheet):
    """Names a clinic's own copy of a rule set."""

    def __init__(self, theme: Theme, of: str, suggested: str, parent: QWidget) -> None:
        sentence = t(
            "The copy of {name} belongs to your clinic. It begins as a draft; no plan is judged by it until you put it "
            "in force.",
            name=of,
        )
        super().__init__(theme, t("Copy to change"), sentence, t("Make the copy"), parent)
        self.name_line = self.line(t("Name of your rule set"), suggested)
        self.name_line.textChanged.connect(self._fit)
        self.close_with_foot()
        self._fit()

    @property
    def name(self) -> str:
        return self.name_line.text().strip()

    def _fit(self) -> None:
        self.do.setEnabled(bool(self.name))


class NewRuleSheet(Sheet):
    """Chooses the form of a new rule and its title."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        sentence = t("A rule has one of twelve forms. It begins with values you can change at once.")
        super().__init__(theme, t("New rule"), sentence, t("Make the rule"), parent)
        self.form = ChoiceCombo(theme, t("Form"))
        self.form.set_options(tuple(Option(t(name), name) for name in rule_forms()))
        self.form.set_value("spacing")
        self.form.chosen.connect(self._fit)
        self.about = plain_label(role="small", ink="text2", wraps=True)
        self.column.addWidget(plain_label(t("Form"), ink="text2"))
        self.column.addWidget(self.form)
        self.column.addWidget(self.about)
        self.title_line = self.line(t("Title"), "")
        self.title_line.textChanged.connect(self._fit)
        self.close_with_foot()
        self._fit()

    def _fit(self) -> None:
        self.do.setEnabled(bool(self.title_line.text().strip()))
        form = rule_forms()[self.form.value]
        self.about.setText(t((form.__doc__ or "").split("\n\n")[0].replace("\n    ", " ").strip()))

    def rule(self, taken: Collection[str], today: date, owner: str) -> RawRule:
        """The new rule as written."""
        title = self.title_line.text().strip()
        return new_rule(self.form.value, short_name(title, taken), title, today, owner)


class ForceSheet(Sheet):
    """Shows what a version changes, and asks for the name of the clinician who puts it in force."""

    def __init__(self, theme: Theme, draft: RuleDraft, version: str, by: str, parent: QWidget) -> None:
        rule_set, base = draft.now.rule_set, draft.base.rule_set
        changes = rule_set_difference(base, rule_set) if rule_set is not None and base is not None else ()
        told = nt("{n} rule differs.", "{n} rules differ.", len(changes))
        sentence = t(
            "{name}, version {version}. {changes} New plans are judged by it; plans of earlier versions stay with "
            "theirs until you change them.",
            name=draft.document.name,
            version=version,
            changes=told,
        )
        super().__init__(theme, t("Put in force"), sentence, t("Put in force"), parent)
        self.changes = ChangesList(theme, changes)
        self.column.addWidget(self.changes, 1)
        self.name_line = self.line(t("Name of the clinician who puts it in force"), by)
        self.name_line.textChanged.connect(self._fit)
        self.close_with_foot()
        open_as(self, theme, 600, 520)
        self._fit()

    @property
    def name(self) -> str:
        return self.name_line.text().strip()

    def _fit(self) -> None:
        self.do.setEnabled(bool(self.name))
        self.refused.setText("" if self.name else t("Your name is needed."))


class ChangesList(QScrollArea):
    """Differences between two versions, each with the sentence before and after."""

    def __init__(self, theme: Theme, changes: tuple[RuleChange, ...]) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setAccessibleName(t("What changes"))
        self.setProperty("page", "true")
        page = QFrame()
        page.setProperty("ground", "board")
        column = QVBoxLayout(page)
        column.setSpacing(theme.px(8))
        for change in changes:
            head = t("{title}: {what}", title=t(change.title), what=t(change.kind.value))
            column.addWidget(plain_label(head, weight=600, wraps=True))
            if change.before and change.before != change.after:
                column.addWidget(plain_label(t("Was: {sentence}", sentence=change.before), ink="text2", wraps=True))
            if change.after and change.before != change.after:
                column.addWidget(plain_label(t("Now: {sentence}", sentence=change.after), wraps=True))
            if change.also:
                words = t("Changed: {what}", what=", ".join(change.also))
                column.addWidget(plain_label(words, role="small", ink="text2", wraps=True))
        if not changes:
            column.addWidget(plain_label(t("Nothing differs."), ink="text2"))
        column.addStretch(1)
        self.setWidget(page)
