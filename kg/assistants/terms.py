"""What a SPARQL query answers, as an assistant reads it: no term loses its kind, language or datatype.

    an IRI                          {"iri": "place:天津市宝坻区新安镇", "label": …}; the label only where the name is not it
    a string                        "…"
    a string with a language        {"text": "Fengqiao Experience", "lang": "en"}
    a whole or decimal number       5, 0.75
    true, false                     true, false
    another datatype (a date)       {"value": "2024-03-01", "type": "xsd:date"}
    a blank node                    {"bnode": "b0"}
    a long string                   {"text": its beginning, "characters": how many it has}

A variable without a value is absent from its row.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.assistants.quoting import CAUTION, cut, plain, quoted
from kg.ontology import NAMESPACES

_BYTES, _TEXT_BYTES = 30_000, 18_000  # of rows, as data and as text
_LONG = 1500  # characters of a string
_LABELLED = 1000  # IRIs whose labels are looked up
_EXACT = 2**53  # whole numbers beyond which JSON's readers round
_LETTER = r"A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u3001-\ud7ff\uf900-\ufdcf"
_LOCAL = re.compile(rf"[{_LETTER}0-9](?:[{_LETTER}0-9-]|\.(?=[{_LETTER}0-9-]))*")
_XSD = NAMESPACES["xsd"]
Term = Mapping[str, str]


@dataclass(frozen=True)
class Rows:
    """What a SPARQL query answers. ``columns`` and ``rows``: of SELECT; a cell is a string, number or boolean, or an
    object: {"iri", "label"}, {"text", "lang"}, {"value", "type"} of another datatype, {"bnode"}, {"text", "characters"}
    of a string cut short. ``prefixes``: of the names in the cells. ``answer``: of ASK. ``text``: of CONSTRUCT and
    DESCRIBE, in Turtle. ``cut``: whether there is more than came; ``more``: what to do then."""

    columns: list[str] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    cut: bool = False
    more: str = ""
    prefixes: dict[str, str] = field(default_factory=dict)
    answer: bool | None = None
    text: str = ""


def selected(
    columns: Sequence[str],
    bindings: Sequence[Mapping[str, Term]],
    cut_before: bool,
    labels: Callable[[Iterable[str]], Mapping[str, str]],
    lang: str,
) -> Rows:
    """The rows of a SELECT, in SPARQL's JSON, as far as they fit. ``labels``: what IRIs are called."""
    iris = {term["value"] for row in bindings for term in row.values() if term["type"] == "uri"}
    called = labels(sorted(iris)[:_LABELLED])
    rows: list[dict[str, Any]] = []
    size = text_size = 0
    for binding in bindings:
        row = {name: cell(term, called) for name, term in binding.items()}
        size += len(json.dumps(row, ensure_ascii=False).encode())
        text_size += len(_line(row, len(rows) + 1).encode())
        if rows and (size > _BYTES or text_size > _TEXT_BYTES):
            break
        rows.append(row)
    whole = len(rows) == len(bindings) and not cut_before
    return Rows(list(columns), rows, not whole, "" if whole else _more(len(rows), lang), _prefixes(rows))


def triples(turtle: str, cut_before: bool, lang: str) -> Rows:
    """The triples of a CONSTRUCT or DESCRIBE, as far as they fit."""
    kept = _within(turtle, _TEXT_BYTES)
    whole = kept == turtle and not cut_before
    more = {"zh": "没有全部给出：请加 LIMIT，或少问几个。", "en": "Not all came: add a LIMIT, or ask of less."}
    return Rows(text=kept, cut=not whole, more="" if whole else more[lang])


