"""The screens of an order: composing it, reading it, answering it."""
