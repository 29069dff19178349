"""What the head of the safety panel says of the rules: which they are, who put them in force, who checked by them."""

from kapplanner.codec.adoption_words import adopted_on, adoption_words, set_words
from kapplanner.codec.rule_shelf import InForce
from kapplanner.domain.plan import Plan
from kapplanner.i18n import t
from kapplanner.rules.finding import Report
from kapplanner.rules.fingerprint import plan_fingerprint
from kapplanner.rules.readiness import stands_in


def rules_words(plan: Plan, report: Report, in_force: InForce) -> tuple[str, ...]:
    """The same in fewer and fewer words, for as much room as there is; the first says all."""
    zone, adoption = plan.zone, in_force.adoption
    rules = t("{rules}, {adoption}", rules=set_words(in_force.rule_set), adoption=adoption_words(adoption, zone))
    short = t("{rules} {version}", rules=in_force.rule_set.name, version=in_force.rule_set.version)
    since = t("in force since {date}", date=adopted_on(adoption, zone)) if adoption else t("not adopted yet")
    if stands_in(plan, report):
        return (
            t("In place of “{id}”: {rules}", id=plan.rule_set.id, rules=rules),
            t("In place of “{id}”: {rules}", id=plan.rule_set.id, rules=short),
        )
    mark = plan.checked
    if mark is None:
        return t("Checked against {rules}", rules=rules), t("{rules}, {adoption}", rules=short, adoption=since)
    if mark.rule_set == report.rule_set and mark.fingerprint == plan_fingerprint(plan):
        state = t("Marked as checked by {name}", name=mark.by)
    else:
        state = t("Changed since it was marked as checked")
    return (
        t("{state}. {rules}", state=state, rules=rules),
        t("{state}. {rules}", state=state, rules=t("{rules}, {adoption}", rules=short, adoption=since)),
        t("{state}. {rules}", state=state, rules=short),
        state,
    )
