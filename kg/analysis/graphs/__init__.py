"""Graphs for drawing: what is drawn of a corpus, a town, a firm or of likeness, and what is held ready beside it."""
