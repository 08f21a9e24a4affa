"""The parts of a report on what was done: measures and the duties of the persons responsible."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from corpus import words_measures as words
from corpus import words_outline as outline
from corpus.chance import chance, pick
from corpus.history import Counted, Hired, Told
from corpus.numbering import hanzi
from corpus.pen import Pen, Said
from corpus.practices import ADVISERS
from corpus.words_figures import FIGURES, LAST_YEAR
from kg.model import AdviserRole, Engagement, Mechanism, Observation, Role, Status
from kg.ontology import load as load_ontology


def measures_part(pen: Pen) -> None:
    by_theme: dict[str, list[Told]] = {theme: [] for theme in words.THEMES}
    for told in pen.year.told:
        if told.status is not Status.PLANNED:
            by_theme[told.practice.theme].append(told)
    figures: dict[str, list[Counted]] = {}
    for counted in pen.year.figures:
        figures.setdefault(FIGURES[counted.row].theme, []).append(counted)
    themes = [t for t in by_theme if by_theme[t] or figures.get(t) or (t == "decide" and pen.year.hired)]
    # A town keeps the order of its sections from year to year.
    chance("themes", pen.town.full_name).shuffle(themes)
    for number, theme in enumerate(themes, 1):
        pen.section(number, pick(pen.of, words.HEADINGS[theme]), Role.MEASURES)
        pen.items = 1 if pen.style.items else 0
        _theme(pen, theme, by_theme[theme], figures.get(theme, []))
        pen.items = 0


def duties_part(pen: Pen) -> None:
    numbers = sorted(pen.of.sample(range(len(outline.DUTIES)), 3 + int(3 * pen.of.random())))
    for number in numbers:
        pen.free(("duty", str(number)), [_varied(pen, outline.DUTIES[number], outline.MORE_DUTIES)])
    for counted in pen.year.figures:
        if counted.again:  # another value for what was told above
            row = FIGURES[counted.row]
            at = pen.page.sentence(row.said.format(n=f"{counted.again}{row.unit}") + "。")
            if row.practice:
                pen.facts.adopt(_known(row.practice), Status.IMPLEMENTED, row.surface, at)
            _observe(pen, counted.row, counted.again, pen.year.year, at)


def _theme(pen: Pen, theme: str, told: list[Told], figures: list[Counted]) -> None:
    of = pen.of
    told = list(told)
    of.shuffle(told)
    if theme == "decide":
        for hired in pen.year.hired:
            _hired(pen, hired)
    if pen.source is not None:
        _taken_over(pen, told, figures)
    while told:
        first = told.pop()
        together = [first]
        while first.status is Status.IMPLEMENTED and told and len(together) < 3 and of.random() < 0.55:
            if told[-1].status is not first.status:
                break
            together.append(told.pop())
        counts = first.status is Status.IMPLEMENTED and of.random() < 0.45
        _runs(pen, together, _some(pen, figures) if counts else [])
        if of.random() < 0.15:
            _filler(pen, theme)
    while figures:
        _figures(pen, _some(pen, figures))
    _filler(pen, theme)
    if theme in ("teach", "lead"):
        _citing(pen, theme)


def _some(pen: Pen, figures: list[Counted]) -> list[Counted]:
    """One to three of the figures, which are taken from the list."""
    return [figures.pop() for _ in range(min(len(figures), 1 + int(3 * pen.of.random())))]


def _taken_over(pen: Pen, told: list[Told], figures: list[Counted]) -> None:
    """Write what the copied report says of practices that run here too, with this year's figures where it has some;
    they are taken from the lists."""
    assert pen.source is not None
    running = {t.practice.key: t for t in told if t.status is Status.IMPLEMENTED}
    for key in pen.source.said:
        if key[0] != Status.IMPLEMENTED.value or not set(key[1:]) <= running.keys():
            continue
        if (copied := pen.copied(key)) is not None:
            together = [running.pop(known) for known in key[1:]]
            for one in together:
                told.remove(one)
            _write(pen, together, copied.surfaces, copied.stem, _some(pen, figures) if copied.counts else [], copied)


def _runs(pen: Pen, told: Sequence[Told], figures: Sequence[Counted]) -> None:
    """One sentence on one practice, or on several that run; with figures at its end, if any are given."""
    surfaces = tuple(pen.spelt(t.practice) for t in told)
    lead = pen.fill(pick(pen.of, words.LEADS)) if pen.of.random() < 0.4 else ""
    text = lead + _frame(pen, told[0].status, surfaces) + _clauses(pen, told[0].practice.theme)
    _write(pen, told, surfaces, text, figures)


def _write(
    pen: Pen, told: Sequence[Told], surfaces: tuple[str, ...], text: str, figures: Sequence[Counted],
    copied: Said | None = None,
) -> None:  # fmt: skip
    status = told[0].status
    at = pen.say(
        (status.value, *(t.practice.key for t in told)),
        text,
        surfaces,
        copied,
        f"，{_counted(pen, figures)}" if figures else "",
    )
    for one, surface in zip(told, surfaces, strict=True):
        pen.facts.adopt(one.practice.mechanism, status, surface, at)
    _observed(pen, figures, at)


def _frame(pen: Pen, status: Status, surfaces: Sequence[str]) -> str:
    if len(surfaces) > 1:
        several = words.RUNS_TWO if len(surfaces) == 2 else words.RUNS_THREE
        return pick(pen.of, several).format(**dict(zip("pqr", surfaces, strict=False)))
    frames = {Status.PILOTING: words.TRIES, Status.IN_PROGRESS: words.ON_THE_WAY}.get(status, words.RUNS)
    return pen.fill(pick(pen.of, frames)).replace("{p}", surfaces[0])


def _clauses(pen: Pen, theme: str) -> str:
    number = 2 + (pen.of.random() < 0.7) + (pen.of.random() < 0.5)
    return "，".join(pen.fill(c) for c in pen.of.sample(words.CLAUSES[theme], number)) + "。"


def _counted(pen: Pen, figures: Sequence[Counted]) -> str:
    """Figures in words, with last year's beside them where it is told."""
    said = []
    for counted in figures:
        row = FIGURES[counted.row]
        words = row.said.format(n=f"{counted.value}{row.unit}")
        if counted.before:
            more = counted.value - int(counted.before)
            change = "增加" if more > 0 else "减少" if more < 0 else "持平"
            words += pick(pen.of, LAST_YEAR).format(n=f"{counted.before}{row.unit}", d=change)
        said.append(words)
    return "，".join(said)


