"""Whose desk this is: keys, the organisation's directory, who joins and leaves, whom others are trusted by."""
