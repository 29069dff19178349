"""One finding in full: sentence, numbers, the rule in words, why, evidence and source, and what can be done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from kapplanner.domain.evidence import Source
from kapplanner.domain.plan import Plan
from kapplanner.i18n import t
from kapplanner.rules.finding import Finding, State
from kapplanner.ui.editors.parts import button, icon_button, mark, text_label
from kapplanner.ui.panes.finding_words import act_words, kept_words, quantity_words, sentence_of, session_words
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.flow import FlowLayout


class FindingDetail(QFrame):
    """``acted`` asks to keep or reopen, ``shown`` to show the sessions, ``left`` to go back to the list.

    ``ruleWanted`` carries the id of the rule that is to be opened, ``ruleHelpWanted`` of the one to explain.
    """

    acted = Signal(object)
    shown = Signal(object)
    left = Signal()
    stepped = Signal(int)
    ruleWanted = Signal(str)
    ruleHelpWanted = Signal(str)

    def __init__(self, theme: Theme, *, with_way_back: bool = True) -> None:
        super().__init__()
        self._theme = theme
        self._finding: Finding | None = None
        self.setAccessibleName(t("Finding"))
        self.setProperty("ground", "board")
        self.tier = text_label(weight=600)
        self.sentence = text_label(role="base", weight=500, wraps=True)
        self.facts = text_label(role="small", ink="text2", wraps=True)
        self.rule = text_label(wraps=True)
        self.basis = text_label(role="small", ink="text2", wraps=True)
        self.kept = text_label(role="small", ink="text2", wraps=True)
        for label in (self.sentence, self.facts, self.rule, self.basis, self.kept):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.back = icon_button(theme, "arrow-left", t("Back to the list of findings"))
        self.previous = icon_button(theme, "chevron-left", t("Previous finding"))
        self.next = icon_button(theme, "chevron-right", t("Next finding"))
        self.act = button(t("Keep with reason…"), small=True)
        self.show_sessions = button(t("Show on the board"), small=True)
        self.open_rule = button(t("Open the rule"), small=True)
        self.help = button(t("Help on this rule"), small=True)
        self._lay_out()
        self.back.setVisible(with_way_back)
        self.back.clicked.connect(self.left)
        self.previous.clicked.connect(self._step_back)
        self.next.clicked.connect(self._step_on)
        self.act.clicked.connect(self._act)
        self.show_sessions.clicked.connect(self._show)
        self.open_rule.clicked.connect(self._want_rule)
        self.help.clicked.connect(self._want_rule_help)

    def _lay_out(self) -> None:
        px = self._theme.px
        head = QHBoxLayout()
        head.setContentsMargins(px(8), px(4), px(12), 0)
        head.setSpacing(px(4))
        self._icon = QLabel()
        for widget in (self.back, self.previous, self.next, self._icon, self.tier):
            head.addWidget(widget)
        head.addSpacing(px(8))
        beside = QWidget()
        ways = FlowLayout(px(4))
        beside.setLayout(ways)
        for way in (self.open_rule, self.show_sessions, self.act):
            ways.addWidget(way)
        head.addWidget(beside, 1)
        page = QWidget()
        page.setProperty("ground", "board")
        column = QVBoxLayout(page)
        column.setContentsMargins(px(14), px(4), px(14), px(10))
        column.setSpacing(px(4))
        for label in (self.sentence, self.facts, self.kept, self.rule, self.basis):
            column.addWidget(label)
        column.addWidget(self.help, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName(t("Finding in full"))
        area.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(area, 1)

    @property
    def finding(self) -> Finding | None:
        return self._finding

    def show_finding(self, plan: Plan, finding: Finding | None) -> None:
        """Show a finding of the plan; None shows that there is none."""
        self._finding = finding
        for widget in (self.act, self.show_sessions, self.open_rule, self.help, self.previous, self.next):
            widget.setVisible(finding is not None)
        if finding is None:
            for label in (self.tier, self.facts, self.kept, self.rule, self.basis):
                label.setText("")
            self._icon.clear()
            self.sentence.setText(t("Choose a finding to see its rule, numbers and source."))
            return
        look = self._theme.tier(finding.tier)
        self._icon.setPixmap(self._theme.pixmap(look.icon, look.token, 16))
        self.tier.setText(look.word)
        mark(self.tier, "ink", f"{look.token}_ink")
        self.sentence.setText(sentence_of(finding))
        self.facts.setText(_facts(plan, finding))
        self.kept.setText(kept_words(plan, finding))
        self.kept.setVisible(finding.state is State.KEPT)
        self.rule.setText(finding.detail)
        self.basis.setText(_basis(finding))
        words = act_words(finding)
        self.act.setText(words or t("Keep with reason…"))
        self.act.setVisible(bool(words))
        self.act.setEnabled(finding.may_be_kept)
        self.act.setAccessibleName(words.rstrip("…") or t("Keep with reason"))
        self.show_sessions.setVisible(bool(finding.sessions))

    def _act(self) -> None:
        self.acted.emit(self._finding)

    def _show(self) -> None:
        self.shown.emit(self._finding)

    def _want_rule(self) -> None:
        if self._finding is not None:
            self.ruleWanted.emit(self._finding.rule)

    def _want_rule_help(self) -> None:
        if self._finding is not None:
            self.ruleHelpWanted.emit(self._finding.rule)

    def _step_back(self) -> None:
        self.stepped.emit(-1)

    def _step_on(self) -> None:
        self.stepped.emit(1)


def _facts(plan: Plan, finding: Finding) -> str:
    """Where, the measured number against its limit, and by which rule."""
    parts = [session_words(plan, finding)]
    measured, limit = quantity_words(finding.measured), quantity_words(finding.limit)
    if measured and limit:
        parts.append(t("Measured {measured}, limit {limit}", measured=measured, limit=limit))
    number = f"{finding.catalogue}, " if finding.catalogue is not None else ""
    parts.append(
        t("Rule {number}{title}, version {version}", number=number, title=finding.title, version=finding.rule_version)
    )
    return "\n".join(part for part in parts if part)


def _basis(finding: Finding) -> str:
    lines = [_source_words(source) for source in finding.sources]
    if finding.house_default:
        lines.insert(0, t("The number is a house default; what is behind it:") if lines else t("House default"))
    return "\n".join(lines)


def _source_words(source: Source) -> str:
    year = f" {source.year}" if source.year else ""
    address = f". {source.address}" if source.address else ""
    return f"{source.who}{year}. {source.title}{address}"
