"""The page for SPARQL as people use it: saved questions, completion, results as table, chart and graph, faults."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import pytest
from waiting import until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

    Visit = Callable[..., Page]
    Faults = Callable[[Page], list[str]]

pytestmark = pytest.mark.browser

PRACTICES = (
    "SELECT DISTINCT ?town ?practice { ?use gov:township ?town ; gov:mechanism ?practice } ORDER BY ?town ?practice"
)
EVERYTHING = "?a ?b ?c . ?d ?e ?f ."
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {EVERYTHING} ?g ?h ?i . ?j ?k ?l . ?m ?o ?p }}"


def write(page: Page, text: str) -> None:
    page.evaluate("text => kgEditor.setValue(text)", text)


def ask(page: Page, text: str) -> None:
    write(page, text)
    page.click("#run")
    until(page, "!document.getElementById('run').disabled")


def cells(page: Page) -> list[list[str]]:
    return [row.locator("td").all_inner_texts() for row in page.locator("#results tbody tr").all()]


def test_a_saved_question_is_answered_with_names_that_lead_to_pages(visit: Visit, host: str) -> None:
    page = visit(host + "/query", host=host)
    page.get_by_role("link", name="哪些做法被最多乡镇实行").click()
    page.get_by_text("没有结果").wait_for()  # of a graph as small as this one
    assert "行" in page.inner_text("#state")
    assert "most" in page.evaluate("kgEditor.getValue()")  # its question in English stands there too
    ask(page, PRACTICES)
    page.get_by_role("link", name="甲省甲县一号镇").first.wait_for()
    named = cells(page)
    assert ["甲省甲县一号镇", "枫桥经验"] in named
    page.get_by_label("显示名称").uncheck()
    until(page, "document.querySelector('#results tbody').textContent.includes('mech:枫桥经验')")
    assert ["place:甲省甲县一号镇", "mech:枫桥经验"] in cells(page)
    page.get_by_label("筛选").fill("一号")
    until(page, f"document.querySelectorAll('#results tbody tr').length < {len(named)}")
    page.locator("#results tbody a").first.click()
    page.wait_for_load_state()
    assert "/place/" in unquote(page.url) or "/mechanism/" in unquote(page.url)


def test_columns_are_sorted_by_value(visit: Visit, host: str) -> None:
    page = visit(host + "/query?lang=en", host=host)
    ask(page, "SELECT ?n ?word { VALUES (?n ?word) { (10 'b') (9 'c') (200 'a') } }")
    page.get_by_role("button", name="n", exact=True).click()
    assert [row[0] for row in cells(page)] == ["9", "10", "200"]
    page.get_by_role("button", name="n", exact=True).click()
    assert [row[0] for row in cells(page)] == ["200", "10", "9"]
    page.get_by_role("button", name="word", exact=True).click()
    assert [row[1] for row in cells(page)] == ["a", "b", "c"]


def test_names_and_terms_are_completed_while_one_types(visit: Visit, host: str) -> None:
    page = visit(host + "/query", host=host)
    write(page, "")
    page.click(".CodeMirror")
    page.keyboard.type("SELECT ?t WHERE { ?t gov:practi", delay=20)
    page.locator(".CodeMirror-hint", has_text="实行").wait_for()
    page.keyboard.press("Enter")
    page.keyboard.type(" 枫桥", delay=20)
    page.locator(".CodeMirror-hint-active", has_text="枫桥经验").wait_for()
    page.wait_for_timeout(400)  # each letter is looked up, and the list drawn anew
    page.keyboard.press("Enter")
    page.keyboard.type(" }")
    text = page.evaluate("kgEditor.getValue()")
    assert text.endswith("SELECT ?t WHERE { ?t gov:practises mech:枫桥经验 }")
    assert "PREFIX gov: <https://w3id.org/towngov/ontology#>" in text  # filled in when it was first used
    page.keyboard.press("Control+Enter")
    page.get_by_text("没有结果").wait_for()
    assert "PREFIX mech:" in page.evaluate("kgEditor.getValue()")
    write(page, "SELECT ?c { ?x a ")
    page.evaluate("kgEditor.focus(); kgEditor.setCursor({line: 0, ch: 17})")
    page.keyboard.type("乡级", delay=20)
    page.locator(".CodeMirror-hint", has_text="gov:Township").first.wait_for()


def test_an_answer_is_drawn_as_chart_and_graph(visit: Visit, host: str) -> None:
    page = visit(host + "/query", host=host)
    ask(
        page,
        "SELECT ?practice (COUNT(?t) AS ?n) { ?t gov:mechanism ?practice } GROUP BY ?practice ORDER BY DESC(?n) ?practice",
    )
    page.get_by_role("tab", name="图表").click()
    page.wait_for_selector("svg.chart rect")
    assert "枫桥经验" in (page.locator("svg.chart").get_attribute("aria-label") or "")
    page.get_by_role("tab", name="关系图").click()
    page.get_by_text("没有可画的").wait_for()
    ask(page, PRACTICES)
    page.get_by_role("tab", name="关系图").click()
    until(page, "Number(document.querySelector('.drawing')?.dataset.edges) > 2")
    ask(page, "CONSTRUCT { ?t gov:practises ?p } { ?u gov:township ?t ; gov:mechanism ?p }")
    until(page, "Number(document.querySelector('.drawing')?.dataset.nodes) > 2")
    assert page.get_by_role("tab", name="关系图").get_attribute("aria-selected") == "true"
    page.get_by_role("tab", name="原文").click()
    assert "<https://w3id.org/towngov/ontology#practises>" in page.locator("#results pre").inner_text()
    ask(page, "ASK { ?t gov:mechanism mech:枫桥经验 }")
    assert page.locator("#results .answer").inner_text() == "是"


def test_a_link_opens_the_question_and_its_answer(visit: Visit, host: str) -> None:
    page = visit(host + "/query#query=" + quote("SELECT (1 AS ?one) {}"), host=host)
    page.wait_for_selector("#results tbody tr")
    assert cells(page) == [["1"]]
    assert "1 行" in page.inner_text("#state")
    ask(page, "SELECT (2 AS ?two) { }")
    again = visit(page.url, host=host)
    again.wait_for_selector("#results tbody tr")
    assert cells(again) == [["2"]]
    saved = visit(host + "/query?saved=cited-laws", host=host)
    assert "gov:cites" in saved.evaluate("kgEditor.getValue()")


def field(page: Page) -> Locator:
    return page.locator("form.parameters:not([hidden]) input:not([type=hidden])")


def test_a_saved_question_is_asked_of_something_else(visit: Visit, host: str) -> None:
    """With the keyboard alone, once the question is chosen."""
    page = visit(host + "/query", host=host)
    assert field(page).count() == 0  # the first question has nothing to fill in
    page.locator("a[data-saved=spread-of-a-practice]").click()
    assert field(page).input_value() == "综合查一次"
    until(page, "document.activeElement.name === 'practice'")
    page.keyboard.type("fengq", delay=20)
    page.get_by_role("option", name="枫桥经验").wait_for()
    assert field(page).get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert field(page).input_value() == "枫桥经验"
    page.keyboard.press("Enter")
    page.wait_for_selector("#results tbody tr")
    found = cells(page)
    assert len(found) == 2  # towns of two years
    assert "<https://w3id.org/towngov/mechanism/枫桥经验>" in page.evaluate("kgEditor.getValue()")
    assert unquote(page.url).endswith("/query?saved=spread-of-a-practice&practice=枫桥经验")
    shared = visit(page.url, host=host)
    shared.wait_for_selector("#results tbody tr")
    assert cells(shared) == found
    assert field(shared).input_value() == "枫桥经验"
    shared.locator("a[data-saved=cited-laws]").click()
    until(shared, "!document.querySelector('form.parameters:not([hidden])')")


def test_a_question_of_several_names_and_one_of_few(visit: Visit, host: str) -> None:
    page = visit(host + "/query?lang=en", host=host)
    page.locator("a[data-saved=planned-practices-next-year]").click()
    until(page, "document.activeElement.name === 'practice'")
    assert "; " in field(page).input_value()
    field(page).fill("网格化；枫桥")
    page.get_by_role("option", name="枫桥经验").click()
    assert field(page).input_value() == "网格化; 枫桥经验"
    page.get_by_role("button", name="Fill in and run").click()
    until(page, "kgEditor.getValue().includes('{ <https://w3id.org/towngov/mechanism/网格化> <https:')")
    page.locator("a[data-saved=disputes-resolved]").click()
    until(page, "document.activeElement.name === 'indicator'")
    assert field(page).input_value() == "Disputes resolved"
    page.keyboard.press("ArrowDown")
    page.get_by_role("option", name="信访件").wait_for()  # all that there are
    page.keyboard.press("Escape")
    assert page.get_by_role("option").count() == 0
    page.keyboard.type("Petit", delay=20)
    until(page, "document.querySelectorAll('[role=option]').length > 0")
    assert all("petit" in one.lower() for one in page.get_by_role("option").all_inner_texts())
    page.keyboard.press("Enter")  # nothing is chosen, so this is what is meant
    page.locator("form.parameters .fault", has_text="Petit").wait_for()
    assert field(page).get_attribute("aria-invalid") == "true"
    assert "Petit" not in page.evaluate("kgEditor.getValue()")


def test_what_one_types_is_a_name_and_nothing_else(visit: Visit, host: str) -> None:
    page = visit(host + "/query", host=host)
    page.locator("a[data-saved=spread-of-a-practice]").click()
    for text in ("<img src=x onerror=alert(1)>", "} UNION { ?s ?p ?o", "枫桥经验> . ?s ?p ?o . <x:y", '"\\'):
        field(page).fill(text)
        page.keyboard.press("Enter")
        until(
            page, f"document.querySelector('form.parameters:not([hidden]) .fault').textContent.includes({text[:6]!r})"
        )
        assert text not in page.evaluate("kgEditor.getValue()")
    assert page.locator("main img").count() == 0


def test_an_address_with_a_wrong_name_says_so_beside_its_field(visit: Visit, host: str) -> None:
    for lang, words in (("zh", "图谱里没有叫"), ("en", "no practice called")):
        few = visit(f"{host}/query?saved=disputes-resolved&indicator={quote('没有的')}&lang={lang}", host=host)
        field(few).click()
        few.get_by_role("option", name="12345").wait_for()  # all that there are
        page = visit(f"{host}/query/one-team-by-status?practice={quote('没有的做法')}&lang={lang}", host=host)
        assert words in page.locator("form.parameters:not([hidden]) .fault").inner_text()
        assert field(page).input_value() == "没有的做法"
        assert page.locator("#results").is_hidden()


def test_the_query_of_a_panel_opens_in_the_editor(visit: Visit, host: str) -> None:
    page = visit(host + quote("/mechanism/枫桥经验"), host=host)
    panel = page.locator("details", has=page.locator("pre.sparql")).first
    panel.locator("summary").click()
    shown = panel.locator("pre").inner_text()
    panel.get_by_role("link", name="在编辑器中打开").click()
    page.wait_for_selector("#results")
    until(page, "!document.getElementById('run').disabled")
    assert shown.strip().splitlines()[-1] in page.evaluate("kgEditor.getValue()")
    assert "行" in page.inner_text("#state")


def test_a_download_is_the_whole_answer(visit: Visit, host: str, tmp_path: Path) -> None:
    page = visit(host + "/query", host=host, accept_downloads=True)
    ask(page, PRACTICES)
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV", exact=True).click()
    download.value.save_as(tmp_path / "rows.csv")
    rows = list(csv.reader(io.StringIO((tmp_path / "rows.csv").read_text(encoding="utf-8"))))
    assert rows[0] == ["town", "practice"]
    assert len(rows) - 1 == len(cells(page)) > 3


def test_faults_are_told_in_the_pages_language_and_queries_can_be_stopped(browser: Browser, host: str) -> None:
    """Without ``visit``: the browser itself logs each answer that is no success."""
    for lang, words in (
        ("zh", ("第 1 行", "不接受 SERVICE", "已停止")),
        ("en", ("line 1", "SERVICE is refused", "Stopped")),
    ):
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{host}/query?lang={lang}")
        ask(page, "SELECT ?t WHERE {")
        assert words[0] in page.inner_text("#state")
        ask(page, "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
        assert words[1] in page.inner_text("#state")
        assert page.locator("#results").is_hidden()
        write(page, ENDLESS)
        page.click("#run")
        page.click("#stop")
        until(page, f"document.getElementById('state').textContent === '{words[2]}'")
        context.close()


def test_what_reports_say_is_text(visit: Visit, host: str) -> None:
    page = visit(host + "/query", host=host)
    ask(page, "SELECT ?s ?text { ?s oa:exact|skos:prefLabel|gov:heading ?text FILTER(CONTAINS(?text, '<')) }")
    page.wait_for_selector("#results tbody tr")
    assert page.locator("#results tbody script, #results tbody img").count() == 0
    links = "SELECT ?iri { VALUES ?iri { <javascript:alert(1)> <data:text/html,x> <https://example.org/> } }"
    ask(page, links)
    assert [one.get_attribute("href") for one in page.locator("#results tbody a").all()] == ["https://example.org/"]
    ask(page, 'CONSTRUCT { <urn:a> <urn:p> <urn:b> . <urn:a> rdfs:label "<img src=x onerror=alert(1)>" } {}')
    until(page, "Number(document.querySelector('.drawing')?.dataset.nodes) === 2")
    assert page.locator(".drawing img").count() == 0


def test_what_is_cut_says_so(visit: Visit, host: str) -> None:
    page = visit(host + "/query", host=host)
    ask(page, f"SELECT ?a ?c {{ {EVERYTHING} ?g ?h ?i }}")
    page.locator("#results .notice").wait_for()
    assert "100,000" in page.locator("#results .notice").inner_text()
    assert page.locator("#results tbody tr").count() == 200


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [1280, 375])
def test_everybody_can_use_it(visit: Visit, host: str, accessibility_faults: Faults, lang: str, width: int) -> None:
    page = visit(f"{host}/query?lang={lang}", host=host, width=width, phone=width < 500)
    ask(page, PRACTICES)
    page.wait_for_selector("#results tbody tr")
    assert accessibility_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.locator("a[data-saved=planned-practices-next-year]").click()
    until(page, "!document.getElementById('run').disabled")
    write(page, PRACTICES)  # what is longer scrolls, by its cursor
    field(page).fill("枫桥")
    page.get_by_role("option").first.wait_for()
    assert accessibility_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_without_scripts_it_is_a_form(browser: Browser, host: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(host + "/query")
    page.fill("#text", "SELECT (1 AS ?one) {}")
    page.select_option("select[name=format]", "tsv")
    with page.expect_request("**/sparql?*") as asked:
        page.click("#run", no_wait_after=True)
    assert "format=tsv" in asked.value.url
    page.goto(host + "/query?saved=one-team-by-status")
    field(page).fill("枫桥")
    page.get_by_role("button", name="代入并运行").click()
    assert unquote(page.url).endswith("saved=one-team-by-status&practice=枫桥")
    assert "/mechanism/枫桥" in page.input_value("#text")
    context.close()
