"""What each document was read as, kept in the store's folder: so that unchanged documents are not read again.

A reading is known by the document's hash and the reader's version. It is one file: a line of JSON (what came of it), and for
a report its parts, each compressed by itself: ``graph`` (its own graph, N-Quads), ``shared`` (what it needs in the graphs
that reports share, N-Quads), ``prints`` (fingerprints of its sentences) and ``answers`` with their version (to the
questions that tables are made of).
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from kg.copies import Prints, UnknownPrintsError, fingerprints
from kg.rdf.copied import text_and_names
from kg.rdf.iris import GRAPH, REPORT
from kg.rdf.nquads import from_nquads, to_nquads
from kg.rdf.vocabulary import GOV, SKOS
from kg.store.layout import damaged, write_safely
from kg.tables.prepared import VERSION, answers_of

REPORT_READ = "report"
NO_TOWNSHIP = "no township report"
UNREADABLE = "unreadable"

_FILE = re.compile(r"\.?[0-9a-f]{16}-[0-9a-f]{8}\.(?:reading|json|nq|shared\.nq|prints)(?:\.\d+)?")  # also older forms
_SUFFIX = ".reading"
_ANSWERS = f"answers{VERSION}"
_LEVEL = 1  # a twelfth of the size already; more takes longer and gains little


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a document. ``outcome`` is one of the three above; ``reason`` says why it is no report,
    ``reason_zh`` says the same in Chinese.

    ``id`` are the first 16 hex digits of ``sha256``; ``town`` and ``year`` tell people what was read; ``parts`` are
    the sizes of what is kept of a report, compressed, in bytes, in the order in which it is kept.
    """

    sha256: str
    version: str
    outcome: str
    reason: str = ""
    reason_zh: str = ""
    town: str = ""
    year: int | None = None
    parts: Mapping[str, int] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return self.sha256[:16]

    @property
    def key(self) -> str:
        """The name of its file."""
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
            with self._file(key).open("rb") as file:
                head = file.readline()
                found = Reading(**json.loads(head))
                # Files are not synced one by one: after a loss of power one may have lost its end.
                if file.seek(0, 2) != len(head) + sum(found.parts.values()):
                    return None
        except (OSError, ValueError, TypeError, AttributeError):
            return None
        return found if found.sha256 == sha256 else None

    def keep(self, reading: Reading, quads: Iterable[Quad] = ()) -> Reading:
        """Store a reading."""
        self.folder.mkdir(parents=True, exist_ok=True)
        parts: dict[str, bytes] = {}
        if reading.outcome == REPORT_READ:
            own: list[Quad] = []
            shared: list[Quad] = []
            graph = GRAPH[reading.id]
            for quad in quads:
                (own if quad.graph_name == graph else shared).append(quad)
            found = {
                _ANSWERS: answers_of(own).encode(),
                "shared": to_nquads(shared),
                "prints": fingerprints(*text_and_names([*own, *shared], reading.id)).to_bytes(),
                "graph": to_nquads(own),
            }
            parts = {name: zlib.compress(part, _LEVEL) for name, part in found.items()}
            reading = replace(reading, parts={name: len(part) for name, part in parts.items()})
        head = json.dumps(asdict(reading), ensure_ascii=False).encode("utf-8", "replace")
        write_safely(self._file(reading.key), b"\n".join([head, b"".join(parts.values())]), sync=False)
        return reading

    def raw(self, key: str) -> bytes:
        """A reading as its file holds it, to be put into another folder."""
        return self._file(key).read_bytes()

    def drop(self, key: str) -> None:
        """Forget a reading."""
        self._file(key).unlink(missing_ok=True)

    def put(self, sha256: str, version: str, raw: bytes) -> Reading | None:
        """Store what ``raw`` of another folder gave for a document; None where that is not the whole of such a reading."""
        key = f"{sha256[:16]}-{_short(version)}"
        self.folder.mkdir(parents=True, exist_ok=True)
        write_safely(self._file(key), raw, sync=False)
        return self.find(sha256, version)

    def known(self, version: str) -> set[str]:
        """The ids of all documents of which a reader's reading is here, whole or not."""
        ending = f"-{_short(version)}{_SUFFIX}"
        names = (file.name for file in self.folder.iterdir()) if self.folder.is_dir() else ()
        return {name.removesuffix(ending) for name in names if name.endswith(ending)}

    def graph(self, key: str) -> bytes:
        """A report's own graph, as N-Quads."""
        return self._needed(key, "graph")

    def answers(self, key: str) -> str:
        """What a report adds to the answers that tables are made of (``kg.tables.prepared``), worked out anew where they are
        not there as this version has them."""
        found = self._part(key, _ANSWERS)
        return answers_of(from_nquads(self.graph(key))) if found is None else found.decode()

    def shared(self, key: str) -> list[Quad]:
        """What a report needs in the graphs that reports share."""
        return from_nquads(self._needed(key, "shared"))

    def prints(self, key: str) -> Prints:
        """Fingerprints of a report's sentences, made anew where they are not there as this version writes them."""
        try:
            return Prints.from_bytes(self._part(key, "prints") or b"")
        except UnknownPrintsError:
            quads = [*from_nquads(self.graph(key)), *self.shared(key)]
            return fingerprints(*text_and_names(quads, key[:16]))

    def _file(self, key: str) -> Path:
        return self.folder / f"{key}{_SUFFIX}"

    def _needed(self, key: str, name: str) -> bytes:
        found = self._part(key, name)
        if found is None:
            raise damaged(self._file(key))
        return found

    def _part(self, key: str, name: str) -> bytes | None:
        """Raises KgError where the file is gone or damaged, though ``get`` told that it was whole; None where another version
        wrote it without that part."""
        try:
            with self._file(key).open("rb") as file:
                for other, size in json.loads(file.readline())["parts"].items():
                    if other == name:
                        return zlib.decompress(file.read(size))
                    file.seek(size, 1)
        except (OSError, ValueError, TypeError, KeyError, zlib.error) as error:
            raise damaged(self._file(key)) from error
        return None

    def clean(self, recorded: Iterable[str], version: str) -> None:
        """Remove readings that no report in the graph rests on; what is no report stays known as such."""
        keep = set(recorded)
        if not self.folder.is_dir():
            return
        for file in sorted(file for file in self.folder.iterdir() if _FILE.fullmatch(file.name)):
            key = file.name.partition(".")[0]
            if file.name == key + _SUFFIX and (key in keep or self._is_verdict(file, version)):
                continue
            file.unlink(missing_ok=True)

    @staticmethod
    def _is_verdict(file: Path, version: str) -> bool:
        """Whether a file says that a document is no report, and this version read it."""
        if not file.stem.endswith("-" + _short(version)):
            return False
        try:
            with file.open("rb") as opened:
                said: object = json.loads(opened.readline())["outcome"]
        except (OSError, ValueError, TypeError, KeyError):
            return False
        return said != REPORT_READ


def describe(sha256: str, version: str, quads: Iterable[Quad]) -> Reading:
    """The reading of a report from its quads."""
    report, own = REPORT[sha256[:16]], GRAPH[sha256[:16]]
    label = SKOS["prefLabel"]
    towns, years, labels = [], [], {}
    for quad in quads:
        if quad.graph_name == own:
            if quad.subject == report:
                value = quad.object
                if quad.predicate == GOV["township"] and isinstance(value, NamedNode):
                    towns.append(value)
                elif quad.predicate == GOV["year"] and isinstance(value, Literal):
                    years.append(int(value.value))
        elif quad.predicate == label and isinstance(quad.object, Literal):
            labels[quad.subject] = quad.object.value
    town = labels.get(towns[0], "") if towns else ""
    return Reading(sha256, version, REPORT_READ, town=town, year=years[0] if years else None)


def _short(version: str) -> str:
    return hashlib.sha256(version.encode()).hexdigest()[:8]
