"""The site as files, for any file server and for the disk itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from kg.analysis.asking import Asks
from kg.analysis.finding import KINDS, every_name
from kg.errors import KgError
from kg.pages import overview_data
from kg.pages.addresses import Static, file_of, folder_of, path_of
from kg.pages.drawing import drawn
from kg.pages.files import write_files
from kg.pages.graph_files import write_graphs
from kg.pages.mapping import OUTLINES
from kg.pages.rendering import ASSETS, asset, rendered
from kg.pages.site import Site
from kg.views.boundaries import Boundaries


def write_site(
    store: Asks,
    out: Path,
    *,
    languages: Sequence[str] = ("zh", "en"),
    told: Callable[[int, int], None] | None = None,
    boundaries: Boundaries | None = None,
) -> int:
    """Write every page in each language into the folder ``out``, with what its panels hold; returns how many pages.

    ``boundaries`` lie below the maps. ``told`` hears how many of how many are done. Raises KgError where ``out`` holds something that is not a site.
    """
    _check(out)
    site = Site(store, outlined=boundaries is not None)
    (out / "assets").mkdir(parents=True, exist_ok=True)
    for name in ASSETS:
        _written(out / "assets" / name, asset(name))
    _written(out / "assets" / "names.js", _names(store))
    for name in overview_data.names(store):
        _written(out / "assets" / overview_data.FOLDER / name, overview_data.script(store, name, folder_of))
    if boundaries is not None:
        _written(out / "assets" / OUTLINES, boundaries.svg)
    write_files(store, out / "data")
    graphs = write_graphs(store, out)
    paths = list(site.paths())
    for done, path in enumerate(paths):
        page = site.page(path)
        for lang in languages:
            _written(out / file_of(path, lang), rendered(page, Static(lang, path, graphs=graphs)).encode())
        for panel in page.panels:
            if panel.table is not None:
                for form, body in panel.downloads().items():
                    _written(out / folder_of(path) / f"{panel.id}.{form}", body)
            if panel.script is not None:
                _written(out / folder_of(path) / f"{panel.id}.js", panel.script(folder_of))
        if told is not None:
            told(done + 1, len(paths))
    for lang in languages:
        _written(out / file_of("graph", lang), drawn(store, {}, Static(lang, "graph")).encode())
    _written(out / _MARK, b"A site written by kg.\n")
    return len(paths) + len(graphs) + 1  # the graph of the whole


def _names(store: Asks) -> bytes:
    """What the search box looks through: a script, because a page from the disk may not read a file otherwise."""
    rows = []
    for one in every_name(store):
        path = path_of(one.iri)
        if path is not None:
            rows.append([KINDS.index(one.kind), one.label, one.detail, folder_of(path), one.pinyin, one.initials])
    told = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return f"window.kgNames={told};\n".encode()


_MARK = ".kg-site"


def _check(out: Path) -> None:
    if out.exists() and (not out.is_dir() or (any(out.iterdir()) and not (out / _MARK).exists())):
        raise KgError(
            f"{out} is there already and is no site that kg wrote: name a new folder",
            f"{out} 已经存在，而且不是 kg 写的网站：请另起一个文件夹名",
        )
    out.mkdir(parents=True, exist_ok=True)
    (out / _MARK).touch()


def _written(file: Path, body: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(body)


__all__ = ["write_site"]
