"""Which practices go together more often than chance."""
