"""Text copied from a browser → a Markdown page."""
