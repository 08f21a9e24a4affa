"""``kg push``: what it says."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator

import pytest
from running import Run

pytestmark = pytest.mark.embedded


@pytest.fixture
def taker() -> Iterator[tuple[str, list[str]]]:
    """A server that takes every graph; what was asked of it."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_PUT(self) -> None:  # the names that http.server calls
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            asked.append(f"{self.command} {self.path} {len(body)}")
            self.send_response(200)
            self.send_header("Content-Type", "text/turtle")
            self.end_headers()
            self.wfile.write(b"<a:a> <a:b> <a:c> ." if self.command == "GET" else b"")

        do_POST = do_GET = do_DELETE = do_PUT  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/data", asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_it_says_what_was_sent_and_sends_nothing_twice(kg: Run, taker: tuple[str, list[str]]) -> None:
    address, asked = taker
    assert kg("push", address).out.startswith("发送了 ")
    puts = [one for one in asked if one.startswith("PUT /data?graph=https%3A%2F%2Fw3id.org%2Ftowngov%2Fgraph%2F")]
    assert puts
    asked.clear()
    assert "0 graphs sent" in kg("push", address, "--lang", "en").out
    assert not [one for one in asked if one.startswith("PUT")]
    kg("push", address, "--all", "--batch", "10")
    assert any(one.startswith("POST") for one in asked)  # what is beyond a batch


@pytest.mark.parametrize(("address", "words"), [("nowhere", "应以 http://"), ("http://127.0.0.1:1/x", "连不上")])
def test_faults_take_one_line(kg: Run, address: str, words: str) -> None:
    ran = kg("push", address)
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert words in ran.err
