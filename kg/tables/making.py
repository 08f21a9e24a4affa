"""Graph → tables, by SPARQL answered as CSV: no loop over rows in Python."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

import polars as pl

from kg.model import AdviserRole, Status
from kg.ontology import NAMESPACES, folded
from kg.places.names import township_stem
from kg.tables import questions
from kg.tables.pinyin import spoken

Ask = Callable[[str], bytes]  # a SELECT → its rows as CSV (SPARQL 1.1 Query Results CSV)
Frames = dict[str, pl.DataFrame]

_NUMBER = pl.UInt32
_LEVELS = 4  # town, county, prefecture, province
_WHOLE = {"year": pl.Int32, "lawyers": pl.Int32, "villages": pl.Int32, "target_year": pl.Int32}
_WHOLE |= dict.fromkeys(("characters", "start", "end", "source_start", "source_end", "others"), pl.Int32)
_TRUTH = ("discovered", "unresolved", "continues", "office", "approximate")
_DECIMAL = ("confidence", "value", "lat", "long", "similarity")
_COPIED = ("adoption", "problem", "plan")  # statements of which it is known whether they stand in copied text alone
_LOCAL = {  # IRIs of which the local name is kept: implemented
    "status": pl.Enum([status.value for status in Status]),
    "role": pl.Enum([role.value for role in AdviserRole]),
}


def make(ask: Ask) -> Frames:
    """All tables of a graph by name. Every row of an entity or a fact has its ``number``. Facts name entities by row
    number: ``town`` is a row of ``towns``, ``practice`` of ``practices``, ``report`` of ``reports`` (in ``problems`` and so on), ``firm`` of ``firms``, ``topic``,
    ``indicator`` and ``unit`` of ``topics``, ``problem`` of ``problems``, ``statement`` of ``problems`` or ``plans``;
    ``start`` tells figures of one sentence from those of others, ``parts`` which prescribed parts a report has.
    Rows stand in the order of their IRIs, so that the same graph makes the same tables. ``folded`` is a name without what
    makes no difference to it, ``pinyin`` how it is said, ``node`` a statement's IRI."""
    frames: Frames = {}
    reports = _rows(ask, questions.REPORTS)
    frames["towns"] = _towns(ask, reports["town"])
    frames["practices"] = _sayable(_labelled(_rows(ask, questions.PRACTICES), "discovered"), "label")
    frames["topics"] = _labelled(_rows(ask, questions.TOPICS), "scheme")
    frames["firms"] = _sayable(
        _rows(ask, questions.FIRMS).sort("iri", "label").unique("iri", keep="first").sort("iri"), "label"
    )
    keys = {name: _key(frame) for name, frame in frames.items()}
    frames["reports"] = _reports(reports, keys["towns"])
    keys["reports"] = _key(frames["reports"])
    frames["spellings"] = _spellings(ask, keys["practices"])
    frames["families"] = _families(_rows(ask, questions.BROADER), frames["practices"])
    frames["topic_families"] = _families(
        _rows(ask, questions.TOPICS).select(narrow="iri", broad="broad"), frames["topics"]
    )
    frames["adoptions"] = _facts(ask, questions.ADOPTIONS, frames, keys, practice="practices")
    frames["services"] = _facts(ask, questions.SERVICES, frames, keys, firm="firms")
    frames["problems"] = _facts(ask, questions.PROBLEMS, frames, keys)
    frames["plans"] = _facts(ask, questions.PLANS, frames, keys)
    figures = _facts(ask, questions.FIGURES, frames, keys, indicator="topics", unit="topics", practice="practices")
    frames["figures"] = figures
    problems, plans = _key(frames["problems"], "node"), _key(frames["plans"], "node")
    about, named = _rows(ask, questions.ABOUT), _rows(ask, questions.NAMED)
    for kind, key in (("problem", problems), ("plan", plans)):
        frames[f"{kind}_topics"] = _links(about, ("node", key, "statement"), ("topic", keys["topics"], "topic"))
        frames[f"{kind}_practices"] = _links(
            named, ("node", key, "statement"), ("practice", keys["practices"], "practice")
        )
    parts = _numbered(_rows(ask, questions.PARTS), "report", keys["reports"]).drop_nulls("report")
    frames["parts"] = parts.with_columns(pl.col("part").str.strip_prefix(NAMESPACES["gov"])).sort("report", "part")
    answers = _rows(ask, questions.ADDRESSES)
    frames["addresses"] = _links(answers, ("node", plans, "plan"), ("problem", problems, "problem"))
    frames["copies"] = _copies(_rows(ask, questions.COPIES), frames["reports"], keys["reports"])
    statements = {kind: frames[f"{kind}s"] for kind in _COPIED}
    frames["copied"] = _copied(_rows(ask, questions.COPIED), statements, frames["reports"], keys["reports"])
    numbered = (
        "towns",
        "practices",
        "topics",
        "firms",
        "reports",
        "adoptions",
        "services",
        "problems",
        "plans",
        "figures",
        "copies",
    )
    return {name: _with_number(frame) if name in numbered else frame for name, frame in frames.items()}


