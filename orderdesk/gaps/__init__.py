"""What a case still lacks before the rehabilitation team, and why."""
