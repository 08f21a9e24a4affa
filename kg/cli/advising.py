"""``kg advise``: what towns with the same problems set against them."""

from __future__ import annotations

from collections.abc import Sequence
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
    ProvinceOption,
    SparqlOption,
    StoreOption,
    opened,
)
from kg.cli.sharing import name, place, source, status_name
from kg.cli.writing import TableFormat, as_csv, as_json

if TYPE_CHECKING:
    from kg.analysis.advice.answers import AdviceAnswer, Case, Level, ProblemAdvice, Remedy
    from kg.analysis.answers import Count, Topic

_SENTENCE = 60


def advise(
    town: Annotated[str, typer.Argument(metavar="TOWN", help=tr("乡镇，如 新安镇", "A town, e.g. 新安镇"))],
    problem: Annotated[
        str | None,
        typer.Option("--problem", help=tr("只看一类问题，如 普法宣传形式单一", "Only one type of problem")),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option("--year", help=tr("看该乡镇这一年报告的问题（默认最近一份）", "The town's report on this year")),
    ] = None,
    province: ProvinceOption = None,
    county: CountyOption = None,
    most: Annotated[
        int, typer.Option("-k", min=1, help=tr("每个问题最多几项做法、几项计划", "At most so many for each problem"))
    ] = 5,
    copies: Annotated[
        bool,
        typer.Option("--copies", help=tr("与别镇雷同的语句也计", "Count sentences copied from another town as well")),
    ] = False,
    full: Annotated[bool, typer.Option("--full", help=tr("显示整句", "Show whole sentences"))] = False,
    form: FormatOption = TableFormat.TABLE,
    sparql: SparqlOption = False,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    from kg import analysis

    with opened(store) as graph:
        answer = analysis.advise(
            graph,
            town,
            problem=problem,
            year=year,
            province=province,
            county=county,
            k=most,
            with_evidence=not sparql,
            copies=copies,
        )
    terminal.understood(answer.understood)
    if sparql:
        terminal.verbatim(analysis.advice_sparql(answer))
    elif form is TableFormat.JSON:
        as_json(answer)
    elif form is TableFormat.CSV:
        as_csv(*answer.table())
    else:
        _answer(answer, full)


def _answer(answer: AdviceAnswer, full: bool) -> None:
    from kg.analysis.wording.in_words import headline

    terminal.heading(headline(answer, lang()))
    if answer.silent_since:
        years = tr("、", ", ").join(map(str, answer.silent_since))
        terminal.say(
            tr(f"其后 {years} 年的报告没有写问题。", f"Its later reports ({years}) tell no problems.")
            if answer.year is not None
            else tr("它的报告没有写问题。", "Its reports tell no problems.")
        )
    for one in answer.problems:
        _problem(one, full)
    terminal.say()
    terminal.say(
        tr(
            "案例：针对这类问题的计划写到该做法的乡镇数/写到这类问题的其他乡镇数；通常：在同级各类问题中的同一比例；"
            "“明显偏多”以外的差别可能是偶然，“个案”不足 5 例，不成规律。",
            "cases: towns whose plan against the type names the practice, of the other towns that report the type; usual: "
            "the same over all types of this level. Differences not marked “clearly more” may be chance; “single cases” "
            "are fewer than 5 and show no rule.",
        )
    )
    terminal.say(
        tr(
            "不再写到：之后还有写问题的报告、而最近一份不再写到这类问题的乡镇；没有写到不等于已经解决，也不等于没有。",
            "no longer: of towns with a later report that tells problems, those whose latest has the type no more. Silence "
            "is not absence: a problem that is not told may not be solved.",
        )
    )
    if answer.discounted:
        terminal.say(
            tr(
                f"只见于与别镇雷同语句的 {answer.discounted} 条问题和计划没有计入（--copies 则计入）。",
                f"{answer.discounted} problems and plans stand in sentences copied from another town alone and are not "
                "counted (--copies counts them).",
            )
        )


def _problem(one: ProblemAdvice, full: bool) -> None:
    terminal.say()
    types = _types(one.types) or tr("类型不明", "of no known type")
    told = (
        one.problem.heading if one.problem else tr("（该乡镇没有写到这类问题）", "(the town reports no such problem)")
    )
    where = f"  {place(one.problem.evidence[0])}" if one.problem and one.problem.evidence else ""
    terminal.heading(tr(f"问题：{told}〔{types}〕{where}", f"problem: {told} [{types}]{where}"))
    if not one.levels:
        terminal.say(tr("不知道属于哪一类，找不到同类乡镇。", "Its type is not known, so there are no peers."))
    for level in one.levels:
        if level.level == "same" or level.remedies or level.plans or level.runs_there:
            _level(level, full)


def _level(level: Level, full: bool) -> None:
    types = _types(level.types)
    which = tr("同类问题", "same type") if level.level == "same" else tr("上级类型", "broader type")
    told = tr(
        f"{which}（{types}）：{level.peers.of} 个写到问题的其他乡镇中 {level.peers.number} 个写到",
        f"{which} ({types}): reported by {level.peers.number} of the {level.peers.of} other towns that tell problems",
    )
    if level.peers.number:
        told += tr(
            f"；其中 {level.planning.number} 个有针对它的计划", f"; {level.planning.number} of them plan against it"
        )
        told += tr("，", ", ") + _faded(level.no_longer)
    terminal.say(terminal.clean(told))
    if level.remedies:
        terminal.table(*_remedies(level.remedies, full))
    if level.left_out:
        terminal.say(tr(f"另有 {level.left_out} 项做法未列出（-k）", f"{level.left_out} more practices (-k)"))
    if level.plans:
        terminal.say(tr("针对它的计划举例：", "plans against it, for example:"))
        terminal.table(*_plans(level.plans, full))
    if level.runs_there:
        listed = tr("、", ", ").join(
            f"{name(one.practice.label, one.practice.label_en)} {_share(one.towns)} ({tr('全部', 'all')} {_share(one.usual)})"
            for one in level.runs_there
        )
        terminal.say(
            terminal.clean(
                tr(
                    f"这些乡镇明显更常有的做法（没有说是针对它，也不知孰先孰后）：{listed}",
                    f"runs clearly more often in these towns (not said to be against it, nor which came first): {listed}",
                )
            )
        )


def _remedies(remedies: Sequence[Remedy], full: bool) -> tuple[list[str], list[tuple[str, ...]]]:
    columns = [
        tr("做法", "practice"),
        tr("案例", "cases"),
        tr("通常", "usual"),
        tr("倍数", "lift"),
        tr("已在推行", "running"),
        tr("不再写到", "no longer"),
        tr("乡镇", "town"),
        tr("计划", "plan"),
        tr("进展", "how far"),
        source(),
        tr("原句", "sentence"),
    ]
    rows: list[tuple[str, ...]] = []
    for one in remedies:
        mark = tr("，明显偏多", ", clearly more") if one.clear else tr("，个案", ", single cases") if one.few else ""
        counts = (
            name(one.practice.label, one.practice.label_en),
            _share(one.cases) + mark,
            _share(one.usual),
            "–" if one.few else f"{one.lift:.1f}",
            _share(one.running),
            _share(one.no_longer),
        )
        for at, case in enumerate(one.shown):
            proof = case.evidence[0] if case.evidence else None
            sentence = (
                ""
                if proof is None
                else proof.sentence
                if full
                else excerpt(proof.sentence, (one.practice.label,), _SENTENCE)
            )
            said = (_who(case), case.plan, _since(case), place(proof), sentence)
            rows.append(((*counts,) if at == 0 else ("",) * len(counts)) + said)
    return columns, rows


def _plans(plans: Sequence[Case], full: bool) -> tuple[list[str], list[tuple[str, ...]]]:
    columns = [tr("乡镇", "town"), tr("问题", "problem"), tr("计划", "plan"), tr("后来", "since then"), source()]
    columns.append(tr("原句", "sentence"))
    rows: list[tuple[str, ...]] = []
    for case in plans:
        proof = case.evidence[0] if case.evidence else None
        sentence = "" if proof is None else proof.sentence if full else excerpt(proof.sentence, (), _SENTENCE)
        rows.append((_who(case), case.problem, case.plan, _since(case), place(proof), sentence))
    return columns, rows


def _who(case: Case) -> str:
    near = {"county": tr("同县", "same county"), "prefecture": tr("同市", "same prefecture")}.get(case.near, "")
    if case.near == "province":
        near = tr("同省", "same province")
    year = "" if case.year is None else f" {case.year}"
    return case.town.full_name + year + (tr(f"（{near}）", f" ({near})") if near else "")


def _since(case: Case) -> str:
    """How far the practice got by which year's report (that of the plan or a later one), and whether the problem is still
    told."""
    parts = []
    if case.status:
        at = "" if case.status_year is None else f"{case.status_year} "
        parts.append(at + status_name(case.status))
    if case.no_longer is not None:
        parts.append(tr("不再写到问题", "problem no longer told") if case.no_longer else tr("仍写到问题", "still told"))
    return tr("，", ", ").join(parts)


def _faded(count: Count) -> str:
    if not count.of:
        return tr("都没有之后的报告可比", "none has a later report to compare")
    return tr(
        f"之后还有报告的 {count.of} 个中 {count.number} 个不再写到",
        f"of {count.of} with a later report {count.number} no longer tell it",
    )


def _share(count: Count) -> str:
    return f"{count.number}/{count.of}" if count.of else "–"


def _types(types: Sequence[Topic]) -> str:
    return tr("、", ", ").join(one.label if lang() == "zh" or not one.label_en else one.label_en for one in types)
