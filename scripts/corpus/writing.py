"""A year of a town as a report: the text, and every fact with the sentences in which it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from random import Random

from corpus import words_future as future
from corpus import words_measures as measures
from corpus import words_outline as outline
from corpus.chance import chance, pick
from corpus.gathering import Gathering
from corpus.history import Counted, Hired, Told, Year
from corpus.numbering import OFTEN, STYLES, Numbering, marker
from corpus.page import Page
from corpus.places import Town
from corpus.practices import Practice
from corpus.truth import Part
from kg.model import AdviserRole, Engagement, Facts, Identity, Mechanism, Observation, Plan, Problem, Role, Status
from kg.ontology import load as load_ontology
from kg.places import load as load_places

Key = tuple[str, ...]
_SLOT = re.compile(r"\{([vwt])\}")
_TAKEN_OVER = 0.85  # of the sentences that a copied report offers
_PART_ROLES = {"measures": Role.MEASURES, "duties": Role.DUTIES, "problems": Role.PROBLEMS, "plans": Role.PLANS}


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that was written, so that others may copy it: how the practices in it were spelt, its passage."""

    text: str
    surfaces: tuple[str, ...]
    passage: int


@dataclass(frozen=True, slots=True)
class Source:
    """A report that is copied from."""

    town: str
    year: int
    said: Mapping[Key, Said]


@dataclass(slots=True)
class Written:
    """A finished text. ``said`` is what it offers to be copied, ``taken`` pairs of passages (here, there)."""

    title: str
    page: Page
    facts: Facts
    parts: tuple[Part, ...]
    style: str
    said: dict[Key, Said]
    taken: list[tuple[int, int]]
    source: Source | None
    plan_practices: list[tuple[str, tuple[Practice, ...]]]  # what each plan is known by, what it brings


