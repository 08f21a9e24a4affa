"""The map on a practice's page: what stands in it without scripts, and what its script is given."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from mapped_graph import mapped_store

from kg.analysis.answers import Practice, Scope, Town
from kg.analysis.spread.adopters import Adopter, Adopters
from kg.pages import Live, Site
from kg.pages.addresses import folder_of
from kg.pages.mapping import towns_script
from kg.pages.rendering import rendered
from kg.pages.writing import write_site
from kg.views.boundaries import drawn_boundaries

PRACTICE = "mechanism/枫桥经验"


def script(text: bytes) -> dict[str, list[list[object]]]:
    found = re.fullmatch(r"window\.kgTowns=(.*);\n", text.decode(), re.DOTALL)
    assert found
    told: dict[str, list[list[object]]] = json.loads(found.group(1))
    return told


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_points_tell_their_counties_and_what_is_not_on_the_map(lang: str) -> None:
    page = Site(mapped_store(2)).page(PRACTICE)
    document = rendered(page, Live(lang, PRACTICE))
    points = re.findall(
        r'<(?:circle|path) class="county s\d"[^>]*data-key="([^"]*)" data-ever="([^"]*)" data-told="([^"]*)"', document
    )
    assert points == [("甲省甲县", "1/2", "- 1/2"), ("乙省乙市乙县", "1/1", "1/1 1/1")]
    # 丁县 has no coordinates and its prefecture is in no list; one town could not be placed.
    said = {"zh": "不在图上：3 个有报告的乡镇", "en": "Not on the map: 3 of the towns"}[lang]
    assert said in document
    assert "/assets/map.js" in document and "boundaries.svg" not in document


def test_boundaries_lie_below_the_points_where_they_are_given() -> None:
    document = rendered(Site(mapped_store(), outlined=True).page(PRACTICE), Live("zh", PRACTICE))
    assert document.index('href="/assets/boundaries.svg"') < document.index('<circle class="county')
    assert "自备的边界" in document


def test_the_script_names_the_towns_of_each_county() -> None:
    panel = Site(mapped_store(1)).page(PRACTICE).panel("map")
    assert panel is not None and panel.script is not None
    told = script(panel.script(str))
    assert told["乙省乙市乙县"] == [["一号镇", 2023, 1, 2024, 0]]
    assert told["乙省乙市丁县"] == [["第00镇", 2024, 0, 2024, 0]]


def test_addresses_that_differ_are_told() -> None:
    base = "https://w3id.org/towngov/place/"
    town = Town(f"{base}甲_x</script>", "</script>", "甲</script>", province="甲")
    found = Adopters(
        (Practice("", "", ""),), Scope((2024,), 1, 1, 0), False, (Adopter(town, 2024, True, 2024, "planned"),)
    )
    ((row,),) = script(towns_script(found.towns, folder_of)).values()
    assert row[0] == "</script>" and str(row[5]).startswith("place/") and "<" not in str(row[5])


@pytest.mark.slow
def test_a_static_site_holds_scripts_and_boundaries(tmp_path: Path) -> None:
    square = [[100, 30], [110, 30], [110, 40], [100, 30]]
    borders = drawn_boundaries({"type": "Polygon", "coordinates": [square]})
    write_site(mapped_store(1), tmp_path / "site", languages=("zh",), boundaries=borders)
    assert (tmp_path / "site" / "assets" / "boundaries.svg").read_bytes() == borders.svg
    assert script((tmp_path / "site" / "mechanism" / "枫桥经验" / "map.js").read_bytes())
    page = (tmp_path / "site" / "mechanism" / "枫桥经验" / "index.html").read_text(encoding="utf-8")
    assert 'data-towns="map.js"' in page and 'href="../../assets/boundaries.svg"' in page
