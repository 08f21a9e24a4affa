from __future__ import annotations

from pathlib import Path

from small_graph import UnionStore

from kg.pages.addresses import Live, Static, file_of, graph_path
from kg.pages.graph_files import draw, questions
from kg.views.page import SCRIPTS


def test_towns_first_then_what_several_name_and_no_more_than_asked_for(store: UnionStore, tmp_path: Path) -> None:
    every = [graph_path(query) for query in questions(store)]
    towns = [path for path in every if path.startswith("graph/town")]
    assert "graph/practice/枫桥经验" in every and "graph/firm/甲律师事务所" in every
    assert {
        "graph/town/甲省甲县一号镇",
        "graph/town-problems/甲省甲县一号镇",
        "graph/town-likeness/甲省甲县一号镇",
    } <= set(towns)
    assert every[: len(towns)] == towns
    many = [graph_path(query) for query in questions(store, len(towns) + 1)]
    assert many == every[: len(towns) + 1]
    few = [graph_path(query) for query in questions(store, len(towns) - 1)]
    assert few == every[len(towns) :][: len(towns) - 1]  # not of some towns only
    assert draw(store, tmp_path, {"practice": "枫桥经验"})
    html = (tmp_path / file_of("graph/practice/枫桥经验", "zh")).read_text(encoding="utf-8")
    assert html.count("<script ") == len(SCRIPTS) + 1 and "script-src &#x27;self&#x27; file:;" in html


def test_what_is_called_like_nothing_is_not_drawn(store: UnionStore, tmp_path: Path) -> None:
    assert not draw(store, tmp_path, {"firm": "无此律师事务所"})
    assert not list(tmp_path.iterdir())


def test_the_address_of_a_graph_is_told_where_it_is_drawn() -> None:
    query = {"town": "甲省甲县一号镇", "problems": "1"}
    assert graph_path(query) == "graph/town-problems/甲省甲县一号镇"
    drawn = frozenset({graph_path(query)})
    assert Static("zh", "place/甲省甲县一号镇").graph(query) is None
    address = Static("en", "place/甲省甲县一号镇", graphs=drawn).graph(query)
    assert address is not None and address.startswith("../../../graph/town-problems/") and address.endswith("#en")
    assert Live("zh").graph({"practice": "a&b"}) == "/graph?practice=a%26b"
    assert Static("zh", "graph").roots() == {"zh": "../", "en": "../en/"}
    assert Static("en", "graph").roots() == {"zh": "../../", "en": "../"} and Live("en").roots() == {}
