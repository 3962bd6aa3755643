"""Case files on the municipality's desk: keeping them, what they lack, and what closes it. None of it is ever sent."""
