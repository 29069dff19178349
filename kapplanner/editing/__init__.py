"""Changing a plan: commands, steps that can be undone, and saving as one works."""
