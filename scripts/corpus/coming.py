"""The parts of a report on what is wanting and what is to come: problems and plans."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from corpus import words_future as words
from corpus import words_outline as outline
from corpus.chance import pick
from corpus.history import Told
from corpus.pen import Key, Pen
from kg.model import Mechanism, Plan, Problem, Role, Status
from kg.ontology import load as load_ontology


@lru_cache(maxsize=200_000)
def about(heading: str, sentence: str) -> tuple[str, ...]:
    """The problem types that a heading and its first sentence are about, as scored."""
    from kg.extractors.topics import topics

    return topics(heading, sentence, load_ontology())


def problems_part(pen: Pen) -> None:
    of = pen.of
    pen.page.sentence(pick(of, outline.PROBLEMS_LEAD).format(y=pen.year.year, t=pen.town.calls_itself))
    for number, trouble in enumerate(pen.year.problems, 1):
        row = words.SHORTCOMINGS[trouble.row]
        heading = row.headings[trouble.wording]
        at = [pen.section(number, heading, Role.PROBLEMS)]
        begin = pen.heading_start(number)
        place, topics = _first(pen, heading, ("problem", row.topic), row.first, words.MORE_PROBLEM)
        at.append(place)
        causes: tuple[int, ...] = ()
        named = _remark(pen, number - 1, at)
        if of.random() < 0.4:
            cause = pick(of, row.causes)
            at.append(pen.page.sentence(pick(of, words.CAUSE).format(c=cause)))
            causes = (pen.facts.cause(cause, at[-1], about(cause, "")),)
        pen.facts.problems.append(Problem(heading, pen.page.text[begin:], tuple(at), topics, causes, named))


def _remark(pen: Pen, problem: int, at: list[int]) -> tuple[Mechanism, ...]:
    """What is said of a practice with a problem: the practice, and the sentence's passage added to ``at``."""
    remark = next((r for r in pen.year.remarks if r.problem == problem), None)
    if remark is None:
        return ()
    surface = pen.spelt(remark.practice)
    frames = words.MISSING if remark.missing else words.BADLY
    at.append(pen.page.sentence(pick(pen.of, frames).replace("{p}", surface)))
    if not remark.missing:
        pen.facts.adopt(remark.practice.mechanism, Status.IMPLEMENTED, surface, at[-1])
    return (remark.practice.mechanism,)


def plans_part(pen: Pen, part_heading: str) -> None:
    of, year = pen.of, pen.year.year
    lead = pick(of, outline.PLANS_LEAD).format(z=year + 1, t=pen.town.calls_itself)
    pen.page.sentence(lead)
    target = year + 1 if f"{year + 1}年" in part_heading + lead else None
    coming: list[tuple[Told, str]] = []
    for told in pen.year.told:
        if told.status is Status.PLANNED:
            coming.append((told, pick(of, words.PLANNED)))
        elif told.widened:
            coming.append((told, pick(of, words.WIDENED)))
        elif told.carried_on:
            coming.append((told, pick(of, words.CARRIED_ON)))
    of.shuffle(coming)
    answers = list(pen.year.answered) if pen.year.tells_problems else []
    apart = max(1 if not answers else 0, (len(coming) - 2 * len(answers) + 2) // 3)
    headings = of.sample(words.PLAN_HEADINGS, min(apart, len(words.PLAN_HEADINGS)))
    whole = len(answers) + len(headings)
    for number in range(1, whole + 1):
        share = [coming.pop() for _ in range(min(len(coming), -(-len(coming) // (whole - number + 1))))]
        if number <= len(answers):
            row = words.SHORTCOMINGS[pen.year.problems[answers[number - 1]].row]
            _plan(pen, number, answers[number - 1], pick(of, row.plans), row.topic, share, target)
        else:
            heading = headings[number - 1 - len(answers)]
            _plan(pen, number, None, heading, heading, share, target)


def _plan(
    pen: Pen, number: int, problem: int | None, heading: str, known: str, share: list[tuple[Told, str]], target: int | None
) -> None:  # fmt: skip
    """One plan; ``known`` is by what it is known in the next year."""
    at = [pen.section(number, heading, Role.PLANS)]
    begin = pen.heading_start(number)
    topics: tuple[str, ...] | None = None
    if problem is not None:
        place, topics = _measure(pen, problem, heading)
        at.append(place)
    else:
        at.append(pen.page.sentence(_ended(pen.fill(pick(pen.of, words.MORE_PLAN)))))
    mechanisms: list[Mechanism] = []
    for told, frame in share:
        surface = pen.spelt(told.practice)
        at.append(pen.page.sentence(frame.replace("{p}", surface)))
        status = Status.PLANNED if told.widened else told.status
        pen.facts.adopt(told.practice.mechanism, status, surface, at[-1], told.carried_on)
        mechanisms.append(told.practice.mechanism)
    pen.plans.append((known, tuple(t.practice for t, _ in share if t.status is Status.PLANNED)))
    pen.facts.plans.append(
        Plan(
            heading,
            pen.page.text[begin:],
            tuple(at),
            target,
            about(heading, "") if topics is None else topics,
            () if problem is None else (problem,),
            tuple(dict.fromkeys(mechanisms)),
        )
    )


def _measure(pen: Pen, problem: int, heading: str) -> tuple[int, tuple[str, ...]]:
    """What is to be done about a problem (passage, topics). Where another might be meant the problem is named."""
    trouble = pen.year.problems[problem]
    row = words.SHORTCOMINGS[trouble.row]
    families = [_family(words.SHORTCOMINGS[t.row].topic) for t in pen.year.problems]
    against = ""
    if families.count(families[problem]) > 1 or pen.of.random() < 0.25:
        against = pick(pen.of, words.AGAINST).format(h=row.headings[trouble.wording])
    choices = [against + measure for measure in row.measures]
    return _first(pen, heading, ("plan", row.topic, against), choices, words.MORE_PLAN)


def _first(
    pen: Pen, heading: str, key: Key, choices: Sequence[str], more: Sequence[str]
) -> tuple[int, tuple[str, ...]]:
    """The first sentence under a heading (passage, topics of both), which mostly goes on with one of ``more``."""
    if (copied := pen.copied(key)) is not None:
        at = pen.say(key, copied.text, (), copied)
        return at, about(heading, pen.page.passages[at].text)
    chosen = pick(pen.of, choices)
    text = f"{chosen.removesuffix('。')}，{pick(pen.of, more)}。" if pen.of.random() < 0.8 else chosen
    # What it goes on with says nothing of topics.
    return pen.say(key, pen.fill(text)), about(heading, chosen.replace("{v}", pen.town.villages[0]))


def _ended(clause: str) -> str:
    return f"{clause}。"


@lru_cache(maxsize=64)
def _family(topic: str) -> tuple[str, ...]:
    return load_ontology().problem_types[topic].broader
