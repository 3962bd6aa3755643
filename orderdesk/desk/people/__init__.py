"""Who has which case: contacts, colleagues, substitutes, handovers."""
