"""The graph as one file in a real browser: it asks no host for anything, shows evidence, keeps hostile names harmless, and
fits a phone."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "analysis"))
from small_graph import HOSTILE, hostile_graph, small_store
from waiting import until

from kg.analysis import practice_graph
from kg.views import render

if TYPE_CHECKING:
    from playwright.sync_api import Page

    Visit = Callable[..., Page]

pytestmark = pytest.mark.browser
MECH = "https://w3id.org/towngov/mechanism/"
FENGQIAO = MECH + "枫桥经验"
TITLE = "基层治理做法图谱"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render(practice_graph(small_store(hostile_graph())), tmp_path_factory.mktemp("page") / "图谱.html")


@pytest.fixture
def opened(visit: Visit, file: Path) -> Visit:
    """Opens the page, or another file, and waits until names are drawn."""

    def shown(other: Path | None = None, **how: Any) -> Page:
        page = visit((other or file).as_uri(), **how)
        until(page, "kg.labels.last.length > 0")
        return page

    return shown


def click_on(page: Page, x: float, y: float) -> None:
    """A real click at a place of the graph, in its own pixels."""
    page.click("#graph", position={"x": x, "y": y})


def click_node(page: Page, node: str) -> None:
    at = page.evaluate("(id) => kg.network.canvasToDOM(kg.network.getPosition(id))", node)
    click_on(page, at["x"], at["y"])


def test_languages_and_movement_ask_for_nothing(opened: Visit) -> None:
    asked: list[str] = []
    page = opened()
    page.on("request", lambda request: asked.append(request.url))
    page.click("#language")
    page.click("#physics")
    assert page.get_attribute("#physics", "aria-pressed") == "true"
    before = page.evaluate("kg.network.getPositions()")
    until(page, "(was) => JSON.stringify(kg.network.getPositions()) !== JSON.stringify(was)", before)
    page.click("#physics")
    assert page.get_attribute("#physics", "aria-pressed") == "false" and asked == []


def test_what_moved_goes_back_to_its_place(opened: Visit) -> None:
    page = opened()
    placed = page.evaluate("kg.network.getPositions()")
    assert page.locator("#layout").is_hidden()
    page.click("#physics")
    until(page, "(was) => JSON.stringify(kg.network.getPositions()) !== JSON.stringify(was)", placed)
    page.click("#layout")
    until(page, "(was) => JSON.stringify(kg.network.getPositions()) === JSON.stringify(was)", placed)
    assert page.get_attribute("#physics", "aria-pressed") == "false" and page.locator("#layout").is_hidden()
    page.wait_for_timeout(300)  # nothing goes on moving
    assert page.evaluate("kg.network.getPositions()") == placed


def test_click_on_a_node_shows_the_sentence_in_its_context(opened: Visit) -> None:
    page = opened()
    click_node(page, FENGQIAO)
    until(page, "kg.state.selected !== null")
    text = page.inner_text("#panel")
    assert "我镇践行“枫桥经验”，化解纠纷。" in text
    assert "此后另有安排。" in text  # the sentence after it
    assert "01.txt · 2024年" in text
    assert "3 / 4 个有报告的乡镇写到" in text
    assert "我镇践行“枫桥经验”，化解纠纷。" in page.locator("#panel mark").all_inner_texts()


def test_click_on_a_line_shows_its_status_and_sentence(opened: Visit) -> None:
    page = opened()
    middle = page.evaluate(
        """() => { const edge = kg.data.edges.find((e) => e.value === "planned");
        const [a, b] = [edge.source, edge.target].map((id) => kg.network.canvasToDOM(kg.network.getPosition(id)));
        return [(a.x + b.x) / 2, (a.y + b.y) / 2] }"""
    )
    click_on(page, *middle)
    until(page, "kg.state.edge !== null")
    assert "明年推行枫桥经验。" in page.inner_text("#panel") and "计划 2024" in page.inner_text("#panel")


def test_hostile_names_stay_text(opened: Visit) -> None:
    page = opened()
    page.evaluate("kg.select('https://w3id.org/towngov/mechanism/丙省丙县_坏', true)")
    assert HOSTILE in page.evaluate("document.getElementById('panel').textContent")
    assert page.title() == TITLE
    assert page.locator("img, iframe, object").count() == 0
    page.fill("#search", "img")
    page.wait_for_selector("#hits [role=option]")
    assert page.title() == TITLE


def test_search_and_panel_by_keyboard_alone(opened: Visit) -> None:
    page = opened()
    page.focus("#search")
    page.keyboard.type("枫桥")
    assert page.locator("#hits [role=option]").count() == 1
    page.keyboard.press("Enter")
    until(page, "document.activeElement.id === 'panel'")
    page.keyboard.press("Tab")
    towns = ("甲省甲县一号镇", "乙省乙市乙县一号镇", "二号镇")
    assert page.evaluate("document.activeElement.textContent") in towns
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"  # where one is can be seen
    page.keyboard.press("Enter")
    assert page.evaluate("kg.nodes.get(kg.state.selected).kind") == "town"
    page.keyboard.press("Escape")
    assert page.evaluate("kg.state.selected") is None


def test_filters_hide_lines_and_what_hangs_on_them(opened: Visit) -> None:
    page = opened()
    shown = "(id) => kg.visible(kg.nodes.get(id))"
    assert page.evaluate(shown, MECH + "微网格")
    page.uncheck('input[data-key="piloting"]')
    assert not page.evaluate(shown, MECH + "微网格")
    page.locator("#least").fill("2")
    assert page.evaluate("kg.data.nodes.filter((n) => n.kind === 'practice' && kg.visible(n)).length") == 1


def test_both_languages(opened: Visit) -> None:
    page = opened()
    page.click("#language")
    assert page.title() == "Practices of grassroots governance"
    assert page.get_attribute("html", "lang") == "en"
    page.evaluate("(id) => kg.select(id, true)", FENGQIAO)
    assert "Fengqiao Experience" in page.inner_text("#panel")
    assert "named by 3 of 4 towns that reported" in page.inner_text("#panel")
    page.click("#language")
    assert "3 / 4 个有报告的乡镇写到" in page.inner_text("#panel")  # what is told stays


def test_what_a_drawing_is_about_is_told_in_the_other_language_too(opened: Visit, tmp_path: Path) -> None:
    page = opened(render(practice_graph(small_store(), practice="枫桥经验"), tmp_path / "a.html"))
    assert page.inner_text("#panel h2") == "枫桥经验"
    page.click("#language")
    assert page.inner_text("#panel h2") == "Fengqiao Experience"


@pytest.mark.parametrize("width", [375, 390])
def test_a_phone_is_wide_enough(opened: Visit, width: int) -> None:
    page = opened(width=width, height=780, phone=True)
    assert page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]") == [width, width]
    for language in ("zh", "en"):
        low = page.evaluate(
            """[...document.querySelectorAll("header button, #buttons button, #search, summary")]
            .filter((e) => !e.hidden && e.id !== "" && e.getBoundingClientRect().height < 30).map((e) => e.id)"""
        )
        assert low == []
        outside = "[...document.querySelectorAll('#buttons button')].filter((e) => e.getBoundingClientRect().right > innerWidth)"
        assert page.evaluate(f"{outside}.map((e) => e.id)") == [], language
        page.click("#language")
    page.evaluate("(id) => kg.select(id, true)", FENGQIAO)
    until(page, "document.getElementById('panel').getBoundingClientRect().top < innerHeight / 2")
    assert "我镇践行“枫桥经验”，化解纠纷。" in page.inner_text("#panel")
    # Graph and panel are both in view, and what was chosen is in the part of the graph that shows.
    top, bottom = page.evaluate(
        "(() => { const b = document.getElementById('graph').getBoundingClientRect(); return [b.top, b.bottom] })()"
    )
    assert top >= 0 and bottom - top > 150
    inside = """([id, wide, high]) => { const at = kg.network.canvasToDOM(kg.network.getPosition(id));
        return at.x > 0 && at.x < wide && at.y > 0 && at.y < high }"""
    until(page, inside, [FENGQIAO, width, bottom - top])
    page.click("#filters-title")
    assert page.evaluate("document.getElementById('legend').getBoundingClientRect().bottom") < 780


def test_on_a_phone_what_was_left_out_is_a_touch_away(opened: Visit, tmp_path: Path) -> None:
    page = opened(
        render(practice_graph(small_store(), most_nodes=4), tmp_path / "a.html"), width=375, height=780, phone=True
    )
    assert page.locator("#limits").is_hidden() and page.locator("#more-notes").inner_text() == "图中未画全"
    page.tap("#notes summary")
    assert "未画出：" in page.inner_text("#limits")
    assert "、0 " not in page.inner_text("#limits") and "：0 " not in page.inner_text("#limits")


def test_lines_without_sentences_say_so(opened: Visit, tmp_path: Path) -> None:
    page = opened(render(practice_graph(small_store(), most_proven=1), tmp_path / "a.html"))
    page.evaluate("(id) => kg.select(id, true)", FENGQIAO)
    assert page.inner_text("#panel").count("原句未放进本图") == 4
    count = page.evaluate("kg.data.edges.filter((edge) => edge.relation === 'status' && !edge.evidence.length).length")
    assert f"{count} 条连线未附原句" in page.inner_text("#limits")


def test_names_cover_neither_names_nor_nodes(opened: Visit, seeds: Path) -> None:
    page = opened(seeds, width=1440, height=900)
    page.click("#fit")
    page.wait_for_timeout(600)
    covered = page.evaluate(
        """() => { const hit = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
        const boxes = kg.labels.boxes;
        const nodes = kg.data.nodes.filter(kg.visible).map((n) => kg.network.canvasToDOM(kg.network.getPosition(n.id)));
        const middle = (n) => [n.x - 1, n.y - 1, n.x + 1, n.y + 1];
        return [boxes.some((a, i) => boxes.slice(i + 1).some((b) => hit(a, b))),
          nodes.filter((n) => boxes.some((box) => hit(box, middle(n)))).length / nodes.length] }"""
    )
    assert covered[0] is False and covered[1] < 0.05
    named = set(page.evaluate("kg.labels.last"))
    nodes = page.evaluate("kg.data.nodes.slice(0, kg.data.drawn.nodes)")
    firms = {node["id"] for node in nodes if node["kind"] in ("firm", "office")}
    most = {node["id"] for node in nodes if node["kind"] == "practice" and node["towns"] >= 3}
    assert FENGQIAO in named and firms <= named and len(most & named) >= 0.8 * len(most)
    stage = page.evaluate(
        "['graph', 'buttons'].map((id) => document.getElementById(id).getBoundingClientRect()).map((b) => [b.top, b.bottom])"
    )
    assert stage[0][1] <= stage[1][0]  # buttons stand below the graph, not on it
