"""A year of a town as a report: the text, and every fact with the sentences in which it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from corpus import words_outline as outline
from corpus.chance import chance, pick
from corpus.coming import plans_part, problems_part
from corpus.done import duties_part, measures_part
from corpus.history import Year
from corpus.numbering import OFTEN, STYLES, marker
from corpus.page import Page
from corpus.pen import Key, Pen, Said, Source, Taken
from corpus.places import Town
from corpus.practices import Practice
from corpus.truth import Part
from kg.model import Facts, Identity, Role
from kg.places import load as load_places

_ROLES = {
    Part.MEASURES: Role.MEASURES,
    Part.DUTIES: Role.DUTIES,
    Part.PROBLEMS: Role.PROBLEMS,
    Part.PLANS: Role.PLANS,
}


@dataclass(frozen=True, slots=True)
class Written:
    """A finished text. ``said`` is what it offers to be copied, ``taken`` what it took from ``source``; ``plans`` by
    what each is known in the next year, and what it brings."""

    title: str
    page: Page
    facts: Facts
    parts: tuple[Part, ...]
    style: str
    said: dict[Key, Said]
    taken: list[Taken]
    source: Source | None
    plans: list[tuple[str, tuple[Practice, ...]]]


def write(town: Town, year: Year, seed: int, source: Source | None = None, corrects: date | None = None) -> Written:
    """The report of a town on a year. ``source`` is what it copies from; ``corrects``: when the edition was published
    that it replaces, if it does."""
    of = chance(seed, "report", town.full_name, year.year, "" if corrects is None else "corrected")
    pen = Pen(town, year, of, source)
    # A town keeps its style for some years.
    pen.style = chance(seed, "style", town.full_name, year.year // 3).choices(STYLES, OFTEN)[0]
    page = pen.page
    titles = outline.TITLES_OFFICE if town.is_office else outline.TITLES
    title = pick(of, titles).format(name=_named(town, of), y=year.year) + (outline.CORRECTED if corrects else "")
    page.sentence(title, Role.TITLE)
    page.line()
    opening = pick(of, outline.OPENINGS).format(y=year.year, short=town.division.name, county=town.county.name)
    chosen = sorted(of.sample(range(len(outline.OPENING_CLAUSES)), 4 + int(2 * of.random())))
    page.sentence(opening + "，".join(pen.fill(outline.OPENING_CLAUSES[n]) for n in chosen) + "。")
    page.sentence(pick(of, outline.REPORTED).format(y=year.year))
    parts = _parts(pen)
    issued, signed = _dates(of, year.year, corrects)
    issuer = f"{_placed(town)}{town.organ}"
    page.end()
    page.line()
    page.sentence(issuer, Role.SIGNATURE)
    if signed is not None:
        page.line()
        page.sentence(f"{signed.year}年{signed.month}月{signed.day}日", Role.SIGNATURE)
    identity = Identity(town.division.name, town.division, town.above, (), year.year, issued, signed, (issuer,))
    facts = pen.facts.facts(identity)
    return Written(title, page, facts, parts, pen.style.name, pen.said, pen.taken, source, pen.plans)


def _parts(pen: Pen) -> tuple[Part, ...]:
    told = {
        Part.MEASURES: True,
        Part.DUTIES: pen.year.tells_duties,
        Part.PROBLEMS: pen.year.tells_problems,
        Part.PLANS: pen.year.tells_plans,
    }
    parts = tuple(part for part in Part if told[part])
    for number, part in enumerate(parts, 1):
        pen.page.line()
        heading = pick(pen.of, outline.PARTS[part]).format(y=pen.year.year, z=pen.year.year + 1)
        kind = pen.style.parts
        pen.page.begin(1, marker(kind, number), kind, heading, _ROLES[part])
        pen.page.line()
        match part:
            case Part.MEASURES:
                measures_part(pen)
            case Part.DUTIES:
                duties_part(pen)
            case Part.PROBLEMS:
                problems_part(pen)
            case Part.PLANS:
                plans_part(pen, heading)
    return parts


def _dates(of: Random, year: int, corrects: date | None) -> tuple[date | None, date | None]:
    """When a report was published and signed: mostly by March, some late, some without a date."""
    days = int(80 * of.random()) if of.random() < 0.85 else 90 + int(200 * of.random())
    later = int(20 * of.random())
    kind = of.random()
    if corrects is not None:
        signed = corrects + timedelta(10 + days // 2)
        return signed + timedelta(later), signed
    signed = date(year + 1, 1, 4) + timedelta(days)
    if kind < 0.06:
        return None, None
    return (signed + timedelta(later) if kind < 0.75 else None), (signed if kind > 0.16 else None)


def _named(town: Town, of: Random) -> str:
    kind = of.random()
    return town.full_name if kind < 0.25 else _placed(town) + town.division.name if kind < 0.65 else town.division.name


def _placed(town: Town) -> str:
    """What stands before a town's name so that it can be no other: the county, in full where several are called so."""
    several = len(load_places().counties(town.county.name)) > 1
    return town.county.full_name if several else town.county.name
