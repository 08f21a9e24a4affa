"""Knowledge graph of governance practices in Chinese township rule-of-law reports.

>>> import kg
>>> g = kg.open("kg-store")
>>> g.towns("枫桥经验").to_pandas()
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import KgError

if TYPE_CHECKING:
    from pathlib import Path

    from kg.api import Graph

__all__ = ["KgError", "__version__", "open"]
__version__ = "0.1.0"


def open(location: str | Path | None = None, *, lang: str | None = None) -> Graph:  # noqa: A001 - read as kg.open
    """The graph at ``location``: a folder that ``kg build`` made, or the address of any SPARQL 1.1 server that holds
    such a graph; by default ``KG_STORE``, else ``kg-store`` in the working folder.

    ``lang`` is the language in which answers and errors are told, "zh" or "en"; by default ``KG_LANG``, else the
    locale's. Raises KgError, saying what to do, where there is no graph. The graph is a context manager; it is only
    read, and stays the same while a newer one is built.
    """
    from kg.api import Graph

    return Graph.at(location, lang=lang)
