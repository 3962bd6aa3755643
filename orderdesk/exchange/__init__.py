"""Carrying sealed documents between desks. Sees routing ids and sizes, never content."""
