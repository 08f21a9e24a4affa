from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable

import pytest
from random_graph import BROADER, random_store
from small_graph import ReportText, UnionStore, small_store

from kg.analysis import OtherKindError, UnknownNameError, advise, show, show_sparql, towns
from kg.analysis.answers import Count, FirmDossier, PracticeDossier, ProblemTypeDossier

ONE, TWO, FAR = "甲省甲县一号镇", "甲省甲县二号镇", "乙省乙市乙县一号镇"
TYPES = "".join(
    f'topic:{name} a gov:Topic , skos:Concept ; skos:inScheme gov:topicScheme ; skos:prefLabel "{name}"@zh {more} .\n'
    for name, more in (
        ("队伍问题", '; skos:prefLabel "Teams"@en ; skos:definition "人手方面的不足。"@zh'),
        ("人手不足", "; skos:broader topic:队伍问题"),
        ("本领不强", "; skos:broader topic:队伍问题"),
        ("网格化", ""),
    )
)


def report(number: int, town: str, year: int, kind: str, cause: str = "", plan: str = "") -> str:
    """A report with one problem of a type, its cause, and a plan that addresses it and names a practice."""
    made = ReportText(number, town, year)
    about = f"gov:township place:{town} ; gov:topic topic:{kind}"
    made.says("Problem", f'gov:heading "{kind}了" ; {about}', f"{kind}了。")
    problem = f"report:{made.id}_s{made.count}"
    if cause:
        made.says("Cause", f'gov:heading "{cause}"', f"因为{cause}。")
        made.body += f"{problem} gov:cause report:{made.id}_s{made.count} .\n"
    if plan:
        named = f'gov:heading "改进{kind}" ; gov:addresses {problem} ; gov:mechanism mech:{plan}'
        made.says("Plan", f"{named} ; gov:township place:{town}", f"以{plan}改进{kind}。")
    return made.trig()


TROUBLES = (
    f"graph:types {{ {TYPES} }}\n",
    report(20, ONE, 2025, "人手不足", "编制少", "枫桥经验"),
    report(21, TWO, 2025, "本领不强", "培训少", "枫桥经验"),
    report(22, FAR, 2025, "人手不足", "编制少", "微网格"),
)
"""Of 2025: two towns with problems of one type, one with problems of a type beside it; causes and plans."""


@pytest.fixture(scope="module")
def troubled() -> UnionStore:
    """四份报告：一号镇 2024、2025 年人手不足，二号镇 2025 年本领不强，乙县一号镇 2025 年人手不足。"""
    return small_store(
        *TROUBLES,
        report(23, ONE, 2022, "人手不足"),
    )


def dossier(store: UnionStore, name: str, limit: int | None = None) -> ProblemTypeDossier:
    found = show(store, name, limit=limit)
    assert isinstance(found, ProblemTypeDossier)
    return found


def test_who_names_a_type_and_when(troubled: UnionStore) -> None:
    few = dossier(troubled, "人手不足")
    assert few.towns == Count(2, 3)
    assert few.by_year == {2022: Count(1, 1), 2023: Count(0, 1), 2024: Count(0, 3), 2025: Count(2, 3)}
    assert [(one.town.full_name if one.town else "", one.year, one.related) for one in few.problems] == [
        (FAR, 2025, ("编制少",)),
        (ONE, 2025, ("编制少",)),
        (ONE, 2022, ()),
    ]
    assert few.problems[0].evidence[0].sentence == "人手不足了。"
    assert [one.label for one in few.broader] == ["队伍问题"] and few.narrower == ()


def test_a_broader_type_counts_its_kinds(troubled: UnionStore) -> None:
    teams = dossier(troubled, "队伍问题")
    assert teams.towns == Count(3, 3) and teams.definition == "人手方面的不足。"
    assert {one.label: count for one, count in teams.narrower} == {"人手不足": Count(2, 3), "本领不强": Count(1, 3)}
    assert teams.causes == (("编制少", Count(2, 3)), ("培训少", Count(1, 3)))
    assert [(one.label, count) for one, count in teams.practices] == [
        ("枫桥经验", Count(2, 3)),
        ("微网格", Count(1, 3)),
    ]
    assert (teams.plans[0].heading, teams.plans[0].related) == ("改进人手不足", ("人手不足了",))
    assert "自述有这类问题" in repr(teams.spoken("zh"))


