"""How many contact minutes fill a day, read from the clinic's rules; the board has no number of its own."""

from datetime import date

from kapplanner.rules.forms.total_in_window import Days, Summed, TotalInWindow
from kapplanner.rules.rule_set import RuleSet
from kapplanner.ui.board.day_head import DailyLimit


def daily_limit(rule_set: RuleSet, first_day: date) -> DailyLimit:
    """The lowest limit of minutes for one day, by whether medicine is given on it; None where no rule limits them.

    ``first_day``: of the plan; a rule whose dates leave it out limits nothing.
    """
    found: dict[bool, int | None] = {}
    for medicine in (False, True):
        limits = [
            limit
            for rule in rule_set.rules
            if rule.enabled and rule.is_in_force_on(first_day)
            if isinstance(rule.form, TotalInWindow) and _is_meant(rule.form, medicine)
            for limit in (rule.form.soft_most, rule.form.hard_most)
            if limit is not None
        ]
        found[medicine] = int(min(limits)) if limits else None
    return found.__getitem__


def _is_meant(form: TotalInWindow, medicine: bool) -> bool:
    days = Days.WITH_MEDICINE if medicine else Days.WITHOUT_MEDICINE
    of_contact = form.select.contact is True
    return of_contact and form.summed is Summed.MINUTES and form.days == 1 and form.on in {Days.ALL, days}
