"""What the picture of all towns shows, as scripts beside the site's assets: a page that is opened from the disk may not
read a file otherwise. Each calls ``kgOverview(name, data)``.

``towns.js`` is all that the first picture needs. Names as they are said and the list of practices (``names.js``), who is
alike (``alike.js``) and what towns say of one practice (``practice-N.js``, N its row) are asked for when they are needed.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from kg.analysis.asking import Asks, local_part
from kg.pages.addresses import path_of

if TYPE_CHECKING:
    from kg.analysis.landscape.making import Disc

FOLDER = "overview"
"""The folder within the assets."""
_GRID = 65_535  # places along the longer side of the picture
_SECTION = "place/"
_PRACTICE = "practice-"
_ASKED = re.compile(_PRACTICE + r"(0|[1-9][0-9]{0,8})")  # one way of writing each: every other would be kept as well
Folder = Callable[[str], str]


def names(store: Asks) -> Iterator[str]:
    """The scripts of a graph."""
    from kg.analysis.landscape.atlas import named

    yield from ("towns.js", "names.js", "alike.js")
    for one in named(store):
        yield f"{_PRACTICE}{one.number}.js"


def script(store: Asks, name: str, folder: Folder) -> bytes:
    """The script of this name. ``folder``: what an address has for the path of a page. KeyError for one that there is
    not."""
    kind = name.removesuffix(".js")
    if kind == "towns":
        told = _towns(store, folder)
    elif kind == "names":
        told = _names(store, folder)
    elif kind == "alike":
        told = _alike(store)
    else:
        told = _practice(store, kind)
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return f"kgOverview({json.dumps(kind)},{text});\n".encode()


def _towns(store: Asks, folder: Folder) -> dict[str, Any]:
    """Whole numbers stand in base64, little-endian (``_packed``); the picture's y points to the north."""
    from kg.analysis.landscape.atlas import atlas
    from kg.analysis.landscape.geography import geography

    held = atlas(store)
    towns, lie = held.towns, geography(held.towns)
    short, full = _lines(towns["name"].to_list()), towns["full_name"].to_list()
    before = [whole.removesuffix(name) for whole, name in zip(full, towns["name"].to_list(), strict=True)]
    # Almost always the same for all towns of a county.
    lead: dict[int, str] = {}
    for county, text in zip(lie.county.tolist(), before, strict=True):
        lead.setdefault(county, text)
    odd = {at: text for at, text in enumerate(before) if text != lead[int(lie.county[at])]}
    paths = {}
    for at, (iri, whole) in enumerate(zip(towns["iri"].to_list(), full, strict=True)):
        path = folder(path_of(iri) or "")
        if path != _SECTION + whole:
            paths[at] = path
    years = sorted(set(held.years))
    grid = _Grid(lie.x, lie.y, lie.unit)
    return {
        "size": len(towns),
        "names": "\n".join(short),
        "county": _packed(lie.county),
        "x": _packed(grid.across(lie.x)),
        "y": _packed(grid.up(lie.y)),
        **grid.told,
        "counties": [
            [
                one.name,
                lead[at],
                one.province,
                *grid.place(one.x, one.y),
                round(one.radius * grid.scale),
                int(one.placed),
            ]
            for at, one in enumerate(lie.counties)
        ],
        "provinces": [
            [one.name, *grid.place(one.x, one.y), one.towns, one.colour, folder(path_of(one.iri) or "")]
            for one in lie.provinces
        ],
        "before": odd,
        "paths": paths,
        "years": years,
        "year": _packed([years.index(one) for one in held.years]),
        "counted": {name: _packed(many) for name, many in held.counted.items()},
    }


