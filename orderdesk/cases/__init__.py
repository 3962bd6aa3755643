"""What a desk keeps about a case and never sends."""
