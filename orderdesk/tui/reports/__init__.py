"""The screens of reports: writing a month's report, and reading it against the order."""
