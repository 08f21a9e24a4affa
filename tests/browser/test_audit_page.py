"""The audit's page in a real browser: no requests, filters, two languages, hostile text harmless, a phone's width, paper."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "analysis"))
from audit_graph import BAITA, LIUHE, TAOYUAN, Audited, gazetteer, store
from small_graph import HOSTILE

from kg.analysis import audit
from kg.analysis.auditing import coverage as audit_coverage
from kg.views.audit_page import write_audit

if TYPE_CHECKING:
    from playwright.sync_api import Page

    Visit = Callable[..., Page]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    bad = Audited(1, LIUHE, issued="2025-06-01", parts=("measuresPart", "dutiesPart", "problemsPart", "causesPart"))
    bad.figures(f"全年排查矛盾纠纷143件{HOSTILE}。", ("排查矛盾纠纷", 143, "件", "排查矛盾纠纷"))
    bad.figures("排查矛盾纠纷134件。", ("排查矛盾纠纷", 134, "件", "排查矛盾纠纷"))
    known = gazetteer()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(audit_coverage.places, "load", lambda: known)
        others = [Audited(n, town, issued="2025-02-01") for n, town in ((2, TAOYUAN), (3, BAITA))]
        answer = audit(store(bad, *others), year=2024)
    audit_coverage._listed_areas.cache_clear()
    return write_audit(answer, tmp_path_factory.mktemp("page") / "审查.html")


@pytest.fixture
def opened(visit: Visit, file: Path) -> Visit:
    """Opens the page."""

    def shown(**how: Any) -> Page:
        return visit(file.as_uri(), **how)

    return shown


def test_no_errors_no_requests_and_hostile_text_is_text(opened: Visit) -> None:
    page = opened()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.click("#language")
    assert [url for url in asked if not url.startswith("data:")] == [page.url]
    assert HOSTILE in page.inner_text("#findings") and page.title() != "owned"
    assert page.locator("img").count() == 0


def test_numbers_with_what_they_are_of(opened: Visit) -> None:
    page = opened()
    assert "2 / 3\n份报告没有错误和警告" in page.inner_text("#numbers")
    assert "未见报告 警告 2 / 5" in " ".join(page.inner_text("#checks").split())
    assert "2024 年 5 个乡镇中有 3 个的报告" in page.inner_text("#findings")
    assert "石门镇、新河街道" in page.inner_text("#coverage")


def test_filters(opened: Visit) -> None:
    page = opened()
    assert "显示 5 条，共 5 条" in page.inner_text("#shown")
    page.click("#checks .link:text-is('公开偏晚')")
    assert "显示 1 条" in page.inner_text("#shown") and "晚 62 天" in page.inner_text("#findings")
    assert "石门镇" not in page.inner_text("#findings")
    page.select_option("#check", "")
    page.fill("#search", "石门")
    assert "显示 1 条" in page.inner_text("#shown")
    page.fill("#search", "没有这个镇")
    assert "没有符合条件的条目" in page.inner_text("#findings")


def test_in_english_and_back(opened: Visit) -> None:
    page = opened()
    page.click("#language")
    assert page.inner_text("#title") == "Audit of annual reports on rule-of-law government"
    assert "published 2025-06-01, due before 2025-04-01 (62 days late)" in page.inner_text("#findings")
    page.click("#language")
    assert page.inner_text("#title") == "法治政府建设年度报告审查"


def test_a_phone_scrolls_down_only(opened: Visit) -> None:
    page = opened(width=375, height=812, phone=True)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_on_paper_everything_is_open_and_no_filter_is_printed(opened: Visit) -> None:
    page = opened()
    page.evaluate("document.querySelector('details.area').open = false")
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    assert page.evaluate("document.querySelector('details.area').open")
    page.emulate_media(media="print")
    assert not page.is_visible("#search")
