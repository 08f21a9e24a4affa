"""``kg query``: labels, parameters, the pager."""

from __future__ import annotations

import sys

import pytest
from running import Run

from kg.analysis.parameters import parameters
from kg.cli import terminal
from kg.ontology import saved_queries

STATUS = "SELECT ?town ?status WHERE { ?a gov:mechanism mech:网格化 ; gov:township ?town ; gov:status ?status }"


def test_tables_show_what_things_are_called(kg: Run) -> None:
    assert kg("query", STATUS).lines[1].split() == ["甲省甲县二号镇", "gov:implemented"]  # which has no label here
    assert kg("query", STATUS, "--iris").lines[1].split() == ["place:甲省甲县二号镇", "gov:implemented"]
    assert "https://w3id.org/towngov/place/" in kg("query", STATUS, "--format", "csv").out


def test_labels_are_in_the_language_of_the_run(kg: Run) -> None:
    text = "SELECT ?what WHERE { VALUES ?what { mech:枫桥经验 } ?what skos:prefLabel ?label } LIMIT 1"
    assert kg("query", text).lines[1] == "枫桥经验"


def test_a_saved_query_is_asked_of_something_else(kg: Run) -> None:
    assert "微网格" not in kg("query", "first-towns-of-a-practice").out
    assert "微网格" in kg("query", "first-towns-of-a-practice", "--param", "practice=网格化").out
    both = kg("query", "planned-practices-next-year", "--param", "practice=枫桥经验", "--param", "practice=网格化")
    assert both.status == 0
    assert "practice=一支队伍管执法" in kg("query", "--list").out


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("one-team-by-status", "practice=枫桥经念", "相近的有：枫桥经验"),
        ("one-team-by-status", "town=一号镇", "有 practice"),
        ("cited-laws", "practice=枫桥经验", "这个查询没有参数"),
        ("disputes-resolved", "indicator=无此指标", "无此指标"),
    ],
)
def test_what_cannot_be_asked_is_told_in_a_line(kg: Run, name: str, given: str, words: str) -> None:
    ran = kg("query", name, "--param", given)
    assert (ran.status, ran.out) == (1, "")
    assert words in ran.err
    assert ran.err.count("\n") == 1


def test_a_parameter_has_a_name_and_a_value(kg: Run) -> None:
    assert kg("query", "cited-laws", "--param", "practice").status == 2


def test_one_alone_where_the_query_takes_one(kg: Run) -> None:
    ran = kg("query", "one-team-by-status", "--param", "practice=网格化", "--param", "practice=枫桥经验")
    assert "只能有一个" in ran.err


@pytest.mark.parametrize("name", sorted(saved_queries()))
def test_each_default_stands_in_its_query(name: str) -> None:
    text = saved_queries()[name].text
    body = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    for one in parameters(text):
        assert one.default in body
        assert one.name in ("practice", "topic", "indicator")


def test_what_is_asked_of_many_queries_has_a_parameter() -> None:
    assert sum(bool(parameters(one.text)) for one in saved_queries().values()) == 13


def test_a_long_table_goes_through_the_pager(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[str] = []
    monkeypatch.setattr("pydoc.pager", seen.append)
    monkeypatch.setattr(terminal, "rich_output", lambda: True)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    for wanted, lines in ((True, 3), (False, 500), (True, 500)):
        with terminal.paged(wanted):
            print("\n" * lines)
    assert len(seen) == 1
    assert capsys.readouterr().out.count("\n") == 3 + 1 + 500 + 1
