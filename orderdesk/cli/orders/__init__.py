"""The commands of `orderdesk order`."""
