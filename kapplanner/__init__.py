"""KAP Planner: plan intensive ketamine-assisted psychotherapy for anxiety, offline."""

__version__ = "1.0.0"
