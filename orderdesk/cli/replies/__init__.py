"""The commands of `orderdesk reply`."""
