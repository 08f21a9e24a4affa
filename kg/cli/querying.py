"""``kg query``: SPARQL from the command line, a file or the saved questions."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import terminal
from kg.cli.language import lang as language
from kg.cli.language import tr
from kg.cli.options import DEFAULT_STORE, LangOption, StoreOption, opened
from kg.cli.writing import raw

if TYPE_CHECKING:
    from kg.store import Answer, Term


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
    time_limit: Annotated[
        float, typer.Option("--time-limit", min=0, help=tr("最多几秒，0 为不限", "Seconds at most, 0 for no limit"))
    ] = 60.0,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    if listing or sparql is None:
        _saved()
        return
    from kg.analysis.saved import query_text

    text = query_text(sparql, language())
    with opened(store) as graph:
        answer = graph.query(text, time_limit=time_limit or None)
    if form is not QueryFormat.TABLE:
        raw(answer.serialize(form.value))
    elif answer.kind == "graph":
        raw(answer.serialize("ttl"))
    elif answer.kind == "boolean":
        terminal.say(tr("是", "yes") if answer.boolean else tr("否", "no"))
    else:
        _table(answer)


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


def _table(answer: Answer) -> None:
    terminal.table(answer.variables, [[short(term) for term in row] for row in answer.rows])
    terminal.say()
    terminal.say(tr(f"{len(answer.rows)} 行", f"{len(answer.rows)} rows"))


def _saved() -> None:
    from kg import ontology

    saved = ontology.saved_queries()
    rows = [(name, one.question_zh if language() == "zh" else one.question_en) for name, one in sorted(saved.items())]
    terminal.table((tr("名字", "name"), tr("问题", "question")), rows)
