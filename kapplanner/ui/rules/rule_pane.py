"""The middle of the rules page: one rule, to read or, in a draft, to change."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from kapplanner.codec.rule_sets import route_key
from kapplanner.domain.session import Route
from kapplanner.editing.rule_draft import Judged, RuleDraft
from kapplanner.i18n import t
from kapplanner.rules.listed_words import rows_of_list
from kapplanner.rules.outcomes import RuleOutcome
from kapplanner.rules.rule_set import Rule
from kapplanner.ui.rules.reading import RuleReading
from kapplanner.ui.rules.route_pane import RoutePane
from kapplanner.ui.rules.rule_editor import RuleEditor
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.buttons import push_button
from kapplanner.ui.widgets.flow import FlowLayout
from kapplanner.ui.widgets.spacing import SpacingKeeper
from kapplanner.ui.widgets.texts import ElidedLabel, plain_label


class RulePane(QFrame):
    """Head with title, form and row; under it the rule. ``helpWanted`` carries a rule, or the form of a broken one."""

    helpWanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._spacing = SpacingKeeper(self, theme)
        self.setProperty("ground", "board")
        self.title = ElidedLabel(role="title")
        self.form = plain_label()
        self.form.setProperty("outlined", "true")
        self.number = plain_label(role="small", ink="text2")
        self.help = push_button(t("Help on this rule"), small=True)
        self.help.clicked.connect(self._want_help)
        self._helped: Rule | str = ""
        self.reading = RuleReading(theme)
        self.editor = RuleEditor(theme)
        self.routes = RoutePane(theme)
        self.pages = QStackedWidget()
        for page in (self.reading, self.editor, self.routes):
            self.pages.addWidget(page)
        inside = QWidget()
        column = QVBoxLayout(inside)
        px = theme.px
        column.setContentsMargins(px(24), px(16), px(24), px(20))
        column.setSpacing(px(12))
        about = QWidget()
        row = FlowLayout(px(10))
        about.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (self.form, self.number, self.help):
            part.setMinimumHeight(px(24))
            row.addWidget(part)
        column.addWidget(self.title)
        column.addWidget(about)
        column.addWidget(self.pages)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setProperty("page", "true")
        self.area.setAccessibleName(t("Rule"))
        self.area.setWidget(inside)
        inside.setProperty("ground", "board")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)

    def show_to_read(self, judged: Judged, rule_id: str, outcome: RuleOutcome | None = None) -> None:
        """Show a rule of a version that cannot be changed, or the numbers of a route."""
        if (route := _route(rule_id)) is not None:
            self.routes.show_to_read(judged.document, route)
            self._show_route()
            return
        rule, raw = judged.rules.get(rule_id), judged.document.rule(rule_id)
        self._show_head(raw, rule)
        if rule is not None:
            listed = rows_of_list(rule, judged.rule_set) if judged.rule_set is not None else ()
            self.reading.show_rule(rule, raw, outcome, listed)
        self.pages.setCurrentWidget(self.reading)

    def show_to_change(self, draft: RuleDraft, rule_id: str) -> None:
        """Show a rule of a draft, or its numbers of a route."""
        if (route := _route(rule_id)) is not None:
            self.routes.show_to_change(draft, route)
            self._show_route()
            return
        self._show_head(draft.document.rule(rule_id), draft.now.rules.get(rule_id))
        self.editor.show_rule(draft, rule_id)
        self.pages.setCurrentWidget(self.editor)

    def _show_route(self) -> None:
        self.title.show_text(self.routes.title)
        self.form.setText(t("numbers by route"))
        self.number.setText("")
        self.help.hide()
        self.pages.setCurrentWidget(self.routes)

    def _want_help(self) -> None:
        self.helpWanted.emit(self._helped)

    def _show_head(self, raw: dict[str, object], rule: Rule | None) -> None:
        self._helped = rule if rule is not None else str(raw.get("form", ""))
        self.help.show()
        self.title.show_text(t(str(raw.get("title", ""))))
        self.form.setText(t(str(raw.get("form", ""))))
        number = raw.get("catalogue")
        self.number.setText(t("Rule {n}", n=number) if number is not None else t("Own rule"))


def _route(rule_id: str) -> Route | None:
    """The route whose numbers stand under that key; None for a rule."""
    return next((route for route in Route if route_key(route) == rule_id), None)
