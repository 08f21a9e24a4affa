"""Spark with two threads of this machine builds what a local build does, also from addresses that only Spark can open."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import pytest
from corpus_files import asked, exported, names, rewritten
from hand_reader import HandReader
from spark_reports import Expected

from kg.build import build
from kg.build.reading import ReportReader
from kg.build.spark import Spark
from kg.errors import KgError

pytest.importorskip("pyspark")
parquet = pytest.importorskip("pyarrow.parquet")
pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("ignore:PySpark does not yet fully:FutureWarning")]

COUNTS = """SELECT (COUNT(DISTINCT ?a) AS ?adoptions) (COUNT(DISTINCT ?e) AS ?engagements) (COUNT(DISTINCT ?p) AS ?problems)
  (COUNT(DISTINCT ?l) AS ?plans) (COUNT(DISTINCT ?o) AS ?observations) (COUNT(DISTINCT ?s) AS ?passages) {
  { ?a a gov:Adoption } UNION { ?e a gov:Engagement } UNION { ?p a gov:Problem } UNION { ?l a gov:Plan }
  UNION { ?o a gov:Observation } UNION { ?s a gov:Passage } }"""


@pytest.fixture(scope="module")
def store(local: Spark, expected: Expected, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What Spark built, and told."""
    store = tmp_path_factory.mktemp("spark") / "store"
    seen: list[tuple[int, int, str]] = []
    summary = build([expected.reports], store, engine=local, progress=lambda *told: seen.append(told))
    assert summary == expected.summary
    assert seen[0][0] == 0 and seen[-1] == (18, 18, "")
    return store


