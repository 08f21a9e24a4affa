"""What each document was read as, kept in the store's folder: so that unchanged documents are not read again.

A reading is known by the document's hash and the reader's version. It is four files: ``.json`` (what came of it),
and for a report ``.nq`` (its own graph), ``.shared.nq`` (what it needs in the graphs that reports share) and ``.prints``
(fingerprints of its sentences).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from kg.copies import Prints, UnknownPrintsError, fingerprints
from kg.rdf.copied import text_and_names
from kg.rdf.iris import GRAPH, REPORT
from kg.rdf.nquads import from_nquads, to_nquads
from kg.rdf.vocabulary import GOV, SKOS
from kg.store.layout import write_safely

REPORT_READ = "report"
NO_TOWNSHIP = "no township report"
UNREADABLE = "unreadable"

_FILE = re.compile(r"\.?[0-9a-f]{16}-[0-9a-f]{8}\.(?:json|nq|shared\.nq|prints)(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a document. ``outcome`` is one of the three above; ``reason`` says why it is no report,
    ``reason_zh`` says the same in Chinese.

    ``id`` are the first 16 hex digits of ``sha256``; ``town`` and ``year`` tell people what was read; ``sizes`` are
    those of its two files in bytes.
    """

    sha256: str
    version: str
    outcome: str
    reason: str = ""
    reason_zh: str = ""
    town: str = ""
    year: int | None = None
    sizes: tuple[int, int] = (0, 0)

    @property
    def id(self) -> str:
        return self.sha256[:16]

    @property
    def key(self) -> str:
        """The name of its files."""
        return f"{self.id}-{_short(self.version)}"


class Readings:
    """The folder of readings."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, sha256: str, version: str) -> Reading | None:
        """The reading of a document by a reader; None where there is none, or only part of one."""
        return self.get(f"{sha256[:16]}-{_short(version)}", sha256)

    def get(self, key: str, sha256: str) -> Reading | None:
        """A reading by its key; None as in ``find``."""
        try:
            found = Reading(**json.loads((self.folder / f"{key}.json").read_bytes()))
            if found.outcome == REPORT_READ:
                # Files are not synced one by one: after a loss of power some may be empty.
                sizes = [file.stat().st_size for file in (self.graph(key), self._shared(key))]
                if sizes != list(found.sizes):
                    return None
        except (OSError, ValueError, TypeError):
            return None
        return found if found.sha256 == sha256 else None

    def keep(self, reading: Reading, quads: Iterable[Quad] = ()) -> Reading:
        """Store a reading; the file that makes it valid is written last."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if reading.outcome == REPORT_READ:
            own: list[Quad] = []
            shared: list[Quad] = []
            for quad in quads:
                (own if quad.graph_name == GRAPH[reading.id] else shared).append(quad)
            graph, entries = to_nquads(own), to_nquads(shared)
            prints = fingerprints(*text_and_names([*own, *shared], reading.id))
            write_safely(self._prints(reading.key), prints.to_bytes(), sync=False)
            write_safely(self.graph(reading.key), graph, sync=False)
            write_safely(self._shared(reading.key), entries, sync=False)
            reading = replace(reading, sizes=(len(graph), len(entries)))
        text = json.dumps(asdict(reading), ensure_ascii=False, sort_keys=True)
        write_safely(self.folder / f"{reading.key}.json", text.encode("utf-8", "replace"), sync=False)
        return reading

    def graph(self, key: str) -> Path:
        """The file of a report's own graph, as N-Quads."""
        return self.folder / f"{key}.nq"

    def shared(self, key: str) -> list[Quad]:
        """What a report needs in the graphs that reports share."""
        return from_nquads(self._shared(key).read_bytes())

    def prints(self, key: str) -> Prints:
        """Fingerprints of a report's sentences, made anew where they are not there as this version writes them."""
        try:
            return Prints.from_bytes(self._prints(key).read_bytes())
        except (OSError, UnknownPrintsError):
            quads = [*from_nquads(self.graph(key).read_bytes()), *self.shared(key)]
            return fingerprints(*text_and_names(quads, key[:16]))

    def _prints(self, key: str) -> Path:
        return self.folder / f"{key}.prints"

    def _shared(self, key: str) -> Path:
        return self.folder / f"{key}.shared.nq"

    def clean(self, recorded: Iterable[str], version: str) -> None:
        """Remove readings that no report in the graph rests on; what is no report stays known as such."""
        keep = set(recorded)
        if not self.folder.is_dir():
            return
        files = sorted(file for file in self.folder.iterdir() if _FILE.fullmatch(file.name))
        reports = {file.name.partition(".")[0] for file in files if file.suffix == ".nq"}
        for file in files:
            key = file.name.partition(".")[0]
            verdict = key.endswith("-" + _short(version)) and key not in reports
            if file.name.startswith(".") or (key not in keep and not verdict):
                file.unlink(missing_ok=True)


def describe(sha256: str, version: str, quads: Iterable[Quad]) -> Reading:
    """The reading of a report from its quads."""
    report = REPORT[sha256[:16]]
    towns, years, labels = [], [], {}
    for quad in quads:
        value = quad.object
        if quad.subject == report and quad.predicate == GOV["township"] and isinstance(value, NamedNode):
            towns.append(value)
        elif quad.subject == report and quad.predicate == GOV["year"] and isinstance(value, Literal):
            years.append(int(value.value))
        elif quad.predicate == SKOS["prefLabel"] and isinstance(value, Literal):
            labels[quad.subject] = value.value
    town = labels.get(towns[0], "") if towns else ""
    return Reading(sha256, version, REPORT_READ, town=town, year=years[0] if years else None)


def _short(version: str) -> str:
    return hashlib.sha256(version.encode()).hexdigest()[:8]
