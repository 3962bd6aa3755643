"""The commands of `orderdesk report`."""
