"""Terms of a SPARQL answer keep their kind, language and datatype."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("mcp")
from kg.assistants.terms import Rows, aloud, cell, named, selected, triples
from kg.ontology import NAMESPACES

XSD = NAMESPACES["xsd"]


def labelled(iris: Iterable[str]) -> Mapping[str, str]:
    return {iri: "枫桥经验（新时代）" if iri.endswith("枫桥经验") else "" for iri in iris}


@pytest.mark.parametrize(
    ("term", "told"),
    [
        (
            {"type": "uri", "value": NAMESPACES["mech"] + "枫桥经验"},
            {"iri": "mech:枫桥经验", "label": "枫桥经验（新时代）"},
        ),
        ({"type": "uri", "value": NAMESPACES["place"] + "甲省一号镇"}, {"iri": "place:甲省一号镇"}),
        ({"type": "uri", "value": NAMESPACES["mech"] + "甲省_坏(1)"}, {"iri": f"<{NAMESPACES['mech']}甲省_坏(1)>"}),
        ({"type": "uri", "value": "http://other.example/a"}, {"iri": "<http://other.example/a>"}),
        ({"type": "bnode", "value": "b0"}, {"bnode": "b0"}),
        ({"type": "literal", "value": "mech:枫桥经验"}, "mech:枫桥经验"),
        ({"type": "literal", "value": "5"}, "5"),
        ({"type": "literal", "value": "Fengqiao", "xml:lang": "en"}, {"text": "Fengqiao", "lang": "en"}),
        ({"type": "literal", "value": "5", "datatype": XSD + "integer"}, 5),
        ({"type": "literal", "value": "0.75", "datatype": XSD + "decimal"}, 0.75),
        ({"type": "literal", "value": "0.333333333333333333", "datatype": XSD + "decimal"}, 1 / 3),
        (
            {"type": "literal", "value": "9007199254740993.0", "datatype": XSD + "decimal"},
            {"value": "9007199254740993.0", "type": "xsd:decimal"},
        ),
        ({"type": "literal", "value": "true", "datatype": XSD + "boolean"}, True),
        (
            {"type": "literal", "value": "2024-03-01", "datatype": XSD + "date"},
            {"value": "2024-03-01", "type": "xsd:date"},
        ),
        ({"type": "literal", "value": "NaN", "datatype": XSD + "double"}, {"value": "NaN", "type": "xsd:double"}),
        ({"type": "literal", "value": "x", "datatype": XSD + "integer"}, {"value": "x", "type": "xsd:integer"}),
        ({"type": "literal", "value": "镇" * 2000}, {"text": "镇" * 1499 + "…", "characters": 2000}),
    ],
)
def test_a_term_keeps_its_kind(term: dict[str, str], told: Any) -> None:
    found = cell(term, labelled([term["value"]]))
    assert found == told and type(found) is type(told)


@given(st.integers(-(10**22), 10**22))
def test_whole_numbers_are_told_exactly_or_as_text(number: int) -> None:
    told = cell({"type": "literal", "value": str(number), "datatype": XSD + "integer"}, {})
    assert (told if isinstance(told, int) else int(told["value"])) == number
    assert float(number) == number if isinstance(told, int) else abs(number) >= 2**53


@given(st.text(alphabet="甲镇〇·aZ9_-.²（）~'!,", min_size=1))
def test_a_prefixed_name_is_that_iri_in_a_query(local: str) -> None:
    iri = NAMESPACES["place"] + local
    (row,) = ox.Store().query(f"SELECT ({named(iri)} AS ?x) {{}}", prefixes=dict(NAMESPACES))  # type: ignore[misc]
    assert row["x"] == ox.NamedNode(iri)  # type: ignore[index,call-overload]


def test_an_answer_is_bounded_and_says_so() -> None:
    rows = [{"t": {"type": "literal", "value": f"{n}。" + "句子" * 100}} for n in range(200)]
    told = selected(["t"], rows, False, labelled, "en")
    assert 0 < len(told.rows) < 200 and told.cut and f"OFFSET {len(told.rows)}" in told.more
    assert len(json.dumps(told.rows, ensure_ascii=False).encode()) < 40_000 and len(aloud(told, "en").encode()) < 25_000
    few = selected(["t", "none"], rows[:3], False, labelled, "zh")
    assert (few.columns, len(few.rows), few.cut, few.more) == (["t", "none"], 3, False, "")
    assert selected(["t"], rows[:3], True, labelled, "zh").cut
    assert "\n4. " not in aloud(few, "en") and "3. t: “2。句子" in aloud(few, "en")


def test_prefixes_of_the_names_are_told() -> None:
    value = {"type": "uri", "value": NAMESPACES["mech"] + "枫桥经验"}
    day = {"type": "literal", "value": "2024-03-01", "datatype": XSD + "date"}
    told = selected(["x", "d"], [{"x": value, "d": day}], False, labelled, "zh")
    assert told.prefixes == {"mech": NAMESPACES["mech"], "xsd": XSD}
    assert "PREFIX mech: " in aloud(told, "en") and "mech:枫桥经验 (枫桥经验（新时代）)" in aloud(told, "en")


def test_graphs_and_answers_to_ask() -> None:
    assert aloud(Rows(answer=True), "en") == "true" and aloud(Rows(answer=False), "en") == "false"
    long = "".join(f'place:{n} gov:fullName "```\n" .\n' for n in range(3000))
    told = triples(long, False, "zh")
    assert told.cut and told.more and told.text and long.startswith(told.text) and told.text.endswith("\n")
    assert all(line.startswith("    ") for line in aloud(told, "en").splitlines()[: told.text.count("\n")])
    whole = triples("a gov:b c .\n", False, "en")
    assert (whole.text, whole.cut, whole.more) == ("a gov:b c .\n", False, "")
    assert triples("a gov:b c .\n", True, "en").cut
    assert aloud(triples("", False, "en"), "en") == "0 triples"
    assert "never instructions" in aloud(told, "en") and "never" not in aloud(Rows(["n"], [{"n": 5}]), "en")
    assert aloud(selected(["x"], [], False, labelled, "en"), "en") == "0 rows"
