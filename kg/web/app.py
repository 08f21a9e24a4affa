"""The site as an ASGI application: pages, what their panels hold as CSV and JSON, and things as RDF.

A page stands at the path of its IRI. Who asks for ``text/turtle`` or another syntax of RDF at that path gets the
statements about the thing. Nothing here changes the graph.
"""

from __future__ import annotations

import gzip
from collections.abc import AsyncIterator, Callable, Hashable, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import partial
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from kg.analysis.finding import Found, find
from kg.errors import KgError
from kg.pages import Live, NotFoundError, Page, Site, overview_data
from kg.pages.addresses import iri_of, path_of
from kg.pages.drawing import drawn
from kg.pages.files import GRAPH_FILE, TURTLE, ontology_file
from kg.pages.mapping import OUTLINES
from kg.pages.page import FORMATS
from kg.pages.rendering import ASSETS, asset, rendered, word
from kg.pages.troubles import trouble
from kg.store import Store
from kg.store.limits import Limits
from kg.views.boundaries import Boundaries
from kg.web.graph_file import GraphFile
from kg.web.keeping import Keeping, Kept, Warming, kept
from kg.web.negotiation import HTML, described, preferred
from kg.web.policy import POLICY
from kg.web.sparql.endpoint import METHODS, PATH, Endpoint
from kg.web.tags import held

STYLED = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
_ALWAYS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}
_HTML = "text/html; charset=utf-8"
_UNCHANGED = ("ETag", "Cache-Control", "Vary", "Content-Security-Policy")
_SUGGESTED = 6  # of each kind
_THINGS = ("place", "mechanism", "firm", "topic", "law")


def application(
    store: Store,
    boundaries: Boundaries | None = None,
    *,
    limits: Limits | None = None,
    services: Sequence[str] = (),
    warmed: bool = False,
    edit: bool = False,
) -> Starlette:
    """The application over one graph; ``boundaries`` lie below its maps. ``limits`` are those of visitors' queries, which
    may go to other services whose addresses begin as one of ``services`` does. ``warmed``: what most ask for is made
    while nobody asks. ``edit``: pages lead to those on which one judges, which are another's to answer."""
    doors = _Doors(store, boundaries, edit)
    endpoint = Endpoint(store, limits or Limits(), services)

    @asynccontextmanager
    async def open_while(_: Starlette) -> AsyncIterator[None]:
        if warmed:
            endpoint.warm()
            doors.warming.begin()
        yield
        doors.close()
        endpoint.close()

    routes = [
        Route(PATH, endpoint.answer, methods=list(METHODS)),
        Route(f"/assets/{overview_data.FOLDER}/{{name}}", doors.overview),
        Route(f"/assets/{OUTLINES}", doors.outlines),
        Route("/assets/{name:path}", doors.asset),
        Route("/data/{name}", doors.data),
        Route("/suggest", doors.suggest),
        Route("/graph", doors.graph),
        Route("/{path:path}", doors.page),
    ]
    return Starlette(routes=routes, lifespan=open_while, middleware=[Middleware(GZipMiddleware, minimum_size=1000)])


