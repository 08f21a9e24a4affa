from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_graph import UnionStore, small_store

from kg import analysis
from kg.analysis import UnknownNameError, show
from kg.analysis.answers import Town
from kg.analysis.asking import bound
from kg.analysis.naming import names
from kg.analysis.naming.matching import DivisionError, nearest
from kg.analysis.scope import all_towns
from kg.ontology import folded


def town(store: UnionStore, name: str) -> str:
    return names.town(all_towns(store).values(), name).full_name


@pytest.mark.parametrize(
    ("name", "full_name"),
    [
        ("二号镇", "甲省甲县二号镇"),
        ("甲县二号镇", "甲省甲县二号镇"),
        ("甲省甲县一号镇", "甲省甲县一号镇"),
        ("乙市一号镇", "乙省乙市乙县一号镇"),
        ("乙县一号镇", "乙省乙市乙县一号镇"),
        ("乙省 一号镇", "乙省乙市乙县一号镇"),
        ("place:甲省甲县二号镇", "甲省甲县二号镇"),
    ],
)
def test_a_town_is_named_as_people_do(store: UnionStore, name: str, full_name: str) -> None:
    assert town(store, name) == full_name


def test_a_whole_name_is_looked_up(store: UnionStore) -> None:
    towns = all_towns(store)
    for one in towns.values():
        assert towns.called(one.full_name) == (None if one.unresolved else one)
        if not one.unresolved:
            assert names.town(towns, one.full_name) == names.town(towns.values(), one.full_name) == one
    assert towns.called("一号镇") is None and towns.called("") is None


def test_an_ambiguous_town_lists_its_candidates(store: UnionStore) -> None:
    with pytest.raises(UnknownNameError) as caught:
        town(store, "一号镇")
    assert caught.value.ambiguous
    assert caught.value.candidates == ("乙省乙市乙县一号镇", "甲省甲县一号镇")


