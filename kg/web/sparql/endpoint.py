"""``/sparql``: the graph answers queries by the SPARQL 1.1 Protocol.

The status is sent when the answer is whole, so an error is never a 200 and what was cut says so in a header.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from kg.errors import KgError
from kg.store import Store
from kg.store.base import QueryTimeoutError
from kg.store.embedded import EmbeddedStore
from kg.store.guard import QueryRefusedError, checked
from kg.store.lanes import BusyError, Ticket
from kg.store.limits import Limits
from kg.store.pool import Pool, pool
from kg.store.syntax import QuerySyntaxError, form_of, graphs_named, varies
from kg.store.worker import Job, MemoryLimitError, QueryCancelledError
from kg.store.writing import Written
from kg.web.accepting import SYNTAXES, chosen
from kg.web.sparql.asked import Asked, ProtocolError, asked
from kg.web.sparql.description import description
from kg.web.sparql.forms import form_for
from kg.web.tags import held

PATH = "/sparql"
METHODS = ("GET", "HEAD", "POST", "OPTIONS")
CUT = "X-Truncated"
"""The header of an answer that a limit cut: ``rows; limit=100000``."""
_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": f"{CUT}, Retry-After, ETag",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
_ASKING = {
    "Access-Control-Allow-Methods": ", ".join(METHODS),
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Max-Age": "86400",
    "Allow": ", ".join(METHODS),
}
_STATUS: dict[type[KgError], int] = {
    QuerySyntaxError: 400,
    QueryRefusedError: 403,
    QueryTimeoutError: 504,
    MemoryLimitError: 507,
    QueryCancelledError: 503,
    BusyError: 503,
}
_PIECE = 2**18  # bytes


class Endpoint:
    """The service over one store. ``services``: what addresses of SERVICE clauses may begin with."""

    def __init__(self, store: Store, limits: Limits, services: Sequence[str] = ()) -> None:
        self._store = store
        self._limits = limits
        self._services = tuple(services)
        # Waiting takes a thread: of its own, so that pages do not wait too.
        self._threads = ThreadPoolExecutor(limits.inside + 1, "sparql")

    @cached_property
    def _pool(self) -> Pool:
        return pool(self._store, self._limits)

    def warm(self) -> None:
        """Start a process, so that the first query need not wait for it."""
        self._pool.warm()

    def close(self) -> None:
        self._pool.close()
        self._threads.shutdown()

    async def answer(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=_OPEN | _ASKING)
        try:
            question = await asked(request)
            if question.sparql is None:
                return self._described(request)
            return await self._answered(request, question, question.sparql)
        except KgError as error:
            return _fault(error)

    def _described(self, request: Request) -> Response:
        kind = chosen(request.headers.get("accept", ""), (*SYNTAXES, "text/html"))
        if kind == "text/html":
            return RedirectResponse("/query", 303, headers=_OPEN | {"Vary": "Accept"})
        address = str(request.url.replace(query="", fragment=""))
        body = description(address, kind or "text/turtle", federated=bool(self._services))
        return Response(body, media_type=kind or "text/turtle", headers=_OPEN | {"Vary": "Accept"})

    async def _answered(self, request: Request, question: Asked, sparql: str) -> Response:
        runnable = checked(sparql, self._services)
        asks = form_of(sparql)
        if not asks:
            raise QuerySyntaxError(
                "the query is not valid SPARQL: it says none of SELECT, ASK, CONSTRUCT, DESCRIBE",
                "查询不是正确的 SPARQL：里面没有 SELECT、ASK、CONSTRUCT 或 DESCRIBE",
            )
        kind, form = form_for(asks, request.headers.get("accept", ""), question.form)
        headers = _OPEN | {"Vary": "Accept", "Cache-Control": "no-store"}
        if not varies(sparql):
            tag = self._tag(question, form)
            headers |= {"ETag": tag, "Cache-Control": "no-cache"}
            if held(request.headers.get("if-none-match", ""), tag):
                return Response(status_code=304, headers=headers)
        named = question.default_graphs is None
        job = Job(
            runnable,
            form,
            question.default_graphs,
            question.named_graphs,
            graphs_named(sparql) if named else (),
            self._limits.rows,
            self._limits.bytes,
        )
        written, file = await self._run(request, job)
        if written.cut:
            limit = self._limits.rows if written.cut == "rows" else self._limits.bytes
            headers |= {CUT: f"{written.cut}; limit={limit}"}
        return _sent(file, kind, headers)

    async def _run(self, request: Request, job: Job) -> tuple[Written, Path]:
        """Runs the job in a thread, and calls it off where the caller leaves."""
        ticket = Ticket()
        caller = request.client.host if request.client else ""
        running = asyncio.get_running_loop().run_in_executor(self._threads, self._pool.run, job, caller, ticket)
        leaving = asyncio.create_task(_left(request))
        try:
            await asyncio.wait((running, leaving), return_when=asyncio.FIRST_COMPLETED)
        finally:  # also where the service is ended
            leaving.cancel()
            if not running.done():
                ticket.call_off()
        return await running

    def _tag(self, question: Asked, form: str) -> str:
        graph = self._store.data if isinstance(self._store, EmbeddedStore) else self._store.location
        told = f"{graph} {self._limits} {question} {form}"
        return f'W/"{hashlib.sha256(told.encode()).hexdigest()[:24]}"'


async def _left(request: Request) -> None:
    """Returns when the caller is gone."""
    while (await request.receive())["type"] != "http.disconnect":  # what else there is of the request
        continue


def _sent(file: Path, kind: str, headers: dict[str, str]) -> Response:
    """The answer, of which the file is removed when it is sent."""
    headers = headers | {"Content-Type": kind + ("; charset=utf-8" if kind.startswith("text/") else "")}
    size = file.stat().st_size
    if size <= _PIECE:
        body = file.read_bytes()
        file.unlink()
        return Response(body, headers=headers)

    async def pieces() -> AsyncIterator[bytes]:
        try:
            with file.open("rb") as opened:  # just written, it is in memory: quicker read than handed to a thread
                while piece := opened.read(_PIECE):
                    yield piece
        finally:  # also where the caller has left
            file.unlink(missing_ok=True)

    return StreamingResponse(pieces(), headers=headers | {"Content-Length": str(size)})


def _fault(error: KgError) -> Response:
    """What went wrong, in both languages: whoever reads it chose none."""
    status = error.status if isinstance(error, ProtocolError) else _STATUS.get(type(error), 500)
    headers = _OPEN | {"Cache-Control": "no-store"}
    if isinstance(error, BusyError):
        headers |= {"Retry-After": str(error.after)}
    return Response(f"{error.told('en')}\n{error.told('zh')}\n", status, headers=headers, media_type="text/plain")
