"""The scripts of the overview: what they bring, and that names cannot leave them."""

from __future__ import annotations

import base64
import hashlib
import json
from importlib import resources
from typing import Any

import numpy as np
import pytest
from small_graph import HOSTILE, UnionStore

from kg.analysis.landscape.atlas import atlas, named, statuses
from kg.pages import Live, Site
from kg.pages.addresses import folder_of
from kg.pages.overview_data import names, script
from kg.pages.rendering import rendered


def brought(store: UnionStore, name: str) -> Any:
    """What a script hands over."""
    text = script(store, name, folder_of).decode()
    head, tail = f'kgOverview("{name.removesuffix(".js")}",', ");\n"
    assert text.startswith(head) and text.endswith(tail)
    return json.loads(text[len(head) : -len(tail)])


def numbers(packed: dict[str, str]) -> list[int]:
    return np.frombuffer(base64.b64decode(packed["data"]), dtype=f"<{packed['type']}").tolist()


def test_towns_have_names_places_and_paths(store: UnionStore) -> None:
    told = brought(store, "towns.js")
    short = told["names"].split("\n")
    assert told["size"] == len(short) == 4 and short.count("一号镇") == 2
    county = numbers(told["county"])
    full = [told["before"].get(str(at), told["counties"][county[at]][1]) + short[at] for at in range(4)]
    for at, (whole, iri) in enumerate(zip(full, atlas(store).towns["iri"], strict=True)):
        path = told["paths"].get(str(at), f"place/{whole}")
        assert path == folder_of(iri.removeprefix("https://w3id.org/towngov/"))
    assert HOSTILE in full
    for axis, side in (("x", "wide"), ("y", "high")):
        assert max(numbers(told[axis])) == told[side]


def test_gaps_give_back_the_towns_of_each_status(store: UnionStore) -> None:
    for one in named(store):
        told = brought(store, f"practice-{one.number}.js")
        for status, towns in statuses(store, one.number).items():
            at, found = -1, []
            for gap in base64.b64decode(told[status]):
                at += gap
                if gap < 255:
                    found.append(at)
            assert found == towns.tolist()


def test_greater_gaps_take_several_bytes() -> None:
    from kg.pages.overview_data import _gaps

    assert list(base64.b64decode(_gaps(np.array([0, 254, 509, 1_019], dtype=np.int64)))) == [
        1,
        254,
        255,
        0,
        255,
        255,
        0,
    ]


@pytest.mark.parametrize(
    "name", ["other.js", "practice-.js", "practice-x.js", "practice-00.js", "practice-99999.js", "practice-１.js"]
)
def test_there_is_no_other_script(store: UnionStore, name: str) -> None:
    with pytest.raises(KeyError):
        script(store, name, str)


def test_each_name_has_a_script_and_each_is_the_same_again(store: UnionStore) -> None:
    every = list(names(store))
    assert every[:3] == ["towns.js", "names.js", "alike.js"] and len(every) == 3 + len(named(store))
    for name in every:
        assert script(store, name, str) == script(store, name, str)


def test_the_page_is_a_table_without_its_script(store: UnionStore) -> None:
    page = Site(store).page("overview")
    for lang, word in (("zh", "有报告的乡镇"), ("en", "Towns that reported")):
        text = rendered(page, Live(lang, "overview"))
        assert word in text and 'data-province="甲省"' in text
    assert page.panels[0].download("csv").decode("utf-8-sig").splitlines()[1] == "甲省,1,2,2"


def test_the_bundle_is_the_one_whose_licences_are_told() -> None:
    assets = resources.files("kg.pages").joinpath("assets")
    bundle = assets.joinpath("sigma", "sigma.min.js").read_bytes()
    assert hashlib.sha256(bundle).hexdigest() in assets.joinpath("NOTICE").read_text(encoding="utf-8")
    licences = assets.joinpath("sigma", "LICENSE.txt").read_text(encoding="utf-8")
    for name in bundle.decode().splitlines()[0].removeprefix("/*! ").partition(": MIT")[0].split(", "):
        assert f"\n{name}\n" in licences


def test_a_province_has_a_page(store: UnionStore) -> None:
    site = Site(store)
    text = rendered(site.page("place/甲省"), Live("en", "place/甲省"))
    assert "二号镇" in text and "2 towns that reported" in text
    assert "place/甲省" in set(site.paths())
