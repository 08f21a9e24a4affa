"""One thing to be judged, with the sentence that it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.review.judgement import About, Values

REASONS = ("unsure", "disagrees", "seen once", "discovered", "perhaps same", "unplaced", "statement")
"""Why something is before a person, the most pressing first: low confidence; years that disagree; a discovered practice that a
single town names; one that several name; names of firms that may be one; towns that nobody could tell; anything else."""


@dataclass(frozen=True, slots=True)
class Task:
    """``about`` and ``was`` go into the judgement. ``claim``: what is said, in words; ``names``: labels of what ``was`` names by
    id. ``sentence`` stands in report ``report`` (its id) from ``start`` to ``end``; ``words``: what of it names the thing.
    ``towns``: how many it concerns. ``verdict``: the one that stands already, "" where none; ``stood``: ids of
    the judgements that do; ``drawn``: the draw it belongs to."""

    about: About
    was: Values
    reason: str
    claim: str
    town: str = ""
    year: int | None = None
    report: str = ""
    title: str = ""
    section: str = ""
    sentence: str = ""
    start: int = 0
    end: int = 0
    words: tuple[str, ...] = ()
    confidence: float | None = None
    towns: int = 1
    candidates: tuple[str, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    verdict: str = ""
    drawn: str = ""
    stood: tuple[str, ...] = ()
