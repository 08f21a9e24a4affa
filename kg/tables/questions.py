"""What the tables are made of, over the union of the graph: a SELECT for each table of things, and one for each property of
statements. A property alone is read along an index of the store; a pattern of several would look each row up.

A variable ends up as a column of its name.
"""

from __future__ import annotations

DIVISIONS = """SELECT ?iri ?name ?full_name ?kind ?unresolved ?type ?lat ?long {
  ?iri gov:fullName ?full_name ; skos:prefLabel ?name .
  OPTIONAL { ?iri gov:divisionType ?kind } OPTIONAL { ?iri gov:unresolved ?unresolved }
  OPTIONAL { ?iri a ?type VALUES ?type { gov:County gov:Prefecture gov:Province } }
  OPTIONAL { ?iri geo:lat ?lat ; geo:long ?long } }"""
WITHIN = "SELECT DISTINCT ?iri ?up { ?iri gov:within ?up }"
PRACTICES = """SELECT DISTINCT ?iri ?label ?lang ?discovered {
  ?iri a gov:Mechanism ; skos:prefLabel ?label . BIND(LANG(?label) AS ?lang)
  OPTIONAL { ?iri gov:discovered ?discovered } }"""
SPELLINGS = """SELECT DISTINCT ?practice ?label {
  ?practice a gov:Mechanism . { ?practice skos:prefLabel ?label } UNION { ?practice skos:altLabel ?label }
  UNION { ?practice skos:hiddenLabel ?label } }"""
REPLACED_NAMES = "SELECT DISTINCT ?old ?practice { ?old dct:isReplacedBy ?practice . ?practice a gov:Mechanism }"
BROADER = "SELECT DISTINCT ?narrow ?broad { ?narrow skos:broader ?broad . ?broad a gov:Mechanism }"
TOPICS = """SELECT DISTINCT ?iri ?label (LANG(?label) AS ?lang) ?scheme ?broad {
  ?iri a skos:Concept ; skos:inScheme ?scheme ; skos:prefLabel ?label .
  OPTIONAL { ?iri skos:broader ?broad }
  FILTER(STRSTARTS(STR(?iri), "https://w3id.org/towngov/topic/")) }"""
FIRMS = """SELECT DISTINCT ?iri ?label ?office {
  { ?service gov:lawFirm ?iri BIND(false AS ?office) } UNION { ?service gov:serviceOffice ?iri BIND(true AS ?office) }
  ?iri skos:prefLabel ?label }"""
REPORTS = """SELECT ?iri ?town ?year ?issued ?signed ?title ?file ?source ?replaced_by ?characters {
  ?iri a gov:Report ; gov:township ?town .
  OPTIONAL { ?iri gov:text ?text BIND(STRLEN(?text) AS ?characters) }
  OPTIONAL { ?iri gov:year ?year } OPTIONAL { ?iri dct:issued ?issued } OPTIONAL { ?iri gov:signed ?signed }
  OPTIONAL { ?iri dct:title ?title } OPTIONAL { ?iri gov:fileName ?file } OPTIONAL { ?iri dct:source ?source }
  OPTIONAL { ?iri dct:isReplacedBy ?replaced_by } }"""

KINDS = {  # the statements of each table
    "adoptions": "gov:Adoption",
    "services": "gov:Engagement",
    "problems": "gov:Problem",
    "plans": "gov:Plan",
    "figures": "gov:Observation",
}
PROPERTIES = {  # of statements, by the column that they end up in
    "report": "gov:report",
    "practice": "gov:mechanism",
    "status": "gov:status",
    "continues": "gov:continues",
    "confidence": "gov:confidence",
    "label": "gov:surfaceForm",
    "firm": "gov:lawFirm|gov:serviceOffice",
    "role": "gov:role",
    "lawyers": "gov:lawyerCount",
    "villages": "gov:villageCount",
    "heading": "gov:heading",
    "target_year": "gov:targetYear",
    "topic": "gov:topic",
    "problem": "gov:addresses",
    "cause": "gov:cause",
    "year": "gov:year",
    "indicator": "gov:indicator",
    "unit": "gov:unit",
    "value": "gov:value",
    "approximate": "gov:approximate",
    "passage": "prov:wasDerivedFrom",
    "start": "oa:start",
    "source": "gov:copiedFrom",
}
PARTS = "SELECT DISTINCT ?report ?part { ?report gov:hasPart ?part }"
COPIES = """SELECT ?node ?report ?source ?start ?end ?source_start ?source_end ?similarity ?others {
  ?node a gov:CopiedText ; gov:report ?report ; gov:copiedFrom ?source ; oa:start ?start ; oa:end ?end ;
    gov:sourceStart ?source_start ; gov:sourceEnd ?source_end ; gov:similarity ?similarity ; gov:otherReports ?others }"""


def of_kind(kind: str) -> str:
    """The statements of a table."""
    return f"SELECT ?node {{ ?node a {KINDS[kind]} }}"


def of_property(column: str) -> str:
    """Every node with its value of a property."""
    return f"SELECT ?node ?{column} {{ ?node {PROPERTIES[column]} ?{column} }}"
