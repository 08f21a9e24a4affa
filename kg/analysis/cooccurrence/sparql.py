"""The query that counts pairs of practices as ``kg.analysis.cooccurrence.pairs`` does; what chance says is for statistics."""

from __future__ import annotations

from kg.analysis import reproducing
from kg.analysis.adopting import COPIED_SPARQL
from kg.analysis.cooccurrence.pairs import TogetherAnswer

_KINDS = "{{ SELECT ?own {0} {{ ?own a gov:Mechanism ; skos:broader* {0} }} }}"
_UNRELATED = "MINUS {{ {0} skos:broader* {1} }} MINUS {{ {1} skos:broader* {0} }}"
_NOTHING_FOR_BOTH = "MINUS {{ ?kind skos:broader* {0} ; skos:broader* {1} }}"


def together_sparql(answer: TogetherAnswer) -> str:
    """Rows of ?a ?b ?both ?towns_a ?towns_b ?of (of what was asked for: ?practice ?both ?towns_practice ?towns_asked
    ?of) for pairs that at least ``least`` towns name both; whether they go together more than chance is for the reader
    to compute."""
    scope = reproducing.inline(reproducing.in_scope(answer.scope))
    of = f"{{ SELECT (COUNT(DISTINCT ?township) AS ?of) {{ ?report a gov:Report . {scope} }} }}"
    unrelated = _NOTHING_FOR_BOTH if answer.families else _UNRELATED
    order = "ORDER BY DESC(?both)"
    if not answer.asked:
        names: tuple[str, ...] = ("?a", "?b")
        patterns = [_towns(answer, "?a"), _towns(answer, "?b"), "FILTER(STR(?a) < STR(?b))"]
        counts = [_count(answer, "?a", "?towns_a"), _count(answer, "?b", "?towns_b")]
        shown = "?a ?b ?both ?towns_a ?towns_b ?of"
        question = (
            "哪些做法常常同在一个乡镇？各有多少乡镇写到在实行？",
            "Which practices do the same towns name as running, and how many name each?",
        )
        patterns.append(unrelated.format("?a", "?b"))
        order += " ?a ?b"
    else:
        asked = reproducing.values("asked", [one.iri for one in answer.asked])
        kinds = "BIND(?asked AS ?own)" if answer.exact else "?own skos:broader* ?asked"
        mine = f"{reproducing.table('DISTINCT ?own', f'{asked} {kinds}')} {_uses(answer)}"
        names = ("?practice",)
        label = "、".join(one.label for one in answer.asked)
        patterns = [f"{{ SELECT DISTINCT ?township {{ {mine} }} }}", _towns(answer, "?practice")]
        counts = [
            _count(answer, "?practice", "?towns_practice"),
            f"{{ SELECT (COUNT(DISTINCT ?township) AS ?towns_asked) {{ {mine} }} }}",
        ]
        related = unrelated.format("?asked", "?practice").replace("MINUS { ", f"MINUS {{ {asked} ")
        patterns.append(related)
        shown = "?practice ?both ?towns_practice ?towns_asked ?of"
        question = (
            f"写到“{label}”在实行的乡镇，还有哪些做法？各有多少乡镇？",
            f"What else do towns name as running that name {label}, and how many name each?",
        )
        order += " ?practice"
    inner, grouped = reproducing.inline("\n".join(patterns)), " ".join(names)
    pairs = (
        f"{{ SELECT {grouped} (COUNT(DISTINCT ?township) AS ?both) {{ {inner} }} GROUP BY {grouped}"
        f" HAVING (COUNT(DISTINCT ?township) >= {answer.least}) }}"
    )
    return reproducing.query(question, shown, [pairs, *counts, of], order)


def _uses(answer: TogetherAnswer) -> str:
    """Patterns for uses of ``?own`` that run, in scope."""
    state = f"VALUES ?status {{ gov:{answer.status} }}" if answer.status else "FILTER(?status != gov:planned)"
    copied = COPIED_SPARQL if answer.discounted else ""
    return " ".join((*reproducing.adoptions(answer.scope, "own", state), copied))


def _counted_as(answer: TogetherAnswer, name: str) -> str:
    return f"{_uses(answer)} " + (_KINDS.format(name) if answer.families else f"BIND(?own AS {name})")


def _towns(answer: TogetherAnswer, name: str) -> str:
    return f"{{ SELECT DISTINCT ?township {name} {{ {_counted_as(answer, name)} }} }}"


def _count(answer: TogetherAnswer, name: str, count: str) -> str:
    return (
        f"{{ SELECT {name} (COUNT(DISTINCT ?township) AS {count}) {{ {_counted_as(answer, name)} }} GROUP BY {name}"
        f" HAVING (COUNT(DISTINCT ?township) >= {answer.least}) }}"
    )
