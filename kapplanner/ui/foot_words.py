"""What the foot of the window says of an open plan: doses, their shortest gap, counts of findings, what is selected."""

from datetime import timedelta
from itertools import pairwise

from kapplanner.domain.plan import Plan
from kapplanner.i18n import nt, t
from kapplanner.rules.finding import Report
from kapplanner.rules.words import day_and_clock, lasting, session_name


def plan_words(plan: Plan, report: Report) -> str:
    """ "6 medicine sessions, shortest gap 48 h; 0 Stop, 1 Caution, 1 Note; 3 rules could not be checked"."""
    medicine = plan.medicine_sessions
    doses = nt("{n} medicine session", "{n} medicine sessions", len(medicine))
    gaps = [(plan.start(after) - plan.start(before)) // timedelta(minutes=1) for before, after in pairwise(medicine)]
    if gaps:
        doses = t("{doses}, shortest gap {gap}", doses=doses, gap=lasting(min(gaps)))
    counts = report.counts
    found = t("{stop} Stop, {caution} Caution, {note} Note", stop=counts.stop, caution=counts.caution,
              note=counts.note)  # fmt: skip
    parts = [doses, found]
    unknown = len(report.not_checked)
    if unknown:
        parts.append(nt("{n} rule could not be checked", "{n} rules could not be checked", unknown))
    return "; ".join(parts)


def selection_words(plan: Plan, selection: tuple[str, ...]) -> str:
    """ "Selected: EMDR, Wed 9 Dec, 13:00", "3 sessions selected"; empty without a selection."""
    if not selection:
        return ""
    if len(selection) > 1:
        return nt("{n} session selected", "{n} sessions selected", len(selection))
    session = plan.session(selection[0])
    return t("Selected: {session}, {when}", session=session_name(plan, session), when=day_and_clock(session.start))
