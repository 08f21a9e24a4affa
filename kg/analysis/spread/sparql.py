"""The query that counts the spread of a practice as ``kg.analysis.spread.diffusion`` does."""

from __future__ import annotations

from kg.analysis import reproducing
from kg.analysis.adopting import COPIED_SPARQL, PLANNED
from kg.analysis.spread.diffusion import DiffusionAnswer

# Of towns right below a prefecture the prefecture is the place, as in the answer.
_PLACES = {
    "year": "",
    "province": "OPTIONAL { ?township gov:within+ ?place . ?place a gov:Province }",
    "county": "OPTIONAL { ?township gov:within+ ?county . ?county a gov:County } "
    "OPTIONAL { ?township gov:within+ ?prefecture . ?prefecture a gov:Prefecture } "
    "OPTIONAL { ?township gov:within+ ?province . ?province a gov:Province } "
    "BIND(COALESCE(?county, ?prefecture, ?province) AS ?place)",
}
# Name of a count → what is true of a town and year that counts. ?first: the year in which the town is first seen to run
# the practice, ?begin: of its first report.
_COUNTED = {
    "reporting": "true",
    "running": "BOUND(?runs)",
    "planned": "BOUND(?plans) && !BOUND(?runs)",
    "new": "BOUND(?first) && ?first = ?year && ?begin < ?year",
    "at_risk": "?begin < ?year && (!BOUND(?first) || ?first >= ?year)",
    "already": "BOUND(?first) && ?first = ?year && ?begin = ?year",
    "silent": "BOUND(?first) && ?first < ?year && !BOUND(?runs)",
    "known": "BOUND(?first) && ?first < ?year",
}


def diffusion_sparql(answer: DiffusionAnswer) -> str:
    """Rows of ?year (with ``by`` a place ?place ?year) and counts of towns, named as in ``YearOfPractice``."""
    names = "、".join(one.label for one in answer.practices)
    place = "?place " if answer.by != "year" else ""
    reports = reproducing.inline(reproducing.in_scope(answer.scope, dated=True))
    runs, plans = (f"{_uses(answer, running=running)} {reports}" for running in (True, False))
    counted = " ".join(f"(SUM(IF({what}, 1, 0)) AS ?{name})" for name, what in _COUNTED.items())
    return reproducing.query(
        (
            f"“{names}”逐年有多少乡镇写到在实行、只写到计划、首次写到？",
            f"How many towns name {names} each year: as running, as planned only, for the first time?",
        ),
        f"{place}?year {counted}",
        [
            f"{{ SELECT DISTINCT ?township ?year {{ ?report a gov:Report . {reports} }} }}",
            f"{{ SELECT ?township (MIN(?year) AS ?begin) {{ ?report a gov:Report . {reports} }} GROUP BY ?township }}",
            f"OPTIONAL {{ SELECT ?township (MIN(?year) AS ?first) {{ {runs} }} GROUP BY ?township }}",
            f"OPTIONAL {{ SELECT DISTINCT ?township ?year (true AS ?runs) {{ {runs} }} }}",
            f"OPTIONAL {{ SELECT DISTINCT ?township ?year (true AS ?plans) {{ {plans} }} }}",
            _PLACES[answer.by],
        ],
        f"GROUP BY {place}?year\nORDER BY {place}?year",
    )


def _uses(answer: DiffusionAnswer, *, running: bool) -> str:
    """Patterns for a use that runs, or one that is planned."""
    kinds = "BIND(?asked AS ?practice)" if answer.exact else "?practice skos:broader* ?asked ."
    wanted = answer.status if running else PLANNED
    state = f"VALUES ?status {{ gov:{wanted} }}" if wanted else "FILTER(?status != gov:planned)"
    return (
        f"{reproducing.values('asked', [one.iri for one in answer.practices])} {kinds} "
        f"?use gov:mechanism ?practice ; gov:status ?status ; gov:report ?report . {state}"
        + (f" {COPIED_SPARQL}" if answer.discounted else "")
    )