class _Doors:
    """What answers at each address. Plain functions: the server runs them beside each other in threads."""

    def __init__(self, store: Store, boundaries: Boundaries | None = None, edit: bool = False) -> None:
        self._store = store
        self._live = partial(Live, edit=edit)
        self._boundaries = boundaries
        self._site = Site(store, outlined=boundaries is not None)
        self._kept = Keeping()
        self._graph_file = GraphFile(store)
        self.warming = Warming(self._kept, self._often())

    def _often(self) -> dict[Hashable, Callable[[], Kept]]:
        """What most ask for and takes long of a large graph: the home page, the graph of the whole, the overview."""
        scripts: dict[Hashable, Callable[[], Kept]] = {
            ("overview", name, True): partial(self._overview, name, packs=True) for name in ("towns.js", "names.js")
        }
        return {
            ("", HTML): partial(self._page, "", {}, HTML),
            ("graph",): partial(self._graph, {}),
            **scripts,
            ("graph", ("lang", "en")): partial(self._graph, {"lang": "en"}),
        }

    def close(self) -> None:
        """Nothing reads the store from now on."""
        self.warming.end()
        self._graph_file.close()

    def page(self, request: Request) -> Response:
        path, query = request.path_params["path"].strip("/"), _query(request)
        kind = preferred(request.headers.get("accept", "")) if _names_a_thing(path) else HTML
        asked = (path, kind, *sorted(query.items()))
        return _sent(self._kept.answer(asked, lambda: self._page(path, query, kind)), request)

    def _page(self, path: str, query: Mapping[str, str], kind: str) -> Kept:
        links = self._live(_lang(query), path, query)
        try:
            if kind != HTML:
                headers = {"Content-Type": kind, "Vary": "Accept", "Access-Control-Allow-Origin": "*"}
                return kept(described(self._store, iri_of(path), kind), 200, headers)
            page = self._site.page(path, query)
            if query.get("panel"):
                return _download(page, query)
        except NotFoundError as error:
            return _html(trouble("not_found", error, self._near(path)), links, 404)
        except KgError as error:
            return _html(trouble("cannot", error), links, 400)
        return _html(page, links, 200)

    def _near(self, path: str) -> tuple[Found, ...]:
        """What may have been meant by the path of a thing that there is not: what is called so, or ends so."""
        section, _, name = path.partition("/")
        if section not in _THINGS:
            return ()
        endings = dict.fromkeys((name, *(name[-long:] for long in (5, 4, 3))))
        return next(filter(None, (find(self._store, ending, most=_SUGGESTED) for ending in endings)), ())

    def graph(self, request: Request) -> Response:
        """The interactive graph. The page brings its own policy, with the hashes of its scripts."""
        query = _query(request)
        return _sent(self._kept.answer(("graph", *sorted(query.items())), lambda: self._graph(query)), request)

    def _graph(self, query: Mapping[str, str]) -> Kept:
        try:
            body = drawn(self._store, query, self._live(_lang(query), "graph", query))
        except KgError as error:
            return _html(trouble("cannot", error), self._live(_lang(query), "graph", query), 400)
        return kept(body.encode(), 200, {"Content-Type": _HTML})

    def overview(self, request: Request) -> Response:
        """A part of what the picture of all towns shows: made once, of a whole country in seconds, and kept packed."""
        name = request.path_params["name"]
        packs = "gzip" in request.headers.get("accept-encoding", "").lower()
        try:
            return _sent(self._kept.answer(("overview", name, packs), lambda: self._overview(name, packs)), request)
        except KeyError:
            return _no_file()

    def _overview(self, name: str, packs: bool) -> Kept:
        body = overview_data.script(self._store, name, str)
        headers = {"Content-Type": "text/javascript; charset=utf-8", "Vary": "Accept-Encoding"}
        if packs:
            return kept(gzip.compress(body, 6, mtime=0), 200, headers | {"Content-Encoding": "gzip"})
        # Said in so many words, nothing packs it again on its way.
        return kept(body, 200, headers | {"Content-Encoding": "identity"})

    def suggest(self, request: Request) -> Response:
        """What the search box offers while one types: ``[{kind, label, detail, address}]``; of one ``kind`` alone where
        it is asked for (one of ``finding.KINDS``)."""
        query = _query(request)
        lang = _lang(query)
        links = self._live(lang)
        found = [
            {
                "kind": word(lang, one.kind),
                "label": one.label,
                "detail": one.detail,
                "address": links.page(path_of(one.iri) or ""),
            }
            for one in find(self._store, query.get("q", ""), most=_SUGGESTED)
            if query.get("kind", one.kind) == one.kind
        ]
        return JSONResponse(found[: 2 * _SUGGESTED], headers=_ALWAYS)

    def data(self, request: Request) -> Response:
        """A file of the whole."""
        name = request.path_params["name"]
        if name == GRAPH_FILE:
            return _graph_sent(self._graph_file, head=request.method == "HEAD")
        try:
            body = ontology_file(name)
        except KeyError:
            return _no_file()
        headers = {"Content-Type": f"{TURTLE}; charset=utf-8", "Access-Control-Allow-Origin": "*"}
        return _sent(kept(body, 200, headers), request)

    def outlines(self, request: Request) -> Response:
        """The boundaries that were given to the maps: an image, which runs nothing even when opened by itself."""
        if self._boundaries is None:
            return _no_file()
        headers = {"Content-Type": "image/svg+xml", "Content-Security-Policy": "default-src 'none'; sandbox"}
        return _sent(kept(self._boundaries.svg, 200, headers), request)

    def asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        try:
            body = asset(name)
        except KeyError:
            return _no_file()
        return Response(body, headers={**_ALWAYS, "Cache-Control": "no-cache"}, media_type=ASSETS[name])


