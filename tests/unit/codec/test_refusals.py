"""Files of anybody: each fault is refused with a sentence that names the place, without a traceback (REL-33 to 37)."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from kapplanner.codec.plans import document_to_plan, plan_to_document
from kapplanner.codec.refused import DocumentRefused
from kapplanner.codec.strict_json import SIZE_LIMIT
from kapplanner.domain.people import Assignment, Practitioner, Role
from tests.support.build import medicine, plan, session

GOOD = plan_to_document(
    plan(
        medicine("D2", dose="45 mg", id="first-dose"),
        session("integration", "D3", "10:00", 90, id="talk", people=(Assignment(Role.THERAPIST, "p1"),)),
        weight="72 kg",
        practitioners=(Practitioner("p1", "Dr Vega"),),
    ),
    written_by="kapplanner 1.0.0",
    written_at=datetime(2026, 12, 1, 14, tzinfo=UTC),
)
HUGE = "9" * 1_000_000


def refusal(data: bytes) -> str:
    with pytest.raises(DocumentRefused) as caught:
        document_to_plan(data)
    assert len(str(caught.value)) < 400
    return str(caught.value)


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    document = json.loads(GOOD)
    change(document)
    return json.dumps(document).encode()


def replaced(old: str, new: str) -> bytes:
    text = GOOD.decode()
    assert old in text
    return text.replace(old, new, 1).encode()


def test_the_file_that_the_others_are_made_from_is_read() -> None:
    assert document_to_plan(GOOD).plan.patient.name == "Sam R."


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\xef\xbb\xbf" + GOOD, "byte order mark"),
        (GOOD.decode().encode("utf-16"), "UTF-16"),
        (GOOD.decode().encode("utf-16-le"), "cannot be read at line 1"),
        (GOOD.decode().encode("utf-32"), "UTF-16"),
        (GOOD.replace(b"Sam R.", b"Sam \xff"), "not UTF-8"),
        (GOOD.replace(b"Sam R.", b"Sam \xed\xa0\x80"), "not UTF-8"),
        (GOOD.replace(b"Sam R.", b"Sam \x00"), "line 10"),
        (GOOD[:-40], "not a complete plan file"),
        (GOOD[:1], "not a complete plan file"),
        (GOOD + b"{}", "not a complete plan file"),
        (GOOD.rstrip()[:-1] + b",}", "not a complete plan file"),
        (b"[]", "one object"),
        (b'"kapplanner-plan"', "one object"),
        (b"null", "one object"),
        (b"7", "one object"),
        (b"SQLite format 3\x00", "not a complete plan file"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "not UTF-8"),
        (b"PK\x03\x04\x14\x00", "not a complete plan file"),
        (b"age-encryption.org/v1\n", "not a complete plan file"),
    ],
)
def test_what_is_not_one_json_text_in_utf8_is_refused(data: bytes, words: str) -> None:
    assert words in refusal(data)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("NaN", "“NaN”"),
        ("Infinity", "“Infinity”"),
        ("-Infinity", "“-Infinity”"),
        ("1e999", "too large"),
        ("-1e999", "too large"),
        ("1" + "0" * 5_000, "whole number of 5,001 digits"),
        (HUGE, "whole number of 1,000,000 digits"),
        ("-" + HUGE, "whole number of 1,000,000 digits"),
        ("90.0", "session 2, minutes: a whole number was expected"),
        ("true", "session 2, minutes: a whole number was expected here, not true or false"),
        ('"90"', "session 2, minutes: a whole number was expected here, not text"),
        ("null", "session 2, minutes: a whole number was expected here, not nothing"),
        ("-90", "session 2: A session lasts from 1 minute"),
        ("1441", "session 2: A session lasts from 1 minute"),
        ("[]", "session 2, minutes"),
        ("{}", "session 2, minutes"),
    ],
)
def test_numbers_that_cannot_be_meant_are_refused(number: str, words: str) -> None:
    assert words in refusal(replaced('"minutes": 90', f'"minutes": {number}'))


@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
@pytest.mark.parametrize("depth", [30, 900, 100_000])
def test_deep_nesting_is_refused_without_a_crash(opening: bytes, depth: int) -> None:
    closing = b"]" if opening == b"[" else b"}"
    whole = b'{"format": ' + opening * depth + b"1" + closing * depth + b"}"
    assert "levels deep" in refusal(whole)
    assert refusal(opening * depth)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"kilograms": "72"', '"kilograms": "72", "kilograms": "7"', "patient, weight: “kilograms” stands twice"),
        ('"minutes": 90', '"minutes": 90, "minutes": 9', "session 2: “minutes” stands twice"),
        ('"version": "1.0",\n "plan"', '"version": "1.0", "version": "1.0",\n "plan"', "“version” stands twice"),
    ],
)
def test_a_key_that_stands_twice_is_refused_with_its_place(old: str, new: str, words: str) -> None:
    assert words in refusal(replaced(old, new))


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.pop("format"),
        lambda d: d.update(format="other-plan"),
        lambda d: d.update(format=None),
        lambda d: d.update(format=["kapplanner-plan"]),
    ],
)
def test_a_document_without_the_format_mark_is_refused(change: Callable[[dict[str, Any]], object]) -> None:
    assert "not a KAP Planner plan" in refusal(changed(change))


@pytest.mark.parametrize("version", [None, 1, 1.0, "", "1", "one", "1.0\n", "01.0", "1.00000", "v1.0", "١.0", ["1.0"]])
def test_a_version_that_is_not_text_of_two_numbers_is_refused(version: object) -> None:
    assert "does not say its version" in refusal(changed(lambda d: d.update(version=version)))


def test_a_newer_major_version_is_refused_with_what_to_do() -> None:
    sentence = refusal(changed(lambda d: d.update(version="2.0", shape="new")))
    assert "newer version of KAP Planner" in sentence
    assert "Update KAP Planner" in sentence


def test_a_major_version_that_never_was_is_refused() -> None:
    assert "no plan format 0.9" in refusal(changed(lambda d: d.update(version="0.9")))


@pytest.mark.parametrize("name", ["plan", "rule_set", "template", "written_by", "written_at"])
def test_a_missing_part_of_the_document_is_named(name: str) -> None:
    sentence = refusal(changed(lambda d: d.pop(name)))
    assert name in sentence


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda d: d.update(extra=1), "no field “extra”"),
        (lambda d: d["plan"].update(extra=1), "plan: there is no field “extra”"),
        (lambda d: d["plan"]["patient"]["weight"].update(pounds="1"), "patient, weight: there is no field “pounds”"),
        (lambda d: d["plan"]["sessions"][1].update(colour="red"), "session 2: there is no field “colour”"),
        (lambda d: d["plan"]["sessions"][0]["medicine"]["dose"].update(amount="1"), "session 1, medicine, dose: there"),
        (lambda d: d["plan"].update(rule_set={"id": "lax", "version": "1"}), "beside the plan"),
        (lambda d: d["plan"].update(template=None), "beside the plan"),
    ],
)
def test_an_unknown_field_of_the_same_version_is_refused_by_name(change: Any, words: str) -> None:
    assert words in refusal(changed(change))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            lambda d: d["plan"]["sessions"][0]["medicine"]["dose"].pop("unit"),
            "session 1: The dose has no unit",
        ),
        (lambda d: d["plan"]["patient"]["weight"].update(kilograms="7"), "patient: A body weight of 7 kg"),
        (lambda d: d["plan"]["patient"]["weight"].update(kilograms=72), "write the number as text, “72”"),
        (lambda d: d["plan"]["patient"]["weight"].update(kilograms=72.5), "write the number as text, “72.5”"),
        (lambda d: d["plan"]["patient"]["weight"].update(kilograms="72,5"), "not a plain decimal"),
        (lambda d: d["plan"]["patient"]["weight"].update(kilograms="NaN"), "not a plain decimal"),
        (lambda d: d["plan"]["patient"]["weight"].update(kilograms="7.2E1"), "not a plain decimal"),
        (lambda d: d["plan"]["patient"]["weight"].update(kilograms="1E-999999999"), "not a plain decimal"),
        (lambda d: d["plan"]["patient"]["weight"].update(kilograms="٧٢"), "not a plain decimal"),
        (lambda d: d["plan"]["patient"]["weight"].update(kilograms="72\n"), "not a plain decimal"),
        (lambda d: d["plan"]["patient"]["weight"].update(kilograms="7" * 50), "not a plain decimal"),
        (lambda d: d["plan"]["patient"].update(weight="72 kg"), "patient, weight: an object / nothing was expected"),
        (lambda d: d["plan"].update(sessions={}), "sessions: a list was expected"),
        (lambda d: d["plan"].update(sessions=[7]), "session 1: an object was expected"),
        (lambda d: d["plan"].update(patient=[]), "patient: an object was expected"),
        (lambda d: d["plan"].pop("id"), "“id” is missing"),
        (lambda d: d["plan"]["sessions"][1].pop("minutes"), "session 2: “minutes” is missing"),
        (lambda d: d["plan"]["sessions"][1].update(kind="party"), "session 2, kind: “party” is not one of the words"),
        (lambda d: d["plan"]["sessions"][0]["medicine"].update(route="XX"), "session 1, medicine, route: “XX”"),
        (
            lambda d: d["plan"]["sessions"][1].update(id="../../etc/passwd"),
            "session 2: A session has an id that cannot",
        ),
        (lambda d: d["plan"]["sessions"][1].update(id="first-dose"), "share an id"),
        (lambda d: d["plan"]["sessions"][1].update(modality="EMDR; drop"), "not the id of a modality"),
        (lambda d: d["plan"]["site"].update(zone="Mars/Olympus"), "site: There is no time zone called “Mars/Olympus”"),
        (lambda d: d["plan"]["site"].update(zone="../../etc/passwd"), "There is no time zone called"),
        (lambda d: d["plan"].update(evening_food_stop="25:00"), "not a time of day"),
        (lambda d: d["plan"].update(overrides=[{"rule": "R1"}]), "kept finding 1: “"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_its_place(change: Any, words: str) -> None:
    assert words in refusal(changed(change))


@pytest.mark.parametrize(
    ("start", "words"),
    [
        ("2026-12-08T10:00:00Z", "session 2: A session time is a clock time"),
        ("2026-12-08T10:00:00+02:00", "session 2: A session time is a clock time"),
        ("2026-12-08T10:00", "session 2, start: “2026-12-08T10:00” is not written as"),
        ("2026-12-08 10:00:00", "is not written as"),
        ("2026-12-08", "is not written as"),
        ("2026-12-08T10:00:00\n", "is not written as"),
        ("2026-12-08T10:00:30", "on a whole minute"),
        ("2026-02-30T10:00:00", "session 2, start"),
        ("2026-12-08T24:00:00", "session 2, start"),
        ("0001-01-01T10:00:00", "session 2: The day of a session (0001-01-01) lies outside 1990 to 2150"),
        ("9999-12-31T23:59:00", "lies outside 1990 to 2150"),
        ("2027-03-14T02:30:00", "does not exist in America/New_York"),
        ("2026-11-01T01:30:00", "happens twice in America/New_York"),
        (1796724000, "session 2, start: a date with time was expected here, not a whole number"),
    ],
)
def test_a_session_time_that_is_no_clock_time_at_the_place_is_refused(start: object, words: str) -> None:
    assert words in refusal(changed(lambda d: d["plan"]["sessions"][1].update(start=start)))


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-12-01T14:00:00", "needs its time zone"),
        ("0001-01-01T00:00:00Z", "the year 1 lies outside 1900 to 2150"),
        ("9999-12-31T23:59:59Z", "the year 9999 lies outside 1900 to 2150"),
        ("0001-01-01T00:00:00+14:00", "outside 1900 to 2150"),
        ("2026-12-01T14:00:00+99:00", "cannot be read"),
        ("yesterday", "is not written as"),
        (0, "a date with time was expected"),
    ],
)
def test_an_instant_without_zone_or_of_an_impossible_year_is_refused(at: object, words: str) -> None:
    assert words in refusal(changed(lambda d: d.update(written_at=at)))


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1899-12-31", "2151-01-01"])
@pytest.mark.parametrize("place", ["consent", "examinations", "birth", "first"])
def test_a_date_of_an_impossible_year_is_refused_wherever_it_stands(day: str, place: str) -> None:
    changes: dict[str, Callable[[dict[str, Any]], object]] = {
        "consent": lambda d: d["plan"].update(profile={"consent": {"given_on": day}}),
        "examinations": lambda d: d["plan"].update(profile={"examinations": {"ecg_on": day}}),
        "birth": lambda d: d["plan"]["patient"].update(birth_date=day),
        "first": lambda d: d["plan"].update(first_day=day),
    }
    assert "outside" in refusal(changed(changes[place])) or "before 1900" in refusal(changed(changes[place]))


@pytest.mark.parametrize(
    "text",
    [
        "a\x00b",
        "a\u202eb",
        "x\n",
        "a\u200bb",
        "\u200cab",
        "a\u2066b",
        "tab\tbed",
        "\x1b[31m",
        "a\ue000b",
        "a\u2028b",
        "\ufeffa",
    ],
)
@pytest.mark.parametrize("place", ["name", "title", "equipment", "fingerprint", "written_by"])
def test_hidden_and_reordering_characters_are_refused_wherever_they_stand(text: str, place: str) -> None:
    kept = {"rule": "R1", "rule_version": "1", "reason": "tolerated before", "by": "Dr V", "at": "2026-12-01T14:00:00Z"}
    changes: dict[str, Callable[[dict[str, Any]], object]] = {
        "name": lambda d: d["plan"]["patient"].update(name=text),
        "title": lambda d: d["plan"].update(title=text),
        "equipment": lambda d: d["plan"]["site"].update(equipment=[text]),
        "fingerprint": lambda d: d["plan"].update(overrides=[{**kept, "fingerprint": text}]),
        "written_by": lambda d: d.update(written_by=text),
    }
    assert "hidden character" in refusal(changed(changes[place]))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"Sam R."', '"Sam \\ud800"'),
        ('"kind": "medicine"', '"kind": "\\udfff"'),
        ('"minutes": 90', '"minutes": "\\ud800"'),
        ('"title"', '"\\ud800"'),
        ('"kapplanner 1.0.0"', '"\\udc00\\ud800"'),
    ],
)
@pytest.mark.parametrize("version", ["1.0", "1.7"])
def test_lone_surrogates_are_refused(old: str, new: str, version: str) -> None:
    data = replaced(old, new).replace(b'"version": "1.0"', f'"version": "{version}"'.encode(), 1)
    assert "hidden character (U+D" in refusal(data)


def test_a_pair_of_surrogates_is_one_letter_and_is_read() -> None:
    data = replaced('"Sam R."', '"\\ud83d\\ude00"')
    assert document_to_plan(data).plan.patient.name == "😀"


def test_joiners_inside_words_and_line_breaks_in_notes_are_kept() -> None:
    data = changed(lambda d: d["plan"].update(note="one\ntwo", title="क्\u200dष"))
    assert document_to_plan(data).plan.note == "one\ntwo"


def test_a_name_of_ten_million_letters_is_refused_by_its_length() -> None:
    sentence = refusal(changed(lambda d: d["plan"]["patient"].update(name="x" * 10_000_000)))
    assert sentence == "patient: The patient's name is 10,000,000 characters long; at most 200 fit."


def test_a_note_over_twenty_thousand_letters_and_a_word_no_page_can_hold_are_refused() -> None:
    assert "20,001 characters long" in refusal(changed(lambda d: d["plan"].update(note="ab " * 6667)))
    assert "run of more than 200" in refusal(changed(lambda d: d["plan"].update(note="a" * 201)))
    assert document_to_plan(changed(lambda d: d["plan"].update(note="a" * 200))).plan.note == "a" * 200


def test_a_file_over_the_size_limit_is_refused_before_it_is_read() -> None:
    said = refusal(b" " * (SIZE_LIMIT + 1))
    assert said == "The file has more than 20,971,520 bytes; no plan file does."  # it is read no further than that


def test_endless_lists_and_too_many_values_are_refused() -> None:
    assert "5,001 entries" in refusal(changed(lambda d: d["plan"]["site"].update(equipment=["a"] * 5_001)))
    assert "at most 5000 sessions" in refusal(
        changed(
            lambda d: d["plan"].update(sessions=[{**d["plan"]["sessions"][1], "id": f"s{n}"} for n in range(5_001)])
        )
    )
    assert "more than 1,000,000 values" in refusal(b'{"a": [' + b"1," * 1_000_001 + b"1]}")
    assert "more than 1,000,000 values" in refusal(b'{"a": [' + b"{}," * 4_000_000 + b"1]}")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda d: d["plan"]["sessions"][1].update(bound_to="ghost"), "session 2: it names the session “ghost”"),
        (lambda d: d["plan"]["sessions"][1].update(room="cellar"), "session 2: it names the room “cellar”"),
        (lambda d: d["plan"].pop("practitioners"), "session 2: it names the practitioner “p1”"),
    ],
)
def test_ids_that_lead_nowhere_are_refused(change: Any, words: str) -> None:
    assert words in refusal(changed(change))


def test_one_fault_anywhere_never_ends_in_another_error() -> None:
    """Every byte of a good file in turn made wrong: read, or refused in words."""
    for place in range(0, len(GOOD), 3):
        for byte in (b"\x00", b'"', b"}", b"9", b"\xff", b"\\"):
            damaged = GOOD[:place] + byte + GOOD[place + 1 :]
            try:
                document_to_plan(damaged)
            except DocumentRefused as refused:
                assert str(refused)
