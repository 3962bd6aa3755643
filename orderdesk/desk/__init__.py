"""One person's desk: the archive and the store, and the use cases that screens and commands call."""
