"""The map of a practice or a type of problems: counties by what is asked, year by year, and the towns behind each point."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from kg.analysis import diffusion_sparql
from kg.analysis.spread.adopters import Adopter, Adopters
from kg.analysis.spread.diffusion import DiffusionAnswer, PlaceOfPractice
from kg.analysis.spread.reporting import TypeByCounty, type_by_county_sparql
from kg.analysis.statements import STATUSES
from kg.analysis.tabular import Cells
from kg.pages.addresses import path_of
from kg.pages.page import Panel
from kg.views.map import MANY, STEPS, Map, county_key, county_map

OUTLINES = "boundaries.svg"
"""The file beside the site's assets that holds a person's own boundaries."""
_SECTION = "place/"
_LISTED = 40  # counties in the table below the map


def practice_map(counties: DiffusionAnswer, towns: Callable[[], Adopters], *, outlined: bool) -> Panel | None:
    """The map of a practice by county; None where no county can be placed. ``towns``: those behind the points, asked for
    when somebody wants to see them. ``outlined``: whether boundaries lie below."""
    return _panel(
        counties.places, counties.table, diffusion_sparql(counties), lambda: towns().towns, {}, outlined=outlined
    )


def problem_map(found: TypeByCounty, *, outlined: bool) -> Panel | None:
    """The map of a type of problems, likewise."""
    return _panel(
        found.places, found.table, type_by_county_sparql(found), lambda: found.towns, _OF_PROBLEMS, outlined=outlined
    )


_OF_PROBLEMS = {
    key: f"problem_{key}"
    for key in ("map_says", "map_by_share", "map_by_number", "map_none", "map_ran", "map_how", "map_key_share")
}
"""What the map of a type says otherwise."""


def _panel(
    places: Sequence[PlaceOfPractice],
    table: Callable[[], Cells],
    sparql: str,
    towns: Callable[[], Sequence[Adopter]],
    words: Mapping[str, str],
    *,
    outlined: bool,
) -> Panel | None:
    drawn = county_map(places)
    if not drawn.points:
        return None
    named = sorted((one for one in drawn.points if one.towns.number), key=lambda one: (-one.towns.number, one.key))
    data = {
        "map": drawn,
        "words": words,
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
        table,
        sparql,
        script=lambda folder: towns_script(towns(), folder),
    )


def _series(drawn: Map, at: int) -> str:
    """``3/12 4/12 -``: of each year the towns that run it of those that reported, - where none did."""
    return " ".join(f"{one.number}/{one.of}" if one.of else "-" for one in drawn.points[at].years)


def towns_script(towns: Sequence[Adopter], folder: Callable[[str], str]) -> bytes:
    """A script that sets ``window.kgTowns``: of each county its towns as [name, first year, 1 if that is the first year it
    reported on, latest year, status, address where it is not the usual one]."""
    counties: dict[str, list[list[object]]] = {}
    for one in towns:
        town = one.town
        key = county_key(town.province, town.prefecture, town.county)
        row: list[object] = [town.name, one.first, int(one.already), one.last, STATUSES.index(one.status)]
        path = folder(path_of(town.iri) or "")
        if path != _SECTION + key + town.name:
            row.append(path)
        counties.setdefault(key, []).append(row)
    told = json.dumps(counties, ensure_ascii=False, separators=(",", ":"))
    return f"window.kgTowns={told};\n".encode()