def cell(term: Term, labels: Mapping[str, str]) -> Any:
    """A term of SPARQL's JSON as it is told."""
    value = term["value"]
    if term["type"] == "uri":
        name = named(value)
        told = {"iri": cut(name, _LONG)}
        label = labels.get(value, "")
        return told if not label or label == name.partition(":")[2] else told | {"label": cut(label, 200)}
    if term["type"] == "bnode":
        return {"bnode": value}
    if "xml:lang" in term:
        return _string(value) | {"lang": term["xml:lang"]}
    datatype = term.get("datatype", _XSD + "string")
    if datatype == _XSD + "string":
        return value if len(value) <= _LONG else _string(value)
    number = _number(value, datatype.removeprefix(_XSD))
    return {"value": cut(value, _LONG), "type": cut(named(datatype), _LONG)} if number is None else number


def named(iri: str) -> str:
    """An IRI as a query may write it: ``place:天津市``, or ``<https://…>`` where no prefix fits."""
    for prefix, namespace in NAMESPACES.items():
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri[len(namespace) :]):
            return f"{prefix}:{iri[len(namespace) :]}"
    return f"<{iri}>"


def aloud(rows: Rows, lang: str) -> str:
    """The answer in Markdown."""
    if rows.answer is not None:
        return "true" if rows.answer else "false"
    if rows.columns:
        told = [_line(row, number) for number, row in enumerate(rows.rows, 1)] or ["0 rows"]
        told += [f"\nPREFIX {prefix}: <{iri}>" for prefix, iri in rows.prefixes.items()]
    else:  # set in, since no line of it can end that
        told = ["    " + line for line in rows.text.splitlines()] or ["0 triples"]
    quotes = rows.text or any(isinstance(one, str) or "text" in one for row in rows.rows for one in _strings(row))
    return "\n".join([*told, *(["", rows.more] if rows.more else []), *(["", CAUTION[lang]] if quotes else [])])


def _strings(row: Mapping[str, Any]) -> Iterable[Any]:
    return (one for one in row.values() if isinstance(one, (str, dict)))


def _line(row: Mapping[str, Any], number: int) -> str:
    return f"{number}. " + " · ".join(f"{name}: {_aloud(value)}" for name, value in row.items())


def _aloud(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return quoted(value)
    if not isinstance(value, dict):
        return str(value)
    if "iri" in value:
        return plain(value["iri"]) + (f" ({plain(value['label'])})" if "label" in value else "")
    if "text" in value:
        return quoted(value["text"]) + (f"@{plain(value['lang'])}" if "lang" in value else "")
    return plain(value.get("bnode") or value["value"])


def _string(value: str) -> dict[str, Any]:
    return {"text": value} if len(value) <= _LONG else {"text": cut(value, _LONG), "characters": len(value)}


def _number(value: str, datatype: str) -> bool | int | float | None:
    """A literal as JSON's own number or boolean, None where it would change."""
    if datatype == "boolean":
        return {"true": True, "1": True, "false": False, "0": False}.get(value)
    try:
        if datatype in ("integer", "int", "long", "nonNegativeInteger"):
            whole = int(value) if len(value) < 20 else _EXACT
            return whole if abs(whole) < _EXACT else None
        if datatype in ("decimal", "double", "float"):
            real = float(value)
            return real if math.isfinite(real) and abs(real) < _EXACT else None
    except ValueError:
        return None
    return None


def _prefixes(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    cells = (one for row in rows for one in row.values() if isinstance(one, dict))
    names = {str(one.get("iri") or one.get("type") or "").partition(":")[0] for one in cells}
    return {prefix: iri for prefix, iri in NAMESPACES.items() if prefix in names}


def _more(rows: int, lang: str) -> str:
    if lang == "zh":
        return f"只给出前 {rows} 行：请汇总，或用 ORDER BY、LIMIT 和 OFFSET {rows} 取后面的。"
    return f"The first {rows} rows: aggregate, or fetch further ones with ORDER BY, LIMIT and OFFSET {rows}."


def _within(turtle: str, most: int) -> str:
    """The whole lines of a text that fit, at least a beginning of the first."""
    if len(turtle.encode()) <= most:
        return turtle
    kept = turtle.encode()[:most].decode(errors="ignore")
    return kept[: kept.rfind("\n") + 1] or kept
