"""The commands of `orderdesk order meeting` that only show."""
