"""What needs somebody: the lines of Today, a module a subject. `desk/today.py` puts them together."""
