"""The commands of `orderdesk gaps`."""
