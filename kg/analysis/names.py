"""From a name that a person types to what is called so: a practice, a town, a firm. Never a guess.

A name that fits nothing is an error with the nearest names; one that fits several is an error that lists them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg import ontology
from kg.analysis.answers import Firm, Practice, Town
from kg.analysis.asking import Asks, local_part, name_of, select
from kg.analysis.matching import UnknownNameError, nearest
from kg.ontology import folded

_PRACTICES = """SELECT ?practice ?label ?discovered {
  ?practice a gov:Mechanism . { ?practice skos:prefLabel ?label } UNION { ?practice skos:altLabel ?label }
  UNION { ?practice skos:hiddenLabel ?label }
  OPTIONAL { ?practice gov:discovered ?discovered } }"""
_LABELS = """SELECT ?practice ?label ?lang ?discovered {
  ?practice a gov:Mechanism ; skos:prefLabel ?label . BIND(lang(?label) AS ?lang)
  OPTIONAL { ?practice gov:discovered ?discovered } }"""
_FIRMS = """SELECT DISTINCT ?firm ?label ?type {
  { ?service gov:lawFirm ?firm BIND("firm" AS ?type) } UNION { ?service gov:serviceOffice ?firm BIND("office" AS ?type) }
  ?firm skos:prefLabel ?label }"""
_NAMED = """SELECT DISTINCT ?practice ?label {
  { SELECT DISTINCT ?practice { ?statement gov:mechanism ?practice } }
  OPTIONAL { { ?practice skos:altLabel ?label } UNION { ?practice skos:hiddenLabel ?label } } }"""
_GAVE_WAY = "SELECT ?old ?new { ?old dct:isReplacedBy ?new . ?new gov:discovered true }"
_WRITTEN = """SELECT DISTINCT ?practice ?label {
  ?practice gov:discovered true . ?use gov:mechanism ?practice ; gov:surfaceForm ?label ; a gov:Adoption }"""


def practices(store: Asks) -> dict[str, Practice]:
    """Every mechanism of the store by IRI: the scheme's and the discovered ones."""
    found: dict[str, Practice] = {}
    for row in select(store, _LABELS):
        iri = str(row["practice"])
        zh, en = (str(row["label"]), "") if row["lang"] != "en" else ("", str(row["label"]))
        known = found.get(iri)
        if known is not None:
            zh, en = zh or known.label, known.label_en or en
        found[iri] = Practice(iri, local_part(iri), zh, en, bool(row.get("discovered", False)))
    return found


def practice(store: Asks, name: str) -> tuple[Practice, ...]:
    """The practice called ``name``: a label, a spelling, an id, with or without ``mech:``, or the name of a discovered
    one as a report writes it.

    One practice of the scheme; or all discovered ones of that name. Those are one per county (nobody has reviewed
    whether they are the same), so asking by name means all of them and asking by id means one.
    """
    known = practices(store)
    by_id = {local_part(iri): found for iri, found in known.items()}
    asked = name.strip().removeprefix("mech:")
    if asked in by_id:
        return (by_id[asked],)
    meant = ontology.load().find(name)
    if len(meant) > 1:
        raise UnknownNameError("practice", name, (concept.id for concept in meant), ambiguous=True)
    if meant:
        iri = name_of("mech", meant[0].id).value
        return (known.get(iri) or Practice(iri, meant[0].id, meant[0].label, meant[0].label_en),)
    spelt: dict[str, set[str]] = {}
    for row in select(store, _PRACTICES):
        spelt.setdefault(str(row["label"]), set()).add(str(row["practice"]))
    hits = {iri for label, iris in spelt.items() if folded(label) == folded(asked) for iri in iris}
    if not hits:
        hits = {str(row["practice"]) for row in select(store, _WRITTEN) if folded(str(row["label"])) == folded(asked)}
    if not hits:  # the id of a spelling that gave way to another of its county
        hits = {str(row["new"]) for row in select(store, _GAVE_WAY) if local_part(str(row["old"])) == asked}
    if not hits:
        raise UnknownNameError("practice", name, near_practices(store, asked))
    found = [known[iri] for iri in sorted(hits) if iri in known]
    if len(found) > 1 and not all(one.discovered for one in found):
        raise UnknownNameError("practice", name, (one.id for one in found), ambiguous=True)
    return tuple(found)


