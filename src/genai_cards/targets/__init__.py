"""Notes → bytes: one module for each format."""
