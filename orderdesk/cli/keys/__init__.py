"""The commands of `orderdesk key`."""
