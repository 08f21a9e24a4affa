"""All that reports tell of one town, practice, firm or problem type."""
