"""Candidates for practices that are in no list."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST = 18
"""Characters that a name may have."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name found in a text: ``start``–``end`` is the stretch that names it, ``label`` the name itself.

    ``code`` is its number pattern if it has one. ``known`` is the id of a known mechanism that the name
    specialises: “亲情微网格” is a 微网格. ``stands_for`` says that the known one is meant by this name only; else the
    known one is named besides.
    """

    label: str
    start: int
    end: int
    confidence: float
    code: str = ""
    known: str = ""
    stands_for: bool = True
