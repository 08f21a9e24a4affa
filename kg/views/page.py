"""The page itself: template, styles, scripts, vis-network and data in one file that asks nothing of any network.

Hostile text cannot break out: the data stand in a JSON block whose ``<``, ``>`` and ``&`` are escaped, the scripts
write text with ``textContent`` only, and a content security policy allows no script but these (by their hashes) and
no address at all.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from kg.analysis.answers import Evidence
from kg.analysis.practice_graph import PracticeGraph
from kg.analysis.wording import words as wording
from kg.views.network import as_data, look, network
from kg.views.style import EDGES, NODES
from kg.views.wording import PAGE

# In the order they run; vis-network first.
_SCRIPTS = ("vis-network/vis-network.min.js", "dom.js", "labels.js", "panel.js", "graph.js")
_UNSAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def page(graph: PracticeGraph, lang: str = "zh") -> str:
    """The whole HTML document, opened in ``lang`` ("zh" or "en"; the reader can switch)."""
    scripts = [asset(name) for name in _SCRIPTS]
    policy = "; ".join(
        (
            "default-src 'none'",
            "script-src " + " ".join(f"'sha256-{_hash(script)}'" for script in scripts),
            # vis-network sets the size of its canvas by style; no style here can name an address.
            "style-src 'unsafe-inline'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    first = 0 if lang == "zh" else 1
    parts = {
        "lang": "zh-CN" if lang == "zh" else "en",
        "title": html.escape(PAGE["title"][first]),
        "noscript": html.escape(" ".join(PAGE["noscript"])),
        "policy": html.escape(policy),
        "style": asset("graph.css"),
        "data": embedded(data(graph, lang)),
        "scripts": "\n".join(f"<script>{script}</script>" for script in scripts),
    }
    return filled(asset("page.html"), parts)


def data(graph: PracticeGraph, lang: str) -> dict[str, Any]:
    """What the scripts read. ``nodes`` and ``edges`` run parallel to those of ``network``."""
    proofs: dict[Evidence, int] = {}
    edges = [
        {
            "source": edge.source,
            "target": edge.target,
            "relation": edge.relation,
            "value": edge.value,
            "years": edge.years,
            "forms": edge.surface_forms,
            "lawyers": edge.lawyers,
            "villages": edge.villages,
            "evidence": [proofs.setdefault(proof, len(proofs)) for proof in edge.evidence],
        }
        for edge in graph.edges
    ]
    nodes = [
        {
            "id": n.id,
            "kind": look(n),
            "label": n.label,
            "label_en": n.label_en,
            "detail": n.detail,
            "detail_en": n.detail_en,
            "towns": n.towns,
        }
        for n in graph.nodes
    ]
    scope = graph.scope
    return {
        "lang": lang,
        "words": {
            "page": PAGE,
            "status": wording.STATUS,
            "role": wording.ROLE,
            "kind": wording.KIND,
            "broader": {"broader": wording.BROADER},
        },
        "looks": {
            "nodes": {kind: {"shape": s.shape, "fill": s.fill, "border": s.border} for kind, s in NODES.items()},
            "edges": {value: {"colour": s.colour, "dashes": s.dashes, "width": s.width} for value, s in EDGES.items()},
        },
        "scope": {
            "years": scope.years,
            "towns": scope.towns,
            "reports": scope.reports,
            "unplaced": scope.unplaced,
            "left_out": {
                "practices": graph.left_out.practices,
                "towns": graph.left_out.towns,
                "firms": graph.left_out.firms,
            },
            "only": {
                "town": graph.town,
                "practice": graph.practice,
                "province": scope.province,
                "year": str(scope.year or ""),
            },
        },
        "nodes": nodes,
        "edges": edges,
        "evidence": [
            {
                "sentence": proof.sentence,
                "before": proof.before,
                "after": proof.after,
                "section": proof.section,
                "file": proof.file,
                "year": proof.year,
                "title": proof.title,
                "start": proof.start,
                "end": proof.end,
            }
            for proof in proofs
        ],
        "network": as_data(network(graph)),
    }


def embedded(value: object) -> str:
    """JSON that cannot end the script block it stands in, whatever the strings hold."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


def filled(template: str, parts: Mapping[str, str]) -> str:
    """``template`` with each ``<!--[name]-->`` replaced, in one pass: what a part holds is not looked at again."""
    pieces = template.split("<!--[")
    done = [pieces[0]]
    for piece in pieces[1:]:
        name, _, rest = piece.partition("]-->")
        done += [parts[name], rest]
    return "".join(done)


@cache
def asset(name: str) -> str:
    return resources.files("kg.views").joinpath("assets", *name.split("/")).read_text(encoding="utf-8")


def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
