"""The map of a practice: counties by what is asked, year by year, and the towns behind each point."""

from __future__ import annotations

import json
from collections.abc import Callable

from kg.analysis import diffusion_sparql
from kg.analysis.spread.adopters import Adopters
from kg.analysis.spread.diffusion import DiffusionAnswer
from kg.analysis.statements import STATUSES
from kg.pages.addresses import path_of
from kg.pages.page import Panel
from kg.views.map import MANY, STEPS, Map, county_key, county_map

OUTLINES = "boundaries.svg"
"""The file beside the site's assets that holds a person's own boundaries."""
_SECTION = "place/"
_LISTED = 40  # counties in the table below the map


def map_panel(counties: DiffusionAnswer, towns: Callable[[], Adopters], *, outlined: bool) -> Panel | None:
    """The map of ``counties`` (by county); None where none of them can be placed. ``towns``: those behind the points,
    asked for when somebody wants to see them. ``outlined``: whether boundaries lie below."""
    drawn = county_map(counties.places)
    if not drawn.points:
        return None
    named = sorted((one for one in drawn.points if one.towns.number), key=lambda one: (-one.towns.number, one.key))
    data = {
        "map": drawn,
        "outlined": outlined,
        "outlines": OUTLINES,
        "listed": named[:_LISTED],
        "unlisted": max(len(named) - _LISTED, 0),
        "series": {one.key: _series(drawn, at) for at, one in enumerate(drawn.points)},
        "share_steps": [f"{step:.0%}" for step in STEPS],
        "many_steps": MANY,
    }
    return Panel(
        "map",
        "map",
        "map.html",
        data,
        counties.table,
        diffusion_sparql(counties),
        script=lambda folder: towns_script(towns(), folder),
    )


def _series(drawn: Map, at: int) -> str:
    """``3/12 4/12 -``: of each year the towns that run it of those that reported, - where none did."""
    return " ".join(f"{one.number}/{one.of}" if one.of else "-" for one in drawn.points[at].years)


def towns_script(found: Adopters, folder: Callable[[str], str]) -> bytes:
    """A script that sets ``window.kgTowns``: of each county its towns as [name, first year, 1 if that is the first year it
    reported on, latest year, status, address where it is not the usual one]."""
    counties: dict[str, list[list[object]]] = {}
    for one in found.towns:
        town = one.town
        key = county_key(town.province, town.prefecture, town.county)
        row: list[object] = [town.name, one.first, int(one.already), one.last, STATUSES.index(one.status)]
        path = folder(path_of(town.iri) or "")
        if path != _SECTION + key + town.name:
            row.append(path)
        counties.setdefault(key, []).append(row)
    told = json.dumps(counties, ensure_ascii=False, separators=(",", ":"))
    return f"window.kgTowns={told};\n".encode()
