"""The graph of the last build, brought up to date in a copy: as its reports were read, before names are settled and judgements
applied. What did not change is neither read nor loaded again.

The copy consists of hard links to files that are never changed, so it takes no time and hardly any room; who reads the old graph
goes on reading it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.build.manifest import Manifest, load
from kg.rdf.iris import DERIVED, DESCRIPTION, GRAPH, JUDGEMENTS
from kg.store.layout import damaged, write_safely

_TOUCHED = "touched.json"
_LARGEST_SHARE = 0.3  # of reports that are others: beyond it loading all is quicker than taking out and putting in
_MADE_ANEW = (DESCRIPTION, JUDGEMENTS)  # small graphs of which nothing is kept


def write_touched(reports: Iterable[str], data: Path) -> None:
    """Keep beside a graph the reports (ids) in whose graphs something else stands than was read: a practice goes by another
    name, a statement was judged."""
    write_safely(data / _TOUCHED, json.dumps(sorted(reports)).encode() + b"\n")


@dataclass(frozen=True, slots=True)
class Renewal:
    """What of a finished graph (the folder ``data``) is to be taken out: the graphs of the reports ``out``; and which
    reports are to be put in."""

    data: Path
    known: frozenset[str]
    out: frozenset[str]
    into: tuple[str, ...]

    def begin(self, folder: Path) -> ox.Store:
        """A copy of the graph in ``folder``, without the reports that are to be taken out."""
        ox.Store.read_only(str(self.data / "graph")).backup(str(folder))
        graph = ox.Store(str(folder))
        for report in sorted(self.out):
            graph.remove_graph(GRAPH[report])
        for name in _MADE_ANEW:
            graph.remove_graph(name)
        return graph

    def share(self, graph: ox.Store, quads: Iterable[ox.Quad]) -> None:
        """In the graphs that reports share stand ``quads`` and nothing else."""
        own = {GRAPH[report] for report in self.known}
        names = [name for name in graph.named_graphs() if name not in own and name != DERIVED]
        replace(graph, names, quads)


def replace(graph: ox.Store, names: Iterable[ox.NamedNode | ox.BlankNode], quads: Iterable[ox.Quad]) -> None:
    """In the graphs called ``names`` stand ``quads`` and nothing else; what stands there already is left where it is."""
    wanted = set(quads)
    for name in names:
        there = set(graph.quads_for_pattern(None, None, None, name))
        for quad in there - wanted:
            graph.remove(quad)
        wanted -= there
    graph.bulk_extend(wanted)


def renewal(data: Path | None, manifest: Manifest) -> Renewal | None:
    """How the graph in ``data`` becomes the one that ``manifest`` describes; None where it is quicker, or there is no other
    way, to load all."""
    if data is None:
        return None
    before = load(data)
    if before.version != manifest.version:
        return None
    try:
        touched = set(json.loads((data / _TOUCHED).read_bytes()))
    except FileNotFoundError:  # another version made it
        return None
    except (OSError, ValueError, TypeError) as error:
        raise damaged(data / _TOUCHED) from error
    old, new = before.records, manifest.records
    same = {
        key
        for key in old.keys() & new.keys() - touched
        # A report's graph holds the name of its file too.
        if old[key].reading == new[key].reading and old[key].sources[0].name == new[key].sources[0].name
    }
    out, into = old.keys() - same, new.keys() - same
    if len(out) + len(into) > _LARGEST_SHARE * len(new):
        return None
    return Renewal(data, frozenset(old), frozenset(out), tuple(sorted(into)))
