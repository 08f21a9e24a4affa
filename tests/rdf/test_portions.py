"""Sorted N-Quads in portions: the same bytes, whatever the portion and the order."""

from __future__ import annotations

import gzip
from pathlib import Path
from random import Random

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.rdf.exporters.portions import gzipped, sorted_nquads, write_gzipped
from kg.rdf.nquads import to_nquads


def quads() -> list[Quad]:
    node = [NamedNode(f"https://example.org/{at}") for at in range(12)]
    texts = ["甲", "乙\n二行", 'quote"', "\\", ""]
    found = [Quad(a, b, Literal(text), c) for a in node[:4] for b in node[4:7] for text in texts for c in node[7:9]]
    return found + found[::7]  # some twice


@pytest.mark.parametrize("portion", [1, 2, 7, 10_000])
def test_portions_make_no_difference(portion: int) -> None:
    mixed = quads()
    Random(portion).shuffle(mixed)
    assert b"".join(sorted_nquads(mixed, portion)) == to_nquads(quads())


def test_nothing_is_nothing() -> None:
    assert b"".join(sorted_nquads([])) == b""
    assert gzip.decompress(b"".join(gzipped([]))) == b""


def test_the_same_graph_is_the_same_file(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_gzipped(quads() if name == "one" else reversed(quads()), tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert gzip.decompress((tmp_path / "one").read_bytes()) == to_nquads(quads())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]
