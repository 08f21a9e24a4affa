"""The picture of all towns: search, a practice, a town's details, names by distance, keys, a phone, no WebGL, the disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from small_graph import HOSTILE

from kg.pages.writing import write_site
from kg.store import Store

if TYPE_CHECKING:
    from playwright.sync_api import Page

    Visit = Callable[..., Page]
    Faults = Callable[[Page], list[str]]

pytestmark = pytest.mark.browser
READY = "#overview[data-ready]"


def opened(visit: Visit, host: str, more: str = "", **shape: object) -> Page:
    page = visit(f"{host}/overview{more}", host=host, **shape)
    page.wait_for_selector(READY)
    return page


def named(page: Page) -> dict[str, int]:
    """How many names of each kind stand in the picture."""
    found: dict[str, int] = page.evaluate("kgPicture.names()")
    return found


def choose_practice(page: Page, typed: str) -> None:
    page.locator("#practice").fill(typed)
    page.locator("#practices li").first.wait_for()
    page.locator("#practice").press("Enter")
    page.locator("#told a").wait_for()


def test_all_towns_are_drawn_with_the_names_of_their_provinces(visit: Visit, host: str) -> None:
    page = opened(visit, host)
    assert page.locator("#told").inner_text().startswith("4 个有报告的乡镇")
    assert page.evaluate("kgPicture.scene.sigma.getGraph().order") == 4
    assert named(page)["provinces"] >= 2
    assert page.locator("#legend li").count() >= 2
    assert page.locator("#by-province tbody tr").count() >= 2


def test_a_town_is_found_by_name_and_by_pinyin_and_leads_to_its_page(visit: Visit, host: str) -> None:
    page = opened(visit, host)
    box = page.locator("#seek")
    box.fill("二号")
    page.locator("#seen li").first.wait_for()
    box.press("Enter")
    detail = page.locator("#detail")
    assert detail.locator("h2").inner_text() == "二号镇"
    assert "写到 3 项做法" in detail.inner_text() and "2024" in detail.inner_text()
    detail.get_by_role("button", name="关闭").click()
    assert detail.is_hidden()
    box.fill("ehz")
    page.locator("#seen li").first.wait_for()
    box.press("ArrowDown")
    box.press("Enter")
    assert detail.locator("h2").inner_text() == "二号镇"
    detail.get_by_role("link").click()
    page.wait_for_url(lambda url: unquote(url).endswith("/place/甲省甲县二号镇"))


def test_what_is_not_there_is_said(visit: Visit, host: str) -> None:
    page = opened(visit, host)
    page.locator("#seek").fill("没有这个地方")
    page.locator("#seen li").first.wait_for()
    assert page.locator("#seen li").inner_text() == "没有找到。"


def test_a_practice_tells_who_runs_plans_or_does_not_name_it(visit: Visit, host: str) -> None:
    page = opened(visit, host)
    choose_practice(page, "fqjy")
    assert "4 个乡镇中有 3 个写到" in page.locator("#told").inner_text()
    said, many = (page.locator(f"#legend li {kind}").all_inner_texts() for kind in ("b", "small"))
    towns = {status: text.split()[0] for status, text in zip(said, many, strict=True)}
    assert towns == {"已实施": "2", "试点中": "0", "推进中": "0", "计划": "1", "没有写到": "1"}
    row = page.locator("#by-province tr[data-province=甲省] td.more").all_inner_texts()
    assert row[:3] == ["2", "100.0%", "1"]
    colours = page.evaluate(
        "kgPicture.scene.sigma.getGraph().mapNodes((key, one) => [one.label, one.color, one.shape, one.zIndex])"
    )
    assert len({tuple(one[1:]) for one in colours}) == 3
    assert unquote(page.url).endswith("#practice=枫桥经验")
    page.get_by_role("button", name="不选做法").click()
    assert page.locator("#by-province .more").count() == 0
    assert "#" not in page.url


def test_a_kind_counts_for_the_practice_above_it(visit: Visit, host: str) -> None:
    page = opened(visit, host)
    choose_practice(page, "网格化")
    assert "4 个乡镇中有 2 个写到" in page.locator("#told").inner_text()


def test_an_address_with_practice_and_town_shows_both(visit: Visit, host: str) -> None:
    page = opened(visit, host, "?lang=en#practice=枫桥经验&town=甲省甲县二号镇")
    page.locator("#detail h2").wait_for()
    assert page.locator("#detail h2").inner_text() == "二号镇"
    assert "枫桥经验 (Fengqiao Experience): planned" in page.locator("#detail").inner_text()
    assert "3 of 4 towns name it (75.0%)" in page.locator("#told").inner_text()


def test_a_click_on_a_point_tells_of_its_town(visit: Visit, host: str) -> None:
    page = opened(visit, host)
    page.locator("#picture").scroll_into_view_if_needed()
    where = page.evaluate(
        "(() => { const { scene, towns } = kgPicture; const at = towns.names.indexOf('二号镇');"
        " return scene.sigma.graphToViewport({ x: towns.lie.x[at], y: towns.lie.y[at] }); })()"
    )
    page.locator("#picture").click(position=where)
    page.locator("#detail h2").wait_for()
    assert page.locator("#detail h2").inner_text() == "二号镇"
    page.wait_for_timeout(500)  # sooner, it would be a double click
    page.locator("#picture").click(position={"x": 200, "y": 300})
    page.locator("#detail").wait_for(state="hidden")


def test_everything_is_done_by_keys(visit: Visit, host: str) -> None:
    page = opened(visit, host)
    picture = page.locator("#picture")
    picture.focus()
    before = page.evaluate("kgPicture.scene.sigma.getCamera().getState()")
    picture.press("ArrowRight")
    after = page.evaluate("kgPicture.scene.sigma.getCamera().getState()")
    assert after["x"] > before["x"] and after["ratio"] == before["ratio"]
    picture.press("+")
    page.wait_for_timeout(350)
    assert page.evaluate("kgPicture.scene.sigma.getCamera().getState()")["ratio"] < before["ratio"]
    picture.press("Enter")
    assert page.locator("#detail h2").is_visible()
    page.locator("#detail button").first.focus()
    page.keyboard.press("Escape")
    assert page.locator("#detail").is_hidden()
    assert page.evaluate("document.activeElement.id") == "picture"


def test_a_province_is_chosen_and_hides_the_others(visit: Visit, host: str) -> None:
    page = opened(visit, host)
    page.locator("#province").select_option(label="乙省")
    hidden = "kgPicture.scene.sigma.getGraph().reduceNodes((sum, key, one) => sum + (one.hidden ? 1 : 0), 0)"
    assert page.evaluate(hidden) == 3
    page.locator("#province").select_option("")
    assert page.evaluate(hidden) == 0


def test_places_by_likeness_and_who_is_alike(visit: Visit, host: str) -> None:
    page = opened(visit, host)
    page.locator("#layout").select_option("alike")
    page.get_by_text("不是地理位置").wait_for()
    page.locator("#layout").select_option("map")
    page.get_by_text("位置是示意").wait_for()
    page.evaluate("kgPicture.choose(0)")
    assert page.locator("#detail h3").is_visible()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_a_phone_and_for_everybody(visit: Visit, accessibility_faults: Faults, host: str, lang: str) -> None:
    page = opened(visit, host, f"?lang={lang}#practice=枫桥经验&town=甲省甲县二号镇", width=375, height=700, phone=True)
    page.locator("#detail h2").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert accessibility_faults(page) == []
    stage, told = page.locator(".stage").bounding_box(), page.locator("#detail").bounding_box()
    assert stage and told and told["height"] < stage["height"] / 2  # most of the picture stays in view
    page.locator("#detail .fold").tap()
    small = page.locator("#detail").bounding_box()
    assert small and small["height"] < 70 and page.locator("#detail h2").is_visible()
    assert page.locator("#detail p").first.is_hidden()
    assert page.locator("#detail .fold").get_attribute("aria-expanded") == "false"
    page.locator("#detail .fold").tap()
    assert page.locator("#detail p").first.is_visible()
    page.locator("#practice").focus()
    page.locator("#practices li").first.wait_for()
    assert accessibility_faults(page) == []


def test_a_province_has_a_page_with_its_towns(visit: Visit, accessibility_faults: Faults, host: str) -> None:
    page = opened(visit, host)
    page.locator("#by-province").get_by_role("link", name="甲省").click()
    assert page.get_by_role("heading", level=1).inner_text() == "甲省"
    assert page.locator("main td a").all_inner_texts() == ["一号镇", "二号镇"]
    assert accessibility_faults(page) == []


def test_without_webgl_search_and_table_remain(visit: Visit, host: str) -> None:
    page = visit(f"{host}/about", host=host)
    page.context.add_init_script("HTMLCanvasElement.prototype.getContext = () => null;")
    page.goto(f"{host}/overview")
    page.wait_for_selector(READY)
    assert "不能画 WebGL" in page.locator("#told").inner_text()
    choose_practice(page, "枫桥经验")
    assert page.locator("#by-province .more").count() > 0
    page.locator("#seek").fill("二号")
    page.locator("#seen li").first.wait_for()
    page.locator("#seek").press("Enter")
    assert page.locator("#detail h2").inner_text() == "二号镇"


def test_hostile_names_are_texts(visit: Visit, host: str) -> None:
    page = opened(visit, host)
    page.locator("#seek").fill("</script>")
    page.locator("#seen li").first.wait_for()
    page.locator("#seek").press("Enter")
    assert HOSTILE in page.locator("#detail h2").inner_text()
    choose_practice(page, "</script>")
    assert page.title() != "owned"
    assert page.locator("img").count() == 0


def test_it_opens_from_the_disk(visit: Visit, store: Store, tmp_path: Path) -> None:
    write_site(store, tmp_path / "site")
    page = visit((tmp_path / "site" / "en" / "overview" / "index.html").as_uri())
    page.wait_for_selector(READY)
    assert page.evaluate("kgPicture.scene.sigma.getGraph().order") == 4
    choose_practice(page, "fqjy")
    assert "3 of 4" in page.locator("#told").inner_text()
    page.locator("#seek").fill("二号")
    page.locator("#seen li").first.wait_for()
    page.locator("#seek").press("Enter")
    page.locator("#detail").get_by_role("link").click()
    page.wait_for_url(lambda url: unquote(url).endswith("/en/place/甲省甲县二号镇/index.html"))
    assert page.get_by_role("heading", level=1).is_visible()
