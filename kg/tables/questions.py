"""What the tables are made of: one SELECT for each, over the union of the graph. Only current reports speak.

A variable ends up as a column of its name; those in ``KEYS`` name an entity, whose row number stands in the column.
"""

from __future__ import annotations

_CURRENT = "FILTER NOT EXISTS { ?report dct:isReplacedBy ?newer }"

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
WRITTEN = """SELECT DISTINCT ?practice ?label {
  ?practice gov:discovered true . ?use gov:mechanism ?practice ; gov:surfaceForm ?label ; a gov:Adoption }"""
REPLACED_NAMES = "SELECT DISTINCT ?old ?practice { ?old dct:isReplacedBy ?practice . ?practice gov:discovered true }"
BROADER = "SELECT DISTINCT ?narrow ?broad { ?narrow skos:broader ?broad . ?broad a gov:Mechanism }"
TOPICS = """SELECT DISTINCT ?iri ?label ?lang ?scheme ?broad {
  ?iri a skos:Concept ; skos:inScheme ?scheme ; skos:prefLabel ?label . BIND(LANG(?label) AS ?lang)
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

ADOPTIONS = f"""SELECT ?node ?report ?practice ?status ?continues ?confidence {{
  ?node a gov:Adoption ; gov:report ?report ; gov:mechanism ?practice ; gov:status ?status .
  OPTIONAL {{ ?node gov:continues ?continues }} OPTIONAL {{ ?node gov:confidence ?confidence }} {_CURRENT} }}"""
SERVICES = f"""SELECT ?node ?report ?firm ?role ?lawyers ?villages {{
  ?node a gov:Engagement ; gov:report ?report ; gov:role ?role .
  OPTIONAL {{ ?node gov:lawFirm|gov:serviceOffice ?firm }}
  OPTIONAL {{ ?node gov:lawyerCount ?lawyers }} OPTIONAL {{ ?node gov:villageCount ?villages }} {_CURRENT} }}"""
PROBLEMS = f"""SELECT ?node ?report ?heading {{ ?node a gov:Problem ; gov:report ?report ; gov:heading ?heading . {_CURRENT} }}"""
PLANS = f"""SELECT ?node ?report ?heading ?target_year {{
  ?node a gov:Plan ; gov:report ?report ; gov:heading ?heading . OPTIONAL {{ ?node gov:targetYear ?target_year }}
  {_CURRENT} }}"""
ABOUT = f"""SELECT DISTINCT ?node ?topic {{
  ?node gov:topic ?topic ; gov:report ?report ; a ?kind . VALUES ?kind {{ gov:Problem gov:Plan }} {_CURRENT} }}"""
NAMED = f"""SELECT DISTINCT ?node ?practice {{
  ?node gov:mechanism ?practice ; gov:report ?report ; a ?kind . VALUES ?kind {{ gov:Problem gov:Plan }} {_CURRENT} }}"""
ADDRESSES = f"""SELECT DISTINCT ?node ?problem {{ ?node gov:addresses ?problem ; gov:report ?report . {_CURRENT} }}"""
FIGURES = f"""SELECT ?node ?report ?year ?indicator ?unit ?value ?label ?approximate ?practice ?start {{
  ?node a gov:Observation ; gov:report ?report ; gov:value ?value ; gov:surfaceForm ?label .
  OPTIONAL {{ ?node gov:year ?year }} OPTIONAL {{ ?node gov:indicator ?indicator }} OPTIONAL {{ ?node gov:unit ?unit }}
  OPTIONAL {{ ?node gov:approximate ?approximate }} OPTIONAL {{ ?node gov:mechanism ?practice }}
  OPTIONAL {{ ?node prov:wasDerivedFrom/oa:start ?start }} {_CURRENT} }}"""
PARTS = f"""SELECT DISTINCT ?report ?part {{ ?report a gov:Report ; gov:hasPart ?part . {_CURRENT} }}"""

COPIES = """SELECT ?node ?report ?source ?start ?end ?source_start ?source_end ?similarity ?others {
  ?node a gov:CopiedText ; gov:report ?report ; gov:copiedFrom ?source ; oa:start ?start ; oa:end ?end ;
    gov:sourceStart ?source_start ; gov:sourceEnd ?source_end ; gov:similarity ?similarity ; gov:otherReports ?others }"""
COPIED = """SELECT DISTINCT ?node ?every ?source {
  ?passage gov:copiedFrom ?any . ?node prov:wasDerivedFrom ?passage ; prov:wasDerivedFrom ?every .
  OPTIONAL { ?every gov:copiedFrom ?source } }"""
