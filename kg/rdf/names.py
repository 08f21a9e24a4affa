"""One identifier, one thing: what to do when several names are given to one IRI.

A local name drops punctuation, so spellings of one name meet in one IRI: “532”处置机制 and 532处置机制. Then one is the
label and the others are alternative labels. Names that mean different things may meet as well (3.15 and 315, 1+3 and
1_3): that is a collision, and is refused rather than merged.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import KgError
from kg.rdf import iris
from kg.rdf.laws import law_key
from kg.rdf.vocabulary import DCT, SKOS

_NAMED_IN = {
    iris.FIRMS: SKOS["prefLabel"],
    iris.MECHANISMS: SKOS["prefLabel"],
    iris.DIVISIONS: SKOS["prefLabel"],
    iris.LAWS: DCT["title"],
}
_ALTERNATIVE = {iris.LAWS: DCT["alternative"]}
# Signs that tell names apart although an IRI does not show them; + is another, for it becomes _.
_INSIDE_CODE = re.compile(r"(?<=[0-9A-Za-z])([.:/&])(?=[0-9A-Za-z])")


class NameCollisionError(KgError):
    """Two different names would share one IRI."""


def spelling_key(name: str) -> str:
    """What must agree for two names to be spellings of one: letters, digits, ``+ _ -`` and ``. : / &`` in codes."""
    plain = unicodedata.normalize("NFKC", name)
    kept = _INSIDE_CODE.sub(lambda found: chr(0xE000 + ord(found[1])), plain)  # private use: safe from the next step
    return "".join(c for c in kept if c in "+_-" or c.isalnum() or unicodedata.category(c) == "Co")


def names_of(quads: Iterable[Quad]) -> dict[NamedNode, set[str]]:
    """The Chinese names that the shared graphs give to firms, mechanisms, divisions and laws."""
    found: dict[NamedNode, set[str]] = defaultdict(set)
    for quad in quads:
        if _is_name(quad) and isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            found[quad.subject].add(quad.object.value)
    return found


def check_names(names: Mapping[NamedNode, Iterable[str]], known: dict[NamedNode, str]) -> None:
    """Add ``names`` to ``known`` (IRI → a name it has). Raises NameCollisionError, and adds nothing, where they clash."""
    added = dict[NamedNode, str]()
    for node in sorted(names, key=lambda n: n.value):
        for name in sorted(names[node]):
            other = known.get(node) or added.setdefault(node, name)
            if not _one(node, other, name):
                raise NameCollisionError(
                    f"“{name}” and “{other}” would share the identifier {node.value}: rename one of them",
                    f"“{name}”和“{other}”会得到同一个标识 {node.value}：请改其中一个的名称",
                )
    known.update(added)


def _one(node: NamedNode, one: str, other: str) -> bool:
    """Whether two names of a node are spellings of one; of a law also its full and its short title."""
    if node.value.startswith(iris.LAW.iri):
        one, other = law_key(one), law_key(other)
    return spelling_key(one) == spelling_key(other)


def settle(quads: Iterable[Quad]) -> list[Quad]:
    """The quads with one name for each node of the shared graphs, the others as alternatives.

    The shortest name is the label (then the first by code point): the choice depends on the names alone, not on the
    order of reports. Raises NameCollisionError where two names are no spellings of one.
    """
    quads = list(quads)
    names = names_of(quads)
    check_names(names, {})
    chosen = {node: min(spellings, key=lambda s: (len(s), s)) for node, spellings in names.items()}
    result = []
    for quad in quads:
        value = quad.object
        if (
            _is_name(quad)
            and isinstance(quad.subject, NamedNode)
            and isinstance(quad.graph_name, NamedNode)
            and isinstance(value, Literal)
            and chosen[quad.subject] != value.value
        ):
            alternative = _ALTERNATIVE.get(quad.graph_name, SKOS["altLabel"])
            quad = Quad(quad.subject, alternative, value, quad.graph_name)
        result.append(quad)
    return list(dict.fromkeys(result))


def _is_name(quad: Quad) -> bool:
    """Whether the quad gives a Chinese name in one of the shared graphs; the scheme's English labels are apart."""
    return (
        isinstance(quad.graph_name, NamedNode)
        and _NAMED_IN.get(quad.graph_name) == quad.predicate
        and isinstance(quad.object, Literal)
        and quad.object.language in (None, "zh")
    )
