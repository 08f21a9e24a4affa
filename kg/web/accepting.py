"""Which of several media types an ``Accept`` header (RFC 9110, 12.5.1) wants most."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

SYNTAXES = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
"""In which statements of one graph can be asked for, the one that people read best first."""


def chosen(accept: str, offered: Sequence[str]) -> str | None:
    """The one of ``offered`` (media types, best first) that ``accept`` weighs most, of equals the one that it names
    first; None where it takes none of them. Without a header anything is taken."""
    ranges = list(_ranges(accept)) or [("*/*", 1.0)]
    best: tuple[float, int, int] | None = None
    kind = None
    for at, offer in enumerate(offered):
        fitting = [
            (_closeness(wanted, offer), -place, weight)
            for place, (wanted, weight) in enumerate(ranges)
            if _closeness(wanted, offer)
        ]
        if not fitting:
            continue
        _, place, weight = max(fitting)  # what is said of this very type counts, not of all
        if weight > 0 and (best is None or (weight, place, -at) > best):
            best, kind = (weight, place, -at), offer
    return kind


def _ranges(accept: str) -> Sequence[tuple[str, float]]:
    found = []
    for part in accept.split(","):
        kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if kind:
            found.append((kind, next((_weight(one[2:]) for one in parameters if one.startswith("q=")), 1.0)))
    return found


def _closeness(wanted: str, offer: str) -> int:
    if wanted == offer:
        return 3
    if wanted.endswith("/*") and offer.startswith(wanted[:-1]):
        return 2
    return 1 if wanted == "*/*" else 0


def _weight(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0
