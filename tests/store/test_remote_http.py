"""Who asks: a name and a password where a server wants them, and nowhere else."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kg.store.remote_http import Connection, NotAllowedError

ASKED = {"Basic": 'Basic realm="kg"', "Digest": 'Digest realm="kg", nonce="abc", qop="auth", algorithm=MD5'}
KNOWN = {"KG_REMOTE_USER": "管理员", "KG_REMOTE_PASSWORD": "p:q"}


class Guarded:
    """A server that asks ``scheme`` and lets everybody in who answers; what it was sent."""

    def __init__(self, scheme: str) -> None:
        self.scheme = scheme
        self.sent: list[str] = []


@pytest.fixture(params=["Basic", "Digest", "Bearer"])
def guarded(request: pytest.FixtureRequest) -> Iterator[tuple[Guarded, str]]:
    state = Guarded(request.param)

    class Handler(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:  # the name that http.server calls
            self.rfile.read(int(self.headers["Content-Length"]))
            said = self.headers.get("Authorization", "")
            state.sent.append(said)
            self.send_response(204 if said.startswith(state.scheme) else 401)
            if not said and state.scheme in ASKED:
                self.send_header("WWW-Authenticate", ASKED[state.scheme])
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield state, f"http://127.0.0.1:{server.server_port}/data"
    server.shutdown()
    thread.join()
    server.server_close()


def test_what_a_server_asks_for_is_given(guarded: tuple[Guarded, str]) -> None:
    state, address = guarded
    known = {"KG_REMOTE_TOKEN": "t0ken"} if state.scheme == "Bearer" else {**KNOWN, "KG_REMOTE_USER": "admin"}
    connection = Connection(address, known)
    for _ in range(3):
        assert connection.ask(b"<a:a> <a:b> <a:c> .", {}, method="PUT").status == 204
    if state.scheme == "Bearer":
        assert state.sent == ["Bearer t0ken"] * 3
    else:
        assert state.sent[0] == ""  # nothing is told before it is asked for
        assert all(said.startswith(state.scheme) for said in state.sent[1:2])
    if state.scheme == "Digest":
        assert len(state.sent) == 4  # a body is not sent twice once the challenge is known
        assert "p:q" not in "".join(state.sent)


def test_without_a_name_it_is_told_what_to_set(guarded: tuple[Guarded, str]) -> None:
    with pytest.raises(NotAllowedError) as fault:
        Connection(guarded[1], {}).ask(b"x", {}, method="PUT")
    assert "KG_REMOTE_USER" in fault.value.told("zh")
    assert "KG_REMOTE_TOKEN" in fault.value.told("en")


def test_a_password_goes_to_its_own_host_alone(guarded: tuple[Guarded, str]) -> None:
    state, address = guarded
    if state.scheme != "Basic":
        return
    elsewhere = Connection("http://127.0.0.1:1/data", KNOWN)
    with pytest.raises(NotAllowedError):
        elsewhere.ask(b"x", {}, address=address, method="PUT")
    assert state.sent == [""]
