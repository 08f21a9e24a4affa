from __future__ import annotations

import random
from dataclasses import replace

import pytest
from small_graph import UnionStore
from troubled_towns import PRACTICES, TYPES, Plan, Problem, Year, at_random, graph, place

from kg.analysis import UnknownNameError, advice_sparql, advise
from kg.analysis.advice.answers import AdviceAnswer
from kg.analysis.answers import Count
from kg.analysis.wording.in_words import notes
from kg.errors import KgError

OWN = "甲县第0镇"
FORCE, RULES, MONEY = "执法力量不足", "执法规范化", "经费保障不足"


def family(practice: str) -> set[str]:
    return {practice, *(kind for kind, up in PRACTICES.items() if up == practice)}


def by_hand(
    years: list[Year], own: str, wanted: set[str], copying: list[Year] | None = None
) -> dict[str, tuple[int, int, int, int, int]]:
    """Practice → cases, usual, running, followed, no longer: as the definitions say, town by town. ``copying``: the same
    reports with what they only copy, which tells no case but that a problem is told still."""
    others = [one for one in years if one.town != own]
    peers = {one.town for one in others if any(wanted & set(p.types) for p in one.problems)}
    telling = {town: [y for y in others if y.town == town and y.problems] for town in peers}
    usual: dict[str, set[tuple[str, str]]] = {}
    aimed: dict[tuple[str, str], int] = {}
    for one in others:
        for plan in one.plans:
            for problem in (one.problems[i] for i in plan.addresses):
                for practice in plan.practices:
                    for kind in set(problem.types) - {"其他问题"}:
                        usual.setdefault(practice, set()).add((one.town, kind))
                    if wanted & set(problem.types):
                        key = (practice, one.town)
                        aimed[key] = min(aimed.get(key, 9999), one.year)
    found = {}
    for practice in {p for p, _ in aimed}:
        cases = {town: year for (p, town), year in aimed.items() if p == practice}
        running = followed = gone = 0
        for town, year in cases.items():
            running += any(
                status != "planned" and kind in family(practice)
                for y in others
                if y.town == town and y.year >= year
                for kind, status in y.runs.items()
            )
            told = [y.year for y in telling[town] if any(wanted & set(p.types) for p in y.problems)]
            again = [
                y.year for y in copying or years if y.town == town and any(wanted & set(p.types) for p in y.problems)
            ]
            last = max(y.year for y in telling[town])
            followed += last > min(told)
            gone += last > max(again)
        found[practice] = (len(cases), len(usual[practice]), running, followed, gone)
    return found


@pytest.mark.parametrize("seed", range(3))
def test_counts_are_those_of_going_from_town_to_town(seed: int) -> None:
    years = at_random(seed)
    own = next(one.town for one in years if any(set(p.types) - {"其他问题"} for p in one.problems))
    answer = advise(graph(years), place(own), k=9, with_evidence=False)
    checked = 0
    for one in answer.problems:
        for level in one.levels[:1]:
            wanted = {topic.id for topic in level.types}
            expected = by_hand(years, own, wanted)
            got = {
                r.practice.id: (r.cases.number, r.usual.number, r.running.number, r.no_longer.of, r.no_longer.number)
                for r in level.remedies
            }
            assert got == expected
            checked += len(got)
    assert checked > 5


@pytest.mark.parametrize("options", [{}, {"province": "甲省"}, {"county": "乙县"}, {"problem": "行政执法问题"}])
def test_the_query_counts_the_same_cases(options: dict[str, str]) -> None:
    years = at_random(5)
    store = graph(years)
    answer = advise(store, next(one.town for one in years if one.problems), k=99, with_evidence=False, **options)  # type: ignore[arg-type]
    assert queried(store, answer) == cases(answer) != {}


def cases(answer: AdviceAnswer) -> dict[tuple[str, str], int]:
    """Problem and practice → towns with such a plan, of the nearest level."""
    return {
        (one.problem.iri if one.problem else one.types[0].iri, r.practice.iri): r.cases.number
        for one in answer.problems
        for level in one.levels
        if level.level == "same"
        for r in level.remedies
    }


def queried(store: UnionStore, answer: AdviceAnswer) -> dict[tuple[str, str], int]:
    """The same from the graph alone."""
    asked = store.store.query(advice_sparql(answer), use_default_graph_as_union=True)
    return {
        (own.value, practice.value): int(towns.value) for own, level, practice, towns in asked if level.value == "same"
    }


