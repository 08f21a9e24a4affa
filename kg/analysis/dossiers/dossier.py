"""All that the graph holds of one town, one practice, one firm or one type of problems."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import polars as pl
import pyoxigraph as ox

from kg.analysis.answers import (
    Dossier,
    Firm,
    FirmDossier,
    Practice,
    PracticeDossier,
    ReportEntry,
    Topic,
    Town,
    TownDossier,
)
from kg.analysis.asking import CURRENT, Asks, local_part, select
from kg.analysis.dossiers.problem_types import first_rows, first_statements, problem_type, types_in_use, types_with
from kg.analysis.naming import likely, names
from kg.analysis.naming.matching import UnknownNameError, nearest
from kg.analysis.scope import Corpus, check_no_division, corpus
from kg.analysis.sharing import towns
from kg.analysis.statements import proven, services, statements, uses

_REPORTS = """SELECT DISTINCT ?report ?title ?year ?file ?issued ?newer {
  ?report a gov:Report ; gov:township ?town . OPTIONAL { ?report dct:title ?title }
  OPTIONAL { ?report gov:year ?year } OPTIONAL { ?report gov:fileName ?file }
  OPTIONAL { ?report dct:issued ?issued } OPTIONAL { ?report dct:isReplacedBy ?newer } }"""
_HEADED = f"""?node gov:heading ?heading ; gov:report ?report . ?report gov:township ?town .
  OPTIONAL {{ ?node dct:description ?description }} OPTIONAL {{ ?node gov:year ?year }} {CURRENT}"""
_PROBLEMS = f"""SELECT DISTINCT ?node ?heading ?description ?year ?town ?related {{
  ?node a gov:Problem . {_HEADED} OPTIONAL {{ ?node gov:cause/gov:heading ?related }} }}"""
_PLANS = f"""SELECT DISTINCT ?node ?heading ?description ?year ?town ?related {{
  ?node a gov:Plan . {_HEADED} OPTIONAL {{ ?node gov:addresses/gov:heading ?related }} }}"""
NAMING = f"SELECT DISTINCT ?node ?heading ?description ?year ?town ?related {{ {_HEADED} }}"
_FIGURES = f"""SELECT DISTINCT ?node ?heading ?description ?year ?town {{
  ?node a gov:Observation ; gov:surfaceForm ?heading ; gov:value ?value ; gov:report ?report .
  ?report gov:township ?town . OPTIONAL {{ ?node gov:year ?year }}
  OPTIONAL {{ ?node gov:unit/skos:prefLabel ?unit FILTER(!langMatches(lang(?unit), "en")) }}
  OPTIONAL {{ ?node gov:approximate ?rough }}
  BIND(CONCAT(STR(?value), " ", COALESCE(?unit, ""), IF(COALESCE(?rough, false), " ≈", "")) AS ?description)
  {CURRENT} }}"""
_CITATIONS = f"""SELECT DISTINCT ?node ?heading ?year ?town {{
  ?node a gov:Citation ; gov:instrument/dct:title ?heading ; gov:report ?report .
  ?report gov:township ?town . OPTIONAL {{ ?report gov:year ?year }} {CURRENT} }}"""
_PERHAPS = "SELECT DISTINCT ?firm ?label { ?this gov:perhapsSame ?firm . ?firm skos:prefLabel ?label }"
_CONCEPT = """SELECT ?definition ?language ?spelling ?broader ?narrower {
  { ?practice skos:definition ?definition BIND(lang(?definition) AS ?language) } UNION { ?practice skos:prefLabel|skos:altLabel|skos:hiddenLabel ?spelling }
  UNION { ?practice skos:broader ?broader } UNION { ?narrower skos:broader ?practice } }"""


def show(store: Asks, name: str, *, limit: int | None = None) -> Dossier:
    """The dossier of what is called ``name``: a town, a practice, a firm or a type of problems.

    ``limit`` keeps, of what many towns name, the statements of the first so many by name of the town, and says how many
    were left out; counts are of all. A town's own dossier is always whole. Where nothing is called exactly so, the one whose name contains ``name`` is meant. Raises UnknownNameError with the
    nearest names of every kind, or, where a name fits several, with all that it fits; DivisionError for a province's or a
    county's.
    """
    everywhere = corpus(store)
    finders: tuple[Callable[[], object], ...] = (
        lambda: names.town(everywhere.towns, name, near=False),
        lambda: names.practice(store, name, near=False),
        lambda: names.firm(names.firms(store), name, near=False),
        lambda: names.topic(everywhere.known, name, near=False),
    )
    found: list[object] = []
    for find in finders:
        try:
            found.append(find())
        except UnknownNameError as unknown:
            if unknown.ambiguous:
                raise
    in_part = not found
    if in_part:
        check_no_division(everywhere.known, name)
        found = _with(store, everywhere, name)
    if not found:
        near, some = _near(store, everywhere, name), names.some_towns(everywhere.towns)
        raise UnknownNameError("town, practice, firm or problem type", name, near, examples=some)
    if len(found) > 1:
        raise UnknownNameError("name", name, _told_apart(found), ambiguous=True)
    meant = found[0]
    if isinstance(meant, Town):
        return replace(_town(store, everywhere, meant), understood=meant.full_name if in_part else "")
    if isinstance(meant, Topic):
        return replace(problem_type(store, everywhere, meant, limit), understood=meant.label if in_part else "")
    if isinstance(meant, Firm):
        return replace(_firm(store, everywhere, meant, limit), understood=meant.label if in_part else "")
    assert isinstance(meant, tuple)
    whole = meant[0].label if in_part else ""
    return replace(_practice(store, everywhere, meant[0], whole or name, limit), understood=whole)


def dossier_of(store: Asks, iri: str, *, limit: int | None = None) -> Dossier:
    """The dossier of a town, practice, firm or problem type by its IRI; ``limit`` as in ``show``. Raises UnknownNameError
    for what no report speaks of and no scheme holds."""
    everywhere = corpus(store)
    known = everywhere.known
    for table in ("towns", "practices", "firms", "topics"):
        number = known.number(table, iri)
        if number is None:
            continue
        if table == "towns":
            return _town(store, everywhere, known.town(number))
        if table == "practices":
            practice = known.practice(number)
            return _practice(store, everywhere, practice, practice.id, limit)
        if table == "firms":
            return _firm(store, everywhere, known.firm(number), limit)
        return problem_type(store, everywhere, known.topic(number), limit)
    raise UnknownNameError("town, practice, firm or problem type", local_part(iri))


def _with(store: Asks, everywhere: Corpus, part: str) -> list[object]:
    """What ``part`` may be a part of the name of; a town's name without its ending (包鸾) means the town first."""
    towns = everywhere.towns
    called = likely.towns_called(towns, part)
    if called:
        return [*called]
    practices = [meant for _, meant in likely.practices_with(store, part)]
    firms = likely.firms_with(names.firms(store), part)
    return [*likely.towns_with(towns, part), *practices, *firms, *types_with(everywhere.known, part)]


