"""What a request asks by the SPARQL 1.1 Protocol (2.1): GET, URL-encoded POST and direct POST."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

import pyoxigraph as ox
from starlette.requests import Request

from kg.errors import KgError

FORM, DIRECT, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
MOST = 2**20
"""Bytes of a request's body: no query that a person or a program writes is as long."""


class ProtocolError(KgError):
    """The request is not what the protocol allows. ``status``: of HTTP."""

    def __init__(self, status: int, en: str, zh: str) -> None:
        super().__init__(en, zh)
        self.status = status


_PATIENCE = 64 * MOST  # bytes that are read of a body that is too long


@dataclass(frozen=True, slots=True)
class Asked:
    """``sparql``: None where nothing is asked, and so the service's description is. The graphs are None where the request
    names none. ``form``: of the answer, where the address says it."""

    sparql: str | None
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    form: str = ""


async def asked(request: Request) -> Asked:
    """Raises ProtocolError where the request is not to be understood, or asks for a change."""
    given = _pairs(request.url.query)
    if request.method in ("GET", "HEAD"):
        if _values(given, "update"):
            raise _no_update()
        return _asked(given, optional=True)
    kind, _, parameters = request.headers.get("content-type", "").partition(";")
    kind = kind.strip().lower()
    if kind == UPDATE:
        raise _no_update()
    if kind not in (FORM, DIRECT):
        raise ProtocolError(
            415,
            f"the body is “{kind or 'nothing said'}”: send a query as {DIRECT}, or as a form ({FORM})",
            f"请求体的类型是“{kind or '未说明'}”：请用 {DIRECT} 直接发送查询，或用表单（{FORM}）",
        )
    _check_charset(parameters)
    body = await _body(request)
    if kind == DIRECT:
        return _asked([*given, ("query", body)])
    pairs = _pairs(body)
    if _values(pairs, "update"):
        raise _no_update()
    return _asked([*given, *pairs])


def _asked(pairs: Sequence[tuple[str, str]], *, optional: bool = False) -> Asked:
    queries = _values(pairs, "query")
    if len(queries) > 1:
        raise ProtocolError(400, "there are several queries: send one", "一次只能发一条查询")
    if not queries and not optional:
        raise ProtocolError(400, "there is no query in the form", "表单里没有 query")
    graphs = {name: _graphs(pairs, name) for name in ("default-graph-uri", "named-graph-uri")}
    if any(graphs.values()):
        # A dataset that the request names is that dataset: what it does not name is empty.
        return Asked(
            queries[0] if queries else None,
            graphs["default-graph-uri"],
            graphs["named-graph-uri"],
            _form(pairs),
        )
    return Asked(queries[0] if queries else None, form=_form(pairs))


def _form(pairs: Sequence[tuple[str, str]]) -> str:
    return next(iter(_values(pairs, "format")), "")


def _values(pairs: Sequence[tuple[str, str]], name: str) -> list[str]:
    return [value for key, value in pairs if key == name]


def _graphs(pairs: Sequence[tuple[str, str]], name: str) -> tuple[str, ...]:
    found = tuple(_values(pairs, name))
    for iri in found:
        try:
            ox.NamedNode(iri)
        except ValueError as error:
            raise ProtocolError(400, f"{name}={iri} is no whole IRI", f"{name}={iri} 不是完整的 IRI") from error
    return found


def _pairs(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict")
    except UnicodeDecodeError as error:
        raise _not_utf8() from error
    except ValueError as error:  # more fields than anybody sends
        raise ProtocolError(400, "the form cannot be read", "表单读不懂") from error


def _check_charset(parameters: str) -> None:
    for part in parameters.split(";"):
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset" and value.strip().strip('"').lower() not in ("utf-8", "utf8", "us-ascii"):
            raise _not_utf8()


async def _body(request: Request) -> str:
    body, size = bytearray(), 0
    async for piece in request.stream():
        size += len(piece)
        if size <= MOST:
            body += piece
        elif size > _PATIENCE:
            break
    if size > MOST:  # what else there was is read and dropped: who is cut off while sending hears no reason
        raise ProtocolError(
            413, f"the query is longer than {MOST:,} bytes: send less", f"查询超过 {MOST:,} 字节：请写短一些"
        )
    try:
        return bytes(body).decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8() from error


def _not_utf8() -> ProtocolError:
    return ProtocolError(400, "the request is not in UTF-8: send it so", "请求不是 UTF-8 编码：请改用 UTF-8")


def _no_update() -> ProtocolError:
    return ProtocolError(
        403,
        "updates are refused: the graph is read-only, change it with kg build",
        "不接受更新：图谱只能查询；要改动请用 kg build",
    )