def _names(store: Asks, folder: Folder) -> dict[str, Any]:
    from kg.analysis.landscape.atlas import atlas, named

    towns = atlas(store).towns
    return {
        "pinyin": "\n".join(_lines(towns["pinyin"].to_list())),
        "initials": "\n".join(_lines(towns["initials"].to_list())),
        "practices": [
            [
                one.number,
                one.label,
                one.label_en,
                one.pinyin,
                one.initials,
                one.towns,
                local_part(one.iri),
                folder(path),
            ]
            for one in named(store)
            if (path := path_of(one.iri)) is not None
        ],
    }


def _alike(store: Asks) -> dict[str, Any]:
    """Of 36,700 towns some seconds to make."""
    import numpy as np

    from kg.analysis.landscape.making import landscape

    made = landscape(store)
    grid = _Grid(made.x, made.y, 1.0)
    return {
        "x": _packed(grid.across(made.x)),
        "y": _packed(grid.up(made.y)),
        **grid.told,
        "disc": _packed(made.disc),
        "near": _packed(made.near),
        "likeness": _packed(np.rint(made.likeness * 100)),
        "each": made.near.shape[1],
        "cap": made.cap,
        "discs": [_disc(one, grid) for one in made.discs],
    }


def _disc(one: Disc, grid: _Grid) -> list[Any]:
    zh = "、".join(practice.label for practice in one.practices)
    en = ", ".join(practice.label_en or practice.label for practice in one.practices)
    where = [*grid.place(one.x, one.y), round(one.radius * grid.scale)]
    return [*where, one.towns, zh, "" if en == zh else en, one.province]


def _practice(store: Asks, kind: str) -> dict[str, Any]:
    """For each status the gaps between the towns' positions (of the first from −1), a byte each; 255 is a part of a
    greater gap."""
    from kg.analysis.landscape.atlas import known_practice, statuses

    asked = _ASKED.fullmatch(kind)
    if asked is None or not known_practice(store, number := int(asked[1])):
        raise KeyError(kind)
    return {status: _gaps(towns) for status, towns in statuses(store, number).items()}


def _gaps(towns: Any) -> str:
    import numpy as np

    gaps = np.diff(towns, prepend=-1)
    parts = gaps // 255
    out = np.full(int((parts + 1).sum()), 255, dtype=np.uint8)
    out[np.cumsum(parts + 1) - 1] = gaps % 255
    return base64.b64encode(out.tobytes()).decode("ascii")


class _Grid:
    """Places as whole numbers, the longer side of the picture from 0 to 65,535. ``told``: ``unit``, the distance of
    neighbouring towns, and ``wide`` and ``high``, what is to be seen (never less than some towns across)."""

    def __init__(self, x: Any, y: Any, unit: float) -> None:
        size = len(x)
        self._left, right = (float(x.min()), float(x.max())) if size else (0.0, 0.0)
        self._low, top = (float(y.min()), float(y.max())) if size else (0.0, 0.0)
        span = max(right - self._left, top - self._low, 14 * unit)
        self.scale = _GRID / span
        self.told = {
            "unit": round(unit * self.scale, 2),
            "wide": round((right - self._left) * self.scale),
            "high": round((top - self._low) * self.scale),
            "least": round(14 * unit * self.scale),
        }

    def across(self, x: Any) -> Any:
        return ((x - self._left) * self.scale).round()

    def up(self, y: Any) -> Any:
        return ((y - self._low) * self.scale).round()

    def place(self, x: float, y: float) -> tuple[int, int]:
        return round((x - self._left) * self.scale), round((y - self._low) * self.scale)


def _lines(texts: list[str]) -> list[str]:
    """Each text on a line of its own."""
    return [" ".join(text.split()) for text in texts]


def _packed(numbers: Any) -> dict[str, str]:
    """Whole numbers, in as few bytes each as all of them need; −1 becomes the greatest number of its width."""
    import numpy as np

    flat = np.asarray(numbers, dtype=np.int64).ravel()
    most = int(flat.max(initial=0)) + 1
    width = "u1" if most < 2**8 else "u2" if most < 2**16 else "u4"
    return {"type": width, "data": base64.b64encode(flat.astype(f"<{width}").tobytes()).decode("ascii")}
