"""The site with review (``kg serve --edit``): for one machine, off by default.

Whoever can reach the pages can judge: so they are served on the loopback interface alone, a form must come from a page of
this very server (its origin, and a secret that only its pages know), and only POST changes anything. What is judged is on the
disk before the answer. When judgements are brought into the graph, the site goes on with the old one until the new one is
whole, then shows it; who is being answered from the old one is answered to the end.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
import threading
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from kg.analysis.judging.missing import mark
from kg.analysis.judging.sheet import judgements_of
from kg.analysis.judging.worklist import check_complete
from kg.analysis.naming import likely
from kg.analysis.naming.names import firm as one_firm
from kg.analysis.naming.names import firms
from kg.analysis.reading.asked import report_id
from kg.build import rejudge
from kg.build.judging import states
from kg.errors import KgError
from kg.pages import Live, Page, reviewing
from kg.pages.rendering import rendered
from kg.pages.troubles import trouble
from kg.review import journal
from kg.review.judgement import JudgementError, Verdict, about
from kg.review.session import Reviewer
from kg.store.embedded import EmbeddedStore
from kg.store.layout import StoreFolder
from kg.web.policy import POLICY

LOCAL = ("127.0.0.1", "::1", "localhost")
_MOST = 200_000  # bytes of a form
_TRIES = 20
_PAUSE = 0.05  # seconds between tries to write, while another does
_COOKIE = "kg-review"
Application = Callable[[EmbeddedStore], Starlette]


class _Shown:
    """A site over one finished graph. ``asked``: how many requests it is answering."""

    def __init__(self, store: EmbeddedStore, site: Starlette) -> None:
        self.store, self.site = store, site
        self.asked = 0
        self.idle = asyncio.Event()
        self.open = AsyncExitStack()

    async def begin(self) -> None:
        await self.open.enter_async_context(self.site.router.lifespan_context(self.site))

    async def end(self) -> None:
        """When nobody is answered from it any more, or has been for long."""
        if self.asked:
            with suppress(TimeoutError):
                await asyncio.wait_for(self.idle.wait(), _LONGEST)
        await self.open.aclose()
        self.store.close()


class Editing:
    """The site over one store's folder, with pages of review. ``make`` makes the site over an opened graph."""

    def __init__(self, folder: str | Path, make: Application, by: str = "") -> None:
        self._folder = StoreFolder(folder)
        self._journal = journal.Journal(journal.beside(self._folder.path))
        self._make, self._by = make, by
        self._token = secrets.token_urlsafe(32)
        self._now = self._opened()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._building = threading.Lock()
        self._fault = ""
        self._doors = Starlette(
            routes=[
                Route("/review", self._page(reviewing.work)),
                Route("/review/report", self._page(_of_report)),
                Route("/review/log", self._page(lambda store, _, desk: reviewing.judged(store, desk))),
                Route("/review/quality", self._page(lambda store, _, desk: reviewing.figures(store, desk))),
                *(
                    Route(f"/review/{name}", self._doing(do), methods=["POST"])
                    for name, do in (
                        ("judge", self._judge),
                        ("add", self._add),
                        ("complete", self._complete),
                        ("undo", self._undo),
                        ("who", self._who),
                        ("apply", self._apply),
                    )
                ),
            ]
        )

    def _opened(self) -> _Shown:
        store = EmbeddedStore(self._folder.path)
        return _Shown(store, self._make(store))

    @property
    def _store(self) -> EmbeddedStore:
        return self._now.store

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._lives(receive, send)
            return
        shown = self._now
        shown.asked += 1
        shown.idle.clear()
        try:
            ours = scope["path"] == "/review" or scope["path"].startswith("/review/")
            await (self._doors if ours else shown.site)(scope, receive, send)
        finally:
            shown.asked -= 1
            if not shown.asked:
                shown.idle.set()

    async def _lives(self, receive: Receive, send: Send) -> None:
        await receive()
        self._loop = asyncio.get_running_loop()
        await self._now.begin()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self._now.end()
        await send({"type": "lifespan.shutdown.complete"})

    # ---- Pages ----

    def _page(self, made: Callable[[EmbeddedStore, Mapping[str, str], reviewing.Desk], Page]) -> Any:
        async def answer(request: Request) -> Response:
            if not _is_here(request.headers.get("host", "")):
                return _refused("the address is not this machine's", "访问的不是本机地址")
            return await run_in_threadpool(self._shown, request, made)

        return answer

    def _shown(
        self, request: Request, made: Callable[[EmbeddedStore, Mapping[str, str], reviewing.Desk], Page]
    ) -> Response:
        query = dict(request.query_params)
        lang = "en" if query.get("lang") == "en" else "zh"
        path = request.url.path.strip("/")
        asked = {key: value for key, value in query.items() if key not in ("notice", "fault")}
        links = Live(lang, path, asked, edit=True)
        desk = self._desk(request, query)
        try:
            page, status = made(self._store, query, desk), 200
        except KgError as error:
            page, status = trouble("cannot", error), 400
        answer = Response(rendered(page, links), status, media_type="text/html", headers=_headers())
        answer.set_cookie(_COOKIE, self._token, httponly=True, samesite="strict", path="/review")
        return answer

    def _desk(self, request: Request, query: Mapping[str, str]) -> reviewing.Desk:
        now = self._folder.current()
        return reviewing.Desk(
            self._journal.read(),
            states(self._store.data),
            self._token,
            self._by,
            notice=query["notice"] if query.get("notice") in ("applied_now",) else "",
            fault=self._fault or query.get("fault", "")[:2000],
            busy=self._building.locked(),
            newer=now is not None and now != self._store.data and not self._building.locked(),
        )

    # ---- What forms ask for ----

    def _doing(self, do: Callable[[Mapping[str, str]], str]) -> Any:
        """``do`` gets the form's fields and returns a notice, "" for none."""

        async def answer(request: Request) -> Response:
            body = b""
            async for piece in request.stream():
                body += piece
                if len(body) > _MOST:
                    return _refused("the form is too long", "表单太长", 413)
            if not self._ours(request):
                return _refused("the form does not come from this server’s pages", "表单不是从本站页面发出的")
            try:
                form = dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=60))
            except ValueError:
                return _refused("the form cannot be read", "表单读不懂", 400)
            if not hmac.compare_digest(form.get("token", "").encode(), self._token.encode()):
                return _refused("the form is not of this server: load the page again", "表单已失效：请重新打开页面")
            back = form.get("back", "/review")
            if urlsplit(back).netloc or not back.startswith("/review"):
                back = "/review"
            try:
                notice = await run_in_threadpool(do, form)
                told = {"notice": notice} if notice else {}
            except KgError as error:
                told = {"fault": error.told("en" if "lang=en" in back else "zh")}
            return RedirectResponse(_with(back, told), 303, headers=_headers())

        return answer

    def _ours(self, request: Request) -> bool:
        """Whether a form comes from a page of this server: browsers say so, and hold our cookie then alone."""
        host = request.headers.get("host", "")
        origin = request.headers.get("origin")
        site = request.headers.get("sec-fetch-site", "same-origin")
        same = origin is None or origin in (f"http://{host}", f"https://{host}")
        known = hmac.compare_digest(request.cookies.get(_COOKIE, "").encode(), self._token.encode())
        return _is_here(host) and same and site in ("same-origin", "none") and known

    def _reviewer(self) -> Reviewer:
        if not self._by:
            raise JudgementError("say who judges: write your name above", "请先在上方写明评判人")
        return Reviewer(self._journal, self._by)

    def _judge(self, form: Mapping[str, str]) -> str:
        found, wrong = judgements_of([form], self._practice, self._firm)
        if wrong:
            raise JudgementError(wrong[0].reason.en, wrong[0].reason.zh)
        for one in found:
            _written(
                lambda one=one: self._reviewer().judge(  # type: ignore[misc]
                    one.about, one.verdict, one.to, why=one.why, was=one.was, drawn=one.drawn, saw=one.saw
                )
            )
        return ""

    def _practice(self, name: str) -> str:
        return likely.practice(self._store, name).what[0].id

    def _firm(self, name: str) -> str:
        found = one_firm(firms(self._store), name)
        return found.iri.rpartition("/")[2]

    def _add(self, form: Mapping[str, str]) -> str:
        report = report_id(self._store, form.get("report", ""))
        nth = form.get("nth", "").strip()
        marked = mark(
            self._store, report, form.get("words", ""), int(nth) if nth.isascii() and nth.isdecimal() else None
        )
        practice = form.get("practice", "").strip()
        kind = form.get("kind", "")
        if kind == "adoption":
            what = about(kind, report=report, mechanism=self._practice(practice), status=form.get("status", ""))
            more: dict[str, str] = {}
        elif kind in ("problem", "plan"):
            what = about(kind, report=report, heading=form.get("heading", "").strip() or marked.words)
            more = {"mechanisms": self._practice(practice)} if practice else {}
        else:
            raise JudgementError(f"“{kind}” cannot be added here", f"这里不能补充“{kind}”")
        _written(
            lambda: self._reviewer().judge(what, Verdict.ADDED, {**marked.values, **more}, why=form.get("why", ""))
        )
        return ""

    def _complete(self, form: Mapping[str, str]) -> str:
        report = report_id(self._store, form.get("report", ""))
        check_complete(self._store, report, self._reviewer().standing())
        _written(lambda: self._reviewer().judge(about("report", report=report), Verdict.COMPLETE))
        return ""

    def _undo(self, form: Mapping[str, str]) -> str:
        _written(lambda: self._reviewer().undo(form.get("id", "")))
        return ""

    def _who(self, form: Mapping[str, str]) -> str:
        self._by = form.get("by", "").strip()[:100]
        return ""

    def _apply(self, _: Mapping[str, str]) -> str:
        if self._building.acquire(blocking=False):
            threading.Thread(target=self._brought_in, name="kg-review-apply", daemon=True).start()
        return ""

    def _brought_in(self) -> None:
        """Bring the judgements into the graph, and show it."""
        try:
            self._fault = ""
            rejudge(self._folder.path)
            self._switch()
        except KgError as error:
            self._fault = f"{error.told('zh')} / {error.told('en')}"
        finally:
            self._building.release()

    def _switch(self) -> None:
        """Open the graph that is current now, and answer from it from now on."""
        if self._folder.current() != self._store.data and self._loop is not None:
            asyncio.run_coroutine_threadsafe(self._show(self._opened()), self._loop).result()

    async def _show(self, new: _Shown) -> None:
        await new.begin()
        old, self._now = self._now, new
        self._ending = asyncio.create_task(old.end())  # kept, or it might be forgotten before it is done


