"""The site over HTTP: pages, downloads, RDF by content negotiation, errors that say what is wrong."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from folders import stored
from small_graph import HOSTILE, hostile_graph, small_store
from starlette.testclient import TestClient

from kg.errors import KgError
from kg.store import open_store
from kg.views.boundaries import drawn_boundaries
from kg.web import application
from kg.web.keeping import Keeping, Kept, kept
from kg.web.negotiation import preferred
from kg.web.serving import listening

TOWN = "/place/甲省甲县一号镇"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = stored(small_store(hostile_graph()).store, tmp_path_factory.mktemp("web"))
    with open_store(folder) as store, TestClient(application(store)) as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/shared", "/about", "/compare", "/search?q=枫桥", TOWN, "/mechanism/枫桥经验"])
def test_a_page_answers_in_both_languages_with_a_strict_policy(client: TestClient, path: str) -> None:
    for lang in ("zh", "en"):
        answer = client.get(path, params={"lang": lang} if "?" not in path else None)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405


def test_what_is_not_there_is_a_page_that_says_so(client: TestClient) -> None:
    answer = client.get("/place/无此镇")
    assert answer.status_code == 404 and "没有这个页面" in answer.text
    assert "There is no such page" in client.get("/place/无此镇?lang=en").text
    for path in ("/assets/../app.py", "/assets/%2e%2e%2fapp.py", "/assets/none.js", "/%2e%2e/etc/passwd", "/a" * 900):
        assert client.get(path).status_code == 404
    assert client.get("/shared?year=1990").status_code == 400
    assert client.get("/compare?towns=无此镇,一号镇").status_code == 400
    assert HOSTILE not in client.get("/shared", params={"province": HOSTILE}).text


def test_a_thing_is_rdf_for_who_asks_for_rdf(client: TestClient) -> None:
    for kind, form in (
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    ):
        answer = client.get(TOWN, headers={"Accept": f"{kind}, */*;q=0.1"})
        assert answer.status_code == 200 and answer.headers["content-type"].startswith(kind)
        assert answer.headers["vary"].lower().startswith("accept")
        told = {str(triple.subject) for triple in ox.parse(answer.content, format=form)}
        assert "<https://w3id.org/towngov/place/甲省甲县一号镇>" in told
        assert any("_adoption_" in subject or "/report/" in subject for subject in told)
    assert client.get("/place/无此镇", headers={"Accept": "text/turtle"}).status_code == 404
    assert client.get("/place/a b<>", headers={"Accept": "text/turtle"}).status_code == 404


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("text/turtle", "text/turtle"),
        ("text/html;q=0.5, application/ld+json", "application/ld+json"),
        ("text/turtle;q=0, */*", "text/html"),
        ("text/turtle;q=abc", "text/html"),
        ("image/png", "text/html"),
    ],
)
def test_the_weightiest_type_is_preferred(accept: str, kind: str) -> None:
    assert preferred(accept) == kind


def test_panels_can_be_taken_away(client: TestClient) -> None:
    page = client.get(TOWN).text
    assert "?panel=practices&amp;format=csv" in page
    answer = client.get(TOWN, params={"panel": "practices", "format": "csv"})
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''%E7%94%B2")
    columns, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert "practice" in columns or "what" in columns
    assert rows
    assert client.get(TOWN, params={"panel": "practices", "format": "json"}).json()["rows"]
    assert client.get(TOWN, params={"panel": "none", "format": "csv"}).status_code == 404
    assert client.get(TOWN, params={"panel": "practices", "format": "exe"}).status_code == 404


def test_the_search_box_is_helped(client: TestClient) -> None:
    found = client.get("/suggest?q=fqjy").json()
    assert found[0]["label"] == "枫桥经验" and found[0]["kind"] == "做法"
    assert client.get(found[0]["address"]).status_code == 200
    assert client.get("/suggest?q=").json() == []
    assert client.get("/suggest?q=fqjy&lang=en").json()[0]["address"].endswith("?lang=en")


def test_the_graph_is_a_page_of_the_site(client: TestClient) -> None:
    answer = client.get("/graph", params={"practice": "枫桥经验"})
    assert answer.status_code == 200 and "vis" in answer.text
    assert client.get("/graph", params={"town": "无此镇"}).status_code == 400
    assert client.get("/graph", params={"year": "x"}).status_code == 400


def test_an_address_that_is_taken_is_told() -> None:
    with listening("127.0.0.1", 0) as first, pytest.raises(KgError, match="choose another with --port"):
        listening("127.0.0.1", first.getsockname()[1])


def test_what_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    first = client.get(TOWN)
    again = client.get(TOWN, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304 and again.content == b""
    assert client.get(TOWN + "?lang=en", headers={"If-None-Match": first.headers["etag"]}).status_code == 200


def test_answers_are_kept_within_their_bound() -> None:
    made: list[str] = []

    def make(name: str, size: int) -> Kept:
        made.append(name)
        return kept(b"x" * size, 200, {})

    keeping = Keeping(most=400)
    for name in ("a", "b", "a", "c", "d"):
        keeping.answer(name, lambda name=name: make(name, 100))  # type: ignore[misc]
    assert made == ["a", "b", "c", "d"]
    keeping.answer("e", lambda: make("e", 100))  # b, unused for longest, goes
    keeping.answer("a", lambda: make("a", 100))
    assert made == ["a", "b", "c", "d", "e"]
    keeping.answer("b", lambda: make("b", 100))
    keeping.answer("large", lambda: make("large", 300))
    keeping.answer("large", lambda: make("large", 300))
    assert made[5:] == ["b", "large", "large"]


def test_boundaries_are_an_image_of_their_own(client: TestClient, tmp_path: Path) -> None:
    assert client.get("/assets/boundaries.svg").status_code == 404
    borders = drawn_boundaries({"type": "Polygon", "coordinates": [[[100, 30], [110, 30], [110, 40], [100, 30]]]})
    with TestClient(application(small_store(hostile_graph()), borders)) as outlined:  # type: ignore[arg-type]
        answer = outlined.get("/assets/boundaries.svg")
    assert answer.content == borders.svg and answer.headers["content-type"] == "image/svg+xml"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "path", ["", "about", "curation", "place/甲省甲县一号镇", "firm/甲律师事务所", "mechanism/网格化"]
)
def test_every_panel_has_its_query_and_both_files(client: TestClient, path: str) -> None:
    page = client.get(f"/{path}").text
    panels = re.findall(r'<section class="panel" id="([a-z-]+)" aria-labelledby(.*?)</section>', page, re.DOTALL)
    assert panels
    for name, body in panels:
        assert f"panel={name}&amp;format=csv" in body and f"panel={name}&amp;format=json" in body, name
        assert 'class="sparql"' in body or name == "checks", name  # of a check the graph has no query alone
        assert client.get(f"/{path}", params={"panel": name, "format": "csv"}).status_code == 200


def test_a_page_that_is_not_there_leads_on(client: TestClient) -> None:
    answer = client.get("/place/丙省丙县一号镇")
    assert answer.status_code == 404
    assert "是不是要找" in answer.text and "/place/" in answer.text.split("<main", 1)[1]
    assert "Did you mean" in client.get("/place/丙省丙县一号镇?lang=en").text
    assert "是不是要找" not in client.get("/nothing").text


def test_a_page_that_is_no_thing_is_a_page_whatever_is_asked_for(client: TestClient) -> None:
    answer = client.get("/about", headers={"Accept": "text/turtle"})
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/html")
