"""What happens in towns over the years, before anything is written: who takes up which practice when, which problems
stay, which firms serve whom. A practice spreads from town to town within a county and from county to county.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random

from corpus.chance import chance, pick, share
from corpus.places import Town, short
from corpus.practices import Practice, catalogue
from corpus.words_figures import FIGURES
from corpus.words_future import SHORTCOMINGS
from corpus.words_outline import FIRM_FIRST, FIRM_SECOND
from kg.model import AdviserRole, Status
from kg.places.names import township_stem

_P, _T, _W, _I = Status.PLANNED, Status.PILOTING, Status.IN_PROGRESS, Status.IMPLEMENTED
# How a practice comes to a town, year by year (None: it is given up), and how often it goes so.
_WAYS: tuple[tuple[int, tuple[Status | None, ...]], ...] = (
    (36, (_P, _I)),
    (12, (_P, _T, _I)),
    (8, (_P, _W, _I)),
    (6, (_P, _P, _I)),
    (5, (_P, _P, _T, _I)),
    (9, (_P, None)),
    (2, (_T, None)),
    (9, (_T, _I)),
    (5, (_W, _I)),
    (8, (_I,)),
)
_SILENT = 0.25  # of the years in which it runs
_CARRIED_ON = 0.10  # of what runs is in the plans as well
_OF_PREFECTURE, _OF_COUNTY, _OF_TOWN = 300, 170, 76
_BRAND = 0.8  # of the county's brands are used in a town
_PROBLEM_STAYS = 0.62


@dataclass(frozen=True, slots=True)
class Told:
    """A practice as one report tells it. ``carried_on``: the plans go on with it; ``widened``: they take it to the
    other villages, so that it is planned besides running."""

    practice: Practice
    status: Status
    carried_on: bool = False
    widened: bool = False


@dataclass(frozen=True, slots=True)
class Trouble:
    """A problem as one report tells it: the row of the table, which way of putting it, since when the town has it."""

    row: int
    wording: int
    since: int


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure as one report tells it. ``before`` is what it says of last year, ``""`` where it says nothing;
    ``again`` another value that it gives elsewhere for the same, ``""`` mostly."""

    row: int
    value: int
    before: str = ""
    again: str = ""


@dataclass(frozen=True, slots=True)
class Hired:
    """A law firm as one report tells it; ``office``: it is a legal service office. ``years`` is how long it is
    engaged, None where that is not told."""

    firm: str
    role: AdviserRole
    lawyers: int | None = None
    villages: int | None = None
    office: bool = False
    years: int | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """What a problem (by its index) says of a practice: that it is missing, or else that it does not run well."""

    problem: int
    practice: Practice
    missing: bool


@dataclass(frozen=True, slots=True)
class Year:
    """What a town has to tell of one year. ``reports`` is False where it published nothing."""

    year: int
    reports: bool
    told: tuple[Told, ...]
    silent: tuple[Practice, ...]  # runs, but is not told
    problems: tuple[Trouble, ...]
    answered: tuple[int, ...]  # indices of problems for which there is a plan
    figures: tuple[Counted, ...]
    hired: tuple[Hired, ...]
    remarks: tuple[Remark, ...] = ()
    tells_problems: bool = True
    tells_plans: bool = True
    tells_duties: bool = True


class Neighbourhood:
    """What the towns of a prefecture share: the practices that got there, and its law firms."""

    def __init__(self, name: str, province: str, seed: int) -> None:
        self.name, self.province, self.seed = name, province, seed
        of = chance(seed, "prefecture", name)
        known = [p for p in catalogue(seed) if p.home in ("", province)]
        self._here = [
            (p, p.onset + _lag(seed, p.key, province) + int(3 * of.random())) for p in _some(of, known, _OF_PREFECTURE)
        ]
        self._large = [_firm(of, province) for _ in range(4)]
        self._counties: dict[str, tuple[list[tuple[Practice, int]], list[str]]] = {}

    def county(self, name: str) -> tuple[list[tuple[Practice, int]], list[str]]:
        """The practices that are about in a county, each with the year since when, and the firms that work there."""
        if name not in self._counties:
            of = chance(self.seed, "county", name)
            known = {p.key: (p, year) for p, year in self._here}
            near = [
                (known[p.key][0], known[p.key][1] + int(3 * of.random()))
                for p in _some(of, [p for p, _ in self._here], _OF_COUNTY)
            ]
            near += [(brand, year) for brand, year in _brands(self.seed, name)]
            firms = [_firm(of, self.province) for _ in range(3)] + of.sample(self._large, 2)
            self._counties[name] = near, firms
        return self._counties[name]


