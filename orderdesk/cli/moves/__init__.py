"""The commands for the actions of an order's life, all made from the forms in `desk.moves`."""
