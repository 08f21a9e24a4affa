"""Who has an answer already is told so, however the tag is written."""

from __future__ import annotations

import pytest

from kg.web.tags import held


@pytest.mark.parametrize(
    ("header", "tag", "told"),
    [
        ('"a"', '"a"', True),
        ('W/"a"', '"a"', True),
        ('"a"', 'W/"a"', True),
        ('"b" , W/"a"', '"a"', True),
        ('"b"', '"a"', False),
        ('a, "ab"', '"a"', False),
        ("", '"a"', False),
    ],
)
def test_a_tag_among_several(header: str, tag: str, told: bool) -> None:
    assert held(header, tag) is told
