"""Papers in Spanish: the same sections and the same times as in English."""

from kapplanner.codec.templates import shared_wording
from kapplanner.documents import PrintRequest, print_papers, print_pdf
from kapplanner.documents.content import sheet_text
from kapplanner.documents.kinds.medicine_day import write
from kapplanner.domain.session import SessionKind
from tests.documents.support import pages_of, request, spaced, words_of
from tests.support.build import plan, session


def second(**more: object) -> str:
    return spaced(sheet_text(write(request(language="es", **more))[1]))


def test_the_medicine_day_says_when_to_stop_eating_and_driving() -> None:
    text = second(twelve_hour=False)
    assert "Miércoles 9 de diciembre de 2026" in text
    assert "Deje de comer a las 03:30 del miércoles 9 de diciembre de 2026." in text
    assert "Puede tomar agua sola hasta las 07:30 del miércoles." in text
    assert "No maneje hasta el jueves 10 de diciembre de 2026, tras una noche de sueño." in text


def test_all_that_the_templates_tell_the_patient_is_told_in_spanish() -> None:
    english, spanish = shared_wording(), shared_wording("es")
    assert [kind for kind, _ in spanish.kinds] == [kind for kind, _ in english.kinds]
    assert [route for route, _ in spanish.routes] == [route for route, _ in english.routes]


def test_only_words_of_ones_own_are_to_be_checked_for_their_language() -> None:
    shared = session("rest", "D1", "14:00", patient_text=shared_wording().for_kind(SessionKind.REST))
    own = session("rest", "D1", "16:00", patient_text="Free time.")
    for sessions, said in (((shared,), []), ((shared, own), ["1 appointment has words of its own."])):
        papers = print_papers(request(plan=plan(*sessions), documents=("itinerary",), language="es"))
        found = [finding.sentence for finding in papers.findings if finding.check == "P36"]
        assert [sentence[:35] for sentence in found] == said


def test_twelve_hour_times_are_written_the_spanish_way() -> None:
    assert "3:30 a. m." in second()


def test_both_languages_have_the_same_pages_and_blocks() -> None:
    def shape(asked: PrintRequest) -> list[list[str]]:
        return [[type(block).__name__ for block in sheet.blocks] for sheet in write(asked)]

    assert shape(request(language="es")) == shape(request(language="en"))


def test_the_papers_of_the_team_stay_in_the_language_of_the_team() -> None:
    assert "Signatures" not in words_of(print_pdf(request(language="es", documents=("safety-report",))))
    assert "It does not say the plan is safe." in words_of(
        print_pdf(request(language="es", documents=("safety-report",)))
    )


def test_every_page_is_a_draft_in_spanish() -> None:
    pages = pages_of(print_pdf(request(language="es", documents=("calendar", "itinerary"))))
    assert all("BORRADOR, no definitivo" in page for page in pages)
    assert all(f"Página {number} de {len(pages)}" in page for number, page in enumerate(pages, 1))
