"""What a report gives away of its place: a table of openings, each with one kind of hint, and what they tell.

A row without an answer must be left open: the town keeps its name, and the places it may be are listed.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from identity_documents import BODY, document

from kg.extractors.identity import identify
from kg.extractors.place_hints import read_hints, read_neighbours
from kg.model import Report
from kg.places import load
from kg.places.resolution import WEIGHTS

with Path(__file__).with_name("place_hints.tsv").open(encoding="utf-8", newline="") as stream:
    ROWS = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def opening(town: str, where: str, text: str) -> Report:
    title = f"{town}2024年法治政府建设年度报告"
    body = f"2024年，{town}扎实推进依法行政，现将有关情况报告如下：\n一、主要举措\n"
    if where == "text":
        return document(title, f"{body}{text}\n{BODY}")
    if where == "text-first":
        return document(title, f"{text}\n{body}{BODY}")
    if where == "around":
        return document(title, body + BODY, original=f"{title}\n{body}{BODY}\n{text}\n")
    if where == "title":
        return document(text, body + BODY)
    if where == "signature":
        return document("2024年法治政府建设年度报告", f"{body}{BODY}{text}\n2025年1月8日")
    return document(title, body + BODY, **{where: text})


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['kind']}: {row['town']}, {row['text']}"[:60])
def test_what_an_opening_tells(row: dict[str, str]) -> None:
    found = identify(opening(row["town"], row["where"], row["text"].replace("\\n", "\n")), load())
    told = found.division.full_name if found.division else ""
    assert told == row["told as"], found.evidence
    if found.division is None:
        assert found.name == row["town"] and (len(found.candidates) > 1 or row["kind"] == "zone")
    else:
        assert found.evidence


def test_every_kind_has_its_rows() -> None:
    rows = Counter(row["kind"] for row in ROWS)
    few = {kind: n for kind, n in rows.items() if n < 15 and kind not in {"signature", "zone"}}
    assert few == {} and len(rows) >= 15


def test_hints_of_every_kind_have_a_weight() -> None:
    read = set()
    for row in ROWS:
        report = opening(row["town"], row["where"], row["text"].replace("\\n", "\n"))
        read |= {hint.kind for hint in read_hints(report, load(), row["town"])}
        read |= {h.kind for h in read_neighbours(report, load(), row["town"], load().candidates(row["town"]))}
    assert read <= set(WEIGHTS)
    assert set(WEIGHTS) - read == {"attached", "repeated"}  # the one is read off titles, the other needs a long text


@pytest.mark.parametrize(
    ("town", "year", "told"),
    [
        ("圈龙乡", 2018, "四川省广元市剑阁县圈龙乡"),  # merged in 2020
        ("留村乡", 2024, "河北省石家庄市深泽县留村乡"),
        ("留村乡", 2016, ""),  # another in 徐水区 became a 镇 in 2017
        ("茨榆坨镇", 2021, "河北省唐山市滦州市茨榆坨镇"),
        ("茨榆坨镇", 2015, ""),  # another in 辽中 became a 街道
    ],
)
def test_the_year_tells_which_towns_there_were(town: str, year: int, told: str) -> None:
    found = identify(document(f"{town}{year}年法治政府建设年度报告", f"{year}年，{town}扎实推进。\n{BODY}"), load())
    assert (found.division.full_name if found.division else "") == told
