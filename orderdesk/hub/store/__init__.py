"""What the hub keeps, and the only place that says SQL. Every function takes the connection of a transaction.

Statements that every request needs stand ready at the head of their module: making one costs as much as running it.
"""
