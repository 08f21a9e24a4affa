"""Every page has one address, live and in a folder of files, and none leads out of its site."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.pages.addresses import INDEX, Live, Static, file_of, folder_of, iri_of, path_of

NAMES = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=120)


def test_a_page_stands_at_the_path_of_its_iri() -> None:
    iri = "https://w3id.org/towngov/place/天津市宝坻区新安镇"
    assert path_of(iri) == "place/天津市宝坻区新安镇"
    assert iri_of("place/天津市宝坻区新安镇") == iri
    assert path_of("https://example.org/place/x") is None


def test_a_live_address_keeps_what_was_asked_and_the_language() -> None:
    links = Live("en", "shared", {"year": "2024", "lang": "en", "status": ""})
    assert links.page("place/甲镇") == "/place/%E7%94%B2%E9%95%87?lang=en"
    assert links.page("search", {"q": "a&b=c"}) == "/search?q=a%26b%3Dc&lang=en"
    assert links.other() == "/shared?year=2024"
    assert Live("zh", "shared", {"year": "2024"}).other() == "/shared?year=2024&lang=en"
    assert links.file("shared", "shared", "csv") == "/shared?year=2024&lang=en&panel=shared&format=csv"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("here", ["", "about", "place/甲县一号镇"])
@pytest.mark.parametrize("there", ["", "about", "mechanism/枫桥经验"])
def test_a_static_address_leads_from_file_to_file(lang: str, here: str, there: str) -> None:
    links = Static(lang, here)
    folder = posixpath.dirname(file_of(here, lang))

    def reached(address: str) -> str:
        return posixpath.normpath(posixpath.join(folder, unquote(address)))

    assert reached(links.page(there)) == file_of(there, lang)
    assert reached(links.asset("site.css")) == "assets/site.css"
    assert reached(links.other()) == file_of(here, "en" if lang == "zh" else "zh")
    assert reached(links.file(there, "towns", "csv")) == posixpath.join(folder_of(there), "towns.csv")


@given(NAMES, NAMES)
def test_folders_are_safe_and_never_shared(one: str, other: str) -> None:
    folders = [folder_of("firm/" + name.replace("/", "")) for name in (one, other) if name.replace("/", "")]
    for folder in folders:
        section, name = folder.split("/")
        assert section == "firm"
        assert 0 < len(name.encode()) <= 200
        assert not set(name) & set('\\:*?"<>|.\0\n')
    if one.replace("/", "") != other.replace("/", "") and len(folders) == 2:
        assert folders[0] != folders[1]


@given(NAMES)
def test_no_address_leaves_the_site(name: str) -> None:
    for lang in ("zh", "en"):
        address = Static(lang, "about").page(name)
        assert not posixpath.normpath(posixpath.join(posixpath.dirname(file_of("about", lang)), address)).startswith(
            ".."
        )
        assert ":" not in address.split("/")[0]
        assert address.endswith(INDEX)
        assert Live(lang).page(name).startswith("/")
