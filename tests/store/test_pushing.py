"""A built graph on real servers: sent once, kept in step, gone on with after a fault."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox
import pytest
from servers import Server, found, oxigraph, virtuoso

from kg.model import KgError
from kg.store import Store, open_store
from kg.store.base import StoreError
from kg.store.pushing import GraphStore, Pushed, Update, Way, push
from kg.store.remote_http import NotAllowedError

NAME = ox.NamedNode("https://w3id.org/towngov/graph/description")
EXTRA = ox.NamedNode("https://w3id.org/towngov/graph/0000000000000001")


class Folder:
    """Graphs in memory, as a store gives them."""

    def __init__(self, *graphs: ox.NamedNode, says: str = "一") -> None:
        self.kept = {graph: [self.quad(graph, says, number) for number in range(5)] for graph in graphs}

    @staticmethod
    def quad(graph: ox.NamedNode, says: str, number: int) -> ox.Quad:
        subject = ox.NamedNode(f"https://w3id.org/towngov/place/某镇{number}")
        return ox.Quad(
            subject, ox.NamedNode("http://schema.org/name"), ox.Literal(f"{says}“\\\n{number}", language="zh"), graph
        )

    def graphs(self) -> Sequence[ox.NamedNode]:
        return sorted(self.kept, key=str)

    def graph(self, name: ox.NamedNode) -> Iterator[ox.Quad]:
        return iter(self.kept[name])


class Ledger:
    """A server in memory that fails when it is told to."""

    def __init__(self) -> None:
        self.graphs: dict[str, Sequence[str]] = {}
        self.fails_at = ""
        self.wiped = False

    def has(self, name: str) -> bool:
        return name in self.graphs

    def put(self, name: str, lines: Sequence[str]) -> None:
        if name == self.fails_at:
            raise StoreError("it is full", "满了")
        self.graphs[name] = lines

    def drop(self, name: str) -> None:
        del self.graphs[name]


def pushed(folder: object, way: Way, notes: Path, everything: bool = False) -> Pushed:
    return push(folder, "http://there", way, notes, everything=everything)  # type: ignore[arg-type]


def test_what_did_not_change_is_not_sent_and_what_is_gone_is_removed(tmp_path: Path) -> None:
    there = Ledger()
    assert pushed(Folder(NAME, EXTRA), there, tmp_path) == Pushed(2, 10, 0, 0)
    assert pushed(Folder(NAME, EXTRA), there, tmp_path) == Pushed(0, 0, 2, 0)
    assert pushed(Folder(NAME, EXTRA), there, tmp_path, everything=True) == Pushed(2, 10, 0, 0)
    assert pushed(Folder(NAME, says="二"), there, tmp_path) == Pushed(1, 5, 0, 1)
    assert list(there.graphs) == [NAME.value]


def test_a_run_that_failed_is_gone_on_with(tmp_path: Path) -> None:
    there = Ledger()
    there.fails_at = NAME.value
    with pytest.raises(StoreError):
        pushed(Folder(EXTRA, NAME), there, tmp_path)
    there.fails_at = ""
    assert pushed(Folder(EXTRA, NAME), there, tmp_path) == Pushed(1, 5, 1, 0)  # though it never came to the description
    there.fails_at = EXTRA.value
    with pytest.raises(StoreError):
        pushed(Folder(EXTRA, NAME, says="二"), there, tmp_path)
    there.graphs.clear()
    there.fails_at = ""
    assert pushed(Folder(EXTRA, NAME), there, tmp_path) == Pushed(2, 10, 0, 0)


def test_a_server_that_lost_its_graphs_gets_them_again(tmp_path: Path) -> None:
    there = Ledger()
    pushed(Folder(NAME), there, tmp_path)
    there.graphs.clear()
    assert pushed(Folder(NAME), there, tmp_path) == Pushed(1, 5, 0, 0)


def test_notes_that_cannot_be_read_are_no_notes(tmp_path: Path) -> None:
    there = Ledger()
    pushed(Folder(NAME), there, tmp_path)
    (note,) = (tmp_path / "pushed").iterdir()
    note.write_text('{"graphs": 7}', encoding="utf-8")
    assert pushed(Folder(NAME), there, tmp_path).sent == 1


START = {"oxigraph": oxigraph, "virtuoso": virtuoso}
PATHS = {"oxigraph": ("/store", "/update"), "virtuoso": ("/sparql-graph-crud-auth", "/sparql-auth")}


@pytest.fixture(scope="module", params=sorted(START))
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if not found(request.param):
        pytest.skip(f"no {request.param} here")
    with START[request.param](tmp_path_factory.mktemp(request.param)) as running:
        yield running


@pytest.fixture
def known(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_REMOTE_USER", server.user)
    monkeypatch.setenv("KG_REMOTE_PASSWORD", server.password)


def told(store: Store) -> set[str]:
    """What a store holds of ours."""
    ours = [name for name in store.graphs() if name.value.startswith("https://w3id.org/towngov/")]
    return {str(quad) for name in ours for quad in store.graph(name)}


WAYS: dict[str, Callable[[Server], Way]] = {
    "graph-store": lambda server: GraphStore(server.push + PATHS[server.name][0], 5_000),
    "update": lambda server: Update(server.push + PATHS[server.name][1]),
}


@pytest.mark.server
@pytest.mark.parametrize("way", sorted(WAYS))
@pytest.mark.usefixtures("known")
def test_a_server_holds_what_the_folder_does(server: Server, way: str, store_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kg-store"
    shutil.copytree(store_folder, folder)
    with open_store(folder) as here, open_store(server.query) as there:
        there_is = WAYS[way](server)
        first = push(here, way, there_is, folder)
        assert first.sent == len(here.graphs())
        assert told(there) == told(here)
        assert push(here, way, there_is, folder) == Pushed(0, 0, first.sent, 0)
        push(Folder(NAME), way, there_is, folder)  # type: ignore[arg-type]
        assert told(there) == {str(quad) for quad in Folder(NAME).kept[NAME]}


@pytest.mark.server
@pytest.mark.usefixtures("known")
def test_an_answer_of_more_rows_than_a_server_gives_is_whole(server: Server, tmp_path: Path) -> None:
    many = Folder(NAME)
    many.kept[NAME] = [Folder.quad(NAME, "多", number) for number in range(10_500)]
    with open_store(server.query) as there:
        push(many, "x", WAYS["graph-store"](server), tmp_path)  # type: ignore[arg-type]
        for order in ("", "ORDER BY DESC(?name)"):
            answer = there.query(f"SELECT ?name WHERE {{ GRAPH {NAME} {{ ?town ?p ?name }} }} {order}")
            assert len(answer) == len(set(answer.rows or ())) == 10_500
        said = there.query(
            f"CONSTRUCT {{ ?town <urn:a> ?name ; <urn:b> ?name }} WHERE {{ GRAPH {NAME} {{ ?town ?p ?name }} }}"
        )
        assert len(set(said.triples or ())) == 21_000  # Virtuoso gives those of its first rows, and does not say so
        assert told(there) == {str(quad) for quad in many.kept[NAME]}


@pytest.mark.server
def test_who_is_not_known_is_told_what_to_set(server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    if not server.user:
        return  # it lets everybody write
    monkeypatch.setenv("KG_REMOTE_USER", "")
    with pytest.raises(NotAllowedError, match="KG_REMOTE_USER"):
        WAYS["graph-store"](server).put(NAME.value, ["<a:a> <a:b> <a:c> .\n"])


@pytest.mark.server
@pytest.mark.usefixtures("known")
def test_an_address_that_takes_no_graphs_is_told_in_one_line(server: Server) -> None:
    with pytest.raises(KgError) as fault:
        GraphStore(server.push + "/nowhere").put(NAME.value, ["<a:a> <a:b> <a:c> .\n"])
    assert "\n" not in str(fault.value)
