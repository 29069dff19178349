"""New plan from template: the list at the left, what the choices give at the right, and the plan made of them."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.identity import CountedIds
from kapplanner.domain.people import Patient
from kapplanner.domain.places import Site
from kapplanner.domain.plan import Plan
from kapplanner.domain.template import Choices, Template, instantiate
from kapplanner.domain.time import local_time
from kapplanner.editing.autosave import finding_counts
from kapplanner.i18n import nt, t
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.rule_set import RuleSet
from kapplanner.ui.services import Services
from kapplanner.ui.theme import Theme
from kapplanner.ui.views.course_days import course_letters
from kapplanner.ui.views.gallery_choices import next_sunday
from kapplanner.ui.views.gallery_list import Offered, TemplateList
from kapplanner.ui.views.gallery_preview import GalleryPreview
from kapplanner.ui.widgets.buttons import push_button, restyle
from kapplanner.ui.widgets.spacing import SpacingKeeper
from kapplanner.ui.widgets.tab_order import stops_of, tab_after
from kapplanner.ui.widgets.texts import ElidedLabel, plain_label
from kapplanner.ui.widgets.topbar import GalleryBar

_ROOMY = 1000
_LIST_SHARE = 0.295


class GalleryPage(QWidget):
    """``created`` carries the new plan; ``left`` when nothing is to be made; ``told`` two texts for the foot."""

    created = Signal(object)
    left = Signal()
    told = Signal(str, str)

    def __init__(self, theme: Theme, services: Services) -> None:
        super().__init__()
        self._theme = theme
        self._services = services
        self._spacing = SpacingKeeper(self, theme)
        self._first_day = next_sunday(self._today())
        self.bar = GalleryBar(theme, "Ctrl+K")
        offered = [self._offer(template) for template in services.templates()]
        self.list = TemplateList(theme, offered)
        self.preview = GalleryPreview(theme, self._today)
        self.name = QLineEdit()
        self.name.setAccessibleName(t("Name of the patient, or a code"))
        self.name.setPlaceholderText(t("Patient: name or code"))
        self.name.setMaxLength(400)
        self.refused = plain_label(role="small", ink="stop_ink", wraps=True)
        self.cancel = push_button(t("Cancel"))
        self.create_button = push_button(t("Create plan"), primary=True)
        self._count = len(offered)
        self._is_split = False
        self._build()
        self._connect()

    def _today(self) -> date:
        return local_time(self._services.clock.now(), self._services.settings.zone).date()

    def _site(self) -> Site:
        settings = self._services.settings
        return Site(
            name=settings.clinic_name,
            zone=settings.zone,
            phone_day=settings.phone_day,
            phone_night=settings.phone_night,
            emergency_number=settings.emergency_number,
        )

    def _rules_for(self, template: Template) -> RuleSet:
        """What a plan from the template is judged by: the clinic's own set made from the one it names, or that."""
        return self._services.rule_shelf.for_template(template.rule_set).rule_set

    def _offer(self, template: Template) -> Offered:
        rule_set = self._rules_for(template)
        plan = instantiate(template, Choices(self._first_day), routes=rule_set.routes, ids=CountedIds("offer"))
        counts = finding_counts(evaluate(plan, rule_set))
        return Offered(template, course_letters(plan), counts, template.defaults.first_route)

    def _build(self) -> None:
        px = self._theme.px
        foot = QFrame()
        foot.setProperty("rule", "top")
        foot.setProperty("ground", "panel")
        row = QHBoxLayout(foot)
        row.setContentsMargins(px(26), px(13), px(26), px(13))
        row.setSpacing(px(8))
        self._note = ElidedLabel(t("Shipped templates are read-only. Your plan is yours to change."), ink="text2")
        row.addWidget(self._note)
        row.addWidget(self.refused, 1)
        row.addStretch(0)
        self.name.setMinimumWidth(px(172))
        self.name.setMaximumWidth(px(190))
        for part in (self.name, self.cancel, self.create_button):
            row.addWidget(part)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.preview, 1)
        column.addWidget(foot)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(self.list)
        self.splitter.addWidget(right)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.splitterMoved.connect(self._keep_split)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        whole.addWidget(self.splitter, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """The list takes its share of the window, until a person gives it another."""
        roomy = self.width() >= self._theme.px(_ROOMY)
        self._note.setVisible(roomy)
        if not self._is_split:
            px = self._theme.px
            wide = min(px(424), max(px(290), round(self.width() * _LIST_SHARE)))
            self.splitter.setSizes([wide, self.width() - wide])

    def _keep_split(self) -> None:
        self._is_split = True

    def _connect(self) -> None:
        self._theme.changed.connect(self._share_width)
        self.bar.crumbs.back.connect(self.left)
        self.list.chosen.connect(self._show)
        self.list.entered.connect(self._go_to_first_day)
        self.preview.planChanged.connect(self._plan_changed)
        self.preview.entered.connect(self.create_plan)
        self.name.returnPressed.connect(self.create_plan)
        self.name.textChanged.connect(self._forget_refusal)
        self.cancel.clicked.connect(self.left)
        self.create_button.clicked.connect(self.create_plan)

    def begin(self) -> None:
        """Start anew: no name, the first template unless one was looked at before, the filter ready to type."""
        self.name.clear()
        self._first_day = next_sunday(self._today())
        if self.list.current is None:
            self.list.choose_row(min(1, self._count - 1))
        else:
            self._show(self.list.current)
        self.list.line.selectAll()
        self.list.line.setFocus()

    def _show(self, offered: Offered) -> None:
        template = offered.template
        rule_set = self._rules_for(template)
        self.preview.show_template(template, rule_set, self._first_day, self._site())
        tab_after(stops_of(self.preview.form)[-1], self.name, self.cancel, self.create_button)
        name = t("{name}, version {version}", name=rule_set.name, version=rule_set.version)
        self.told.emit(nt("{n} template", "{n} templates", self._count), name)

    def _go_to_first_day(self) -> None:
        self.preview.form.first_day.edit.setFocus()
        self.preview.form.first_day.edit.selectAll()

    def _plan_changed(self, plan: Plan | None) -> None:
        self.create_button.setEnabled(plan is not None)
        if plan is not None:
            self._first_day = plan.first_day

    def create_plan(self) -> None:
        """Make the plan with ids of its own, and hand it over."""
        offered = self.list.current
        if offered is None or self.preview.plan is None or self.preview.form.is_refused:
            return
        rule_set = self._rules_for(offered.template)
        try:
            patient = Patient(name=self.name.text().strip(), print_size=self._services.settings.print_size)
            plan = instantiate(
                offered.template,
                self.preview.form.choices,
                routes=rule_set.routes,
                rule_set=rule_set.reference,
                ids=self._services.ids,
                patient=patient,
                site=self._site(),
            )
        except PlannerError as error:
            restyle(self.name, wrong=True)
            self.refused.setText(t(error.message, **error.values))
            return
        self.created.emit(plan)

    def _forget_refusal(self) -> None:
        restyle(self.name, wrong=False)
        self.refused.setText("")

    def panes(self) -> list[QWidget]:
        """The panes that F6 goes through."""
        return [self.list.line, self.list.view, self.preview.form.first_day.edit, self.name]
