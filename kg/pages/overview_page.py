"""All towns on one picture. The page is small; places and names come in a script, because a page that is opened from
the disk may not read a file otherwise."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from kg.analysis.asking import Asks
from kg.pages.addresses import path_of
from kg.pages.overview_wording import words
from kg.pages.page import Page

if TYPE_CHECKING:
    from kg.analysis.landscape.making import Disc

PATH = "overview"
DATA = "overview-data.js"
"""The file beside the site's assets that ``data`` fills."""
_GRID = 65_535  # places along the longer side of the picture
_SECTION = "place/"


def page(store: Asks, query: Mapping[str, str]) -> Page:
    """The page, without asking the graph."""
    return Page(PATH, "overview.html", "overview", data={"words": {lang: words(lang) for lang in ("zh", "en")}})


def data(store: Asks, folder: Callable[[str], str]) -> bytes:
    """A script that sets ``window.kgOverview``. ``folder``: what an address has for the path of a page. Whole numbers
    stand in base64, little-endian; −1 becomes the greatest number of its width. Of 36,700 towns 2.4 MB."""
    import numpy as np

    from kg.analysis.landscape.making import landscape

    made = landscape(store)
    towns = made.towns
    size = len(towns)
    names, full = _lines(towns["name"].to_list()), towns["full_name"].to_list()
    before = [whole.removesuffix(name) for whole, name in zip(full, towns["name"].to_list(), strict=True)]
    places = sorted(set(zip(before, towns["province"].to_list(), towns["county"].to_list(), strict=True)))
    of_place = {place: at for at, place in enumerate(places)}
    at_place = [of_place[one] for one in zip(before, towns["province"], towns["county"], strict=True)]
    provinces = sorted({province for _, province, _ in places})
    paths = {}
    for at, (iri, whole) in enumerate(zip(towns["iri"].to_list(), full, strict=True)):
        path = folder(path_of(iri) or "")
        if path != _SECTION + whole:
            paths[at] = path
    low = min(float(made.x.min()), float(made.y.min())) if size else 0.0
    span = max(float(made.x.max()), float(made.y.max())) - low if size else 0.0
    unit = _GRID / (span or 1.0)
    told = {
        "size": size,
        "names": "\n".join(names),
        "pinyin": "\n".join(_lines(towns["pinyin"].to_list())),
        "initials": "\n".join(_lines(towns["initials"].to_list())),
        "places": [[one, provinces.index(province), county] for one, province, county in places],
        "provinces": provinces,
        "place": _packed(at_place),
        "x": _packed(np.rint((made.x - low) * unit)),
        "y": _packed(np.rint((made.y - low) * unit)),
        "unit": round(unit, 3),
        "named": _packed(made.named),
        "disc": _packed(made.disc),
        "near": _packed(made.near),
        "likeness": _packed(np.rint(made.likeness * 100)),
        "each": made.near.shape[1],
        "cap": made.cap,
        "discs": [_disc(one, low, unit) for one in made.discs],
        "paths": paths,
    }
    return f"window.kgOverview={json.dumps(told, ensure_ascii=False, separators=(',', ':'))};\n".encode()


def _disc(one: Disc, low: float, unit: float) -> list[Any]:
    where = [round((one.x - low) * unit), round((one.y - low) * unit), round(one.radius * unit)]
    zh = "、".join(practice.label for practice in one.practices)
    en = ", ".join(practice.label_en or practice.label for practice in one.practices)
    return [*where, one.towns, zh, "" if en == zh else en, one.province]


def _lines(texts: list[str]) -> list[str]:
    """Each text on a line of its own."""
    return [" ".join(text.split()) for text in texts]


def _packed(numbers: Any) -> dict[str, str]:
    """Whole numbers, in as few bytes each as all of them need."""
    import numpy as np

    flat = np.asarray(numbers, dtype=np.int64).ravel()
    # The greatest number of a width stands for "none".
    most = int(flat.max(initial=0)) + 1
    width = "u1" if most < 2**8 else "u2" if most < 2**16 else "u4"
    return {"type": width, "data": base64.b64encode(flat.astype(f"<{width}").tobytes()).decode("ascii")}
