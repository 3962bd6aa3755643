"""Orders and the replies to them: written, checked, read, compared, followed up."""
