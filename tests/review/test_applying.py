"""Judgements over a graph: exactly what is judged differs, and comes back when the judgement is undone."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox
import pytest
from made_judgements import at

from kg import ontology, places
from kg.extractors import extract
from kg.ontology import NAMESPACES
from kg.rdf.iris import JUDGEMENTS
from kg.rdf.nquads import from_nquads, to_nquads
from kg.rdf.reference import ontology_quads
from kg.rdf.report import report_quads
from kg.reports import read_report
from kg.review.applying import Outcome, apply
from kg.review.judgement import About, Judgement, Values, Verdict, about

TEXT = """重庆市丰都县南天湖镇人民政府
2024年法治政府建设年度报告

一、2024年推进法治政府建设的主要举措和成效
（一）化解矛盾纠纷。坚持和发展新时代“枫桥经验”，推行“湖伴夜话·村民议事会”，全年调解矛盾纠纷126件。
（二）规范执法。试点“一支队伍管执法”，全镇划分网格32个。
（三）聘请重庆渝北律师事务所律师2名担任镇政府法律顾问，聘请渝州律师事务所为各村提供法律服务。
二、存在的不足
（一）执法力量不足。执法人员少，专业能力不强，主要原因是编制紧张。
三、2025年工作安排
（一）充实执法力量，增加执法人员。
（二）探索建立公共法律服务工作站。
"""


@pytest.fixture(scope="module")
def quads() -> list[ox.Quad]:
    report = read_report(TEXT.encode(), "南天湖镇.txt")
    facts = extract(report, ontology.load(), places.load())
    scheme = ontology_quads(ontology.folder())
    return [*scheme, *report_quads(report, facts, ontology.load(), places.load())]


class Graph:
    def __init__(self, quads: Sequence[ox.Quad]) -> None:
        self.store = ox.Store()
        self.store.extend(quads)
        self._quads = quads
        self.before = set(self.store)  # which writes numbers in one way

    def judged(self, *judgements: Judgement) -> Outcome:
        self.store = ox.Store()
        self.store.extend(self._quads)
        return apply(self.store, judgements, places.load())

    @property
    def quads(self) -> set[ox.Quad]:
        return {quad for quad in self.store if quad.graph_name != JUDGEMENTS}

    @property
    def gone(self) -> set[ox.Quad]:
        return self.before - self.quads

    @property
    def new(self) -> set[ox.Quad]:
        return self.quads - self.before

    def rows(self, query: str) -> list[tuple[str, ...]]:
        found = self.store.query(query, prefixes=dict(NAMESPACES), use_default_graph_as_union=True)
        assert isinstance(found, ox.QuerySolutions)
        return sorted(tuple("" if term is None else _local(term) for term in row) for row in found)


def _local(term: object) -> str:
    value = str(getattr(term, "value", term))
    return next((value[len(iri) :] for iri in NAMESPACES.values() if value.startswith(iri)), value)


@pytest.fixture
def graph(quads: list[ox.Quad]) -> Graph:
    return Graph(quads)


@pytest.fixture(scope="module")
def report(quads: list[ox.Quad]) -> str:
    return next(_local(q.subject) for q in quads if q.predicate.value == NAMESPACES["gov"] + "text")


def judgement(
    what: About, verdict: Verdict, to: Values | None = None, by: str = "张三", number: int = 1, why: str = ""
) -> Judgement:
    return Judgement(what, verdict, by, at(number), to or {}, why)


def adoption(report: str, mechanism: str, status: str) -> About:
    return about("adoption", report=report, mechanism=mechanism, status=status)


ADOPTIONS = "SELECT ?m ?s ?c { ?a a gov:Adoption ; gov:mechanism ?m ; gov:status ?s ; gov:confidence ?c }"
BRAND = "重庆市丰都县_湖伴夜话村民议事会"


def states(outcome: Outcome) -> list[str]:
    return [outcome.states[one.id] for one in outcome.judgements]


def test_the_report_says_what_these_tests_judge(graph: Graph) -> None:
    found = {(m, s) for m, s, _ in graph.rows(ADOPTIONS)}
    assert {("枫桥经验", "implemented"), ("一支队伍管执法", "piloting"), (BRAND, "implemented")} <= found


def test_nothing_judged_changes_nothing(graph: Graph) -> None:
    graph.judged()
    assert graph.gone == graph.new == set()


def test_what_is_accepted_is_sure_and_nothing_else_changes(graph: Graph, report: str) -> None:
    outcome = graph.judged(judgement(adoption(report, "一支队伍管执法", "piloting"), Verdict.ACCEPTED))
    assert states(outcome) == ["applied"]
    assert {_local(quad.predicate) for quad in graph.gone | graph.new} <= {"confidence"}
    assert ("一支队伍管执法", "piloting", "1") in graph.rows(ADOPTIONS)


def test_what_is_rejected_is_gone_with_what_only_it_cited(graph: Graph, report: str) -> None:
    outcome = graph.judged(judgement(adoption(report, "枫桥经验", "implemented"), Verdict.REJECTED, why="只是口号"))
    assert states(outcome) == ["applied"] and graph.new == set()
    assert not [row for row in graph.rows(ADOPTIONS) if row[0] == "枫桥经验"]
    cited = graph.rows("SELECT ?p { ?x prov:wasDerivedFrom ?p }")
    assert {row[0] for row in graph.rows("SELECT ?p { ?p a gov:Passage }")} == {row[0] for row in cited}
    (kept,) = graph.rows(
        "SELECT ?text ?why ?by { ?j gov:asExtracted ?text ; dct:description ?why ; "
        "prov:wasAssociatedWith/skos:prefLabel ?by }"
    )
    assert kept[1:] == ("只是口号", "张三")
    as_extracted = {quad.triple for quad in from_nquads(kept[0].encode())}
    assert as_extracted and as_extracted <= {quad.triple for quad in graph.gone}


def test_a_changed_status_is_another_statement_with_the_same_sentence(graph: Graph, report: str) -> None:
    outcome = graph.judged(
        judgement(adoption(report, "枫桥经验", "implemented"), Verdict.CHANGED, {"status": "inProgress"})
    )
    assert states(outcome) == ["applied"]
    assert ("枫桥经验", "inProgress", "1") in graph.rows(ADOPTIONS)
    said = graph.rows(
        "SELECT ?exact { ?a gov:mechanism mech:枫桥经验 ; gov:status gov:inProgress ; "
        "prov:wasDerivedFrom/oa:exact ?exact }"
    )
    assert said and "枫桥经验" in said[0][0]
    assert graph.rows("SELECT ?a { ?j prov:used ?old . ?a gov:judgedBy ?j ; gov:status gov:inProgress }")


def test_two_that_change_places_do_not_become_one(graph: Graph, report: str) -> None:
    outcome = graph.judged(
        judgement(
            adoption(report, "枫桥经验", "implemented"),
            Verdict.CHANGED,
            {"mechanism": "一支队伍管执法", "status": "piloting"},
        ),
        judgement(
            adoption(report, "一支队伍管执法", "piloting"),
            Verdict.CHANGED,
            {"mechanism": "枫桥经验", "status": "implemented"},
        ),
    )
    assert states(outcome) == ["applied", "applied"]
    forms = graph.rows(
        "SELECT ?m ?form { ?a a gov:Adoption ; gov:mechanism ?m ; gov:surfaceForm ?form "
        "VALUES ?m { mech:枫桥经验 mech:一支队伍管执法 } }"
    )
    assert [m for m, _ in forms] == ["一支队伍管执法", "枫桥经验"]
    assert "枫桥经验" in forms[0][1] and "执法" in forms[1][1]


def test_a_change_onto_what_stands_already_makes_one_of_both(graph: Graph, report: str) -> None:
    graph.judged(
        judgement(adoption(report, BRAND, "implemented"), Verdict.CHANGED, {"mechanism": "枫桥经验"}),
    )
    found = graph.rows(
        "SELECT ?a ?form ?c { ?a a gov:Adoption ; gov:mechanism mech:枫桥经验 ; gov:surfaceForm ?form ; "
        "gov:confidence ?c }"
    )
    assert len({a for a, _, _ in found}) == 1 and {c for *_, c in found} == {"1"}
    assert len({form for _, form, _ in found}) == 2


def test_what_is_so_already_agrees(graph: Graph, report: str) -> None:
    key = adoption(report, "枫桥经验", "implemented")
    assert states(graph.judged(judgement(key, Verdict.CHANGED, {"status": "implemented"}))) == ["agreed"]
    assert states(graph.judged(judgement(key, Verdict.ADDED, {"sentence": "x", "words": "x"}))) == ["agreed"]
    assert graph.gone == graph.new == set()


def test_what_a_better_extractor_says_by_itself_agrees(graph: Graph, report: str) -> None:
    """It was extracted as planned, and changed; now it is extracted as it was changed."""
    key = adoption(report, "枫桥经验", "planned")
    assert states(graph.judged(judgement(key, Verdict.CHANGED, {"status": "implemented"}))) == ["agreed"]
    assert graph.gone == graph.new == set()


@pytest.mark.parametrize(
    ("mechanism", "status", "to"),
    [
        ("枫桥经验", "planned", {"status": "piloting"}),  # no longer extracted
        ("网格长制度", "implemented", {"status": "piloting"}),
        ("枫桥经验", "implemented", {"mechanism": "没有的做法"}),  # a target that there is not
    ],
)
def test_what_is_not_there_is_orphaned_and_said(
    graph: Graph, report: str, mechanism: str, status: str, to: dict[str, str]
) -> None:
    outcome = graph.judged(judgement(adoption(report, mechanism, status), Verdict.CHANGED, to))
    assert states(outcome) == ["orphaned"] and graph.gone == graph.new == set()
    (applied,) = outcome.applied
    assert applied.reason is not None and applied.reason.zh


def test_a_report_that_is_not_there(graph: Graph) -> None:
    outcome = graph.judged(judgement(adoption("f" * 16, "枫桥经验", "planned"), Verdict.REJECTED))
    assert states(outcome) == ["orphaned"]


def test_conflicts_change_nothing(graph: Graph, report: str) -> None:
    key = adoption(report, "枫桥经验", "implemented")
    outcome = graph.judged(judgement(key, Verdict.REJECTED), judgement(key, Verdict.ACCEPTED, by="李四", number=2))
    assert states(outcome) == ["conflicting", "conflicting"] and graph.gone == graph.new == set()


def test_what_was_missed_is_added_with_its_sentence(graph: Graph, report: str) -> None:
    sentence = "（二）规范执法。试点“一支队伍管执法”，全镇划分网格32个。"
    text = next(one for (one,) in graph.rows("SELECT ?t { ?r gov:text ?t }"))
    assert sentence[5:] in text
    sentence = next(line for line in text.split("\n") if "划分网格" in line)
    to = {"words": "网格", "sentence": sentence, "occurrence": "0", "section": "规范执法"}
    outcome = graph.judged(judgement(adoption(report, "网格化", "inProgress"), Verdict.ADDED, to))
    assert states(outcome) == ["applied"] and graph.gone == set()
    assert ("网格化", "inProgress", "1") in graph.rows(ADOPTIONS)
    ((exact, start, end, town, year),) = graph.rows(
        "SELECT ?exact ?start ?end ?town ?year { ?a gov:mechanism mech:网格化 ; gov:status gov:inProgress ; gov:township ?town ; "
        "gov:year ?year ; prov:wasDerivedFrom ?p . ?p oa:exact ?exact ; oa:start ?start ; oa:end ?end }"
    )
    assert exact == text[int(start) : int(end)] == sentence and year == "2024" and "南天湖镇" in town


def test_what_was_added_is_put_right(graph: Graph, report: str) -> None:
    text = next(one for (one,) in graph.rows("SELECT ?t { ?r gov:text ?t }"))
    sentence = next(line for line in text.split("\n") if "划分网格" in line)
    to = {"words": "网格", "sentence": sentence, "occurrence": "0"}
    key = adoption(report, "网格化", "inProgress")
    outcome = graph.judged(judgement(key, Verdict.ADDED, {**to, "status": "piloting"}))
    assert states(outcome) == ["applied"]
    assert [row for row in graph.rows(ADOPTIONS) if row[0] == "网格化"] == [("网格化", "piloting", "1")]
    to |= {"mechanism": "枫桥经验", "status": "implemented"}  # which is extracted
    assert states(graph.judged(judgement(key, Verdict.ADDED, to))) == ["agreed"]
    assert graph.gone == graph.new == set()


@pytest.mark.parametrize(
    "to",
    [
        {"words": "网格", "sentence": "这句话不在报告里，划分网格。", "occurrence": "0"},
        {"words": "河长制", "sentence": "全年调解矛盾纠纷126件", "occurrence": "0"},
        {"words": "调解", "sentence": "全年调解矛盾纠纷126件", "occurrence": "7"},
        {"words": "", "sentence": "", "occurrence": "0"},
    ],
)
def test_what_was_missed_must_stand_in_the_text(graph: Graph, report: str, to: dict[str, str]) -> None:
    outcome = graph.judged(judgement(adoption(report, "河长制", "implemented"), Verdict.ADDED, to))
    assert states(outcome) == ["orphaned"] and graph.new == set()


def test_a_figure_is_put_right(graph: Graph, report: str) -> None:
    query = "SELECT ?i ?s ?v ?u ?y { ?o a gov:Observation ; gov:indicator ?i ; gov:surfaceForm ?s ; gov:value ?v ; gov:unit ?u ; gov:year ?y }"
    row = next(row for row in graph.rows(query) if row[2] == "126")
    key = dict(zip(("indicator", "surface", "value", "unit", "year"), row, strict=True))
    outcome = graph.judged(judgement(about("observation", report=report, **key), Verdict.CHANGED, {"value": "127.50"}))
    assert states(outcome) == ["applied"]
    values = [row[2] for row in graph.rows(query)]
    assert "127.5" in values and "126" not in values


def test_a_rejected_problem_takes_its_causes_and_its_plans_addresses_with_it(graph: Graph, report: str) -> None:
    ((heading,),) = graph.rows("SELECT ?h { ?p a gov:Problem ; gov:heading ?h }")
    outcome = graph.judged(judgement(about("problem", report=report, heading=heading), Verdict.REJECTED))
    assert states(outcome) == ["applied"]
    assert graph.rows("SELECT ?p { ?p a gov:Problem }") == graph.rows("SELECT ?c { ?c a gov:Cause }") == []
    assert graph.rows("SELECT ?p { ?p gov:addresses ?x }") == []
    assert graph.rows("SELECT ?p { ?p a gov:Plan }")


def test_a_firm_written_in_two_ways_becomes_one(graph: Graph) -> None:
    firms = {label: iri for iri, label in graph.rows("SELECT ?f ?l { ?f a gov:LawFirm ; skos:prefLabel ?l }")}
    assert set(firms) == {"重庆渝北律师事务所", "渝州律师事务所"}
    into, other = firms["重庆渝北律师事务所"], firms["渝州律师事务所"]
    outcome = graph.judged(judgement(about("firm", firm=other), Verdict.MERGED, {"into": into}))
    assert states(outcome) == ["applied"]
    assert {row[0] for row in graph.rows("SELECT ?f { ?e gov:lawFirm ?f }")} == {into}
    assert graph.rows("SELECT ?r { ?e a gov:Engagement ; gov:role ?r }") == [
        ("governmentAdviser",),
        ("villageAdviser",),
    ]
    assert graph.rows(f"SELECT ?l {{ <{NAMESPACES['firm']}{into}> skos:altLabel ?l }}") == [("渝州律师事务所",)]
    assert graph.rows(f"SELECT ?n {{ <{NAMESPACES['firm']}{other}> dct:isReplacedBy ?n }}") == [(into,)]


def test_firms_that_are_not_one_are_told_to_whoever_proposes(graph: Graph) -> None:
    firms = [iri for (iri,) in graph.rows("SELECT ?f { ?f a gov:LawFirm }")]
    outcome = graph.judged(judgement(about("pair", firm=firms[0], other=firms[1]), Verdict.DISTINCT))
    assert states(outcome) == ["applied"] and len(outcome.distinct) == 2
    outcome = graph.judged(
        judgement(about("pair", firm=firms[0], other=firms[1]), Verdict.DISTINCT),
        judgement(about("firm", firm=firms[1]), Verdict.MERGED, {"into": firms[0]}, by="李四", number=2),
    )
    assert sorted(states(outcome)) == ["applied", "orphaned"] and not outcome.distinct  # who said otherwise is told


def test_a_discovered_practice_is_accepted_with_its_place_in_the_scheme(graph: Graph, report: str) -> None:
    to: Values = {
        "label": "湖伴夜话",
        "label_en": "Lakeside evening talks",
        "broader": ("枫桥经验",),
        "spellings": ("湖边夜话",),
    }
    accepted = judgement(about("mechanism", mechanism=BRAND), Verdict.ACCEPTED, to)
    outcome = graph.judged(
        accepted, judgement(adoption(report, BRAND, "implemented"), Verdict.CHANGED, {"status": "piloting"})
    )
    assert set(states(outcome)) == {"applied"}
    assert ("湖伴夜话", "piloting", "1") in graph.rows(ADOPTIONS)
    assert graph.rows("SELECT ?b { mech:湖伴夜话 skos:broader ?b }") == [("枫桥经验",)]
    labels = {row[0] for row in graph.rows("SELECT ?l { mech:湖伴夜话 skos:prefLabel|skos:altLabel ?l }")}
    assert {"湖伴夜话", "Lakeside evening talks", "湖边夜话"} <= labels
    assert not graph.rows("SELECT ?m { ?m gov:discovered true }")


def test_a_discovered_name_that_is_no_practice_is_gone_everywhere(graph: Graph) -> None:
    outcome = graph.judged(judgement(about("mechanism", mechanism=BRAND), Verdict.REJECTED))
    assert states(outcome) == ["applied"] and graph.new == set()
    assert not any(BRAND in str(quad) for quad in graph.quads)


def test_a_discovered_practice_is_another_name_for_a_known_one(graph: Graph) -> None:
    outcome = graph.judged(judgement(about("mechanism", mechanism=BRAND), Verdict.MERGED, {"into": "枫桥经验"}))
    assert states(outcome) == ["applied"]
    assert len([row for row in graph.rows(ADOPTIONS) if row[0] == "枫桥经验"]) == 1


def test_a_town_that_nobody_could_tell_is_placed(report: str) -> None:
    text = TEXT.replace("重庆市丰都县南天湖镇", "新安镇").encode()
    read = read_report(text, "新安镇.txt")
    facts = extract(read, ontology.load(), places.load())
    assert facts.identity.division is None
    graph = Graph(report_quads(read, facts, ontology.load(), places.load()))
    ((town,),) = graph.rows("SELECT ?t { ?r a gov:Report ; gov:township ?t }")
    outcome = graph.judged(judgement(about("town", town=town), Verdict.MERGED, {"into": "天津市宝坻区新安镇"}))
    assert states(outcome) == ["applied"]
    assert {row[0] for row in graph.rows("SELECT ?t { ?x gov:township ?t }")} == {"天津市宝坻区新安镇"}
    assert graph.rows("SELECT ?l { place:天津市宝坻区新安镇 gov:within/skos:prefLabel ?l }") == [("宝坻区",)]
    assert not graph.rows("SELECT ?t { ?t gov:unresolved true }")


def test_a_town_of_no_list_is_told(graph: Graph) -> None:
    outcome = graph.judged(judgement(about("town", town="未定_某镇"), Verdict.MERGED, {"into": "没有省没有县没有镇"}))
    assert states(outcome) == ["orphaned"]


def test_the_same_judgements_give_the_same_graph_in_any_order(graph: Graph, report: str) -> None:
    those = [
        judgement(about("mechanism", mechanism=BRAND), Verdict.MERGED, {"into": "枫桥经验"}),
        judgement(adoption(report, "枫桥经验", "implemented"), Verdict.ACCEPTED, number=2),
        judgement(adoption(report, BRAND, "implemented"), Verdict.CHANGED, {"status": "piloting"}, number=3),
        judgement(adoption(report, "一支队伍管执法", "piloting"), Verdict.REJECTED, number=4),
    ]
    graph.judged(*those)
    first = to_nquads(graph.store)
    graph.judged(*reversed(those))
    assert to_nquads(graph.store) == first


@pytest.mark.parametrize("hostile", ['x> . <a:b> <c:d> "e', "a b", "\n", "../../etc", "' OR 1=1", "枫桥经验\u202e"])
def test_hostile_keys_do_nothing(graph: Graph, report: str, hostile: str) -> None:
    from kg.review.judgement import JudgementError, check

    what = about("adoption", report=report, mechanism=hostile, status="planned")
    judged = judgement(what, Verdict.REJECTED)
    try:
        check(judged)
    except JudgementError:
        return
    assert states(graph.judged(judged)) == ["orphaned"] and graph.gone == set()
