"""Made-up reports: what is said to be true of them is what stands in them, and what a store of them answers."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import make_corpus
import pyoxigraph as ox
import pytest
from corpus import make, store_of
from corpus import words_future as future
from corpus import words_measures as measures
from corpus import words_outline as outline
from corpus.building import build_store
from corpus.documents import Look
from corpus.numbering import hanzi, marker
from corpus.practices import catalogue
from corpus.recovery import recovery
from corpus.truth import Fate, Issue, Part, ReportTruth
from corpus.words_figures import FIGURES

from kg import ontology
from kg.extractors.discovery import discover
from kg.extractors.folding import fold
from kg.extractors.recogniser import recogniser
from kg.model import Status
from kg.store import open_store
from kg.store.layout import StoreFolder

pytestmark = pytest.mark.slow  # beside the tests of the analysis itself


YEARS = range(2021, 2025)
MARKER = re.compile(r"^(?:[一二三四五六七八九十]{1,3}是|\d{1,2}\.)")


@pytest.fixture(scope="module")
def truths() -> list[ReportTruth]:
    return make(36, YEARS, seed=12)


def current(truths: list[ReportTruth]) -> dict[tuple[str, int], ReportTruth]:
    return {(t.town.full_name, t.year): t for t in truths if t.current}


def digest(truths: list[ReportTruth]) -> str:
    return hashlib.sha256(b"".join(t.document + repr(t.facts).encode() for t in truths)).hexdigest()


@pytest.mark.slow
def test_the_same_seed_makes_the_same_reports_in_any_process() -> None:
    code = (
        "import hashlib; from corpus import make;"
        "print(hashlib.sha256(b''.join(t.document + repr(t.facts).encode() for t in make(6, range(2023, 2025), 5))).hexdigest())"
    )
    folders = [str(Path(make_corpus.__file__).parent), str(make_corpus.ROOT)]
    environment = {**os.environ, "PYTHONHASHSEED": "77", "PYTHONPATH": os.pathsep.join(folders)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == digest(make(6, range(2023, 2025), 5))
    assert digest(make(6, range(2023, 2025), 6)) != done.stdout.strip()


def test_facts_stand_in_their_sentences(truths: list[ReportTruth]) -> None:
    for truth in truths:
        report, facts = truth.report, truth.facts
        for passage in report.passages:
            assert report.text[passage.start : passage.end] == passage.text
        for adoption in facts.adoptions:
            said = [report.passages[at].text for at in adoption.passages]
            assert all(any(surface in text for text in said) for surface in adoption.surface_forms)
            assert all(any(surface in text for surface in adoption.surface_forms) for text in said)
        for figure in facts.observations:
            assert all(f"{figure.value}{figure.unit}" in report.passages[at].text for at in figure.passages)
        for engagement in facts.engagements:
            assert (engagement.law_firm or engagement.service_office) in report.passages[engagement.passages[0]].text
        for told in (*facts.problems, *facts.plans):
            assert told.heading in report.passages[told.passages[0]].text
            assert told.description in report.text
            assert all(
                report.passages[at].text.lstrip("（）0123456789.一二三四五六七八九十、") in told.description
                for at in told.passages
            )


def test_sections_lie_within_each_other(truths: list[ReportTruth]) -> None:
    for truth in truths[:40]:
        sections = truth.report.sections
        for at, section in enumerate(sections):
            assert section.index == at
            heading = truth.report.text[section.heading_start : section.heading_end]
            assert heading == section.heading
            assert truth.report.text[section.start :].startswith(f"{section.marker}{heading}")
            if section.parent is not None:
                above = sections[section.parent]
                assert above.start <= section.start <= section.end <= above.end and above.level < section.level


def test_reports_differ_in_what_they_have(truths: list[ReportTruth]) -> None:
    """Every kind of report that the real ones know is among them."""
    assert {t.issue for t in truths} == {Issue.FIRST, Issue.CORRECTED, Issue.REPRINT}
    assert any(len(t.names) == 2 for t in truths)
    for part in (Part.DUTIES, Part.PROBLEMS, Part.PLANS):
        lacking = sum(part not in t.parts for t in truths)
        assert 0 < lacking < len(truths) / 4
    assert any(t.facts.identity.issued is None and t.facts.identity.signed is None for t in truths)
    assert any(c.within for t in truths for c in t.contradictions)
    assert any(not c.within for t in truths for c in t.contradictions)
    assert {f.fate for t in truths for f in t.fates} == set(Fate)
    assert {a.status for t in truths for a in t.facts.adoptions} == set(Status)
    assert len({t.style for t in truths}) >= 6
    assert {t.report.media_type for t in truths} == {"text/plain", "text/html"}
    assert len({t.document for t in truths}) == len(truths)


def test_a_practice_spreads_from_year_to_year(truths: list[ReportTruth]) -> None:
    """What is once planned is mostly tried or run later; running practices mostly stay."""
    reports = current(truths)
    moves: Counter[tuple[Status, Status | None]] = Counter()
    for (town, year), truth in reports.items():
        following = reports.get((town, year + 1))
        if following is None:
            continue
        later = {a.mechanism.label: a.status for a in following.facts.adoptions}
        for adoption in truth.facts.adoptions:
            moves[adoption.status, later.get(adoption.mechanism.label)] += 1
    assert moves[Status.IMPLEMENTED, Status.IMPLEMENTED] > 0.6 * sum(
        n for (status, _), n in moves.items() if status is Status.IMPLEMENTED
    )
    assert moves[Status.PLANNED, Status.IMPLEMENTED] > moves[Status.PLANNED, Status.PLANNED] > 0
    assert moves[Status.IMPLEMENTED, Status.PLANNED] < 0.02 * moves[Status.IMPLEMENTED, Status.IMPLEMENTED]


def test_fates_are_what_the_next_report_says(truths: list[ReportTruth]) -> None:
    reports = current(truths)
    seen = Counter[Fate]()
    for (town, year), truth in reports.items():
        following = reports.get((town, year + 1))
        for fate in truth.fates:
            if following is None:
                assert fate.fate is Fate.UNKNOWN
                continue
            planned = {a.mechanism for a in truth.facts.adoptions if a.status is Status.PLANNED}
            brings = [m for m in truth.facts.plans[fate.plan].mechanisms if m in planned]
            if not brings:
                continue
            statuses = {a.status for a in following.facts.adoptions if a.mechanism in brings}
            seen[fate.fate] += 1
            expected = (
                Fate.DONE if Status.IMPLEMENTED in statuses
                else Fate.UNDER_WAY if statuses & {Status.PILOTING, Status.IN_PROGRESS}
                else Fate.AGAIN if Status.PLANNED in statuses
                else Fate.SILENT
            )  # fmt: skip
            assert fate.fate is expected or _widened(truth, brings, planned)
    assert set(seen) == {Fate.DONE, Fate.UNDER_WAY, Fate.AGAIN, Fate.SILENT}


def _widened(truth: ReportTruth, brings: list[object], planned: set[object]) -> bool:
    """Whether a plan takes what runs here to further villages: it brings nothing new."""
    running = {a.mechanism for a in truth.facts.adoptions if a.status is Status.IMPLEMENTED}
    return bool(running & set(brings))


def test_problems_persist_as_told(truths: list[ReportTruth]) -> None:
    reports = current(truths)
    families = {heading: row.topic for row in future.SHORTCOMINGS for heading in row.headings}
    persisting = Counter[bool | None]()
    for (town, year), truth in reports.items():
        following = reports.get((town, year + 1))
        for course in truth.courses:
            own = families[truth.facts.problems[course.problem].heading]
            if following is None or Part.PROBLEMS not in following.parts:
                assert course.persists is None
            else:
                assert course.persists == (own in {families[p.heading] for p in following.facts.problems})
            assert course.since <= year
            persisting[course.persists] += 1
    assert persisting[True] > 20 and persisting[False] > 20


def test_contradictions_are_in_the_reports(truths: list[ReportTruth]) -> None:
    reports = current(truths)
    for truth in truths:
        for found in truth.contradictions:
            here = {
                o.value
                for o in truth.facts.observations
                if (o.indicator, o.surface, o.year) == (found.indicator, found.surface, found.year)
            }
            assert found.said in here and found.said != found.other
            if found.within:
                assert found.other in here
            else:
                last = reports[truth.town.full_name, truth.year - 1]
                assert any(
                    (o.indicator, o.value, o.year) == (found.indicator, found.other, found.year)
                    for o in last.facts.observations
                )


def test_copied_passages_stand_where_they_come_from(truths: list[ReportTruth]) -> None:
    by_id = {t.id: t for t in truths}
    own = other = adapted = 0
    for truth in truths:
        for copied in truth.copied:
            source = by_id[copied.source_report]
            assert (source.town.full_name, source.year) == (copied.source_town, copied.source_year)
            for here, there, changed in zip(copied.passages, copied.source_passages, copied.changed, strict=True):
                one, two = (r.report.passages[at].text for r, at in ((truth, here), (source, there)))
                assert (MARKER.sub("", one) == MARKER.sub("", two)) == (changed == 0)
                adapted += changed > 0
            own += copied.source_town == truth.town.full_name
            other += copied.source_town != truth.town.full_name
    assert own and other and adapted


def test_no_wording_names_a_practice_unawares() -> None:
    names = recogniser(ontology.load())
    tables = (measures.HEADINGS, measures.CLAUSES, measures.FILLERS, outline.PARTS)
    wordings = [wording for table in tables for row in table.values() for wording in row]
    for row in future.SHORTCOMINGS:
        wordings += [*row.headings, *row.first, *row.causes, *row.plans, *row.measures]
    wordings += [*measures.LEADS, *future.MORE_PROBLEM, *future.MORE_PLAN, *future.PLAN_HEADINGS, *future.AGAINST]
    wordings += [
        *outline.DUTIES,
        *outline.MORE_DUTIES,
        *outline.PROBLEMS_LEAD,
        *outline.PLANS_LEAD,
        *outline.OPENINGS,
        *outline.CITING,
    ]
    for wording in wordings:
        text = wording.replace("{v}", "青坪村").replace("{w}", "石桥村").replace("{t}", "我镇")
        hits = names.scan(fold(text))
        assert not hits and not discover(text, hits), wording
    for figure in FIGURES:
        found = [h.concept.id for h in names.scan(fold(figure.said.format(n=f"3{figure.unit}")))]
        assert found == ([figure.practice] if figure.practice else []), figure.said
        assert figure.indicator in ontology.load().indicators and figure.unit in ontology.load().units


def test_problem_types_are_those_of_the_scheme() -> None:
    from corpus.coming import about

    for row in future.SHORTCOMINGS:
        assert row.topic in ontology.load().problem_types
        told = [about(heading, first) for heading in row.headings for first in row.first]
        assert sum(row.topic in topics for topics in told) > len(told) / 2, row.topic


def test_markers() -> None:
    assert [hanzi(n) for n in (1, 10, 11, 20, 21)] == ["一", "十", "十一", "二十", "二十一"]
    assert [marker(k, 3) for k in ("hanzi-comma", "hanzi-paren", "item-shi", "arabic-dot", "plain")] == [
        "三、", "（三）", "三是", "3.", "",
    ]  # fmt: skip


def test_provinces_keep_their_platforms(truths: list[ReportTruth]) -> None:
    homes = {p.label: p.home for p in catalogue(12) if p.home}
    assert homes["闽政通"] == "福建省" and len(homes) > 20
    for truth in truths:
        for adoption in truth.facts.adoptions:
            assert homes.get(adoption.mechanism.label, truth.province) == truth.province


@pytest.mark.slow
def test_a_store_says_what_the_truths_say(tmp_path: Path) -> None:
    few = make(8, YEARS[:3], seed=11, richness=0.3)
    store = open_store(str(store_of(few, tmp_path / "store")))
    prefix = "PREFIX gov: <https://w3id.org/towngov/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "

    def rows(query: str) -> Counter[tuple[str, ...]]:
        return Counter(tuple(value.value for value in row) for row in store.query(prefix + query).rows)

    unique = {t.id: t for t in few}.values()
    assert rows(
        "SELECT ?town ?mechanism ?status ?year { ?a a gov:Adoption ; gov:township/gov:fullName ?town ; gov:year ?year ;"
        " gov:mechanism/skos:prefLabel ?mechanism ; gov:status ?s . FILTER(lang(?mechanism) = 'zh')"
        " BIND(STRAFTER(STR(?s), '#') AS ?status) }"
    ) == Counter(
        (t.town.full_name, a.mechanism.label, a.status.value, str(t.year)) for t in unique for a in t.facts.adoptions
    )
    assert rows(
        "SELECT ?town ?heading ?year { ?p a gov:Problem ; gov:township/gov:fullName ?town ; gov:year ?year ; gov:heading ?heading }"
    ) == Counter((t.town.full_name, p.heading, str(t.year)) for t in unique for p in t.facts.problems)
    assert rows(
        "PREFIX dct: <http://purl.org/dc/terms/> SELECT ?town ?year { ?r a gov:Report ; gov:township/gov:fullName ?town ; gov:year ?year ."
        " FILTER NOT EXISTS { ?r dct:isReplacedBy ?n } }"
    ) == Counter((t.town.full_name, str(t.year)) for t in unique if t.current)


def test_extractors_find_the_truth() -> None:
    found = recovery(make(8, range(2024, 2025), seed=21))
    assert found["read"].recall == 1.0
    for kind in ("town", "year", "practices", "statuses", "firms", "problems", "plans"):
        assert found[kind].f1 >= 0.98, kind


@pytest.mark.slow
def test_a_store_is_the_same_for_any_number_of_workers(tmp_path: Path) -> None:
    made = []
    for workers in (1, 2):
        store, file = tmp_path / f"store{workers}", tmp_path / f"{workers}.jsonl"
        said: list[str] = []
        build_store(store, 26, (2023, 2024), 3, file, workers, said.append, Look())
        lines = file.read_bytes().splitlines()
        current = {key for key, n in Counter(json.loads(line)["id"] for line in lines).items() if n == 1}
        assert f"{len(current)} reports" in said[-1]
        graph = StoreFolder(store).require_current() / "graph"
        made.append((lines, sorted(map(str, ox.Store.read_only(str(graph))))))
        assert {entry.name for entry in store.iterdir() if entry.name.startswith(".")} == set()
    assert made[0] == made[1]


@pytest.mark.slow
def test_extractors_find_nearly_all_of_the_truth() -> None:
    found = recovery(make(200, range(2022, 2025), seed=22))
    for kind in ("town", "year", "practices", "statuses", "firms", "problems", "problem topics", "plans", "laws"):
        assert found[kind].precision >= 0.99 and found[kind].recall >= 0.99, kind
    assert found["answers"].f1 >= 0.95 and found["figures"].f1 >= 0.97 and found["sentences"].f1 >= 0.99


def test_files_and_truths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "made"
    arguments = [str(out), "--towns", "8", "--years", "2023-2024", "--seed", "2", "--html-share", "1"]
    monkeypatch.setattr(sys, "argv", ["make_corpus.py", *arguments])
    assert make_corpus.main() == 0
    lines = [json.loads(line) for line in (out / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
    assert f"{len(lines)} reports" in capsys.readouterr().out
    for line in lines:
        data = (out / line["names"][0]).read_bytes()
        assert hashlib.sha256(data).hexdigest().startswith(line["id"])
        assert line["names"][0].endswith(".html") and line["adoptions"] and line["town"] in line["names"][0]
    assert {path.name for path in out.iterdir()} == {"2023", "2024", "truth.jsonl"}


def test_years_that_make_no_span(capsys: pytest.CaptureFixture[str]) -> None:
    for years in ("2024-2020", "twenty", "1999"):
        with pytest.raises(SystemExit):
            make_corpus.parser().parse_args(["out", "--years", years])
    assert "no span of years" in capsys.readouterr().err
