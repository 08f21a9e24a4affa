"""The stores that the suite runs over. A new kind of store joins by a new parameter here."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "rdf"))

from hand_built import BODY, ontology_folder
from hand_reader import HandReader

from kg.build import build
from kg.model import KgError
from kg.store import Store, open_store


@pytest.fixture(scope="session")
def store_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built store of one report."""
    home = tmp_path_factory.mktemp("store")
    (home / "reports").mkdir()
    (home / "reports" / "qingxi.txt").write_text(BODY, encoding="utf-8")
    build([home / "reports"], home / "kg-store", reader=HandReader(ontology_folder(home / "ontology")))
    return home / "kg-store"


@pytest.fixture(scope="session")
def endpoint(store_folder: Path) -> Iterator[str]:
    """A SPARQL 1.1 endpoint over the same store, on the loopback interface."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # the name that http.server calls
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            try:
                with open_store(store_folder) as store:
                    answer = store.query(parse_qs(body)["query"][0])
            except KgError as error:
                self._reply(400, "text/plain", str(error).encode())
                return
            if answer.kind == "graph":
                self._reply(200, "application/n-triples", answer.serialize("nt"))
            else:
                self._reply(200, "application/sparql-results+json", answer.serialize("json"))

        def _reply(self, status: int, media_type: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/sparql"
    server.shutdown()
    thread.join()


@pytest.fixture(params=["embedded", "endpoint"])
def store(request: pytest.FixtureRequest, store_folder: Path) -> Iterator[Store]:
    location = store_folder if request.param == "embedded" else request.getfixturevalue("endpoint")
    with open_store(location) as opened:
        yield opened