@pytest.mark.parametrize("name", ["号镇", "镇", "", "县二号镇"])
def test_part_of_a_name_is_no_name(store: UnionStore, name: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        town(store, name)
    assert not caught.value.ambiguous


def test_endings_of_divisions_may_be_left_out() -> None:
    one = Town("x", "包鸾镇", "重庆市丰都县包鸾镇", "丰都县", "", "重庆市")
    for name in ("重庆包鸾镇", "丰都包鸾镇", "重庆丰都县包鸾镇", "重庆市包鸾镇"):
        assert names.town([one], name) is one
    with pytest.raises(UnknownNameError):
        names.town([one], "丰都县重庆市包鸾镇")


@pytest.mark.parametrize("name", ["枫桥经验", "“枫桥经验”", "mech:枫桥经验", " 枫桥 经验 "])
def test_a_practice_is_found_by_label_spelling_or_id(store: UnionStore, name: str) -> None:
    assert [one.id for one in names.practice(store, name)] == ["枫桥经验"]


def test_a_practice_that_only_this_graph_has(store: UnionStore) -> None:
    (one,) = names.practice(store, "晒谷场夜话")
    assert one.discovered and one.id == "甲省甲县_晒谷场夜话"


def test_an_unknown_practice_suggests_the_nearest(store: UnionStore) -> None:
    with pytest.raises(UnknownNameError) as caught:
        names.practice(store, "枫乔经验")
    assert caught.value.candidates[0] == "枫桥经验"
    with pytest.raises(UnknownNameError) as caught:
        names.practice(store, "晒谷场")
    assert "晒谷场夜话" in caught.value.candidates


@pytest.mark.parametrize(
    ("typed", "known", "first"),
    [
        ("枫桥经念", ["枫桥经验", "村民议事", "大调解"], "枫桥经验"),  # another character
        ("风乔经验", ["枫桥经验", "村民议事", "大调解"], "枫桥经验"),  # two others, said alike
        ("fengqiaojingyan", ["枫桥经验", "村民议事", "大调解"], "枫桥经验"),  # typed as it is said
        ("枫乔", ["枫桥经验", "村民议事", "大调解"], "枫桥经验"),  # a part, said alike
        ("楓橋經驗", ["枫桥经验", "村民议事", "大调解"], "枫桥经验"),  # in traditional characters
        ("网格元", ["网格化", "网格员", "双网格化"], "网格员"),  # spelt as near as another, but said alike
        ("网格", ["亲情微网格", "网格化", "村民议事"], "网格化"),  # contained: the shortest first
        ("重慶", ["四川省", "重庆市"], "重庆市"),
    ],
)
def test_the_nearest_is_by_character_and_by_sound(typed: str, known: list[str], first: str) -> None:
    assert nearest(typed, known)[0] == first
    assert nearest(typed, reversed(known)) == nearest(typed, known)


def test_what_is_like_nothing_gets_examples_that_do_not_pass_for_the_nearest(store: UnionStore) -> None:
    assert nearest("律师", ["枫桥经验", "大调解"]) == ()
    with pytest.raises(UnknownNameError) as caught:
        town(store, "qqq")
    assert caught.value.candidates == ()
    assert "nearest" not in str(caught.value) and "甲省甲县一号镇" in str(caught.value)


@pytest.mark.parametrize(("name", "kind", "division"), [("甲省", "province", "甲省"), ("甲县", "county", "甲县")])
def test_a_division_is_no_part_of_a_town_or_firm(store: UnionStore, name: str, kind: str, division: str) -> None:
    with pytest.raises(DivisionError) as caught:
        show(store, name)
    assert (caught.value.kind, caught.value.division) == (kind, division)
    assert f"--{kind} {division}" in str(caught.value)


def test_a_firm_by_its_name(store: UnionStore) -> None:
    assert names.firm(names.firms(store), "甲律师事务所").label == "甲律师事务所"
    with pytest.raises(UnknownNameError) as caught:
        names.firm(names.firms(store), "甲律师事物所")
    assert caught.value.candidates == ("甲律师事务所",)


STORE = small_store()


@given(st.text())
def test_no_name_breaks_a_query(name: str) -> None:
    for find in (names.practice, lambda s, n: names.town(all_towns(s).values(), n)):
        try:
            find(STORE, name)
        except UnknownNameError as unknown:
            assert unknown.name == name


def test_a_town_that_could_not_be_told_does_not_hide_another() -> None:
    nowhere = Town("https://w3id.org/towngov/place/未定_二号镇_ab12", "二号镇", "二号镇", unresolved=True)
    towns = [nowhere, *all_towns(STORE).values()]
    with pytest.raises(UnknownNameError) as caught:
        names.town(towns, "二号镇")
    assert caught.value.candidates == ("未定_二号镇_ab12", "甲省甲县二号镇")
    assert names.town(towns, "甲县二号镇").county == "甲县"
    assert names.town(towns, "未定_二号镇_ab12") is nowhere


@given(st.text(), st.lists(st.text()))
def test_nearest_are_among_the_known(name: str, known: list[str]) -> None:
    assert set(nearest(name, known)) <= set(known)


def test_width_quotes_and_spaces_make_no_difference() -> None:
    assert folded("“１＋３＋Ｎ” 网格") == folded("1+3+N网格")


def test_terms_are_bound_at_the_start_of_the_group() -> None:
    import pyoxigraph as ox

    literal = ox.Literal('" } INSERT {')
    assert bound("SELECT * { ?s ?p ?o }", o=[literal]) == 'SELECT * { VALUES ?o { "\\" } INSERT {" } ?s ?p ?o }'


def test_every_kind_of_name_has_a_chinese_word() -> None:
    """Of whatever kind an error speaks, it does so in one language."""
    told = set()
    for path in Path(analysis.__file__).parent.rglob("*.py"):
        told |= set(re.findall(r'UnknownNameError\(\s*"([a-z, ]+)"', path.read_text(encoding="utf-8")))
    assert {"practice", "town", "firm"} <= told
    for kind in told - {"year", "name", "status"}:  # these have messages of their own
        assert kind not in UnknownNameError(kind, "某").told("zh"), kind