@pytest.fixture(scope="module")
def files(local: Spark, store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("files") / "out {1}"
    assert local.write(store, out)
    return out


def rows(files: Path, table: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = parquet.read_table(files / table).to_pylist()
    return found


def test_the_graph_is_that_of_a_local_build(store: Path, expected: Expected) -> None:
    assert exported(store) == expected.graph
    assert (len(expected.summary.built), len(expected.summary.skipped)) == (14, 1)
    assert names(expected.summary.failed) == ["broken.txt", "huge.txt", "scan.pdf"]


def test_what_is_kept_of_reading_is_that_of_a_local_build(store: Path, expected: Expected) -> None:
    here, there = (sorted((folder / "readings").iterdir()) for folder in (store, expected.store))
    assert [file.name for file in here] == [file.name for file in there]
    assert [file.read_bytes() for file in here] == [file.read_bytes() for file in there]


def test_only_what_changed_is_read_again(local: Spark, expected: Expected, store: Path, tmp_path: Path) -> None:
    reports, mine = tmp_path / "reports", tmp_path / "store"
    shutil.copytree(expected.reports, reports)
    shutil.copytree(store, mine)
    (reports / "again.txt").unlink()
    (reports / "004_838858ccf7012df2.txt").unlink()
    one, *others = sorted((mine / "readings").iterdir())
    damaged = one.read_bytes()
    one.write_bytes(damaged[:-9])
    for other in others:  # what is not read again keeps this mark
        said = json.loads(other.read_bytes().partition(b"\n")[0])
        if said["outcome"] == "report":
            rewritten(other, lambda _, part: part)
    marked = {other.name: other.read_bytes() for other in others}
    summary = build([expected.reports, reports], mine, engine=local)
    assert not summary.built and not summary.withdrawn
    assert one.read_bytes() == damaged
    assert {name: (mine / "readings" / name).read_bytes() for name in marked} == marked
    fresh = build([reports], tmp_path / "fresh", engine=local)
    assert fresh == build([reports], tmp_path / "alone")
    assert exported(tmp_path / "fresh") == exported(tmp_path / "alone")


def test_an_address_is_built_like_a_folder(local: Spark, viewed: Path, expected: Expected, tmp_path: Path) -> None:
    shutil.copytree(expected.reports, viewed / "报告 {1}")
    summary = build(["viewfs://shelf/all/报告 {1}"], tmp_path / "store", engine=local)
    assert summary == expected.summary
    assert exported(tmp_path / "store") == expected.graph
    (viewed / "报告 {1}" / "004_838858ccf7012df2.txt").unlink()
    less = build(["viewfs://shelf/all/报告 {1}"], tmp_path / "store", engine=local)
    assert [(item.name, item.reason) for item in less.withdrawn] == [("004_838858ccf7012df2.txt", "the file is gone")]
    assert len(less.unchanged) == 13
    with pytest.raises(KgError, match="no such file or folder; the reports read from there \\(13\\) stay"):
        shutil.rmtree(viewed / "报告 {1}")
        build(["viewfs://shelf/all/报告 {1}"], tmp_path / "store", engine=local)


def test_a_file_address_is_a_path(local: Spark, expected: Expected, tmp_path: Path) -> None:
    one = expected.reports / "000_3f51fe86391b8547.txt"
    summary = build([f"file://{one}", one, f"file:{one}"], tmp_path / "store", engine=local)
    assert names(summary.built) == [one.name]


def test_an_address_that_nobody_knows_is_told(local: Spark, tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"^nowhere://x/y: cannot be opened: .*nowhere"):
        build(["nowhere://x/y"], tmp_path / "store", engine=local)


def test_practices_that_people_accepted_are_known_to_nodes(local: Spark, expected: Expected, tmp_path: Path) -> None:
    accepted = """@prefix gov: <https://w3id.org/towngov/ontology#> . @prefix mech: <https://w3id.org/towngov/mechanism/> .
      @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
      mech:法治政府建设 a gov:Mechanism , skos:Concept ; skos:inScheme gov:mechanismScheme ;
        skos:prefLabel "法治政府建设"@zh , "Rule of law"@en ; skos:definition "试验。"@zh , "A trial."@en ."""
    for name in ("alone", "store"):
        (tmp_path / f"{name}.mechanisms.ttl").write_text(accepted, encoding="utf-8")
    one = expected.reports / "003_d2e723ded984566e.txt"
    assert build([one], tmp_path / "store", engine=local) == build([one], tmp_path / "alone")
    assert exported(tmp_path / "store") == exported(tmp_path / "alone")
    found = asked(tmp_path / "store", "SELECT ?n { ?n gov:mechanism mech:法治政府建设 }")
    assert found


def test_another_version_of_the_program_on_nodes_is_told(local: Spark, expected: Expected, tmp_path: Path) -> None:
    class Another(ReportReader):
        version = "another"  # type: ignore[assignment]

    with pytest.raises(KgError, match="the nodes have another version of this program"):
        build([expected.reports], tmp_path / "store", engine=local, reader=Another())


def test_a_reader_of_another_kind_reads_here(local: Spark, tmp_path: Path, reader: HandReader) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "x.txt").write_text("no report", encoding="utf-8")
    summary = build([tmp_path / "reports"], tmp_path / "store", engine=local, reader=reader)
    assert names((*summary.skipped, *summary.failed)) == ["x.txt"]


def test_the_files_hold_the_whole_graph(files: Path, expected: Expected) -> None:
    parts = list((files / "nquads").glob("part-*.gz"))
    assert len(parts) > 2
    lines = b"".join(gzip.decompress(part.read_bytes()) for part in parts).split(b"\n")
    assert b"".join(line + b"\n" for line in sorted(lines) if line) == expected.graph


def test_the_tables_hold_every_statement(files: Path, store: Path) -> None:
    (counts,) = asked(store, COUNTS)
    for table, number in counts.items():
        assert len(rows(files, table)) == int(number) > 0, table


def test_a_row_tells_what_the_graph_does(files: Path, store: Path) -> None:
    (one,) = [r for r in rows(files, "engagements") if r["file"] == "003_d2e723ded984566e.txt" and r["firm"]]
    assert (one["town"], one["county"], one["prefecture"], one["province"], one["year"]) == (
        "新安镇",
        "宝坻区",
        None,
        "天津市",
        2024,
    )
    assert (one["firm"], one["kind"], one["role"]) == ("天津市文韬律师事务所", "law firm", "governmentAdviser")
    (said,) = asked(
        store, f"SELECT ?text {{ <{one['statement']}> gov:report ?r ; prov:wasDerivedFrom/oa:exact ?text }}"
    )
    assert one["sentence"] == said["text"]


def test_rows_say_which_edition_counts(files: Path) -> None:
    current = {str(row["file"]): row["current"] for row in rows(files, "adoptions") if row["town"] == "包鸾镇"}
    assert current == {"002_22c09d62a51847d2.txt": False, "包鸾镇（更正）[2].txt": True}


def test_links_between_statements_are_headings(files: Path) -> None:
    problems = {str(row["heading"]) for row in rows(files, "problems")}
    addressed = {heading for row in rows(files, "plans") for heading in row["addresses"]}  # type: ignore[attr-defined]
    assert addressed and addressed <= problems


def test_the_same_graph_is_not_written_again(local: Spark, files: Path, store: Path) -> None:
    before = sorted(file.name for file in (files / "nquads").iterdir())
    assert local.write(store, files) is False
    assert sorted(file.name for file in (files / "nquads").iterdir()) == before


def test_another_graph_takes_the_place_of_what_was_there(
    local: Spark, expected: Expected, files: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    shutil.copytree(files, out)
    build([expected.reports / "000_3f51fe86391b8547.txt"], tmp_path / "store", engine=local)
    assert local.write(tmp_path / "store", out)
    assert {row["file"] for row in rows(out, "passages")} == {"000_3f51fe86391b8547.txt"}


def test_a_folder_of_others_is_left_alone(local: Spark, store: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(KgError, match="holds other things: choose another folder for --out"):
        local.write(store, tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]
