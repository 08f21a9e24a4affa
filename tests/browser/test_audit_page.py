"""The audit's page in a real browser: no requests, filters, two languages, hostile text harmless, a phone's width, paper.

Needs Debian's chromium and chromium-driver.
"""

from __future__ import annotations

import base64
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "analysis"))
from audit_graph import BAITA, LIUHE, TAOYUAN, Audited, gazetteer, store
from small_graph import HOSTILE

from kg.analysis import audit
from kg.analysis.auditing import coverage as audit_coverage
from kg.views.audit_page import write_audit

pytestmark = pytest.mark.browser
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
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
def opened(page: Path) -> Iterator[Open]:
    webdriver = pytest.importorskip("selenium.webdriver")
    from selenium.webdriver.chrome.service import Service

    driver_path = shutil.which("chromedriver")
    if driver_path is None:
        pytest.skip("chromedriver is not installed")
    drivers = []

    def open_page(width: int = 1280, height: int = 900, phone: bool = False) -> Any:
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
        driver.get(page.as_uri())
        return driver

    yield open_page
    for driver in drivers:
        driver.quit()


def text(driver: Any, element: str) -> str:
    found: str = driver.find_element("id", element).text
    return found


def test_no_errors_no_requests_and_hostile_text_is_text(opened: Open) -> None:
    driver = opened()
    driver.find_element("id", "language").click()
    assert [entry for entry in driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")] == []
    messages = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    asked = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
    assert len([a for a in asked if a.startswith("file:")]) == 1
    assert [a for a in asked if not a.startswith(("file:", "data:"))] == []
    assert HOSTILE in text(driver, "findings") and driver.title != "owned"
    assert driver.find_elements("tag name", "img") == []


def test_numbers_with_what_they_are_of(opened: Open) -> None:
    driver = opened()
    assert "2 / 3\n份报告没有错误和警告" in text(driver, "numbers")
    assert "未见报告 警告 2 / 5" in text(driver, "checks")
    assert "2024 年 5 个乡镇中有 3 个的报告" in text(driver, "findings")
    assert "石门镇、新河街道" in text(driver, "coverage")


def test_filters(opened: Open) -> None:
    driver = opened()
    assert "显示 5 条，共 5 条" in text(driver, "shown")
    next(b for b in driver.find_elements("css selector", "#checks .link") if b.text == "公开偏晚").click()
    assert "显示 1 条" in text(driver, "shown") and "晚 62 天" in text(driver, "findings")
    assert "石门镇" not in text(driver, "findings")
    driver.find_element("css selector", "#check option[value='']").click()
    driver.find_element("id", "search").send_keys("石门")
    assert "显示 1 条" in text(driver, "shown")
    driver.find_element("id", "search").clear()
    driver.find_element("id", "search").send_keys("没有这个镇")
    assert "没有符合条件的条目" in text(driver, "findings")


def test_in_english_and_back(opened: Open) -> None:
    driver = opened()
    driver.find_element("id", "language").click()
    assert text(driver, "title") == "Audit of annual reports on rule-of-law government"
    assert "published 2025-06-01, due before 2025-04-01 (62 days late)" in text(driver, "findings")
    driver.find_element("id", "language").click()
    assert text(driver, "title") == "法治政府建设年度报告审查"


def test_a_phone_scrolls_down_only(opened: Open) -> None:
    driver = opened(390, 844, phone=True)
    assert driver.execute_script("return document.documentElement.scrollWidth <= window.innerWidth")


def test_on_paper_everything_is_open_and_no_filter_is_printed(opened: Open) -> None:
    driver = opened()
    driver.execute_script("document.querySelector('details.area').open = false")
    printed = driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    assert base64.b64decode(printed["data"]).startswith(b"%PDF")
    assert driver.execute_script("return document.querySelector('details.area').open")
