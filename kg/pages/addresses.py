"""Where pages are. A path is the IRI without its base (``place/天津市宝坻区新安镇``); "" is the home page.

A server answers at those paths; a static site has a folder with ``index.html`` for each, so that every file server and
the disk itself show it. Links between pages are made here alone.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol
from urllib.parse import quote, urlencode

from kg.ontology import BASE

INDEX = "index.html"
_LONGEST = 180  # bytes of a folder's name; file systems take 255


def path_of(iri: str) -> str | None:
    """The path of the page about a thing; None for what is of another site."""
    return iri.removeprefix(BASE) if iri.startswith(BASE) else None


def iri_of(path: str) -> str:
    """The IRI that a page is about."""
    return BASE + path


class Links(Protocol):
    """Addresses as one page in one language writes them."""

    @property
    def lang(self) -> str: ...
    @property
    def live(self) -> bool:
        """Whether a server answers, so that forms and questions work."""

    def page(self, path: str, query: Mapping[str, str] | None = None) -> str:
        """Another page."""

    def file(self, path: str, panel: str, form: str) -> str:
        """What a panel of a page shows, as ``form`` "csv" or "json"."""

    def asset(self, name: str) -> str: ...
    def data(self, name: str) -> str:
        """A file of the whole: the graph, the vocabulary."""

    def graph(self, query: Mapping[str, str]) -> str | None:
        """The graph of what ``query`` asks for; None where it was not drawn."""

    @property
    def edit(self) -> bool:
        """Whether one can judge here."""

    @property
    def part(self) -> str:
        """Of which part of a collection the site is, in words of its language; "" of the whole."""

    def root(self) -> str:
        """Where the pages of this language begin, with a slash at its end."""

    def roots(self) -> Mapping[str, str]:
        """Where the pages of each language begin, if each has a folder of its own; else nothing."""

    def other(self) -> str:
        """The same page in the other language."""


@dataclass(frozen=True, slots=True)
class Live:
    """Addresses of a server. ``here``: the page's own path and query."""

    lang: str
    here: str = ""
    query: Mapping[str, str] | None = None
    live: bool = True
    part: str = ""
    edit: bool = False
    """Whether one can judge here."""

    def page(self, path: str, query: Mapping[str, str] | None = None) -> str:
        asked = {key: value for key, value in (query or {}).items() if value and key != "lang"}
        if self.lang != "zh":
            asked["lang"] = self.lang
        return f"/{quote(path)}" + (f"?{urlencode(asked)}" if asked else "")

    def file(self, path: str, panel: str, form: str) -> str:
        asked = {key: value for key, value in (self.query or {}).items() if value}
        asked |= {"panel": panel, "format": form}
        return f"/{quote(path)}?{urlencode(asked)}"

    def asset(self, name: str) -> str:
        return f"/assets/{name}"

    def data(self, name: str) -> str:
        return f"/data/{name}"

    def graph(self, query: Mapping[str, str]) -> str | None:
        return self.page("graph", query)

    def root(self) -> str:
        return "/"

    def roots(self) -> Mapping[str, str]:
        return {}

    def other(self) -> str:
        return replace(self, lang="en" if self.lang == "zh" else "zh").page(self.here, self.query)


@dataclass(frozen=True, slots=True)
class Static:
    """Addresses within a folder of files, each relative to the page that writes it."""

    lang: str
    here: str = ""
    live: bool = False
    part: str = ""
    edit: bool = False
    graphs: frozenset[str] = frozenset()
    """Paths of the graphs that are drawn, see ``graph_path``; each one file for both languages."""

    def page(self, path: str, query: Mapping[str, str] | None = None) -> str:
        return self._to(file_of(path, self.lang))

    def file(self, path: str, panel: str, form: str) -> str:
        return self._to(posixpath.join(folder_of(path), f"{panel}.{form}"))

    def asset(self, name: str) -> str:
        return self._to(f"assets/{name}")

    def data(self, name: str) -> str:
        return self._to(f"data/{name}")

    def graph(self, query: Mapping[str, str]) -> str | None:
        path = graph_path(query)
        if path not in self.graphs:
            return None
        return self._to(file_of(path, "zh")) + ("" if self.lang == "zh" else f"#{self.lang}")

    def root(self) -> str:
        return self.page("").removesuffix(INDEX) or "./"

    def roots(self) -> Mapping[str, str]:
        """Where the pages of each language begin."""
        return {lang: self._to(file_of("", lang)).removesuffix(INDEX) or "./" for lang in ("zh", "en")}

    def other(self) -> str:
        return self._to(file_of(self.here, "en" if self.lang == "zh" else "zh"))

    def _to(self, file: str) -> str:
        start = posixpath.dirname(file_of(self.here, self.lang)) or "."
        return quote(posixpath.relpath(file, start))


def graph_path(query: Mapping[str, str]) -> str:
    """Where the graph of a question stands in a static site: {"town": "…", "problems": "1"} → graph/town-problems/…"""
    of, name = next((key, query[key]) for key in ("town", "practice", "firm") if query.get(key))
    return f"graph/{'-'.join((of, *(key for key in ('problems', 'likeness') if query.get(key))))}/{name}"


def file_of(path: str, lang: str) -> str:
    """The file of a page in a static site; English pages stand in a folder of their own."""
    return posixpath.join("" if lang == "zh" else lang, folder_of(path), INDEX)


@lru_cache(maxsize=2**14)
def folder_of(path: str) -> str:
    """The folder of a page: its path, with what a file system may not take made safe."""
    return "/".join(_safe(part) for part in path.split("/")) if path else ""


def _safe(name: str) -> str:
    """One name of a folder: no separators, no dots that lead elsewhere, not too long."""
    plain = "".join(c if c.isalnum() or c in "-_+" else "_" for c in name)
    changed = plain != name
    kept = plain.encode()[:_LONGEST].decode(errors="ignore")
    if changed or kept != plain or not kept:  # two names never share a folder
        kept += "-" + hashlib.sha256(name.encode()).hexdigest()[:12]
    return kept