def small() -> list[Year]:
    lacking = Problem("执法人员少", [FORCE], ["法律明白人"])
    against = Plan("充实执法力量", [0], ["院坝会"])
    return [
        Year(OWN, 2023, [Problem("执法力量不足", [FORCE]), Problem("说不清", ["其他问题"])]),
        Year("甲县第1镇", 2022, [lacking], [against]),
        Year("甲县第1镇", 2023, [Problem("没有钱", [MONEY])], [], {"院坝会": "implemented"}),
        Year("乙县第2镇", 2022, [lacking], [against, Plan("多想办法", [0])]),
        Year("乙县第2镇", 2023, [lacking], [], {"院坝会": "planned"}),
        Year("丙县第3镇", 2023, [Problem("程序乱", [RULES])], [Plan("规范程序", [0], ["村民议事"])]),
        Year("丁县第4镇", 2023, [], [Plan("不针对问题", [], ["院坝会"])]),
    ]


def test_peers_remedies_and_what_became_of_the_problem() -> None:
    answer = advise(graph(small()), OWN)
    first, other = answer.problems
    assert answer.year == 2023 and first.problem is not None and first.problem.heading == "执法力量不足"
    same, broader = first.levels
    assert same.peers == Count(2, 3)  # of the others that tell problems: 第4镇 tells none
    assert same.planning == Count(2, 2) and same.no_longer == Count(1, 2)
    (remedy,) = same.remedies
    assert (remedy.practice.id, remedy.cases, remedy.running, remedy.no_longer) == (
        "院坝会",
        Count(2, 2),
        Count(1, 2),
        Count(1, 2),
    )
    assert remedy.usual == Count(2, 4)  # four cases of a town and a type; 第4镇's plan answers nothing
    assert remedy.few and not remedy.clear
    gone, still = remedy.shown
    assert (gone.town.name, gone.no_longer, gone.near, gone.status, gone.status_year) == (
        "第1镇",
        True,
        "county",
        "implemented",
        2023,
    )
    assert (still.town.name, still.no_longer, still.near, still.status) == ("第2镇", False, "province", "planned")
    assert "院坝会" in gone.evidence[0].sentence and gone.proof[0].sentence == "院坝会情况为implemented。"
    assert broader.types[0].id == "行政执法问题" and [r.practice.id for r in broader.remedies] == ["村民议事"]
    assert other.levels == ()  # of no type that another town could share


def test_what_the_problem_itself_names_is_no_remedy() -> None:
    level = advise(graph(small()), OWN).problems[0].levels[0]
    assert "法律明白人" not in {r.practice.id for r in level.remedies}
    years = small()
    years[1].plans[0].practices.append("法律明白人")
    weak = {r.practice.id: r.weak for r in advise(graph(years), OWN).problems[0].levels[0].remedies}
    assert weak == {"院坝会": 0, "法律明白人": 2}


def test_a_type_that_the_town_does_not_report_is_answered_too() -> None:
    (one,) = advise(graph(small()), OWN, problem=RULES).problems
    assert one.problem is None and one.levels[0].peers == Count(1, 3)
    (own,) = advise(graph(small()), OWN, problem="行政执法问题").problems
    assert own.problem is not None  # a kind of it
    with pytest.raises(UnknownNameError):
        advise(graph(small()), OWN, problem="没有这类")


def test_the_report_that_is_asked_for() -> None:
    years = [*small(), Year(OWN, 2024), Year(OWN, 2021, [Problem("没有钱", [MONEY])])]
    latest = advise(graph(years), OWN)
    assert latest.year == 2023 and latest.silent_since == (2024,)
    assert [topic.id for topic in advise(graph(years), OWN, year=2021).problems[0].types] == [MONEY]
    with pytest.raises(KgError, match="2021, 2023, 2024"):
        advise(graph(years), OWN, year=2019)


def test_many_cases_are_clear_only_where_chance_is_unlikely() -> None:
    years = [Year(OWN, 2023, [Problem("人少", [FORCE])])]
    for n in range(1, 31):
        wanted, practice = (FORCE, "院坝会") if n % 2 else (MONEY, "村民议事")
        years.append(Year(f"乙县第{n}镇", 2023, [Problem("少", [wanted])], [Plan("办", [0], [practice, "网格化"])]))
    level = advise(graph(years), OWN, with_evidence=False).problems[0].levels[0]
    assert [(r.practice.id, r.clear, r.few) for r in level.remedies] == [
        ("院坝会", True, False),
        ("网格化", False, False),
    ]
    assert level.remedies[0].lift == 2.0 and level.remedies[1].lift == 1.0


