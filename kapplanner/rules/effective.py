"""The days from which and up to which a rule is in force, in words. A plan is judged by the rules of its first day."""

from datetime import date

from kapplanner.i18n import t
from kapplanner.rules.words import date_words


def in_force_words(first: date | None, last: date | None) -> str:
    """When a rule is in force: "in force from 1 Jan 2027"; both dates are within. Empty without dates."""
    if first is not None and last is not None:
        return t("in force from {first} up to and including {last}", first=date_words(first), last=date_words(last))
    if first is not None:
        return t("in force from {first}", first=date_words(first))
    return t("in force up to and including {last}", last=date_words(last)) if last is not None else ""


def plans_within(first: date | None, last: date | None) -> str:
    """Which plans a rule with these dates applies to, to follow "Applies to: "; empty without dates."""
    if first is not None and last is not None:
        return t("plans that start from {first} to {last}", first=date_words(first), last=date_words(last))
    if first is not None:
        return t("plans that start on or after {first}", first=date_words(first))
    return t("plans that start on or before {last}", last=date_words(last)) if last is not None else ""
