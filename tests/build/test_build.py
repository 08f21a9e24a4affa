from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from corpus_files import FILES, asked, exported, files, names, write
from hand_built import BODY, make_facts
from hand_reader import HandReader

import kg.build.assembly
from kg.build import BuildSummary, build, remove
from kg.model import Adoption, Facts, KgError, Mechanism, Report, Status
from kg.reports import MAX_REPORT_BYTES
from kg.store import open_store
from kg.store.layout import NoStoreError


def test_new_unchanged_changed_gone(corpus: Path, tmp_path: Path, reader: HandReader) -> None:
    store = tmp_path / "store"
    write(corpus, a_txt=BODY, sub__b_txt=BODY + "\n乙")
    first = build([corpus], store, reader=reader)
    assert names(first.built) == ["a.txt", "sub/b.txt"]
    assert (first.built[0].town, first.built[0].year, first.years) == ("清溪镇", 2024, (2024,))
    # Both are of one town and year.
    assert (first.counts["Report"], first.counts["ReplacedReport"]) == (1, 1)
    assert first.changed

    second = build([corpus], store, reader=reader)
    assert names(second.unchanged) == ["a.txt", "sub/b.txt"]
    assert not second.built and not second.changed
    assert reader.seen == ["a.txt", "sub/b.txt"]

    write(corpus, a_txt=BODY + "\n甲", c_txt=BODY + "\n丙")
    (corpus / "sub" / "b.txt").unlink()
    third = build([corpus], store, reader=reader)
    assert names(third.built) == ["a.txt", "c.txt"]
    assert names(third.withdrawn) == ["a.txt", "sub/b.txt"]
    assert third.withdrawn[0].town == "清溪镇"
    assert [item.reason_zh for item in third.withdrawn] == [
        "文件已改动：图谱里换成了它现在的内容",
        "文件不在了",
    ]
    assert files(store) == ["a.txt", "c.txt"]


def test_other_paths_stay(corpus: Path, tmp_path: Path, reader: HandReader) -> None:
    store = tmp_path / "store"
    write(corpus, east__a_txt=BODY, west__b_txt=BODY + "\n乙")
    build([corpus / "east"], store, reader=reader)
    both = build([corpus / "west"], store, reader=reader)
    assert both.counts["Report"] + both.counts["ReplacedReport"] == 2
    (corpus / "east" / "a.txt").unlink()
    assert names(build([corpus / "east"], store, reader=reader).withdrawn) == ["a.txt"]
    assert files(store) == ["b.txt"]


def test_a_single_file_withdraws_nothing_beside_it(corpus: Path, tmp_path: Path, reader: HandReader) -> None:
    store = tmp_path / "store"
    write(corpus, a_txt=BODY, b_txt=BODY + "\n乙")
    build([corpus], store, reader=reader)
    (corpus / "b.txt").unlink()
    assert not build([corpus / "a.txt"], store, reader=reader).withdrawn
    assert names(build([corpus], store, reader=reader).withdrawn) == ["b.txt"]


def test_the_same_bytes_under_two_names_are_one_report(corpus: Path, tmp_path: Path, reader: HandReader) -> None:
    store = tmp_path / "store"
    write(corpus, b_txt=BODY, a_txt=BODY)
    summary = build([corpus], store, reader=reader)
    assert [(item.name, item.also) for item in summary.built] == [("a.txt", ("b.txt",))]
    assert files(store) == ["a.txt"]
    (corpus / "a.txt").unlink()
    assert names(build([corpus], store, reader=reader).unchanged) == ["b.txt"]
    assert files(store) == ["b.txt"]


def test_a_renamed_or_moved_file_is_not_read_again(corpus: Path, tmp_path: Path, reader: HandReader) -> None:
    store = tmp_path / "store"
    write(corpus, a_txt=BODY)
    build([corpus], store, reader=reader)
    corpus.rename(tmp_path / "moved")
    (tmp_path / "moved" / "a.txt").rename(tmp_path / "moved" / "z.txt")
    summary = build([tmp_path / "moved"], store, reader=reader)
    assert names(summary.unchanged) == ["z.txt"]
    assert summary.unchanged[0].also == ()
    assert reader.seen == ["a.txt"]
    assert files(store) == ["z.txt"]


