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

MOST = 300  # graphs: each takes a tenth of a second to make, and half a megabyte


def questions(store: Asks, most: int = MOST) -> Iterator[Mapping[str, str]]:
    """Which graphs a site has, at most ``most``: of towns, then of practices that several towns name, then of firms. Of
    towns that are too many for that there are none, rather than of those that happen to be first."""
    every = list(islice(_questions(store), most + 1))
    if len(every) > most and every[most].get("town"):
        return islice((query for query in _questions(store) if not query.get("town")), most)
    return iter(every[:most])


def draw(store: Asks, out: Path, query: Mapping[str, str]) -> bool:
    """Writes one graph into the folder of a site; what its page runs lies in the site's assets. False where there is
    none, because another firm is called the same."""
    path = graph_path(query)
    links = Static("zh", path)

    def script_at(name: str) -> str:
        return links.asset(f"graph/{name}")

    try:
        html = drawn(store, query, links, held=0, script_at=script_at)
    except UnknownNameError:
        return False
    file = out / file_of(path, "zh")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(html, encoding="utf-8", newline="\n")
    return True


def _questions(store: Asks) -> Iterator[Mapping[str, str]]:
    for of, name in subjects(store):
        for more in ({}, {"problems": "1"}, {"likeness": "1"}) if of == "town" else ({},):
            yield {of: name, **more}
