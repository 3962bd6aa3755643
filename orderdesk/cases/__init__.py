"""What a desk keeps about a case and never sends: the case file, how it is read, and what does not add up in it."""
