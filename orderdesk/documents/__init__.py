"""What is exchanged: the envelope, a module per kind of document, and the life cycle. No I/O, no clock of its own."""
