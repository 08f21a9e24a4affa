"""``kg follow``: what became of plans, problems and practices from one report to the next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import terminal
from kg.cli.excerpts import excerpt
from kg.cli.language import lang, tr
from kg.cli.options import (
    DEFAULT_STORE,
    CountyOption,
    FormatOption,
    LangOption,
    LimitOption,
    ProvinceOption,
    SparqlOption,
    StoreOption,
    opened,
)
from kg.cli.sharing import name, place, scope, status_name
from kg.cli.writing import TableFormat, as_csv, as_json

if TYPE_CHECKING:
    from kg.analysis.answers import Count, Evidence, Statement
    from kg.analysis.following.answers import (
        Course,
        FollowAnswer,
        FollowCounts,
        FollowSummary,
        PlanFate,
        ProblemFate,
        Step,
    )

_SENTENCE = 50
_VERDICTS: Mapping[str, tuple[str, str]] = {
    "done": ("已做", "done"),
    "under way": ("在做", "under way"),
    "planned again": ("再次计划", "planned again"),
    "not mentioned again": ("不再提到", "not mentioned again"),
    "persists": ("仍写到", "persists"),
    "not told again": ("不再写到", "not told again"),
    "cannot tell": ("无从得知（下一份没有写问题）", "cannot tell (the next report tells no problems)"),
}
_BASES: Mapping[str, tuple[str, str]] = {
    "practice": ("做法", "practice"),
    "sentence": ("原句", "sentence"),
    "heading": ("标题", "heading"),
    "heading and type": ("标题、类型", "heading, type"),
    "type": ("类型", "type"),
    "": ("", ""),
}
_COURSES: Mapping[str, tuple[str, str]] = {
    "taken up": ("由计划到推行", "taken up"),
    "advanced": ("由试点、推进到实施", "advanced"),
    "planned": ("只在计划", "only planned"),
    "planned after": ("原已在做，又在计划", "ran before, planned now"),
    "runs": ("在行", "runs"),
    "silent": ("最近一份不再提到", "not in the latest report"),
}


def follow(
    town: Annotated[
        str | None,
        typer.Argument(metavar="[TOWN]", help=tr("乡镇；不写则统计各乡镇", "A town; without it, counts of all towns")),
    ] = None,
    years: Annotated[
        str | None, typer.Option("--years", metavar="2021-2024", help=tr("只看该乡镇这些年的报告", "Only these years"))
    ] = None,
    year: Annotated[
        int | None,
        typer.Option(
            "--year", help=tr("统计时只看这一年的计划和问题", "Of all towns: plans and problems of this year")
        ),
    ] = None,
    province: ProvinceOption = None,
    county: CountyOption = None,
    limit: LimitOption = 20,
    full: Annotated[bool, typer.Option("--full", help=tr("显示整句", "Show whole sentences"))] = False,
    form: FormatOption = TableFormat.TABLE,
    sparql: SparqlOption = False,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    from kg import analysis

    if town is not None and (province or county or year is not None):
        raise typer.BadParameter(
            tr(
                "写了乡镇，就用 --years；--province、--county、--year 是统计用的",
                "with a town use --years: the other filters are for counts",
            )
        )
    if town is None and years is not None:
        raise typer.BadParameter(tr("--years 要和乡镇一起用", "--years goes with a town"))
    span = _span(years)
    with opened(store) as graph:
        if town is None:
            summary = analysis.follow_all(
                graph,
                year=year,
                province=province,
                county=county,
                limit=limit or None if form is TableFormat.TABLE else None,
            )
            query = analysis.follow_all_sparql(summary)
        else:
            answer = analysis.follow(graph, town, years=span)
            query = analysis.follow_sparql(answer)
            terminal.understood(answer.understood)
    told = summary if town is None else answer
    if sparql:
        terminal.verbatim(query)
    elif form is TableFormat.JSON:
        as_json(told)
    elif form is TableFormat.CSV:
        as_csv(*told.table())
    elif town is None:
        _summary(summary)
    else:
        _town(answer, limit, full)


def _span(years: str | None) -> range | None:
    if years is None:
        return None
    first, _, last = years.partition("-")
    try:
        return range(int(first), int(last or first) + 1)
    except ValueError:
        raise typer.BadParameter(
            tr(f"“{years}”不是年份，如 2021-2024", f"“{years}” is no span of years such as 2021-2024")
        ) from None


def _town(answer: FollowAnswer, limit: int, full: bool) -> None:
    years = tr("、", ", ").join(map(str, answer.years))
    terminal.heading(tr(f"{answer.town.full_name}：{years} 年的报告", f"{answer.town.full_name}: reports on {years}"))
    for step in answer.steps:
        _step(step, full)
    _courses(answer, limit)
    terminal.say()
    terminal.say(
        tr(
            "不再提到不等于没有做，不再写到不等于已经解决；“延续”是计划之前已在推行的。"
            "把握 1 为最高；依据为“标题”“类型”“原句”的是按相似推断，请对照原句。",
            "Not mentioned is not undone, not told is not solved; “carried on” ran before it was planned. Sureness is at most "
            "1; what rests on headings, types or sentences is told by likeness: compare the sentences.",
        )
    )


def _step(step: Step, full: bool) -> None:
    terminal.say()
    gap = "" if step.next == step.year + 1 else tr("（中间缺报告）", " (reports are missing between)")
    told = tr("，", ", ").join(f"{_said(_VERDICTS, v)} {c.number}" for v, c in step.plan_counts().items() if c.of)
    terminal.heading(
        tr(
            f"{step.year} → {step.next}{gap}：{len(step.plans)} 项计划" + (f"（{told}）" if told else ""),
            f"{step.year} → {step.next}{gap}: {len(step.plans)} plans" + (f" ({told})" if told else ""),
        )
    )
    if step.plans:
        columns = (
            tr(f"{step.year} 年的计划", f"plan of {step.year}"),
            *(tr("结果", "verdict"), tr("依据", "by"), tr("把握", "sure"), tr("其中的做法", "its practices")),
            *(
                tr("计划原句", "sentence of the plan"),
                tr(f"{step.next} 年原句", f"sentence of {step.next}"),
                tr("出处", "source"),
            ),
        )
        terminal.table(columns, [_plan_row(one, full) for one in step.plans])
    if step.problems or step.new:
        terminal.say()
        terminal.say(
            tr(
                f"{len(step.problems)} 个问题，{step.next} 年新写到 {len(step.new)} 个",
                f"{len(step.problems)} problems, {len(step.new)} new in {step.next}",
            )
        )
        heads = (
            tr(f"{step.year} 年的问题", f"problem of {step.year}"),
            *(
                tr("结果", "verdict"),
                tr("依据", "by"),
                tr("始于", "since"),
                tr(f"{step.next} 年的问题", f"problem of {step.next}"),
            ),
            tr("出处", "source"),
        )
        rows = [_problem_row(one) for one in step.problems]
        rows += [("–", tr("新写到", "new"), "", "", new.heading, _where(new.evidence)) for new in step.new]
        terminal.table(heads, rows)


def _plan_row(one: PlanFate, full: bool) -> tuple[str, ...]:
    carried = tr("（延续）", " (carried on)") if one.ran_before and one.verdict in ("done", "under way") else ""
    practices = tr("，", ", ").join(
        p.practice.label + tr("：", ": ") + _said(_VERDICTS, p.verdict) for p in one.practices
    )
    verdict = _said(_VERDICTS, one.verdict) + carried
    if one.again is not None and one.verdict in ("done", "under way"):
        verdict += tr("，又列入计划", ", and planned again")
    said = [proof.sentence if full else excerpt(proof.sentence, _names(one), _SENTENCE) for proof in one.said[:1]]
    found = [proof.sentence if full else excerpt(proof.sentence, _names(one), _SENTENCE) for proof in one.found[:1]]
    sure = f"{one.confidence:.2f}" if one.basis else ""
    return (
        *(one.plan.heading, verdict, _said(_BASES, one.basis), sure, practices),
        *("".join(said), "".join(found), _where(one.found)),
    )


def _names(one: PlanFate) -> tuple[str, ...]:
    return (*(p.practice.label for p in one.practices if p.verdict == one.verdict), one.plan.heading)


def _problem_row(one: ProblemFate) -> tuple[str, ...]:
    again: Statement | None = one.again
    told = (again.heading, _where(again.evidence)) if again else ("", "")
    return (one.problem.heading, _said(_VERDICTS, one.verdict), _said(_BASES, one.basis), str(one.since), *told)


def _courses(answer: FollowAnswer, limit: int) -> None:
    if not answer.courses:
        return
    terminal.part(tr("做法的历年状态", "practices over the years"), len(answer.courses))
    shown = answer.courses[:limit] if limit else answer.courses
    columns = (tr("做法", "practice"), tr("走向", "course"), *map(str, answer.years))
    terminal.table(columns, [_course_row(one, answer.years) for one in shown])
    if len(shown) < len(answer.courses):
        left = len(answer.courses) - len(shown)
        terminal.say(tr(f"另有 {left} 项未列出（--limit 0）", f"{left} more (--limit 0)"))
    terminal.say(
        tr(
            "空格是那年的报告没有写到，不是没有。",
            "An empty cell: that year's report does not name it, which is not absence.",
        )
    )


def _course_row(one: Course, years: tuple[int, ...]) -> tuple[str, ...]:
    told = (tr("、", ", ").join(map(status_name, one.statuses.get(year, ()))) for year in years)
    return (name(one.practice.label, one.practice.label_en), _said(_COURSES, one.course), *told)


def _summary(answer: FollowSummary) -> None:
    terminal.heading(
        tr(f"计划和问题的下文（{scope(answer.scope)}）", f"what became of plans and problems ({scope(answer.scope)})")
    )
    if not answer.years:
        terminal.say(tr("没有乡镇有相连两年的报告。", "No town has reports on two successive years."))
        return
    verdicts = (
        *(tr("计划", "plans"), tr("已做", "done"), tr("其中延续", "carried on"), tr("在做", "under way")),
        *(tr("再次计划", "again"), tr("不再提到", "not again"), tr("问题", "problems"), tr("仍写到", "persist")),
        *(tr("不再写到", "not told"), tr("新写到", "new")),
    )
    both = tr("两年都有报告的乡镇", "towns with both reports")
    rows = [
        (f"{one.year} → {one.next}", _share(one.towns), *_numbers(one.counts), _share(one.named), _share(one.run))
        for one in answer.years
    ]
    named = (tr("计划里的做法又写到", "their practices named"), tr("已在推行", "running"))
    terminal.table((tr("年份", "years"), both, *verdicts, *named), rows)
    if answer.types:
        terminal.say()
        listed = [
            (
                one.type.label if lang() == "zh" else one.type.label_en or one.type.label,
                str(one.towns),
                *_numbers(one.counts),
            )
            for one in answer.types
        ]
        terminal.table((tr("类型", "type"), tr("有此问题的乡镇", "towns with it"), *verdicts), listed)
    if answer.towns:
        terminal.say()
        each = [(one.town.full_name, f"{one.year} → {one.next}", *_numbers(one.counts)) for one in answer.towns]
        terminal.table((tr("乡镇", "town"), tr("年份", "years"), *verdicts), each)
    if answer.left_out:
        terminal.say(tr(f"另有 {answer.left_out} 行未列出（--limit 0）", f"{answer.left_out} more rows (--limit 0)"))
    terminal.say()
    terminal.say(
        tr(
            "这里只按做法、类型和标题判断，不读做了什么的原句：没有写到做法的计划不会算作“已做”（kg follow 乡镇 会读原句）。"
            "不再提到不等于没有做，不再写到不等于已经解决。",
            "Judged by practices, types and headings, not by sentences on what was done: plans without practices are never "
            "“done” here (kg follow TOWN reads sentences). Not mentioned is not undone, not told is not solved.",
        )
    )


def _numbers(counts: FollowCounts) -> tuple[str, ...]:
    plans, problems = counts.plans, counts.problems
    order = ("done", "under way", "planned again", "not mentioned again")
    done, *others = (str(plans[verdict].number) for verdict in order)
    told = (str(problems["persists"].of), str(problems["persists"].number), str(problems["not told again"].number))
    return (str(plans["done"].of), done, str(counts.carried_on), *others, *told, str(counts.new_problems))


def _share(count: Count) -> str:
    return f"{count.number}/{count.of}"


def _where(proofs: tuple[Evidence, ...]) -> str:
    return place(proofs[0]) if proofs else ""


def _said(wording: Mapping[str, tuple[str, str]], key: str) -> str:
    zh, en = wording[key]
    return zh if lang() == "zh" else en