def _near(store: Asks, everywhere: Corpus, name: str) -> tuple[str, ...]:
    """The nearest names of every kind, those spelt or said most like ``name`` first."""
    firms = names.near_firms(names.firms(store), name)
    near = [*names.near_towns(everywhere.towns, name), *names.near_practices(store, name), *firms]
    near += nearest(name, [one.label for one in types_in_use(everywhere.known)])
    return nearest(name, near)


def _told_apart(found: Sequence[object]) -> list[str]:
    """Practices by their names; what is of several kinds by identifiers, whose prefixes say which kind."""
    practices = [one for one in found if isinstance(one, tuple)]
    labels = [one[0].label for one in practices]
    if len(practices) == len(found) == len(set(labels)):
        return labels
    return [_prefixed(one) for one in found]


def _prefixed(meant: object) -> str:
    if isinstance(meant, Town):
        return f"place:{meant.full_name}"
    if isinstance(meant, Topic):
        return f"topic:{meant.id}"
    return f"firm:{local_part(meant.iri)}" if isinstance(meant, Firm) else f"mech:{meant[0].id}"  # type: ignore[index]


def _town(store: Asks, everywhere: Corpus, town: Town) -> TownDossier:
    here = (ox.NamedNode(town.iri),)
    own = pl.col("town") == everywhere.known.number("towns", town.iri)
    reports = {
        str(row["report"]): ReportEntry(
            local_part(str(row["report"])),
            str(row.get("title", "")),
            int(row["year"]) if "year" in row else None,
            str(row.get("file", "")),
            str(row.get("issued", "")),
            "newer" in row,
        )
        for row in select(store, _REPORTS, town=here)
    }
    return TownDossier(
        town,
        tuple(sorted(reports.values(), key=lambda entry: (-(entry.year or 0), entry.id))),
        proven(store, uses(everywhere, everywhere.facts("adoptions").filter(own))),
        services(store, everywhere, everywhere.facts("services").filter(own)),
        statements(store, everywhere, _PROBLEMS, town=here),
        statements(store, everywhere, _PLANS, town=here),
        statements(store, everywhere, _FIGURES, town=here),
        statements(store, everywhere, _CITATIONS, town=here),
    )


