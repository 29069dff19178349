"""Judging a plan: plan + rule set -> report. Pure functions of frozen values."""
