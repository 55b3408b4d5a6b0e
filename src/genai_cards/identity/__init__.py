"""Drafts + lock → notes, the new lock, and what changed."""
