"""The commands of `orderdesk contact`."""
