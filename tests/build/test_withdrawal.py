"""Why reports leave the graph, and which stay in it although their file is not to be had."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from corpus_files import files, names, write
from hand_built import BODY
from hand_reader import HandReader

from kg.build import build
from kg.model import KgError


def test_the_true_reason_is_told(corpus: Path, tmp_path: Path, reader: HandReader) -> None:
    store = tmp_path / "store"
    texts = {name: f"{BODY}\n{name}" for name in ("a_txt", "b_txt", "c_txt", "d_txt", "e_txt", "f_txt")}
    write(corpus, **texts)
    build([corpus], store, reader=reader)
    write(corpus, a_txt="", b_txt="菜谱", c_txt="故障", d_txt=BODY + "\n新")
    (corpus / "e.txt").unlink()
    (corpus / "f.txt").rename(corpus / ".f.txt")
    (corpus / "f.txt").mkdir()
    summary = build([corpus], store, reader=reader)
    assert {item.name: item.reason for item in summary.withdrawn} == {
        "a.txt": "the file was changed and can no longer be read: the file is empty",
        "b.txt": "the file was changed and is no township report any more: a recipe",
        "c.txt": "the file was changed and can no longer be read: internal failure, ZeroDivisionError: division by zero",
        "d.txt": "the file was changed: the graph holds what it says now",
        "e.txt": "the file is gone",
        "f.txt": "the file is no longer among those that are read",
    }
    assert {item.name: item.reason_zh for item in summary.withdrawn} == {
        "a.txt": "文件已改动，现在读不了：文件是空的",
        "b.txt": "文件已改动，不再是乡镇的年度报告：是菜谱",
        "c.txt": "文件已改动，现在读不了：程序内部错误，ZeroDivisionError: division by zero",
        "d.txt": "文件已改动：图谱里换成了它现在的内容",
        "e.txt": "文件不在了",
        "f.txt": "文件还在，但不在读取之列了",
    }
    assert all(item.town == "清溪镇" for item in summary.withdrawn)
    assert files(store) == ["d.txt"]
    log = (store / "build.log").read_text(encoding="utf-8")
    assert "withdrawn: e.txt: the file is gone" in log


def test_rules_that_changed_are_no_fault_of_the_file(corpus: Path, tmp_path: Path, reader: HandReader) -> None:
    store = tmp_path / "store"
    write(corpus, a_txt=BODY)
    build([corpus], store, reader=reader)

    class Stricter(HandReader):
        def read(self, data: bytes, name: str) -> list:  # type: ignore[type-arg]
            return super().read("菜谱".encode(), name)

    summary = build([corpus], store, reader=Stricter(tmp_path / "ontology", version="2"))
    (gone,) = summary.withdrawn
    assert gone.reason == "the file is no township report any more: a recipe"
    assert gone.reason_zh == "按现在的规则，不是乡镇的年度报告：是菜谱"


def test_a_path_that_vanished_withdraws_nothing(corpus: Path, tmp_path: Path, reader: HandReader) -> None:
    store = tmp_path / "store"
    write(corpus, in__a_txt=BODY, in__b_txt=BODY + "\n乙")
    build([corpus / "in"], store, reader=reader)
    shutil.move(corpus / "in", corpus / "elsewhere")
    for path in (corpus / "in", corpus / "in" / "a.txt"):
        with pytest.raises(
            KgError, match=r"no such file or folder; the reports read from there \([12]\) stay in the graph"
        ) as told:
            build([corpus / "elsewhere", path], store, reader=reader)
        assert told.value.told("zh").startswith(f"{path}：没有这个文件或文件夹；从那里读过的 ")
    assert files(store) == ["a.txt", "b.txt"]
    # Moved files are known by what they say, and are recorded where they are now.
    assert names(build([corpus / "elsewhere"], store, reader=reader).unchanged) == ["a.txt", "b.txt"]
    assert reader.seen == ["a.txt", "b.txt"]


def test_what_cannot_be_opened_stays(
    corpus: Path, tmp_path: Path, reader: HandReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    write(corpus, a_txt=BODY, sub__b_txt=BODY + "\n乙", c_txt=BODY + "\n丙")
    build([corpus], store, reader=reader)
    read_bytes, listed = Path.read_bytes, Path.iterdir

    def refuse(path: Path) -> None:
        if path.name in ("a.txt", "sub"):
            raise PermissionError(13, "Permission denied", str(path))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", lambda path: refuse(path) or read_bytes(path))
        patched.setattr(Path, "iterdir", lambda path: refuse(path) or listed(path))
        summary = build([corpus], store, reader=reader)
    assert not summary.withdrawn
    assert {item.name: item.reason for item in summary.failed} == {
        "a.txt": "cannot be opened: Permission denied; what was read of it before stays in the graph",
        "sub": "cannot be opened: Permission denied; what was read of it before stays in the graph",
    }
    assert summary.failed[0].reason_zh == "打不开：没有权限；以前读过的内容仍留在图谱里"
    assert files(store) == ["a.txt", "c.txt", "sub/b.txt"]
    assert names(build([corpus], store, reader=reader).unchanged) == ["a.txt", "c.txt", "sub/b.txt"]


def test_an_interrupted_build_goes_on_where_it_was(corpus: Path, tmp_path: Path, reader: HandReader) -> None:
    write(corpus, a_txt=BODY, b_txt=BODY + "\n乙", c_txt="菜谱", d_txt=BODY + "\n丁")

    def stop(done: int, total: int, name: str) -> None:
        if name == "d.txt" and reader.seen == ["a.txt", "b.txt", "c.txt"]:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([corpus], tmp_path / "store", reader=reader, progress=stop)
    assert names(build([corpus], tmp_path / "store", reader=reader).built) == ["a.txt", "b.txt", "d.txt"]
    assert reader.seen == ["a.txt", "b.txt", "c.txt", "d.txt"]