def _copies(rows: pl.DataFrame, reports: pl.DataFrame, key: pl.DataFrame) -> pl.DataFrame:
    """Stretches of reports that stand in an earlier one (``source``); ``own``: in one of the same town."""
    rows = _numbered(_numbered(rows, "report", key), "source", key).drop_nulls(["report", "source"])
    return _with_own(rows, reports).sort("report", "start", "node")


def _copied(
    rows: pl.DataFrame, statements: Mapping[str, pl.DataFrame], reports: pl.DataFrame, key: pl.DataFrame
) -> pl.DataFrame:
    """Statements all of whose sentences are copied: ``statement`` is a row of adoptions, problems or plans, by ``kind``;
    a row for each report that they stand in (``source``)."""
    rows = _numbered(rows, "source", key)
    alone = rows.group_by("node").agg(pl.col("source").is_not_null().all().alias("alone")).filter("alone")
    rows = rows.join(alone, on="node", how="semi").select("node", "source").unique()
    found = []
    for kind, frame in statements.items():
        known = frame.select("node", "report", pl.int_range(pl.len(), dtype=_NUMBER).alias("statement"))
        found.append(rows.join(known, on="node").with_columns(kind=pl.lit(kind, pl.Enum(_COPIED))))
    told = _with_own(pl.concat(found), reports)
    return told.select("kind", "statement", "source", "own").sort("kind", "statement", "source")


def _with_own(rows: pl.DataFrame, reports: pl.DataFrame) -> pl.DataFrame:
    """With ``own``: whether the two reports are of the same town."""
    town = reports.select(pl.int_range(pl.len(), dtype=_NUMBER).alias("report"), "town")
    rows = rows.join(town, on="report", how="left", maintain_order="left")
    rows = rows.join(town.rename({"report": "source", "town": "from"}), on="source", how="left", maintain_order="left")
    return rows.with_columns(own=pl.col("town") == pl.col("from")).drop("town", "from")


