"""A report and what it says as quads: the report itself, then each kind of fact in ``statements``."""

from __future__ import annotations

import re
from urllib.parse import quote

from pyoxigraph import NamedNode, Quad

import kg
from kg.extractors.parts import parts
from kg.model import Facts, Report
from kg.ontology import Ontology
from kg.rdf import iris, statements
from kg.rdf.divisions import write_divisions
from kg.rdf.firms import Places
from kg.rdf.sheet import Sheet
from kg.rdf.vocabulary import DCT, GOV, OWL, PROV, TYPE, day, integer, text

_WEB_ADDRESS = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)


def report_quads(report: Report, facts: Facts, ontology: Ontology, gazetteer: Places) -> list[Quad]:
    """All that one report says, in its named graph, and the entries that it needs in the graphs that reports share
    (divisions, firms, laws, discovered mechanisms). No blank nodes, each quad once.

    ``gazetteer`` tells which firm names begin with a place, and what lies above a division. Raises KgError where a name yields no identifier or a
    concept is in no scheme, ValueError where a fact rests on no passage.
    """
    sheet = Sheet(report, facts.identity, ontology)
    _write_report(sheet)
    for part in parts(report, facts):
        sheet.add(sheet.node, GOV["hasPart"], GOV[f"{part.value}Part"])
    _write_extraction(sheet)
    write_divisions(sheet, gazetteer)
    statements.write(sheet, facts, gazetteer)
    return sheet.quads()


def _write_report(sheet: Sheet) -> None:
    report, identity, node = sheet.report, sheet.identity, sheet.node
    sheet.add(node, TYPE, GOV["Report"])
    sheet.add(node, TYPE, PROV["Entity"])
    sheet.add(node, DCT["title"], text(report.title))
    sheet.add(node, GOV["township"], sheet.town)
    if identity.year is not None:
        sheet.add(node, GOV["year"], integer(identity.year))
    if identity.issued is not None:
        sheet.add(node, DCT["issued"], day(identity.issued))
    if identity.signed is not None:
        sheet.add(node, GOV["signed"], day(identity.signed))
    # A report that nobody signed is the town's: its name is all that is known of the issuer.
    for issuer in identity.issuers or (identity.name,):
        sheet.add(node, GOV["issuer"], text(issuer))
    if report.file_name:
        sheet.add(node, GOV["fileName"], text(report.file_name))
    source = web_address(report.metadata.url)
    if source is not None:
        sheet.add(node, DCT["source"], source)
    sheet.add(node, GOV["sha256"], text(report.sha256))
    sheet.add(node, GOV["text"], text(report.text))


def _write_extraction(sheet: Sheet) -> None:
    """Which extractor and ontology made this graph. No times: they are in the build log."""
    activity = iris.extraction(kg.__version__, sheet.ontology.hash)
    sheet.add(sheet.graph, PROV["wasGeneratedBy"], activity)
    # Many reports share it: said in each of their graphs it would be found as often by a query.
    sheet.add(activity, TYPE, PROV["Activity"], iris.DESCRIPTION)
    sheet.add(activity, OWL["versionInfo"], text(kg.__version__), iris.DESCRIPTION)
    sheet.add(activity, GOV["ontologyHash"], text(sheet.ontology.hash), iris.DESCRIPTION)


def web_address(url: str) -> NamedNode | None:
    """The address that a page states as an IRI; None where it states none, or nothing that is one."""
    url = url.strip()
    if not _WEB_ADDRESS.fullmatch(url):
        return None
    try:
        return NamedNode(quote(url, safe="/:?#[]@!$&'()*+,;=%-._~"))
    except ValueError:
        return None
