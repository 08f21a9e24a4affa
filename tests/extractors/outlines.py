"""Reports with a hand-made outline, for tests that must not depend on how an outline is read."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Metadata, OffsetMap, Passage, Report, Role, Section

Part = tuple[int, str, str, Role]
_INLINE = ("item-shi", "ordinal")


def outlined(*parts: Part, title: str = "") -> Report:
    """A report of parts (level, marker, text, role); level 0 is text without a section of its own.

    A part lies in the nearest part before it with a smaller level. Passages end at 。！？； and line breaks.
    """
    text = ""
    sections: list[Section] = []
    passages: list[Passage] = []
    open_sections: list[int] = []
    for level, marker, words, role in parts:
        start = len(text)
        text += marker + words
        if level:
            while open_sections and sections[open_sections[-1]].level >= level:
                open_sections.pop()
            style = (
                "item-shi"
                if marker.endswith(("是", "，", "、")) and marker[0] not in "（(" and "是" in marker
                else "hanzi-paren"
            )
            first = min((i for i in (words.find(stop) for stop in "。；\n") if i >= 0), default=len(words))
            inline = style in _INLINE
            body = start + len(marker)
            sections.append(
                Section(
                    index=len(sections),
                    parent=open_sections[-1] if open_sections else None,
                    level=level,
                    marker=marker,
                    style=style,
                    heading="" if inline else words[:first],
                    role=role,
                    start=start,
                    end=len(text),
                    heading_start=body,
                    heading_end=body if inline else body + first,
                    body_start=body if inline else min(body + first + 1, len(text)),
                )
            )
            open_sections.append(sections[-1].index)
        for at in open_sections:
            sections[at] = replace(sections[at], end=len(text))
        begin = start
        for i in range(start, len(text)):
            if text[i] in "。！？；\n" or i == len(text) - 1:
                if text[begin : i + 1].strip():
                    section = open_sections[-1] if open_sections else None
                    end = i if text[i] == "\n" else i + 1
                    passages.append(Passage(len(passages), begin, end, text[begin:end], section, role))
                begin = i + 1
    return Report(
        id="0" * 16,
        sha256="0" * 64,
        file_name="report.txt",
        media_type="text/plain",
        encoding="utf-8",
        title=title,
        text=text,
        original=text,
        offsets=OffsetMap((0,), (0,)),
        metadata=Metadata(),
        sections=tuple(sections),
        passages=tuple(passages),
    )
