from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kg.rdf.nquads import from_nquads, to_nquads
from kg.rdf.vocabulary import chinese, decimal, text

NODES = st.sampled_from([NamedNode(f"https://w3id.org/towngov/report/{name}") for name in ("a", "b", "枫桥")])
VALUES = st.one_of(st.text().map(text), st.text().map(chinese), st.integers().map(Literal), NODES)
QUADS = st.lists(st.builds(Quad, NODES, NODES, VALUES, NODES), max_size=12)


@given(QUADS)
def test_what_is_written_is_read_back(quads: list[Quad]) -> None:
    assert set(from_nquads(to_nquads(quads))) == set(quads)


@given(QUADS, st.randoms(use_true_random=False))
def test_order_and_repetition_make_no_difference(quads: list[Quad], chance: random.Random) -> None:
    shuffled = quads + quads
    chance.shuffle(shuffled)
    assert to_nquads(shuffled) == to_nquads(quads)


@given(QUADS)
def test_each_quad_is_one_line(quads: list[Quad]) -> None:
    lines = to_nquads(quads).split(b"\n")
    assert lines.pop() == b""
    assert len(lines) == len(set(quads))
    assert all(line.endswith(b" .") for line in lines)


def test_half_a_surrogate_pair_keeps_its_place() -> None:
    assert text("甲\ud800乙").value == "甲\ufffd乙"


def test_one_number_has_one_spelling() -> None:
    spellings = ["98.50", "98.5", "+98.5", "9.85E1"]
    assert {decimal(spelling).value for spelling in spellings} == {"98.5"}
    assert decimal("1200000").value == decimal("1.2E6").value == "1200000"
    assert decimal("-0.0").value == "0"
