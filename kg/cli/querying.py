"""``kg query``: SPARQL from the command line, a file or the saved questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import terminal
from kg.cli.language import lang as language
from kg.cli.language import tr
from kg.cli.options import DEFAULT_STORE, LangOption, StoreOption, opened
from kg.cli.writing import raw

if TYPE_CHECKING:
    from kg.store import Answer, Store, Term


class QueryFormat(StrEnum):
    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    XML = "xml"
    TTL = "ttl"
    NT = "nt"


def query(
    sparql: Annotated[
        str | None,
        typer.Argument(
            metavar="'SPARQL' | FILE.rq | NAME",
            help=tr(
                "查询语句、文件或预存查询的名字；前缀已知",
                "Query, file or name of a saved query; prefixes are known",
            ),
        ),
    ] = None,
    listing: Annotated[bool, typer.Option("--list", help=tr("列出预存查询", "List the saved queries"))] = False,
    form: Annotated[
        QueryFormat, typer.Option("--format", help=tr("输出格式", "Form of the answer"))
    ] = QueryFormat.TABLE,
    param: Annotated[
        list[str] | None,
        typer.Option(
            "--param",
            metavar=tr("参数=名称", "NAME=VALUE"),
            help=tr(
                "预存查询换一个对象，如 practice=枫桥经验；可多次；--list 列出参数",
                "Ask a saved query of something else, e.g. practice=枫桥经验; may be repeated; --list tells which",
            ),
        ),
    ] = None,
    iris: Annotated[
        bool, typer.Option("--iris", help=tr("表格里写 IRI，不写名称", "IRIs in tables instead of labels"))
    ] = False,
    no_pager: Annotated[
        bool, typer.Option("--no-pager", help=tr("长表格不分页", "Print long tables without a pager"))
    ] = False,
    time_limit: Annotated[
        float | None,
        typer.Option(
            "--time-limit",
            min=0,
            help=tr(
                "最多几秒，0 为不限；默认 KG_QUERY_SECONDS 或 60",
                "Seconds at most, 0 for no limit; else KG_QUERY_SECONDS, or 60",
            ),
        ),
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    if listing or sparql is None:
        _saved()
        return
    from kg.analysis.parameters import filled
    from kg.analysis.saved import query_text
    from kg.store.limits import limits

    text = query_text(sparql, language())
    given = _given(param or ())
    seconds = limits().seconds if time_limit is None else time_limit
    with opened(store) as graph:
        answer = graph.query(filled(text, graph, given) if given else text, time_limit=seconds or None)
        called = {} if iris or form is not QueryFormat.TABLE or answer.kind != "table" else _labels(graph, answer)
    if form is not QueryFormat.TABLE:
        raw(answer.serialize(form.value))
    elif answer.kind == "graph":
        raw(answer.serialize("ttl"))
    elif answer.kind == "boolean":
        terminal.say(tr("是", "yes") if answer.boolean else tr("否", "no"))
    else:
        with terminal.paged(not no_pager):
            _table(answer, called)


def _given(said: Sequence[str]) -> dict[str, list[str]]:
    """``practice=枫桥经验`` → names by parameter."""
    given: dict[str, list[str]] = {}
    for one in said:
        name, sign, value = one.partition("=")
        if not sign or not name.strip() or not value.strip():
            raise typer.BadParameter(tr(f"--param {one}：请写成 参数=名称", f"--param {one}: write it as NAME=VALUE"))
        given.setdefault(name.strip(), []).append(value.strip())
    return given


def _labels(graph: Store, answer: Answer) -> dict[str, str]:
    from pyoxigraph import NamedNode

    from kg.analysis.labels import labels

    return labels(
        graph, {term.value for row in answer.rows or () for term in row if isinstance(term, NamedNode)}, language()
    )


def short(term: Term | None) -> str:
    """A term for people: ``mech:枫桥经验`` instead of its IRI, a literal without its datatype."""
    from pyoxigraph import NamedNode

    from kg.ontology import NAMESPACES

    if term is None:
        return ""
    if isinstance(term, NamedNode):
        for prefix, iri in NAMESPACES.items():
            if term.value.startswith(iri):
                return f"{prefix}:{term.value[len(iri) :]}"
    return term.value


def _table(answer: Answer, called: Mapping[str, str]) -> None:
    def cell(term: Term | None) -> str:
        return called.get(getattr(term, "value", ""), "") or short(term)

    rows = answer.rows or ()
    terminal.table(answer.variables, [[cell(term) for term in row] for row in rows])
    terminal.say()
    terminal.say(tr(f"{len(rows)} 行", f"{len(rows)} rows"))


def _saved() -> None:
    from kg import ontology
    from kg.analysis.parameters import parameters

    zh = language() == "zh"
    rows = []
    for name, one in sorted(ontology.saved_queries().items()):
        takes = " ".join(f"{each.name}={each.said()}" for each in parameters(one.text))
        rows.append((name, one.question_zh if zh else one.question_en, takes))
    terminal.table((tr("名字", "name"), tr("问题", "question"), tr("参数（--param）", "parameters (--param)")), rows)
