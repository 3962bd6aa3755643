"""orderdesk: orders from jobcentres to employment providers, and the monthly reports that answer them."""

__version__ = "0.1.0"
