"""The plan inside papers of the team, and papers that open with a password."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest

from kapplanner.codec.carried import Carried
from kapplanner.codec.plans import document_to_plan
from kapplanner.documents import CannotPrint, print_papers, print_pdf
from kapplanner.domain.errors import ImpossibleValue
from tests.documents.support import PRINTED_AT, judged, request, words_of

PASSWORD = "correct horse battery"


def opened(pdf: bytes, password: str = "") -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf), password=password)


def test_the_plan_inside_is_the_plan_that_was_printed_written_when_it_was_printed() -> None:
    wanted = judged(carries_plan=True)
    with opened(print_pdf(wanted)) as document:
        (file,) = document.Root.AF
        assert str(file.AFRelationship) == "/Source"
        assert (str(file.UF), str(file.F)) == ("K7-0042.kap", "K7-0042.kap")
        assert document.Root.Names.EmbeddedFiles.Names[1].objgen == file.objgen
        inside = document_to_plan(file.EF.F.read_bytes())
    assert inside.plan == wanted.plan
    assert inside.written_at == PRINTED_AT


def test_what_came_with_the_plan_from_a_newer_version_goes_out_with_it() -> None:
    carried = Carried("1.7", {"unknown": {"moon_phase": "full"}})
    with opened(print_pdf(judged(carries_plan=True, carried=carried))) as document:
        inside = document.Root.AF[0].EF.F.read_bytes()
    assert b"moon_phase" in inside


def test_a_code_of_odd_letters_makes_a_plain_name_for_the_file() -> None:
    wanted = judged(carries_plan=True)
    with opened(print_pdf(replace(wanted, plan=wanted.plan.with_changes(code="../Ä 7:1")))) as document:
        assert str(document.Root.AF[0].UF) == "_____7_1.kap"


@pytest.mark.parametrize("documents", [("itinerary",), ("safety-report", "calendar")])
def test_the_plan_never_goes_inside_papers_for_the_patient(documents: tuple[str, ...]) -> None:
    with pytest.raises(CannotPrint, match="team only"):
        print_pdf(request(documents=documents, carries_plan=True))


def test_papers_without_the_plan_hold_no_file() -> None:
    with opened(print_pdf(judged())) as document:
        assert "/AF" not in document.Root


def test_the_same_request_with_the_plan_inside_gives_the_same_bytes() -> None:
    wanted = judged(carries_plan=True)
    assert print_pdf(wanted) == print_pdf(wanted)
    later = replace(wanted, printed_at=wanted.printed_at + timedelta(minutes=1))
    assert print_pdf(later) != print_pdf(wanted)


def test_a_protected_file_is_encrypted_with_aes_of_256_bits_and_opens_with_its_password_only() -> None:
    pdf = print_pdf(request(password=PASSWORD))
    with pytest.raises(pikepdf.PasswordError):
        opened(pdf)
    with opened(pdf, PASSWORD) as document:
        kept = document.encryption
        assert (kept.R, kept.V, kept.bits) == (6, 5, 256)
        methods = {kept.stream_method, kept.string_method, kept.file_method}
        assert methods == {pikepdf.models.EncryptionMethod.aesv3}


def test_nothing_of_a_protected_file_can_be_read_without_the_password() -> None:
    wanted = request(password=PASSWORD)
    pdf = print_pdf(wanted)
    for word in (b"Harbour Clinic", b"K7-0042", b"Sam R", PASSWORD.encode()):
        assert word not in pdf
        assert word.decode().encode("utf-16-be") not in pdf


def test_a_protected_file_can_be_read_aloud_and_claims_pdf_ua_but_not_pdf_a() -> None:
    """PDF/A forbids encryption."""
    with opened(print_pdf(request(password=PASSWORD)), PASSWORD) as document:
        assert document.allow.accessibility
        said = document.Root.Metadata.read_bytes()
    assert b"<pdfuaid:part>1</pdfuaid:part>" in said
    assert b"pdfaid:" not in said


def test_a_protected_file_holds_the_same_pages_as_an_open_one() -> None:
    wanted = request(password=PASSWORD)
    with opened(print_pdf(wanted), PASSWORD) as locked, opened(print_pdf(replace(wanted, password=""))) as free:
        assert [p.Contents.read_bytes() for p in locked.pages] == [p.Contents.read_bytes() for p in free.pages]


def test_a_protected_file_is_never_the_same_twice() -> None:
    wanted = request(password=PASSWORD)
    assert print_pdf(wanted) != print_pdf(wanted)


def test_the_password_opens_however_its_letters_were_composed() -> None:
    pdf = print_pdf(request(password="Café".replace("é", "e\u0301") + " au lait bitte"))
    with opened(pdf, "Café au lait bitte") as document:
        assert document.is_encrypted


@pytest.mark.parametrize("password", ["eleven char", "twelve chars\n", "ü" * 64])
def test_a_password_that_is_short_cannot_be_typed_or_is_too_long_is_refused(password: str) -> None:
    with pytest.raises(ImpossibleValue):
        request(password=password)


@pytest.mark.parametrize("password", ["twelve chars", "ü" * 63])
def test_twelve_characters_and_just_under_127_bytes_are_a_password(password: str) -> None:
    assert request(password=password).password == password


def test_the_password_is_not_told_where_a_request_is_shown() -> None:
    assert PASSWORD not in repr(request(password=PASSWORD))


def test_papers_to_be_looked_at_are_open_and_hold_no_file() -> None:
    looked_at = print_papers(judged(carries_plan=True, password=PASSWORD)).pdf
    assert "Safety check report" in words_of(looked_at)
    with opened(looked_at) as document:
        assert "/AF" not in document.Root
