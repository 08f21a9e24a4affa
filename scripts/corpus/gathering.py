"""Facts as they are written down, each with the passages in which it stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import (
    Adoption,
    Cause,
    Citation,
    Engagement,
    Facts,
    Identity,
    Mechanism,
    Observation,
    Plan,
    Problem,
    Status,
)


@dataclass(slots=True)
class _Adopted:
    mechanism: Mechanism
    status: Status
    surfaces: dict[str, None] = field(default_factory=dict)
    passages: dict[int, None] = field(default_factory=dict)
    continues: bool = False


@dataclass(slots=True)
class Gathering:
    """The facts of one report in the order of its text."""

    engagements: list[Engagement] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    causes: dict[str, Cause] = field(default_factory=dict)
    plans: list[Plan] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    _adopted: dict[tuple[str, Status], _Adopted] = field(default_factory=dict)
    _cited: dict[str, dict[int, None]] = field(default_factory=dict)

    def adopt(self, mechanism: Mechanism, status: Status, surface: str, passage: int, continues: bool = False) -> None:
        key = (mechanism.id or mechanism.label, status)
        known = self._adopted.setdefault(key, _Adopted(mechanism, status))
        known.surfaces[surface] = None
        known.passages[passage] = None
        known.continues |= continues

    def cite(self, title: str, passage: int) -> None:
        self._cited.setdefault(title, {})[passage] = None

    def cause(self, heading: str, passage: int, topics: tuple[str, ...]) -> int:
        """The index of a cause, told here."""
        known = self.causes.get(heading)
        passages = (*known.passages, passage) if known else (passage,)
        self.causes[heading] = Cause(heading, tuple(dict.fromkeys(passages)), topics)
        return list(self.causes).index(heading)

    def facts(self, identity: Identity) -> Facts:
        return Facts(
            identity=identity,
            adoptions=tuple(
                Adoption(a.mechanism, a.status, tuple(a.surfaces), tuple(a.passages), a.continues)
                for a in self._adopted.values()
            ),
            engagements=tuple(self.engagements),
            problems=tuple(self.problems),
            causes=tuple(self.causes.values()),
            plans=tuple(self.plans),
            observations=tuple(self.observations),
            citations=tuple(Citation(title, tuple(passages)) for title, passages in self._cited.items()),
        )
