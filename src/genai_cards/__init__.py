"""Turns the pages you learn from into Anki decks."""

__version__ = "0.1.0"
