"""The print check: forty questions to the papers, as content and as a finished file. ``table`` lists them."""
