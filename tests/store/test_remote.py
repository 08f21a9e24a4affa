"""What a server cuts is fetched in pages, or said: never a part that is taken for the whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest
from folders import stored

from kg.store import open_store
from kg.store.base import QueryTimeoutError, StoreError
from kg.store.limits import Limits
from kg.store.pool import pool
from kg.store.remote import RemoteStore
from kg.store.syntax import QuerySyntaxError
from kg.store.worker import Job
from kg.web.app import application
from kg.web.serving import in_thread

MANY = 40
SAYS, KNOWS = "http://example.org/says", "http://example.org/knows"
ALL = f"SELECT ?who ?what {{ ?who <{SAYS}> ?what }}"
TELL = f"PREFIX x: <http://example.org/> CONSTRUCT {{ ?who x:said ?what . ?who a x:Speaker }} WHERE {{ ?who <{SAYS}> ?what }}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    quads = []
    for number in range(MANY):
        who = ox.NamedNode(f"http://example.org/{number:03}")
        name = ox.NamedNode(f"http://example.org/graph/{number % 2}")
        said = ox.Literal(f"第 {number} 句“话”\\\n" + "好" * 20, language="zh")
        quads.append(ox.Quad(who, ox.NamedNode(SAYS), said, name))
        quads.append(ox.Quad(who, ox.NamedNode(KNOWS), ox.BlankNode(f"b{number}"), name))
    return stored(quads, tmp_path_factory.mktemp("cut"))


@contextmanager
def serving(folder: Path, limits: Limits) -> Iterator[RemoteStore]:
    with open_store(folder) as store, in_thread(application(store, limits=limits)) as address:
        yield RemoteStore(f"{address}/sparql")


@pytest.fixture(
    scope="module", params=[Limits(rows=7), Limits(bytes=1000), Limits(rows=20)], ids=["rows", "bytes", "half"]
)
def cutting(request: pytest.FixtureRequest, folder: Path) -> Iterator[RemoteStore]:
    with serving(folder, request.param) as there:
        yield there


@pytest.mark.parametrize("query", [ALL, f"{ALL} ORDER BY DESC(?what)", f"{ALL} # ORDER BY\n", f"{ALL} LIMIT 25"])
def test_all_rows_are_fetched(folder: Path, cutting: RemoteStore, query: str) -> None:
    with open_store(folder) as here:
        whole = here.query(query)
        found = cutting.query(query)
    assert found.variables == whole.variables
    if "DESC" in query:
        assert found.rows == whole.rows
    elif "LIMIT" in query:
        assert len(set(found.rows)) == len(found) == 25
    else:
        assert sorted(map(str, found.rows)) == sorted(map(str, whole.rows))


def test_a_table_is_whole(folder: Path, cutting: RemoteStore) -> None:
    with open_store(folder) as here:
        whole = here.query(ALL).serialize("csv")
    assert sorted(cutting.csv(ALL).split(b"\r\n")) == sorted(whole.split(b"\r\n"))


@pytest.mark.parametrize(
    "query",
    [
        TELL,
        f"CONSTRUCT WHERE {{ ?who <{SAYS}> ?what }}",
        f"{TELL} ORDER BY ?what LIMIT 30",
        f"{TELL} VALUES ?x {{ 1 }}",
    ],
)
def test_all_triples_are_fetched(folder: Path, cutting: RemoteStore, query: str) -> None:
    with open_store(folder) as here:
        whole = here.query(query).triples
    assert whole
    assert sorted(map(str, cutting.query(query).triples or ())) == sorted(map(str, set(whole)))


def test_graphs_are_read_whole(folder: Path, cutting: RemoteStore) -> None:
    assert len([*cutting.quads()]) == 2 * MANY


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT ?who ?what FROM <http://example.org/graph/1> {{ ?who <{SAYS}>|<{KNOWS}> ?what }}",
        f"CONSTRUCT {{ ?who a ?what }} FROM <http://example.org/graph/1> {{ ?who <{SAYS}>|<{KNOWS}> ?what . ?any <{SAYS}> ?b }}",
        f"DESCRIBE ?who {{ ?who <{SAYS}> ?what }}",
        "CONSTRUCT { <http://example.org/\\u0061> a ?who } WHERE { ?who ?says ?what }",
    ],
)
def test_what_cannot_be_fetched_whole_is_an_error(cutting: RemoteStore, query: str) -> None:
    with pytest.raises(StoreError, match="KG_QUERY_ROWS") as fault:
        cutting.query(query)
    assert "\n" not in fault.value.told("zh")


def test_whoever_wants_only_so_much_asks_for_no_more(folder: Path, cutting: RemoteStore) -> None:
    part, more = cutting.part_of(ALL, (), 5)
    assert more and 5 <= len(part) < MANY
    few, more = cutting.part_of(f"{ALL} LIMIT 2", (), 5)
    assert not more and len(few) == 2


def test_a_service_over_a_service_says_that_it_cuts(cutting: RemoteStore) -> None:
    for most in (5, 30, MANY, MANY + 1):
        over = pool(cutting, Limits(rows=most))
        for query, form in ((ALL, "csv"), (f"CONSTRUCT WHERE {{ ?who <{SAYS}> ?what }}", "nt")):
            written, out = over.run(Job(query, form, rows=most, bytes=10**6))
            out.unlink()
            assert written.rows == min(most, MANY) or (most < MANY and written.rows < most)
            assert written.cut == ("rows" if most < MANY else "")
        over.close()


def test_all_pages_together_have_the_time_that_is_given(folder: Path) -> None:
    with serving(folder, Limits(rows=1)) as there, pytest.raises(QueryTimeoutError, match=r"longer than 0\.05 seconds"):
        there.query(f"SELECT * {{ ?a <{SAYS}> ?b . ?c <{SAYS}> ?d }}", time_limit=0.05)


def test_what_our_service_says_of_a_fault_is_told_in_either_language(cutting: RemoteStore) -> None:
    with pytest.raises(QuerySyntaxError) as fault:
        cutting.query("SELECT ?who WHERE {\n ?who a gov:Town ; }\n}")
    assert "line 3" in fault.value.told("en")
    assert "第 3 行" in fault.value.told("zh")
    assert "line" not in fault.value.told("zh")
