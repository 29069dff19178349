"""Text that the shipped face cannot set letter by letter: other scripts, joined letters, marks, right to left.

Loaded only when such a text is printed: what stands here needs HarfBuzz and looks at the fonts of the machine.
"""