def _practice(store: Asks, everywhere: Corpus, practice: Practice, name: str, limit: int | None) -> PracticeDossier:
    this = (ox.NamedNode(practice.iri),)
    rows = select(store, _CONCEPT, practice=this)
    known = everywhere.known

    def linked(variable: str) -> tuple[Practice, ...]:
        iris = {str(row[variable]) for row in rows if variable in row}
        return tuple(known.practice(number) for number in known.numbers("practices", sorted(iris)))

    definitions = {str(row["language"]): str(row["definition"]) for row in rows if "definition" in row}
    spellings = sorted(
        {str(row["spelling"]) for row in rows if "spelling" in row} - {practice.label, practice.label_en}
    )
    (problems, problems_left), (plans, plans_left) = (
        first_statements(store, everywhere, table, rows_naming(everywhere, table, practice), NAMING, limit)
        for table in ("problems", "plans")
    )
    return PracticeDossier(
        practice,
        definitions.get("zh", ""),
        definitions.get("en", ""),
        tuple(spellings),
        linked("broader"),
        linked("narrower"),
        towns(store, name, limit=limit),
        problems,
        plans,
        problems_left=problems_left,
        plans_left=plans_left,
    )


def rows_naming(where: Corpus, table: str, practice: Practice) -> pl.DataFrame:
    """The rows of ``table``, "problems" or "plans", that name a practice."""
    known = where.known
    links = known.tables[f"{table[:-1]}_practices"].filter(
        pl.col("practice") == known.number("practices", practice.iri)
    )
    return where.facts(table).join(links.select(number="statement"), on="number", how="semi", maintain_order="left")


def _firm(store: Asks, everywhere: Corpus, firm: Firm, limit: int | None) -> FirmDossier:
    of_firm = pl.col("firm") == everywhere.known.number("firms", firm.iri)
    rows = everywhere.facts("services").filter(of_firm)
    shown = first_rows(everywhere, rows, limit)
    found = services(store, everywhere, shown)
    others = select(store, _PERHAPS, this=(ox.NamedNode(firm.iri),))
    perhaps = sorted((Firm(str(row["firm"]), str(row["label"]), firm.office) for row in others), key=lambda f: f.iri)
    return FirmDossier(
        firm,
        everywhere.scope,
        everywhere.towns_in(rows),
        found,
        perhaps=tuple(perhaps),
        left_out=len(rows) - len(shown),
    )
