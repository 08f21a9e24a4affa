"""The five seed reports through the whole of reading, extraction and graph, in separate processes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg import ontology
from kg.build import build
from kg.build.reading import ReportReader
from kg.rdf.export import export
from kg.rdf.nquads import from_nquads
from kg.rdf.validation import check_passages
from kg.store import open_store

SEEDS = Path(__file__).parents[2] / "seeds"

BUILD = """
import sys
from kg.build import build
from kg.rdf.export import export
from kg.store import open_store
store, target, *portions = sys.argv[1:]
for portion in portions:
    build(portion.split(","), store)
with open_store(store) as opened:
    export(opened.quads(), target)
"""


def run(folder: Path, seed: str, *portions: str) -> bytes:
    """The N-Quads of a store built from ``portions`` one after the other, in a process with that hash seed."""
    target = folder / f"{seed}.nq"
    subprocess.run(
        [sys.executable, "-c", BUILD, str(folder / f"store{seed}"), str(target), *portions],
        env=os.environ | {"PYTHONHASHSEED": seed},
        check=True,
        timeout=120,
    )
    return target.read_bytes()


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """The seeds built at once; and elsewhere the last three first, then one more, then all."""
    home = tmp_path_factory.mktemp("reproducible")
    copies = home / "copies"
    copies.mkdir()
    files = sorted(SEEDS.iterdir(), reverse=True)
    for file in files:
        shutil.copy(file, copies)
    names = [str(copies / file.name) for file in files]
    return run(home, "1", str(SEEDS)), run(home, "2", ",".join(names[:3]), names[4], str(copies))


def test_hash_seeds_processes_and_orders_make_no_difference(exported: tuple[bytes, bytes]) -> None:
    first, second = exported
    assert first == second
    assert first.count(b'ontology#sha256> "') == 5


def test_no_triple_stands_in_two_graphs(exported: tuple[bytes, bytes]) -> None:
    """A query over the union of the graphs would find it twice."""
    triples = [(q.subject, q.predicate, q.object) for q in from_nquads(exported[0])]
    assert len(triples) == len(set(triples)) > 5000


def test_no_blank_node_no_clock_no_path(exported: tuple[bytes, bytes]) -> None:
    data = exported[0]
    assert b"\n_:" not in data and b" _:" not in data
    assert str(SEEDS.parent).encode() not in data


def test_every_passage_is_the_text(exported: tuple[bytes, bytes]) -> None:
    assert check_passages(from_nquads(exported[0])) == []


def test_the_version_covers_code_and_ontology(monkeypatch: pytest.MonkeyPatch) -> None:
    before = ReportReader().version
    assert ReportReader().version == before
    changed = ontology.Ontology(
        {"mechanism": {}, "problem-type": {}, "indicator": {}, "unit": {}},
        "0" * 64,
    )
    monkeypatch.setattr(ontology, "load", lambda more: changed)
    assert ReportReader().version != before


def test_a_renamed_file_is_as_if_it_had_always_been_called_so(tmp_path: Path) -> None:
    """Names of files decide nothing: the same bytes are read alike."""
    bare = (SEEDS / "003_d2e723ded984566e.txt").read_text(encoding="utf-8").replace("天津市宝坻区", "")
    reports, store = tmp_path / "reports", tmp_path / "store"
    reports.mkdir()
    (reports / "x.txt").write_text(bare, encoding="utf-8")
    build([reports], store)
    (reports / "x.txt").rename(reports / "天津市宝坻区新安镇.html")
    build([reports], store)
    build([reports], tmp_path / "fresh")
    texts = []
    for one in (store, tmp_path / "fresh"):
        with open_store(one) as opened:
            texts.append(export(opened.quads(), tmp_path / f"{one.name}.nq").read_bytes())
    assert texts[0] == texts[1]
