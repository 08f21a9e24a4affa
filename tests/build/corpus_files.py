"""Writing small corpora and asking what was built of them."""

from __future__ import annotations

from collections.abc import Iterable
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
