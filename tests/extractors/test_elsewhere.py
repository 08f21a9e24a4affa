"""Whose practice a name is: the place right before it says."""

from __future__ import annotations

import pytest

from kg import places
from kg.extractors.elsewhere import Elsewhere
from kg.model import Identity


@pytest.fixture(scope="module")
def elsewhere() -> Elsewhere:
    gazetteer = places.load()
    town = gazetteer.division("重庆市丰都县包鸾镇")
    assert town is not None
    return Elsewhere(Identity(town.name, town, gazetteer.ancestors(town), (), 2023, None, None, ()), gazetteer)


@pytest.mark.parametrize(
    ("before", "following", "owns"),
    [
        ("湛普镇的“", "", True),
        ("嘉善县“", "值得一看", True),
        ("前去看了枝江市董市镇“", "但因条件所限，不再借鉴", True),
        ("借鉴湛普镇“", "在两个村开展试点", False),  # taken over in the same sentence
        ("借鉴湛普镇“", "暂不推行", True),
        ("包鸾镇“", "", False),
        ("丰都县“", "", False),  # its own county's
        ("在全镇推行“", "", False),
        ("各乡镇“", "", False),
        ("学习浙江“", "", False),  # a brand of a province is named to be followed
    ],
)
def test_the_place_right_before_a_name(elsewhere: Elsewhere, before: str, following: str, owns: bool) -> None:
    assert elsewhere.owns(before, following) is owns
