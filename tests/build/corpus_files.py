"""Writing small corpora and asking what was built of them."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

from kg.build import Item
from kg.rdf.nquads import to_nquads
from kg.store import open_store


def names(items: Iterable[Item]) -> list[str]:
    return [item.name for item in items]


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


def exported(store: Path) -> bytes:
    with open_store(store) as opened:
        return to_nquads(opened.quads())


def asked(store: Path, sparql: str) -> list[dict[str, str]]:
    with open_store(store) as opened:
        return opened.query(sparql).plain()


FILES = "SELECT ?file WHERE { ?r a gov:Report ; gov:fileName ?file } ORDER BY ?file"


def files(store: Path) -> list[str]:
    return [row["file"] for row in asked(store, FILES)]


def rewritten(reading: Path, anew: Callable[[str, bytes], bytes | None]) -> None:
    """Changes the parts of a reading, given by name and content; None leaves one out."""
    with reading.open("rb") as file:
        said = json.loads(file.readline())
        parts = {name: zlib.decompress(file.read(size)) for name, size in said["parts"].items()}
    kept = {name: zlib.compress(part) for name, old in parts.items() if (part := anew(name, old)) is not None}
    said["parts"] = {name: len(part) for name, part in kept.items()}
    reading.write_bytes(json.dumps(said).encode() + b"\n" + b"".join(kept.values()))
