"""Judging in a browser: by keys, by forms without scripts, on a phone, and what was missed by selecting it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.build import build
from kg.review.journal import Journal, beside
from kg.web.app import application
from kg.web.editing import Editing
from kg.web.serving import in_thread

if TYPE_CHECKING:
    from playwright.sync_api import Page

    Visit = Callable[..., Page]
    Faults = Callable[[Page], list[str]]

pytestmark = pytest.mark.browser


@pytest.fixture
def store(tmp_path: Path) -> Path:
    build([Path(__file__).parents[2] / "seeds"], tmp_path / "kg-store")
    return tmp_path / "kg-store"


@pytest.fixture
def host(store: Path) -> Iterator[str]:
    with in_thread(Editing(store, lambda opened: application(opened, edit=True), "张三")) as address:  # type: ignore[arg-type]
        yield address


def judged(store: Path) -> list[tuple[str, str]]:
    return [(one.about.kind, one.verdict.value) for one in Journal(beside(store)).read().judgements]


def test_keys_judge_and_move_on(visit: Visit, host: str, store: Path) -> None:
    page = visit(host + "/", host=host)
    page.get_by_role("link", name="评判").click()
    first = page.locator(".card h2").first.inner_text()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.className").startswith("card")
    with page.expect_navigation():
        page.keyboard.press("a")
    with page.expect_navigation():
        page.keyboard.press("j")
        page.keyboard.press("r")
    assert judged(store) == [("adoption", "accepted"), ("adoption", "rejected")]
    assert page.locator(".card h2").first.inner_text() != first
    page.locator(".card input[name=why]").first.fill("arc jk")  # letters typed are no keys
    assert len(judged(store)) == 2


def test_what_is_put_right_shows_on_all_pages(visit: Visit, host: str, store: Path) -> None:
    page = visit(host + "/review?practice=枫桥经验", host=host)
    card = page.locator(".card").first
    card.get_by_label("状态").select_option("inProgress")
    card.get_by_label("说明").fill("报告写的是正在建设")
    with page.expect_navigation():
        card.get_by_role("button", name="改正").click()
    page.goto(host + "/review/log")
    assert "报告写的是正在建设" in page.inner_text("table")
    with page.expect_navigation():
        page.get_by_role("button", name="写入图谱").click()
    page.get_by_role("cell", name="已写入").wait_for(timeout=60_000)
    page.goto(host + "/mechanism/枫桥经验")
    assert "推进中" in page.inner_text("main")


def test_words_are_selected_and_added(visit: Visit, host: str, store: Path) -> None:
    page = visit(host + "/review", host=host)
    with page.expect_navigation():
        page.get_by_role("link", name="评判这份报告").first.click()
    page.get_by_text("从上面的正文里选出").click()
    words = page.evaluate(
        """() => { const text = document.getElementById("text"), node = text.firstChild, at = node.data.indexOf("执法");
        const range = document.createRange(); range.setStart(node, at - 6); range.setEnd(node, at + 8);
        getSelection().removeAllRanges(); getSelection().addRange(range); text.dispatchEvent(new MouseEvent("mouseup"));
        return String(getSelection()).trim(); }"""
    )
    assert page.input_value("#words") == words != ""
    form = page.locator("form[action='/review/add']")
    form.locator("input[name=practice]").fill("网格")
    page.locator("datalist option").first.wait_for(state="attached")
    form.locator("input[name=practice]").fill("网格化")
    form.locator("select[name=status]").select_option("planned")
    with page.expect_navigation():
        form.get_by_role("button", name="补上").click()
    assert page.locator("[role=alert]").count() == 0
    assert judged(store) == [("adoption", "added")]


def test_forms_work_without_scripts(visit: Visit, host: str, store: Path) -> None:
    page = visit(host + "/review", host=host, java_script_enabled=False)
    page.locator(".card").first.get_by_role("button", name="不成立").click()
    page.wait_for_load_state()
    assert judged(store) == [("adoption", "rejected")]


@pytest.mark.parametrize("path", ["/review", "/review/log", "/review/quality", "/review?lang=en"])
def test_pages_can_be_used_by_all_and_on_a_phone(
    visit: Visit, host: str, accessibility_faults: Faults, path: str
) -> None:
    page = visit(host + path, host=host, width=390, phone=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert accessibility_faults(page) == []