def _with_number(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(pl.int_range(pl.len(), dtype=_NUMBER).alias("number"), pl.all())


def _sayable(frame: pl.DataFrame, column: str) -> pl.DataFrame:
    """With the names folded and as they are said."""
    labels = frame[column].to_list()
    return frame.with_columns(
        pl.Series("folded", [folded(label) for label in labels], dtype=pl.String),
        pl.Series("pinyin", [spoken(label) for label in labels], dtype=pl.String),
    )


def _rows(ask: Ask, question: str) -> pl.DataFrame:
    """The answer with every column as what it is; what is unbound is null, but an empty text is a text."""
    frame = pl.read_csv(io.BytesIO(ask(question)), infer_schema=False, encoding="utf8")
    casts = [pl.col(name).cast(kind, strict=False) for name, kind in _WHOLE.items() if name in frame.columns]
    casts += [pl.col(name).cast(pl.Float64, strict=False) for name in _DECIMAL if name in frame.columns]
    casts += [pl.col(name).is_in(["true", "1"]).fill_null(False) for name in _TRUTH if name in frame.columns]
    casts += [
        pl.col(name).str.strip_prefix(NAMESPACES["gov"]).cast(kind, strict=False)
        for name, kind in _LOCAL.items()
        if name in frame.columns
    ]
    return frame.with_columns(casts)


def _key(frame: pl.DataFrame, column: str = "iri") -> pl.DataFrame:
    return frame.select(pl.col(column), pl.int_range(pl.len(), dtype=_NUMBER).alias("number"))


def _numbered(frame: pl.DataFrame, column: str, key: pl.DataFrame, name: str = "") -> pl.DataFrame:
    """``frame`` with row numbers of ``key`` for the IRIs in ``column``; null where there is none."""
    by = key.columns[0]
    joined = frame.join(key.rename({by: column}), on=column, how="left", maintain_order="left")
    return joined.drop(column).rename({"number": name or column})


def _towns(ask: Ask, reporting: pl.Series) -> pl.DataFrame:
    """The divisions in ``reporting`` with the county, prefecture and province that they lie in."""
    divisions = _rows(ask, questions.DIVISIONS).with_columns(pl.col("type").str.strip_prefix(NAMESPACES["gov"]))
    divisions = divisions.sort("iri", "name").unique("iri", keep="first", maintain_order=True)
    towns = divisions.filter(pl.col("iri").is_in(reporting.unique().implode()))
    towns = towns.select("iri", "name", "full_name", "kind", "unresolved")
    above = _above(_rows(ask, questions.WITHIN), towns["iri"])
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


def _labelled(rows: pl.DataFrame, kept: str) -> pl.DataFrame:
    """One row for each concept: its IRI, ``label`` in Chinese, ``label_en`` ("" where there is none) and ``kept``."""
    english = (pl.col("lang") == "en").fill_null(False)
    rows = rows.sort("iri", "lang", "label")
    return (
        rows.group_by("iri", maintain_order=True)
        .agg(
            pl.col("label").filter(~english).first().alias("label"),
            pl.col("label").filter(english).first().fill_null("").alias("label_en"),
            pl.col(kept).first(),
        )
        .with_columns(pl.coalesce("label", "label_en").alias("label"))
        .sort("iri")
    )


def _reports(rows: pl.DataFrame, towns: pl.DataFrame) -> pl.DataFrame:
    rows = rows.sort("iri", "replaced_by", nulls_last=True).unique("iri", keep="first", maintain_order=True)
    rows = _numbered(rows, "town", towns).with_columns(
        pl.col("issued", "signed").str.to_date("%Y-%m-%d", strict=False),
        pl.col("title", "file", "source").fill_null(""),
        current=pl.col("replaced_by").is_null(),
    )
    return rows.filter(pl.col("town").is_not_null()).drop("replaced_by").sort("iri")


def _spellings(ask: Ask, practices: pl.DataFrame) -> pl.DataFrame:
    """Every way to write a practice; ``how``: "label" (of the scheme or as discovered), "written" (as a report writes a
    discovered one) or "id" (of a spelling that gave way to another)."""
    told = [
        _rows(ask, questions.SPELLINGS).with_columns(how=pl.lit("label")),
        _rows(ask, questions.WRITTEN).with_columns(how=pl.lit("written")),
        _rows(ask, questions.REPLACED_NAMES).select(
            "practice", label=pl.col("old").str.strip_prefix(NAMESPACES["mech"]), how=pl.lit("id")
        ),
    ]
    rows = pl.concat([rows.select("practice", "label", "how") for rows in told])
    rows = _numbered(rows, "practice", practices).filter(pl.col("practice").is_not_null())
    rows = rows.unique().sort("practice", "how", "label")
    return rows.with_columns(pl.Series("folded", [folded(label) for label in rows["label"]], dtype=pl.String))


def _families(rows: pl.DataFrame, concepts: pl.DataFrame) -> pl.DataFrame:
    """``narrow`` counts for ``broad``: every pair along skos:broader*, each concept with itself."""
    known = {iri: number for number, iri in enumerate(concepts["iri"])}
    up: dict[int, set[int]] = {number: set() for number in known.values()}
    for narrow, broad in rows.drop_nulls().iter_rows():
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
    return pl.DataFrame(pairs, schema={"narrow": _NUMBER, "broad": _NUMBER}, orient="row").sort("narrow", "broad")


def _facts(
    ask: Ask, question: str, frames: Mapping[str, pl.DataFrame], keys: Mapping[str, pl.DataFrame], **entities: str
) -> pl.DataFrame:
    """Statements with the town and the year of their report; a figure keeps the year that it is of."""
    rows = _numbered(_rows(ask, question), "report", keys["reports"]).filter(pl.col("report").is_not_null())
    for column, table in entities.items():
        rows = _numbered(rows, column, keys[table])
    of_report = frames["reports"].select(
        pl.int_range(pl.len(), dtype=_NUMBER).alias("report"), "town", pl.col("year").alias("report_year")
    )
    rows = rows.join(of_report, on="report", how="left", maintain_order="left")
    if "year" not in rows.columns:
        rows = rows.rename({"report_year": "year"})
    first = ["start"] if "start" in rows.columns else []  # of several sentences the first
    return rows.sort("node", *entities, *first).unique("node", keep="first", maintain_order=True)


def _links(rows: pl.DataFrame, *ends: tuple[str, pl.DataFrame, str]) -> pl.DataFrame:
    """Pairs of row numbers, of those rows whose two ends are both known."""
    for column, key, name in ends:
        rows = _numbered(rows, column, key, name)
    names = [name for _, _, name in ends]
    return rows.select(names).drop_nulls().unique().sort(names)
