"""What can be done with an order by a notice or a meeting: each action with its form as data, and one way to do it."""
