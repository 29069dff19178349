"""Rows R1 to R30 and R51 again, from the pages alone: expectations worked out before the rules were read."""
