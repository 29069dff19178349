"""The safety check report: what the rules found, what they could not check, what was decided, and who signs.

It never says that a plan is safe: it lists what these rules found, so that the clinicians can decide.
"""

from kapplanner.documents.content import (
    Block,
    Cell,
    Column,
    Counts,
    Heading,
    Mark,
    Paragraph,
    Reader,
    Sheet,
    Signatures,
    Size,
    Table,
    Text,
    Unit,
    bold,
    plain,
)
from kapplanner.documents.decisions import decision
from kapplanner.documents.edition import Edition
from kapplanner.documents.kind import DocumentKind
from kapplanner.documents.masthead import masthead
from kapplanner.documents.moments import NO_BREAK, numbers_unbroken, unbroken
from kapplanner.documents.request import PrintRequest
from kapplanner.documents.words import Words
from kapplanner.domain.plan import Acknowledgement
from kapplanner.domain.quantities import plain as plain_number
from kapplanner.domain.time import local_time
from kapplanner.rules.finding import Finding, NearLimit, NotChecked, Quantity, State, Tier
from kapplanner.rules.words import lasting

_MARKS = {Tier.STOP: Mark.STOP, Tier.CAUTION: Mark.CAUTION, Tier.NOTE: Mark.NOTE}
_NEAREST = 8


def write(request: PrintRequest) -> tuple[Sheet, ...]:
    """One sheet of as many pages as it takes."""
    edition = Edition.for_team(request)
    name = edition.words("safety-report.name")
    blocks: list[Block] = [
        masthead(edition, (Heading(_title(edition), 1), Paragraph(plain(_subtitle(edition)), Size.LEAD))),
        _counts(edition),
        _facts(edition),
    ]
    for tier in Tier:
        blocks += _findings(edition, tier)
    blocks += _not_checked(edition)
    blocks += _nearest(edition)
    blocks += [
        Paragraph(edition.words.spans("safety-report.does_not_say")),
        Signatures((edition.words("safety-report.lead"), edition.words("safety-report.second"))),
    ]
    return (Sheet(KIND.id, name, name, Reader.TEAM, Unit.PAPER, tuple(blocks)),)


def _title(edition: Edition) -> str:
    counts = edition.request.report.counts
    found = [
        edition.words.count(f"safety-report.open_{tier}", number)
        for tier, number in ((Tier.STOP, counts.stop), (Tier.CAUTION, counts.caution), (Tier.NOTE, counts.note))
        if number
    ]
    if found:
        return edition.words("safety-report.open", found=", ".join(found))
    if edition.request.report.unacknowledged:
        return edition.words("safety-report.not_all_checked")
    return edition.words("safety-report.none_open")


def _subtitle(edition: Edition) -> str:
    plan, moments = edition.plan, edition.moments
    first = min((session.day for session in plan.sessions), default=plan.first_day)
    parts = [edition.name, f"plan{NO_BREAK}{plan.code}", f"version{NO_BREAK}{plan.version}"]
    return edition.words(
        "safety-report.subtitle",
        who=", ".join(part for part in parts if part),
        title=plan.title,
        first=moments.clinical(first),
        last=moments.clinical(plan.last_day),
    )


def _counts(edition: Edition) -> Counts:
    words, report = edition.words, edition.request.report

    def cell(tier: Tier) -> tuple[Mark, str, str]:
        found = [finding for finding in report.findings if finding.tier is tier]
        kept = sum(1 for finding in found if finding.state is State.KEPT)
        return (
            _MARKS[tier],
            words(f"safety-report.{tier}"),
            words("safety-report.counted", n=len(found) - kept, kept=kept),
        )

    unknown = report.counts.not_checked
    open_unknown = len(report.unacknowledged)
    counted = words.count("safety-report.unknown", unknown, open=open_unknown)
    return Counts((*(cell(tier) for tier in Tier), (Mark.QUESTION, words("safety-report.not_checked"), counted)))


