"""Answers as they are written: quickly or row by row, a limit leaves the same."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.store.embedded import rows, solved, variables
from kg.store.writing import Meter, quick, write_table, write_whole

TEXTS = st.lists(st.text(alphabet='ab},{":\\\n\r\t，', max_size=12), min_size=0, max_size=12)


def query(texts: list[str]) -> str:
    return f"SELECT ?a ?none {{ VALUES ?a {{ {' '.join(str(ox.Literal(text)) for text in texts)} }} }}"


def values(form: str, body: bytes) -> list[str]:
    if form == "json":
        return [row["a"]["value"] for row in json.loads(body)["results"]["bindings"]]
    if form == "csv":
        return [row[0] for row in csv.reader(io.StringIO(body.decode(), newline=""))][1:]
    return [ox.Literal(line.split("\t")[0]).value for line in body.decode().splitlines()[1:]]


@pytest.mark.parametrize("form", ["json", "csv"])
@given(texts=TEXTS, most=st.integers(0, 14))
def test_what_is_written_at_once_is_within_the_limit(form: str, texts: list[str], most: int) -> None:
    graph = ox.Store()
    whole, slow = io.BytesIO(), io.BytesIO()
    written = write_whole(solved(graph, query(texts)), form, whole, Meter(most_rows=most))
    result = solved(graph, query(texts))
    told = write_table(variables(result), rows(result), form, slow, Meter(most_rows=most))
    assert values(form, slow.getvalue()) == texts[:most]
    assert told.cut == ("rows" if len(texts) > most else "")
    if written is not None:
        assert values(form, whole.getvalue()) == texts
        assert len(texts) <= most


@pytest.mark.parametrize("form", ["json", "csv", "tsv"])
def test_most_answers_are_written_at_once(form: str) -> None:
    texts = [f"第{n}条" for n in range(5000)]
    result = solved(ox.Store(), query(texts))
    file = io.BytesIO()
    assert write_whole(result, form, file, Meter(most_rows=5002, most_bytes=10**6)) is not None
    assert len(values(form, file.getvalue())) == 5000


@pytest.mark.parametrize("form", ["json", "csv", "tsv"])
def test_nothing_beyond_a_limit_is_kept_in_memory(form: str) -> None:
    texts = ["长" * 100] * 5000
    file = io.BytesIO()
    assert write_whole(solved(ox.Store(), query(texts)), form, file, Meter(most_bytes=50_000)) is None
    assert len(file.getvalue()) <= 50_000


def test_what_must_be_looked_at_is_written_row_by_row() -> None:
    assert quick("json", "SELECT * {}")
    assert not quick("xml", "SELECT * {}")
    assert not quick("json", "SELECT * { ?s ?p << ?a ?b ?c >> }")
    assert not quick("csv", "SELECT (TRIPLE(?a, ?b, ?c) AS ?t) {}")
