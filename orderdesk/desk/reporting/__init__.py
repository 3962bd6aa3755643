"""Courses under way: reports, meetings, adjustments, reviews."""