def test_what_is_beyond_the_limit_is_counted(troubled: UnionStore) -> None:
    teams = dossier(troubled, "topic:队伍问题", limit=1)
    assert (len(teams.problems), teams.problems_left, teams.plans_left) == (1, 3, 2)
    assert (len(teams.causes), teams.causes_left, len(teams.practices), teams.practices_left) == (1, 1, 1, 1)
    assert teams.towns == Count(3, 3)
    fengqiao = show(troubled, "mech:枫桥经验", limit=1)
    assert isinstance(fengqiao, PracticeDossier)
    assert {use.town.full_name for use in fengqiao.answer.uses} == {FAR} and fengqiao.answer.left_out == 2
    assert fengqiao.answer.towns == Count(3, 3)
    assert (len(fengqiao.plans), fengqiao.plans_left) == (1, 1)
    firm = show(troubled, "甲律师事务所", limit=1)
    assert isinstance(firm, FirmDossier)
    assert (len(firm.services), firm.left_out, firm.towns) == (1, 1, Count(2, 3))


def test_a_name_of_a_practice_and_a_type_lists_both(troubled: UnionStore) -> None:
    with pytest.raises(UnknownNameError) as caught:
        show(small_store(f"graph:types {{ {TYPES} }}\n", report(20, ONE, 2025, "网格化")), "网格化")
    assert caught.value.ambiguous and caught.value.candidates == ("mech:网格化", "topic:网格化")
    # A type that no report has is none of this graph.
    assert isinstance(show(troubled, "网格化"), PracticeDossier)


def test_a_part_of_its_name_and_what_is_near(troubled: UnionStore) -> None:
    assert dossier(troubled, "本领").understood == "本领不强"
    with pytest.raises(UnknownNameError) as caught:
        show(troubled, "人手步足")
    assert caught.value.candidates[0] == "人手不足"
    with pytest.raises(UnknownNameError) as caught:
        show(troubled, "手")
    assert not caught.value.ambiguous


def test_the_printed_query_gives_problems_and_plans(troubled: UnionStore) -> None:
    teams = dossier(troubled, "队伍问题")
    rows = {
        (statement.value, sentence.value)
        for _, _, _, statement, sentence in troubled.store.query(show_sparql(teams), use_default_graph_as_union=True)
    }
    assert rows == {(one.iri, proof.sentence) for one in (*teams.problems, *teams.plans) for proof in one.evidence}
    assert len(rows) == 7


@pytest.mark.parametrize("seed", range(4))
def test_counts_are_those_of_counting_by_hand(seed: int) -> None:
    store, facts, years = random_store(seed)
    reported: Counter[int] = Counter(year for those in years.values() for year in those)
    for name in sorted({fact.what for fact in facts if fact.what.startswith("t")}):
        family, todo = {name}, [name]
        while todo:
            wide = todo.pop()
            below = {what for what, wider in BROADER.items() if wide in wider} - family
            family |= below
            todo += below
        naming: dict[int, set[str]] = defaultdict(set)
        for fact in facts:
            if fact.what in family:
                naming[fact.year].add(fact.town)
        found = dossier(store, name)
        assert found.towns == Count(len(set().union(*naming.values())), len(years))
        assert found.by_year == {year: Count(len(naming[year]), many) for year, many in sorted(reported.items())}
        assert len(found.problems) == sum(fact.what in family for fact in facts)


@pytest.mark.parametrize(("ask", "wanted"), [(towns, "做法"), (advise, "乡镇")])
def test_a_problem_type_asked_for_as_something_else(
    troubled: UnionStore, ask: Callable[[UnionStore, str], object], wanted: str
) -> None:
    with pytest.raises(OtherKindError) as caught:
        ask(troubled, "人手不足")
    assert caught.value.told("zh") == f"“人手不足”是问题类型，不是{wanted}：请用 kg show 人手不足"
