"""The town or practice that a question is about; where its name is that of something else, the error says of what.

``kg similar 枫桥经验`` asks of a practice what only a town can answer: the nearest towns would be no help.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from kg.analysis.answers import Practice, Town
from kg.analysis.asking import Asks
from kg.analysis.naming import likely, names
from kg.analysis.naming.catalogue import catalogue
from kg.analysis.naming.matching import OtherKindError, UnknownNameError
from kg.analysis.scope import all_towns, check_no_division

T = TypeVar("T")


def asked_practice(store: Asks, name: str) -> likely.Meant[tuple[Practice, ...]]:
    """``likely.practice``. Raises OtherKindError where ``name`` is that of a town, a firm or a type of problems,
    DivisionError where it is a province's or a county's, UnknownNameError where it is nothing's or several practices'."""
    return _asked(store, name, "practice", lambda: likely.practice(store, name))


def asked_town(store: Asks, name: str) -> likely.Meant[Town]:
    """``likely.town`` among all towns of the store, with the errors of ``asked_practice``."""
    return _asked(store, name, "town", lambda: likely.town(all_towns(store), name))


def _asked(store: Asks, name: str, wanted: str, find: Callable[[], likely.Meant[T]]) -> likely.Meant[T]:
    try:
        return find()
    except UnknownNameError as unknown:
        if unknown.ambiguous:
            raise
        kind = _kind(store, name)
        if kind:
            raise OtherKindError(name, kind, wanted) from None
        check_no_division(catalogue(store), name)
        raise


def _kind(store: Asks, name: str) -> str:
    """Of what kind the thing or the things called exactly ``name`` are; "" where nothing is."""
    called: dict[str, Callable[[], object]] = {
        "practice": lambda: names.practice(store, name, near=False),
        "town": lambda: names.town(all_towns(store), name, near=False),
        "firm": lambda: names.firm(names.firms(store), name, near=False),
        "problem type": lambda: names.topic(catalogue(store), name, near=False),
    }
    for kind, find in called.items():
        try:
            find()
        except UnknownNameError as unknown:
            if not unknown.ambiguous:
                continue
        return kind
    return ""
