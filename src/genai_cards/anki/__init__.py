"""Real Anki; its library is an extra, imported when asked for."""
