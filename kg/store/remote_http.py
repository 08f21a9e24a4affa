"""Requests to a SPARQL server: who asks (from the environment), and faults in words for people.

``KG_REMOTE_USER`` and ``KG_REMOTE_PASSWORD`` are given to a server that asks for them (Basic or Digest, RFC 7617 and 7616),
to the host of its address alone; ``KG_REMOTE_TOKEN`` goes along with every request to that host (RFC 6750).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.request import (
    HTTPBasicAuthHandler,
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    OpenerDirector,
    Request,
    build_opener,
)

from kg.errors import Bilingual, KgError, system_reason
from kg.store.base import QueryTimeoutError, StoreError
from kg.store.syntax import QuerySyntaxError

USER, PASSWORD, TOKEN = "KG_REMOTE_USER", "KG_REMOTE_PASSWORD", "KG_REMOTE_TOKEN"
_PATIENCE = 300.0  # seconds, where no limit is given
_SAID = 1_000  # bytes of what a server says of a fault


class NotAllowedError(StoreError):
    """The server asks who one is, or refuses it."""


class ThereIsNoneError(StoreError):
    """The server has nothing at that address."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered. ``headers`` by any case of their names."""

    status: int
    headers: Message
    body: bytes

    @property
    def media_type(self) -> str:
        return self.headers.get_content_type()


class Connection:
    """To one server. Nothing is kept open between requests but what a Digest asked for."""

    def __init__(self, address: str, environment: Mapping[str, str] | None = None) -> None:
        given = os.environ if environment is None else environment
        self._address = address
        self._token = given.get(TOKEN, "")
        self._opener = _opener(address, given.get(USER, ""), given.get(PASSWORD, ""))

    def ask(
        self,
        body: bytes | None,
        headers: Mapping[str, str],
        *,
        address: str | None = None,
        method: str | None = None,
        seconds: float | None = None,
    ) -> Reply:
        """The answer to one request. Raises QueryTimeoutError, QuerySyntaxError (400), NotAllowedError (401, 403),
        ThereIsNoneError (404) or StoreError."""
        request = Request(address or self._address, data=body, headers=dict(headers), method=method)
        if self._token:
            request.add_unredirected_header("Authorization", f"Bearer {self._token}")
        try:
            with self._opener.open(request, timeout=seconds or _PATIENCE) as response:
                return Reply(response.status, response.headers, response.read())
        except HTTPError as error:
            said = _reason(error.read(_SAID).decode("utf-8", "replace"), str(error.reason))
            raise _answered(self._address, error.code, said) from error
        except TimeoutError as error:
            raise too_long(self._address, seconds or _PATIENCE) from error
        except (URLError, OSError, HTTPException, ValueError) as error:
            cause = getattr(error, "reason", error)
            if isinstance(cause, TimeoutError):
                raise too_long(self._address, seconds or _PATIENCE) from error
            why = system_reason(cause) if isinstance(cause, OSError) else Bilingual(str(cause), str(cause))
            raise StoreError(
                f"{self._address} cannot be reached: {why.en}",
                f"连不上 {self._address}：{why.zh}；请检查网址，以及服务是否在运行",
            ) from error


class _Digest(HTTPDigestAuthHandler):
    """Answers a challenge, and from then on before it is asked: else each body is sent twice."""

    _asked: Mapping[str, str] | None = None

    def get_authorization(self, req: Request, chal: Mapping[str, str]) -> str | None:
        self._asked = chal
        answer: str | None = super().get_authorization(req, chal)
        return answer

    def http_request(self, request: Request) -> Request:
        if self._asked is not None and not request.has_header("Authorization"):
            answer = super().get_authorization(request, self._asked)
            if answer:
                request.add_unredirected_header("Authorization", f"Digest {answer}")
        return request

    https_request = http_request


def _opener(address: str, user: str, password: str) -> OpenerDirector:
    if not user:
        return build_opener()
    scheme, _, rest = address.partition("://")
    known = HTTPPasswordMgrWithDefaultRealm()
    known.add_password(None, f"{scheme}://{rest.partition('/')[0]}/", user, password)
    return build_opener(_Digest(known), HTTPBasicAuthHandler(known))


def too_long(address: str, seconds: float) -> QueryTimeoutError:
    """The error for a server that did not answer in time."""
    return QueryTimeoutError(
        f"{address} took longer than {seconds:g} seconds: ask for less, or allow more time",
        f"{address} 超过 {seconds:g} 秒没有答复：请缩小查询范围，或放宽时限",
    )


def _reason(body: str, otherwise: str) -> Bilingual:
    """The first line of what a server says; ``kg serve`` says the same in Chinese on a second one."""
    lines = [line.strip() for line in body.strip().splitlines()[:2]] or [otherwise]
    chinese = len(lines) == 2 and any("\u4e00" <= c <= "\u9fff" for c in lines[1])
    return Bilingual(lines[0], lines[1] if chinese else lines[0])


def _answered(address: str, code: int, reason: Bilingual) -> KgError:
    """The error for an HTTP status; 400 is how the protocol refuses a query that is no SPARQL."""
    if code == 400:
        return QuerySyntaxError(
            f"{address} answered {code}: {reason.en}", f"{address} 不接受这条查询（{code}）：{reason.zh}"
        )
    if code in (401, 403):
        return NotAllowedError(
            f"{address} does not allow that ({code}): set {USER} and {PASSWORD}, or {TOKEN}, to what it asks for",
            f"{address} 没有授权（{code}）：请用环境变量 {USER} 和 {PASSWORD}（或 {TOKEN}）给出账号",
        )
    kind = ThereIsNoneError if code == 404 else StoreError
    return kind(f"{address} answered {code}: {reason.en}", f"{address} 答复出错（{code}）：{reason.zh}")
