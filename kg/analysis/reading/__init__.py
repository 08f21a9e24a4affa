"""A report to be read: its clean text, and what was taken from each sentence of it."""
