"""Stores: one interface over an embedded Oxigraph folder and any SPARQL 1.1 endpoint; always read-only.

A graph is written only by ``kg.build``, beside the current one, which then takes its place.
"""

from __future__ import annotations

from pathlib import Path

from kg.store.answers import Answer, Row, Term
from kg.store.base import Store

__all__ = ["Answer", "Row", "Store", "Term", "open_store"]


def open_store(location: str | Path) -> Store:
    """Open the store at ``location``: a folder, or the ``http(s)://`` address of a SPARQL endpoint.

    Raises NoStoreError, saying what to do, where the folder holds no graph.
    """
    if str(location).startswith(("http://", "https://")):
        from kg.store.remote import RemoteStore

        return RemoteStore(str(location))
    from kg.store.embedded import EmbeddedStore

    return EmbeddedStore(location)
