"""Reports made of given sentences, for tests that need no file."""

from __future__ import annotations

from kg.model import Metadata, OffsetMap, Passage, Report, Role, Span, Table


def report_of(*sentences: str, role: Role = Role.MEASURES, rows: tuple[tuple[str, ...], ...] = ()) -> Report:
    """One passage per sentence, all with the same role, no sections; ``rows`` become one table after them."""
    text, passages = "", []
    for sentence in sentences:
        passages.append(Passage(len(passages), len(text), len(text) + len(sentence), sentence, None, role))
        text += sentence
    spans: list[tuple[Span, ...]] = []
    for row in rows:
        text += "\n"
        start, cells = len(text), []
        for cell in row:
            text += "\t" if cells else ""
            cells.append(Span(len(text), len(text) + len(cell)))
            text += cell
        spans.append(tuple(cells))
        passages.append(Passage(len(passages), start, len(text), text[start:], None, role))
    return Report(
        id="0" * 16,
        sha256="0" * 64,
        file_name="by-hand.txt",
        media_type="text/plain",
        encoding="utf-8",
        title="云溪镇2024年法治政府建设年度报告",
        text=text,
        original=text,
        offsets=OffsetMap((0,), (0,)),
        metadata=Metadata(),
        sections=(),
        passages=tuple(passages),
        tables=(Table(tuple(spans), None),) if spans else (),
    )
