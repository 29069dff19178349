"""How long it takes to find a medicine while it is typed with a slip, beside the standard library's close matches."""

from difflib import get_close_matches

from kapplanner.codec.clinical_lists import medicine_list
from tests.benchmarks.test_rules_speed import beside

LIST = medicine_list()
NAMES = [name for medicine in LIST.medicines for name in (medicine.name, *medicine.brands)]


def test_a_name_with_a_letter_missing_is_found_in_a_fraction_of_a_plain_comparison() -> None:
    typed = [name[: len(name) // 2] + name[len(name) // 2 + 1 :] for name in NAMES][::17]
    LIST.find("warm")
    searched, compared = beside(
        lambda: [LIST.find(text) for text in typed], lambda: [get_close_matches(text, NAMES) for text in typed], 5
    )
    each = searched / len(typed) * 1000
    print(f"\n{len(typed)} searches with a slip: {each:.2f} ms each (aim 1 ms), {searched / compared:.2f} of difflib")
    assert searched / compared < 0.25
