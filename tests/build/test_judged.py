"""Fifty judgements on real reports: built again, with a better rule, and undone; exactly what was judged differs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.analysis.judging.worklist import worklist
from kg.build import BuildSummary, build, rejudge
from kg.build.judging import states
from kg.build.reading import ReportReader
from kg.extractors import status
from kg.extractors.cues import Cue
from kg.model import Status
from kg.ontology import NAMESPACES, folder, load
from kg.rdf.iris import GRAPH, JUDGEMENTS
from kg.rdf.vocabulary import PROV
from kg.review.journal import Journal, beside
from kg.review.judgement import STATEMENTS, Judgement, Verdict, about
from kg.review.kinds import KINDS
from kg.review.session import Reviewer
from kg.store import open_store
from kg.store.layout import StoreFolder

pytestmark = pytest.mark.slow
HOME = Path(__file__).resolve().parents[2]
REPORTS = (HOME / "seeds", HOME / "tests" / "gold" / "forms")
_DERIVED = {GRAPH["derived"], GRAPH["description"], JUDGEMENTS}

Quads = set[ox.Quad]


def local(term: object) -> str:
    value = str(getattr(term, "value", term))
    return next((value[len(iri) :] for iri in NAMESPACES.values() if value.startswith(iri)), value)


def export(store: Path) -> Quads:
    """What reports and the graphs that they share say: neither counts and shortcuts, nor the judgements themselves."""
    with open_store(store) as opened:
        return {
            quad
            for quad in opened.quads()
            if quad.graph_name not in _DERIVED and quad.predicate != PROV["wasGeneratedBy"]  # which ontology read it
        }


def built(store: Path, reader: ReportReader | None = None) -> BuildSummary:
    return build(REPORTS, store, reader=reader)


class Better(ReportReader):
    """A reader with one more rule: 推行 alone tells that a practice is on its way."""

    @property
    def version(self) -> str:  # type: ignore[override]
        return super().version + "+better"


@pytest.fixture
def better(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], ReportReader]]:
    rule = Cue(r"推行[^，；。]{0,6}$", "before", Status.IN_PROGRESS, "推行【积分制】。")

    def reader(store: Path) -> ReportReader:
        monkeypatch.setattr(status, "DONE", (rule, *status.DONE))
        more = store.with_name(store.name + ".mechanisms.ttl")
        return Better(more if more.is_file() else None)

    yield reader


def statements(store: Path) -> dict[str, list[dict[str, str]]]:
    """By kind, what each statement says in the words of a judgement's key."""
    found: dict[str, list[dict[str, str]]] = {}
    with open_store(store) as opened:
        for kind in STATEMENTS:
            of = KINDS[kind]
            names = list(of.key)
            asked = " ".join(f"OPTIONAL {{ ?n <{of.fields[name].predicate.value}> ?{name} }}" for name in names)
            rows = opened.query(
                f"SELECT ?n ?report {' '.join('?' + name for name in names)} "
                f"{{ ?n a gov:{of.of_class} ; gov:report ?report {asked} }} ORDER BY ?n"
            )
            found[kind] = [
                {"node": row[0].value, "report": local(row[1])}  # type: ignore[union-attr]
                | {
                    name: "" if term is None else of.fields[name].said(term)
                    for name, term in zip(names, row[2:], strict=True)
                }  # type: ignore[arg-type]
                for row in rows
            ]
    return found


