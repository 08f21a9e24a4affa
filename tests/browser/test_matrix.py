"""Towns by practices in a browser: a cell tells its sentence, names are found, keys and filters work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.pages.writing import write_site
from kg.store import Store

if TYPE_CHECKING:
    from playwright.sync_api import Page

    Visit = Callable[..., Page]
    Faults = Callable[[Page], list[str]]

pytestmark = pytest.mark.browser


def test_a_click_shows_the_sentence_and_the_report_is_one_more_away(visit: Visit, host: str) -> None:
    page = visit(f"{host}/matrix", host=host)
    page.locator(".cell.implemented").first.click()
    proof = page.get_by_role("region", name="所选格子的原句")
    assert "枫桥经验" in proof.locator("blockquote").inner_text()
    assert proof.locator(".state").inner_text() == "已实施"
    page.keyboard.press("Escape")
    assert not proof.is_visible()
    page.keyboard.press("Enter")
    proof.get_by_role("link", name="看原文").click()
    page.wait_for_url("**/report/*#c*")


def test_arrows_go_from_cell_to_cell(visit: Visit, host: str) -> None:
    page = visit(f"{host}/matrix?lang=en", host=host)
    page.locator("td[tabindex='0']").focus()
    where = "document.activeElement.parentNode.rowIndex + ',' + document.activeElement.cellIndex"
    assert page.evaluate(where) == "1,1"
    for key, there in (
        ("ArrowDown", "2,1"),
        ("ArrowUp", "1,1"),
        ("ArrowUp", "1,1"),
        ("ArrowLeft", "1,1"),
        ("End", "1,1"),
    ):
        page.keyboard.press(key)
        assert page.evaluate(where) == there, key
    page.keyboard.press("Enter")
    assert page.locator(".proof").is_visible()


def test_names_are_found_by_sign_and_sound(visit: Visit, host: str) -> None:
    page = visit(f"{host}/matrix", host=host)
    find = page.get_by_label("找乡镇或做法")
    for asked, found in (("枫桥", "枫桥经验"), ("fengqiao", "枫桥经验"), ("fqjy", "枫桥经验"), ("甲县二号", "二号镇")):
        find.fill(asked)
        assert found in page.locator(".matrix .found").first.inner_text()
    find.fill("无此名")
    assert page.locator(".seek .hit").inner_text() == "0 处"
    find.fill("枫桥")
    find.press("Enter")
    assert page.evaluate("document.activeElement.localName") == "td"


def test_a_server_is_asked_anew(visit: Visit, host: str) -> None:
    page = visit(f"{host}/matrix", host=host)
    page.get_by_label("至少几个乡镇").fill("50")
    page.get_by_role("button", name="显示").click()
    page.get_by_text("请放宽条件").wait_for()
    assert page.get_by_label("至少几个乡镇").input_value() == "50"


def test_files_are_filtered_on_the_spot(visit: Visit, store: Store, tmp_path: Path) -> None:
    write_site(store, tmp_path / "site", languages=("zh",))
    page = visit((tmp_path / "site" / "matrix" / "index.html").as_uri())
    rows = page.locator(".matrix tbody tr:visible")
    before = rows.count()
    page.get_by_label("省").select_option("乙省")
    assert 0 < rows.count() < before
    page.get_by_label("省").select_option("")
    page.get_by_label("状态").select_option("planned")
    assert set(page.locator(".cell:visible").evaluate_all("all => all.map(one => one.classList[1])")) == {"planned"}
    assert rows.count() < before
    page.get_by_label("至少几个乡镇").fill("99")
    assert rows.count() == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_a_phone_heads_stay_and_the_sentence_comes_from_below(
    visit: Visit, accessibility_faults: Faults, host: str, lang: str
) -> None:
    page = visit(f"{host}/matrix?lang={lang}", width=375, height=700, phone=True, host=host)
    page.locator(".cell").first.tap()
    box = page.locator(".proof").bounding_box()
    assert box is not None and abs(box["y"] + box["height"] - 700) < 2 and box["width"] == 375
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert accessibility_faults(page) == []


def test_without_scripts_it_is_a_table(visit: Visit, host: str) -> None:
    page = visit(f"{host}/matrix", host=host, java_script_enabled=False)
    assert not page.locator(".seek").is_visible()
    page.locator(".cell").first.click()
    page.wait_for_url("**/report/*#c*")