def test_the_table_has_a_row_for_each_case() -> None:
    columns, rows = advise(graph(small()), OWN).table()
    assert all(len(row) == len(columns) for row in rows)
    assert sum(row[columns.index("kind")] == "practice" for row in rows) == 3
    assert set(TYPES) >= {row[columns.index("types")] for row in rows if row[columns.index("level")] == "same"}


def copying(years: list[Year], seed: int) -> tuple[list[Year], list[Year]]:
    """The reports with some statements copied from other reports, and the same without what only other towns said."""
    of = random.Random(seed)

    def source(at: int) -> int | None:
        return of.choice([n for n in range(len(years)) if n != at]) if of.random() < 0.3 else None

    def elsewhere(at: int, copied: int | None) -> bool:
        return copied is not None and years[copied].town != years[at].town

    told, kept = [], []
    for at, one in enumerate(years):
        problems = [replace(problem, copied=source(at)) for problem in one.problems]
        plans = [replace(plan, copied=source(at)) for plan in one.plans]
        copied = {practice: found for practice in one.runs if (found := source(at)) is not None}
        told.append(replace(one, problems=problems, plans=plans, copied=copied))
        # A problem in another's words still tells that the report speaks of problems, but is of no type.
        bare = [replace(p, types=[], practices=[]) if elsewhere(at, p.copied) else p for p in problems]
        runs = {practice: status for practice, status in one.runs.items() if not elsewhere(at, copied.get(practice))}
        left = [plan for plan in plans if not elsewhere(at, plan.copied)]
        kept.append(replace(one, problems=bare, plans=left, runs=runs))
    return told, kept


@pytest.mark.parametrize("seed", range(2))
def test_what_is_copied_from_another_town_is_no_case(seed: int) -> None:
    years, kept = copying(at_random(seed + 20, 40), seed)
    store = graph(years)
    own = next(one.town for one in years if any(set(p.types) - {"其他问题"} for p in one.problems))
    answer = advise(store, place(own), k=9, with_evidence=False)
    checked = 0
    for one in answer.problems:
        for level in one.levels[:1]:
            expected = by_hand(kept, own, {topic.id for topic in level.types}, years)
            assert {
                r.practice.id: (r.cases.number, r.usual.number, r.running.number, r.no_longer.of, r.no_longer.number)
                for r in level.remedies
            } == expected
            checked += len(expected)
    assert checked > 3 and answer.discounted > 9
    every = advise(store, place(own), k=9, with_evidence=False, copies=True)
    assert every.discounted == 0 and every.problems != answer.problems
    assert queried(store, answer) == cases(answer) != cases(every) == queried(store, every)


def test_five_towns_with_one_paragraph_are_one_voice() -> None:
    years = [Year(OWN, 2023, [Problem("人少", [FORCE])])]
    years += [
        Year(
            f"乙县第{n}镇",
            2023,
            [Problem("执法人员少", [FORCE], copied=None if n == 1 else 1)],
            [Plan("办院坝会", [0], ["院坝会"], copied=None if n == 1 else 1)],
            {"院坝会": "implemented"},
            copied={} if n == 1 else {"院坝会": 1},
        )
        for n in range(1, 6)
    ]
    store = graph(years)
    answer = advise(store, OWN, problem=FORCE)
    (level,) = answer.problems[0].levels[:1]
    (remedy,) = level.remedies
    assert (level.peers, remedy.cases, remedy.usual, remedy.few) == (Count(1, 5), Count(1, 1), Count(1, 1), True)
    assert [case.town.name for case in (*remedy.shown, *level.plans)] == ["第1镇", "第1镇"]
    assert answer.discounted == 8  # four problems and four plans
    assert "8 条问题和计划没有计入" in notes(answer, "zh")[0] and "8 problems and plans" in notes(answer, "en")[0]
    every = advise(store, OWN, problem=FORCE, copies=True)
    assert every.problems[0].levels[0].remedies[0].cases == Count(5, 5)
    assert len(notes(every, "zh")) < len(notes(answer, "zh"))


def test_a_problem_told_again_in_anothers_words_is_still_told() -> None:
    """第1镇 says in 2022 that it lacks people, and again in 2023 as another town does: nothing says that it no longer
    does."""
    years = small()
    years[2].problems.append(Problem("执法人员少", [FORCE], copied=3))
    level = advise(graph(years), OWN).problems[0].levels[0]
    assert level.peers == Count(2, 3) and level.no_longer == Count(0, 2)
