"""Every saved query runs, and answers over a small graph built by hand what a person would."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.ontology import NAMESPACES, folder, load, saved_queries

LIUHE, TAOYUAN = "云川省青石县柳河镇", "云川省青石县桃源街道"


@pytest.fixture(scope="module")
def graph() -> ox.Store:
    store = ox.Store()
    store.bulk_load(path=str(Path(__file__).with_name("tiny.trig")), format=ox.RdfFormat.TRIG)
    for name in ("governance.ttl", "mechanisms.ttl", "topics.ttl"):
        store.bulk_load(path=str(folder() / name), format=ox.RdfFormat.TURTLE)
    return store


def rows(graph: ox.Store, name: str, edited: tuple[str, str] = ("", "")) -> list[tuple[str, ...]]:
    """The answer, or that of the query as a person edits it: one text in place of another."""
    text = saved_queries()[name].text
    assert edited[0] in text
    solutions = graph.query(text.replace(*edited) if edited[0] else text, use_default_graph_as_union=True)
    assert isinstance(solutions, ox.QuerySolutions)
    return [tuple("" if value is None else value.value for value in row) for row in solutions]


def test_there_are_a_dozen_and_more() -> None:
    assert len(saved_queries()) >= 12


@pytest.mark.parametrize("name", sorted(saved_queries()))
def test_a_query_states_its_question_and_writes_its_prefixes_out(name: str) -> None:
    query = saved_queries()[name]
    assert query.name == name
    assert query.question_zh.endswith("？")
    assert query.question_en.endswith("?")
    assert query.text.startswith("# 问：")
    assert "PREFIX gov: <https://w3id.org/towngov/ontology#>" in query.text


@pytest.mark.parametrize("name", sorted(saved_queries()))
def test_a_query_that_speaks_of_families_says_so(name: str) -> None:
    text = saved_queries()[name].text
    comments = "".join(line for line in text.splitlines() if line.startswith("#"))
    assert ("broader*" in text.replace(comments, "")) == ("narrower" in comments or "下位" in comments) or (
        "Counts the practice itself" in comments
    )


@pytest.mark.parametrize("name", sorted(saved_queries()))
def test_a_query_answers(graph: ox.Store, name: str) -> None:
    assert rows(graph, name)


@pytest.mark.parametrize("name", sorted(saved_queries()))
def test_a_query_repeats_no_row(graph: ox.Store, name: str) -> None:
    found = rows(graph, name)
    assert len(found) == len(set(found))


def test_two_narrower_forms_there_are_one_answer(graph: ox.Store) -> None:
    place, mech, gov = (NAMESPACES[prefix] for prefix in ("place", "mech", "gov"))
    runs = [(TAOYUAN, "practises", "微网格"), (TAOYUAN, "practises", "双网格化"), (LIUHE, "plansToAdopt", "网格化")]
    more = [
        ox.Quad(ox.NamedNode(place + town), ox.NamedNode(gov + verb), ox.NamedNode(mech + what))
        for town, verb, what in runs
    ]
    both = ox.Store()
    both.extend([*graph, *more])
    edited = ("mech:综合查一次 mech:一支队伍管执法", "mech:网格化")
    assert rows(both, "planned-here-running-elsewhere", edited).count(("网格化", LIUHE, TAOYUAN)) == 1


@pytest.mark.parametrize("name", sorted(saved_queries()))
def test_a_query_answers_in_english_too(graph: ox.Store, name: str) -> None:
    """As many rows, and no Chinese where the ontology has an English label."""
    query = saved_queries()[name]
    solutions = graph.query(query.in_language("en"), use_default_graph_as_union=True)
    assert isinstance(solutions, ox.QuerySolutions)
    answers = list(solutions)
    assert len(answers) == len(rows(graph, name))
    labels = [v for answer in answers for v in answer if isinstance(v, ox.Literal) and v.language == "zh"]
    known = {label for concept in load().mechanisms.values() for label in concept.spellings}
    assert not known & {label.value for label in labels}
    assert query.in_language("zh") == query.text


def test_who_runs_and_plans_counts_adoptions_alone(graph: ox.Store) -> None:
    """Problems, plans and figures point to practices too."""
    for query in saved_queries().values():
        for pattern in re.findall(r"\?\w+ (?:a [\w:]+ ;\s+)?[^.{}]*gov:mechanism[ /][^.]*", query.text):
            of_a_plan = "gov:addresses" in pattern or "FILTER EXISTS { ?p a gov:Plan }" in query.text
            # Only adoptions have a status.
            assert "a gov:Adoption" in pattern or "gov:status" in pattern or of_a_plan, query.name


def test_a_query_without_its_values_asks_for_all(graph: ox.Store) -> None:
    """Taking out what keeps a query quick on a national graph leaves a query, with at least as many answers."""
    narrowed = [
        query for query in saved_queries().values() if "VALUES ?" in query.text and "gov:Adoption gov" not in query.text
    ]
    assert len(narrowed) >= 6
    for query in narrowed:
        wide = re.sub(r"(?m)^ *VALUES .*\n", "", query.text)
        answers = list(graph.query(wide, use_default_graph_as_union=True))
        assert len(answers) >= len(rows(graph, query.name)), query.name


def test_no_join_of_a_family_with_all_adoptions() -> None:
    """Oxigraph reads every adoption of the country where a family is asked for beside the type: minutes, for seconds."""
    for query in saved_queries().values():
        for group in re.findall(r"[^{}]*", query.text):
            assert not ("skos:broader*" in group and "a gov:Adoption" in group), query.name


def test_the_family_of_the_fengqiao_experience(graph: ox.Store) -> None:
    found = rows(graph, "practice-family-with-evidence")
    # The draft of 桃源街道 names it too, but a newer edition replaced it.
    assert [(town, practice, status) for town, practice, status, *_ in found] == [
        (LIUHE, "六尺巷工作法", "已实施"),
        (LIUHE, "枫桥经验", "已实施"),
    ]
    assert all(written in sentence for *_, written, sentence in found)


def test_one_team_by_status(graph: ox.Store) -> None:
    assert rows(graph, "one-team-by-status") == [("试点中", TAOYUAN, "2024")]


def test_who_advises_whom(graph: ox.Store) -> None:
    found = rows(graph, "who-advises-whom")
    assert [(r[0], r[2], r[3], r[5]) for r in found] == [
        (LIUHE, "政府法律顾问", "云川青石律师事务所", ""),
        (TAOYUAN, "村（社区）法律顾问", "云川青石律师事务所", "6"),
    ]


def test_firms_with_several_towns(graph: ox.Store) -> None:
    assert rows(graph, "firms-with-several-towns") == [
        ("云川青石律师事务所", "2", LIUHE),
        ("云川青石律师事务所", "2", TAOYUAN),
    ]


def test_shared_practices_come_with_their_denominator(graph: ox.Store) -> None:
    assert {row[1:] for row in rows(graph, "most-shared-practices")} == {("1", "3")}


def test_fields_count_their_narrower_practices(graph: ox.Store) -> None:
    assert ("矛盾纠纷化解", "1", "3") in rows(graph, "shared-families")


def test_a_group_of_problems_includes_its_types(graph: ox.Store) -> None:
    assert {row[0] for row in rows(graph, "problems-by-type")} == {"普法宣传形式单一", "普法宣传问题"}


def test_what_is_planned_here_and_runs_there(graph: ox.Store) -> None:
    assert rows(graph, "planned-here-running-elsewhere") == [("综合查一次", LIUHE, TAOYUAN)]


def test_plans_answer_problems(graph: ox.Store) -> None:
    assert rows(graph, "plans-that-address-problems") == [(LIUHE, "2024", "普法形式单一", "创新普法形式", "综合查一次")]


def test_a_discovered_practice_and_what_it_is_near(graph: ox.Store) -> None:
    assert [row[:3] for row in rows(graph, "discovered-practices")] == [("柳荫说和亭", "个人调解室", LIUHE)]


def test_towns_that_nobody_could_place(graph: ox.Store) -> None:
    assert [(row[0], row[3], row[5]) for row in rows(graph, "towns-to-place")] == [
        ("城东镇", "云川省白水县城东镇", "chengdong.txt"),
        ("城东镇", "云川省青石县城东镇", "chengdong.txt"),
    ]


def test_the_denominator(graph: ox.Store) -> None:
    assert rows(graph, "reports-per-province-and-year") == [("云川省", "2024", "2", "2")]


def test_a_practice_over_the_years(graph: ox.Store) -> None:
    assert rows(graph, "spread-of-a-practice") == [("2024", "3", "1", "1")]


def test_the_spread_of_a_practice_by_province_and_its_first_towns(graph: ox.Store) -> None:
    assert rows(graph, "spread-by-province") == [("云川省", "2024", "1", "2")]
    assert [(year, town, practice) for year, town, practice, _ in rows(graph, "first-towns-of-a-practice")] == [
        ("2024", LIUHE, "六尺巷工作法"),
        ("2024", LIUHE, "枫桥经验"),
    ]


def test_what_goes_with_a_practice_and_what_chance_would_give(graph: ox.Store) -> None:
    # One of three towns runs the Fengqiao experience; what it runs besides, one town has.
    assert [row[:4] for row in rows(graph, "practices-that-go-together")] == [("柳荫说和亭", "1", "1", "3")]


def test_firms_and_the_counties_that_they_serve(graph: ox.Store) -> None:
    assert rows(graph, "firms-and-counties") == [("云川青石律师事务所", "2", "1")]


def test_every_statement_has_its_sentence(graph: ox.Store) -> None:
    found = rows(graph, "statement-to-sentence")
    assert {kind.rsplit("#", 1)[-1] for _, kind, *_ in found} == {
        "Adoption", "Engagement", "Problem", "Cause", "Plan", "Observation", "Citation",
    }  # fmt: skip
    assert all(int(end) - int(start) == len(sentence) for *_, start, end, sentence in found)


def test_text_that_stands_in_an_earlier_report(graph: ox.Store) -> None:
    sentence = "普法形式单一，原因是经费不足。"
    assert rows(graph, "copied-text") == [(TAOYUAN, "2024", LIUHE, "2024", "1", "1", sentence, sentence)]
    assert rows(graph, "copied-statements") == [(TAOYUAN, "2024", "普法形式单一", LIUHE, "2024", sentence)]
    assert rows(graph, "towns-sharing-text") == [(TAOYUAN, LIUHE, "15", "1")]


def test_what_is_planned_against_a_type_of_problem(graph: ox.Store) -> None:
    assert rows(graph, "answers-to-problem-types") == [("普法宣传形式单一", "综合查一次", "1", "2")]


def test_planned_practices_in_the_report_of_the_next_year(graph: ox.Store) -> None:
    told = (LIUHE, "2024", "创新普法形式", "综合查一次")
    assert rows(graph, "planned-practices-next-year") == [(*told, "", "")]
    later = """PREFIX gov: <https://w3id.org/towngov/ontology#> PREFIX place: <https://w3id.org/towngov/place/>
        PREFIX report: <https://w3id.org/towngov/report/> PREFIX mech: <https://w3id.org/towngov/mechanism/>
        INSERT DATA { GRAPH <https://w3id.org/towngov/graph/e> { report:e a gov:Report ; gov:year 2025 ;
          gov:township place:云川省青石县柳河镇 . report:e_a a gov:Adoption ; gov:report report:e ; gov:year 2025 ;
          gov:mechanism mech:综合查一次 ; gov:status gov:piloting ; gov:township place:云川省青石县柳河镇 } }"""
    both = ox.Store()
    both.extend([*graph])
    both.update(later)
    assert rows(both, "planned-practices-next-year") == [(*told, "2025", "试点中")]
    both.update("DELETE WHERE { GRAPH ?g { <https://w3id.org/towngov/report/e_a> ?p ?o } }")
    assert rows(both, "planned-practices-next-year") == [(*told, "2025", "")]  # there is a report, and it is silent


def test_what_an_audit_asks(graph: ox.Store) -> None:
    assert [row[:3] for row in rows(graph, "reports-without-a-part")] == [(LIUHE, "2024", "第一责任人履职")]
    late = [row[:2] for row in rows(graph, "late-or-undated-reports")]
    assert (TAOYUAN, "2024") in late and (LIUHE, "2024") not in late
    assert [row[:3] for row in rows(graph, "problems-without-a-plan")] == [(TAOYUAN, "2024", "普法形式单一")]


def test_what_sets_towns_beside_each_other(graph: ox.Store) -> None:
    assert rows(graph, "practices-few-towns-share") == [("综合查一次", "2", LIUHE), ("综合查一次", "2", TAOYUAN)]
    assert rows(graph, "causes-of-problems") == [("普法宣传形式单一", "经费不足", "1")]
    assert rows(graph, "figures-side-by-side") == [("化解矛盾纠纷", "件", "2024", LIUHE, "80", "化解纠纷")]