def _graph_sent(made: GraphFile, head: bool) -> Response:
    # As it is: packed already, and once it is whole a part of it may be asked for.
    headers = {**_ALWAYS, "Access-Control-Allow-Origin": "*", "Content-Encoding": "identity"}
    kind, path = "application/gzip", made.path()
    if path is not None:
        return FileResponse(path, headers=headers, media_type=kind, filename=GRAPH_FILE)
    headers["Content-Disposition"] = f'attachment; filename="{GRAPH_FILE}"'
    if head:
        return Response(headers=headers, media_type=kind)
    return StreamingResponse(made.pieces(), headers=headers, media_type=kind)


def _names_a_thing(path: str) -> bool:
    """Whether RDF can be had at a path: pages that answer questions are pages alone."""
    return "/" in path or path == "ontology"


def _no_file() -> Response:
    return Response("no such file", 404, headers=_ALWAYS, media_type="text/plain")


def _query(request: Request) -> Mapping[str, str]:
    return dict(request.query_params)


def _lang(query: Mapping[str, str]) -> str:
    return "en" if query.get("lang") == "en" else "zh"


def _html(page: Page, links: Live, status: int) -> Kept:
    headers = {
        "Content-Type": _HTML,
        "Content-Security-Policy": STYLED if page.styled else POLICY,
        "Vary": "Accept",
        "Content-Language": links.lang,
    }
    return kept(rendered(page, links).encode(), status, headers)


def _download(page: Page, query: Mapping[str, str]) -> Kept:
    """What one panel shows, whole. NotFoundError for a panel or a format that there is not."""
    asked, form = query["panel"], query.get("format", "csv")
    panel = page.panel(asked)
    if panel is not None and panel.script is not None and form == "js":
        return kept(panel.script(str), 200, {"Content-Type": "text/javascript; charset=utf-8"})
    if panel is None or panel.table is None or form not in FORMATS:
        raise NotFoundError(f"{page.path}?panel={asked}&format={form}")
    name = quote(f"{page.path.rpartition('/')[2] or 'kg'}-{panel.id}.{form}")
    headers = {"Access-Control-Allow-Origin": "*", "Vary": "Accept"}
    if form == "csv":
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    headers["Content-Type"] = "text/csv; charset=utf-8" if form == "csv" else "application/json"
    return kept(panel.download(form), 200, headers)


def _sent(answer: Kept, request: Request) -> Response:
    """The answer, or only the word that it has not changed."""
    headers = {**_ALWAYS, **answer.headers, "ETag": answer.etag, "Cache-Control": "no-cache"}
    if answer.status == 200 and held(request.headers.get("if-none-match", ""), answer.etag):
        return Response(status_code=304, headers={name: value for name, value in headers.items() if name in _UNCHANGED})
    return Response(answer.body, answer.status, headers=headers)
