"""Tests of what rules say about a plan, apart from the words they say it in."""
