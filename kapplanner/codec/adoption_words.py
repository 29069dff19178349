"""By which set and version a plan is judged, and who put it in force: the same words in every place."""

from kapplanner.codec.rule_shelf import Adoption, InForce
from kapplanner.domain.time import local_time
from kapplanner.i18n import t
from kapplanner.rules.rule_set import RuleSet
from kapplanner.rules.words import date_words


def set_words(rule_set: RuleSet) -> str:
    """ "Intensive rules, version 1.0"."""
    return t("{rules}, version {version}", rules=rule_set.name, version=rule_set.version)


def adoption_words(adoption: Adoption | None, zone: str) -> str:
    """ "in force since 26 Nov 2026, Dr A. Lindqvist", by the calendar of a zone; "nobody has adopted it yet"."""
    if adoption is None:
        return t("nobody has adopted it yet")
    return t("in force since {date}, {name}", date=adopted_on(adoption, zone), name=adoption.by)


def adopted_on(adoption: Adoption, zone: str) -> str:
    """ "26 Nov 2026"."""
    return date_words(local_time(adoption.at, zone).date())


def in_force_sentence(in_force: InForce, zone: str) -> str:
    """ "Intensive rules, version 1.0: nobody has adopted it yet."."""
    return t(
        "{rules}: {adoption}.", rules=set_words(in_force.rule_set), adoption=adoption_words(in_force.adoption, zone)
    )
