"""The demo: an invented municipality with invented people, played along the real path."""
