"""What happens in a medicine session, minute by minute, as the plan and the clinic's numbers have it. Only to read."""

from datetime import datetime, timedelta

from PySide6.QtWidgets import QWidget

from kapplanner.domain.errors import NotFound
from kapplanner.domain.plan import Plan
from kapplanner.domain.restrictions import observation_end
from kapplanner.domain.session import MedicineDetails, Session
from kapplanner.domain.time import local_time
from kapplanner.i18n import t
from kapplanner.rules.rule_set import RuleSet
from kapplanner.rules.words import clock, listed
from kapplanner.ui.editors.group import Group
from kapplanner.ui.editors.parts import text_label
from kapplanner.ui.editors.sight import Sight
from kapplanner.ui.theme import Theme


def timeline(plan: Plan, session: Session, rule_set: RuleSet) -> tuple[tuple[datetime, str], ...]:
    """Clock times with what happens then, in order; what happens at one time stands together."""
    medicine = session.medicine
    if medicine is None:
        return ()
    dose = plan.dose_time(session)
    happens: list[tuple[datetime, str]] = [(plan.start(session), t("begins"))]
    happens += [(dose + timedelta(minutes=minutes), words) for minutes, words in _after_the_dose(medicine)]
    happens.append((plan.end(session), t("the block ends")))
    try:
        end = observation_end(plan, session, rule_set.route(medicine.route))
    except NotFound:
        end = plan.end(session)
    else:
        leaving = [t("observation ends")]
        if medicine.vital_signs_before_leaving:
            leaving.append(t("vital signs and leaving checks"))
        happens.append((end, listed(leaving, "and")))
    together: dict[datetime, list[str]] = {}
    for moment, words in sorted(happens, key=lambda each: each[0]):
        together.setdefault(local_time(moment, plan.zone), []).append(words)
    return tuple((moment, ", ".join(words)) for moment, words in together.items())


def _after_the_dose(medicine: MedicineDetails) -> list[tuple[int, str]]:
    """Minutes after the dose, and what is done then."""
    found = [(minutes, t("vital signs")) for minutes in medicine.vital_signs_minutes or () if minutes]
    first = t("dose") if medicine.dose.is_undecided else t("dose, {dose}", dose=str(medicine.dose))
    before = t("vital signs, then the {dose}", dose=first)
    found.append((0, before if 0 in (medicine.vital_signs_minutes or ()) else first))
    if medicine.booster is not None:
        found.append((medicine.booster.minutes_after, t("booster, {dose}", dose=str(medicine.booster.dose))))
    if medicine.infusion_minutes is not None:
        found.append((medicine.infusion_minutes, t("the drip ends")))
    return found


class TimelineGroup(Group):
    """Shown for one medicine session; it follows what is entered above."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, t("In the session"), parent=parent)
        self.lines = text_label(role="small", wraps=True)
        self.add_wide(self.lines)

    def show_sight(self, sight: Sight) -> None:
        """Show what happens in the selected session."""
        session = sight.one
        self.setVisible(session is not None and session.medicine is not None)
        if session is None or session.medicine is None:
            return
        found = timeline(sight.plan, session, sight.rule_set)
        words = "\n".join(f"{clock(moment)}  {what}" for moment, what in found)
        self.lines.setText(words)
        self.lines.setAccessibleName(words)
        is_open = session.medicine.vital_signs_minutes is None
        self.set_why(t("No vital signs are entered yet.") if is_open else "", rows=True)
