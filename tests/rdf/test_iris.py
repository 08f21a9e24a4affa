from __future__ import annotations

import re

import pytest
from hand_built import COUNTY, PREFECTURE, PROVINCE, identity
from hypothesis import assume, given
from hypothesis import strategies as st

from kg.model import KgError, Mechanism
from kg.ontology import local_name
from kg.rdf import iris

ID = "0123456789abcdef"


def test_a_mechanism_of_the_scheme_keeps_its_id() -> None:
    assert iris.mechanism(Mechanism("警格+网格", "警格_网格"), identity(), ID) == iris.MECH["警格_网格"]


@pytest.mark.parametrize(
    ("ancestors", "scope"),
    [
        ((COUNTY, PREFECTURE, PROVINCE), "湖北省襄阳市谷城县"),
        ((PREFECTURE, PROVINCE), "湖北省襄阳市"),
        ((PROVINCE,), "湖北省"),
    ],
)
def test_a_discovered_mechanism_is_scoped_by_the_nearest_division(ancestors: tuple[object, ...], scope: str) -> None:
    found = iris.mechanism(Mechanism("“532”处置机制"), identity(ancestors=ancestors), ID)
    assert found.value == f"https://w3id.org/towngov/mechanism/{scope}_532处置机制"


def test_a_discovered_mechanism_of_an_unknown_town_is_scoped_by_town_and_report() -> None:
    nowhere = identity(division=None, ancestors=(), candidates=())
    assert iris.mechanism(Mechanism("“532”处置机制"), nowhere, ID) == iris.MECH[f"未定_清溪镇_{ID}_532处置机制"]


def test_a_firm_without_a_place_in_its_name_is_scoped_by_province() -> None:
    assert iris.law_firm("渝州律师事务所", identity(), ID, placed=False) == iris.FIRM["湖北省_渝州律师事务所"]
    assert iris.law_firm("广东光源律师事务所", identity(), ID, placed=True) == iris.FIRM["广东光源律师事务所"]


def test_a_legal_service_office_is_scoped_by_county() -> None:
    office = iris.service_office("清溪法律服务所", identity(), ID, placed=False)
    assert office == iris.FIRM["湖北省襄阳市谷城县_清溪法律服务所"]


def test_unresolved_towns_of_one_name_stay_apart() -> None:
    ambiguous = identity(division=None, ancestors=(), candidates=("湖北省甲县清溪镇", "湖北省乙县清溪镇"))
    first, second = iris.town(ambiguous, ID), iris.town(ambiguous, "f" * 16)
    assert first != second
    assert first == iris.PLACE[f"未定_清溪镇_{ID}"]


def test_an_unlisted_town_of_a_known_county_is_one_town_in_all_its_reports() -> None:
    unlisted = identity(division=None, candidates=())
    assert iris.town(unlisted, ID) == iris.town(unlisted, "f" * 16) == iris.PLACE["未定_湖北省襄阳市谷城县_清溪镇"]


def test_a_name_of_signs_only_is_refused() -> None:
    with pytest.raises(KgError, match="no identifier"):
        iris.named(iris.LAW, "……")


@given(st.text(min_size=1, max_size=30))
def test_minted_iris_can_be_typed_after_a_prefix(label: str) -> None:
    assume(local_name(label))
    minted = iris.named(iris.MECH, label).value.removeprefix(iris.MECH.iri)
    assert re.fullmatch(r"[\w-]+", minted)
    assert "%" not in minted


PARTS = st.lists(st.text(max_size=8), min_size=1, max_size=4)


@given(PARTS, PARTS)
def test_statements_about_different_things_differ(left: list[str], right: list[str]) -> None:
    same = iris.statement(ID, "problem", *left) == iris.statement(ID, "problem", *right)
    assert same == (left == right)


def test_statements_say_their_report_and_kind() -> None:
    assert re.fullmatch(rf"{ID}_adoption_[0-9a-f]{{16}}", iris.statement(ID, "adoption", "x").value.rpartition("/")[2])
