"""Copied text in a graph that was built: which passages, whose, and the same whatever the order of files."""

from __future__ import annotations

from pathlib import Path

import pytest
from copied_store import FILES, built, shared, text
from corpus_files import asked, exported, rewritten

from kg.build import build

COPIED = """SELECT ?file ?source ?text ?source_text ?similarity ?others {
  ?copied a gov:CopiedText ; gov:report ?report ; gov:copiedFrom ?earlier ; oa:start ?start ; oa:end ?end ;
    gov:sourceStart ?from ; gov:sourceEnd ?to ; gov:similarity ?similarity ; gov:otherReports ?others .
  ?report gov:fileName ?file ; gov:text ?whole . ?earlier gov:fileName ?source ; gov:text ?other .
  BIND(SUBSTR(?whole, ?start + 1, ?end - ?start) AS ?text)
  BIND(SUBSTR(?other, ?from + 1, ?to - ?from) AS ?source_text) } ORDER BY ?file ?start"""
SENTENCES = """SELECT ?file ?sentence ?source {
  ?passage gov:copiedFrom ?earlier ; a gov:Passage ; oa:exact ?sentence ; gov:report/gov:fileName ?file .
  ?earlier gov:fileName ?source } ORDER BY ?file ?sentence"""


@pytest.fixture
def store() -> Path:
    return shared()


def test_last_years_text_with_new_figures_and_the_countys_template(store: Path) -> None:
    found = asked(store, COPIED)
    assert [(row["file"], row["source"]) for row in found] == [
        ("包鸾2024.txt", "包鸾2023.txt"),
        ("包鸾2024.txt", "包鸾2023.txt"),
        ("湛普2024.txt", "包鸾2023.txt"),
        ("湛普2024.txt", "包鸾2023.txt"),
    ]
    first = found[0]
    assert first["text"].startswith("坚持和发展新时代“枫桥经验”") and first["text"].endswith("引导到庭前调解。")
    assert "宅基地纠纷15件" in first["text"] and "宅基地纠纷12件" in first["source_text"]
    assert (first["similarity"], first["others"]) == ("1", "1")
    assert all(0.85 <= float(row["similarity"]) <= 1 for row in found)


def test_an_edition_that_was_replaced_copies_nothing_and_is_copied_by_none(store: Path) -> None:
    assert not any("初稿" in row["file"] + row["source"] for row in asked(store, COPIED))


def test_sentences_that_statements_rest_on_lead_to_their_source(store: Path) -> None:
    found = {(row["file"], row["sentence"][:12], row["source"]) for row in asked(store, SENTENCES)}
    assert ("湛普2024.txt", "按照全县统一部署推行“一", "包鸾2023.txt") in found
    assert not any(sentence.startswith("今年汛期") for _, sentence, _ in found)


def test_neither_the_order_of_files_nor_lost_fingerprints_make_a_difference(store: Path, tmp_path: Path) -> None:
    here = built(tmp_path, tuple(reversed(FILES))[:2])
    lost, damaged = sorted((here / "readings").iterdir())
    rewritten(lost, lambda name, part: None if name == "prints" else part)
    rewritten(damaged, lambda name, part: part[:-9] if name == "prints" else part)
    for name in FILES:
        (tmp_path / "reports" / f"{name}.txt").write_text(text(name), encoding="utf-8")
    build([tmp_path / "reports"], here)
    assert exported(here) == exported(store)
