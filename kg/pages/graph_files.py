"""The graphs of a static site: one file for each town, practice and firm, as far as they are not too many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from kg.analysis import UnknownNameError
from kg.analysis.asking import Asks
from kg.analysis.graphs.subjects import subjects
from kg.pages.addresses import Static, file_of, graph_path
from kg.pages.drawing import drawn
from kg.views.page import SCRIPTS, asset

MOST = 300  # graphs: each takes a tenth of a second to make, and half a megabyte


def write_graphs(store: Asks, out: Path, most: int = MOST) -> frozenset[str]:
    """Writes the graphs of towns, then of practices that several towns name, then of firms, at most ``most``, into the
    folder of a site; with what their pages run, once for all. Returns their paths."""
    for name in SCRIPTS:
        _written(out / "assets" / "graph" / name, asset(name))
    made = set()
    for query in islice(_questions(store), most):
        path = graph_path(query)
        links = Static("zh", path)

        def script_at(name: str, links: Static = links) -> str:
            return links.asset(f"graph/{name}")

        try:
            html = drawn(store, query, links, held=0, script_at=script_at)
        except UnknownNameError:  # another firm is called the same
            continue
        _written(out / file_of(path, "zh"), html)
        made.add(path)
    return frozenset(made)


def _questions(store: Asks) -> Iterator[Mapping[str, str]]:
    for of, name in subjects(store):
        for more in ({}, {"problems": "1"}, {"likeness": "1"}) if of == "town" else ({},):
            yield {of: name, **more}


def _written(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