def _some(of: Random, practices: Sequence[Practice], number: int) -> list[Practice]:
    """``number`` of the practices, common ones rather than rare ones."""
    keyed = sorted(((of.random() ** (1.0 / (p.weight * 100)), n) for n, p in enumerate(practices)), reverse=True)
    return [practices[n] for _, n in keyed[:number]]


@lru_cache(maxsize=65536)
def _lag(seed: int, practice: str, province: str) -> int:
    """Years by which a province is behind the first."""
    return int(4 * share(seed, "lag", practice, province))


def _firm(of: Random, province: str) -> str:
    return f"{short(province)}{pick(of, FIRM_FIRST)}{pick(of, FIRM_SECOND)}律师事务所"


def _brands(seed: int, county: str) -> list[tuple[Practice, int]]:
    """Names of the county's own for what it does; filled by ``corpus.brands``."""
    from corpus.brands import brands

    return [(p, p.onset) for p in brands(seed, county)]


def town_history(
    town: Town, around: Neighbourhood, years: Sequence[int], seed: int, richness: float = 1.0
) -> tuple[Year, ...]:
    """What a town has to tell, year by year (``years`` in order, without gaps). ``richness``: how many practices and
    figures, of as many as real reports tell."""
    of = chance(seed, "history", town.full_name)
    practices, firms = around.county(town.county.full_name)
    courses = [
        (p, since + int(3 * of.random() * of.random()), _way(of)) for p, since in _drawn(of, practices, richness)
    ]
    troubles = _troubles(of, years)
    figures = _figures(of, years, richness)
    hired = _hired(of, firms, town, years)
    found = []
    for n, year in enumerate(years):
        told, silent = _told(of, courses, year)
        answered = tuple(i for i in range(len(troubles[n])) if of.random() < 0.8)
        missing = of.random()
        found.append(
            Year(
                year=year,
                reports=of.random() >= 0.05,
                told=told,
                silent=silent,
                problems=troubles[n],
                answered=answered,
                figures=figures[n],
                hired=hired[n],
                remarks=tuple(_remarks(of, len(troubles[n]), courses, told, year)),
                tells_problems=not 0.1 <= missing < 0.16,
                tells_plans=not 0.16 <= missing < 0.21,
                tells_duties=missing >= 0.1,
            )
        )
    return tuple(found)


def corrected(year: Year, seed: int, town: str) -> Year:
    """What a corrected edition tells: some figures are others, some practices are gone."""
    of = chance(seed, "correction", town, year.year)
    told = tuple(t for t in year.told if of.random() > 0.04)
    wrong = set(of.sample(range(len(year.figures)), min(3, len(year.figures))))
    figures = tuple(
        replace(c, value=c.value + 1 + int(12 * of.random()), again="") if n in wrong else c
        for n, c in enumerate(year.figures)
    )
    left = {t.practice.key for t in told}
    remarks = tuple(r for r in year.remarks if r.missing or r.practice.key in left)
    return replace(year, told=told, figures=figures, remarks=remarks)


def _drawn(of: Random, practices: list[tuple[Practice, int]], richness: float) -> list[tuple[Practice, int]]:
    """Those of the county's practices that get to a town, and some of its brands."""
    listed = [pair for pair in practices if pair[0].id is not None]
    brands = [pair for pair in practices if pair[0].id is None and of.random() < _BRAND]
    return [
        listed[n] for n in sorted(of.sample(range(len(listed)), min(round(_OF_TOWN * richness), len(listed))))
    ] + brands


_TOTAL = sum(share for share, _ in _WAYS)


def _way(of: Random) -> tuple[Status | None, ...]:
    at = of.random() * _TOTAL
    for often, way in _WAYS:
        at -= often
        if at < 0:
            return way
    return _WAYS[0][1]


def _told(
    of: Random, courses: list[tuple[Practice, int, tuple[Status | None, ...]]], year: int
) -> tuple[tuple[Told, ...], tuple[Practice, ...]]:
    told: list[Told] = []
    silent: list[Practice] = []
    for practice, begins, way in courses:
        if year < begins:
            continue
        status = way[min(year - begins, len(way) - 1)]
        if status is None:
            continue
        if status is _I:
            if of.random() < _SILENT:
                silent.append(practice)
                continue
            carried = of.random()
            told.append(Told(practice, status, carried < _CARRIED_ON, _CARRIED_ON <= carried < _CARRIED_ON + 0.01))
        else:
            told.append(Told(practice, status))
    return tuple(told), tuple(silent)