_LONGEST = 30.0  # seconds that an answer from the old graph may take


def _of_report(store: EmbeddedStore, query: Mapping[str, str], desk: reviewing.Desk) -> Page:
    return reviewing.report(store, query.get("report", ""), desk)


def _written(write: Callable[[], object]) -> None:
    """Two people may write at once: the file is held for moments."""
    for turn in range(_TRIES):
        try:
            write()
            return
        except JudgementError:
            raise
        except KgError:
            if turn == _TRIES - 1:
                raise
            threading.Event().wait(_PAUSE)


def _is_here(host: str) -> bool:
    """Whether a Host header names this machine: a name that is made to lead here (DNS rebinding) is not ours."""
    try:
        return urlsplit(f"//{host}").hostname in LOCAL
    except ValueError:
        return False


def _with(back: str, told: Mapping[str, str]) -> str:
    parts = urlsplit(back)
    query = [(key, value) for key, value in parse_qsl(parts.query) if key not in ("notice", "fault")]
    return parts._replace(query=urlencode([*query, *told.items()]), fragment="").geturl()


def _headers() -> dict[str, str]:
    return {
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cache-Control": "no-store",
        "X-Frame-Options": "DENY",
    }


def _refused(en: str, zh: str, status: int = 403) -> Response:
    return Response(f"{en}\n{zh}\n", status, headers=_headers(), media_type="text/plain")
