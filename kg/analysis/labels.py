"""What things are called, for people: labels of the IRIs in an answer."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg.analysis.asking import Asks

_BATCH = 400  # IRIs a query; longer ones some servers refuse
# In order: a division is called by its full name, since 新安镇 alone is in many counties.
_NAMES = ("gov:fullName", "skos:prefLabel", "rdfs:label", "dct:title")


def labels(store: Asks, iris: Iterable[str], lang: str) -> dict[str, str]:
    """The label of each IRI that has one, in ``lang`` where there is one, else in Chinese, else any."""
    known: dict[str, tuple[tuple[int, int, str], str]] = {}
    asked = sorted(set(iris))
    for start in range(0, len(asked), _BATCH):
        terms = " ".join(str(ox.NamedNode(iri)) for iri in asked[start : start + _BATCH])
        for order, name in enumerate(_NAMES):
            for iri, label in store.query(f"SELECT ?iri ?label {{ VALUES ?iri {{ {terms} }} ?iri {name} ?label }}"):
                if not isinstance(label, ox.Literal) or not isinstance(iri, ox.NamedNode):
                    continue
                rank = (order, [lang, "zh", None].index(label.language) if label.language in (lang, "zh", None) else 3)
                if iri.value not in known or (*rank, label.value) < known[iri.value][0]:
                    known[iri.value] = ((*rank, label.value), label.value)
    return {iri: label for iri, (_, label) in known.items()}
