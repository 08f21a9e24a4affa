"""How often terms of the vocabulary are used in a graph, as far as that is known without going through it."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from kg.analysis.answers import Count, Topic
from kg.analysis.asking import Asks, select
from kg.analysis.scope import corpus
from kg.ontology import NAMESPACES

_PARTS = "SELECT ?of ?n { ?part <http://rdfs.org/ns/void#class> ?of ; <http://rdfs.org/ns/void#entities> ?n }"


def vocabulary_use(store: Asks) -> dict[str, int]:
    """Local name → how many: of classes their members (as the graph describes itself, so nothing where it does not), of
    statuses the uses of practices, of roles the services, of prescribed parts the reports that have them."""
    where = corpus(store)
    gov = NAMESPACES["gov"]
    found = {str(row["of"]).removeprefix(gov): int(row["n"]) for row in select(store, _PARTS)}
    for table, column in (("adoptions", "status"), ("services", "role"), ("parts", "part")):
        counted = where.facts(table).group_by(column).len()
        found |= {str(name): many for name, many in counted.iter_rows()}
    return found


def problem_type_use(store: Asks) -> Mapping[Topic, Count]:
    """Types of problems, in the order of their IRIs, with the towns that report such a problem or a narrower one."""
    where = corpus(store)
    known = where.known
    problems = where.facts("problems").select(statement="number", town="town")
    told = known.tables["problem_topics"].join(problems, on="statement").select("topic", "town")
    up = known.tables["topic_families"].select(topic="narrow", broad="broad")
    counted = told.join(up, on="topic").unique(["broad", "town"]).group_by("broad").len()
    towns = dict(counted.iter_rows())
    own = known.tables["topics"].filter(pl.col("scheme") == NAMESPACES["gov"] + "topicScheme")
    return {known.topic(number): Count(towns.get(number, 0), where.scope.towns) for number in own["number"]}
