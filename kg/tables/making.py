"""Graph → tables, by SPARQL answered as CSV: no loop over rows in Python."""

from __future__ import annotations

import polars as pl

from kg.ontology import NAMESPACES, folded
from kg.places.names import township_stem
from kg.tables import questions
from kg.tables.pinyin import initials, spoken
from kg.tables.rows import NUMBER, Ask, key, numbered, rows
from kg.tables.statements import Statements

Frames = dict[str, pl.DataFrame]

_LEVELS = 4  # town, county, prefecture, province
_NUMBERED = ("towns", "practices", "topics", "firms", "reports", *questions.KINDS, "copies")
_COPIED = ("adoption", "problem", "plan")  # statements of which it is known whether they stand in copied text alone


def make(ask: Ask) -> Frames:
    """All tables of a graph by name. Every row of an entity or a fact has its ``number``. Facts name entities by row
    number: ``town`` is a row of ``towns``, ``practice`` of ``practices``, ``report`` of ``reports`` (in ``problems`` and so on), ``firm`` of ``firms``, ``topic``,
    ``indicator`` and ``unit`` of ``topics``, ``problem`` of ``problems``, ``statement`` of ``problems`` or ``plans``;
    ``start`` tells figures of one sentence from those of others, ``parts`` which prescribed parts a report has, ``causes`` what problems are put down to, as written.
    Rows stand in the order of their IRIs, so that the same graph makes the same tables. ``folded`` is a name without what
    makes no difference to it, ``pinyin`` how it is said, ``initials`` the first letters of that, ``node`` a statement's IRI."""
    frames: Frames = {}
    reports = rows(ask, questions.REPORTS)
    frames["towns"] = _towns(ask, reports["town"])
    frames["practices"] = _sayable(_labelled(rows(ask, questions.PRACTICES), "discovered"), "label")
    frames["topics"] = _labelled(rows(ask, questions.TOPICS), "scheme")
    frames["firms"] = _sayable(
        rows(ask, questions.FIRMS).sort("iri", "label").unique("iri", keep="first").sort("iri"), "label"
    )
    keys = {name: key(frame) for name, frame in frames.items()}
    frames["reports"] = _reports(reports, keys["towns"])
    keys["reports"] = key(frames["reports"])
    frames["families"] = _families(rows(ask, questions.BROADER), frames["practices"])
    frames["topic_families"] = _families(
        rows(ask, questions.TOPICS).select(narrow="iri", broad="broad"), frames["topics"]
    )
    told = Statements(ask, frames["reports"], keys)
    frames |= _told(told)
    frames["spellings"] = _spellings(ask, frames["practices"], told)
    for kind in ("problem", "plan"):
        for column, table in (("topic", "topics"), ("practice", "practices")):
            frames[f"{kind}_{table}"] = told.links(column, f"{kind}s", "statement", keys[table])
    frames["addresses"] = told.links("problem", "plans", "plan", key(frames["problems"], "node"))
    frames["causes"] = told.causes()
    parts = numbered(rows(ask, questions.PARTS), "report", keys["reports"]).drop_nulls("report")
    parts = parts.filter(pl.col("report").is_in(_current(frames["reports"]).implode()))
    frames["parts"] = parts.with_columns(pl.col("part").str.strip_prefix(NAMESPACES["gov"])).sort("report", "part")
    frames["copies"] = _copies(rows(ask, questions.COPIES), frames["reports"], keys["reports"])
    frames["copied"] = _copied(told, frames["reports"])
    return {name: _with_number(frame) if name in _NUMBERED else frame for name, frame in frames.items()}


def _told(told: Statements) -> Frames:
    """The tables of statements."""
    return {
        "adoptions": told.facts("adoptions", ("practice", "status"), ("continues", "confidence"), practice="practices"),
        "services": told.facts("services", ("role",), ("firm", "lawyers", "villages"), firm="firms"),
        "problems": told.facts("problems", ("heading",)),
        "plans": told.facts("plans", ("heading",), ("target_year",)),
        "figures": told.facts(
            "figures",
            ("value", "label"),
            ("year", "indicator", "unit", "approximate", "practice", "start"),
            indicator="topics",
            unit="topics",
            practice="practices",
        ),
    }


def _current(reports: pl.DataFrame) -> pl.Series:
    return reports.select(pl.arg_where(pl.col("current")).cast(NUMBER)).to_series()


def _copies(found: pl.DataFrame, reports: pl.DataFrame, key: pl.DataFrame) -> pl.DataFrame:
    """Stretches of reports that stand in an earlier one (``source``); ``own``: in one of the same town."""
    found = numbered(numbered(found, "report", key), "source", key).drop_nulls(["report", "source"])
    return _with_own(found, reports).sort("report", "start", "node")


def _copied(told: Statements, reports: pl.DataFrame) -> pl.DataFrame:
    """Statements all of whose sentences are copied: ``statement`` is a row of adoptions, problems or plans, by ``kind``;
    a row for each report that they stand in (``source``)."""
    found = [
        told.copied(f"{kind}s", key(reports)).with_columns(kind=pl.lit(kind, pl.Enum(_COPIED))) for kind in _COPIED
    ]
    named = _with_own(pl.concat(found), reports).select("kind", "statement", "source", "own")
    return named.sort("kind", "statement", "source")


def _with_own(found: pl.DataFrame, reports: pl.DataFrame) -> pl.DataFrame:
    """With ``own``: whether the two reports are of the same town."""
    town = reports.select(pl.int_range(pl.len(), dtype=NUMBER).alias("report"), "town")
    found = found.join(town, on="report", how="left", maintain_order="left")
    found = found.join(
        town.rename({"report": "source", "town": "from"}), on="source", how="left", maintain_order="left"
    )
    return found.with_columns(own=pl.col("town") == pl.col("from")).drop("town", "from")


