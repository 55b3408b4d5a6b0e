"""The exit status: 0 clean · 1 found something · 2 could not run · 130 stopped by Ctrl-C."""

from __future__ import annotations

FOUND = 1
"""Errors, or no notes."""

COULD_NOT_RUN = 2
INTERRUPTED = 130
"""A person pressed Ctrl-C; the status that shells know for it."""
