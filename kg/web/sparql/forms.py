"""The forms of answers: media types, the names that an address may use for them, and which a request wants."""

from __future__ import annotations

from collections.abc import Mapping

from kg.store.results import BOOLEANS
from kg.web.accepting import chosen
from kg.web.sparql.asked import ProtocolError

TABLE: Mapping[str, str] = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
BOOLEAN: Mapping[str, str] = {kind: form for kind, form in TABLE.items() if form in BOOLEANS}
GRAPH: Mapping[str, str] = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/n-quads": "nq",
    "application/trig": "trig",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
    "application/json": "jsonld",
    "application/xml": "rdf",
    "text/xml": "rdf",
    "text/plain": "nt",
}
"""By media type, the best first; of each form the first is its own."""
_OF = {"select": TABLE, "ask": BOOLEAN, "construct": GRAPH, "describe": GRAPH}


def form_for(asks: str, accept: str, name: str) -> tuple[str, str]:
    """Media type and form to answer a query with that ``asks`` "select", "ask", "construct" or "describe": the one the
    address names, else what the ``Accept`` header wants most. Raises ProtocolError (406) where there is none."""
    offered = _OF[asks]
    if name:
        for kind, form in offered.items():
            if name in (kind, form):
                return kind, form
        raise _none(asks, name, offered)
    wanted = chosen(accept, tuple(offered))
    if wanted is None:
        raise _none(asks, accept, offered)
    return wanted, offered[wanted]


def _none(asks: str, wanted: str, offered: Mapping[str, str]) -> ProtocolError:
    forms = ", ".join(offered)
    return ProtocolError(
        406,
        f"{asks.upper()} cannot be answered as {wanted}: ask for one of {forms}",
        f"{asks.upper()} 的答案没有 {wanted} 这种格式：可用的有 {forms}",
    )
