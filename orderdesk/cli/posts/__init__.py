"""The commands of `orderdesk post`."""
