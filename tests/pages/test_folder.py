"""The folder of a site: what stands there stays until the new is whole, and what is another's stays for good."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import KgError
from kg.pages.folder import MARK, PART, SiteFolder, key_of


def written(out: Path, key: str, **files: str) -> None:
    folder = SiteFolder(out)
    with folder.writing(key):
        for name, text in files.items():
            (folder.part / name).mkdir(exist_ok=True)
            (folder.part / name / "index.html").write_text(text)
        folder.put_in_place()


def texts(out: Path) -> dict[str, str]:
    return {file.relative_to(out).as_posix(): file.read_text() for file in out.rglob("*") if file.is_file()}


def test_a_new_site_takes_the_place_of_the_old_and_leaves_what_is_anothers(tmp_path: Path) -> None:
    out = tmp_path / "site"
    written(out, "one", place="a", law="b")
    (out / "CNAME").write_text("example.org")
    (out / ".git").mkdir()
    (out / ".git" / "HEAD").write_text("main")
    written(out, "two", place="c", firm="d")
    assert {name: text for name, text in texts(out).items() if name != MARK} == {
        "place/index.html": "c",
        "firm/index.html": "d",
        "CNAME": "example.org",
        ".git/HEAD": "main",
    }
    assert (out / MARK).read_text().splitlines()[1:] == ["firm", "place"]


def test_what_was_interrupted_is_taken_up_if_it_is_the_same(tmp_path: Path) -> None:
    out = tmp_path / "site"
    written(out, "one", place="old")
    before = texts(out)

    def interrupted(key: str) -> frozenset[str]:
        folder = SiteFolder(out)
        with pytest.raises(KeyboardInterrupt), folder.writing(key) as known:
            (folder.part / "place").mkdir(exist_ok=True)
            (folder.part / "place" / f"{len(known)}").touch()
            folder.did(f"pages {len(known)}")
            raise KeyboardInterrupt
        return known

    assert interrupted("two") == frozenset()
    assert interrupted("two") == {"pages 0"}
    now = texts(out)
    assert {name: now[name] for name in before} == before and f"{PART}/place/1" in now
    assert interrupted("three") == frozenset()  # another graph, or another program
    assert interrupted("") == frozenset() == interrupted("")  # not known to be the same
    assert not (out / PART / "place" / "1").exists()


def test_a_site_that_was_being_put_in_place_is_put_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "site"
    written(out, "one", firm="old", law="old", place="old")
    moved = Path.rename

    def fails(self: Path, target: Path) -> Path:
        if self.name == "place" and ".old" in str(target):
            raise KeyboardInterrupt
        return moved(self, target)

    folder = SiteFolder(out)
    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(KeyboardInterrupt):
        written(out, "two", law="new", place="new")
    monkeypatch.undo()
    with folder.writing("two"):
        folder.put_in_place()
    assert {name: text for name, text in texts(out).items() if name != MARK} == {
        "law/index.html": "new",
        "place/index.html": "new",
    }


def test_two_do_not_write_the_same_folder(tmp_path: Path) -> None:
    with SiteFolder(tmp_path).writing("one"), pytest.raises(KgError, match="another kg site"):
        written(tmp_path, "one")


def test_keys_tell_parts_apart() -> None:
    assert key_of("a", "bc") != key_of("ab", "c") and key_of("a", b"b") == key_of("a", "b")
