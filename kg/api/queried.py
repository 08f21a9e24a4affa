"""What SPARQL answers, as a table of plain Python values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from kg.analysis.tabular import Cells, Tabular
from kg.analysis.wording.telling import headline, notes
from kg.ontology import NAMESPACES
from kg.store import Answer, Term

_NUMBERS = {"integer": int, "decimal": float, "double": float, "float": float}


@dataclass(frozen=True, slots=True, repr=False)
class QueryResult(Tabular):
    """The answer of a SELECT, an ASK (``bool(result)``), or a CONSTRUCT or DESCRIBE (a row for each triple).

    Iterating gives rows as {variable: value}: numbers and booleans as such, other literals as text, IRIs whole.
    ``answer`` has the terms themselves, and ``serialize`` writes them as JSON, XML, CSV, TSV or Turtle.
    """

    answer: Answer

    def __iter__(self) -> Iterator[dict[str, object]]:
        columns, rows = self.table()
        return (dict(zip(columns, row, strict=True)) for row in rows)

    def __len__(self) -> int:
        return len(self.answer.triples if self.answer.triples is not None else self.answer.rows)

    def __bool__(self) -> bool:
        """What an ASK answers; of other queries, whether anything was found."""
        return len(self) > 0 if self.answer.boolean is None else self.answer.boolean

    def table(self) -> Cells:
        """A column for each variable; of triples ``subject``, ``predicate``, ``object``; of an ASK ``answer``."""
        if self.answer.boolean is not None:
            return ("answer",), [(self.answer.boolean,)]
        if self.answer.triples is not None:
            triples = sorted(self.answer.triples, key=str)
            return ("subject", "predicate", "object"), [tuple(_plain(term) for term in triple) for triple in triples]
        return self.answer.variables, [tuple(_plain(term) for term in row) for row in self.answer.rows]

    def serialize(self, form: str) -> bytes:
        """``Answer.serialize``: ``json``, ``xml``, ``csv``, ``tsv``; for triples ``ttl``, ``nt``, ``xml``."""
        return self.answer.serialize(form)

    def _for_people(
        self, columns: Sequence[str], rows: Sequence[Sequence[object]]
    ) -> tuple[list[str], list[list[str]]]:
        """Variables under their own names, IRIs with a prefix."""
        return list(columns), [["" if cell is None else short(str(cell)) for cell in row] for row in rows]


@dataclass(frozen=True, slots=True, repr=False)
class SavedQuestions(Tabular):
    """The saved questions, by name, each as (Chinese, English)."""

    questions: Mapping[str, tuple[str, str]]

    def table(self) -> Cells:
        """A row for each: ``name``, and ``question`` in the language of the answer."""
        at = 0 if self.lang == "zh" else 1
        return ("name", "question"), [(name, both[at]) for name, both in sorted(self.questions.items())]


@headline.register
def _(answer: QueryResult, lang: str) -> str:
    if answer.answer.boolean is not None:
        return ""
    return f"{len(answer)} 行" if lang == "zh" else f"{len(answer)} rows"


@headline.register
def _(answer: SavedQuestions, lang: str) -> str:
    many = len(answer.questions)
    return f"预存的问题 {many} 个：g.query(名字)" if lang == "zh" else f"{many} saved questions: g.query(name)"


@notes.register(QueryResult)
@notes.register(SavedQuestions)
def _(answer: object, lang: str) -> tuple[str, ...]:
    return ()


def short(iri: str) -> str:
    """``mech:枫桥经验`` instead of the IRI, where a prefix fits."""
    for prefix, start in NAMESPACES.items():
        if iri.startswith(start):
            return f"{prefix}:{iri[len(start) :]}"
    return iri


def _plain(term: Term | Triple | None) -> object:
    if term is None:
        return None
    if isinstance(term, Literal):
        kind = term.datatype.value.removeprefix(NAMESPACES["xsd"])
        if kind == "boolean":
            return term.value in ("true", "1")
        return _NUMBERS.get(kind, str)(term.value)
    return term.value if isinstance(term, NamedNode) else str(term)
