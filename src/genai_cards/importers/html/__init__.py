"""A saved web page → a Markdown page."""
