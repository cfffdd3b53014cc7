"""Whom a statement thanks for reviewing it, and who of them confirmed it."""
