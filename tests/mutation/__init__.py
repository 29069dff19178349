"""Does a test notice when a rule is changed? Thousands of small changes, each tried on the tests it meets."""