def _facts(edition: Edition) -> Table:
    """Which rules were asked, how many answered what, and when the plan was marked as checked."""
    words, request, report = edition.words, edition.request, edition.request.report
    counts = report.counts
    reported = len({finding.rule for finding in report.findings})
    asked = {finding.rule for finding in report.findings} | {row.rule for row in report.not_checked}
    run = words.count(
        "safety-report.run",
        len(asked) + counts.passed + counts.not_applicable,
        passed=counts.passed,
        reported=reported,
        not_applicable=counts.not_applicable,
        not_checked=counts.not_checked,
    )
    rule_set = words(
        "safety-report.rule_set_said", name=report.rule_set_name, id=report.rule_set.id, version=report.rule_set.version
    )
    dates = request.rule_set
    if dates.effective_from:
        rule_set += words("safety-report.in_force", date=edition.moments.clinical(dates.effective_from))
    if dates.next_review:
        rule_set += words("safety-report.review", date=edition.moments.clinical(dates.next_review))
    rows = (
        ("rule_set", ". ".join(filter(None, (rule_set, _adoption(edition))))),
        ("rules_run", run),
        ("turned_off", ", ".join(report.turned_off) or words("safety-report.none")),
        *((("not_in_force", _not_in_force(edition)),) if report.not_in_force else ()),
        ("checked", _checked(edition)),
        ("fingerprint", _fingerprint(edition)),
    )
    return Table(
        (Column("", 0.2), Column("", 0.8)),
        tuple((Cell((plain(words(f"safety-report.{key}")),)), Cell((plain(value),))) for key, value in rows),
    )


def _adoption(edition: Edition) -> str:
    """Whether a named clinician put the rule set in force, and what there is to know of it; "" where not asked."""
    in_force = edition.request.in_force
    if in_force is None:
        return ""
    adoption = in_force.adoption
    told = edition.words("safety-report.not_adopted")
    if adoption is not None:
        date = edition.moments.clinical(local_time(adoption.at, edition.plan.zone).date())
        told = edition.words("safety-report.adopted", date=date, name=adoption.by)
    return " ".join(filter(None, (told, in_force.remark)))


def _not_in_force(edition: Edition) -> str:
    """The rules that did not apply because the plan starts outside their dates, with these; "" where there are none."""
    words = (
        edition.words("safety-report.rule_and_dates", title=entry.title, dates=entry.words)
        for entry in edition.request.report.not_in_force
    )
    return "; ".join(words)


def _checked(edition: Edition) -> str:
    mark = edition.plan.checked
    if mark is None:
        return edition.words("safety-report.not_marked")
    when = edition.moments.clinical_time(local_time(mark.at, edition.plan.zone))
    key = "safety-report.marked"
    if mark.fingerprint != edition.fingerprint:
        key = "safety-report.marked_before_change"
    return edition.words(key, by=mark.by, time=when)


def _fingerprint(edition: Edition) -> str:
    mark = edition.fingerprint
    return " ".join(mark[place : place + 4] for place in range(0, len(mark), 4))


def _findings(edition: Edition, tier: Tier) -> list[Block]:
    words = edition.words
    found = [finding for finding in edition.request.report.findings if finding.tier is tier]
    opened = sum(1 for finding in found if finding.state is not State.KEPT)
    kept = len(found) - opened
    after = words.count("safety-report.tier_open", opened) if opened else words("safety-report.tier_none")
    if kept:
        after += words("safety-report.tier_kept", n=kept)
    heading = Heading(words(f"safety-report.{tier}"), 2, _MARKS[tier], after)
    if not found:
        return [heading]
    columns = (
        Column(words("safety-report.found"), 0.55),
        Column(words("safety-report.where"), 0.23),
        Column(words("safety-report.decision"), 0.22),
    )
    return [heading, Table(columns, tuple(_row(edition, finding) for finding in found), row_heads=False)]


def _row(edition: Edition, finding: Finding) -> tuple[Cell, ...]:
    rule = edition.words("safety-report.rule", rule=_rule_name(finding.rule, finding.catalogue), detail=finding.detail)
    told = Cell(
        (bold(finding.title), plain(numbers_unbroken(finding.sentence)), plain(numbers_unbroken(rule))),
        _MARKS[finding.tier],
    )
    return told, Cell(_places(edition, finding.sessions)), Cell(decision(edition, finding))


