"""The tools that an assistant is given. One method is one tool; its docstring is what the assistant reads."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal

from pydantic import Field

from kg import analysis
from kg.analysis.advisers import advisers
from kg.analysis.answers import FirmDossier, PracticeDossier, ProblemTypeDossier, TownDossier
from kg.analysis.dossiers.paging import Part, dossier_part, towns_part
from kg.analysis.finding import find
from kg.analysis.holdings import ProvinceCovered, holdings
from kg.analysis.labels import labels
from kg.analysis.overview import overview
from kg.analysis.reading.report import reading
from kg.analysis.reading.sources import Source, sources
from kg.analysis.scope import corpus
from kg.analysis.tabular import Tabular
from kg.assistants import terms
from kg.assistants.offering import Said
from kg.assistants.quoting import CAUTION, cut, plain, quoted
from kg.assistants.reading_aloud import source_line, text
from kg.assistants.terms import Rows
from kg.assistants.told import MOST, Told, told, told_part
from kg.errors import KgError
from kg.store import Store
from kg.store.guard import checked
from kg.store.lanes import Ticket
from kg.store.limits import Limits
from kg.store.pool import Pool
from kg.store.syntax import form_of, graphs_named
from kg.store.worker import Job

_SPARQL_ROWS = 200
_SPARQL_BYTES = 200_000  # that a query may give; what is told of it is less, see ``terms``
_CONTEXT = 300  # characters before and after a sentence
_PASSAGE = 3000
_LISTED = 12  # names in a particular

Lang = Annotated[Literal["zh", "en"] | None, Field(description="Language of headlines, notes and faults")]
Status = Annotated[
    Literal["implemented", "piloting", "inProgress", "planned"] | None,
    Field(description='"planned" is not running: it is only announced'),
]
Text = Annotated[str, Field(min_length=1, max_length=100)]
Town = Annotated[
    str, Field(min_length=1, max_length=100, description="A town's name, whole (天津市宝坻区新安镇) or in part")
]
Year = Annotated[int | None, Field(ge=1900, le=2200, description="The year that reports are on; without it all years")]
Place = Annotated[str | None, Field(max_length=100, description="Name, whole or short: 四川, 宝坻区")]
First = Annotated[
    int, Field(ge=0, le=10**7, description="The row to begin with; an answer's `more` says which is next")
]


@dataclass(frozen=True)
class Name:
    """``kind``: town, practice, firm or topic (a type of problems or plans). ``name`` is what the other tools take."""

    name: str
    kind: str
    detail: str
    iri: str


@dataclass(frozen=True)
class Names:
    """Best first."""

    result: list[Name]


@dataclass(frozen=True)
class Passage:
    """A sentence in its context: the characters before and after it, as the report has them."""

    source: Source
    sentence: str
    before: str
    after: str
    start: int
    end: int


class Tools:
    """What every tool needs: the store, the queue of SPARQL queries, their limits."""

    def __init__(self, store: Store, queue: Pool, limits: Limits) -> None:
        self._store, self._queue, self._limits = store, queue, limits

    def search(
        self,
        text: Text,
        most: Annotated[int, Field(ge=1, le=50, description="Names of each kind")] = 20,
        lang: Lang = None,
    ) -> Said[Names]:
        """Find the names of towns (乡镇), practices (做法), law firms (律所) and types of problems (问题类型) by a part of them, in
        Chinese, pinyin or initials. Use it first when you are not sure how something is called here."""
        found = [
            Name(cut(one.label, 120), one.kind, cut(one.detail, 120), one.iri)
            for one in find(self._store, text, most=most)
        ]
        told = [f"- {plain(one.name)} ({', '.join(filter(None, (one.kind, plain(one.detail))))})" for one in found]
        return Said(Names(found), "\n".join(told) or {"zh": "没有找到。", "en": "Nothing is called so."}[lang or "zh"])

    def show(self, name: Text, first: First = 0, lang: Lang = None) -> Said[Told]:
        """The dossier of ONE town, practice, law firm or type of problems: of a town its practices with status, advisers
        and their role, problems, causes, plans, figures, cited laws; of a practice its definition and who names it; of a
        firm the towns it advises; of a type the towns with such problems, causes and plans. Each fact with its sentence."""
        part = dossier_part(self._store, name, first, MOST)
        return self._said(told_part(self._store, part, lang or "zh", first, _about(part)), lang)

    def towns_with_practice(
        self,
        practice: Annotated[str, Field(min_length=1, max_length=100, description="A practice: 枫桥经验, 网格化 …")],
        status: Status = None,
        year: Year = None,
        province: Place = None,
        county: Place = None,
        first: First = 0,
        lang: Lang = None,
    ) -> Said[Told]:
        """WHICH TOWNS name one practice (做法) or a kind of it, with status, year and sentence: a row for each town, practice,
        year and status. Give `status` "planned" for towns that only plan it, "implemented" for those that run it; without
        it all come, each row with its status."""
        part = towns_part(
            self._store, practice, first, MOST, status=status, year=year, province=province, county=county
        )
        return self._said(told_part(self._store, part, lang or "zh", first), lang)

    def shared_practices(
        self,
        least: Annotated[int, Field(ge=1, le=10**6, description="Towns that must name it; 1 for every practice")] = 2,
        status: Status = None,
        year: Year = None,
        province: Place = None,
        county: Place = None,
        first: First = 0,
        lang: Lang = None,
    ) -> Said[Told]:
        """WHICH PRACTICES the towns of the country, a province or a county name, those of most towns first, with how many
        towns run, try or only plan each, of how many that reported: the overview of a place. It has no sentences: ask
        `towns_with_practice` for those of one practice."""
        found = analysis.shared(
            self._store, least=least, status=status, year=year, province=province, county=county, evidence=False
        )
        return self._told(found, first, lang)

    def compare_towns(
        self,
        towns: Annotated[list[Town], Field(min_length=2, max_length=6)],
        year: Year = None,
        first: First = 0,
        lang: Lang = None,
    ) -> Said[Told]:
        """Two to six towns that you name, side by side: practices, advisers, problems, plans and figures; `common` is how
        many of them have the thing."""
        return self._told(analysis.compare(self._store, towns, year=year), first, lang)

    def similar_towns(self, town: Town, province: Place = None, first: First = 0, lang: Lang = None) -> Said[Told]:
        """The ten towns most like one, by the practices that both name, rare ones weighing more, and why."""
        return self._told(analysis.similar(self._store, town, province=province, k=10), first, lang)

    def advise(
        self,
        town: Town,
        problem: Annotated[
            str | None, Field(max_length=100, description="A type of problems; else all of the town's")
        ] = None,
        first: First = 0,
        lang: Lang = None,
    ) -> Said[Told]:
        """What OTHER towns with the same types of problems plan and run, in how many cases, and who reports the problem no
        longer. Few cases are examples, no rule."""
        return self._told(analysis.advise(self._store, town, problem=problem or None), first, lang)

    def follow_up(
        self,
        town: Annotated[
            str | None, Field(max_length=100, description="One town; else counts for all of a place")
        ] = None,
        year: Annotated[
            int | None, Field(ge=1900, le=2200, description="The year of the plans; without it all")
        ] = None,
        province: Place = None,
        county: Place = None,
        first: First = 0,
        lang: Lang = None,
    ) -> Said[Told]:
        """Were last year's plans KEPT? What the next report says of a town's plans, problems and practices (done, under way,
        planned again, not mentioned again), with both sentences; without `town` counts for every town with reports on two
        successive years. "Not mentioned again" is no proof that nothing was done."""
        if town:
            if province or county:
                raise KgError("give a town, or a province and county, not both", "town 与 province、county 只能给一种")
            answer = analysis.follow(self._store, town, years=None if year is None else (year, year + 1))
            return self._told(answer, first, lang)
        found = analysis.follow_all(self._store, year=year, province=province, county=county)
        about = {
            f"{one.year}-{one.next}": {
                "towns_with_both_reports": f"{one.towns.number}/{one.towns.of}",
                **{f"plans {verdict}": f"{count.number}/{count.of}" for verdict, count in one.counts.plans.items()},
                **{f"problems {verdict}": f"{c.number}/{c.of}" for verdict, c in one.counts.problems.items()},
            }
            for one in found.years
        }
        return self._told(found, first, lang, about)

    def law_firms(
        self, year: Year = None, province: Place = None, county: Place = None, first: First = 0, lang: Lang = None
    ) -> Said[Told]:
        """WHO ADVISES: law firms and legal service offices of the country, a province or a county by the number of towns
        that name them, with their roles (adviser of the government, of villages). `show` a firm for its towns and
        sentences, a town for its advisers."""
        return self._told(advisers(self._store, year=year, province=province, county=county), first, lang)

    def collection(self, province: Place = None, first: First = 0, lang: Lang = None) -> Said[Told]:
        """What the graph HOLDS: how many reports of which provinces and years, of how many towns on the official list, the
        newest reports, what it counts, and how sure it is. Ask it before you say that something is rare or missing."""
        held, seen = holdings(self._store), overview(self._store, newest=5, types=8)
        silent = held.silent
        held = replace(held, provinces=tuple(map(_years_with_reports, held.provinces)), silent=())
        about: dict[str, Any] = {"held": dict(seen.held), "reports_by_year": dict(seen.years)}
        if province:
            name = corpus(self._store, province=province).scope.province
            kept = tuple(one for one in held.provinces if one.name == name)
            return self._told(replace(held, provinces=kept), first, lang, about)
        about |= {
            "provinces_without_a_report": [one.name for one in silent],
            "types_of_problems_by_towns": [f"{topic.label} {count.number}" for topic, count in seen.problem_types],
            "newest_reports": [f"{cut(one.title, 60)} ({one.id})" for one in seen.newest],
        }
        return self._told(held, first, lang, about)

    def evidence(
        self,
        report: Annotated[str, Field(min_length=1, max_length=100, description="A report's id, as rows tell it")],
        start: Annotated[int, Field(ge=0, le=10**8)],
        end: Annotated[int, Field(ge=0, le=10**8)],
        lang: Lang = None,
    ) -> Said[Passage]:
        """A sentence IN ITS CONTEXT, by the report's id and the characters `start` to `end` that rows of the other tools
        tell. Use it to check a quotation before you rely on it."""
        found = reading(self._store, report)
        if not 0 <= start < end <= len(found.text):
            raise KgError(
                f"the report has the characters 0 to {len(found.text)}: give start and end as the rows tell them",
                f"这份报告有 0 到 {len(found.text)} 个字：start、end 请照前面结果里的填",
            )
        end = min(end, start + _PASSAGE)
        (source,) = sources(self._store, [found.report.id])
        whole = found.text
        passage = Passage(
            source, whole[start:end], whole[max(start - _CONTEXT, 0) : start], whole[end : end + _CONTEXT], start, end
        )
        lines = (
            CAUTION[lang or "zh"],
            source_line(source),
            f"… {quoted(passage.before)}",
            f"**{quoted(passage.sentence, _PASSAGE)}** [{start}–{end}]",
            f"{quoted(passage.after)} …",
        )
        return Said(passage, "\n\n".join(lines))

    def sparql(
        self,
        query: Annotated[str, Field(min_length=1, max_length=20_000)],
        ticket: Ticket,
        lang: Lang = None,
    ) -> Said[Rows]:
        """A read-only SPARQL 1.1 query, for what the other tools do not answer; the prefixes gov: mech: topic: place: firm:
        law: report: skos: prov: dct: oa: rdf: rdfs: xsd: are declared already. Read the resource kg://vocabulary first;
        kg://questions has queries to begin with. A cell is a number, true/false or "string", {"iri": "place:…", "label"},
        {"text", "lang"} with a language, {"value", "type"} of another datatype such as xsd:date; prefixed names can be
        used in the next query as they are. ASK gives `answer`, CONSTRUCT and DESCRIBE give `text` in Turtle. At most 200 rows come:
        aggregate, or use ORDER BY with LIMIT and OFFSET. Updates, LOAD and SERVICE are refused."""
        speaks = lang or "zh"
        runnable = checked(query)
        triples = form_of(query) in ("construct", "describe")
        job = Job(
            runnable,
            "ttl" if triples else "json",
            here=graphs_named(query),
            rows=_SPARQL_ROWS,
            bytes=min(self._limits.bytes, _SPARQL_BYTES),
        )
        written, file = self._queue.run(job, ticket=ticket)
        try:
            body = file.read_text(encoding="utf-8")
        finally:
            file.unlink(missing_ok=True)
        if triples:
            rows = terms.triples(body, bool(written.cut), speaks)
        elif "boolean" in (found := json.loads(body)):
            rows = Rows(answer=found["boolean"])
        else:
            rows = terms.selected(
                found["head"]["vars"],
                found["results"]["bindings"],
                bool(written.cut),
                lambda iris: labels(self._store, iris, speaks),
                speaks,
            )
        return Said(rows, terms.aloud(rows, speaks))

    def _told(self, answer: Tabular, first: int, lang: str | None, about: dict[str, Any] | None = None) -> Said[Told]:
        return self._said(told(self._store, answer, lang or "zh", first, about), lang)

    def _said(self, answer: Told, lang: str | None) -> Said[Told]:
        return Said(answer, text(answer, lang or "zh"))


def _years_with_reports(one: ProvinceCovered) -> ProvinceCovered:
    return replace(one, years={year: count for year, count in one.years.items() if count.number})


def _about(part: Part) -> dict[str, Any]:
    """Particulars of what a dossier is of, which are no statements of reports."""
    of = part.answer
    told: dict[str, Any] = {}
    if isinstance(of, TownDossier):
        reports = [f"{one.year or '–'}: {cut(one.title, 80)} ({one.id})" for one in of.reports if not one.replaced]
        told = {"town": of.town.full_name, "reports": reports}
    elif isinstance(of, PracticeDossier):
        told = {
            "practice": of.practice.label,
            "english": of.practice.label_en,
            "definition": of.definition,
            "definition_en": of.definition_en,
            "also_written": list(of.spellings),
            "kind_of": [one.label for one in of.broader],
            "kinds": [one.label for one in of.narrower],
            "towns_by_status": {status: f"{c.number}/{c.of}" for status, c in of.answer.by_status.items()},
        }
    elif isinstance(of, FirmDossier):
        told = {"firm": of.firm.label, "perhaps_the_same": [one.label for one in of.perhaps]}
    elif isinstance(of, ProblemTypeDossier):
        told = {
            "type": of.topic.label,
            "english": of.topic.label_en,
            "definition": of.definition,
            "definition_en": of.definition_en,
            "kind_of": [one.label for one in of.broader],
            "kinds": [f"{one.label} {count.number}/{count.of}" for one, count in of.narrower],
            "towns_by_year": {str(year): f"{count.number}/{count.of}" for year, count in of.by_year.items()},
            "causes_by_towns": [f"{cut(cause, 80)} {count.number}/{count.of}" for cause, count in of.causes],
            "practices_in_plans_by_towns": [f"{one.label} {count.number}/{count.of}" for one, count in of.practices],
        }
    return {name: _short(value) for name, value in told.items() if value}


def _short(value: Any) -> Any:
    if isinstance(value, str):
        return cut(value, 400)
    return [cut(one, 120) for one in value[:_LISTED]] if isinstance(value, list) else value