def _troubles(of: Random, years: Sequence[int]) -> list[tuple[Trouble, ...]]:
    found: list[tuple[Trouble, ...]] = []
    now: list[Trouble] = []
    for year in range(years[0] - 3, years[-1] + 1):
        kept = [t for t in now if of.random() < _PROBLEM_STAYS]
        now = [Trouble(t.row, t.wording if of.random() < 0.7 else _wording(of, t.row), t.since) for t in kept]
        wanted = 3 + int(of.random() * 4)
        while len(now) < wanted:
            row = int(of.random() * len(SHORTCOMINGS))
            if all(t.row != row for t in now):
                now.append(Trouble(row, _wording(of, row), year))
        of.shuffle(now)
        if year >= years[0]:
            found.append(tuple(now))
    return found


def _wording(of: Random, row: int) -> int:
    return int(of.random() * len(SHORTCOMINGS[row].headings))


def _figures(of: Random, years: Sequence[int], richness: float) -> list[tuple[Counted, ...]]:
    """Values year by year. Some reports give last year's value beside this year's, a few of them a wrong one."""
    rows = sorted(of.sample(range(len(FIGURES)), round((len(FIGURES) - 5) * richness)))
    values = {r: FIGURES[r].low * (FIGURES[r].high / FIGURES[r].low) ** of.random() for r in rows}
    found = []
    last: dict[int, int] = {}
    for _ in range(years[0] - 1, years[-1] + 1):
        now: dict[int, Counted] = {}
        for row in rows:
            values[row] = max(1.0, values[row] * (0.75 + 0.55 * of.random()))
            value, before, again = int(values[row]) or 1, "", ""
            if row in last and of.random() < 0.16:
                before = str(last[row])
                if of.random() < 0.06:
                    before = str(last[row] + 1 + int(9 * of.random()))
            if of.random() < 0.003:
                again = str(value + 1 + int(20 * of.random()))
            now[row] = Counted(row, value, before, again)
        found.append(tuple(c for c in now.values() if of.random() < 0.9))
        last = {c.row: c.value for c in now.values()}
    return found[1:]


def _hired(of: Random, firms: Sequence[str], town: Town, years: Sequence[int]) -> list[tuple[Hired, ...]]:
    roles = [r for r, often in ((AdviserRole.GOVERNMENT, 0.97), (AdviserRole.VILLAGE, 0.92)) if of.random() < often]
    chosen = {role: pick(of, firms) for role in roles}
    stem = township_stem(town.division.name)
    office = f"{stem}法律服务所" if of.random() < 0.2 and len(stem) > 1 else ""
    villages = len(town.villages)
    found = []
    for _ in years:
        now = []
        for role in roles:
            if of.random() < 0.12:
                chosen[role] = pick(of, firms)
            if of.random() < 0.06:
                continue
            if role is AdviserRole.VILLAGE:
                served = max(3, villages - int(3 * of.random()))
                now.append(Hired(office or chosen[role], role, 1 + int(4 * of.random()), served, bool(office)))
            else:
                lawyers = 1 + int(3 * of.random()) if of.random() < 0.3 else None
                term = 1 + int(3 * of.random()) if of.random() < 0.25 else None
                now.append(Hired(chosen[role], role, lawyers, years=term))
        if of.random() < 0.15:
            guest = pick(of, firms)
            if all(h.firm != guest for h in now):
                now.append(Hired(guest, AdviserRole.OTHER))
        found.append(tuple(now))
    return found


def _remarks(
    of: Random, problems: int, courses: Sequence[tuple[Practice, int, tuple[Status | None, ...]]], told: Sequence[Told], year: int
) -> Iterator[Remark]:  # fmt: skip
    """Some problems name a practice: one that has not come here yet, or one that runs."""
    wanting = [p for p, begins, _ in courses if begins > year and p.id]
    running = [t.practice for t in told if t.status is _I and t.practice.id]
    for problem in range(problems):
        lot = of.random()
        if lot < 0.12 and wanting:
            yield Remark(problem, wanting.pop(int(of.random() * len(wanting))), missing=True)
        elif lot > 0.92 and running:
            yield Remark(problem, running.pop(int(of.random() * len(running))), missing=False)
