"""What goes together: by hand, against plain counting with scipy on random graphs, and as the printed query counts."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from random_graph import BROADER, Fact, random_store
from small_graph import ReportText, UnionStore, concept, small_store

from kg.analysis import together, together_sparql
from kg.analysis.answers import Count
from kg.analysis.asking import local_part
from kg.analysis.wording.in_words import headline, notes


def kinds_above(practice: str) -> set[str]:
    return {practice}.union(*(kinds_above(one) for one in BROADER.get(practice, ())))


def having(facts: list[Fact], families: bool, status: str | None) -> dict[str, set[str]]:
    """Practice → towns that run it."""
    found: dict[str, set[str]] = {}
    for fact in facts:
        runs = fact.status == status if status else fact.status not in ("planned", "")
        if fact.what.startswith("p") and runs:
            for what in kinds_above(fact.what) if families else {fact.what}:
                found.setdefault(what, set()).add(fact.town)
    return found


def related(a: str, b: str, families: bool, facts: list[Fact]) -> bool:
    if families:
        return any({a, b} <= kinds_above(f"p{i}") for i in range(16))
    return a in kinds_above(b) or b in kinds_above(a)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("families", [False, True])
@pytest.mark.parametrize("status", [None, "planned"])
def test_pairs_agree_with_counting_by_hand(seed: int, families: bool, status: str | None) -> None:
    from scipy.stats import false_discovery_control, hypergeom  # takes a second, which other tests need not wait

    store, facts, years = random_store(seed, towns=24)
    least, n = 3, len(years)
    towns = {what: those for what, those in having(facts, families, status).items() if len(those) >= least}
    pairs = [pair for pair in combinations(sorted(towns), 2) if not related(*pair, families, facts)]
    p = [hypergeom.sf(len(towns[a] & towns[b]) - 1, n, len(towns[a]), len(towns[b])) for a, b in pairs]
    q = false_discovery_control(p)
    expected = {
        frozenset(pair): (len(towns[pair[0]] & towns[pair[1]]), round(p[at], 9), round(q[at], 9))
        for at, pair in enumerate(pairs)
        if len(towns[pair[0]] & towns[pair[1]]) >= least
    }
    answer = together(store, least=least, rate=1, families=families, status=status, sentences=False)
    assert answer.tested == len(pairs) and expected
    assert expected == {
        frozenset((one.a.id, one.b.id)): (one.both.number, round(one.p, 9), round(one.q, 9)) for one in answer.pairs
    }
    for one in answer.pairs:
        assert one.with_a == len(towns[one.a.id]) >= one.with_b == len(towns[one.b.id])
        assert np.isclose(one.expected, one.with_a * one.with_b / n) and np.isclose(
            one.lift * one.expected, one.both.number
        )
        places = [{t for t in years if t.startswith(province)} for province in ("甲省", "乙省")]
        within = sum(len(towns[one.a.id] & t) * len(towns[one.b.id] & t) / len(t) for t in places)
        assert np.isclose(one.expected_in_province, within)
    order = [round(one.p, 9) for one in answer.pairs]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("practice", "options"),
    [
        (None, {}),
        (None, {"families": True}),
        (None, {"province": "甲省", "status": "planned"}),
        ("p2", {}),
        ("p2", {"exact": True}),
        ("p5", {"families": True}),
        ("p3", {"year": 2024}),
    ],
)
def test_the_query_gives_the_same_pairs(practice: str | None, options: dict[str, Any]) -> None:
    store, _, _ = random_store(3, towns=24)
    answer = together(store, practice, least=2, rate=1, sentences=False, **options)
    rows = store.store.query(together_sparql(answer), use_default_graph_as_union=True)
    if practice:
        found = {
            tuple(local_part(row["practice"].value) if name == "practice" else int(row[name].value) for name in
                  ("practice", "both", "towns_practice", "towns_asked", "of"))
            for row in rows
        }  # fmt: skip
        assert found == {(one.b.id, one.both.number, one.with_b, one.with_a, one.both.of) for one in answer.pairs}
    else:
        found = {(frozenset((r["a"].value, r["b"].value)), int(r["both"].value), int(r["of"].value)) for r in rows}
        assert found == {(frozenset((p.a.iri, p.b.iri)), p.both.number, p.both.of) for p in answer.pairs}
    assert answer.pairs


def test_one_practice_with_its_family_against_the_rest() -> None:
    store, facts, _ = random_store(5, towns=24)
    towns = having(facts, False, None)
    family = {f"p{i}" for i in range(16) if "p2" in kinds_above(f"p{i}")}
    mine = set().union(*(towns[what] for what in family if what in towns))
    answer = together(store, "p2", least=1, rate=1, sentences=False)
    assert {one.id for one in answer.family} == family - {"p2"}
    expected = {
        what: len(mine & those)
        for what, those in towns.items()
        if mine & those and what not in family and what not in kinds_above("p2")
    }
    assert expected == {one.b.id: one.both.number for one in answer.pairs}
    assert all(one.a.id == "p2" and one.with_a == len(mine) for one in answer.pairs)


def breath(number: int, town: str, one_sentence: bool) -> ReportText:
    report = ReportText(number, town, 2025)
    sentence = f"推行“甲法”和“乙法”{number}。"
    report.runs("甲法", "implemented", "甲法", sentence)
    if not one_sentence:
        return report.runs("乙法", "implemented", "乙法", f"推行“乙法”{number}。")
    passage = f"report:{report.id}_p{report.count}"
    about = f"gov:township place:{town} ; gov:mechanism mech:乙法 ; gov:status gov:implemented ; gov:surfaceForm '乙法'"
    report.body += (
        f"report:{report.id}_sx a gov:Adoption ; gov:report report:{report.id} ; gov:year 2025 ;"
        f" prov:wasDerivedFrom {passage} ; {about} .\n"
    )
    return report


def test_what_is_named_in_one_breath_is_told() -> None:
    more = f"graph:more {{ {concept('甲法', '甲法')}{concept('乙法', '乙法')} }}"
    towns = ("甲省甲县一号镇", "甲省甲县二号镇", "乙省乙市乙县一号镇")
    reports = [breath(31 + at, town, at < 2).trig() for at, town in enumerate(towns)]
    (pair,) = together(small_store(more, *reports), "甲法", least=3, rate=1).pairs
    assert pair.b.id == "乙法" and pair.both == Count(3, 3)
    assert pair.same_sentence == Count(2, 3)


def test_text_copied_from_another_town_is_no_evidence() -> None:
    copied = ReportText(41, "甲省甲县二号镇", 2025).runs("枫桥经验", "implemented", "枫桥经验", "我镇践行枫桥经验。")
    copy = f"graph:derived {{ report:{copied.id}_p1 gov:copiedFrom report:{1:016x} . }}"
    store = small_store(copied.trig(), copy)
    both = {one.b.id for one in together(store, "枫桥经验", least=1, rate=1).pairs}
    assert "网格化" not in both
    counted = together(store, "枫桥经验", least=1, rate=1, copies=True)
    assert "网格化" in {one.b.id for one in counted.pairs}


def test_few_towns_prove_nothing_and_the_answer_says_so(store: UnionStore) -> None:
    answer = together(store, least=1)
    assert answer.pairs == () and answer.tested > 0
    assert "没有哪一对的同在多于偶然" in notes(answer, "zh")[0]
    assert headline(together(store, "枫桥经验", least=1, rate=1), "en").startswith("practices that go with 枫桥经验")


@pytest.mark.parametrize("practice", [None, "枫桥经验"])
def test_where_nobody_reported_nothing_goes_together(store: UnionStore, practice: str | None) -> None:
    answer = together(store, practice, province="甲省", year=2023, rate=1, least=1)
    assert (answer.pairs, answer.tested, answer.scope.reports) == ((), 0, 0)


def test_practices_of_one_time_are_told_to_go_together() -> None:
    answer = together(small_store(), least=1, rate=1)
    assert len(answer.scope.years) > 1 and any("各年合在一起算" in line for line in notes(answer, "zh"))
    one = replace(answer, scope=replace(answer.scope, years=(2024,)))
    assert not any("各年合在一起算" in line for line in notes(one, "zh"))
    assert not any("All years count together" in line for line in notes(one, "en"))
