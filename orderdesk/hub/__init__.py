"""The hub: keeps sealed envelopes and signed directories between desks, and cannot read what it keeps."""
