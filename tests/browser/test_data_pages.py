"""The pages about the data and the vocabulary, as people use them."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from kg.pages.writing import write_site
from kg.store import Store

if TYPE_CHECKING:
    from playwright.sync_api import Page

    Visit = Callable[..., Page]

pytestmark = pytest.mark.browser


def test_the_iri_of_a_term_lands_on_it(visit: Visit, host: str) -> None:
    """https://w3id.org/towngov/ontology#practises leads to /ontology#practises."""
    page = visit(host + "/ontology#practises", host=host)
    term = page.locator("#practises")
    assert term.evaluate("one => one.matches(':target')")
    assert 0 <= term.evaluate("one => one.getBoundingClientRect().top") < 400
    assert "实行" in term.inner_text() and "Division" in term.inner_text()
    term.get_by_role("link", name="gov:Division").click()
    assert page.url.endswith("#Division")
    page.get_by_role("link", name="English").click()
    assert "practises" in page.locator("#practises h3").inner_text()
    assert "on trial" in page.locator("#practises").inner_text()


def test_a_family_of_practices_is_opened(visit: Visit, host: str) -> None:
    page = visit(host + "/", host=host)
    page.get_by_role("link", name="全部做法").click()
    kind = page.locator(".tree").get_by_role("link", name="微网格")
    assert not kind.is_visible()
    page.locator('summary[aria-label^="网格化"]').click()
    kind.click()
    assert unquote(page.url).endswith("/mechanism/微网格")


def test_the_vocabulary_is_taken_away_with_the_static_site(visit: Visit, store: Store, tmp_path: Path) -> None:
    write_site(store, tmp_path / "site")
    page = visit((tmp_path / "site/en/ontology/index.html").as_uri() + "#Adoption")
    assert page.locator("#Adoption").is_visible()
    page.get_by_role("link", name="All practices").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "All practices"
    page.get_by_role("link", name="About the data").click()
    with page.expect_download() as got:
        page.get_by_role("link", name="the whole graph").click()
    assert b"gov:Adoption" in gzip.decompress(Path(got.value.path()).read_bytes()).replace(
        b"https://w3id.org/towngov/ontology#", b"gov:"
    )
    assert b"gov:practises" in (tmp_path / "site/data/governance.ttl").read_bytes()


def test_the_whole_graph_is_taken_away(visit: Visit, host: str, store: Store) -> None:
    page = visit(host + "/about", host=host)
    with page.expect_download() as got:
        page.get_by_role("link", name="整个图谱").click()
    assert got.value.suggested_filename == "graph.nq.gz"
    lines = gzip.decompress(Path(got.value.path()).read_bytes()).splitlines()
    assert len(lines) == sum(1 for _ in store.quads())
    assert lines == sorted(lines, key=lambda line: (line.split()[-2], line))  # graph by graph
