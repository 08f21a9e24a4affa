"""Sorted N-Quads in portions: the same bytes, whatever the portion and the order."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from random import Random

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.rdf.exporters.portions import each_sorted, gzipped, sorted_nquads
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


def test_graphs_follow_one_another_each_sorted() -> None:
    names = [NamedNode(f"https://example.org/{at}") for at in (8, 7)]
    graphs = [[quad for quad in quads() if quad.graph_name == name] for name in names]
    made = b"".join(each_sorted(graphs))
    assert made == b"".join(to_nquads(one) for one in graphs) != to_nquads(quads())
    assert b"".join(each_sorted(map(reversed, graphs))) == made


def test_the_first_piece_waits_for_no_other_graph() -> None:
    large = [Quad(NamedNode(f"https://example.org/{at}"), NamedNode("urn:p"), Literal("字" * 90)) for at in range(2000)]

    def graphs() -> Iterator[list[Quad]]:
        yield large
        pytest.fail("the second graph was asked for")

    assert next(each_sorted(graphs()))


def test_packed_pieces_are_the_same_file() -> None:
    assert b"".join(gzipped([b"one", b"two"])) == b"".join(gzipped(iter((b"one", b"two"))))
    assert gzip.decompress(b"".join(gzipped([b"one", b"", b"two"]))) == b"onetwo"
