"""The program as a process, in a folder and a home of the test's own."""

from tests.end_to_end.conftest import kapplanner, made_plan, plan_file

__all__ = ["kapplanner", "made_plan", "plan_file"]
