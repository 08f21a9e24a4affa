from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.build.sources import find


def found(*paths: Path) -> list[str]:
    return [source.name for source in find(paths).sources]


def test_order_and_relative_names(tmp_path: Path) -> None:
    for name in ("b.txt", "A.HTML", "丰都/包鸾镇.txt", ".hidden/x.txt", "丰都/~note.log"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    assert found(tmp_path) == ["A.HTML", "b.txt", "丰都/包鸾镇.txt"]
    assert found(tmp_path / "丰都") == ["包鸾镇.txt"]
    assert found(tmp_path / "丰都" / "包鸾镇.txt") == ["包鸾镇.txt"]


def test_each_file_once(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").touch()
    assert found(tmp_path, tmp_path / "sub", tmp_path / "sub" / "a.txt") == ["sub/a.txt"]


def test_circles_of_links_end(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").touch()
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert found(tmp_path) == ["a/x.txt"]


def test_a_pipe_is_not_read(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes on this system")
    os.mkfifo(tmp_path / "pipe.txt")
    result = find([tmp_path])
    assert not result.sources
    assert [why.en for why in result.ignored.values()] == ["not a regular file"]


def test_what_is_covered(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").touch()
    (tmp_path / "inside.txt").touch()
    (source,) = find([tmp_path / "in"]).sources
    assert find([tmp_path]).covers(source)
    assert find([tmp_path / "in" / "a.txt"]).covers(source)
    assert not find([tmp_path / "inside.txt"]).covers(source)