def _figures(pen: Pen, figures: Sequence[Counted]) -> None:
    """A sentence on figures alone."""
    key = ("figures", FIGURES[figures[0].row].indicator, str(pen.year.year))
    _observed(pen, figures, pen.say(key, f"{_counted(pen, figures)}。"))


def _observed(pen: Pen, figures: Sequence[Counted], at: int) -> None:
    for counted in figures:
        row = FIGURES[counted.row]
        if row.practice:
            pen.facts.adopt(_known(row.practice), Status.IMPLEMENTED, row.surface, at)
        _observe(pen, counted.row, str(counted.value), pen.year.year, at)
        if counted.before:
            _observe(pen, counted.row, counted.before, pen.year.year - 1, at)


def _observe(pen: Pen, figure: int, value: str, year: int, at: int) -> None:
    row = FIGURES[figure]
    pen.facts.observations.append(Observation(row.indicator, row.surface, value, row.unit, year, (at,)))


def _hired(pen: Pen, hired: Hired) -> None:
    organ = "街道" if pen.town.is_office else "乡政府" if pen.town.division.name.endswith("乡") else "镇政府"
    frames: tuple[str, ...] = outline.GUEST
    if hired.role is AdviserRole.VILLAGE:
        frames = outline.VILLAGE_OFFICE if hired.office else outline.VILLAGE_ADVISER
    elif hired.role is AdviserRole.GOVERNMENT:
        frames = outline.GOVERNMENT_ADVISER_COUNTED if hired.lawyers else outline.GOVERNMENT_ADVISER
    frame = pick(pen.of, frames)
    if hired.years:
        frame = frame.removesuffix("。") + pick(pen.of, outline.TERM).format(k=hanzi(hired.years))
    unit = "个社区" if pen.town.is_office else "个村"
    village = pick(pen.of, pen.town.villages)
    text = frame.format(f=hired.firm, n=hired.lawyers, m=f"{hired.villages}{unit}", g=organ, v=village)
    at = pen.say(("hired", hired.firm, hired.role), text)
    pen.facts.engagements.append(
        Engagement(
            hired.role,
            (at,),
            law_firm=None if hired.office else hired.firm,
            service_office=hired.firm if hired.office else None,
            lawyer_count=hired.lawyers if "{n}" in frame else None,
            village_count=hired.villages,
            contract_years=hired.years,
        )
    )
    if hired.role is AdviserRole.OTHER:
        return
    # Who engages a firm has advisers.
    practice = ADVISERS["government" if hired.role is AdviserRole.GOVERNMENT else "village"]
    pen.facts.adopt(_known(practice), Status.IMPLEMENTED, "法律顾问", at)


def _filler(pen: Pen, theme: str) -> None:
    number = int(pen.of.random() * len(words.FILLERS[theme]))
    pen.free(("filler", theme, str(number)), [_varied(pen, words.FILLERS[theme][number], words.CLAUSES[theme])])


def _varied(pen: Pen, sentence: str, more: Sequence[str]) -> str:
    """Some clauses of a sentence, in order, and one or two of ``more``: no two towns are to say the same by chance."""
    clauses = sentence.removesuffix("。").split("，")
    kept = sorted(pen.of.sample(range(len(clauses)), max(1, len(clauses) - 1 - (pen.of.random() < 0.4))))
    others = pen.of.sample(more, 1 + int(2 * pen.of.random()))
    return "，".join([*(clauses[n] for n in kept), *others]) + "。"


def _citing(pen: Pen, theme: str) -> None:
    one, other = pen.of.sample(outline.LAWS, 2)
    frame = pick(pen.of, outline.CITING)
    at = pen.say(("citing", theme), pen.fill(frame.replace("{l}", one).replace("{k}", other)))
    for law in (one, other) if "{k}" in frame else (one,):
        pen.facts.cite(law, at)


@lru_cache(maxsize=64)
def _known(concept: str) -> Mechanism:
    return Mechanism(load_ontology().mechanisms[concept].label, concept)
