"""Content negotiation as RFC 9110 has it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.web.accepting import chosen

OFFERED = ("text/html", "text/turtle", "application/json")


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/turtle", "text/turtle"),
        ("text/*", "text/html"),
        ("application/*", "application/json"),
        ("text/html;q=0.3, application/json;q=0.9", "application/json"),
        ("*/*;q=0.8, text/html;q=0.1", "text/turtle"),
        ("text/html;q=0, */*", "text/turtle"),
        ("application/json, text/turtle", "application/json"),
        ("TEXT/TURTLE ; q=0.5", "text/turtle"),
        ("image/png", None),
        ("text/turtle;q=0", None),
        ("text/turtle;q=nonsense", None),
    ],
)
def test_the_weightiest_is_chosen(accept: str, kind: str | None) -> None:
    assert chosen(accept, OFFERED) == kind


@given(st.text())
def test_no_header_does_harm(accept: str) -> None:
    assert chosen(accept, OFFERED) in (*OFFERED, None)
