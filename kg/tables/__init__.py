"""Tables of a graph, prepared once per build: what analyses count, as columns that are mapped from disk when opened.

Everything here is in the graph and can be asked for in SPARQL (``questions``); a table answers in milliseconds what a
query over a million statements answers in seconds. Sentences are not here: they are fetched for what is shown.
"""

from kg.tables.making import make
from kg.tables.opening import Tables, tables_of, write

__all__ = ["Tables", "make", "tables_of", "write"]