@dataclass(slots=True)
class _Writer:
    town: Town
    year: Year
    of: Random
    source: Source | None
    page: Page = field(default_factory=Page)
    facts: Gathering = field(default_factory=Gathering)
    said: dict[Key, Said] = field(default_factory=dict)
    taken: list[tuple[int, int]] = field(default_factory=list)
    style: Numbering = STYLES[0]
    plan_practices: list[tuple[str, tuple[Practice, ...]]] = field(default_factory=list)
    items: int = 0

    def fill(self, text: str) -> str:
        """``text`` with villages of the town in its slots."""
        if "{" not in text:
            return text
        one, other = self.of.sample(self.town.villages, 2)
        known = {"v": one, "w": other, "t": self.town.calls_itself}
        return _SLOT.sub(lambda m: known[m[1]], text)

    def copied(self, key: Key) -> Said | None:
        """The sentence for ``key`` that this report takes over, if it copies."""
        if self.source is None or self.of.random() >= _TAKEN_OVER:
            return None
        return self.source.said.get(key)

    def say(self, key: Key, text: str, surfaces: tuple[str, ...] = (), copied: Said | None = None) -> int:
        """Write one sentence, as an item where the style has such."""
        found = self._write(text)
        self.said[key] = Said(text, surfaces, found)
        if copied is not None:
            self.taken.append((found, copied.passage))
        return found

    def free(self, key: Key, choices: Sequence[str]) -> int:
        """Write one of ``choices``, or what the copied report says for ``key``."""
        if (copied := self.copied(key)) is not None:
            return self.say(key, copied.text, (), copied)
        return self.say(key, self.fill(pick(self.of, choices)))

    def _write(self, text: str) -> int:
        if not self.items:
            return self.page.sentence(text)
        number, self.items = self.items, self.items + 1
        if self.style.items == "arabic-dot":
            self.page.line()
        return self.page.item(3, marker(self.style.items, number), self.style.items, text, Role.MEASURES)

    # --- what was done ---

    def runs(self, told: Sequence[Told], figure: Counted | None = None) -> None:
        """One sentence on one practice, or on two that run; with a figure at its end, if one is given."""
        practices = [t.practice for t in told]
        status = told[0].status
        key = (status.value, *(p.key for p in practices))
        copied = None if figure else self.copied(key)
        if copied is not None:
            text, surfaces = copied.text, copied.surfaces
        else:
            surfaces = tuple(self.spelt(p) for p in practices)
            text = self.frame(status, surfaces) + self.clauses(practices[0].theme)
        if figure is not None:
            text = f"{text.removesuffix('。')}，{self.counted(figure)}。"
            key = (*key, measures.FIGURES[figure.row].indicator, str(self.year.year))
        at = self.say(key, text, surfaces, copied)
        for practice, surface in zip(practices, surfaces, strict=True):
            self.facts.adopt(practice.mechanism, status, surface, at)
        if figure is not None:
            self.observed(figure, at)

    def spelt(self, practice: Practice) -> str:
        spelling = pick(self.of, practice.spellings)
        return f"“{spelling}”" if practice.id and self.of.random() < 0.2 else spelling

    def frame(self, status: Status, surfaces: Sequence[str]) -> str:
        if len(surfaces) == 2:
            return pick(self.of, measures.RUNS_TWO).format(p=surfaces[0], q=surfaces[1])
        frames = {Status.PILOTING: measures.TRIES, Status.IN_PROGRESS: measures.ON_THE_WAY}.get(status, measures.RUNS)
        return self.fill(pick(self.of, frames).replace("{p}", surfaces[0]))

    def clauses(self, theme: str) -> str:
        own = measures.CLAUSES[theme]
        number = 1 + (self.of.random() < 0.75) + (self.of.random() < 0.3)
        return "，".join(self.fill(c) for c in self.of.sample(own, number)) + "。"

    def counted(self, counted: Counted) -> str:
        """A figure in words, with last year's beside it where it is told."""
        row = measures.FIGURES[counted.row]
        said = row.said.format(n=f"{counted.value}{row.unit}")
        if counted.before:
            said += pick(self.of, measures.LAST_YEAR).format(n=f"{counted.before}{row.unit}")
        return said

    def observed(self, counted: Counted, at: int) -> None:
        self.observe(counted.row, str(counted.value), self.year.year, at)
        if counted.before:
            self.observe(counted.row, counted.before, self.year.year - 1, at)

    def figure(self, counted: Counted) -> None:
        """A sentence on a figure alone."""
        at = self.say(("figure", measures.FIGURES[counted.row].indicator, str(self.year.year)), f"{self.counted(counted)}。")
        self.observed(counted, at)

    def observe(self, figure: int, value: str, year: int, at: int) -> None:
        row = measures.FIGURES[figure]
        self.facts.observations.append(Observation(row.indicator, row.surface, value, row.unit, year, (at,)))

    def hired(self, hired: Hired) -> None:
        organ = "街道" if self.town.is_office else "乡政府" if self.town.division.name.endswith("乡") else "镇政府"
        if hired.role is AdviserRole.VILLAGE:
            frames = outline.VILLAGE_ADVISER
        else:
            frames = outline.GOVERNMENT_ADVISER_COUNTED if hired.lawyers else outline.GOVERNMENT_ADVISER
        text = pick(self.of, frames).format(f=hired.firm, n=hired.lawyers, m=hired.villages, g=organ)
        at = self.say(("hired", hired.firm, hired.role), text)
        self.facts.engagements.append(
            Engagement(hired.role, (at,), hired.firm, lawyer_count=hired.lawyers, village_count=hired.villages)
        )
        # Who engages a firm has advisers.
        practice = "政府法律顾问" if hired.role is AdviserRole.GOVERNMENT else "一村一法律顾问"
        self.facts.adopt(_known(practice), Status.IMPLEMENTED, "法律顾问", at)

    def measures_part(self) -> None:
        by_theme: dict[str, list[Told]] = {theme: [] for theme in measures.THEMES}
        for told in self.year.told:
            if told.status is not Status.PLANNED:
                by_theme[told.practice.theme].append(told)
        figures: dict[str, list[Counted]] = {}
        for counted in self.year.figures:
            figures.setdefault(measures.FIGURES[counted.row].theme, []).append(counted)
        themes = [t for t in by_theme if by_theme[t] or figures.get(t)]
        # A town keeps the order of its sections from year to year.
        chance("themes", self.town.full_name).shuffle(themes)
        for number, theme in enumerate(themes, 1):
            self.section(number, pick(self.of, measures.HEADINGS[theme]), Role.MEASURES)
            self.items = 1 if self.style.items else 0
            self.theme(theme, by_theme[theme], figures.get(theme, []))
            self.items = 0

    def theme(self, theme: str, told: list[Told], figures: list[Counted]) -> None:
        told = list(told)
        self.of.shuffle(told)
        if theme == "decide":
            for hired in self.year.hired:
                self.hired(hired)
        while told:
            first = told.pop()
            together = [first]
            if first.status is Status.IMPLEMENTED and told and told[-1].status is first.status and self.of.random() < 0.5:
                together.append(told.pop())
            self.runs(together, figures.pop() if figures and self.of.random() < 0.5 else None)
            if self.of.random() < 0.15:
                self.filler(theme)
        for counted in figures:
            self.figure(counted)
        self.filler(theme)
        if theme in ("teach", "lead"):
            self.citing(theme)

    def filler(self, theme: str) -> None:
        number = int(self.of.random() * len(measures.FILLERS[theme]))
        self.free(("filler", theme, str(number)), measures.FILLERS[theme][number : number + 1])

    def citing(self, theme: str) -> None:
        one, other = self.of.sample(outline.LAWS, 2)
        frame = pick(self.of, outline.CITING)
        at = self.say(("citing", theme), frame.format(l=one, k=other))
        for law in (one, other) if "{k}" in frame else (one,):
            self.facts.cite(law, at)

    def section(self, number: int, heading: str, role: Role) -> int:
        self.page.line()
        kind = self.style.sections
        at = self.page.begin(2, marker(kind, number), kind, heading, role, stop="。" if self.style.run_on else "")
        if not self.style.run_on:
            self.page.line()
        assert at is not None
        return at

    def part(self, number: int, name: str) -> str:
        self.page.line()
        heading = pick(self.of, outline.PARTS[name]).format(y=self.year.year, z=self.year.year + 1)
        self.page.begin(1, marker(self.style.parts, number), self.style.parts, heading, _PART_ROLES[name])
        self.page.line()
        return heading

    # --- duties, problems, plans ---

    def duties_part(self) -> None:
        numbers = sorted(self.of.sample(range(len(outline.DUTIES)), 3 + int(2 * self.of.random())))
        for number in numbers:
            self.free(("duty", str(number)), outline.DUTIES[number : number + 1])
        for counted in self.year.figures:
            if counted.again:  # another value for what was told above
                row = measures.FIGURES[counted.row]
                at = self.page.sentence(row.said.format(n=f"{counted.again}{row.unit}") + "。")
                self.observe(counted.row, counted.again, self.year.year, at)

    def problems_part(self) -> None:
        lead = pick(self.of, outline.PROBLEMS_LEAD).format(y=self.year.year, t=self.town.calls_itself)
        self.page.sentence(lead)
        for number, trouble in enumerate(self.year.problems, 1):
            row = future.SHORTCOMINGS[trouble.row]
            heading = row.headings[trouble.wording]
            at = [self.section(number, heading, Role.PROBLEMS)]
            begin = self.page.passages[-1].start + len(marker(self.style.sections, number))
            first = self.free_text(("problem", row.topic), row.first)
            at.append(first[0])
            causes: tuple[int, ...] = ()
            if self.of.random() < 0.4:
                cause = pick(self.of, row.causes)
                at.append(self.page.sentence(pick(self.of, future.CAUSE).format(c=cause)))
                causes = (self.facts.cause(cause, at[-1], about(cause, "")),)
            if self.of.random() < 0.6:
                at.append(self.page.sentence(self.fill(pick(self.of, future.MORE_PROBLEM))))
            self.facts.problems.append(
                Problem(heading, self.page.text[begin:], tuple(at), about(heading, first[1]), causes)
            )

    def free_text(self, key: Key, choices: Sequence[str]) -> tuple[int, str]:
        at = self.free(key, choices)
        return at, self.page.passages[at].text

    def plans_part(self, heading: str) -> None:
        year = self.year.year
        lead = pick(self.of, outline.PLANS_LEAD).format(z=year + 1, t=self.town.calls_itself)
        self.page.sentence(lead)
        target = year + 1 if f"{year + 1}年" in heading + lead else None
        coming: list[tuple[Told, str]] = []
        for told in self.year.told:
            if told.status is Status.PLANNED:
                coming.append((told, pick(self.of, future.PLANNED)))
            elif told.widened:
                coming.append((told, pick(self.of, future.WIDENED)))
            elif told.carried_on:
                coming.append((told, pick(self.of, future.CARRIED_ON)))
        self.of.shuffle(coming)
        answers = list(self.year.answered) if self.year.tells_problems else []
        apart = max(1 if not answers else 0, (len(coming) - 2 * len(answers) + 2) // 3)
        others = self.of.sample(future.PLAN_HEADINGS, min(apart, len(future.PLAN_HEADINGS)))
        whole = len(answers) + len(others)
        for number in range(1, whole + 1):
            left = whole - number + 1
            share = [coming.pop() for _ in range(min(len(coming), -(-len(coming) // left)))]
            if number <= len(answers):
                self.plan(number, answers[number - 1], "", share, target)
            else:
                self.plan(number, None, others[number - 1 - len(answers)], share, target)

    def plan(self, number: int, problem: int | None, heading: str, share: list[tuple[Told, str]], target: int | None) -> None:
        known = heading
        if problem is not None:
            row = future.SHORTCOMINGS[self.year.problems[problem].row]
            heading, known = pick(self.of, row.plans), row.topic
        at = [self.section(number, heading, Role.PLANS)]
        begin = self.page.passages[-1].start + len(marker(self.style.sections, number))
        first = ""
        if problem is not None:
            place, first = self.free_text(("plan", row.topic), row.measures)
            at.append(place)
        mechanisms: list[Mechanism] = []
        for told, frame in share:
            surface = self.spelt(told.practice)
            at.append(self.page.sentence(frame.replace("{p}", surface)))
            first = first or self.page.passages[-1].text
            status = Status.PLANNED if told.widened else told.status
            self.facts.adopt(told.practice.mechanism, status, surface, at[-1], told.carried_on)
            mechanisms.append(told.practice.mechanism)
        if self.of.random() < 0.6 or len(at) == 1:
            at.append(self.page.sentence(self.fill(pick(self.of, future.MORE_PLAN))))
            first = first or self.page.passages[-1].text
        self.plan_practices.append((known, tuple(t.practice for t, _ in share if t.status is Status.PLANNED)))
        self.facts.plans.append(
            Plan(
                heading,
                self.page.text[begin:],
                tuple(at),
                target,
                about(heading, first),
                () if problem is None else (problem,),
                tuple(dict.fromkeys(mechanisms)),
            )
        )


@lru_cache(maxsize=200_000)
def about(heading: str, sentence: str) -> tuple[str, ...]:
    """The problem types that a heading and its first sentence are about, as scored."""
    from kg.extractors.topics import topics

    return topics(heading, sentence, load_ontology())


@lru_cache(maxsize=64)
def _known(concept: str) -> Mechanism:
    return Mechanism(load_ontology().mechanisms[concept].label, concept)


def write(town: Town, year: Year, seed: int, source: Source | None = None, edition: int = 0) -> Written:
    """The report of a town on a year; ``source`` is what it copies from, ``edition`` counts from 0."""
    writer = _Writer(town, year, chance(seed, "report", town.full_name, year.year, edition), source)
    of = writer.of
    # A town keeps its style for some years.
    writer.style = chance(seed, "style", town.full_name, year.year // 3).choices(STYLES, OFTEN)[0]
    page = writer.page
    name = _named(town, of)
    title = pick(of, outline.TITLES_OFFICE if town.is_office else outline.TITLES).format(name=name, y=year.year)
    if edition:
        title += outline.CORRECTED
    page.sentence(title, Role.TITLE)
    page.line()
    opening = pick(of, outline.OPENINGS).format(
        y=year.year, short=town.division.name, county=town.county.name, v=town.villages[0], w=town.villages[1]
    )
    page.sentence(opening)
    page.sentence(pick(of, outline.REPORTED).format(y=year.year))
    parts = [Part.MEASURES]
    writer.part(1, "measures")
    writer.measures_part()
    for part, told in (
        (Part.DUTIES, year.tells_duties),
        (Part.PROBLEMS, year.tells_problems),
        (Part.PLANS, year.tells_plans),
    ):
        if not told:
            continue
        parts.append(part)
        heading = writer.part(len(parts), part.value)
        if part is Part.DUTIES:
            writer.duties_part()
        elif part is Part.PROBLEMS:
            writer.problems_part()
        else:
            writer.plans_part(heading)
    issued, signed = _dates(of, year.year, edition)
    issuer = f"{_placed(town)}{town.organ}"
    page.end()
    page.line()
    page.sentence(issuer, Role.SIGNATURE)
    if signed is not None:
        page.line()
        page.sentence(f"{signed.year}年{signed.month}月{signed.day}日", Role.SIGNATURE)
    identity = Identity(town.division.name, town.division, town.above, (), year.year, issued, signed, (issuer,))
    return Written(
        title,
        page,
        writer.facts.facts(identity),
        tuple(parts),
        writer.style.name,
        writer.said,
        writer.taken,
        source,
        writer.plan_practices,
    )


def _dates(of: Random, year: int, edition: int) -> tuple[date | None, date | None]:
    """When a report was published and signed: mostly by March, some late, some without a date."""
    days = int(80 * of.random()) if of.random() < 0.85 else 90 + int(200 * of.random())
    signed = date(year + 1, 1, 4) + timedelta(days + 60 * edition)
    issued = signed + timedelta(int(20 * of.random()))
    kind = of.random()
    if kind < 0.06:
        return None, None
    return (issued if kind < 0.75 else None), (signed if kind > 0.16 else None)


def _named(town: Town, of: Random) -> str:
    kind = of.random()
    return town.full_name if kind < 0.25 else _placed(town) + town.division.name if kind < 0.65 else town.division.name


def _placed(town: Town) -> str:
    """What stands before a town's name so that it can be no other: the county, in full where several are called so."""
    several = len(load_places().counties(town.county.name)) > 1
    return town.county.full_name if several else town.county.name
