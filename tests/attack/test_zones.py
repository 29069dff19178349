"""Zones that mean another thing on another computer, or count leap seconds, are no zone of a plan."""

import pytest

from kapplanner.domain.errors import ImpossibleValue
from kapplanner.domain.time import zone_named


@pytest.mark.parametrize("name", ["localtime", "posixrules", "Factory", "right/America/New_York", "posix/Europe/Paris"])
def test_a_zone_that_depends_on_the_computer_is_refused(name: str) -> None:
    with pytest.raises(ImpossibleValue, match="no time zone called"):
        zone_named(name)


@pytest.mark.parametrize("name", ["America/Havana", "UTC", "EST5EDT", "Pacific/Apia", "America/Port-au-Prince"])
def test_a_zone_of_the_list_is_taken(name: str) -> None:
    assert zone_named(name).key == name
