"""The library before the first plan: two ways to begin, one line to complete, and where plans are kept."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from kapplanner.i18n import t
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.banner import IconMark
from kapplanner.ui.widgets.buttons import push_button
from kapplanner.ui.widgets.course_strip import CourseStrip
from kapplanner.ui.widgets.keycap import key_cap
from kapplanner.ui.widgets.texts import plain_label

TEMPLATE_COURSE = "PMIMIMIRMIMIMI"
SAMPLE_COURSE = "PMIMIMIRMIMIMI"
CARD_WIDTH = 348


class WayIn(QFrame):
    """A card with a picture of a course, a sentence and one button."""

    def __init__(self, theme: Theme, course: str, title: str, words: str, button: QPushButton) -> None:
        super().__init__()
        self.setProperty("boxed", "true")
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.addWidget(CourseStrip(theme, course, cell=22, height=52))
        line = QFrame()
        line.setProperty("rule", "bottom")
        line.setFixedHeight(1)
        self._column.addSpacing(theme.px(13))
        self._column.addWidget(line)
        self._column.addSpacing(theme.px(16))
        self._column.addWidget(plain_label(title, role="strong"))
        self._column.addSpacing(theme.px(4))
        self._column.addWidget(plain_label(words, ink="text2", wraps=True))
        self._column.addStretch(1)
        self._column.addSpacing(theme.px(20))
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._fit()
        theme.changed.connect(self._fit)

    def _fit(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(24), px(28), px(24), px(22))
        self._column.setSpacing(0)
        self.setFixedWidth(px(CARD_WIDTH))
        self.setMinimumHeight(px(264))


class EmptyLibrary(QScrollArea):
    """Shown while the library holds no plan at all."""

    newPlanWanted = Signal()
    sampleWanted = Signal()
    phonesWanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.new_plan = push_button(t("New plan from template"), primary=True, large=True)
        self.sample = push_button(t("Open the sample plan"), large=True)
        self.phones = push_button(t("Add phone numbers"), small=True)
        self.new_plan.clicked.connect(self.newPlanWanted)
        self.sample.clicked.connect(self.sampleWanted)
        self.phones.clicked.connect(self.phonesWanted)
        self._phones_line = self._phones()
        page = QWidget()
        page.setProperty("ground", "window")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(page)
        column.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16))
        column.setSpacing(0)
        column.addStretch(5)
        for part in self._parts():
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(6)
        self.setWidget(page)

    def show_phones(self, wanted: bool) -> None:
        """Show the line about phone numbers until it is done."""
        self._phones_line.setVisible(wanted)

    def allow_new(self, allowed: bool) -> None:
        """Turn the ways in on or off."""
        self.new_plan.setEnabled(allowed)
        self.sample.setEnabled(allowed)

    def _parts(self) -> list[QWidget]:
        px = self._theme.px
        title = plain_label(t("No plans yet"), role="display")
        words = t("Build a retreat schedule, check it against your rules, print it for the patient.")
        cards = QWidget()
        row = QHBoxLayout(cards)
        row.setContentsMargins(0, px(32), 0, px(26))
        row.setSpacing(px(20))
        first = t("Choose weeks, medicine sessions a week, route and integration order. Change anything later.")
        second = t("A fictional two-week plan with one Caution left in on purpose. Every print says Sample.")
        row.addWidget(WayIn(self._theme, TEMPLATE_COURSE, t("Start from a template"), first, self.new_plan))
        row.addWidget(WayIn(self._theme, SAMPLE_COURSE, t("Look around with the sample"), second, self.sample))
        under = plain_label(words, ink="text2")
        under.setContentsMargins(0, px(6), 0, 0)
        return [title, under, cards, self._phones_line, self._kept_here(), self._keys()]

    def _phones(self) -> QFrame:
        px = self._theme.px
        line = QFrame()
        line.setProperty("boxed", "true")
        line.setFixedWidth(2 * px(CARD_WIDTH) + px(20))
        row = QHBoxLayout(line)
        row.setContentsMargins(px(16), px(11), px(16), px(11))
        row.setSpacing(px(10))
        row.addWidget(IconMark(self._theme, "card-account-phone-outline", "text2", 18))
        row.addWidget(plain_label(t("Add your clinic’s phone numbers before printing.")), 1)
        row.addWidget(self.phones)
        return line

    def _kept_here(self) -> QWidget:
        words = t("Plans are kept in this computer’s library and never leave it by themselves.")
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, self._theme.px(18), 0, 0)
        row.setSpacing(self._theme.px(7))
        row.addWidget(IconMark(self._theme, "lan-disconnect", "text3", 14))
        row.addWidget(plain_label(words, role="small", ink="text2"))
        return line

    def _keys(self) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, self._theme.px(32), 0, 0)
        row.setSpacing(self._theme.px(6))
        for keys, words in (("Ctrl+N", t("new plan")), ("Ctrl+O", t("open a file")), ("Ctrl+K", t("find any action"))):
            row.addWidget(key_cap(keys))
            row.addWidget(plain_label(words, role="small", ink="text2"))
            row.addSpacing(self._theme.px(14))
        return line
