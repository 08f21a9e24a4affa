"""Loading beside plain Oxigraph; opening and questions beside plain Oxigraph and rdflib on the same graph."""

from __future__ import annotations

import signal
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox

from kg import analysis
from kg.ontology import BASE, NAMESPACES, saved_queries
from kg.rdf.export import export
from kg.store import open_store
from measures import Row, Table, best
from measures.builds import Built, graph

_PRACTICE = "枫桥经验"
_RDFLIB_LIMIT = 2_500_000  # quads: beyond it rdflib takes more memory than most machines have
_RDFLIB_SECONDS = 5  # for each query: what takes longer counts as that long


def loading(store: Path, built: Built) -> Table:
    """The stage that loads, beside a bulk load of the same graph from one file."""
    with tempfile.TemporaryDirectory() as home:
        file = Path(home, "all.nq")
        with open_store(store) as opened:
            export(opened.quads(), file)
        plain = ox.Store(str(Path(home, "plain")))
        start = time.perf_counter()
        plain.bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS)
        baseline = time.perf_counter() - start
        quads = len(plain)
        del plain
    ours = built.stages["loading"]
    rows = [
        Row("plain bulk load", quads / baseline / 1000, "k quads/s", 1.0, "plain bulk load"),
        Row(
            "loading in a build", built.quads / ours / 1000, "k quads/s", ours / baseline, "plain bulk load", "<= 1.25"
        ),
    ]
    return Table("Load", f"{quads:,} quads; the build's are read from compressed readings, without shortcuts.", rows)


def questions(store: Path) -> Table:
    """Saved queries and the three questions. Ratios: ours to plain Oxigraph, and how many times rdflib takes as long."""
    rows = []
    start = time.perf_counter()
    opened = open_store(store)
    rows.append(Row("opening", 1000 * (time.perf_counter() - start), "ms"))
    plain = graph(store)
    memory = _rdflib(plain)
    asked: dict[str, Callable[[], object]] = {
        "which towns run a practice": lambda: analysis.towns(opened, _PRACTICE, limit=50),
        "practices that towns share": lambda: analysis.shared(opened, limit=30),
    }
    for name, work in asked.items():
        rows.append(Row(name, 1000 * best(work, 3, time.perf_counter), "ms"))
    ours_all = plain_all = rdflib_all = 0.0
    stopped = 0
    for saved in saved_queries().values():
        ours = best(lambda query=saved.text: opened.query(query), 3, time.perf_counter)
        oxigraph = best(lambda query=saved.text: _plain(plain, query), 3, time.perf_counter)
        ours_all, plain_all = ours_all + ours, plain_all + oxigraph
        if memory is not None:
            seconds, whole = _limited(memory, saved.text)
            rdflib_all, stopped = rdflib_all + seconds, stopped + (not whole)
    rows.append(Row("all saved queries", 1000 * ours_all, "ms", ours_all / plain_all, "plain Oxigraph", "<= 1.20"))
    if memory is not None:
        rows.append(
            Row(
                f"all saved queries, rdflib in memory ({stopped} stopped after {_RDFLIB_SECONDS} s)",
                1000 * rdflib_all,
                "ms",
                rdflib_all / ours_all,
                "ours",
                ">= 50",
            )
        )
    return Table("Questions", f"{len(plain):,} quads, wall time, best of 3 (rdflib: once).", rows)


def _limited(ask: Callable[[str], object], query: str) -> tuple[float, bool]:
    """Seconds that a query takes, at most the limit, and whether it came to its end."""

    def late(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, late)
    start = time.perf_counter()
    signal.alarm(_RDFLIB_SECONDS)
    try:
        ask(query)
    except TimeoutError:
        return time.perf_counter() - start, False
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
    return time.perf_counter() - start, True


def _plain(store: ox.Store, query: str) -> list[object]:
    result = store.query(query, base_iri=BASE, prefixes=dict(NAMESPACES), use_default_graph_as_union=True)
    return list(result) if not isinstance(result, ox.QueryBoolean) else [bool(result)]


def _rdflib(store: ox.Store) -> Callable[[str], object] | None:
    if len(store) > _RDFLIB_LIMIT:
        return None
    import rdflib

    held = rdflib.Graph()
    text = ox.serialize((q.triple for q in store), format=ox.RdfFormat.N_TRIPLES)
    assert text is not None
    held.parse(data=text, format="nt")
    return lambda query: list(held.query(query, initNs=dict(NAMESPACES), base=BASE))
