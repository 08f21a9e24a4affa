"""A wording that tells how far a practice is adopted: one row of the tables ``absence_cues`` and ``status_cues``.

``where`` says in which part of the clause (see ``clauses``) the wording must stand relative to the practice's name:
``before``, ``after``, ``following`` (the next clauses, as long as they name no other practice), ``previous``, or
``whole_following`` (its whole clause and the next).
In an example the name is marked 【】. Within one kind of section the first row that matches decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from operator import attrgetter

from kg.extractors.clauses import Clause
from kg.model import Status

ABSENT = "absent"  # named as missing, ended, or another town's: no adoption


@dataclass(frozen=True, slots=True)
class Cue:
    pattern: str
    where: str
    outcome: Status | str
    example: str
    strong: bool = True
    given: str = ""  # what must stand before the name besides
    unless: str = ""  # what must not stand after it

    regex: re.Pattern[str] = field(init=False, repr=False, compare=False)

    part: Callable[[Clause], str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "regex", re.compile(self.pattern))
        object.__setattr__(self, "part", attrgetter(self.where))
