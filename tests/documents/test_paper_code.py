"""The code at the foot of a page: what it depends on, how it is typed, and which slips of the hand it finds."""

import re
from dataclasses import replace

import pytest

from kapplanner.documents import print_pdf
from kapplanner.documents.paper_code import ALPHABET, NoPaperCode, PaperCode, plan_part
from kapplanner.documents.paper_standing import Standing, standing_beside
from kapplanner.domain.plan import CheckedMark
from kapplanner.rules.fingerprint import plan_fingerprint
from tests.documents.support import PRINTED_AT, course, pages_of, request, words_of
from tests.support import build

PLAN = build.plan(build.medicine("D2", id="m"), id="plan-1", code="K7-0042")
CODE = PaperCode.of(PLAN)


def test_the_alphabet_has_a_prime_number_of_characters_none_of_which_looks_like_another_in_it() -> None:
    assert len(set(ALPHABET)) == 31
    assert not set("ILOSU") & set(ALPHABET)


def test_a_code_is_three_groups_of_three() -> None:
    assert re.fullmatch(r"[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}", str(CODE))


def test_the_check_character_is_the_sum_of_places_times_numbers_modulo_31() -> None:
    """1 x 1 + 2 x 2 + 3 x 3 + ... + 8 x 8 = 204; 204 - 6 x 31 = 18, which is J."""
    assert str(PaperCode("1234", "5678")) == "123-456-78J"
    assert ALPHABET[18] == "J"


def test_a_code_reads_back_as_it_was_printed() -> None:
    assert PaperCode.read(str(CODE)) == CODE


@pytest.mark.parametrize(
    "typed", ["123-456-78j", "12345678J", " 123 456 78J ", "123\u2013456\u201378j", "I23-456-78J", "l23-456-78J"]
)
def test_capitals_spaces_dashes_and_letters_that_look_like_digits_do_not_matter(typed: str) -> None:
    assert PaperCode.read(typed) == PaperCode("1234", "5678")


@pytest.mark.parametrize("typed", ["", "123-456-78", "123-456-78J0", "K7-0042"])
def test_another_number_of_characters_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(NoPaperCode) as refused:
        PaperCode.read(typed)
    assert str(refused.value.values["example"]) == str(PaperCode("4F7K", "2MQX"))


@pytest.mark.parametrize("typed", ["123-456-78K", "124-356-78J", "123-456-7*J", "123-456-7éJ"])
def test_a_wrong_exchanged_or_foreign_character_is_refused(typed: str) -> None:
    with pytest.raises(NoPaperCode):
        PaperCode.read(typed)


def test_every_wrong_character_and_every_exchange_of_two_is_found() -> None:
    whole = str(CODE).replace("-", "")
    slips = {whole[:n] + other + whole[n + 1 :] for n in range(9) for other in ALPHABET} - {whole}
    for first in range(9):
        for second in range(first + 1, 9):
            letters = list(whole)
            letters[first], letters[second] = letters[second], letters[first]
            slips.add("".join(letters))
    for slip in slips - {whole}:
        with pytest.raises(NoPaperCode):
            PaperCode.read(slip)


def test_equal_plans_share_a_code_and_a_moved_session_changes_its_second_half() -> None:
    assert PaperCode.of(replace(PLAN)) == CODE
    moved = PaperCode.of(PLAN.with_session(build.medicine("D3", id="m")))
    assert moved.plan == CODE.plan
    assert moved.state != CODE.state


def test_another_version_of_the_same_plan_has_another_code() -> None:
    assert PaperCode.of(replace(PLAN, version=PLAN.version + 1)).state != CODE.state


def test_marking_as_checked_leaves_the_code_as_it_is() -> None:
    """What the paper says of the days does not change by it."""
    mark = CheckedMark("Ann", PRINTED_AT, plan_fingerprint(PLAN), PLAN.rule_set)
    assert PaperCode.of(replace(PLAN, checked=mark)) == CODE


def test_the_first_half_is_that_of_the_plan_s_id_alone() -> None:
    assert plan_part("plan-1") == CODE.plan
    assert PaperCode.of(replace(PLAN, id="plan-2")).plan != CODE.plan


def test_a_paper_of_the_plan_as_it_is_is_current() -> None:
    assert standing_beside(CODE, PLAN).standing is Standing.CURRENT


def test_a_paper_of_another_state_of_the_plan_is_not_current() -> None:
    found = standing_beside(CODE, PLAN.with_session(build.medicine("D3", id="m")))
    assert found.standing is Standing.NOT_CURRENT
    assert "Print it anew" in found.sentence


def test_a_paper_of_another_plan_is_told_as_such() -> None:
    found = standing_beside(CODE, replace(PLAN, id="plan-2"))
    assert found.standing is Standing.OTHER_PLAN
    assert "another plan" in found.sentence


def test_every_page_bears_the_code_of_its_plan() -> None:
    plan = course()
    for page in pages_of(print_pdf(request(plan=plan, documents=("calendar", "itinerary", "safety-report")))):
        assert f"paper code {PaperCode.of(plan)}" in page


def test_on_spanish_papers_the_code_stands_in_spanish() -> None:
    plan = course()
    assert f"código {PaperCode.of(plan)}" in words_of(print_pdf(request(plan=plan, language="es")))
