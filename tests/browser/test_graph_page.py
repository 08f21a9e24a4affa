"""The page in a real browser: it asks no host for anything, shows evidence, keeps hostile names harmless, fits a phone.

Needs Debian's chromium and chromium-driver (and fonts-noto-cjk to look right).
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "analysis"))
from small_graph import HOSTILE, hostile_graph, small_store

from kg.analysis import practice_graph
from kg.views import render

pytestmark = pytest.mark.browser
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("page") / "图谱.html"
    return render(practice_graph(small_store(hostile_graph())), file)


@pytest.fixture
def opened(page: Path) -> Iterator[Open]:
    """Opens the page in a browser of a given size and returns the driver."""
    webdriver = pytest.importorskip("selenium.webdriver")
    from selenium.webdriver.chrome.service import Service

    driver_path = shutil.which("chromedriver")
    if driver_path is None:
        pytest.skip("chromedriver is not installed")
    drivers = []

    def open_page(width: int = 1440, height: int = 900, phone: bool = False, shown: Path = page) -> Any:
        options = webdriver.ChromeOptions()
        for argument in (
            "--headless=new",
            "--no-sandbox",
            "--disable-dev-shm-usage",
            f"--window-size={width},{height}",
        ):
            options.add_argument(argument)
        if phone:
            metrics = {"width": width, "height": height, "pixelRatio": 2, "touch": True}
            options.add_experimental_option("mobileEmulation", {"deviceMetrics": metrics})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        driver = webdriver.Chrome(options=options, service=Service(driver_path))
        drivers.append(driver)
        driver.get(shown.as_uri())
        until(driver, "return typeof kg !== 'undefined' && kg.labels.last.length > 0")
        return driver

    yield open_page
    for driver in drivers:
        driver.quit()


def until(driver: Any, script: str, seconds: float = 10) -> Any:
    """Waits until ``script`` returns something true, and returns it."""
    end = time.monotonic() + seconds
    while True:
        found = driver.execute_script(script)
        if found or time.monotonic() > end:
            assert found, script
            return found
        time.sleep(0.05)


def requested(driver: Any) -> list[str]:
    """Addresses that the page asked for."""
    messages = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    return [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]


def click_node(driver: Any, node: str) -> None:
    """A real mouse click where the node stands."""
    from selenium.webdriver.common.action_chains import ActionChains

    at = driver.execute_script("return kg.network.canvasToDOM(kg.network.getPosition(arguments[0]))", node)
    graph = driver.find_element("id", "graph")
    size = graph.size
    offset = (round(at["x"] - size["width"] / 2), round(at["y"] - size["height"] / 2))
    ActionChains(driver).move_to_element_with_offset(graph, *offset).click().perform()


def panel(driver: Any) -> str:
    text: str = driver.find_element("id", "panel").text
    return text


FENGQIAO = "https://w3id.org/towngov/mechanism/枫桥经验"


def test_no_errors_and_no_requests(opened: Open) -> None:
    driver = opened()
    driver.find_element("id", "language").click()
    driver.find_element("id", "physics").click()
    time.sleep(0.5)
    assert [entry for entry in driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")] == []
    addresses = requested(driver)
    assert len([a for a in addresses if a.startswith("file:")]) == 1
    assert [a for a in addresses if not a.startswith(("file:", "data:"))] == []


def test_click_on_a_node_shows_the_sentence_in_its_context(opened: Open) -> None:
    driver = opened()
    click_node(driver, FENGQIAO)
    until(driver, "return kg.state.selected !== null")
    text = panel(driver)
    assert "我镇践行“枫桥经验”，化解纠纷。" in text
    assert "此后另有安排。" in text  # the sentence after it
    assert "01.txt · 2024年" in text
    assert "3 / 4 个有报告的乡镇写到" in text
    marked = [mark.text for mark in driver.find_elements("css selector", "#panel mark")]
    assert "我镇践行“枫桥经验”，化解纠纷。" in marked


def test_click_on_a_line_shows_its_status_and_sentence(opened: Open) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    driver = opened()
    middle = driver.execute_script(
        """const edge = kg.data.edges.find((e) => e.value === "planned");
        const [a, b] = [edge.source, edge.target].map((id) => kg.network.canvasToDOM(kg.network.getPosition(id)));
        return [(a.x + b.x) / 2, (a.y + b.y) / 2]"""
    )
    graph = driver.find_element("id", "graph")
    offset = (round(middle[0] - graph.size["width"] / 2), round(middle[1] - graph.size["height"] / 2))
    ActionChains(driver).move_to_element_with_offset(graph, *offset).click().perform()
    until(driver, "return kg.state.edge !== null")
    assert "明年推行枫桥经验。" in panel(driver)
    assert "计划 2024" in panel(driver)


def test_hostile_names_stay_text(opened: Open) -> None:
    driver = opened()
    driver.execute_script("kg.select('https://w3id.org/towngov/mechanism/丙省丙县_坏', true)")
    until(driver, "return kg.state.selected !== null")
    assert HOSTILE in panel(driver)
    assert driver.title == "基层治理做法图谱"
    assert driver.find_elements("css selector", "img, iframe, object") == []
    search = driver.find_element("id", "search")
    search.send_keys("img")
    until(driver, "return document.querySelectorAll('#hits [role=option]').length > 0")
    assert driver.title == "基层治理做法图谱"


def test_search_and_panel_by_keyboard_alone(opened: Open) -> None:
    from selenium.webdriver.common.keys import Keys

    driver = opened()
    search = driver.find_element("id", "search")
    search.send_keys("枫桥")
    until(driver, "return document.querySelectorAll('#hits [role=option]').length === 1")
    search.send_keys(Keys.ENTER)
    until(driver, "return document.activeElement.id === 'panel'")
    driver.switch_to.active_element.send_keys(Keys.TAB)
    assert driver.switch_to.active_element.text in ("甲省甲县一号镇", "乙省乙市乙县一号镇", "二号镇")
    driver.switch_to.active_element.send_keys(Keys.ENTER)
    until(driver, "return kg.nodes.get(kg.state.selected).kind === 'town'")
    driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    until(driver, "return kg.state.selected === null")


def test_filters_hide_lines_and_what_hangs_on_them(opened: Open) -> None:
    driver = opened()
    box = driver.find_element("css selector", 'input[data-key="piloting"]')
    assert driver.execute_script("return kg.visible(kg.nodes.get(arguments[0]))", mech("微网格"))
    box.click()
    assert not driver.execute_script("return kg.visible(kg.nodes.get(arguments[0]))", mech("微网格"))
    driver.execute_script(
        "const least = document.getElementById('least'); least.value = 2; least.dispatchEvent(new Event('input'))"
    )
    shown = driver.execute_script("return kg.data.nodes.filter((n) => n.kind === 'practice' && kg.visible(n)).length")
    assert shown == 1


def mech(name: str) -> str:
    return "https://w3id.org/towngov/mechanism/" + name


def test_both_languages(opened: Open) -> None:
    driver = opened()
    driver.find_element("id", "language").click()
    assert driver.title == "Practices of grassroots governance"
    assert driver.find_element("tag name", "html").get_attribute("lang") == "en"
    driver.execute_script("kg.select(arguments[0], true)", FENGQIAO)
    assert "Fengqiao Experience" in panel(driver)
    assert "named by 3 of 4 towns that reported" in panel(driver)


@pytest.mark.parametrize("width", [375, 390])
def test_a_phone_is_wide_enough(opened: Open, width: int) -> None:
    driver = opened(width, 780, phone=True)
    widest = driver.execute_script("return [document.documentElement.scrollWidth, window.innerWidth]")
    assert widest == [width, width]
    low = driver.execute_script(
        """return [...document.querySelectorAll("header button, #buttons button, #search, summary")]
        .filter((e) => !e.hidden && e.getBoundingClientRect().height < 30).map((e) => e.id)"""
    )
    assert low == []
    driver.execute_script("kg.select(arguments[0], true)", FENGQIAO)
    until(driver, "return document.getElementById('panel').getBoundingClientRect().top < window.innerHeight / 2")
    assert "我镇践行“枫桥经验”，化解纠纷。" in panel(driver)
    # Graph and panel are both in view, and what was chosen is in the part of the graph that shows.
    graph = driver.execute_script(
        "const b = document.getElementById('graph').getBoundingClientRect(); return [b.top, b.bottom]"
    )
    assert graph[0] >= 0 and graph[1] - graph[0] > 150
    time.sleep(0.6)
    at = driver.execute_script("return kg.network.canvasToDOM(kg.network.getPosition(arguments[0]))", FENGQIAO)
    assert 0 < at["x"] < width and 0 < at["y"] < graph[1] - graph[0]
    driver.find_element("id", "filters-title").click()
    legend = driver.execute_script("return document.getElementById('legend').getBoundingClientRect().bottom")
    assert legend < 780


def test_names_cover_neither_names_nor_nodes(opened: Open, tmp_path: Path) -> None:
    from kg.build import build
    from kg.store import open_store

    build([Path(__file__).parents[2] / "seeds"], tmp_path / "store")
    with open_store(tmp_path / "store") as store:
        graph = practice_graph(store)
    driver = opened(shown=render(graph, tmp_path / "seeds.html"))
    driver.find_element("id", "fit").click()
    time.sleep(0.6)
    covered = driver.execute_script(
        """const hit = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
        const boxes = kg.labels.boxes;
        const nodes = kg.data.nodes.filter(kg.visible).map((n) => kg.network.canvasToDOM(kg.network.getPosition(n.id)));
        const middle = (n) => [n.x - 1, n.y - 1, n.x + 1, n.y + 1];
        return [boxes.some((a, i) => boxes.slice(i + 1).some((b) => hit(a, b))),
          nodes.filter((n) => boxes.some((box) => hit(box, middle(n)))).length / nodes.length]"""
    )
    assert covered[0] is False and covered[1] < 0.05
    named = set(driver.execute_script("return kg.labels.last"))
    firms = {node.id for node in graph.nodes if node.kind in ("firm", "office")}
    most = {node.id for node in graph.nodes if node.kind == "practice" and node.towns >= 3}
    assert FENGQIAO in named and firms <= named and len(most & named) >= 0.8 * len(most)
    stage = driver.execute_script(
        "return ['graph', 'buttons'].map((id) => document.getElementById(id).getBoundingClientRect()).map((b) => [b.top, b.bottom])"
    )
    assert stage[0][1] <= stage[1][0]  # buttons stand below the graph, not on it
