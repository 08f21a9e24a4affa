"""Every page of a small graph: what it says, in both languages, and that hostile text stays text."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from small_graph import HOSTILE, UnionStore

from kg.errors import KgError
from kg.pages import Live, NotFoundError, Site, Static
from kg.pages.rendering import rendered
from kg.pages.wording import WORDS

TOWN = "place/甲省甲县一号镇"
PATHS = (
    "",
    "shared",
    "search",
    "compare",
    "about",
    "practices",
    "ontology",
    "ontology/reference",
    TOWN,
    "mechanism/枫桥经验",
    "mechanism/网格化",
    "firm/甲律师事务所",
)
_VOID = {"meta", "link", "input", "br", "rect", "hr", "img"}
_CLOSES_ITSELF = {"p", "li", "dt", "dd", "option", "tr", "td", "th"}


class _Checked(HTMLParser):
    """Elements are closed in order; collects elements, addresses and text."""

    def __init__(self, document: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(document)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open[-1] != tag and self.open[-1] in _CLOSES_ITSELF:
            self.open.pop()
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def shown(store: UnionStore, path: str, lang: str = "zh", **query: str) -> _Checked:
    return _Checked(rendered(Site(store).page(path, query), Live(lang, path, query)))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_whole_and_in_its_language(store: UnionStore, path: str, lang: str) -> None:
    for links in (Live(lang, path), Static(lang, path)):
        page = _Checked(rendered(Site(store).page(path), links))
        tags = [tag for tag, _ in page.elements]
        assert tags.count("h1") == 1
        assert ("html", {"lang": "zh-CN" if lang == "zh" else "en"}) in page.elements
        ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
        assert len(ids) == len(set(ids))
        said = "".join(page.text)
        assert WORDS["about"][lang == "en"] in said
        # What the interface says is in one language; data stay as written.
        assert ("Silence is not absence" in said) == (lang == "en")


def test_a_town_tells_what_its_reports_say_with_the_sentences(store: UnionStore) -> None:
    said = "".join(shown(store, TOWN).text)
    assert "枫桥经验" in said and "微网格" in said and "甲律师事务所" in said
    page = shown(store, TOWN)
    sources = [attrs["href"] for tag, attrs in page.elements if tag == "a" and attrs.get("class") == "source"]
    assert sources and all(re.fullmatch(r"/report/[0-9a-f]{16}#c\d+-\d+|/compare\?.*", href or "") for href in sources)


def test_counts_come_with_what_they_are_of(store: UnionStore) -> None:
    said = " ".join("".join(shown(store, "mechanism/网格化").text).split())
    assert re.search(r"2 / 4 个有报告的乡镇写到", said)


def test_what_there_is_not_has_no_page(store: UnionStore) -> None:
    for path in (
        "report/ffffffffffffffff",
        "report/x",
        "place/无此镇",
        "mechanism/",
        "nothing",
        "place",
        "ontology/x",
        "place/../../etc/passwd",
    ):
        with pytest.raises(NotFoundError):
            Site(store).page(path)


@pytest.mark.parametrize("query", [{"year": "abc"}, {"year": "1990"}, {"province": "无此省"}, {"status": "无此状态"}])
def test_wrong_questions_are_told(store: UnionStore, query: dict[str, str]) -> None:
    with pytest.raises(KgError):
        Site(store).page("shared", query)


def test_search_finds_by_name_and_by_sound(store: UnionStore) -> None:
    for asked in ("枫桥", "fengqiao", "fqjy", "Fengqiao"):
        said = "".join(shown(store, "search", q=asked).text)
        assert "枫桥经验" in said, asked
    assert "没有找到" in "".join(shown(store, "search", q="<b>无</b>").text)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hostile_names_stay_text(store: UnionStore, lang: str) -> None:
    """Names that try to become markup, formulas of a template or addresses."""
    assert "</script><img" in HOSTILE
    for path in ("", "shared", "place/丙省丙县三号镇", "mechanism/丙省丙县_坏", "search"):
        page = shown(store, path, lang, q=HOSTILE)
        scripts = [attrs for tag, attrs in page.elements if tag == "script"]
        assert scripts == [{"src": "/assets/site.js", "defer": None}]
        assert "img" not in {tag for tag, _ in page.elements}
        for _, attrs in page.elements:
            assert not any(name.startswith("on") for name in attrs)
            for name in ("href", "src", "action"):
                assert not (attrs.get(name) or "").lower().lstrip().startswith(("javascript:", "vbscript:"))
    assert HOSTILE in "".join(shown(store, "mechanism/丙省丙县_坏", lang).text)


def test_panels_are_tables_too(store: UnionStore) -> None:
    for path in PATHS:
        for panel in Site(store).page(path).panels:
            if panel.table is None:
                continue
            columns, *rows = csv.reader(io.StringIO(panel.download("csv").decode("utf-8-sig")))
            told = json.loads(panel.download("json"))["rows"]
            assert len(rows) == len(told) and all(len(row) == len(columns) for row in rows)
            assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row if not _number(cell))


def test_the_query_of_a_panel_gives_its_rows(store: UnionStore) -> None:
    page = Site(store).page(TOWN)
    panel = page.panel("practices")
    assert panel is not None and panel.table is not None
    answer = list(store.store.query(panel.sparql, use_default_graph_as_union=True))
    columns, rows = panel.table()
    sentences = {str(row[columns.index("sentence")]) for row in rows}
    assert {row["sentence"].value for row in answer} == sentences != set()


def test_every_path_of_the_site_is_a_page(store: UnionStore) -> None:
    site = Site(store)
    paths = list(site.paths())
    assert TOWN in paths and "" in paths and len(paths) == len(set(paths))
    for path in paths:
        assert site.page(path).path == path


def test_a_page_of_another_language_is_one_click_away(store: UnionStore) -> None:
    page = shown(store, TOWN, "en")
    assert ("/" + quote(TOWN)) in [attrs.get("href") for tag, attrs in page.elements if tag == "a"]


def _number(cell: str) -> bool:
    return bool(re.fullmatch(r"-?\d+(\.\d+)?", cell))


def test_what_is_not_seen_is_made_visible(store: UnionStore) -> None:
    """A name cannot turn the direction of what stands after it."""
    document = rendered(Site(store).page("search", {"q": "甲\u202e\u200b乙"}), Live("zh", "search"))
    assert "甲\ufffd\ufffd乙" in document and "\u202e" not in document


def test_what_is_taken_away_is_whole(monkeypatch: pytest.MonkeyPatch, store: UnionStore) -> None:
    """A page shows the first towns; its CSV has all."""
    monkeypatch.setattr("kg.pages.site.SHOWN", 1)
    page = Site(store).page("mechanism/网格化")
    panel = page.panel("towns")
    assert panel is not None and panel.table is not None
    assert panel.data["answer"].left_out == 1
    columns, rows = panel.table()
    assert {row[columns.index("town")] for row in rows} == {"甲省甲县一号镇", "甲省甲县二号镇"}
