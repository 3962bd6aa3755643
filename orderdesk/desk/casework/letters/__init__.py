"""The texts of letters to doctors, a folder a language."""
