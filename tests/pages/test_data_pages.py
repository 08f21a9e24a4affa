"""The pages about the data, and drawings with their numbers."""

from __future__ import annotations

import re

import pytest
from small_graph import ReportText, UnionStore, hostile_graph, small_store

from kg.pages import Live, Site
from kg.pages.rendering import rendered

POLICY_BREAKS = re.compile(r'\sstyle=|<style|\son\w+="')


def html(store: UnionStore, path: str, lang: str = "zh") -> str:
    return rendered(Site(store).page(path), Live(lang, path))


@pytest.fixture(scope="module")
def years() -> UnionStore:
    """枫桥经验 runs in one of two towns in 2023 and in both in 2024; a type of problems is told in both years."""
    texts = []
    names = 'topic:难 a skos:Concept ; skos:inScheme gov:topicScheme ; skos:prefLabel "难"@zh , "hard"@en .'
    for at, (town, year) in enumerate((("一号镇", 2023), ("二号镇", 2023), ("一号镇", 2022), ("二号镇", 2022))):
        place = f"甲省甲县{town}"
        one = ReportText(40 + at, place, year)
        if (town, year) != ("二号镇", 2022):
            one.runs("枫桥经验", "implemented", "枫桥经验", "推行枫桥经验。")
        if town == "一号镇" and year == 2023:
            one.says("Problem", f'gov:township place:{place} ; gov:heading "力量难" ; gov:topic topic:难', "力量难。")
        one.says("Observation", f'gov:township place:{place} ; gov:surfaceForm "走访" ; gov:value {year}', "走访若干。")
        texts.append(one.trig())
    return small_store(hostile_graph(), f"graph:names {{ {names} }}", *texts)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "path", ["about", "ontology", "ontology/reference", "practices", "mechanism/枫桥经验", "topic/难"]
)
def test_nothing_needs_a_style_of_its_own(years: UnionStore, path: str, lang: str) -> None:
    assert not POLICY_BREAKS.search(html(years, path, lang))


def test_a_drawing_tells_its_numbers(years: UnionStore) -> None:
    for path, told, count in (
        ("topic/难", "2022: 0%; 2023: 33.3%", "1 / 3"),  # a town of another county reported on 2023 as well
        ("mechanism/枫桥经验", "2022: 50%; 2023: 100%", "1 / 2"),
    ):
        document = html(years, path)
        (label,) = re.findall(r'<svg class="(?:years|timeline)"[^>]*aria-label="([^"]*)"', document)
        assert told in label
        assert count in document  # beside the share


def test_the_largest_bar_is_the_highest(years: UnionStore) -> None:
    drawing = re.findall(r'<svg class="timeline".*?</svg>', html(years, "mechanism/枫桥经验"), re.DOTALL)[0]
    heights = [float(high) for high in re.findall(r'class="runs"[^>]*height="([\d.]+)"', drawing)]
    assert max(heights) == 120 and heights[0] == 60


def test_figures_of_two_years_stand_beside_each_other(years: UnionStore) -> None:
    document = html(years, "place/甲省甲县一号镇")
    (row,) = re.findall(r"<tr><td>走访</td>.*?</tr>", document, re.DOTALL)
    assert row.index("2023 ") < row.index("2022 ")


def test_about_the_data_says_how_to_cite_it(years: UnionStore) -> None:
    said = html(years, "about", "en")
    assert "CC BY 4.0" in said and "towngov-kg" in said and "https://w3id.org/towngov/" in said
    assert "2022–2024" in said
    assert "/data/graph.nq.gz" in said


def test_an_empty_graph_has_its_pages() -> None:
    store = UnionStore("")
    for path in ("about", "practices", "ontology"):
        assert "<h1>" in html(store, path)
