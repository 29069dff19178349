"""Words about findings that panel, keep sheet and check sheet share."""

from kapplanner.domain.plan import OverrideReason, Plan
from kapplanner.i18n import nt, t
from kapplanner.rules.finding import Finding, Quantity, State, Tier
from kapplanner.rules.repairs.repair import Repair
from kapplanner.rules.words import amount, day_and_clock, session_name


def place_words(plan: Plan, finding: Finding) -> str:
    """Where a finding lies: day and clock time of its first session, or the whole plan.

    Of a pair the later one: it is what comes too soon, too late or at the same time as the other.
    """
    held = [i for i in finding.sessions if plan.has_session(i)]
    if not held:
        return t("Whole plan")
    return day_and_clock(plan.session(held[1] if len(held) == 2 else held[0]).start)


def session_words(plan: Plan, finding: Finding) -> str:
    """The names and times of all sessions that a finding is about."""
    held = [plan.session(i) for i in finding.sessions if plan.has_session(i)]
    return "; ".join(f"{session_name(plan, session)}, {day_and_clock(session.start)}" for session in held)


def quantity_words(quantity: Quantity | None) -> str:
    """A number with its unit, or "" where there is none."""
    return amount(quantity.value, quantity.unit).strip() if quantity is not None else ""


def act_words(finding: Finding) -> str:
    """What can be done about a finding beside mending it."""
    if finding.state is State.KEPT:
        return t("Reopen")
    if finding.tier is Tier.NOTE:
        return ""
    if not finding.may_be_kept:
        return t("cannot be kept")
    return t("Keep with two names…") if finding.needs_second_name else t("Keep with reason…")


def fix_words(repair: Repair) -> str:
    """A fix in full, with what was proven of it."""
    proven = t("The finding goes, and none of its tier or above comes.")
    if repair.lower:
        lesser = nt("{n} lesser finding comes.", "{n} lesser findings come.", repair.lower)
        return f"{repair.sentence} {proven} {lesser}"
    return f"{repair.sentence} {t('The finding goes, and none comes.')}"


def kept_words(plan: Plan, finding: Finding) -> str:
    """By whom and why a finding is kept; "" where it is not."""
    override = next((o for o in plan.overrides if o.fingerprint == finding.fingerprint), None)
    if override is None or finding.state is not State.KEPT:
        return ""
    names = t("{name} and {second}", name=override.by, second=override.second_by) if override.second_by else override.by
    words = f" ({override.words.strip()})" if override.words.strip() else ""
    return t("Kept by {names}: {reason}", names=names, reason=reason_words(override.reason).lower()) + words


def sentence_of(finding: Finding) -> str:
    """The sentence, saying first where a keeping has lapsed."""
    if finding.state is State.LAPSED:
        return t("Needs a fresh look: {sentence}", sentence=finding.sentence)
    return finding.sentence


def reason_words(reason: OverrideReason) -> str:
    """A coded reason as it stands in a choice."""
    return {
        OverrideReason.JUSTIFIED: t("Clinically justified after review"),
        OverrideReason.TOLERATED: t("Tolerated before"),
        OverrideReason.EXTRA_MONITORING: t("Extra monitoring arranged"),
        OverrideReason.AGREED: t("Agreed with prescriber"),
        OverrideReason.OUTSIDE_CONTROL: t("Outside our control"),
        OverrideReason.RULE_DOES_NOT_FIT: t("Rule does not fit this case"),
        OverrideReason.OTHER: t("Other, in words"),
    }[reason]
