"""What the pane says about a draft that is tried: in whole sentences, with numbers."""

from kapplanner.domain.plan import Plan
from kapplanner.editing.rule_impact import Impact
from kapplanner.editing.rule_trial import Comparison, StoredImpact
from kapplanner.editing.rule_use import RuleUse
from kapplanner.editing.template_trial import MOST_CAUTIONS, TemplateTrial
from kapplanner.i18n import nt, t
from kapplanner.ui.rules.trial_runner import Obstacle


def obstacle_words(obstacle: Obstacle) -> str:
    """Why the draft is not tried, and what to do."""
    if obstacle is Obstacle.BASE:
        return t("The version in force cannot be read, so there is nothing to compare the draft with.")
    return t("Mend what is marked first. Then the draft can be tried.")


def base_words(comparison: Comparison) -> str:
    """What the draft is compared with."""
    before = comparison.before
    if comparison.is_first_version:
        return t("{name}, {version}", name=before.name, version=before.version)
    return t("Version {version}", version=before.version)


def same_words(comparison: Comparison) -> str:
    """That no rule differs, and from what."""
    before = comparison.before
    if comparison.is_first_version:
        return t(
            "The draft says the same as {name}, version {version}: nothing changes.",
            name=before.name,
            version=before.version,
        )
    return t("The draft says the same as version {version}: nothing changes.", version=before.version)


def plan_words(plan: Plan) -> str:
    """What the open plan is called."""
    return plan.patient.name.strip() or plan.code


def open_words(plan: Plan | None, comparison: Comparison, impact: Impact) -> str:
    """What there is to say of the open plan beside its counts; "" for nothing."""
    if plan is None:
        return t("No plan is open. Open one to see what would change in it.")
    if not comparison.concerns(plan.rule_set):
        return t("{name} is judged by another rule set, so nothing changes in it.", name=plan_words(plan))
    said = []
    if plan.rule_set.id == comparison.before.id and plan.rule_set.version != comparison.before.version:
        said.append(
            t(
                "This plan is judged by version {theirs}; here it is compared with version {ours}.",
                theirs=plan.rule_set.version,
                ours=comparison.before.version,
            )
        )
    if count := impact.unchecked:
        said.append(nt("{n} rule could no longer be checked.", "{n} rules could no longer be checked.", count))
    if count := impact.checkable:
        said.append(
            nt(
                "{n} rule that cannot be checked now could be.",
                "{n} rules that cannot be checked now could be.",
                count,
            )
        )
    if not impact.changes:
        said.append(t("Nothing changes in this plan."))
    return " ".join(said)


def counted_words(comparison: Comparison) -> str:
    """Which stored plans count."""
    if comparison.is_first_version:
        return t("Plans judged by “{name}” count: this set was made from it.", name=comparison.before.name)
    return t("Plans judged by any version of this set count.")


def stored_words(comparison: Comparison, found: StoredImpact) -> str:
    """What there is to say of the stored plans beside those that change."""
    said = [counted_words(comparison)]
    if found.unconcerned:
        said.append(
            nt(
                "{n} plan is judged by another rule set and stays as it is.",
                "{n} plans are judged by other rule sets and stay as they are.",
                found.unconcerned,
            )
        )
    if found.unreadable:
        said.append(nt("{n} plan could not be read.", "{n} plans could not be read.", found.unreadable))
    beyond = found.changing - len(found.plans)
    if beyond:
        said.insert(0, nt("{n} more plan changes.", "{n} more plans change.", beyond))
    return " ".join(said)


def warning_words(templates: tuple[TemplateTrial, ...]) -> tuple[str, str]:
    """The tier of the warning ("stop", "caut") and its sentences; "" where every template starts well."""
    stops = sum(each.would_start_with_a_stop for each in templates)
    many = sum(each.would_start_with_many_cautions for each in templates)
    said = []
    if stops:
        said.append(nt("{n} template would start with a Stop.", "{n} templates would start with a Stop.", stops))
    if many:
        words = nt(
            "{n} template would start with more than {most} Cautions. People tend to skip long lists.",
            "{n} templates would start with more than {most} Cautions. People tend to skip long lists.",
            many,
            most=MOST_CAUTIONS,
        )
        said.append(words)
    return ("stop" if stops else "caut"), " ".join(said)


def use_words(use: RuleUse, *, is_new: bool) -> str:
    """How a rule fares in the stored plans."""
    if is_new:
        return t("This rule is new: no stored plan was judged by it yet.")
    if not use.findings:
        return t("Not found in any stored plan.")
    plans = nt("{n} plan", "{n} plans", use.plans)
    findings = nt("{n} finding", "{n} findings", use.findings)
    said = [t("{findings} in {plans}.", findings=findings, plans=plans)]
    if not use.kept:
        said.append(t("None was kept."))
    else:
        said.append(nt("{n} was kept.", "{n} were kept.", use.kept))
        said.append(
            nt(
                "Reason “Rule does not fit this case”: {n} time.",
                "Reason “Rule does not fit this case”: {n} times.",
                use.does_not_fit,
            )
        )
    return " ".join(said)


def hint_words(use: RuleUse) -> str:
    """What a rule that is mostly kept asks for; "" for any other."""
    if not use.is_mostly_kept:
        return ""
    return t(
        "{percent} % of {findings} findings were kept. Look at the rule: it may ask too much, or apply to too many.",
        percent=use.kept * 100 // use.findings,
        findings=use.findings,
    )
