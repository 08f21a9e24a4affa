"""What there is to write of a site, in jobs that may be done in any order and beside each other: each writes files of its
own, and always the same."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kg.analysis.asking import Asks
from kg.analysis.finding import KINDS, every_name
from kg.errors import Bilingual
from kg.pages import overview_data
from kg.pages.addresses import Static, file_of, folder_of, graph_path, path_of
from kg.pages.drawing import drawn
from kg.pages.files import write_files
from kg.pages.graph_files import draw, questions
from kg.pages.mapping import OUTLINES
from kg.pages.rendering import ASSETS, LIVE, asset, rendered
from kg.pages.site import Site
from kg.views.boundaries import Boundaries
from kg.views.page import SCRIPTS
from kg.views.page import asset as script

MOST = 500
"""Towns or statements in one file of what many towns say of one thing; the whole graph has all."""
_PAGES, _GRAPHS, _SCRIPTS = 16, 6, 40  # in a job


@dataclass(frozen=True, slots=True)
class Job:
    """``name``: no other job of the site is called so. ``kind``: data, assets, graphs, scripts or pages. ``names``: which;
    of graphs their numbers."""

    name: str
    kind: str
    names: tuple[str, ...] = ()


class Work:
    """The jobs of one site in the folder ``out``. ``boundaries`` lie below the maps; ``most``: see ``Site``. ``part``: of
    which part of a collection the site is, in words."""

    def __init__(
        self,
        store: Asks,
        out: Path,
        languages: Sequence[str],
        boundaries: Boundaries | None = None,
        most: int | None = MOST,
        part: Bilingual | None = None,
    ) -> None:
        self.store, self.out, self.languages = store, out, tuple(languages)
        self.boundaries, self.most, self.part = boundaries, most, part
        self.site = Site(store, outlined=boundaries is not None, most=most)

    def first(self) -> list[Job]:
        """What has to be done before any page: which graphs there are, pages must know."""
        return list(_jobs("graphs", [str(at) for at in range(len(self._questions))], _GRAPHS))

    def then(self) -> list[Job]:
        """The rest: the longest first, then in a mixed order, so that what is left takes about as long as it is long."""
        jobs = [
            *_jobs("scripts", list(overview_data.names(self.store)), _SCRIPTS),
            *_jobs("pages", [*self.site.paths(), "graph"], _PAGES),
        ]
        random.Random(len(jobs)).shuffle(jobs)
        return [Job("data", "data"), Job("assets", "assets"), *jobs]

    def do(self, job: Job) -> None:
        if job.kind == "data":
            write_files(self.store, self.out / "data")
        elif job.kind == "assets":
            self._assets()
        elif job.kind == "scripts":
            for name in job.names:
                body = overview_data.script(self.store, name, folder_of)
                written(self.out / "assets" / overview_data.FOLDER / name, body)
        elif job.kind == "graphs":
            for number in job.names:
                draw(self.store, self.out, self._questions[int(number)])
        else:
            for path in job.names:
                self.page(path)

    def page(self, path: str) -> None:
        """Writes a page in each language, and what its panels hold; "graph" is the graph of the whole collection."""
        if path == "graph":
            for lang in self.languages:
                written(self.out / file_of(path, lang), drawn(self.store, {}, Static(lang, path)).encode())
            return
        page, beside = self.site.page(path), self.out / folder_of(path)
        for lang in self.languages:
            html = rendered(
                page, Static(lang, path, part=self.part.told(lang) if self.part else "", graphs=self.graphs)
            )
            written(self.out / file_of(path, lang), html.encode())
        for panel in page.panels:
            if panel.table is not None:
                for form, body in panel.downloads().items():
                    written(beside / f"{panel.id}.{form}", body)
            if panel.script is not None:
                written(beside / f"{panel.id}.js", panel.script(folder_of))

    @cached_property
    def _questions(self) -> Sequence[Mapping[str, str]]:
        return tuple(questions(self.store))

    @cached_property
    def graphs(self) -> frozenset[str]:
        """The graphs that were drawn, once they are."""
        paths = map(graph_path, self._questions)
        return frozenset(path for path in paths if (self.out / file_of(path, "zh")).is_file())

    def _assets(self) -> None:
        assets = self.out / "assets"
        for name in (one for one in ASSETS if not one.startswith(LIVE)):
            written(assets / name, asset(name))
        for name in SCRIPTS:
            written(assets / "graph" / name, script(name).encode())
        written(assets / "names.js", _names(self.store))
        if self.boundaries is not None:
            written(assets / OUTLINES, self.boundaries.svg)


def _jobs(kind: str, names: Sequence[str], each: int) -> Iterator[Job]:
    for start in range(0, len(names), each):
        yield Job(f"{kind} {start}", kind, tuple(names[start : start + each]))


def _names(store: Asks) -> bytes:
    """What the search box looks through: a script, because a page from the disk may not read a file otherwise."""
    rows = []
    for one in every_name(store):
        path = path_of(one.iri)
        if path is not None:
            rows.append([KINDS.index(one.kind), one.label, one.detail, folder_of(path), one.pinyin, one.initials])
    told = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return f"window.kgNames={told};\n".encode()


def written(file: Path, body: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(body)
