"""The commands of `orderdesk case`."""
