"""Score an extracted graph against hand-made gold facts.

    python score.py GRAPH.nq GOLD.json [--reports DIR] [--json] [--quiet] [--min NAME=VALUE ...]

GRAPH is what the project exports (N-Quads, TriG or Turtle); it is read only through the public
vocabulary of ontology/governance.ttl. A report is found by gov:sha256, the SHA-256 of its bytes.
Exit status 1 if a --min is missed or a report is missing. Figures, all in 0..1:

  identity             township, county, province and year all right
  firm_recall/precision, role_accuracy (a firm that gold marks "other" may be left out)
  practice_recall      gold 'must' practices found, each by an adoption of its own
  practice_precision   adoptions that gold lists ('must' or 'may')
  trap_avoidance       of gold's 'never', those that were not extracted as adoptions
  status_accuracy      of the 'must' found, status right (half a point where two are claimed)
  status_macro_f1      mean F1 over the statuses, on those with one right answer
  problem_*, plan_*    by heading; cause_recall
  observation_recall   indicator, value and unit all right
  cite_recall          legal instruments named
  provenance           statements whose passage is the text at its offsets and holds what they say

A name or heading that is much longer than gold's does not match: copying the sentence earns nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

from rdflib import Dataset, Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF, RDFS, SKOS

GOV = Namespace("https://w3id.org/towngov/ontology#")
OA = Namespace("http://www.w3.org/ns/oa#")
DROPPED = re.compile(r"[\s“”\"'‘’「」『』《》<>()、,，。.;；:：·—\-]+")
STATUSES = ("implemented", "piloting", "inProgress", "planned")


def norm(text: object) -> str:
    return DROPPED.sub("", unicodedata.normalize("NFKC", str(text))).lower()


def alike(gold: str, found: str, slack: int = 12) -> bool:
    """Equal, or one inside the other, and the found one at most `slack` characters longer."""
    g, f = norm(gold), norm(found)
    return bool(g and f) and len(f) <= len(g) + slack and (g == f or (min(len(g), len(f)) >= 2 and (g in f or f in g)))


def headed(gold: str, found: str) -> bool:
    g, f = norm(gold), norm(found)
    return bool(g and f) and len(f) <= 2 * len(g) + 12 and len(f) >= min(4, len(g)) and (g in f or f in g)


def pairs(left: list, right: list, match) -> dict[int, int]:
    """A largest one-to-one matching of left to right, as {left index: right index}."""
    edges = [[j for j, r in enumerate(right) if match(one, r)] for one in left]
    owner: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j in edges[i]:
            if j not in seen:
                seen.add(j)
                if j not in owner or place(owner[j], seen):
                    owner[j] = i
                    return True
        return False

    for i in range(len(left)):
        place(i, set())
    return {i: j for j, i in owner.items()}


class View:
    """What the graph says of one report."""

    def __init__(self, graph: Graph, report: URIRef):
        self.graph, self.report = graph, report

    def label(self, node) -> str:
        for p in (SKOS.prefLabel, RDFS.label, DCTERMS.title):
            zh = [
                str(o) for o in self.graph.objects(node, p) if (getattr(o, "language", None) or "zh").startswith("zh")
            ]
            if zh:
                return sorted(zh)[0]
        return str(node).rsplit("/", 1)[-1]

    def texts(self, node, prop) -> list[str]:
        return [str(o) for o in self.graph.objects(node, prop)]

    def nodes(self, cls) -> list:
        return sorted(
            (n for n in set(self.graph.subjects(GOV.report, self.report)) if (n, RDF.type, cls) in self.graph), key=str
        )

    def identity(self) -> dict:
        town = self.graph.value(self.report, GOV.township)
        above, node = [], town
        while node is not None and len(above) < 6:
            node = self.graph.value(node, GOV.within)
            if node is not None:
                above.append(self.label(node))
        year = self.graph.value(self.report, GOV.year)
        return {
            "town": None if town is None else self.label(town),
            "above": above,
            "year": None if year is None else str(year)[:4],
        }

    def provenance(self) -> tuple[int, int]:
        text = str(self.graph.value(self.report, GOV.text) or "")
        good = total = 0
        for cls in (GOV.Adoption, GOV.Engagement, GOV.Problem, GOV.Cause, GOV.Plan, GOV.Observation, GOV.Citation):
            for node in self.nodes(cls):
                total += 1
                exact = []
                for passage in self.graph.objects(node, PROV.wasDerivedFrom):
                    start, end, quote = (self.graph.value(passage, p) for p in (OA.start, OA.end, OA.exact))
                    if (
                        None not in (start, end, quote)
                        and text[int(start) : int(end)] == str(quote)
                        and 0 < len(quote) < 1500
                    ):
                        exact.append(norm(quote))
                said = self.texts(node, GOV.surfaceForm) or self.texts(node, GOV.heading)
                good += bool(exact) and (not said or any(norm(s) in q for s in said for q in exact))
        return good, total


def headings(found: list[str], gold: list[str]) -> tuple[int, list[str], list[str]]:
    match = pairs(gold, found, headed)
    return (
        len(match),
        [g for i, g in enumerate(gold) if i not in match],
        [f for j, f in enumerate(found) if j not in match.values()],
    )


def score_report(view: View, gold: dict, confusion: list[tuple[str, frozenset]]) -> tuple[dict, list[str]]:
    graph, out, notes = view.graph, {}, []
    got, want = view.identity(), gold["township"]
    right = (
        got["town"] == want["name"]
        and (gold["year"] is None or got["year"] == str(gold["year"]))
        and all(
            want.get(level) is None or any(want[level] in a or a in want[level] for a in got["above"])
            for level in ("county", "province")
        )
    )
    out["identity"] = (int(right), 1)
    if not right:
        notes.append(f"identity: {got}")

    roles: dict[str, set[str]] = defaultdict(set)
    for n in view.nodes(GOV.Engagement):
        firm = graph.value(n, GOV.lawFirm)
        if firm is not None:
            roles[view.label(firm)].add(str(graph.value(n, GOV.role) or ""))
    firms, names = list(roles), sorted({g["name"] for g in gold["law_firms"]})
    advisers = sorted({g["name"] for g in gold["law_firms"] if g.get("role") != "other"})
    match = pairs(names, firms, alike)
    found_firm = {names[i]: firms[j] for i, j in match.items()}
    out["firm_recall"] = (sum(a in found_firm for a in advisers), len(advisers))
    out["firm_precision"] = (len(match), len(firms))
    with_role = [g for g in gold["law_firms"] if g.get("role") and g["name"] in found_firm]
    wrong = [g for g in with_role if not any(g["role"] in r for r in roles[found_firm[g["name"]]])]
    out["role_accuracy"] = (len(with_role) - len(wrong), len(with_role))
    notes += [f"firm missed: {a}" for a in advisers if a not in found_firm]
    notes += [f"firm extra: {f}" for j, f in enumerate(firms) if j not in match.values()]
    notes += [f"role wrong: {g['name']} want {g['role']} got {sorted(roles[found_firm[g['name']]])}" for g in wrong]

    adoptions: dict = {}
    for n in view.nodes(GOV.Adoption):
        mechanism = graph.value(n, GOV.mechanism)
        entry = adoptions.setdefault(mechanism, {"names": {view.label(mechanism)}, "status": set()})
        entry["names"].update(view.texts(n, GOV.surfaceForm))
        entry["status"].update(s.rsplit("#", 1)[-1] for s in view.texts(n, GOV.status))
    entries = [adoptions[m] for m in sorted(adoptions, key=str)]

    def named(alternatives, e, slack=12):
        return any(alike(a, s, slack) for a in alternatives for s in e["names"])

    must, may = gold["practices"]["must"], gold["practices"]["may"]
    match = pairs(must, entries, lambda g, e: named(g["any"], e))
    credit = 0.0
    for i, g in enumerate(must):
        if i not in match:
            notes.append(f"practice missed: {g['any'][0]}")
            continue
        status = entries[match[i]]["status"]
        ok = status & set(g["status"])
        credit += 0 if not ok or len(status) > 2 else (1 if status <= set(g["status"]) else 0.5)
        if not status <= set(g["status"]):
            notes.append(f"status: {g['any'][0]} want {g['status']} got {sorted(status)}")
        if len(g["status"]) == 1:
            confusion.append((g["status"][0], frozenset(status)))
    known = [a for g in must for a in g["any"]]
    extra = [e for j, e in enumerate(entries) if j not in match.values() and not named(known, e) and not named(may, e)]
    out["practice_recall"] = (len(match), len(must))
    out["practice_precision"] = (len(entries) - len(extra), len(entries))
    out["status_accuracy"] = (credit, len(match))
    notes += [f"practice extra: {'/'.join(sorted(e['names']))}" for e in extra]
    never = gold["practices"].get("never", [])
    fallen = [
        g
        for g in never
        if any(
            norm(a) in norm(s)
            for a in g["any"]
            for j, e in enumerate(entries)
            if j not in match.values()
            for s in e["names"]
        )
    ]
    out["trap_avoidance"] = (len(never) - len(fallen), len(never))
    notes += [f"trap: {g['any'][0]} ({g['why']})" for g in fallen]

    for name, cls in (("problem", GOV.Problem), ("plan", GOV.Plan), ("cause", GOV.Cause)):
        found = [h for n in view.nodes(cls) for h in view.texts(n, GOV.heading)]
        hit, missed, extra_headings = headings(found, gold[name + "s"])
        out[f"{name}_recall"] = (hit, len(gold[name + "s"]))
        notes += [f"{name} missed: {m}" for m in missed]
        if name != "cause":
            out[f"{name}_precision"] = (hit, len(found))
            notes += [f"{name} extra: {e}" for e in extra_headings]

    observations = []
    for n in view.nodes(GOV.Observation):
        about = [view.label(i) for p in (GOV.indicator, GOV.mechanism) for i in graph.objects(n, p)] + view.texts(
            n, GOV.surfaceForm
        )
        value, unit = graph.value(n, GOV.value), graph.value(n, GOV.unit)
        observations.append(
            (
                [norm(a) for a in about if len(a) <= 40],
                None if value is None else float(value),
                norm(view.label(unit) if isinstance(unit, URIRef) else unit or ""),
            )
        )
    wanted = [{**g, "about": [g["about"]] if isinstance(g["about"], str) else g["about"]} for g in gold["observations"]]
    match = pairs(
        wanted,
        observations,
        lambda g, o: (
            o[1] is not None
            and abs(o[1] - g["value"]) <= 1e-9 * max(1.0, abs(g["value"]))
            and bool(o[2])
            and (norm(g["unit"]) in o[2] or o[2] in norm(g["unit"]))
            and any(norm(a) in s for a in g["about"] for s in o[0])
        ),
    )
    out["observation_recall"] = (len(match), len(wanted))
    notes += [
        f"observation missed: {g['about'][0]} {g['value']} {g['unit']}" for i, g in enumerate(wanted) if i not in match
    ]

    titles = [view.label(t) for t in graph.objects(view.report, GOV.cites)]
    match = pairs(gold["cites"], titles, lambda g, t: alike(g, t, 16))
    out["cite_recall"] = (len(match), len(gold["cites"]))
    notes += [f"cite missed: {c}" for i, c in enumerate(gold["cites"]) if i not in match]
    out["provenance"] = view.provenance()
    return out, notes


def macro_f1(confusion: list[tuple[str, frozenset]]) -> float | None:
    scores = []
    for s in STATUSES:
        tp = sum(1 / len(got) for want, got in confusion if want == s and s in got)
        claimed = sum(1 / len(got) for _, got in confusion if s in got)
        wanted = sum(want == s for want, _ in confusion)
        if wanted:
            scores.append(2 * tp / (claimed + wanted) if tp else 0.0)
    return round(sum(scores) / len(scores), 4) if scores else None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument(
        "--reports", type=Path, help="folder of the reports' files (default: ../seeds beside the gold file)"
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--quiet", action="store_true", help="no list of misses")
    parser.add_argument("--min", action="append", default=[], metavar="NAME=VALUE")
    args = parser.parse_args()
    graph = Dataset(default_union=True)
    graph.parse(args.graph)
    folder = args.reports or args.gold.resolve().parent.parent / "seeds"
    by_digest = {str(o).lower(): s for s, _, o in graph.triples((None, GOV.sha256, None))}
    total: dict[str, list[float]] = defaultdict(lambda: [0, 0])
    confusion: list[tuple[str, frozenset]] = []
    missing = 0
    for gold in json.loads(args.gold.read_text(encoding="utf-8")):
        digest = hashlib.sha256((folder / gold["file"]).read_bytes()).hexdigest()
        if digest in by_digest:
            counts, notes = score_report(View(graph, by_digest[digest]), gold, confusion)
        else:
            missing += 1
            notes = [f"no report in the graph with gov:sha256 {digest[:12]}…"]
            sizes = {
                "identity": 1,
                "practice_recall": len(gold["practices"]["must"]),
                "observation_recall": len(gold["observations"]),
                "cite_recall": len(gold["cites"]),
                "firm_recall": len({g["name"] for g in gold["law_firms"] if g.get("role") != "other"}),
                **{f"{k}_recall": len(gold[k + "s"]) for k in ("problem", "plan", "cause")},
            }
            counts = {k: (0, v) for k, v in sizes.items()}
        for name, (hit, of) in counts.items():
            total[name][0] += hit
            total[name][1] += of
        if not args.quiet and not args.json:
            print(f"== {gold['file']}")
            for note in notes:
                print("  ", note)
    figures: dict[str, float | None] = {name: round(hit / of, 4) if of else None for name, (hit, of) in total.items()}
    figures["status_macro_f1"] = macro_f1(confusion)
    figures["reports_missing"] = missing
    if args.json:
        print(json.dumps(figures, ensure_ascii=False))
    else:
        for name, value in figures.items():
            hit, of = total.get(name, (0, 0))
            print(f"{name:20} {'  -  ' if value is None else f'{value:.3f}'}" + (f"  ({hit:g}/{of:g})" if of else ""))
    failed = [m for m in args.min if (v := figures.get(m.split("=")[0])) is not None and v < float(m.split("=")[1])]
    failed += [m for m in args.min if m.split("=")[0] not in figures]
    if failed or missing:
        print(
            "below the bar: "
            + (", ".join(f"{m} ({figures.get(m.split('=')[0])})" for m in failed) or f"{missing} reports missing")
        )
    return 1 if failed or missing else 0


if __name__ == "__main__":
    sys.exit(main())
