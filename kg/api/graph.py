"""``Graph``: one method for each analysis, with the analysis's own arguments and answer."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from kg import analysis, ontology
from kg.analysis.answers import Dossier, SharedAnswer, TownsAnswer
from kg.analysis.saved import query_text
from kg.analysis.scope import corpus
from kg.analysis.tabular import Tabular
from kg.analysis.telling import scope
from kg.api.companions import companion
from kg.api.queried import QueryResult, SavedQuestions
from kg.errors import KgError
from kg.language import LANGUAGES, from_environment
from kg.store import Store, open_store

T = TypeVar("T")
DEFAULT_STORE = "kg-store"


class Graph:
    """A graph that is open for questions. ``kg.open`` makes one.

    Names are written as people say them (新安镇, 宝坻区新安镇, 枫桥经验, 枫桥). Every method raises KgError, in the
    graph's language, where a name fits nothing (with the nearest names) or several things (with all of them), and
    where the store cannot answer. Counts are always “k of the n towns that reported”: a report that does not name a
    practice does not say that its town lacks it.
    """

    def __init__(self, store: Store, lang: str | None = None) -> None:
        """``lang``: "zh" or "en", the language in which answers show themselves; by default what the environment says
        (``KG_LANG``, else the locale)."""
        if lang is not None and lang not in LANGUAGES:
            raise KgError(f"lang must be zh or en, not {lang!r}", f"lang 只能是 zh 或 en，不能是 {lang!r}")
        self._store: Store | None = store
        self._location = store.location
        self.lang = lang or from_environment(os.environ)

    @classmethod
    def at(cls, location: str | Path | None = None, *, lang: str | None = None) -> Self:
        """``kg.open``."""
        with _speaking(lang or from_environment(os.environ)):
            opened = open_store(location if location is not None else os.environ.get("KG_STORE") or DEFAULT_STORE)
            return cls(opened, lang)

    @property
    def store(self) -> Store:
        """The store, for what has no method here: every function of ``kg.analysis`` takes it as its first argument."""
        if self._store is None:
            raise KgError(
                f"the graph {self._location} was closed: open it again with kg.open",
                f"图谱 {self._location} 已经关闭：请用 kg.open 重新打开",
            )
        return self._store

    def close(self) -> None:
        """Lets the store go; a later build may then remove its files. Answers that were given stay."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        if self._store is None:
            return f"<kg.Graph {self._location}: {'已关闭' if self.lang == 'zh' else 'closed'}>"
        if "://" in self._location:  # a server is asked when there is a question
            return f"<kg.Graph {self._location}>"
        try:
            return f"<kg.Graph {self._location}: {scope(corpus(self._store).scope, self.lang)}>"
        except KgError as error:
            return f"<kg.Graph {self._location}: {error.told(self.lang)}>"

    # Who shares what

    def towns(
        self,
        practice: str | Sequence[str],
        *,
        joined: str = "and",
        status: str | None = None,
        year: int | None = None,
        province: str | None = None,
        county: str | None = None,
        exact: bool = False,
        limit: int | None = None,
        evidence: bool = True,
    ) -> TownsAnswer:
        """Which towns run, try or plan ``practice``, with status, year and the sentences that say so.

        Of several practices a town must have each (``joined="and"``) or any (``"or"``). Narrower practices count as
        well unless ``exact``. ``status``: implemented, piloting, in progress, planned, or in Chinese. ``limit`` keeps
        the first so many towns; counts are of all. Without ``evidence`` no sentences are fetched, which is quicker.

        >>> g.towns("枫桥经验").to_pandas()
        >>> g.towns(["枫桥经验", "网格化"], year=2024, province="重庆").towns.number
        """
        return self._ask(
            lambda store: analysis.towns(
                store,
                practice,
                joined=joined,
                status=status,
                year=year,
                province=province,
                county=county,
                exact=exact,
                limit=limit,
                evidence=evidence,
            )
        )

    def shared(
        self,
        *,
        least: int = 2,
        families: bool = False,
        status: str | None = None,
        year: int | None = None,
        province: str | None = None,
        county: str | None = None,
        limit: int | None = None,
        evidence: bool = False,
    ) -> SharedAnswer:
        """Practices that at least ``least`` towns name, most shared first.

        With ``families`` narrower practices count for their broader ones too. ``limit`` keeps the first so many. With
        ``evidence`` every use comes with its sentences, which takes long where there are many towns.

        >>> g.shared(least=3).to_pandas()[["practice", "towns", "of"]]
        """
        return self._ask(
            lambda store: analysis.shared(
                store,
                least=least,
                families=families,
                status=status,
                year=year,
                province=province,
                county=county,
                limit=limit,
                evidence=evidence,
            )
        )

    def show(self, name: str) -> Dossier:
        """All that the graph holds of one town, practice or firm.

        >>> g.show("新安镇").uses
        >>> g.show("枫桥经验").answer
        """
        return self._ask(lambda store: analysis.show(store, name))

    # Questions of one's own

    def query(self, sparql: str, *, time_limit: float | None = None) -> QueryResult:
        """The answer to a SPARQL 1.1 query, or to a saved question by its name (``g.questions()`` lists them).

        The project's prefixes need no declaration. ``time_limit`` is in seconds.

        >>> g.query("SELECT ?town { ?town gov:practises mech:枫桥经验 }").to_pandas()
        """

        def ask(store: Store) -> QueryResult:
            return QueryResult(store.query(query_text(sparql, self.lang), time_limit=time_limit))

        return self._ask(ask)

    def questions(self) -> SavedQuestions:
        """The saved questions that ``query`` knows by name."""
        saved = ontology.saved_queries()
        both = {name: (one.question_zh, one.question_en) for name, one in saved.items()}
        return SavedQuestions(both).spoken(self.lang)

    def sparql(self, answer: object) -> str:
        """The SPARQL that gives an answer of this graph again, here or on any server that holds it.

        >>> g.query(g.sparql(g.towns("枫桥经验"))).to_pandas()
        """
        with _speaking(self.lang):
            return companion(answer)

    def _ask(self, question: Callable[[Store], T]) -> T:
        with _speaking(self.lang):
            answer = question(self.store)
        return answer.spoken(self.lang) if isinstance(answer, Tabular) else answer


@contextmanager
def _speaking(lang: str) -> Iterator[None]:
    """Errors that leave the block tell themselves in ``lang``."""
    try:
        yield
    except KgError as error:
        error.lang = lang
        raise
