"""What other rules would change in the findings of a plan, in words: counts first, then each finding."""

from collections.abc import Iterable

from kapplanner.editing.rule_impact import Impact
from kapplanner.i18n import nt, t
from kapplanner.rules.finding import Finding, Tier
from kapplanner.rules.words import listed, sentence_start


def impact_summary(impact: Impact) -> str:
    """ "2 findings would appear: 1 Stop and 1 Note. 1 would go away: 1 Caution."; nothing else is left unsaid."""
    if not impact.changes:
        return t("The findings would stay as they are.")
    parts = []
    if count := len(impact.appear):
        tiers = _tiers(impact.appear)
        parts.append(
            nt("{n} finding would appear: {tiers}.", "{n} findings would appear: {tiers}.", count, tiers=tiers)
        )
    if count := len(impact.vanish):
        tiers = _tiers(impact.vanish)
        parts.append(
            nt("{n} finding would go away: {tiers}.", "{n} findings would go away: {tiers}.", count, tiers=tiers)
        )
    if count := len(impact.other):
        parts.append(nt("{n} finding would say something else.", "{n} findings would say something else.", count))
    if count := len(impact.reopened):
        one, many = "{n} kept finding would need a fresh look.", "{n} kept findings would need a fresh look."
        parts.append(nt(one, many, count))
    if count := impact.unchecked:
        parts.append(nt("{n} rule could no longer be checked.", "{n} rules could no longer be checked.", count))
    if count := impact.checkable:
        one, many = "{n} rule that cannot be checked now could be.", "{n} rules that cannot be checked now could be."
        parts.append(nt(one, many, count))
    return " ".join(parts)


def impact_lines(impact: Impact) -> tuple[str, ...]:
    """Each finding that would come, go or change, with its tier."""
    lines = [t("Would appear: {finding}", finding=_told(finding)) for finding in impact.appear]
    lines += [t("Would go away: {finding}", finding=_told(finding)) for finding in impact.vanish]
    lines += [t("Would then say: {finding}", finding=_told(finding)) for finding in impact.other]
    lines += [t("Needs a fresh look: {finding}", finding=_told(finding)) for finding in impact.reopened]
    return tuple(lines)


def _told(finding: Finding) -> str:
    return t("{tier}. {sentence}", tier=_word(finding.tier), sentence=sentence_start(finding.sentence))


def _tiers(findings: Iterable[Finding]) -> str:
    tiers = [finding.tier for finding in findings]
    counted = (t("{n} {tier}", n=tiers.count(tier), tier=_word(tier)) for tier in Tier if tier in tiers)
    return listed(counted, "and")


def _word(tier: Tier) -> str:
    return {Tier.STOP: t("Stop"), Tier.CAUTION: t("Caution"), Tier.NOTE: t("Note")}[tier]
