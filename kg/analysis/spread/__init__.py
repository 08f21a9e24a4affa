"""Where a practice came up, and how it spread."""
