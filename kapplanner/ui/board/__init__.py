"""The plan board: a week of days as columns, a card for each session, true to time."""
