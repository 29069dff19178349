"""What clinicians decided about findings, as papers say it."""

from kapplanner.documents.content import Text, bold, joined, plain
from kapplanner.documents.edition import Edition
from kapplanner.domain.plan import Override
from kapplanner.domain.time import local_time
from kapplanner.rules.finding import Finding, State


def decision(edition: Edition, finding: Finding) -> tuple[Text, ...]:
    """Open, kept with reason, names and time, or kept for facts that have changed since."""
    words = edition.words
    if finding.state is State.OPEN:
        return (bold(words("safety-report.is_open")),)
    override = override_of(edition, finding)
    head = bold(words("safety-report.is_kept" if finding.state is State.KEPT else "safety-report.is_lapsed"))
    if override is None:
        return (head,)
    when = edition.moments.clinical_time(local_time(override.at, edition.plan.zone))
    names = ", ".join(name for name in (override.by, override.second_by) if name)
    reason = override.reason.value[0].upper() + override.reason.value[1:]
    return (
        joined(head, plain(f"{reason}.")),
        *((plain(override.words),) if override.words else ()),
        plain(words("safety-report.by", names=names, time=when)),
    )


def override_of(edition: Edition, finding: Finding) -> Override | None:
    """The override of this finding; where it lapsed, the one of the same rule that no finding fits any more."""
    overrides = edition.plan.overrides
    for override in overrides:
        if override.fingerprint == finding.fingerprint:
            return override
    if finding.state is not State.LAPSED:
        return None
    place = finding.fingerprint.partition("-")[0]
    return next((o for o in reversed(overrides) if o.fingerprint.partition("-")[0] == place), None)
