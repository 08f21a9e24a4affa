"""The overview's scripts over HTTP: packed once, not sent again, nothing but what there is."""

from __future__ import annotations

import gzip
from typing import cast

import pytest
from small_graph import hostile_graph, small_store
from starlette.testclient import TestClient

from kg.store import Store
from kg.web import application


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(application(cast(Store, small_store(hostile_graph()))))


def test_a_script_is_sent_packed_or_plain_and_once(client: TestClient) -> None:
    address = "/assets/overview/towns.js"
    packed, plain = (client.get(address, headers={"Accept-Encoding": how}) for how in ("gzip", "identity"))
    assert packed.headers["content-encoding"] == "gzip" and packed.text == plain.text
    assert packed.headers["etag"] != plain.headers["etag"] and "Accept-Encoding" in packed.headers["vary"]
    assert packed.text.startswith('kgOverview("towns",')
    assert int(packed.headers["content-length"]) == len(gzip.compress(plain.content, 6, mtime=0))
    again = client.get(address, headers={"Accept-Encoding": "gzip", "If-None-Match": packed.headers["etag"]})
    assert again.status_code == 304 and not again.content


@pytest.mark.parametrize("name", ["nothing.js", "practice-99999.js", "..%2Fapp.py"])
def test_what_there_is_not_is_not_found(client: TestClient, name: str) -> None:
    assert client.get(f"/assets/overview/{name}").status_code == 404