def named_practices(store: Asks) -> dict[Practice, tuple[str, ...]]:
    """The practices that any report names, each with its other spellings (for a discovered one: as reports write it)."""
    known = practices(store)
    ways: dict[str, set[str]] = {}
    for row in [*select(store, _NAMED), *select(store, _WRITTEN)]:
        others = ways.setdefault(str(row["practice"]), set())
        others |= {str(row["label"])} if "label" in row else set()
    return {known[iri]: tuple(sorted(ways[iri])) for iri in sorted(ways) if iri in known}


def near_practices(store: Asks, name: str) -> tuple[str, ...]:
    """Labels of practices that reports name, those spelt most like ``name`` first."""
    called = {way: one.label for one, ways in named_practices(store).items() for way in (*ways, one.label)}
    return tuple(dict.fromkeys(called[way] for way in nearest(name, called)))


def town(towns: Iterable[Town], name: str) -> Town:
    """The town called ``name``: 新安镇, 宝坻区新安镇, 天津市宝坻区新安镇 or its id."""
    towns = tuple(towns)
    asked = folded(name.strip().removeprefix("place:"))
    exact = [one for one in towns if (folded(one.full_name) == asked and not one.unresolved) or asked == _id(one)]
    found = exact or [one for one in towns if asked in _ways_to_say(one)]
    if not found:
        names = {one.full_name: one for one in towns}
        short = {way: one.full_name for one in towns for way in (one.name, one.full_name)}
        near = dict.fromkeys(short[label] for label in nearest(asked, short))
        raise UnknownNameError("town", name, near or sorted(names)[:5])
    if len(found) > 1:
        raise UnknownNameError("town", name, sorted(local_part(one.iri) for one in found), ambiguous=True)
    return found[0]


def _id(town: Town) -> str:
    return folded(local_part(town.iri))


def _ways_to_say(town: Town) -> set[str]:
    """Every way to name a town by itself and divisions above it, from large to small: 天津市新安镇, 宝坻区新安镇."""
    return {above + folded(town.name) for above in ways_above(town)}


def ways_above(town: Town) -> set[str]:
    """What may stand before a town's name, folded: nothing, 天津市, 天津宝坻, 宝坻区 …"""
    ways = {""}
    for above in (town.province, town.prefecture, town.county):
        ways |= {way + part for way in ways for part in _spoken(above)}
    return {folded(way) for way in ways}


def _spoken(division: str) -> Sequence[str]:
    """重庆市 is also said 重庆; a name of two characters (泰县) keeps its ending."""
    bare = division[:-1] if len(division) > 2 and division[-1] in "省市县区旗" else ""
    return tuple(part for part in (division, bare) if part)


def firms(store: Asks) -> dict[str, Firm]:
    """Law firms and legal service offices that any report names, by IRI."""
    return {
        str(row["firm"]): Firm(str(row["firm"]), str(row["label"]), row["type"] == "office")
        for row in sorted(select(store, _FIRMS), key=lambda row: (str(row["firm"]), str(row["label"])))
    }


def firm(known: Mapping[str, Firm], name: str) -> Firm:
    """The firm called ``name`` (its label or local name, with or without ``firm:``)."""
    asked = folded(name.strip().removeprefix("firm:"))
    found = [one for iri, one in known.items() if asked in (folded(one.label), folded(local_part(iri)))]
    if not found:
        raise UnknownNameError("firm", name, nearest(asked, {one.label for one in known.values()}))
    if len(found) > 1:
        raise UnknownNameError("firm", name, sorted(local_part(one.iri) for one in found), ambiguous=True)
    return found[0]
