"""The commands of `orderdesk review`."""
