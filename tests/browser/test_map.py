"""The map of a practice in a browser: coloured by what is asked, year by year, towns behind each point; with a person's
own boundaries, by mouse and keyboard, on a phone and from the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import pytest
from folders import stored
from mapped_graph import mapped_store

from kg.pages.writing import write_site
from kg.store import Store, open_store
from kg.views.boundaries import Boundaries, drawn_boundaries
from kg.web import application
from kg.web.serving import in_thread

if TYPE_CHECKING:
    from playwright.sync_api import Page

    Visit = Callable[..., Page]
    Faults = Callable[[Page], list[str]]

pytestmark = pytest.mark.browser

PATH = "/mechanism/枫桥经验"
HOSTILE = "</text><script>document.title='owned'</script>"


@pytest.fixture(scope="module")
def borders() -> Boundaries:
    ring = [[100, 28], [115, 28], [115, 38], [100, 38], [100, 28]]
    told = {"type": "Feature", "properties": {"name": HOSTILE}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    return drawn_boundaries(told)


@pytest.fixture(scope="module")
def mapped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(stored(mapped_store(12).store, tmp_path_factory.mktemp("mapped"))) as opened:
        yield opened


@pytest.fixture(scope="module")
def outlined(mapped: Store, borders: Boundaries) -> Iterator[str]:
    """The site with boundaries, served for real."""
    with in_thread(application(mapped, borders)) as address:
        yield address


def shades(page: Page) -> dict[str, str]:
    """County → its class, as far as it is shown."""
    told = page.eval_on_selector_all(
        ".points .county:not(.gone)", "nodes => nodes.map(one => [one.dataset.key, one.getAttribute('class')])"
    )
    return {key: name.split()[1] for key, name in told}


def test_a_point_tells_its_towns_and_leads_to_them(visit: Visit, outlined: str) -> None:
    page = visit(outlined + quote(PATH), host=outlined)
    page.locator('[data-key="乙省乙市乙县"]').click()
    told = page.get_by_role("region", name="所选的县")
    assert told.get_by_role("heading").inner_text() == "乙省乙市乙县"
    assert "1 / 1" in told.inner_text()
    told.get_by_role("link", name="乙省乙市乙县", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text() == "乙县"
    page.go_back()
    page.locator('[data-key="乙省乙市乙县"]').click()
    told.get_by_role("link", name="一号镇").click()
    page.wait_for_url(lambda url: unquote(url).endswith("/place/乙省乙市乙县一号镇"))


def test_the_map_is_coloured_by_what_is_asked_year_by_year(visit: Visit, outlined: str) -> None:
    page = visit(outlined + quote(PATH), host=outlined)
    assert shades(page) == {"甲省甲县": "s4", "乙省乙市乙县": "s4"}
    year = page.get_by_role("slider")
    assert year.get_attribute("aria-valuetext") == "所有年份"
    page.get_by_label("颜色表示").select_option("number")
    assert shades(page) == {"甲省甲县": "s1", "乙省乙市乙县": "s1"}
    year.fill("0")
    assert page.locator(".mapping output").inner_text() == "2023"
    assert shades(page) == {"乙省乙市乙县": "s1"}  # nobody in 甲县 reported on 2023
    page.get_by_label("颜色表示").select_option("first")
    assert shades(page) == {"甲省甲县": "s0", "乙省乙市乙县": "p0"}
    assert page.get_by_text("不是事实上最早").first.is_visible()
    page.get_by_role("button", name="逐年播放").click()
    page.locator(".mapping output", has_text="所有年份").wait_for()
    assert shades(page) == {"甲省甲县": "p1", "乙省乙市乙县": "p0"}


def test_the_keyboard_goes_from_county_to_county(visit: Visit, outlined: str) -> None:
    page = visit(outlined + quote(PATH) + "?lang=en", host=outlined)
    picture = page.get_by_role("application")
    picture.focus()
    head = page.locator(".chosen h3")
    for key in ("ArrowRight", "ArrowLeft", "ArrowRight"):
        page.keyboard.press(key)
    head.get_by_text("乙省乙市乙县").wait_for()
    page.keyboard.press("ArrowLeft")
    head.get_by_text("甲省甲县").wait_for()
    before = picture.get_attribute("viewBox")
    page.keyboard.press("+")
    assert picture.get_attribute("viewBox") != before
    page.keyboard.press("0")
    assert picture.get_attribute("viewBox") == "0.0 0.0 720.0 636.0"
    page.get_by_label("Find a county").fill("乙县")
    head.get_by_text("乙省乙市乙县").wait_for()


def test_boundaries_are_an_image_in_which_nothing_runs(visit: Visit, outlined: str) -> None:
    page = visit(outlined + quote(PATH), host=outlined)
    assert page.locator("svg.map image.outlines").get_attribute("href") == "/assets/boundaries.svg"
    assert page.locator("svg.map image.outlines").bounding_box()
    alone = visit(f"{outlined}/assets/boundaries.svg", host=outlined)
    assert alone.title() != "owned" and alone.locator("path").count() == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_phone_shows_it_all(visit: Visit, accessibility_faults: Faults, outlined: str, lang: str) -> None:
    page = visit(outlined + quote(PATH) + f"?lang={lang}", width=375, height=700, phone=True, host=outlined)
    page.locator('[data-key="甲省甲县"]').tap()
    page.locator(".chosen li").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert accessibility_faults(page) == []


def test_without_scripts_the_counties_stand_in_a_table(visit: Visit, outlined: str) -> None:
    page = visit(outlined + quote(PATH), host=outlined, java_script_enabled=False)
    assert not page.get_by_label("颜色表示").is_visible()
    page.get_by_text("写到的县，乡镇多的在前").click()
    assert "甲省甲县" in page.locator(".listed table").inner_text()


def test_the_map_works_from_the_disk(visit: Visit, mapped: Store, borders: Boundaries, tmp_path: Path) -> None:
    write_site(mapped, tmp_path / "site", languages=("en",), boundaries=borders)
    page = visit((tmp_path / "site" / "en" / "mechanism" / "枫桥经验" / "index.html").as_uri())
    page.locator('[data-key="甲省甲县"]').click()
    page.locator(".chosen").get_by_role("link", name="一号镇").click()
    assert page.get_by_role("heading", level=1).inner_text() == "一号镇"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_towns_that_came_first_are_named_whole_when_asked_for(
    visit: Visit, accessibility_faults: Faults, outlined: str, lang: str
) -> None:
    page = visit(outlined + quote(PATH) + f"?lang={lang}", host=outlined)
    year = page.locator("#first-2024")
    assert year.locator("p a").count() == 11
    year.locator("a.more").click()
    page.wait_for_url(lambda url: "first=2024" in url)
    assert page.locator("html").get_attribute("lang") == ("en" if lang == "en" else "zh-CN")
    assert page.locator("#first-2024 p a").count() == 13
    page.locator("#first-2024 p a").last.click()
    assert "/place/" in page.url
    assert accessibility_faults(page) == []
