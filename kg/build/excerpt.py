"""A part of a graph as a graph of its own: some reports with what they share, and all that is derived made anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from kg import places
from kg.rdf.derived import derived_quads
from kg.rdf.description import description_quads
from kg.rdf.firm_spellings import spelling_quads
from kg.rdf.iris import DERIVED, DESCRIPTION, FIRMS, GRAPH, LAWS, MECHANISMS, REPORT
from kg.rdf.vocabulary import DCT, GOV, PROV, TYPE
from kg.store import Store
from kg.store.layout import StoreFolder, write_safely
from kg.tables import make, tables_of, write
from kg.tables.opening import csv_of

_DIGEST = "0" * 16  # of the only graph that the folder ever holds


def excerpt(store: Store, folder: Path, reports: Collection[str]) -> Path:
    """The reports of these ids as a store in ``folder``; returns it. One that is whole there already is left as it is.

    What a text has in common with reports that are left out is no longer told, and firms, laws and local practices that
    none of them names are left out.
    """
    place = StoreFolder(folder)
    if place.current() is not None:
        return folder
    place.path.mkdir(parents=True, exist_ok=True)
    new = place.new(_DIGEST)
    graph = ox.Store(str(new / "graph"))
    of_reports = {GRAPH[iri.removeprefix(REPORT.iri)] for iri in tables_of(store)["reports"]["iri"]}
    shared = [name for name in store.graphs() if name not in of_reports and name not in (DERIVED, DESCRIPTION)]
    names = [*shared, *(GRAPH[report] for report in sorted(reports))]
    graph.bulk_extend(chain.from_iterable(map(store.graph, names)))
    graph.extend(_copies(store.graph(DERIVED), frozenset(reports)))
    graph.extend(_readers(store.graph(DESCRIPTION)))
    _forget(graph)
    graph.extend(derived_quads(graph))
    graph.extend(spelling_quads(graph, places.load()))
    graph.extend(description_quads(graph))
    graph.flush()
    write(make(partial(csv_of, graph)), new)
    del graph  # lets go of the folder
    write_safely(new / "readers.lock", b"")
    place.switch(new, _DIGEST)
    return folder


def _copies(derived: Iterable[ox.Quad], reports: frozenset[str]) -> Iterator[ox.Quad]:
    """What was derived of passages of the reports, unless it leads to another."""
    of: dict[ox.NamedNode, list[ox.Quad]] = defaultdict(list)
    for quad in derived:
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(REPORT.iri):
            of_report, statement, _ = _id(quad.subject).partition("_")
            if statement and of_report in reports:
                of[quad.subject].append(quad)
    source, report = GOV["copiedFrom"], GOV["report"]
    for quads in of.values():
        outside = {quad for quad in quads if quad.predicate == source and _id(quad.object) not in reports}
        text = any(quad.predicate == report for quad in quads)  # else a sentence, which may lead to several
        if not (text and outside):
            yield from (quad for quad in quads if quad not in outside)


def _readers(description: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """What made the graphs of reports; the numbers are counted anew."""
    quads = list(description)
    readers = {quad.subject for quad in quads if quad.predicate == TYPE and quad.object == PROV["Activity"]}
    return (quad for quad in quads if quad.subject in readers)


def _forget(graph: ox.Store) -> None:
    """Removes the firms, the laws and the practices of no scheme that nothing in another graph names."""
    for name in (FIRMS, LAWS, MECHANISMS):
        quads = graph.quads_for_pattern(None, None, None, name)
        known = {quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)}
        if name == MECHANISMS:
            found = graph.quads_for_pattern(None, GOV["discovered"], None, name)
            gone = graph.quads_for_pattern(None, DCT["isReplacedBy"], None, name)
            known &= {quad.subject for quad in chain(found, gone)}
        unnamed = {one for one in known if all(q.graph_name == name for q in graph.quads_for_pattern(None, None, one))}
        # A spelling leads to the node that all its statements name now.
        led = {
            quad.subject
            for quad in graph.quads_for_pattern(None, DCT["isReplacedBy"], None, name)
            if quad.object not in unnamed
        }
        for one in unnamed - led:
            for quad in list(graph.quads_for_pattern(one, None, None, name)):
                graph.remove(quad)


def _id(term: object) -> str:
    return term.value.removeprefix(REPORT.iri) if isinstance(term, ox.NamedNode) else ""
