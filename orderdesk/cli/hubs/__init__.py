"""The commands of `orderdesk hub`."""
