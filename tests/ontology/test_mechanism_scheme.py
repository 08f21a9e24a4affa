"""The scheme of mechanisms clause by clause: labels, definitions, places of origin, hierarchy, related concepts."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

import pyoxigraph as ox
import pytest

from kg.extractors.folding import fold_label
from kg.ontology import NAMESPACES, Concept, folder, load
from kg.places import load as load_places

ONTOLOGY = load()
MECHANISMS = ONTOLOGY.mechanisms
GOV, SKOS = NAMESPACES["gov"], NAMESPACES["skos"]
FIELDS = "网格治理 矛盾纠纷化解 综合行政执法体制 公共法律服务体系 法治宣传教育 依法决策 政务服务 权力监督 数字治理 平安与应急 信访治理 村民自治".split()


@cache
def said() -> dict[str, dict[str, list[ox.Literal | ox.NamedNode]]]:
    """What the file says of each concept: id → property → values."""
    values: dict[str, dict[str, list[ox.Literal | ox.NamedNode]]] = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(path=str(folder() / "mechanisms.ttl"), format=ox.RdfFormat.TURTLE):
        assert isinstance(quad.subject, ox.NamedNode)
        subject, predicate = quad.subject.value, quad.predicate.value
        name = predicate.removeprefix(SKOS).removeprefix(GOV)
        if isinstance(quad.object, ox.Literal | ox.NamedNode):
            values[subject.removeprefix(NAMESPACES["mech"])][name].append(quad.object)
    return values


def depth(concept: Concept) -> int:
    return 1 + max((depth(MECHANISMS[broader]) for broader in concept.broader), default=-1)


def pairs() -> set[tuple[str, str]]:
    return {(a.id, b) for a in MECHANISMS.values() for b in a.related}


def test_there_are_as_many_as_reports_name() -> None:
    assert len(MECHANISMS) >= 900
    assert sum(len(concept.spellings) for concept in MECHANISMS.values()) >= 10_000


def test_labels_are_one_in_each_language() -> None:
    for concept in MECHANISMS.values():
        languages = sorted(
            str(label.language) for label in said()[concept.id]["prefLabel"] if hasattr(label, "language")
        )
        assert languages == ["en", "zh"], concept.id
        assert not re.search("[\u4e00-\u9fff]", concept.label_en), concept.id


def test_definitions_are_short_and_of_one_concept_only() -> None:
    texts = [concept.definition for concept in MECHANISMS.values()]
    assert len(set(texts)) == len(texts)
    for concept in MECHANISMS.values():
        assert 8 <= len(concept.definition) <= 60, concept.id
        assert concept.definition.count("。") == 1, concept.id


def test_definitions_in_english_are_sentences_of_one_concept_each() -> None:
    texts = {}
    for concept in MECHANISMS.values():
        said_of_it = said()[concept.id]["definition"]
        (text,) = [one.value for one in said_of_it if isinstance(one, ox.Literal) and one.language == "en"]
        assert re.fullmatch(r"[A-Z0-9].{15,200}\.", text) and not re.search("[\u4e00-\u9fff]", text), concept.id
        assert texts.setdefault(text, concept.id) == concept.id


def test_the_fields_are_covered_and_filled() -> None:
    tops = {concept.id for concept in MECHANISMS.values() if not concept.broader}
    assert set(FIELDS) <= tops
    assert all(len(ONTOLOGY.descendants(top)) >= 20 for top in tops)


def test_the_scheme_lists_its_top_concepts() -> None:
    tops = {concept.id for concept in MECHANISMS.values() if not concept.broader}
    scheme = said()[GOV + "mechanismScheme"]["hasTopConcept"]
    assert {top.value.removeprefix(NAMESPACES["mech"]) for top in scheme} == tops
    assert {key for key, one in said().items() if one["topConceptOf"]} == tops


def test_every_practice_stands_in_a_field_and_not_too_deep() -> None:
    tops = {concept.id for concept in MECHANISMS.values() if not concept.broader}
    for concept in MECHANISMS.values():
        assert concept.id in tops or tops & set(ONTOLOGY.ancestors(concept.id)), concept.id
        assert depth(concept) <= 5, concept.id


def test_no_broader_concept_is_said_twice() -> None:
    for concept in MECHANISMS.values():
        above = {far for broader in concept.broader for far in ONTOLOGY.ancestors(broader)}
        assert not above & set(concept.broader), concept.id


def test_related_concepts_know_of_each_other() -> None:
    assert {(b, a) for a, b in pairs()} == pairs()
    assert len(pairs()) >= 2 * 250


def test_related_concepts_are_not_of_one_line() -> None:
    for a, b in pairs():
        assert a != b and b not in ONTOLOGY.ancestors(a), (a, b)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("一支队伍管执法", "综合行政执法改革"),
        ("一支队伍管执法", "吹哨报到"),
        ("最多跑一次", "一窗受理"),
        ("诉调对接", "三调联动"),
        ("一村一法律顾问", "法律明白人"),
        ("12345热线", "非警务警情分流"),
        ("四议两公开", "村民代表会议制度"),
        ("网格化", "雪亮工程"),
        ("述法", "法治考核"),
        ("后陈经验", "小微权力清单"),
    ],
)
def test_practices_that_go_together_are_related(one: str, other: str) -> None:
    assert other in MECHANISMS[one].related


def test_places_of_origin_are_divisions() -> None:
    gazetteer = load_places()
    places = {key: [place.value for place in one["originPlace"]] for key, one in said().items() if one["originPlace"]}
    assert len(places) >= 180
    for key, names in places.items():
        assert len(names) == 1, key
        assert gazetteer.division(names[0]) is not None, (key, names)


@pytest.mark.parametrize(
    ("practice", "place"),
    [
        ("枫桥经验", "浙江省绍兴市诸暨市"),
        ("后陈经验", "浙江省金华市武义县"),
        ("六尺巷工作法", "安徽省安庆市桐城市"),
        ("吹哨报到", "北京市平谷区"),
        ("最多跑一次", "浙江省"),
        ("四议两公开", "河南省南阳市邓州市"),
        ("三治融合", "浙江省嘉兴市桐乡市"),
        ("民主恳谈", "浙江省台州市温岭市"),
        ("一村一年一事", "宁夏回族自治区"),
        ("德古调解", "四川省凉山彝族自治州"),
        ("林长制", "安徽省"),
    ],
)
def test_brands_that_spread_tell_where_they_began(practice: str, place: str) -> None:
    assert [value.value for value in said()[practice]["originPlace"]] == [place]


def test_no_two_practices_are_read_from_one_string() -> None:
    """As reports are read (the recogniser drops what fold_label drops, and list marks), not only as labels are told apart."""
    owners: dict[str, str] = {}
    for concept in MECHANISMS.values():
        for spelling in concept.spellings if concept.recognised else ():
            read = fold_label(spelling)
            for variant in (read, re.sub("[、,]", "", read)):
                assert owners.setdefault(variant, concept.id) == concept.id, spelling


def test_what_a_spelling_must_not_stand_in_holds_a_spelling() -> None:
    for concept in MECHANISMS.values():
        for longer in concept.not_within:
            assert any(fold_label(spelling) in fold_label(longer) for spelling in concept.spellings), (
                concept.id,
                longer,
            )
