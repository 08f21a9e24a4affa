"""``kg network`` and ``kg together``: who stands near whom, what goes with what."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import terminal
from kg.cli.language import lang as language
from kg.cli.language import tr
from kg.cli.options import (
    DEFAULT_STORE,
    CountyOption,
    FormatOption,
    LangOption,
    LimitOption,
    ProvinceOption,
    SparqlOption,
    StatusOption,
    StoreOption,
    YearOption,
    opened,
)
from kg.cli.spreading import CopiesOption
from kg.cli.writing import TableFormat, as_csv, as_json

if TYPE_CHECKING:
    from kg.analysis.cooccurrence.pairs import TogetherAnswer
    from kg.analysis.networks.answers import Community, NetworkAnswer, Trait

_MEMBERS = 6  # named of each community


class Of(StrEnum):
    TOWNS = "towns"
    PRACTICES = "practices"
    FIRMS = "firms"


def together(
    practice: Annotated[
        str | None,
        typer.Argument(
            metavar="[PRACTICE]", help=tr("只看与这项做法同在的，如 枫桥经验", "Only what goes with this practice")
        ),
    ] = None,
    least: Annotated[
        int, typer.Option("--min", min=1, help=tr("至少几个乡镇两者都写到", "At least so many towns name both"))
    ] = 5,
    rate: Annotated[
        float,
        typer.Option(
            "--rate",
            min=0.0,
            max=1.0,
            help=tr(
                "容许的错误发现率；1 也列出偶然能解释的", "Rate of false discovery; 1 lists what chance may explain"
            ),
        ),
    ] = 0.05,
    families: Annotated[
        bool,
        typer.Option(
            "--families", help=tr("下属做法也算作上位做法", "A narrower practice counts for its broader ones")
        ),
    ] = False,
    exact: Annotated[
        bool, typer.Option("--exact", help=tr("不算 PRACTICE 的下属做法", "Leave out PRACTICE's narrower ones"))
    ] = False,
    status: StatusOption = None,
    year: YearOption = None,
    province: ProvinceOption = None,
    county: CountyOption = None,
    copies: CopiesOption = False,
    limit: LimitOption = 30,
    form: FormatOption = TableFormat.TABLE,
    sparql: SparqlOption = False,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    from kg import analysis

    with opened(store) as graph:
        answer = analysis.together(
            graph,
            practice,
            least=least,
            rate=rate,
            families=families,
            exact=exact,
            status=status,
            year=year,
            province=province,
            county=county,
            copies=copies,
            limit=limit or None,
            sentences=form is not TableFormat.CSV and not sparql and limit != 0,
        )
    terminal.understood(answer.understood)
    if sparql:
        terminal.verbatim(analysis.together_sparql(answer))
    elif form is TableFormat.JSON:
        as_json(answer)
    elif form is TableFormat.CSV:
        as_csv(*answer.table())
    else:
        _pairs(answer)


def _pairs(answer: TogetherAnswer) -> None:
    from kg.analysis.wording.in_words import headline, notes

    terminal.heading(headline(answer, language()))
    terminal.say()
    if answer.pairs:
        columns = (
            tr("做法", "practice"),
            tr("做法", "practice"),
            tr("都写到/乡镇", "both/towns"),
            tr("各自", "each"),
            tr("期望", "expected"),
            "lift",
            tr("省内", "in province"),
            "φ",
            "q",
            tr("同句", "one sentence"),
        )
        rows = [
            (
                one.a.label,
                one.b.label,
                f"{one.both.number}/{one.both.of}",
                f"{one.with_a}、{one.with_b}",
                f"{one.expected:.1f}",
                f"{one.lift:.2f}",
                f"{one.both.number / one.expected_in_province:.2f}" if one.expected_in_province else "",
                f"{one.phi:.2f}",
                f"{one.q:.2g}",
                f"{one.same_sentence.number}/{one.same_sentence.of}" if one.same_sentence else "",
            )
            for one in answer.pairs
        ]
        terminal.table(columns, rows)
        terminal.say()
    if answer.left_out:
        terminal.say(tr(f"另有 {answer.left_out} 对未列出（--limit 0）", f"{answer.left_out} more pairs (--limit 0)"))
    for line in notes(answer, language()):
        terminal.say(terminal.clean(line))


def network(
    of: Annotated[
        Of,
        typer.Option(
            "--of",
            help=tr(
                "towns 乡镇按共同做法，practices 做法按同在的乡镇，firms 律所与乡镇",
                "Towns by shared practices, practices by towns that run both, firms with their towns",
            ),
        ),
    ] = Of.TOWNS,
    least: Annotated[
        int | None,
        typer.Option(
            "--min",
            min=1,
            help=tr(
                "至少共有几项做法（乡镇，默认 2）、几个乡镇（做法 5，律所 2）",
                "At least so many practices in common (towns: 2), so many towns (practices: 5, firms: 2)",
            ),
        ),
    ] = None,
    neighbours: Annotated[
        int,
        typer.Option("--neighbours", min=1, help=tr("每个节点留最近的几个", "Nearest neighbours that each node keeps")),
    ] = 5,
    year: YearOption = None,
    province: ProvinceOption = None,
    county: CountyOption = None,
    copies: CopiesOption = False,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help=tr("存成 .gexf（Gephi）或 .graphml", "Save as .gexf (Gephi) or .graphml"),
        ),
    ] = None,
    limit: LimitOption = 10,
    form: FormatOption = TableFormat.TABLE,
    sparql: SparqlOption = False,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    from kg import analysis

    if out is not None:
        from kg.rdf.exporters.graph_files import check_ending

        check_ending(out)
    terminal.progress(tr("正在计算……", "computing …"))
    with opened(store) as graph:
        answer = analysis.network(
            graph,
            of.value,
            least=least,
            neighbours=neighbours,
            year=year,
            province=province,
            county=county,
            copies=copies,
        )
    terminal.progress_end()
    if out is not None:
        answer.save(out)
    if sparql:
        terminal.verbatim(analysis.network_sparql(answer))
    elif form is TableFormat.JSON:
        as_json(answer)
    elif form is TableFormat.CSV:
        as_csv(*answer.table())
    else:
        _network(answer, limit)
        if out is not None:
            terminal.say(terminal.clean(tr(f"已写入 {out}", f"wrote {out}")))


def _network(answer: NetworkAnswer, limit: int) -> None:
    from kg.analysis.wording.in_words import headline, notes

    terminal.heading(headline(answer, language()))
    _communities(answer, limit)
    if answer.of == "firms":
        _brokers(answer, limit)
    else:
        _central(answer, limit)
    terminal.say()
    for line in notes(answer, language()):
        terminal.say(terminal.clean(line))


def _communities(answer: NetworkAnswer, limit: int) -> None:
    told = [one for one in answer.communities if len(one.members) > 1]
    shown = told[:limit] if limit else told
    if not shown:
        return
    terminal.part(tr("社群", "Communities"), len(answer.communities))
    columns = (
        tr("社群", "no."),
        tr("成员", "members"),
        tr("其中", "among them"),
        tr("省份", "provinces"),
        tr("比别处多见（社群内，社群外）", "more often than elsewhere (inside, outside)"),
    )
    terminal.table(columns, [_community(answer, one) for one in shown])
    if len(shown) < len(told):
        left = len(told) - len(shown)
        terminal.say(tr(f"另有 {left} 个社群未列出（--limit 0）", f"{left} more communities (--limit 0)"))


def _community(answer: NetworkAnswer, one: Community) -> tuple[str, ...]:
    names = tr("、", ", ").join(answer.nodes[at].label for at in one.members[:_MEMBERS])
    provinces = tr("、", ", ").join(f"{name} {many}" for name, many in one.provinces[:3])
    traits = tr("；", "; ").join(_trait(trait) for trait in one.traits[:3])
    more = "……" if len(one.members) > _MEMBERS else ""
    return str(one.number), str(len(one.members)), names + more, provinces, traits or "–"


def _trait(one: Trait) -> str:
    return f"{one.label} {one.inside.number}/{one.inside.of}{tr('，', ', ')}{one.outside.number}/{one.outside.of}"


def _central(answer: NetworkAnswer, limit: int) -> None:
    tied = [one for one in answer.central() if one.degree]
    shown = tied[:limit] if limit else tied
    if not shown:
        return
    terminal.part(tr("联系最强的", "Strongest ties"), len(shown))
    counted = tr("写到的做法", "practices") if answer.of == "towns" else tr("乡镇数", "towns")
    columns = (
        tr("名称", "name"),
        counted,
        tr("社群", "community"),
        tr("边数", "ties"),
        tr("强度", "strength"),
        tr("中介度", "betweenness"),
    )
    rows = [
        (
            one.place + one.label,
            str(one.count),
            str(one.community),
            str(one.degree),
            f"{one.strength:.2f}",
            "" if one.betweenness is None else f"{one.betweenness:.4f}",
        )
        for one in shown
    ]
    terminal.table(columns, rows)


def _brokers(answer: NetworkAnswer, limit: int) -> None:
    shown = answer.brokers[:limit] if limit else answer.brokers
    if not shown:
        return
    terminal.part(tr("服务乡镇最多的", "Firms of most towns"), len(answer.brokers))
    columns = (
        tr("律所", "firm"),
        tr("乡镇/写到律所的乡镇", "towns/towns that name any"),
        tr("县数", "counties"),
        tr("省数", "provinces"),
        tr("唯一连接的县对", "pairs of counties it alone joins"),
        tr("中介度", "betweenness"),
    )
    rows = [
        (
            one.firm.label + (tr("（法律服务所）", " (legal service office)") if one.firm.office else ""),
            f"{one.towns.number}/{one.towns.of}",
            str(one.counties),
            str(one.provinces),
            str(one.alone),
            "" if one.betweenness is None else f"{one.betweenness:.4f}",
        )
        for one in shown
    ]
    terminal.table(columns, rows)
