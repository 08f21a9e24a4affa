"""Which page stands at which path. A page is made from the graph when it is asked for; nothing is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from kg.analysis import UnknownNameError
from kg.analysis.answers import FirmDossier, PracticeDossier, ProblemTypeDossier, TownDossier
from kg.analysis.asking import Asks
from kg.analysis.dossiers.dossier import dossier_of
from kg.analysis.dossiers.law import laws
from kg.analysis.naming.catalogue import catalogue
from kg.analysis.reading.asked import UnknownReportError
from kg.errors import Bilingual, KgError
from kg.pages import (
    about,
    advising,
    comparing,
    curating,
    firm,
    home,
    law,
    matrix,
    ontology,
    overview_page,
    practice,
    practice_tree,
    problem_type,
    problems,
    query_page,
    reader,
    reference,
    searching,
    shared,
    town,
)
from kg.pages.addresses import iri_of, path_of
from kg.pages.page import Page

Query = Mapping[str, str]
SHOWN = 50  # towns that a page names; downloads have all
_QUESTIONS = ("search", "compare", "advise", query_page.PATH)  # pages that answer what is asked, and so need a server
_DOSSIERS = ("place", "mechanism", "firm", "topic")


class NotFoundError(KgError):
    """There is no page at this path."""

    def __init__(self, path: str, near: tuple[Bilingual, ...] = ()) -> None:
        super().__init__(f"there is no page {path}", f"没有这个页面：{path}")
        self.near = near


class Site:
    """The pages of one graph. ``outlined``: whether there are boundaries to lie below the maps. ``most``: of what many
    towns say of one thing, downloads hold the first so many towns or statements, and say how many they leave out."""

    def __init__(self, store: Asks, *, outlined: bool = False, most: int | None = None) -> None:
        self.store = store
        self._most = most
        self._shown = SHOWN if most is None else min(SHOWN, most)
        self._outlined = outlined
        self._single: Mapping[str, Callable[[Asks, Query], Page]] = {
            "": home.page,
            "shared": shared.page,
            "search": searching.page,
            "compare": comparing.page,
            "matrix": matrix.page,
            "problems": problems.page,
            "advise": advising.page,
            overview_page.PATH: overview_page.page,
            "curation": curating.page,
            "practices": practice_tree.page,
            "ontology": ontology.page,
            query_page.PATH: query_page.page,
            reference.PATH: reference.page,
            "about": about.page,
        }

    def page(self, path: str, query: Query | None = None) -> Page:
        """The page at a path (see ``addresses``). Raises NotFoundError; KgError for a question that cannot be answered,
        such as a wrong name or year in ``query``."""
        asked = query or {}
        if path in self._single:
            return self._single[path](self.store, asked)
        section, _, name = path.partition("/")
        if section not in (*_DOSSIERS, "report", "law", query_page.PATH) or not name:
            raise NotFoundError(path)
        try:
            if section == query_page.PATH:
                return query_page.page(self.store, {**asked, "saved": name})
            if section == "report":
                return reader.page(self.store, name)
            if section == "law":
                return law.page(self.store, iri_of(path), self._shown, self._most)
            dossier = dossier_of(self.store, iri_of(path), limit=self._shown)
        except (UnknownNameError, UnknownReportError) as unknown:
            above = overview_page.division_page(self.store, path) if section == "place" else None
            if above is None:
                raise NotFoundError(path) from unknown
            return above
        match dossier:
            case TownDossier():
                return town.page(self.store, dossier, asked)
            case PracticeDossier():
                return practice.page(self.store, dossier, asked, outlined=self._outlined, most=self._most)
            case FirmDossier():
                return firm.page(self.store, dossier)
            case ProblemTypeDossier():
                return problem_type.page(self.store, dossier, self._most, outlined=self._outlined)

    def paths(self) -> Iterator[str]:
        """Every page that needs no question: of a static site, each is a file."""
        yield from (path for path in self._single if path not in _QUESTIONS)
        yield from filter(None, map(path_of, laws(self.store)))
        yield from overview_page.province_paths(self.store)
        tables = catalogue(self.store).tables
        for table in ("towns", "practices", "firms", "topics", "reports"):
            for iri in tables[table]["iri"]:
                path = path_of(iri)
                if path is not None:
                    yield path
