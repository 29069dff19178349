"""Reading one typed line as a session: "IM 45 mg Tue 9-12 Room 2". Nothing is dropped, nothing guessed in silence."""

from kapplanner.editing.quick_entry.entry import Typed as Typed
from kapplanner.editing.quick_entry.entry import read_session as read_session
from kapplanner.editing.quick_entry.meaning import Part as Part
from kapplanner.editing.quick_entry.meaning import Setting as Setting
from kapplanner.editing.quick_entry.read_back import read_back as read_back
