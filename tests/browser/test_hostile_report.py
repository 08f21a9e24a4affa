"""A report full of markup, through ``kg build`` and ``kg render``, opened from the disk: all of it stays text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from waiting import READY, until

from kg.build import build
from kg.cli import language, main

if TYPE_CHECKING:
    from playwright.sync_api import Page

    Visit = Callable[..., Page]

pytestmark = pytest.mark.browser

SCRIPT = "<script>document.title='owned'</script>"
IMAGE = "<img src=x onerror=document.title='owned'>"
ENDS = "\"]};document.title='owned'//"
CLOSED = "</script><svg onload=document.title='owned'>"
ADDRESS = "javascript:document.title='owned'"
TURNED = "\u202e\u200b倒写\u202c\u200d"
TEMPLATE = "{{7*7}}${7*7}"
FIRM = "重庆渝州律师事务所"
FIRST = f"""重庆市长寿区万顺镇2023年法治政府建设情况报告

2023年，我镇深入推进法治政府建设，现将有关情况报告如下。
一、主要工作
（一）推进基层治理。我镇践行“枫桥经验”{SCRIPT}，化解纠纷20件。推行“{IMAGE}”工作法，群众满意。探索“{TEMPLATE}网格”工作模式，化解矛盾。创新“邻里{CLOSED}亲”工作法。实行网格化管理{ADDRESS}。
（二）聘请{FIRM}{IMAGE}律师2名担任镇政府法律顾问。
二、存在的问题
一是执法力量{IMAGE}不足，人手少。二是宣传形式{CLOSED}单一{TURNED}，群众参与不够。三是{ENDS}法治意识有待提高。四是{ADDRESS}还有差距。
三、下一步工作计划
（一）加强执法队伍{SCRIPT}建设，推行综合执法。（二）创新宣传方式{TEMPLATE}，继续推进枫桥经验。
"""
SECOND = f"""重庆市长寿区新市街道2024年法治政府建设情况报告

一、主要工作
街道学习“枫桥经验”{CLOSED}，今年调处邻里矛盾31起。全域划分网格{ENDS}，深化网格化管理。{FIRM}{SCRIPT}派出律师担任街道法律顾问。
"""
# Names nothing that the others name: what all towns have tells nobody apart.
THIRD = """重庆市丰都县湛普镇2024年法治政府建设情况报告

一、主要工作
我镇完善便民服务中心，办理事项900件。
"""
VIEWS: dict[str, tuple[str, ...]] = {
    "whole": (),
    "town": ("--town", "万顺镇"),
    "practice": ("--practice", "枫桥经验"),
    "firm": ("--firm", FIRM),
    "problems": ("--town", "万顺镇", "--problems"),
    "projection": ("--projection",),
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "reports").mkdir()
    name = f"万顺镇{IMAGE}{ENDS.replace('/', '')}{TURNED}{TEMPLATE}.txt"
    (folder / "reports" / name).write_text(FIRST, encoding="utf-8")
    (folder / "reports" / "javascript:1.txt").write_text(SECOND, encoding="utf-8")
    (folder / "reports" / "c.txt").write_text(THIRD, encoding="utf-8")
    build([folder / "reports"], folder / "store")
    files = {}
    for view, asked in VIEWS.items():
        files[view] = folder / f"{view}{TEMPLATE}{IMAGE}#?.html"
        with pytest.raises(SystemExit) as ended:
            main(["render", str(files[view]), *asked, "--store", str(folder / "store")])
        language.choose(None)
        assert not ended.value.code
    return files


def unmarked(page: Page) -> None:
    """Nothing of a report has become an element, and nothing has run."""
    assert "owned" not in page.title() and "49" not in page.title()
    assert page.locator("img, iframe, object, embed, base, form, main script, #panel a, #hits script").count() == 0
    # vis-network's own elements aside there is no handler and no address.
    found = page.evaluate(
        """[...document.querySelectorAll("body *")].flatMap((one) => one.getAttributeNames()
        .filter((name) => /^on|^srcdoc$|^formaction$/.test(name) || /^\\s*javascript:/i.test(one.getAttribute(name))))"""
    )
    assert found == []


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_of_a_report_runs(visit: Visit, pages: dict[str, Path], tmp_path: Path, view: str) -> None:
    page = visit(pages[view].as_uri())
    until(page, READY)
    for kind in page.evaluate("[...new Set(kg.data.nodes.map((node) => node.kind))]"):
        page.check(f'#legend input[data-key="{kind}"]')
    told = ""
    for lang in ("zh", "en"):
        for number in range(page.evaluate("kg.data.nodes.length")):
            page.evaluate("(n) => { kg.select(kg.data.nodes[n].id, true); kg.expand(kg.data.nodes[n].id) }", number)
            page.evaluate("document.querySelectorAll('#panel details').forEach((one) => (one.open = true))")
            told += page.evaluate("document.getElementById('panel').textContent")
        for number in range(page.evaluate("kg.data.edges.length")):
            page.evaluate("(n) => selectEdge(n)", number)
            told += page.evaluate("document.getElementById('panel').textContent")
        unmarked(page)
        page.click("#language")
        assert page.get_attribute("html", "lang") == ("en" if lang == "zh" else "zh-CN")
    if view not in ("practice", "projection"):
        assert IMAGE in told and "onerror" in told
    assert "</script>" in told
    for typed in ("script", "onerror", "{{7", "javascript"):
        page.fill("#search", typed)
        unmarked(page)
    page.keyboard.press("Escape")
    with page.expect_download() as waiting:
        page.click("#svg")
    assert not set('<>:"/\\|?*\u202e\u200b') & set(waiting.value.suggested_filename)
    waiting.value.save_as(tmp_path / "a.svg")
    names = {element.tag.rpartition("}")[2] for element in ElementTree.parse(tmp_path / "a.svg").iter()}
    assert names <= {"svg", "title", "rect", "text", "path", "line"}
    picture = visit((tmp_path / "a.svg").as_uri())
    assert (
        picture.evaluate(
            "[...document.querySelectorAll('*')].flatMap((e) => e.getAttributeNames()).filter((n) => /^on|href/.test(n))"
        )
        == []
    )


def test_what_turns_or_hides_stays_in_its_own_line(visit: Visit, pages: dict[str, Path]) -> None:
    page = visit(pages["whole"].as_uri())
    until(page, READY)
    isolated = page.evaluate(
        """() => { kg.select(kg.data.nodes.find((node) => node.kind === "town").id, true);
        return ["h2", ".muted", ".chip", ".grow"].flatMap((of) => [...document.querySelectorAll("#panel " + of)])
          .map((one) => getComputedStyle(one).unicodeBidi) }"""
    )
    assert isolated and set(isolated) == {"isolate"}
