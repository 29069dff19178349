"""The forty checks of the print check in one table, and asking them all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kapplanner.documents.checks import (
    content_checks,
    file_checks,
    page_checks,
    plan_checks,
    reading_checks,
    type_checks,
    word_checks,
)
from kapplanner.documents.checks.answer import Answer, Slip
from kapplanner.documents.checks.subject import Subject
from kapplanner.documents.request import PrintFinding, PrintHolds
from kapplanner.rules.finding import Tier


class LooksAt(StrEnum):
    """What a check looks at. All but the finished file is known before anything is drawn."""

    PLAN = "plan and settings"
    WORDS = "words"
    CONTENT = "content of the pages"
    FILE = "finished file"


@dataclass(frozen=True, slots=True)
class Check:
    """A row of the table: id ("P18"), the strongest tier it speaks with, what it looks at, and the check itself."""

    id: str
    tier: Tier
    looks_at: LooksAt
    ask: Callable[[Subject], Answer]

    def finding(self, slip: Slip) -> PrintFinding:
        """What was found, under the check's id."""
        return PrintFinding(
            check=self.id,
            severity=slip.tier or self.tier,
            sentence=slip.sentence,
            place=slip.place,
            page=slip.page,
            fact=slip.fact,
            words=slip.words,
            choice=slip.choice,
        )


_STOP, _CAUTION, _NOTE = Tier.STOP, Tier.CAUTION, Tier.NOTE
_PLAN, _WORDS, _CONTENT, _FILE = LooksAt.PLAN, LooksAt.WORDS, LooksAt.CONTENT, LooksAt.FILE

CHECKS: Final = (
    Check("P01", _STOP, _WORDS, word_checks.characters),
    Check("P02", _STOP, _FILE, type_checks.smallest_text),
    Check("P03", _CAUTION, _FILE, type_checks.body_text),
    Check("P04", _STOP, _FILE, type_checks.contrast),
    Check("P05", _STOP, _FILE, type_checks.black_and_white),
    Check("P06", _NOTE, _FILE, page_checks.day_a_page),
    Check("P07", _STOP, _FILE, page_checks.page_numbers),
    Check("P08", _STOP, _FILE, page_checks.foot),
    Check("P09", _STOP, _PLAN, plan_checks.phones),
    Check("P10", _STOP, _PLAN, plan_checks.emergency_number),
    Check("P11", _STOP, _WORDS, word_checks.dates),
    Check("P12", _STOP, _FILE, page_checks.clock_times),
    Check("P13", _STOP, _FILE, page_checks.unbroken),
    Check("P14", _CAUTION, _WORDS, word_checks.relative_times),
    Check("P15", _STOP, _WORDS, word_checks.dose_style),
    Check("P16", _NOTE, _PLAN, plan_checks.doses_shown),
    Check("P17", _CAUTION, _WORDS, reading_checks.reading_level),
    Check("P18", _CAUTION, _WORDS, reading_checks.sentence_length),
    Check("P19", _CAUTION, _WORDS, reading_checks.paragraphs_and_lists),
    Check("P20", _CAUTION, _WORDS, word_checks.second_person),
    Check("P21", _CAUTION, _WORDS, word_checks.jargon),
    Check("P22", _STOP, _WORDS, word_checks.promises),
    Check("P23", _CAUTION, _FILE, type_checks.plain_type),
    Check("P24", _CAUTION, _FILE, type_checks.line_length),
    Check("P25", _CAUTION, _FILE, type_checks.line_spacing),
    Check("P26", _STOP, _FILE, type_checks.margins),
    Check("P27", _STOP, _CONTENT, content_checks.tables),
    Check("P28", _STOP, _CONTENT, content_checks.main_message),
    Check("P29", _CAUTION, _CONTENT, content_checks.to_do_and_to_write),
    Check("P30", _STOP, _FILE, file_checks.says_what_it_is),
    Check("P31", _CAUTION, _FILE, file_checks.tagged),
    Check("P32", _STOP, _FILE, file_checks.embedded),
    Check("P33", _STOP, _PLAN, plan_checks.reviews),
    Check("P34", _CAUTION, _FILE, page_checks.identity),
    Check("P35", _STOP, _PLAN, plan_checks.ready),
    Check("P36", _STOP, _CONTENT, plan_checks.languages),
    Check("P37", _NOTE, _PLAN, plan_checks.clock_changes),
    Check("P38", _STOP, _FILE, type_checks.laid_at_size),
    Check("P39", _STOP, _CONTENT, content_checks.no_driving),
    Check("P40", _CAUTION, _CONTENT, content_checks.other_formats),
)
"""Ids, severities and sentences as in documents.md 2.6. A Stop keeps papers from being final."""


def asked_before_drawing() -> tuple[Check, ...]:
    """The checks that need no finished file."""
    return tuple(check for check in CHECKS if check.looks_at is not LooksAt.FILE)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the checks found, strongest first, and what holds, in the order of the table."""

    findings: tuple[PrintFinding, ...]
    holds: tuple[PrintHolds, ...]


def judge(subject: Subject, checks: Iterable[Check] = CHECKS) -> Judgement:
    """Ask checks about a subject."""
    findings: list[PrintFinding] = []
    holds: list[PrintHolds] = []
    for check in checks:
        answer = check.ask(subject)
        findings += map(check.finding, answer.slips)
        if answer.holds and not answer.slips:
            holds.append(PrintHolds(check.id, answer.holds))
    findings.sort(key=lambda finding: (finding.severity.rank, finding.check))
    return Judgement(tuple(findings), tuple(holds))
