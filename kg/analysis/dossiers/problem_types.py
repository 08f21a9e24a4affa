"""All that the graph holds of one type of problems: who names it, with which causes, and what is planned against it."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
import pyoxigraph as ox

from kg.analysis.answers import Count, Practice, ProblemTypeDossier, Statement, Topic
from kg.analysis.asking import CURRENT, Asks, select
from kg.analysis.naming.catalogue import Catalogue
from kg.analysis.naming.likely import LEAST
from kg.analysis.scope import Corpus
from kg.analysis.statements import statements
from kg.ontology import folded

_BATCH = 500  # statements asked for at once
_HEADED = f"""?node gov:heading ?heading ; gov:report ?report . ?report gov:township ?town .
  OPTIONAL {{ ?node dct:description ?description }} OPTIONAL {{ ?node gov:year ?year }} {CURRENT}"""
PROBLEMS = f"""SELECT DISTINCT ?node ?heading ?description ?year ?town ?related {{
  {_HEADED} OPTIONAL {{ ?node gov:cause/gov:heading ?related }} }}"""
PLANS = f"""SELECT DISTINCT ?node ?heading ?description ?year ?town ?related {{
  {_HEADED} OPTIONAL {{ ?node gov:addresses/gov:heading ?related }} }}"""
_DEFINITION = "SELECT ?text ?language { ?type skos:definition ?text BIND(lang(?text) AS ?language) }"


def problem_type(store: Asks, everywhere: Corpus, topic: Topic, limit: int | None = None) -> ProblemTypeDossier:
    """The dossier of a type; ``limit`` keeps so many problems, causes, plans and practices."""
    known = everywhere.known
    number = known.number("topics", topic.iri)
    problems, plans = told_of_type(everywhere, topic)
    reported = dict(everywhere.reports.drop_nulls("year").group_by("year").agg(pl.col("town").n_unique()).iter_rows())
    naming = dict(problems.drop_nulls("year").group_by("year").agg(pl.col("town").n_unique()).iter_rows())
    practices = _practices(everywhere, plans)
    definitions = {
        str(row["language"]): str(row["text"]) for row in select(store, _DEFINITION, type=(ox.NamedNode(topic.iri),))
    }
    causes = _causes(everywhere, problems)
    told, problems_left = first_statements(store, everywhere, "problems", problems, PROBLEMS, limit)
    planned, plans_left = first_statements(store, everywhere, "plans", plans, PLANS, limit)
    most = len(causes) if limit is None else limit
    return ProblemTypeDossier(
        topic,
        definitions.get("zh", ""),
        definitions.get("en", ""),
        _direct(everywhere, number, up=True),
        tuple((one, _towns(everywhere, one)) for one in _direct(everywhere, number, up=False)),
        everywhere.scope,
        everywhere.towns_in(problems),
        {year: Count(naming.get(year, 0), many) for year, many in sorted(reported.items())},
        told,
        tuple(causes[:most]),
        planned,
        practices[: len(practices) if limit is None else limit],
        problems_left=problems_left,
        plans_left=plans_left,
        causes_left=max(len(causes) - most, 0),
        practices_left=0 if limit is None else max(len(practices) - limit, 0),
    )


def told_of_type(where: Corpus, topic: Topic) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows of the problems of a type and of kinds of it, and of the plans that address them."""
    known = where.known
    number = known.number("topics", topic.iri)
    links = _of(known.tables["problem_topics"], known.family([number] if number is not None else [], "topic_families"))
    problems = where.facts("problems").join(links, on="number", how="semi", maintain_order="left")
    answering = known.tables["addresses"].join(problems.select(problem="number"), on="problem", how="semi")
    plans = where.facts("plans").join(answering.select(number="plan"), on="number", how="semi", maintain_order="left")
    return problems, plans


