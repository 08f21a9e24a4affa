"""Places: the official list of divisions, look-ups by name, code and context.

``load()`` gives the gazetteer; ``resolve()`` tells which of several towns of one name is meant, or that nobody can.
"""

from kg.places.gazetteer import Gazetteer, PlaceMention, load
from kg.places.resolution import Hint, Resolution, resolve

__all__ = ["Gazetteer", "Hint", "PlaceMention", "Resolution", "load", "resolve"]
