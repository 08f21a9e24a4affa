from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import date

from hand_built import BODY, SmallGazetteer, identity, make_facts, make_report, where
from pyoxigraph import NamedNode, Quad, Store

from kg.model import Adoption, AdviserRole, Engagement, Facts, Mechanism, Report, Status
from kg.ontology import Ontology
from kg.rdf import iris
from kg.rdf.derived import derived_quads
from kg.rdf.description import counts, current_counts, description_quads, years
from kg.rdf.report import report_quads
from kg.rdf.vocabulary import DCT, GOV, VOID

TOWN = iris.PLACE["湖北省襄阳市谷城县清溪镇"]


def stored(quads: Iterable[Quad]) -> Store:
    store = Store()
    store.extend(quads)
    return store


def edition(
    ontology: Ontology, text: str, year: int | None, issued: date | None, *mechanisms: str
) -> tuple[Report, list[Quad]]:
    """A report of the town that says of each mechanism that it runs."""
    report = make_report(BODY + "\n" + text)
    adoptions = tuple(
        Adoption(Mechanism(name, name), Status.IMPLEMENTED, (name,), where(report, "枫桥")) for name in mechanisms
    )
    facts = Facts(identity(year=year, issued=issued, signed=None), adoptions=adoptions)
    return report, report_quads(report, facts, ontology, SmallGazetteer())


def objects(quads: Iterable[Quad], predicate: NamedNode) -> set[object]:
    return {quad.object for quad in quads if quad.predicate == predicate}


def test_shortcuts_of_the_small_report(ontology: Ontology) -> None:
    report = make_report()
    quads = derived_quads(stored(report_quads(report, make_facts(report), ontology, SmallGazetteer())))
    assert {quad.subject for quad in quads} == {TOWN}
    assert {quad.graph_name for quad in quads} == {iris.DERIVED}
    found = {name: objects(quads, GOV[name]) for name in ("practises", "plansToAdopt", "advisedBy")}
    assert found == {
        "practises": {
            iris.MECH["枫桥经验"],
            iris.MECH["警格_网格"],
            iris.MECH["湖北省襄阳市谷城县_五老五步工作法"],
        },
        "plansToAdopt": {iris.MECH["一支队伍管执法"]},
        "advisedBy": {iris.FIRM["湖北汉水律师事务所"], iris.FIRM["湖北省_清溪律师事务所"]},
    }
    assert len(objects(quads, GOV["hasProblem"])) == len(objects(quads, GOV["hasPlan"])) == 1


def test_what_runs_and_is_planned_further_is_practised(ontology: Ontology) -> None:
    report = make_report()
    both = tuple(
        Adoption(Mechanism("网格化", "网格化"), status, ("网格",), where(report, "网格"))
        for status in (Status.PLANNED, Status.IN_PROGRESS)
    )
    quads = derived_quads(stored(report_quads(report, Facts(identity(), adoptions=both), ontology, SmallGazetteer())))
    assert objects(quads, GOV["practises"]) == {iris.MECH["网格化"]}
    assert objects(quads, GOV["plansToAdopt"]) == set()


def test_a_firm_that_only_lectured_does_not_advise(ontology: Ontology) -> None:
    report = make_report()
    lecture = Engagement(AdviserRole.OTHER, where(report, "汉水"), law_firm="湖北汉水律师事务所")
    facts = Facts(identity(), engagements=(lecture,))
    quads = derived_quads(stored(report_quads(report, facts, ontology, SmallGazetteer())))
    assert objects(quads, GOV["advisedBy"]) == set()


def test_the_newest_edition_of_the_latest_year_speaks_for_the_town(ontology: Ontology) -> None:
    old_year, a = edition(ontology, "甲", 2023, date(2024, 12, 1), "枫桥经验")
    replaced, b = edition(ontology, "乙", 2024, date(2025, 1, 1), "网格化")
    current, c = edition(ontology, "丙", 2024, date(2025, 2, 1), "警格_网格")
    undated, d = edition(ontology, "丁", 2024, None, "一支队伍管执法")
    unknown, e = edition(ontology, "戊", None, date(2026, 1, 1), "一支队伍管执法")
    results = set()
    for order in itertools.permutations((a, b, c, d, e)):
        quads = derived_quads(stored(itertools.chain(*order)))
        results.add(frozenset(quads))
    assert len(results) == 1
    assert objects(quads, GOV["practises"]) == {iris.MECH["警格_网格"]}
    replacements = {(q.subject, q.object) for q in quads if q.predicate == DCT["isReplacedBy"]}
    newest = iris.REPORT[current.id]
    assert replacements == {(iris.REPORT[replaced.id], newest), (iris.REPORT[undated.id], newest)}
    assert old_year.id != unknown.id


def test_replaced_editions_are_not_counted(ontology: Ontology) -> None:
    _, a = edition(ontology, "甲", 2024, date(2025, 1, 1), "枫桥经验", "网格化")
    _, b = edition(ontology, "乙", 2024, date(2025, 2, 1), "枫桥经验")
    _, c = edition(ontology, "丙", 2023, date(2024, 2, 1), "枫桥经验")
    store = stored([*a, *b, *c])
    store.extend(derived_quads(store))
    found = current_counts(store)
    assert counts(store)["Report"] == 3
    assert (found["Report"], found["ReplacedReport"], found["Township"]) == (2, 1, 1)
    assert (counts(store)["Adoption"], found["Adoption"], found["AdoptedMechanism"]) == (4, 2, 1)


def test_without_editions_all_is_counted(ontology: Ontology) -> None:
    report = make_report()
    store = stored(report_quads(report, make_facts(report), ontology, SmallGazetteer()))
    store.extend(derived_quads(store))
    every, current = counts(store), current_counts(store)
    assert current["Passage"] > 3 and current["DiscoveredMechanism"] == 1 and current["LawFirm"] == 2
    assert current.pop("ReplacedReport") == 0
    assert current.items() <= every.items()


def test_the_description_counts_what_is_there(ontology: Ontology) -> None:
    _, a = edition(ontology, "甲", 2023, None, "枫桥经验")
    _, b = edition(ontology, "乙", 2024, None, "枫桥经验", "网格化")
    store = stored([*a, *b])
    assert counts(store)["Report"] == 2
    assert counts(store)["Adoption"] == 3
    assert counts(store)["AdoptedMechanism"] == 2
    assert counts(store)["Township"] == 1
    assert years(store) == (2023, 2024)
    store.extend(description_quads(store))
    described = {
        (str(row[0]), int(row[1].value))  # type: ignore[union-attr]
        for row in store.query(  # type: ignore[union-attr]
            f"SELECT ?c ?n {{ GRAPH ?g {{ ?p {VOID['class']} ?c ; {VOID['entities']} ?n }} }}"
        )
    }
    assert (str(GOV["Report"]), 2) in described
    assert (str(GOV["Adoption"]), 3) in described
