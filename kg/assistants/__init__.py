"""Assistants ask the graph by the Model Context Protocol, and answer with citations."""
