from __future__ import annotations

import itertools

import pytest
from pyoxigraph import Quad

from kg.rdf import iris
from kg.rdf.names import NameCollisionError, check_names, names_of, settle, spelling_key
from kg.rdf.vocabulary import GOV, SKOS, TRUE, chinese, english


def named(*labels: str) -> list[Quad]:
    return [Quad(iris.named(iris.MECH, label), SKOS["prefLabel"], chinese(label), iris.MECHANISMS) for label in labels]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("“532”处置机制", "532处置机制"),  # quotes or none
        ("湖伴无争·村民调解会", "湖伴无争村民调解会"),
        ("盈科（武汉）律师事务所", "盈科(武汉)律师事务所"),  # width
        ("一村（居）一顾问", "一村居一顾问"),
    ],
)
def test_spellings_of_one_name(left: str, right: str) -> None:
    assert spelling_key(left) == spelling_key(right)


@pytest.mark.parametrize(
    ("left", "right"), [("3.15行动", "315行动"), ("1+3工作法", "1_3工作法"), ("24/7服务", "247服务")]
)
def test_names_of_different_things_under_one_identifier(left: str, right: str) -> None:
    assert iris.named(iris.MECH, left) == iris.named(iris.MECH, right)
    with pytest.raises(NameCollisionError, match="would share the identifier"):
        settle(named(left, right))


def test_the_shortest_spelling_is_the_label_in_any_order() -> None:
    quads = named("532处置机制", "“532”处置机制", "「532」处置机制")
    for order in itertools.permutations(quads):
        labels = {(q.predicate, q.object.value) for q in settle(order)}  # type: ignore[union-attr]
        assert labels == {
            (SKOS["prefLabel"], "532处置机制"),
            (SKOS["altLabel"], "“532”处置机制"),
            (SKOS["altLabel"], "「532」处置机制"),
        }


def test_english_labels_and_other_statements_stay() -> None:
    node = iris.MECH["枫桥经验"]
    quads = [
        *named("枫桥经验"),
        Quad(node, SKOS["prefLabel"], english("Fengqiao experience"), iris.MECHANISMS),
        Quad(node, GOV["discovered"], TRUE, iris.MECHANISMS),
    ]
    assert settle(quads) == quads


def test_a_clash_adds_nothing_to_what_is_known() -> None:
    known = {iris.MECH["315行动"]: "315行动"}
    before = dict(known)
    with pytest.raises(NameCollisionError):
        check_names(names_of(named("3.15行动", "枫桥经验")), known)
    assert known == before
