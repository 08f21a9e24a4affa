"""What every store can do, wherever it keeps its data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Protocol, Self

from pyoxigraph import NamedNode, Quad

from kg.errors import KgError
from kg.store.answers import Answer


class QueryTimeoutError(KgError):
    """The query took longer than it was given."""


class StoreError(KgError):
    """The store could not answer."""


class Store(Protocol):
    """A graph that is read, never changed. Queries see the union of its named graphs by default."""

    @property
    def location(self) -> str:
        """Where the store is: a folder or an address."""

    def query(self, sparql: str, *, time_limit: float | None = None) -> Answer:
        """Answer a SPARQL 1.1 query; the project's prefixes are known without being declared.

        With FROM or FROM NAMED it is about those graphs alone.

        ``time_limit`` is in seconds. Raises QuerySyntaxError, QueryRefusedError (an update, LOAD or SERVICE),
        QueryTimeoutError or StoreError.
        """

    def quads(self) -> Iterator[Quad]:
        """Everything in the store, each quad with its named graph, in no particular order."""

    def graphs(self) -> Sequence[NamedNode]:
        """The names of its graphs, in order."""

    def graph(self, name: NamedNode) -> Iterator[Quad]:
        """The quads of one named graph, in no particular order."""

    def close(self) -> None: ...

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
