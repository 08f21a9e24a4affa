"""The graph of the five seeds, statement by statement: a change of a rule shows here as a difference to be judged.

After a wanted change write it anew: ``python tests/test_golden.py``.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from kg.build import build
from kg.store import open_store

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = Path(__file__).resolve().parent / "golden" / "seeds.txt"

# One query for each kind: file, kind, and what the statement says, in columns.
QUERIES = {
    "adoption": """SELECT ?file ?what ?status ?note WHERE {
        ?a a gov:Adoption ; gov:report/gov:fileName ?file ; gov:mechanism/skos:prefLabel ?what ; gov:status ?s .
        FILTER (lang(?what) = "zh") BIND (STRAFTER(STR(?s), "#") AS ?status)
        OPTIONAL { ?a gov:continues ?c } BIND (IF(BOUND(?c), "continues", "") AS ?note) }""",
    "engagement": """SELECT ?file ?what ?status ?note WHERE {
        ?a a gov:Engagement ; gov:report/gov:fileName ?file ; gov:role ?r . BIND (STRAFTER(STR(?r), "#") AS ?status)
        OPTIONAL { ?a gov:lawFirm|gov:serviceOffice ?f . ?f skos:prefLabel ?name } BIND (COALESCE(?name, "-") AS ?what)
        OPTIONAL { ?a gov:lawyerCount ?n } BIND (COALESCE(STR(?n), "") AS ?note) }""",
    "problem": """SELECT ?file ?what ?status ?note WHERE {
        ?a a gov:Problem ; gov:report/gov:fileName ?file ; gov:heading ?what . BIND ("" AS ?status)
        OPTIONAL { ?a gov:cause/gov:heading ?c } BIND (COALESCE(?c, "") AS ?note) }""",
    "plan": """SELECT ?file ?what ?status ?note WHERE {
        ?a a gov:Plan ; gov:report/gov:fileName ?file ; gov:heading ?what .
        OPTIONAL { ?a gov:targetYear ?y } BIND (COALESCE(STR(?y), "") AS ?status)
        OPTIONAL { ?a gov:addresses/gov:heading ?p } BIND (COALESCE(?p, "") AS ?note) }""",
    "figure": """SELECT ?file ?what ?status ?note WHERE {
        ?a a gov:Observation ; gov:report/gov:fileName ?file ; gov:surfaceForm ?what ; gov:value ?v ;
           gov:unit/skos:prefLabel ?u ; gov:year ?y . FILTER (lang(?u) = "zh")
        BIND (CONCAT(STR(?v), " ", ?u) AS ?status) BIND (STR(?y) AS ?note) }""",
    "citation": """SELECT ?file ?what ?status ?note WHERE {
        ?a a gov:Citation ; gov:report/gov:fileName ?file ; gov:instrument/dct:title ?what .
        BIND ("" AS ?status) BIND ("" AS ?note) }""",
    "part": """SELECT ?file ?what ?status ?note WHERE {
        ?a gov:hasPart ?part ; gov:fileName ?file . ?part skos:prefLabel ?what . FILTER (lang(?what) = "zh")
        BIND ("" AS ?status) BIND ("" AS ?note) }""",
    "report": """SELECT ?file ?what ?status ?note WHERE {
        ?a a gov:Report ; gov:fileName ?file ; gov:township/gov:fullName ?what ; gov:year ?y . BIND (STR(?y) AS ?status)
        OPTIONAL { ?a dct:issued ?i } OPTIONAL { ?a gov:signed ?d }
        BIND (CONCAT(COALESCE(STR(?i), "-"), " / ", COALESCE(STR(?d), "-")) AS ?note) }""",
}


def facts(folder: Path) -> list[str]:
    build([ROOT / "seeds"], folder / "store")
    lines = set()
    with open_store(folder / "store") as store:
        for kind, query in QUERIES.items():
            for row in store.query(query).rows:
                file, *rest = (term.value if term else "" for term in row)
                lines.add(" | ".join([file[:3], kind, *rest]).rstrip(" |"))
    return sorted(lines)


def test_the_graph_of_the_seeds(tmp_path: Path) -> None:
    assert facts(tmp_path) == GOLDEN.read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        GOLDEN.write_text("\n".join(facts(Path(scratch))) + "\n", encoding="utf-8")
