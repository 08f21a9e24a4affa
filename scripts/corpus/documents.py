"""A report as a file: the text with what a site puts around it."""

from __future__ import annotations

from corpus.writing import Written


def document(written: Written) -> bytes:
    """The bytes of the file of a report."""
    issued = written.facts.identity.issued
    head = f"发布时间：{issued.isoformat()}\n" if issued else ""
    return f"{head}{written.page.text}\n".encode()
