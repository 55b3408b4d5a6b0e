"""Markdown → Document: the only room that knows the parser's tokens."""
