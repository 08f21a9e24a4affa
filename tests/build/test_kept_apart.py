"""A store and reports in one folder: nothing is lost, whatever is typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus_files import exported, files, names, write
from hand_built import BODY
from hand_reader import HandReader

from kg.build import build
from kg.model import KgError


def listing(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@pytest.mark.parametrize(("path", "store"), [(".", "."), ("sub", "."), ("a.txt", "."), (".", "sub")])
def test_a_folder_with_reports_is_no_store(corpus: Path, reader: HandReader, path: str, store: str) -> None:
    write(corpus, a_txt=BODY, sub__b_txt=BODY + "\n乙", readings__c_txt=BODY + "\n丙")
    before = listing(corpus)
    with pytest.raises(KgError) as refused:
        build([corpus / path], corpus / store, reader=reader)
    assert "--store" in refused.value.reason.en and "--store" in refused.value.reason.zh
    assert listing(corpus) == before
    assert reader.seen == []


def test_the_store_is_told_by_any_of_its_names(corpus: Path, tmp_path: Path, reader: HandReader) -> None:
    write(corpus, a_txt=BODY)
    (tmp_path / "link").symlink_to(corpus)
    (tmp_path / "new").mkdir()
    for path, store in ((corpus, tmp_path / "link"), (tmp_path / "link", corpus), (tmp_path / "new", tmp_path / "new")):
        with pytest.raises(KgError, match="choose another --store"):
            build([path], store, reader=reader)
    assert listing(corpus) == ["a.txt"]


def test_other_things_in_a_store_are_left_alone(corpus: Path, tmp_path: Path, reader: HandReader) -> None:
    write(corpus, a_txt=BODY)
    store = tmp_path / "store"
    build([corpus], store, reader=reader)
    mine = [store / "data-2024" / "x.txt", store / "readings" / "notes.txt", store / "readings" / ".notes"]
    for path in mine:
        path.parent.mkdir(exist_ok=True)
        path.write_text("mine")
    (corpus / "a.txt").write_text(BODY + "\n甲", encoding="utf-8")
    build([corpus], store, reader=reader)
    assert all(path.read_text() == "mine" for path in mine)


def test_reports_beside_a_store_are_read_and_its_files_are_not(
    corpus: Path, tmp_path: Path, reader: HandReader
) -> None:
    """As an earlier slip may have left them."""
    write(corpus, a_txt=BODY, sub__b_txt=BODY + "\n乙")
    build([corpus], tmp_path / "store", reader=reader)
    before = exported(tmp_path / "store")
    for name in ("CURRENT", "build.lock", "build.log", "readings", next((tmp_path / "store").glob("data-*")).name):
        (tmp_path / "store" / name).rename(corpus / name)
    (corpus / "readings" / "note.txt").write_text(BODY + "\n丙", encoding="utf-8")
    summary = build([corpus], tmp_path / "other", reader=reader)
    assert names(summary.built) == ["a.txt", "sub/b.txt"]
    assert not summary.ignored and not summary.withdrawn
    assert exported(tmp_path / "other") == before
    assert files(tmp_path / "other") == ["a.txt", "sub/b.txt"]
