"""What reports say is asked of their own graphs: it lies side by side there, and is read twice as fast as from the union
of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from kg.analysis.asking import Asks, Row, select, select_each
from kg.ontology import NAMESPACES

_BATCH = 500  # statements a query; so many terms a server accepts
_BRANCHES = 60  # reports a query: each is a branch of its own


def select_said(store: Asks, variables: str, pattern: str, nodes: Iterable[str]) -> Iterator[Row]:
    """Rows of ``variables`` ("?exact ?start") and ?node for ``pattern``, which speaks of ?node: a statement of a report,
    one of ``nodes`` (IRIs).

    What its report's graph does not answer is asked of the whole store: a store need not keep graphs apart. Rows come
    report by report; where two graphs hold the same, twice.
    """
    missing: list[str] = []
    for batch in _batches(sorted(set(nodes))):
        branches = [
            f"{{ GRAPH {ox.NamedNode(graph)} {{ VALUES ?node {{ {_terms(those)} }} {pattern} }} }}"
            for graph, those in batch.items()
        ]
        rows = select(store, f"SELECT ?node {variables} {{ {' UNION '.join(branches)} }}") if branches else []
        yield from rows
        answered = {row["node"] for row in rows}
        missing += [node for those in batch.values() for node in those if node not in answered]
    whole = f"SELECT ?node {variables} {{ {pattern} }}"
    yield from select_each(store, whole, "node", [ox.NamedNode(node) for node in missing])


def _batches(nodes: Sequence[str]) -> Iterator[dict[str, list[str]]]:
    """Portions of the nodes by the graph that each stands in."""
    batch: dict[str, list[str]] = {}
    size = 0
    for node in nodes:
        graph = _graph(node)
        if size == _BATCH or (graph not in batch and len(batch) == _BRANCHES):
            yield batch
            batch, size = {}, 0
        batch.setdefault(graph, []).append(node)
        size += 1
    if batch:
        yield batch


def _graph(node: str) -> str:
    """``report:3f51fe86391b8547_adoption_…`` → ``graph:3f51fe86391b8547``, where its report's statements lie."""
    report = node.removeprefix(NAMESPACES["report"]).partition("_")[0]
    return NAMESPACES["graph"] + report if node.startswith(NAMESPACES["report"]) else node


def _terms(nodes: Iterable[str]) -> str:
    return " ".join(str(ox.NamedNode(node)) for node in nodes)