def _rule_name(rule: str, catalogue: int | None) -> str:
    return str(catalogue) if catalogue is not None else rule


def _places(edition: Edition, sessions: tuple[str, ...]) -> tuple[Text, ...]:
    plan = edition.plan
    starts = [plan.session(name).start for name in sessions if plan.has_session(name)]
    if not starts:
        return (plain(edition.words("safety-report.whole_plan")),)
    shown = [plain(edition.moments.clinical_time(start)) for start in starts[:_NEAREST]]
    if len(starts) > len(shown):
        shown.append(plain(edition.words("safety-report.and_more", n=len(starts) - len(shown))))
    return tuple(shown)


def _not_checked(edition: Edition) -> list[Block]:
    words, rows = edition.words, edition.request.report.not_checked
    count = words.count("safety-report.rows", len(rows)) if rows else words("safety-report.none_small")
    heading = Heading(words("safety-report.not_checked"), 2, Mark.QUESTION, count)
    if not rows:
        return [heading]
    columns = (
        Column(words("safety-report.rule_head"), 0.36),
        Column(words("safety-report.missing"), 0.37),
        Column(words("safety-report.known_to"), 0.27),
    )
    return [heading, Table(columns, tuple(_unknown(edition, row) for row in rows), row_heads=False)]


def _unknown(edition: Edition, row: NotChecked) -> tuple[Cell, ...]:
    words = edition.words
    tier = words("safety-report.can_reach", tier=words(f"safety-report.{row.tier}"))
    number = words("safety-report.rule_short", rule=_rule_name(row.rule, row.catalogue))
    return (
        Cell((bold(row.title), plain(f"{number} {tier}")), _MARKS[row.tier]),
        Cell((plain(row.sentence),)),
        Cell(_known(edition, row)),
    )


def _known(edition: Edition, row: NotChecked) -> tuple[Text, ...]:
    mark = _acknowledgement(edition, row)
    if not row.acknowledged or mark is None:
        key = "acknowledged" if row.acknowledged else "not_acknowledged" if row.tier is Tier.STOP else "no_need"
        return (bold(edition.words(f"safety-report.{key}")),)
    when = edition.moments.clinical_time(local_time(mark.at, edition.plan.zone))
    return (
        bold(edition.words("safety-report.acknowledged")),
        plain(edition.words("safety-report.by", names=mark.by, time=when)),
    )


def _acknowledgement(edition: Edition, row: NotChecked) -> Acknowledgement | None:
    """The newest acknowledgement that names this rule and all its missing facts."""
    for mark in reversed(edition.plan.acknowledgements):
        if mark.rule == row.rule and set(row.missing) <= set(mark.missing):
            return mark
    return None


def _nearest(edition: Edition) -> list[Block]:
    words, near = edition.words, edition.request.report.nearest[:_NEAREST]
    if not near:
        return []
    columns = tuple(
        Column(words(f"safety-report.{key}"), share)
        for key, share in (("rule_head", 0.5), ("measured", 0.14), ("limit", 0.21), ("room_left", 0.15))
    )
    return [Heading(words("safety-report.nearest")), Table(columns, tuple(_near(words, row) for row in near))]


def _near(words: Words, row: NearLimit) -> tuple[Cell, ...]:
    left = Quantity(abs(row.measured.value - row.limit.value), row.limit.unit)
    limit = words(f"safety-report.{row.bound.name.lower()}", limit=_quantity(row.limit))
    texts = (row.title, _quantity(row.measured), limit, _quantity(left))
    return tuple(Cell((plain(text),)) for text in texts)


def _quantity(quantity: Quantity) -> str:
    if quantity.unit == "h":
        return unbroken(lasting(round(quantity.value * 60)))
    unit = quantity.unit.removesuffix("s") if quantity.value == 1 and len(quantity.unit) > 2 else quantity.unit
    return f"{plain_number(quantity.value)}{NO_BREAK}{unit}"


KIND = DocumentKind("safety-report", "Safety check report", Reader.TEAM, 100, write)
