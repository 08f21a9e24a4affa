"""What people judged, for a build: the journal beside the store, the practices accepted there, what became of each judgement."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg import ontology
from kg.errors import Bilingual
from kg.review import accepted, journal
from kg.review.applying import Outcome
from kg.review.journal import Fault, Journal
from kg.review.judgement import Judgement
from kg.review.standing import standing
from kg.store.layout import StoreFolder, damaged, write_safely

NAME = "judgements.json"


@dataclass(frozen=True, slots=True)
class Judged:
    """``more``: the file of accepted practices. ``faults``: lines of the journal that cannot be read; ``unaccepted``: by id of a
    judgement why its practice is not in that file."""

    judgements: tuple[Judgement, ...] = ()
    more: Path | None = None
    faults: tuple[Fault, ...] = ()
    unaccepted: Mapping[str, Bilingual] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """Of what is judged, "" where nothing is."""
        ids = sorted(one.id for one in self.judgements)
        return hashlib.sha256("\n".join(ids).encode()).hexdigest() if ids else ""


def judged(folder: StoreFolder, *, rereads: bool = True) -> Judged:
    """Reads the journal, and writes the file of accepted practices where they are others than before. Where reports are not read
    again (``rereads``), practices that are accepted no more stay in it: what was read names them."""
    read = Journal(journal.beside(folder.path)).read()
    found = accepted.accepted(standing(read.judgements).settled, ontology.load())
    more = accepted.beside(folder.path)
    before = more.read_text(encoding="utf-8") if more.is_file() else ""
    text = found.text if rereads else accepted.kept(before, found.text)
    if text and text != before:
        write_safely(more, text.encode())
    elif not text and before and read.judgements:
        more.unlink()
    return Judged(read.judgements, more if more.is_file() else None, read.faults, found.faults)


def write_states(outcome: Outcome, data: Path) -> None:
    """Keep beside the graph what became of each judgement, and why."""
    reasons = {one.judgement.id: one.reason for one in outcome.applied if one.reason is not None}
    states = {
        key: {"state": state, **({"en": why.en, "zh": why.zh} if (why := reasons.get(key)) else {})}
        for key, state in outcome.states.items()
    }
    write_safely(data / NAME, json.dumps(states, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n")


@dataclass(frozen=True, slots=True)
class State:
    """What became of a judgement: see ``kg.review.provenance.state``. ``reason``: why it is orphaned."""

    state: str
    reason: Bilingual | None = None


def states(data: Path | None) -> dict[str, State]:
    """What became of the judgements that the graph in ``data`` was built with, by their ids."""
    if data is None or not (data / NAME).is_file():
        return {}
    try:
        found = json.loads((data / NAME).read_bytes())
        return {
            key: State(one["state"], Bilingual(one["en"], one["zh"]) if "en" in one else None)
            for key, one in found.items()
        }
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise damaged(data / NAME) from error
