"""A built graph on its way to a server: its named graphs one by one, those alone that the server does not have yet.

What was sent is noted in the folder of the store, per address, as a digest of each graph: a run that was ended goes on
where it was, one after a new build sends what changed and removes what is gone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import quote, urlencode

import pyoxigraph as ox

from kg.errors import KgError
from kg.store.base import Store
from kg.store.layout import write_safely
from kg.store.remote_http import Connection, ThereIsNoneError
from kg.store.syntax import QuerySyntaxError

NOTED = 50  # graphs between two notes of what was sent
_NOTES = "pushed"
_DESCRIPTION = "https://w3id.org/towngov/graph/description"  # stands in every built graph, and is small


class Way(Protocol):
    """How a server takes a graph."""

    def has(self, name: str) -> bool:
        """Whether the graph is there with anything in it; True where that cannot be asked."""

    def put(self, name: str, lines: Sequence[str]) -> None:
        """Make ``lines`` (N-Triples) all that stands in the graph called ``name``."""

    def drop(self, name: str) -> None:
        """Remove a graph; nothing where there is none."""


class GraphStore:
    """SPARQL 1.1 Graph Store HTTP Protocol: a graph is PUT; what is beyond ``batch`` triples is POSTed after it."""

    def __init__(self, address: str, batch: int = 100_000) -> None:
        self._address, self._batch = address, batch
        self._connection = Connection(address)

    def has(self, name: str) -> bool:
        try:
            reply = self._connection.ask(
                None, {"Accept": "application/n-triples, text/turtle;q=0.9"}, address=self._of(name)
            )
        except ThereIsNoneError:
            return False
        return any(True for _ in _triples(reply.body))

    def put(self, name: str, lines: Sequence[str]) -> None:
        # N-Triples are Turtle, which every server takes; some take N-Triples under no name of theirs.
        headers = {"Content-Type": "text/turtle"}
        for number, some in enumerate(_batches(lines, self._batch)):
            body = "".join(some).encode()
            self._connection.ask(body, headers, address=self._of(name), method="POST" if number else "PUT")

    def drop(self, name: str) -> None:
        with suppress(ThereIsNoneError):
            self._connection.ask(None, {}, address=self._of(name), method="DELETE")

    def _of(self, name: str) -> str:
        return f"{self._address}{'&' if '?' in self._address else '?'}graph={quote(name, safe='')}"


class Update:
    """SPARQL 1.1 Update by the protocol: INSERT DATA, ``batch`` triples a request."""

    def __init__(self, address: str, batch: int = 1_000) -> None:
        self._address, self._batch = address, batch
        self._connection = Connection(address)

    def has(self, name: str) -> bool:
        return True

    def put(self, name: str, lines: Sequence[str]) -> None:
        self.drop(name)
        for some in _batches(lines, self._batch):
            self._do(f"INSERT DATA {{ GRAPH <{name}> {{\n{''.join(some)}}} }}")

    def drop(self, name: str) -> None:
        self._do(f"DROP SILENT GRAPH <{name}>")

    def _do(self, update: str) -> None:
        self._connection.ask(
            urlencode({"update": update}).encode(),
            {"Content-Type": "application/x-www-form-urlencoded", "Accept": "*/*"},
        )


@dataclass(frozen=True, slots=True)
class Pushed:
    """How many graphs were sent (with how many triples), had not changed, were removed."""

    sent: int
    triples: int
    unchanged: int
    dropped: int


def push(
    store: Store,
    address: str,
    way: Way,
    notes: Path | None,
    *,
    everything: bool = False,
    told: Callable[[int, int], None] = lambda done, of: None,
) -> Pushed:
    """Make the server's copy equal to ``store``. ``notes``: a folder for what was sent, None where it cannot be noted.

    ``told`` hears how many graphs are done, of how many. With ``everything`` what was noted is left aside. Graphs that
    this never sent are not touched. Raises StoreError; what was sent before is noted, and the next run goes on from there.
    """
    note = _Notes(notes, address)
    if everything or not note.holds(way):
        note.digests.clear()
    names = store.graphs()
    sent = triples = unchanged = dropped = 0
    try:
        for done, name in enumerate(names):
            told(done, len(names))
            lines = sorted({f"{quad.triple} .\n" for quad in store.graph(name)})
            digest = hashlib.sha256("".join(lines).encode()).hexdigest()
            if note.digests.get(name.value) == digest:
                unchanged += 1
                continue
            note.digests.pop(name.value, None)  # while it is under way it is neither the old nor the new one
            way.put(name.value, lines)
            note.digests[name.value] = digest
            sent, triples = sent + 1, triples + len(lines)
            if sent % NOTED == 0:
                note.write()
        for gone in sorted(note.digests.keys() - {name.value for name in names}):
            way.drop(gone)
            del note.digests[gone]
            dropped += 1
    except QuerySyntaxError as error:
        raise KgError(
            f"{address} does not take this graph: {error.reason.en}", f"{address} 不接受这个图：{error.reason.zh}"
        ) from error
    finally:
        note.write()
    return Pushed(sent, triples, unchanged, dropped)


class _Notes:
    """What one address was sent: digests of graphs by name."""

    def __init__(self, folder: Path | None, address: str) -> None:
        self._file = folder / _NOTES / f"{hashlib.sha256(address.encode()).hexdigest()[:16]}.json" if folder else None
        self._address = address
        self.digests: dict[str, str] = {}
        if self._file is not None and self._file.exists():
            with suppress(ValueError, KeyError, TypeError):  # then everything is sent again
                self.digests = dict(json.loads(self._file.read_text(encoding="utf-8"))["graphs"])

    def holds(self, way: Way) -> bool:
        """Whether the server has what is noted, by one graph of it: the description, which is small, where a run came as
        far as that."""
        noted = _DESCRIPTION if _DESCRIPTION in self.digests else min(self.digests, default="")
        return not noted or way.has(noted)

    def write(self) -> None:
        if self._file is not None:
            self._file.parent.mkdir(exist_ok=True)
            noted = {"address": self._address, "graphs": dict(sorted(self.digests.items()))}
            write_safely(self._file, json.dumps(noted, indent=0).encode())


def _batches(lines: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """At least one, so that an empty graph is put too."""
    for start in range(0, max(len(lines), 1), size):
        yield lines[start : start + size]


def _triples(body: bytes) -> Iterable[ox.Quad]:
    try:
        return list(ox.parse(body, format=ox.RdfFormat.TURTLE))
    except SyntaxError:
        return ()
