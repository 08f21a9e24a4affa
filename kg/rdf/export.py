"""Handing a graph on: the form is chosen by the file's ending."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from pyoxigraph import Quad

from kg.errors import KgError, system_reason

FOLDER = ".csv"
ENDINGS = (".nq", ".trig", ".ttl", ".nt", ".jsonld", ".graphml", ".gexf", FOLDER)


def export(quads: Iterable[Quad], target: str | Path) -> Path:
    """Write ``quads`` to ``target`` in the form that its ending tells; ``.csv`` is a folder of tables.

    The same quads give the same bytes, in whatever order they come. What stood at ``target`` is replaced once the new
    is whole. Raises KgError for an unknown ending or a place that cannot be written.
    """
    path = Path(target)
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise KgError(
            f"unknown ending; choose one of {' '.join(ENDINGS)}",
            f"不认识这个后缀；可用的有：{' '.join(ENDINGS)}",
            where=str(target),
        )
    try:
        if ending == FOLDER:
            from kg.rdf.exporters.tables import tables

            path.mkdir(parents=True, exist_ok=True)
            for name, content in tables(quads):
                _replace(path / name, (content,))
        elif ending == ".nq":
            from kg.rdf.exporters.portions import sorted_nquads

            _replace(path, sorted_nquads(quads))  # of any size: not all in memory
        else:
            _replace(path, (render(quads, ending),))
    except OSError as error:
        why = system_reason(error)
        raise KgError(f"{target} cannot be written: {why.en}", f"{target} 写不了：{why.zh}") from error
    return path


def render(quads: Iterable[Quad], ending: str) -> bytes:
    """``quads`` as the content of a file with that ending; any of ``ENDINGS`` but ``.csv``."""
    return _writer(ending)(quads)


def _writer(ending: str) -> Callable[[Iterable[Quad]], bytes]:
    if ending in (".graphml", ".gexf"):
        from kg.rdf.exporters import network

        return network.graphml if ending == ".graphml" else network.gexf
    from kg.rdf.exporters import rdf_syntaxes

    writers = {
        ".nq": rdf_syntaxes.nquads,
        ".nt": rdf_syntaxes.ntriples,
        ".trig": rdf_syntaxes.trig,
        ".ttl": rdf_syntaxes.turtle,
        ".jsonld": rdf_syntaxes.jsonld,
    }
    return writers[ending]


def _replace(path: Path, pieces: Iterable[bytes]) -> None:
    beside = path.with_name(f".{path.name}.part")
    with beside.open("wb") as file:
        file.writelines(pieces)
    beside.replace(path)
