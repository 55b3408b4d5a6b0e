"""The exit status: 0 clean · 1 found something · 2 could not run."""

from __future__ import annotations

FOUND = 1
"""Errors, or no notes."""

COULD_NOT_RUN = 2
