"""How the methods of a graph ask: the store of an open graph, answers and errors in the graph's language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from kg.analysis.tabular import Tabular
from kg.errors import KgError
from kg.store import Store

T = TypeVar("T")


class Asking:
    """What every group of methods stands on."""

    lang: str

    @property
    def store(self) -> Store:
        """The store, for what has no method: every function of ``kg.analysis`` takes it as its first argument."""
        raise NotImplementedError

    def _ask(self, question: Callable[[Store], T]) -> T:
        with speaking(self.lang):
            answer = question(self.store)
        return answer.spoken(self.lang) if isinstance(answer, Tabular) else answer


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Errors that leave the block tell themselves in ``lang``."""
    try:
        yield
    except KgError as error:
        error.lang = lang
        raise