def test_what_cannot_be_read_stops_nothing(corpus: Path, tmp_path: Path, reader: HandReader) -> None:
    write(corpus, a_txt=BODY, b_txt="", c_txt="菜谱", d_txt="故障", e_pdf="x", f_png="x", _hidden_txt="x")
    with (corpus / "g.txt").open("wb") as large:
        large.truncate(MAX_REPORT_BYTES + 1)
    (corpus / "h.txt").symlink_to(corpus / "gone.txt")
    summary = build([corpus], tmp_path / "store", reader=reader)
    assert names(summary.built) == ["a.txt"]
    assert [(i.name, i.reason, i.reason_zh) for i in summary.skipped] == [("c.txt", "a recipe", "是菜谱")]
    assert {i.name: i.reason for i in summary.failed} == {
        "b.txt": "the file is empty",
        "d.txt": "internal failure, ZeroDivisionError: division by zero",
        "e.pdf": ".pdf files are not read: save the report as text or as a web page",
        "g.txt": "20 MB is too large for a report (at most 20 MB are read)",
        "h.txt": "cannot be opened: No such file or directory",
    }
    assert {i.name: i.reason_zh for i in summary.failed} == {
        "b.txt": "文件是空的",
        "d.txt": "程序内部错误，ZeroDivisionError: division by zero",
        "e.pdf": "不读 .pdf 文件：请把报告另存为文本或网页",
        "g.txt": "文件有 20 MB，太大，不像一份报告（最多读 20 MB）",
        "h.txt": "打不开：没有这个文件或文件夹",
    }
    assert names(summary.ignored) == ["f.png"]
    assert reader.seen == ["a.txt", "b.txt", "c.txt", "d.txt"]
    # What is no report is known as such; a failure of ours is tried again.
    again = build([corpus], tmp_path / "store", reader=reader)
    assert reader.seen[4:] == ["d.txt"]
    assert (again.skipped, again.failed) == (summary.skipped, summary.failed)
    log = (tmp_path / "store" / "build.log").read_text(encoding="utf-8")
    assert "1 built, 1 skipped, 5 failed, 1 ignored" in log
    assert "ZeroDivisionError" in log


def test_no_reports(corpus: Path, tmp_path: Path, reader: HandReader) -> None:
    store = tmp_path / "store"
    summary = build([corpus], store, reader=reader)
    assert summary == BuildSummary(empty=(str(corpus),))
    with pytest.raises(NoStoreError):
        open_store(store)
    with pytest.raises(KgError, match=r"nowhere: no such file"):
        build([corpus / "nowhere"], store, reader=reader)


def test_the_store_may_lie_among_the_reports(corpus: Path, reader: HandReader) -> None:
    write(corpus, a_txt=BODY)
    build([corpus], corpus / "kg-store", reader=reader)
    again = build([corpus], corpus / "kg-store", reader=reader)
    assert names(again.unchanged) == ["a.txt"]
    assert not again.ignored and not again.failed


def test_a_better_reader_reads_again(corpus: Path, tmp_path: Path, reader: HandReader) -> None:
    store = tmp_path / "store"
    write(corpus, here__a_txt=BODY, there__b_txt=BODY + "\n乙")
    build([corpus], store, reader=reader)
    before = exported(store)
    better = HandReader(tmp_path / "ontology", version="2")
    summary = build([corpus / "here"], store, reader=better)
    assert names(summary.built) == ["a.txt"]
    assert names(summary.outdated) == ["there/b.txt"]
    # The better reader reads the same, so it renames nothing.
    assert exported(store).replace(b'"a.txt"', b'"here/a.txt"') == before


def test_a_reader_that_breaks_leaves_what_was_read(corpus: Path, tmp_path: Path, reader: HandReader) -> None:
    store = tmp_path / "store"
    write(corpus, a_txt=BODY)
    build([corpus], store, reader=reader)
    worse = HandReader(tmp_path / "ontology", version="2")

    def broken(report: Report) -> Facts:
        raise RecursionError("too deep")

    worse.facts = broken
    summary = build([corpus], store, reader=worse)
    assert names(summary.failed) == names(summary.outdated) == ["a.txt"]
    assert not summary.withdrawn
    assert files(store) == ["a.txt"]


def test_editions_are_named(corpus: Path, tmp_path: Path, reader: HandReader) -> None:
    write(corpus, a_txt=BODY, b_txt=BODY + "\n乙", other__b_txt=BODY + "\n丙")
    (corpus / "b.txt").rename(corpus / "a更正.txt")
    first = build([corpus], tmp_path / "store", reader=reader)
    (same,) = first.editions
    assert (same.town, same.year, same.current.name) == ("清溪镇", 2024, "a更正.txt")
    assert names(same.replaced) == ["other/b.txt", "a.txt"]
    assert (first.counts["Report"], first.counts["ReplacedReport"]) == (1, 2)
    assert build([corpus], tmp_path / "store", reader=reader).editions == first.editions
    assert asked(tmp_path / "store", "SELECT ?f { ?r dct:isReplacedBy/gov:fileName ?f }") == [{"f": "a更正.txt"}] * 2
    (corpus / "a.txt").unlink()
    (corpus / "other" / "b.txt").unlink()
    assert not build([corpus], tmp_path / "store", reader=reader).editions


