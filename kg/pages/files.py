"""Files of the site that are no pages: the vocabulary and its schemes."""

from __future__ import annotations

from kg.ontology import folder

TURTLE = "text/turtle"
ONTOLOGY_FILES = ("governance.ttl", "mechanisms.ttl", "topics.ttl", "shapes.ttl")


def ontology_file(name: str) -> bytes:
    """A file of the ontology. KeyError for one that there is not."""
    if name not in ONTOLOGY_FILES:
        raise KeyError(name)
    return (folder() / name).read_bytes()
