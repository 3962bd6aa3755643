"""What can be done with an order in its course: the list of it, and the form that each action has."""
