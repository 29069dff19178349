"""The rule forms, one a file. Each is discovered by ``kapplanner.rules.library``; none knows another."""
