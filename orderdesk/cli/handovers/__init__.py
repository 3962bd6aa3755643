"""The commands of `orderdesk handover`."""
