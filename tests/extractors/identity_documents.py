"""Documents in the manner of real ones, for tests of who reports: (name, title, text, metadata)."""

from __future__ import annotations

from kg.model import Metadata, OffsetMap, Report

BODY = """一、主要举措和成效
（一）压实责任。党政主要负责人带头学法6次，聘请法律顾问1名。
二、存在的不足
（一）执法力量偏弱。持证人员较少。
三、下一步打算
（一）加强业务培训。
"""


def document(title: str, text: str, original: str = "", file_name: str = "report.txt", **metadata: str) -> Report:
    """A report without outline; ``original`` is the page around it (the text itself by default)."""
    return Report(
        id="0" * 16,
        sha256="0" * 64,
        file_name=file_name,
        media_type="text/plain",
        encoding="utf-8",
        title=title,
        text=text,
        original=original or f"{title}\n{text}",
        offsets=OffsetMap((0,), (0,)),
        metadata=Metadata(**metadata),  # type: ignore[arg-type]
        sections=(),
        passages=(),
    )


def signed(opening: str, *signature: str) -> str:
    """An opening, the usual body and a signature of several lines."""
    return "\n".join([opening, BODY.strip(), *signature])
