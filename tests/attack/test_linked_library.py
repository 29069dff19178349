"""A library reached by a link is the same library: nobody else may write to it at the same time."""

import shutil
import sys
from pathlib import Path

import pytest

from kapplanner.domain.library import LibraryBusy
from kapplanner.storage.library import open_library


@pytest.mark.skipif(sys.platform == "win32", reason="making links needs rights there")
def test_a_library_open_by_its_link_is_held_under_its_own_name_too(tmp_path: Path) -> None:
    place, link = tmp_path / "library.kapdb", tmp_path / "link.kapdb"
    open_library(place).close()
    link.symlink_to(place)
    shutil.copy(tmp_path / "library.kapdb.key", tmp_path / "link.kapdb.key")
    held = open_library(link)
    with pytest.raises(LibraryBusy):
        open_library(place)
    held.close()
    open_library(place).close()
