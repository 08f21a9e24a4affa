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
from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources

from kg.analysis.practice_graph import PracticeGraph
from kg.views.data import Address, data, title
from kg.views.wording import PAGE

SCRIPTS = (
    *("vis-network/vis-network.min.js", "dom.js", "labels.js", "panel.js", "graph.js", "expand.js", "search.js"),
    *("legend.js", "export.js", "start.js"),
)
"""In the order they run; vis-network first."""
_UNSAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def page(
    graph: PracticeGraph,
    lang: str = "zh",
    address: Address | None = None,
    *,
    home: str = "",
    roots: Mapping[str, str] | None = None,
    script_at: Callable[[str], str] | None = None,
) -> str:
    """The whole HTML document, opened in ``lang`` ("zh" or "en"; the reader can switch).

    On a site ``address`` gives the page about a node or a report by its IRI, or None: what is chosen then links to its
    page, and a sentence to its place in the report (``#cSTART-END`` behind the report's address). ``home`` is the address
    of the site. Where the languages lie in folders, ``roots`` says which; else the query says ``lang``.
    ``script_at`` says where each of ``SCRIPTS`` lies, for pages that are many; else they stand in the page.
    """
    scripts = [asset(name) for name in SCRIPTS]
    policy = "; ".join(
        (
            "default-src 'none'",
            # Beside the page: a page from the disk has no origin that would be "self".
            "script-src " + ("'self' file:" if script_at else " ".join(f"'sha256-{_hash(one)}'" for one in scripts)),
            # vis-network sets the size of its canvas by style; no style here can name an address.
            "style-src 'unsafe-inline'",
            "img-src data:",  # its own drawing, on its way to a PNG
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    parts = {
        "lang": "zh-CN" if lang == "zh" else "en",
        "title": html.escape(title(graph, lang)),
        "noscript": html.escape(" ".join(PAGE["noscript"])),
        "policy": html.escape(policy),
        "style": asset("graph.css"),
        "data": embedded(data(graph, lang, address) | {"home": home, "roots": dict(roots or {})}),
        "scripts": "\n".join(
            [f'<script src="{html.escape(script_at(name))}"></script>' for name in SCRIPTS]
            if script_at
            else [f"<script>{script}</script>" for script in scripts]
        ),
    }
    return filled(asset("page.html"), parts)


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
