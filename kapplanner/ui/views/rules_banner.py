"""What there is to know of the rules that judge the open plan: a strip over it, with what can be done about it."""

from PySide6.QtCore import Signal

from kapplanner.codec.adoption_words import adoption_words
from kapplanner.codec.rule_shelf import InForce
from kapplanner.domain.plan import RuleSetReference
from kapplanner.editing.workspace import Workspace
from kapplanner.i18n import t
from kapplanner.rules.readiness import stands_in
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.banner import Banner, Offer


class RulesBanner(Banner):
    """Hidden while there is nothing to tell. ``useWanted`` carries the reference of a newer version."""

    useWanted = Signal(object)
    chooseWanted = Signal()
    ruleSetsWanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._newest: InForce | None = None
        self._put_off: set[RuleSetReference] = set()

    def show_rules(self, workspace: Workspace, newest: InForce | None) -> None:
        """Tell the gravest that there is to know; ``newest``: the version in force where the plan names another."""
        self._newest = newest
        remark = workspace.in_force.remark
        offers = [] if workspace.is_read_only else self._offers(workspace)
        if remark:
            self.tell("caut", remark, *offers, (t("Rule sets…"), self.ruleSetsWanted.emit))
        elif newest is not None and newest.rule_set.reference not in self._put_off:
            self.tell("note", self._newer(workspace, newest), *offers, (t("Not now"), self._put_newest_off))
        else:
            self.hide()

    def _offers(self, workspace: Workspace) -> list[Offer]:
        if stands_in(workspace.plan, workspace.report):
            return [(t("Choose other rules…"), self.chooseWanted.emit)]
        if self._newest is None:
            return []
        return [(t("Use version {version}", version=self._newest.rule_set.version), self._use)]

    def _newer(self, workspace: Workspace, newest: InForce) -> str:
        return t(
            "Version {newer} of {rules}: {adoption}. This plan is checked by version {version}.",
            newer=newest.rule_set.version,
            rules=newest.rule_set.name,
            adoption=adoption_words(newest.adoption, workspace.plan.zone),
            version=workspace.rule_set.version,
        )

    def _use(self) -> None:
        if self._newest is not None:
            self.useWanted.emit(self._newest.rule_set.reference)

    def _put_newest_off(self) -> None:
        if self._newest is not None:
            self._put_off.add(self._newest.rule_set.reference)
        self.hide()
