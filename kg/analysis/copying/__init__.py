"""Passages that stand in an earlier report almost word for word."""
