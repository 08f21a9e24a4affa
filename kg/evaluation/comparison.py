"""One report's facts beside what a careful reader found in it: hits, and what was missed, wrong or too much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.errors import Bilingual
from kg.evaluation.gold import GoldReport
from kg.evaluation.matching import TITLE_SLACK, bare, matched, same_heading, same_name
from kg.model import AdviserRole, Engagement, Facts, Report, Status
from kg.ontology import Ontology
from kg.rdf import iris
from kg.rdf.firms import Places, is_placed

_LONGEST_PASSAGE = 1500  # code points; longer than a sentence can be
_LONGEST_INDICATOR = 40
_MOST_STATUSES = 2


@dataclass(frozen=True, slots=True)
class Miss:
    """What is not as it should be. ``figure`` is what it counts against, ``kind`` missed, extra or wrong.

    ``wanted`` and ``found`` are empty where there is nothing of the kind; ``sentence`` is what the finding rests on.
    """

    figure: str
    kind: str
    wanted: str = ""
    found: str = ""
    sentence: str = ""


@dataclass(slots=True)
class Comparison:
    """``counts``: figure → hits and of how many. ``statuses``: wanted status and the found ones, where one is right."""

    file: str
    counts: dict[str, tuple[float, int]] = field(default_factory=dict)
    statuses: list[tuple[Status, frozenset[Status]]] = field(default_factory=list)
    misses: list[Miss] = field(default_factory=list)
    refused: Bilingual | None = None  # why the report was not read, None where it was


@dataclass(slots=True)
class _Practice:
    """What the facts say of one mechanism: its names, statuses and the first sentence of each status."""

    names: set[str]
    statuses: dict[Status, str]

    def told(self) -> str:
        return "/".join(sorted(self.names))


def refused(gold: GoldReport, why: Bilingual) -> Comparison:
    """A report of which nothing was extracted: every fact in it is missed."""
    firms = {firm.name for firm in gold.firms if firm.role is not AdviserRole.OTHER}
    counts = {
        "identity": 1,
        "firm_recall": len(firms),
        "practice_recall": len(gold.practices),
        "problem_recall": len(gold.problems),
        "plan_recall": len(gold.plans),
        "cause_recall": len(gold.causes),
        "observation_recall": len(gold.figures),
        "cite_recall": len(gold.cites),
    }
    out = Comparison(gold.file, {name: (0, of) for name, of in counts.items()}, refused=why)
    out.misses.append(Miss("identity", "missed", gold.town))
    return out


def compare(gold: GoldReport, report: Report, facts: Facts, ontology: Ontology, gazetteer: Places) -> Comparison:
    """The facts of ``report`` beside ``gold``, fact by fact, in the order of their identifiers in the graph: where
    several could be matched, those who score an exported graph match the same."""
    out = Comparison(gold.file)
    _identity(out, gold, facts)
    _firms(out, gold, report, facts, gazetteer)
    _practices(out, gold, report, facts)
    for name, wanted, said in (
        ("problem", gold.problems, [one.heading for one in facts.problems]),
        ("plan", gold.plans, [one.heading for one in facts.plans]),
        ("cause", gold.causes, [one.heading for one in facts.causes]),
    ):
        _headings(out, name, wanted, said)
    _observations(out, gold, facts, ontology)
    _cites(out, gold, facts)
    _provenance(out, report, facts)
    return out


def _identity(out: Comparison, gold: GoldReport, facts: Facts) -> None:
    who = facts.identity
    above = [division.name for division in who.ancestors]
    right = (
        (who.division.name if who.division else who.name) == gold.town
        and gold.year in (None, who.year)
        and all(not name or any(name in a or a in name for a in above) for name in (gold.county, gold.province))
    )
    out.counts["identity"] = (int(right), 1)
    if not right:
        wanted = f"{gold.province}{gold.county}{gold.town} {gold.year or ''}".rstrip()
        found = f"{who.division.full_name if who.division else who.name} {who.year or ''}".rstrip()
        out.misses.append(Miss("identity", "wrong", wanted, found))


def _firms(out: Comparison, gold: GoldReport, report: Report, facts: Facts, gazetteer: Places) -> None:
    def identifier(one: Engagement) -> str:
        name = one.law_firm or ""
        firm = iris.law_firm(name, facts.identity, report.id, placed=is_placed(name, gazetteer))
        return iris.statement(report.id, "engagement", firm.value, "", one.role).value

    roles: dict[str, set[AdviserRole]] = defaultdict(set)
    for one in sorted((e for e in facts.engagements if e.law_firm), key=identifier):
        roles[one.law_firm or ""].add(one.role)
    firms, names = list(roles), sorted({firm.name for firm in gold.firms})
    advisers = sorted({firm.name for firm in gold.firms if firm.role is not AdviserRole.OTHER})
    match = matched(names, firms, same_name)
    found = {names[i]: firms[j] for i, j in match.items()}
    out.counts["firm_recall"] = (sum(name in found for name in advisers), len(advisers))
    out.counts["firm_precision"] = (len(match), len(firms))
    known = [firm for firm in gold.firms if firm.role and firm.name in found]
    wrong = [firm for firm in known if firm.role not in roles[found[firm.name]]]
    out.counts["role_accuracy"] = (len(known) - len(wrong), len(known))
    out.misses += [Miss("firm_recall", "missed", name) for name in advisers if name not in found]
    out.misses += [Miss("firm_precision", "extra", found=f) for j, f in enumerate(firms) if j not in match.values()]
    for firm in wrong:
        got = ", ".join(sorted(roles[found[firm.name]]))
        out.misses.append(Miss("role_accuracy", "wrong", f"{firm.name}: {firm.role}", got))


def _practices(out: Comparison, gold: GoldReport, report: Report, facts: Facts) -> None:
    entries = _entries(report, facts)

    def named(names: Iterable[str], entry: _Practice) -> bool:
        return any(same_name(name, said) for name in names for said in entry.names)

    match = matched(gold.practices, entries, lambda wanted, entry: named(wanted.names, entry))
    credit = 0.0
    for i, wanted in enumerate(gold.practices):
        if i not in match:
            out.misses.append(Miss("practice_recall", "missed", wanted.names[0]))
            continue
        entry = entries[match[i]]
        got = frozenset(entry.statuses)
        right = got & wanted.statuses
        credit += 0 if not right or len(got) > _MOST_STATUSES else 1 if got <= wanted.statuses else 0.5
        if not got <= wanted.statuses:
            over = min(got - wanted.statuses)
            told = f"{wanted.names[0]}: {'/'.join(sorted(wanted.statuses))}"
            out.misses.append(Miss("status_accuracy", "wrong", told, "/".join(sorted(got)), entry.statuses[over]))
        if len(wanted.statuses) == 1:
            out.statuses.append((next(iter(wanted.statuses)), got))
    spare = [entry for j, entry in enumerate(entries) if j not in match.values()]
    allowed = [name for one in gold.practices for name in one.names]
    extra = [entry for entry in spare if not named(allowed, entry) and not named(gold.also, entry)]
    out.counts["practice_recall"] = (len(match), len(gold.practices))
    out.counts["practice_precision"] = (len(entries) - len(extra), len(entries))
    out.counts["status_accuracy"] = (credit, len(match))
    for entry in extra:
        out.misses.append(Miss("practice_precision", "extra", found=entry.told(), sentence=_first(entry)))
    fallen = 0
    for trap in gold.traps:
        caught = [e for e in spare if any(bare(name) in bare(said) for name in trap.names for said in e.names)]
        fallen += bool(caught)
        if caught:
            told = f"{trap.names[0]} ({trap.why})"
            out.misses.append(Miss("trap_avoidance", "wrong", told, caught[0].told(), _first(caught[0])))
    out.counts["trap_avoidance"] = (len(gold.traps) - fallen, len(gold.traps))


def _entries(report: Report, facts: Facts) -> list[_Practice]:
    """One entry for each mechanism of the graph, in the order of their IRIs."""
    entries: dict[str, _Practice] = {}
    for one in facts.adoptions:
        key = iris.mechanism(one.mechanism, facts.identity, report.id).value
        entry = entries.setdefault(key, _Practice({one.mechanism.label}, {}))
        entry.names.update(one.surface_forms)
        entry.statuses.setdefault(one.status, report.passages[one.passages[0]].text if one.passages else "")
    return [entries[key] for key in sorted(entries)]


def _first(entry: _Practice) -> str:
    return next(iter(entry.statuses.values()), "")


def _headings(out: Comparison, name: str, wanted: Sequence[str], found: Sequence[str]) -> None:
    match = matched(wanted, found, same_heading)
    out.counts[f"{name}_recall"] = (len(match), len(wanted))
    out.misses += [Miss(f"{name}_recall", "missed", w) for i, w in enumerate(wanted) if i not in match]
    if name != "cause":  # what a reader calls a cause is a matter of taste: only what was missed counts
        out.counts[f"{name}_precision"] = (len(match), len(found))
        spare = [f for j, f in enumerate(found) if j not in match.values()]
        out.misses += [Miss(f"{name}_precision", "extra", found=f) for f in spare]


def _observations(out: Comparison, gold: GoldReport, facts: Facts, ontology: Ontology) -> None:
    found: list[tuple[list[str], float, str]] = []
    for one in facts.observations:
        about = [ontology.indicators[one.indicator].label, one.surface]
        about += [one.mechanism.label] if one.mechanism else []
        unit = bare(ontology.units[one.unit].label)
        found.append(([bare(a) for a in about if len(a) <= _LONGEST_INDICATOR], float(one.value), unit))

    def same(i: int, said: tuple[list[str], float, str]) -> bool:
        wanted = gold.figures[i]
        about, value, unit = said
        return (
            abs(value - wanted.value) <= 1e-9 * max(1.0, abs(wanted.value))
            and bool(unit)
            and (bare(wanted.unit) in unit or unit in bare(wanted.unit))
            and any(bare(word) in a for word in wanted.about for a in about)
        )

    match = matched(range(len(gold.figures)), found, same)
    out.counts["observation_recall"] = (len(match), len(gold.figures))
    for i, wanted in enumerate(gold.figures):
        if i not in match:
            out.misses.append(Miss("observation_recall", "missed", f"{wanted.about[0]} {wanted.value:g} {wanted.unit}"))


def _cites(out: Comparison, gold: GoldReport, facts: Facts) -> None:
    titles = [one.title for one in facts.citations]
    match = matched(gold.cites, titles, lambda wanted, said: same_name(wanted, said, TITLE_SLACK))
    out.counts["cite_recall"] = (len(match), len(gold.cites))
    out.misses += [Miss("cite_recall", "missed", w) for i, w in enumerate(gold.cites) if i not in match]


def _provenance(out: Comparison, report: Report, facts: Facts) -> None:
    statements: list[tuple[str, tuple[int, ...], tuple[str, ...]]] = [
        *(("adoption", one.passages, one.surface_forms) for one in facts.adoptions),
        *(("engagement", one.passages, ()) for one in facts.engagements),
        *(("problem", one.passages, (one.heading,)) for one in facts.problems),
        *(("cause", one.passages, (one.heading,)) for one in facts.causes),
        *(("plan", one.passages, (one.heading,)) for one in facts.plans),
        *(("observation", one.passages, (one.surface,)) for one in facts.observations),
        *(("citation", one.passages, ()) for one in facts.citations),
    ]
    good = 0
    for kind, passages, said in statements:
        quotes = [bare(text) for index in passages if (text := _quoted(report, index))]
        held = bool(quotes) and (not said or any(bare(s) in quote for s in said for quote in quotes))
        good += held
        if not held:
            out.misses.append(Miss("provenance", "wrong", kind, "/".join(said)))
    out.counts["provenance"] = (good, len(statements))


def _quoted(report: Report, index: int) -> str:
    """The passage's text where it stands at its offsets and is no longer than a sentence, else empty."""
    one = report.passages[index]
    right = report.text[one.start : one.end] == one.text and len(one.text) < _LONGEST_PASSAGE
    return one.text if right else ""
