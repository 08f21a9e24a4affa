#!/usr/bin/env python3
"""Make ontology/reference: the vocabulary documented by pyLODE in Chinese and in English, as the site shows it.

    python scripts/refresh_reference.py

Needs the dev extra. pyLODE's page is for a stranger's server: it brings its own styles, a logo and addresses that lead
away, it glues the labels of all languages together and speaks English only. Taken from it is what it says of the
terms, with the labels of one language, links within the page, and its captions in that language.
Same vocabulary, same bytes.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # runs in a checkout without installation
from kg.ontology import NAMESPACES  # noqa: E402

SOURCE = ROOT / "ontology" / "governance.ttl"
FOLDER = ROOT / "ontology" / "reference"
GOV = NAMESPACES["gov"]
KEPT = {
    "a": ("href",),
    "sup": ("title",),
    "div": ("id", "class"),
    "dt": ("id",),
    **dict.fromkeys(("h2", "h3", "h4", "table", "tbody", "tr", "th", "td", "p", "ul", "li", "dl", "dd", "code"), ()),
}
"""Elements that are taken, with the attributes that are; of any other element only what stands in it."""
SECTIONS = {
    "Metadata": "说明",
    "Classes": "类",
    "Object Properties": "对象属性",
    "Datatype Properties": "数据属性",
    "Annotation Properties": "标注属性",
    "Functional Properties": "函数属性（至多一个值）",
    "Namespaces": "命名空间",
    "Legend": "图例",
    "Table of Contents": "目录",
}
CAPTIONS = {
    **SECTIONS,
    "Title": "名称",
    "License": "许可",
    "Version Iri": "版本 IRI",
    "Version Info": "版本",
    "Description": "定义",
    "Sub Class Of": "上位类",
    "Super Class Of": "下位类",
    "Sub Property Of": "上位属性",
    "Super Property Of": "下位属性",
    "Inverse Of": "逆属性",
    "Domain": "定义域",
    "Range": "值域",
    "In Domain Of": "以此为定义域",
    "In Range Of": "以此为值域",
    "OWL/RDFS Class": "类",
    "OWL Object Property": "对象属性",
    "OWL Datatype Property": "数据属性",
    "OWL Annotation Property": "标注属性",
    "OWL Functional Property": "函数属性",
}
"""pyLODE's own words in Chinese."""


def reference(lang: str) -> str:
    """What pyLODE says of the vocabulary in one language, as HTML without scripts, styles or foreign addresses' contents."""
    import html5lib

    page = html5lib.parse(_by_pylode(lang), namespaceHTMLElements=False)
    parts = {part.get("id"): part for part in page.find("body")}
    toc, content = parts["toc"], parts["content"]
    whole = ElementTree.Element("div", {"class": "reference"})
    terms = _named(toc, content)
    for part in (toc, content):
        whole.append(_taken(part, lang, terms))
    here = {f"#{element.get('id')}" for element in whole.iter()}
    for link in whole.iter("a"):
        if link.get("href", "").startswith("#") and link.get("href") not in here:
            del link.attrib["href"]
    ElementTree.indent(whole, " ")
    return ElementTree.tostring(whole, encoding="unicode", method="html") + "\n"


def _by_pylode(lang: str) -> str:
    """pyLODE's page of the terms that are our own, with the labels of one language."""
    import rdflib
    from pylode import OntPub
    from rdflib.namespace import RDF, SKOS

    logging.getLogger().setLevel(logging.WARNING)
    graph = rdflib.Graph().parse(SOURCE)
    for subject, predicate, value in list(graph):
        foreign = not subject.startswith(GOV.removesuffix("#"))
        other = isinstance(value, rdflib.Literal) and value.language not in (None, lang)
        # pyLODE takes every scheme of values for another ontology, and writes their titles beside its own.
        scheme = predicate == RDF.type and value == SKOS.ConceptScheme
        if foreign or other or scheme:
            graph.remove((subject, predicate, value))
    graph.bind("towngov", GOV.removesuffix("ontology#"))
    return str(OntPub(ontology=graph, sort_subjects=True).make_html())


def _named(toc: ElementTree.Element, content: ElementTree.Element) -> dict[str, str]:
    """Gives each term's first box the name of its IRI as its id, and the table of contents these names: pyLODE leaves
    both empty where two terms differ by case alone. Returns the addresses within the page by IRI."""
    named: dict[str, str] = {}
    lists = {entry.find("./h4/a").get("href"): entry.findall("./ul/li/a") for entry in toc.findall("./ul/li")}
    for section in content.findall("div"):
        boxes = [box for box in section.findall("div") if box.find("h3") is not None]
        links = lists.get(f"#{section.get('id')}", []) if boxes else []
        for box, link in zip(boxes, links, strict=True):
            iri = (box.findtext(".//code") or "").strip()
            name = iri.removeprefix(GOV)
            if iri in named:
                section.remove(box)  # a functional property is told as what else it is
            box.attrib = {"class": "entity", "id": name}
            # What pyLODE gives no name of its own it links to "#".
            named[iri] = named[link.get("href")] = f"#{name}"
            link.set("href", f"#{name}")
        if boxes and not section.findall("div"):
            content.remove(section)
    return named


def _taken(element: ElementTree.Element, lang: str, terms: dict[str, str]) -> ElementTree.Element:
    """A copy with what is kept, captions in the language."""
    made = ElementTree.Element(element.tag, _attributes(element, lang, terms))
    made.text = _caption(element.text, lang)
    for child in element:
        if child.tag in ("script", "style", "h1", "img"):
            continue
        copied = _taken(child, lang, terms)
        copied.tail = _caption(child.tail, lang)
        if child.tag in KEPT and not (child.tag == "a" and "href" not in copied.attrib):
            made.append(copied)
        else:
            _unwrapped(made, copied)
    return made


def _attributes(element: ElementTree.Element, lang: str, terms: dict[str, str]) -> dict[str, str]:
    kept = {key: value for key, value in element.attrib.items() if key in KEPT.get(element.tag, ())}
    target = kept.pop("href", "")
    target = terms.get(target, target)
    if target.startswith("#"):
        kept["href"] = target
    if "title" in kept:
        kept["title"] = _caption(kept["title"], lang) or ""
    return kept


def _caption(text: str | None, lang: str) -> str | None:
    """A caption of pyLODE's in the language; what is not its own is left as it is."""
    said = " ".join((text or "").split())
    if lang == "zh" and said in CAPTIONS:
        return CAPTIONS[said]
    return said or None


def _unwrapped(parent: ElementTree.Element, child: ElementTree.Element) -> None:
    """Puts what stands in the child in its place."""

    def said(text: str | None) -> None:
        if not text:
            return
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + text
        else:
            parent.text = (parent.text or "") + text

    said(child.text)
    for one in child:
        parent.append(one)
    said(child.tail)


def main() -> int:
    FOLDER.mkdir(exist_ok=True)
    for lang in ("zh", "en"):
        (FOLDER / f"{lang}.html").write_text(reference(lang), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
