"""``Graph``: a graph that is open, with a method for each analysis and for queries of one's own."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import Self

from kg import ontology
from kg.analysis.saved import query_text
from kg.analysis.scope import corpus
from kg.analysis.wording.telling import scope
from kg.api.asking import speaking
from kg.api.companions import companion
from kg.api.development import Development
from kg.api.queried import QueryResult, SavedQuestions
from kg.api.sharing import Sharing
from kg.api.spreading import Spreading
from kg.errors import KgError
from kg.language import LANGUAGES, from_environment
from kg.store import Store, open_store

DEFAULT_STORE = "kg-store"


class Graph(Sharing, Spreading, Development):
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
        with speaking(lang or from_environment(os.environ)):
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

        Of an audit there is a query for each check, one after another: ask for one check to run it.

        >>> g.query(g.sparql(g.towns("枫桥经验"))).to_pandas()
        """
        with speaking(self.lang):
            return companion(answer)