def test_names_that_clash_leave_out_one_report(corpus: Path, tmp_path: Path, reader: HandReader) -> None:
    def named_by_last_line(report: Report) -> Facts:
        label = report.text.rpartition("\n")[2]
        adoption = Adoption(Mechanism(label), Status.IMPLEMENTED, (label,), (len(report.passages) - 1,))
        return replace(make_facts(report), adoptions=(adoption,))

    reader.facts = named_by_last_line
    write(corpus, a_txt=BODY + "\n3.15行动", b_txt=BODY + "\n315行动", c_txt=BODY + "\n“315”行动")
    summary = build([corpus], tmp_path / "store", reader=reader)
    # Two spell one name and stay together; the third means something else.
    assert len(summary.built) + len(summary.failed) == 3
    assert summary.failed
    assert all("would share the identifier" in item.reason for item in summary.failed)
    again = build([corpus], tmp_path / "store", reader=reader)
    assert names(again.failed) == names(summary.failed)
    assert not again.changed


def test_remove(corpus: Path, tmp_path: Path, reader: HandReader) -> None:
    store = tmp_path / "store"
    write(corpus, a_txt=BODY, sub__b_txt=BODY + "\n乙", c_txt=BODY + "\n丙")
    ids = {item.name: item.report for item in build([corpus], store, reader=reader).built}
    summary = remove(store, [ids["a.txt"][:8], "b.txt"], reader=reader)
    assert names(summary.withdrawn) == ["a.txt", "sub/b.txt"]
    assert files(store) == ["c.txt"]
    assert not list((store / "readings").glob(f"{ids['a.txt']}*"))
    for wrong in ("a.txt", "0", "zzzz"):
        with pytest.raises(KgError, match="no report in the graph"):
            remove(store, [wrong], reader=reader)
    # The files are still there, so they come back.
    assert names(build([corpus], store, reader=reader).built) == ["a.txt", "sub/b.txt"]


def test_remove_tells_when_a_name_is_not_enough(corpus: Path, tmp_path: Path, reader: HandReader) -> None:
    write(corpus, x__a_txt=BODY, y__a_txt=BODY + "\n乙")
    build([corpus], tmp_path / "store", reader=reader)
    with pytest.raises(KgError, match="may mean any of"):
        remove(tmp_path / "store", ["a.txt"], reader=reader)
    assert names(remove(tmp_path / "store", ["x/a.txt"], reader=reader).withdrawn) == ["x/a.txt"]
    with pytest.raises(NoStoreError):
        remove(tmp_path / "elsewhere", ["a.txt"], reader=reader)


def test_a_build_that_fails_leaves_the_old_graph(
    corpus: Path, tmp_path: Path, reader: HandReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    write(corpus, a_txt=BODY)
    build([corpus], store, reader=reader)
    before = exported(store)
    write(corpus, b_txt=BODY + "\n乙")

    def full(*_: object) -> None:
        raise OSError("no space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(kg.build.assembly, "description_quads", full)
        with pytest.raises(
            KgError, match=r"could not be written: no space left on device; what was there is still whole"
        ):
            build([corpus], store, reader=reader)
    assert exported(store) == before
    assert len([p for p in store.iterdir() if p.is_dir()]) == 2  # what was begun takes no room any more
    summary = build([corpus], store, reader=reader)
    assert names(summary.built) == ["b.txt"]
    assert reader.seen == ["a.txt", "b.txt"]  # what was read before the failure is not read again
    assert len([p for p in store.iterdir() if p.is_dir()]) == 2  # one data folder and the readings


def test_a_reader_keeps_the_graph_it_opened(corpus: Path, tmp_path: Path, reader: HandReader) -> None:
    store = tmp_path / "store"
    write(corpus, a_txt=BODY)
    build([corpus], store, reader=reader)
    with open_store(store) as old:
        write(corpus, b_txt=BODY + "\n乙")
        build([corpus], store, reader=reader)
        assert [row["file"] for row in old.query(FILES).plain()] == ["a.txt"]
        assert old.query(FILES, time_limit=60) == old.query(FILES)
    assert files(store) == ["a.txt", "b.txt"]


def test_a_server_is_not_built_into(corpus: Path) -> None:
    with pytest.raises(KgError, match="can only be read"):
        build([corpus], "http://127.0.0.1:1/sparql")


def test_a_reading_that_lost_its_content_is_read_again(corpus: Path, tmp_path: Path, reader: HandReader) -> None:
    store = tmp_path / "store"
    write(corpus, a_txt=BODY, elsewhere__b_txt=BODY + "\n乙")
    build([corpus], store, reader=reader)
    before = exported(store)
    for lost in (store / "readings").iterdir():
        lost.write_bytes(lost.read_bytes()[:-1])
    build([corpus], store, reader=reader)
    assert reader.seen == ["a.txt", "elsewhere/b.txt"] * 2
    assert exported(store) == before
    for lost in (store / "readings").iterdir():
        lost.unlink()
    with pytest.raises(KgError, match=r"read as is lost: remove the store and build again"):
        build([corpus / "a.txt"], store, reader=HandReader(tmp_path / "ontology", version="2"))
