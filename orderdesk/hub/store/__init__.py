"""What the hub keeps, and the only place that says SQL. Every function takes the connection of a transaction."""
