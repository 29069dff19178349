"""The help of the program: the pages that ship with it, a window to read and search them, and where each belongs."""
