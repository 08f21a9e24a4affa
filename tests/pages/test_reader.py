"""The reader's page: the text whole, links both ways without scripts, hostile text as text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from importlib import resources

import pytest
from read_graph import HOSTILE_ID, HOSTILE_PARTS, ID, TEXT, copies, hostile, said
from small_graph import UnionStore, hostile_graph, small_store

from kg.analysis.reading.answers import KINDS
from kg.analysis.reading.report import reading
from kg.model import Span
from kg.pages import reader_wording as wording
from kg.pages.addresses import Live, Static
from kg.pages.reader import page, run_ends
from kg.pages.rendering import rendered
from kg.plain import visible

LANGUAGES = ("zh", "en")


class Seen(HTMLParser):
    """Elements in order, and the text of the report's segments."""

    def __init__(self, document: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.segments: list[str] = []
        self.said: list[str] = []
        self._open: list[bool] = []
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.elements.append((tag, told))
        if tag in ("span", "mark"):
            self._open.append("seg" in told.get("class", "").split())
            if self._open[-1]:
                self.segments.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("span", "mark"):
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self.said.append(data)
        if self._open and self._open[-1]:
            self.segments[-1] += data

    def all(self, tag: str, **having: str) -> list[dict[str, str]]:
        return [a for t, a in self.elements if t == tag and all(a.get(k) == v for k, v in having.items())]


@pytest.fixture(scope="module")
def store() -> UnionStore:
    return small_store(said().trig(), copies(), hostile_graph(), hostile())


def seen(store: UnionStore, report: str = ID, lang: str = "zh", *, live: bool = True) -> Seen:
    made = page(store, report)
    return Seen(rendered(made, (Live if live else Static)(lang, made.path)))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("live", [True, False])
def test_the_segments_are_the_text_and_nothing_else(store: UnionStore, lang: str, live: bool) -> None:
    found = seen(store, lang=lang, live=live)
    assert "".join(found.segments) == TEXT
    places = [(int(a["data-start"]), int(a["data-end"])) for t, a in found.elements if "data-start" in a]
    assert [TEXT[start:end] for start, end in places] == found.segments


@pytest.mark.parametrize("report", [ID, HOSTILE_ID])
def test_from_fact_to_sentence_and_back_without_scripts(store: UnionStore, report: str) -> None:
    found, read = seen(store, report), reading(store, report)
    ids = [a["id"] for _, a in found.elements if "id" in a]
    assert len(ids) == len(set(ids))
    inside = {a["href"][1:] for a in found.all("a") if a.get("href", "").startswith("#")}
    assert inside <= set(ids)
    notes = [a["href"] for a in found.all("a") if a.get("class", "").startswith("note ")]
    for fact in read.facts:
        assert f"f{fact.number}" in ids
        assert f"#f{fact.number}" in notes
        assert all(f"c{span.start}-{span.end}" in inside for span in fact.sentences)


def test_kinds_can_be_chosen_and_are_counted(store: UnionStore) -> None:
    boxes = [a["id"] for a in seen(store).all("input", type="checkbox")]
    assert boxes == [f"show-{kind}" for kind in KINDS]
    for box in boxes:  # each has a label around it
        assert re.search(rf'<label[^>]*><input type="checkbox" id="{box}"', rendered(page(store, ID), Live("zh", "")))
    assert "数字2" in re.sub(r"\s", "", "".join(seen(store).said))


def test_copied_stretches_lead_to_where_they_stand(store: UnionStore) -> None:
    found = seen(store)
    hrefs = [a["href"] for a in found.all("a") if "/report/" in a.get("href", "")]
    assert f"/report/{1:016x}#c9-18" in hrefs and f"/report/{2:016x}#c20-29" in hrefs
    said = " ".join("".join(found.said).split())
    assert "见于本镇 2024 年报告" in said and "见于 二号镇 2024 年报告" in said and "相同 97%" in said
    assert len([a for a in found.all("sup") if a.get("class") == "copy-mark"]) == 4


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_language_says_it_in_its_own_words(store: UnionStore, lang: str) -> None:
    said = " ".join("".join(seen(store, lang=lang).said).split())
    for mine in ("how", "facts", "filter"):
        assert wording.say(lang, mine) in said
        assert wording.say({"zh": "en", "en": "zh"}[lang], mine) not in said
    status, role, target = {
        "zh": ("已实施", "政府法律顾问", "目标年份 2025"),
        "en": ("implemented", "government adviser", "due in 2025"),
    }[lang]
    assert status in said and role in said and target in said and "≈ 12,000" in said
    assert ("police and grid" in said) == (lang == "en")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("live", [True, False])
def test_hostile_text_stays_text(store: UnionStore, lang: str, live: bool) -> None:
    found = seen(store, HOSTILE_ID, lang, live=live)
    assert "".join(found.segments) == visible(reading(store, HOSTILE_ID).text)
    assert [a["src"].rpartition("/")[2] for a in found.all("script")] == ["site.js", "reader.js"]
    assert {tag for tag, _ in found.elements}.isdisjoint({"img", "iframe", "object", "style", "base"})
    for _, attrs in found.elements:
        assert "style" not in attrs and not any(name.startswith("on") for name in attrs)
        for name in ("href", "src", "action"):
            assert not attrs.get(name, "").lower().strip().startswith(("javascript:", "vbscript:"))
    said = "".join(found.said)
    assert all(visible(part) in said for part in HOSTILE_PARTS) and "49" not in said
    assert not set("\u202e\u202c\u200b\u2066\u2069") & set(said)


def test_sentences_in_a_row_have_one_note_at_their_end() -> None:
    text = "一。二。 三。四。\n五。"
    spans = [Span(*pair) for pair in ((0, 2), (2, 4), (2, 7), (5, 7), (10, 12))]
    assert run_ends(text, tuple(spans)) == [7, 12]
    assert run_ends(text, (spans[0], Span(7, 9), spans[4])) == [2, 9, 12]
    assert run_ends(text, ()) == []


def test_what_is_not_seen_is_made_visible_in_its_place() -> None:
    assert visible("甲\u202e乙\n丙\u200b\t😀") == "甲\ufffd乙\n丙\ufffd\t😀"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_letters_tell_kinds_apart(lang: str) -> None:
    assert len({wording.letter(lang, kind) for kind in KINDS}) == len(KINDS)
    assert len({wording.kind(lang, kind) for kind in KINDS}) == len(KINDS)


def test_every_kind_has_its_look_and_can_be_hidden() -> None:
    style = resources.files("kg.pages").joinpath("assets", "reader.css").read_text(encoding="utf-8")
    lines = set()
    for kind in KINDS:
        for rule in (
            f"#show-{kind}:checked) .of-{kind}",
            f"#show-{kind}:not(:checked)) :is(.notes .note-{kind}, .fact-{kind})",
        ):
            assert rule in style
        (look,) = re.findall(rf"\.word-{kind} {{([^}}]*)}}", style)
        lines.add(re.sub(r"var\([^)]*\)", "", look))
    assert len(lines) == len(KINDS)  # the line under words tells them apart without colour


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_colours_are_read_on_every_ground() -> None:
    """WCAG: at least 4.5 to 1, for a kind's letter on its own tint, and for the text on any ground."""
    style = resources.files("kg.pages").joinpath("assets", "reader.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", style))
    pairs = [(colours[kind], colours[f"{kind}-tint"]) for kind in KINDS]
    pairs += [("#1d2733", colours[name]) for name in ("chosen", *(f"{kind}-tint" for kind in KINDS))]
    for ink, ground in pairs:
        light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)
