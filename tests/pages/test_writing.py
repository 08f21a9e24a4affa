"""The static site: every link leads to a file of it, in both languages, from any folder."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from folders import stored
from random_graph import random_store
from small_graph import UnionStore, small_store

from kg.errors import KgError
from kg.pages.addresses import Static
from kg.pages.page import Page, Panel
from kg.pages.part import part_of
from kg.pages.rendering import rendered
from kg.pages.site import Site
from kg.pages.writing import write_site
from kg.store import Store, open_store


class _Addresses(HTMLParser):
    def __init__(self, document: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if told.get("rel") != "canonical":
            self.found += [told[name] or "" for name in ("href", "src") if name in told]


@pytest.fixture(scope="module")
def site(store: UnionStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site") / "out"
    write_site(store, out)
    return out


@pytest.mark.slow
def test_every_link_leads_to_a_file(site: Path) -> None:
    pages = _linked(site)
    assert {"index.html", "en/index.html", "place/甲省甲县一号镇/index.html"} <= set(pages)


def _linked(site: Path) -> list[str]:
    """The pages of a site, all of whose links lead to files of it."""
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    pages = sorted(file for file in files if file.endswith(".html"))
    led = 0
    for page in pages:
        for address in _Addresses((site / page).read_text(encoding="utf-8")).found:
            if address.startswith(("#", "data:")):
                continue
            parts = urlsplit(address)
            assert not parts.scheme and not parts.netloc and not address.startswith("/"), (page, address)
            led += 1
            target = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
            assert target in files, (page, address)
    assert led > 100
    return pages


def test_what_panels_hold_stands_beside_the_page(site: Path) -> None:
    folder = site / "place/甲省甲县一号镇"
    assert (folder / "practices.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert "枫桥经验" in (folder / "practices.json").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_same_graph_makes_the_same_files(site: Path, store: UnionStore, tmp_path: Path) -> None:
    write_site(store, tmp_path / "again")
    for file in site.rglob("*"):
        if file.is_file():
            assert (tmp_path / "again" / file.relative_to(site)).read_bytes() == file.read_bytes()


@pytest.fixture(scope="module")
def on_disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(stored(small_store().store, tmp_path_factory.mktemp("disk"))) as store:
        yield store


@pytest.mark.slow
def test_the_site_of_a_part_is_about_that_part_alone(on_disk: Store, tmp_path: Path) -> None:
    write_site(on_disk, tmp_path / "part", part=part_of(on_disk, province="甲省"))
    pages = _linked(tmp_path / "part")
    towns = {page.split("/")[1] for page in pages if page.startswith("place/") and page.count("/") == 2}
    assert "甲省甲县一号镇" in towns and all(town.startswith("甲省") for town in towns)
    home = (tmp_path / "part" / "index.html").read_text(encoding="utf-8")
    assert "本网站只收一部分：甲省 2 个乡镇" in home
    assert not (tmp_path / "part" / ".kg-part").exists()


@pytest.mark.slow
def test_processes_and_interruptions_make_no_difference(on_disk: Store, tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []

    def stopped(done: int, of: int) -> None:
        heard.append((done, of))
        if len(heard) == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_site(on_disk, tmp_path / "one", languages=("zh",), told=stopped)
    assert not (tmp_path / "one" / "index.html").exists()
    made = write_site(on_disk, tmp_path / "one", languages=("zh",), told=lambda done, of: heard.append((done, of)))
    assert write_site(on_disk, tmp_path / "two", languages=("zh",), workers=2) == made
    assert heard[-1][0] == heard[-1][1] and [done for done, _ in heard] == sorted(done for done, _ in heard)
    one, two = (
        {file.relative_to(out).as_posix(): file.read_bytes() for file in out.rglob("*") if file.is_file()}
        for out in (tmp_path / "one", tmp_path / "two")
    )
    assert one == two and len(one) > 100


def test_a_folder_of_something_else_is_left_alone(store: UnionStore, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(KgError, match="is no site"):
        write_site(store, tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize(
    ("path", "panel", "column"), [("mechanism/p1", "towns", "town"), ("topic/t1", "problems", "id")]
)
def test_files_of_what_many_say_are_bounded_and_say_so(path: str, panel: str, column: str) -> None:
    store = random_store(1)[0]
    whole, few = Site(store).page(path), Site(store, most=2).page(path)
    every, kept = (json.loads(_panel(page, panel).download("json")) for page in (whole, few))
    assert kept["rows"] == [row for row in every["rows"] if row in kept["rows"]] and "left_out" not in every
    many, some = (len({row[column] for row in one["rows"]}) for one in (every, kept))
    assert some == 2 and kept["left_out"] == _panel(few, panel).left == many - 2 > 0
    assert f"{many - 2} more are left out" in rendered(few, Static("en", path))
    assert "more are left out" not in rendered(whole, Static("en", path))


def _panel(page: Page, name: str) -> Panel:
    found = page.panel(name)
    assert found is not None
    return found
