"""Quality checks on an order and on a report. They prompt; they do not write the order."""
