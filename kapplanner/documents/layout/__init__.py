"""From plain content to placed pieces on pages: fonts, lines, boxes, tables."""
