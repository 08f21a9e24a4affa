from __future__ import annotations

import pytest
from hand_built import SmallGazetteer

from kg.places import load
from kg.rdf.firms import is_placed


@pytest.mark.parametrize(
    ("name", "placed"),
    [
        ("湖北汉水律师事务所", True),  # province
        ("洛阳兴宁律师事务所", True),  # prefecture
        ("谷城县正平律师事务所", True),  # a county in full, the only one of its name
        ("新华区致远律师事务所", False),  # several districts are called so
        ("谷城正平律师事务所", False),  # a county in short is easily a name
        ("洛阳律师事务所", False),  # its name, not its place
        ("清溪律师事务所", False),
        ("正大洛阳路律师事务所", False),  # a place, but not at the beginning
        ("律师事务所", False),
    ],
)
def test_names_that_say_where_a_firm_is(name: str, placed: bool) -> None:
    assert is_placed(name, SmallGazetteer()) is placed


@pytest.mark.parametrize(
    ("name", "placed"),
    [
        ("广东光源律师事务所", True),
        ("天津市文韬律师事务所", True),
        ("渝州律师事务所", False),
        ("君策律师事务所", False),
    ],
)
def test_with_the_whole_gazetteer(name: str, placed: bool) -> None:
    assert is_placed(name, load()) is placed
