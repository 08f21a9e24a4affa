"""When a practice came up and how it spread: the years, the towns that came first, a lane for each province."""

from __future__ import annotations

from collections.abc import Mapping

from kg.analysis import diffusion, diffusion_sparql
from kg.analysis.answers import PracticeDossier
from kg.analysis.asking import Asks
from kg.analysis.spread.adopters import adopters, adopters_sparql
from kg.analysis.wording.spread import headline, notes
from kg.pages.mapping import practice_map
from kg.pages.page import Panel
from kg.views.timeline import lanes, timeline

_NAMED = 10  # towns of a year that are named unasked
_MOST = 1_000  # where all of a year are asked for
_QUOTED = 3  # first towns whose sentences are shown


def spread_panels(store: Asks, told: PracticeDossier, query: Mapping[str, str], *, outlined: bool) -> list[Panel]:
    """Map, timeline, first towns and provinces of a practice that some town names. ``query``: ``first``, a year all of
    whose new towns are to be named. ``outlined``: whether boundaries lie below the map."""
    practice = told.practice.id
    years = diffusion(store, practice, limit=_QUOTED)
    provinces = diffusion(store, practice, by="province", evidence=False)
    counties = diffusion(store, practice, by="county", evidence=False)
    found = adopters(store, practice)
    drawn = practice_map(counties, lambda: found, outlined=outlined)
    reported = [one.year for one in years.years]
    panels = [] if drawn is None else [drawn]
    if reported:
        said = {lang: (headline(years, lang), *notes(years, lang)) for lang in ("zh", "en")}
        data = {"spread": years, "timeline": timeline(years.years), "said": said}
        panels.append(Panel("timeline", "timeline", "timeline.html", data, years.table, diffusion_sparql(years)))
    if found.towns:
        asked = query.get("first", "")
        by_year = {year: found.of_year(year) for year in reported}
        shown = {year: new[: _MOST if asked == str(year) else _NAMED] for year, new in by_year.items()}
        data = {
            "counts": {one.year: one for one in years.years},
            "shown": {year: new for year, new in shown.items() if new},
            "left": {year: len(new) - len(shown[year]) for year, new in by_year.items()},
            "asked": asked,
            "practice": told.practice,
            "early": years.early,
        }
        panels.append(Panel("adopters", "adopters", "adopters.html", data, found.table, adopters_sparql(found)))
    data = {"lanes": lanes(provinces.places, reported), "years": reported}
    panels.append(Panel("spread", "spread", "spread.html", data, provinces.table, diffusion_sparql(provinces)))
    return panels
