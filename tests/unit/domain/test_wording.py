"""Words that all templates share: found by kind or route, and known again in a plan."""

from kapplanner.domain.pattern import Wording
from kapplanner.domain.session import Route, SessionKind
from tests.support import build

WORDS = Wording(((SessionKind.REST, "Lie down."),), ((Route.IM, "An injection."),), (("emdr", "One picture."),))


def test_a_session_is_told_by_its_route_where_medicine_is_given_else_by_its_kind() -> None:
    assert WORDS.for_session(build.medicine("D1", route="IM")) == "An injection."
    assert WORDS.for_session(build.medicine("D1", route="SL")) == ""
    assert WORDS.for_session(build.session("rest", "D1", "14:00")) == "Lie down."
    assert (WORDS.for_modality("emdr"), WORDS.for_modality("cbt")) == ("One picture.", "")


def test_words_of_ones_own_are_told_from_shared_ones() -> None:
    assert WORDS.says("Lie down.") and WORDS.says("An injection.")
    assert not WORDS.says("Lie down. Music if you like.")