def _causes(where: Corpus, problems: pl.DataFrame) -> list[tuple[str, Count]]:
    """The causes that the problems are given, by the number of towns."""
    told = where.known.tables["causes"].join(problems.select("town", problem="number"), on="problem")
    counts = told.group_by("heading").agg(pl.col("town").n_unique().alias("towns"))
    counts = counts.sort("towns", "heading", descending=[True, False])
    of = problems["town"].n_unique()
    return [(cause, Count(towns, of)) for cause, towns in counts.iter_rows()]


def first_rows(where: Corpus, rows: pl.DataFrame, limit: int | None) -> pl.DataFrame:
    """The first ``limit`` rows of statements by the full name of their town, of one town the latest first."""
    named = where.known.tables["towns"].select("full_name", town="number")
    order = rows.join(named, on="town").sort("full_name", "year", "number", descending=[False, True, False])
    return (order if limit is None else order.head(limit)).drop("full_name")


def first_statements(
    store: Asks, where: Corpus, table: str, rows: pl.DataFrame, query: str, limit: int | None
) -> tuple[tuple[Statement, ...], int]:
    """``first_rows`` of ``table`` as statements by ``query`` (about ``?node``), and how many were left out."""
    shown = first_rows(where, rows, limit)
    nodes = where.known.tables.nodes(table, shown["number"].to_list())
    found: list[Statement] = []
    for start in range(0, len(nodes), _BATCH):
        terms = [ox.NamedNode(node) for node in nodes[start : start + _BATCH]]
        found += statements(store, where, query, node=terms)
    place = {node: at for at, node in enumerate(nodes)}
    return tuple(sorted(found, key=lambda one: place[one.iri])), len(rows) - len(shown)


def types_in_use(known: Catalogue) -> list[Topic]:
    """The types of problems and plans that any report has, and the broader ones of these."""
    tables = known.tables
    used = pl.concat([tables[f"{kind}_topics"].select(narrow="topic") for kind in ("problem", "plan")]).unique()
    numbers = tables["topic_families"].join(used, on="narrow", how="semi")["broad"].unique().sort()
    return [known.topic(number) for number in numbers]


def types_with(known: Catalogue, part: str) -> list[Topic]:
    """The types in use whose Chinese label contains ``part``."""
    asked = folded(part.strip())
    return [one for one in types_in_use(known) if len(asked) >= LEAST and asked in folded(one.label)]


def _of(links: pl.DataFrame, topics: Sequence[int]) -> pl.DataFrame:
    """The statements (``number``) of any of the types."""
    return links.filter(pl.col("topic").is_in(pl.Series(topics, dtype=pl.UInt32).implode())).select(number="statement")


def _towns(where: Corpus, topic: Topic) -> Count:
    number = where.known.number("topics", topic.iri)
    family = where.known.family([number] if number is not None else [], "topic_families")
    links = _of(where.known.tables["problem_topics"], family)
    return where.towns_in(where.facts("problems").join(links, on="number", how="semi"))


def _direct(where: Corpus, number: int | None, *, up: bool) -> tuple[Topic, ...]:
    """The types right above, or (``up`` False) right below: none stands between."""
    pairs = where.known.tables["topic_families"].filter(pl.col("narrow") != pl.col("broad"))
    own, other = ("narrow", "broad") if up else ("broad", "narrow")
    found = pairs.filter(pl.col(own) == number)[other].to_list()
    between = set(pairs.filter(pl.col(own).is_in(pl.Series(found, dtype=pl.UInt32).implode()))[other].to_list())
    return tuple(where.known.topic(one) for one in sorted(set(found) - between))


def _practices(where: Corpus, plans: pl.DataFrame) -> tuple[tuple[Practice, Count], ...]:
    """Practices that the plans name, by the number of towns."""
    named = where.known.tables["plan_practices"].rename({"statement": "number"}).join(plans, on="number")
    counts = named.group_by("practice").agg(pl.col("town").n_unique().alias("towns"))
    counts = counts.sort("towns", "practice", descending=[True, False])
    of = plans["town"].n_unique()
    return tuple((where.known.practice(practice), Count(towns, of)) for practice, towns in counts.iter_rows())