def fifty(reviewer: Reviewer, store: Path) -> list[Judgement]:
    """Judgements of every kind, spread over the reports: 47 on statements, 3 on names."""
    made: list[Judgement] = []

    def judge(kind: str, row: dict[str, str], verdict: Verdict, to: dict[str, str] | None = None) -> None:
        key = {name: value for name, value in row.items() if name != "node"}
        made.append(reviewer.judge(about(kind, **key), verdict, to, why="读过原文"))

    said = statements(store)
    running = [row for row in said["adoption"] if row["status"] == "implemented" and "_" not in row["mechanism"]]
    spread = running[:: max(1, len(running) // 24)][:24]
    for at, row in enumerate(spread):
        match at % 3:
            case 0:
                judge("adoption", row, Verdict.ACCEPTED)
            case 1:
                judge("adoption", row, Verdict.CHANGED, {"status": "piloting"})
            case _:
                judge("adoption", row, Verdict.REJECTED)
    figures = said["observation"][:: max(1, len(said["observation"]) // 12)][:12]
    for at, row in enumerate(figures):
        if at % 2:
            judge("observation", row, Verdict.CHANGED, {"value": f"{at}000"})
        else:
            judge("observation", row, Verdict.REJECTED)
    for row in said["problem"][:4]:
        judge("problem", row, Verdict.REJECTED)
    for row in said["plan"][:4]:
        judge("plan", row, Verdict.CHANGED, {"target_year": "2031"})
    for row in said["engagement"][:3]:
        judge("engagement", row, Verdict.CHANGED, {"lawyers": "7"})
    with open_store(store) as opened:
        names = [
            (local(row[0]), local(row[1]))
            for row in opened.query("SELECT ?m ?l { ?m gov:discovered true ; skos:prefLabel ?l } ORDER BY ?m")
        ]
    # Names without a known one within: else that is recognised where the longer name was.
    spellings = {spelling for one in load().mechanisms.values() for spelling in one.spellings if len(spelling) > 2}
    alone = [(name, said) for name, said in names if not any(spelling[:4] in said for spelling in spellings)]
    (first, label), (second, _), (third, other) = alone[0], alone[1], alone[2]
    on = [about("mechanism", mechanism=name) for name in (first, second, third)]
    made.append(reviewer.judge(on[0], Verdict.ACCEPTED, {"label": label, "label_en": "Accepted"}, was={"label": label}))
    made.append(reviewer.judge(on[1], Verdict.REJECTED))
    made.append(reviewer.judge(on[2], Verdict.MERGED, {"into": "枫桥经验"}, was={"label": other}))
    return made


def touched(store: Path, judgements: Sequence[Judgement]) -> set[str]:
    """IRIs of what judgements are about, as extracted and as judged, told by the graph itself."""
    with open_store(store) as opened:
        rows = opened.query(
            "SELECT ?was ?is { ?j a gov:Judgement OPTIONAL { ?j prov:used ?was } OPTIONAL { ?is gov:judgedBy ?j } }"
        )
        return {term.value for row in rows for term in row if isinstance(term, ox.NamedNode)}


def unexplained(before: Quads, after: Quads, judged: set[str]) -> list[str]:
    """Differences of two exports that are not of what was judged: neither it, nor the sentence or cause that only it cited, nor
    what named it."""
    names = {iri for iri in judged if "/mechanism/" in iri}
    lost = {quad.subject.value for quad in before} - {quad.subject.value for quad in after}
    found = []
    for quad in before ^ after:
        subject, value = quad.subject.value, getattr(quad.object, "value", "")
        cited_by_it = subject in lost and ("_passage_" in subject or "_cause_" in subject)
        points_to_it = value in judged
        moved = any(
            one.object.value in names
            for one in (before | after)
            if one.subject == quad.subject and one.predicate.value.endswith("#mechanism")
        )
        if not (subject in judged or cited_by_it or points_to_it or moved):
            found.append(str(quad))
    return found


def test_a_session_of_fifty_judgements(tmp_path: Path, better: Callable[[Path], ReportReader]) -> None:
    store, plain = tmp_path / "judged", tmp_path / "plain"
    built(store)
    first = export(store)
    reviewer = Reviewer(Journal(beside(store)), "张三")
    made = fifty(reviewer, store)
    assert len(made) == 50 and len({one.about.text for one in made}) == 50

    # Applied without reading a report again.
    summary = rejudge(store)
    assert not summary.built and summary.judgements.get("conflicting", 0) == 0
    became = states(StoreFolder(store).current())
    assert len(became) == 50
    on_names = {one.id for one in made[-3:]}
    lost = [one for one in made if became[one.id].state != "applied"]
    assert len(lost) <= 2, [one.line for one in lost]  # what a judgement on a name took away or made so
    judged = export(store)
    assert judged != first
    assert unexplained(first, judged, touched(store, made)) == []
    assert all(became[key].state == "applied" for key in on_names)

    # Built again, and again: the same bytes; an accepted name is recognised from now on, so reports are read again once.
    again = built(store)
    assert again.built and not built(store).changed
    assert unexplained(judged, export(store), touched(store, made)) == []

    # A better rule: the judgements stand on what it extracts; those that found nothing are told.
    reader = better(store)
    built(store, reader)
    upgraded = states(StoreFolder(store).current())
    assert set(upgraded) == {one.id for one in made}
    orphaned = [one for one in made if upgraded[one.id].state == "orphaned"]
    assert all(upgraded[one.id].reason is not None for one in orphaned)
    Path(f"{plain}.mechanisms.ttl").write_bytes(Path(f"{store}.mechanisms.ttl").read_bytes())
    build(REPORTS, plain, reader=reader)
    without = export(plain)
    assert without != first  # the rule did something
    assert unexplained(without, export(store), touched(store, made)) == []

    # Undone, one by one: as extracted, and nothing is recognised any more that was accepted.
    for one in made:
        reviewer.undo(one.id)
    built(store, better(store))
    rejudge(store, reader=better(store))
    assert {one.state for one in states(StoreFolder(store).current()).values()} == {"undone", "applied"}
    Path(f"{plain}.mechanisms.ttl").unlink()
    build(REPORTS, plain, reader=better(plain))
    assert export(store) == export(plain)


def test_conflicts_and_orphans_are_listed_and_survive(tmp_path: Path) -> None:
    store = tmp_path / "kg-store"
    build([HOME / "seeds"], store)
    row = next(row for row in statements(store)["adoption"] if row["status"] == "implemented")
    key = about("adoption", **{name: value for name, value in row.items() if name != "node"})
    one = Reviewer(Journal(tmp_path / "one.jsonl"), "张三").judge(key, Verdict.REJECTED)
    other = Reviewer(Journal(tmp_path / "other.jsonl"), "李四").judge(key, Verdict.ACCEPTED)
    gone = Reviewer(Journal(tmp_path / "other.jsonl"), "李四").judge(
        about("problem", report=row["report"], heading="报告里没有的问题"), Verdict.ACCEPTED
    )
    own = Journal(beside(store))
    for name in ("one.jsonl", "other.jsonl"):
        own.append(Journal(tmp_path / name).read().judgements)
    before = export(store)
    summary = rejudge(store)
    assert summary.judgements == {"conflicting": 2, "orphaned": 1}
    assert export(store) == before
    found = {key: one.state for key, one in states(StoreFolder(store).current()).items()}
    assert found == {one.id: "conflicting", other.id: "conflicting", gone.id: "orphaned"}
    with open_store(store) as opened:
        told = opened.query(
            "SELECT ?s (COUNT(*) AS ?n) { ?j a gov:Judgement ; gov:standing ?s } GROUP BY ?s ORDER BY ?s"
        )
        assert [(local(s), local(n)) for s, n in told] == [("conflicting", "2"), ("orphaned", "1")]
    Reviewer(own, "王五").undo(other.id)
    assert rejudge(store).judgements == {"applied": 2, "orphaned": 1, "undone": 1}


def test_what_was_recognised_stays_named_until_reports_are_read_again(tmp_path: Path) -> None:
    store = tmp_path / "kg-store"
    build([HOME / "seeds"], store)
    plain = export(store)
    reviewer = Reviewer(Journal(beside(store)), "张三")
    key = about("mechanism", mechanism="天津市宝坻区_亲情微网格")
    made = reviewer.judge(
        key, Verdict.ACCEPTED, {"label": "亲情微网格", "label_en": "Kin grids"}, was={"label": "亲情微网格"}
    )
    rejudge(store)
    build([HOME / "seeds"], store)
    reviewer.undo(made.id)
    rejudge(store)
    with open_store(store) as opened:
        nameless = "SELECT ?use { ?use gov:mechanism ?what FILTER NOT EXISTS { ?what a gov:Mechanism } }"
        assert not list(opened.query(nameless))
        assert worklist(opened, reviewer.standing(), limit=1000).tasks
    build([HOME / "seeds"], store)
    assert export(store) == plain


def test_a_line_torn_by_a_crash_stops_no_build(tmp_path: Path) -> None:
    store = tmp_path / "kg-store"
    build([HOME / "seeds"], store)
    row = statements(store)["adoption"][0]
    key = about("adoption", **{name: value for name, value in row.items() if name != "node"})
    journal = Journal(beside(store))
    Reviewer(journal, "张三").judge(key, Verdict.ACCEPTED)
    with journal.path.open("ab") as file:
        file.write(json.dumps({"kind": "adoption"}).encode()[:9])
    summary = rejudge(store)
    assert summary.judgements == {"applied": 1}
    assert [(item.name, bool(item.reason_zh)) for item in summary.unjudged] == [("2", True)]


def test_the_judged_graph_is_in_shape(tmp_path: Path) -> None:
    from kg.rdf.validation import validate

    store = tmp_path / "kg-store"
    build([HOME / "seeds"], store)
    fifty(Reviewer(Journal(beside(store)), "张三"), store)
    rejudge(store)
    with open_store(store) as opened:
        assert validate(opened.quads(), folder() / "shapes.ttl") == ()
