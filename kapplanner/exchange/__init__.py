"""Files in and out: what a colleague, a calendar or a record system reads."""
