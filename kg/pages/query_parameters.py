"""Saved questions asked of something else on the page for SPARQL: the fields of their parameters, and the query they make."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kg import ontology
from kg.analysis.asking import Asks
from kg.analysis.naming.matching import UnknownNameError
from kg.analysis.parameters import Parameter, filled, parameters
from kg.errors import KgError
from kg.ontology import Concept, SavedQuery

LANGS = ("zh", "en")
BETWEEN = {"zh": "、", "en": "; "}
_SEPARATED = re.compile(r"\s*[、;；]\s*")  # no name is spelt with these that could not be without


@dataclass(frozen=True, slots=True)
class Field:
    """``label``: a key of ``wording.WORDS``. ``default``: what the query asks of where nothing is given, by language.
    ``several``: whether there may be more names than one."""

    name: str
    label: str
    default: Mapping[str, str]
    several: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A saved question as it is asked: its text by language, of what is ``given``. ``fault``: why it cannot be asked of
    that, None where it can; the text is then of what it asks without."""

    text: Mapping[str, str]
    given: Mapping[str, str]
    fault: KgError | None = None


def fields(saved: SavedQuery) -> tuple[Field, ...]:
    return tuple(_field(saved, one) for one in parameters(saved.text))


def _field(saved: SavedQuery, one: Parameter) -> Field:
    said = {lang: BETWEEN[lang].join(_called(term, lang) for term in one.default.split()) for lang in LANGS}
    return Field(one.name, f"parameter_{one.name}", said, " " in one.default)


def _called(term: str, lang: str) -> str:
    """``mech:枫桥经验`` as people say it."""
    prefix, _, local = term.partition(":")
    known = ontology.load()
    concept = (known.mechanisms if prefix == "mech" else {**known.problem_types, **known.indicators}).get(local)
    return local if concept is None else _label(concept, lang)


def _label(concept: Concept, lang: str) -> str:
    return concept.label if lang == "zh" else concept.label_en


def names(lang: str) -> Mapping[str, list[tuple[str, str]]]:
    """What may stand in a field that takes one of few: by parameter, names and what they are called in the other
    language. Practices are too many: they are searched for."""
    known = ontology.load()
    other = LANGS[lang == "zh"]
    few = {"topic": known.problem_types, "indicator": known.indicators}
    return {
        name: sorted((_label(one, lang), _label(one, other)) for one in concepts.values())
        for name, concepts in few.items()
    }


def asked(store: Asks, saved: SavedQuery, query: Mapping[str, str]) -> Question:
    """The question of what ``query`` gives for its parameters, by their names; the rest of it says nothing here."""
    given = {one.name: query[one.name].strip() for one in parameters(saved.text) if query.get(one.name, "").strip()}
    text = {lang: saved.in_language(lang) for lang in LANGS}
    # What it asks of by itself stands there already, and need not be in this graph.
    own = {one.name: one.default.values() for one in fields(saved)}
    other = {name: said for name, said in given.items() if said not in own[name]}
    try:
        return Question({lang: _of(store, text[lang], other) for lang in LANGS}, given)
    except KgError as fault:
        return Question(text, given, fault)


def _of(store: Asks, text: str, given: Mapping[str, str]) -> str:
    """The text with all that is given filled in as ``kg query --param`` does."""
    for name, said in given.items():
        each = [one for one in _SEPARATED.split(said) if one]
        try:
            text = filled(text, store, {name: [said]})
        except UnknownNameError:
            if len(each) < 2:
                raise
            text = filled(text, store, {name: each})
    return text