def _with_number(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(pl.int_range(pl.len(), dtype=NUMBER).alias("number"), pl.all())


def _sayable(frame: pl.DataFrame, column: str) -> pl.DataFrame:
    """With the names folded and as they are said."""
    labels = frame[column].to_list()
    return frame.with_columns(
        pl.Series("folded", [folded(label) for label in labels], dtype=pl.String),
        pl.Series("pinyin", [spoken(label) for label in labels], dtype=pl.String),
        pl.Series("initials", [initials(label) for label in labels], dtype=pl.String),
    )


def _towns(ask: Ask, reporting: pl.Series) -> pl.DataFrame:
    """The divisions in ``reporting`` with the county, prefecture and province that they lie in."""
    divisions = rows(ask, questions.DIVISIONS).with_columns(pl.col("type").str.strip_prefix(NAMESPACES["gov"]))
    divisions = divisions.sort("iri", "name").unique("iri", keep="first", maintain_order=True)
    towns = divisions.filter(pl.col("iri").is_in(reporting.unique().implode()))
    towns = towns.select("iri", "name", "full_name", "kind", "unresolved")
    above = _above(rows(ask, questions.WITHIN), towns["iri"])
    above = above.join(divisions.select("type", "lat", "long", up="iri", label="name"), on="up")
    for level in ("County", "Prefecture", "Province"):
        name = level.lower()
        columns = {name: pl.col("label"), f"{name}_iri": pl.col("up")}
        if level == "County":
            columns |= {"lat": pl.col("lat"), "long": pl.col("long")}
        of_level = (
            above.filter(pl.col("type") == level).sort("iri", "up").unique("iri", keep="first", maintain_order=True)
        )
        towns = towns.join(of_level.select("iri", **columns), on="iri", how="left", maintain_order="left")
    texts = ("kind", "county", "prefecture", "province", "county_iri", "prefecture_iri", "province_iri")
    towns = towns.with_columns(pl.col(texts).fill_null(""))
    stems = [folded(township_stem(name)) for name in towns["name"]]
    return _sayable(towns, "name").with_columns(pl.Series("stem", stems, dtype=pl.String))


def _above(within: pl.DataFrame, towns: pl.Series) -> pl.DataFrame:
    """Every division (``up``) that each town (``iri``) lies in, however many steps above it."""
    step = within.filter(pl.col("iri").is_in(towns.implode()))
    found = [step]
    while len(step) and len(found) < _LEVELS:
        step = step.join(within.rename({"iri": "up", "up": "higher"}), on="up").select("iri", up="higher")
        found.append(step)
    return pl.concat(found).unique()


def _labelled(found: pl.DataFrame, kept: str) -> pl.DataFrame:
    """One row for each concept: its IRI, ``label`` in Chinese, ``label_en`` ("" where there is none) and ``kept``."""
    english = (pl.col("lang") == "en").fill_null(False)
    found = found.sort("iri", "lang", "label")
    return (
        found.group_by("iri", maintain_order=True)
        .agg(
            pl.col("label").filter(~english).first().alias("label"),
            pl.col("label").filter(english).first().fill_null("").alias("label_en"),
            pl.col(kept).first(),
        )
        .with_columns(pl.coalesce("label", "label_en").alias("label"))
        .sort("iri")
    )


def _reports(found: pl.DataFrame, towns: pl.DataFrame) -> pl.DataFrame:
    found = found.sort("iri", "replaced_by", nulls_last=True).unique("iri", keep="first", maintain_order=True)
    found = numbered(found, "town", towns).with_columns(
        pl.col("issued", "signed").str.to_date("%Y-%m-%d", strict=False),
        pl.col("title", "file", "source").fill_null(""),
        current=pl.col("replaced_by").is_null(),
    )
    return found.filter(pl.col("town").is_not_null()).drop("replaced_by").sort("iri")


def _spellings(ask: Ask, practices: pl.DataFrame, told: Statements) -> pl.DataFrame:
    """Every way to write a practice; ``how``: "label" (of the scheme or as discovered), "written" (as a report writes a
    discovered one) or "id" (of a spelling that gave way to another)."""
    ways = [
        rows(ask, questions.SPELLINGS).with_columns(how=pl.lit("label")),
        told.written("adoptions", practices.filter("discovered")["iri"]).with_columns(how=pl.lit("written")),
        rows(ask, questions.REPLACED_NAMES).select(
            "practice", label=pl.col("old").str.strip_prefix(NAMESPACES["mech"]), how=pl.lit("id")
        ),
    ]
    found = pl.concat([way.select("practice", "label", "how") for way in ways])
    found = numbered(found, "practice", key(practices)).filter(pl.col("practice").is_not_null())
    found = found.unique().sort("practice", "how", "label")
    return found.with_columns(pl.Series("folded", [folded(label) for label in found["label"]], dtype=pl.String))


def _families(found: pl.DataFrame, concepts: pl.DataFrame) -> pl.DataFrame:
    """``narrow`` counts for ``broad``: every pair along skos:broader*, each concept with itself."""
    known = {iri: number for number, iri in enumerate(concepts["iri"])}
    up: dict[int, set[int]] = {number: set() for number in known.values()}
    for narrow, broad in found.drop_nulls().iter_rows():
        if narrow in known and broad in known:
            up[known[narrow]].add(known[broad])
    pairs = []
    for start in up:
        seen, todo = {start}, [start]
        while todo:
            for above in up[todo.pop()] - seen:
                seen.add(above)
                todo.append(above)
        pairs += [(start, above) for above in sorted(seen)]
    return pl.DataFrame(pairs, schema={"narrow": NUMBER, "broad": NUMBER}, orient="row").sort("narrow", "broad")
