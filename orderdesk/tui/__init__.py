"""Screens and widgets. Calls the desk alone."""
